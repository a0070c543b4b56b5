"""--split: the lines of all parts are the lines of the whole.

Over the bundled captures, and those of TCPLINE_CORPUS where it is set.

Usage: split.py TCPLINE
"""
import os
import subprocess
import tempfile
from pathlib import Path

from kit import PCAPS, TCPLINE, failures, finish, refused, run, same

PARTS = 8
SETS = (["-n", "-tt", "-e"], ["-n", "-tt", "-v"])


def lines(path, options):
    return subprocess.run([TCPLINE, *options, "-r", path], check=False,
                          capture_output=True).stdout.splitlines()


def differs(capture, folder):
    """Whether any set of options tells the parts from the whole."""
    parts = [folder / f"{n:02}.pcap" for n in range(1, PARTS + 1)]
    done = subprocess.run([TCPLINE, "-r", capture, "--split", str(PARTS), "-w",
                           folder / "%02d.pcap"], capture_output=True,
                          check=False)
    if done.returncode != 0:  # as far as it could be read
        whole = subprocess.run([TCPLINE, "--count", "-r", capture],
                               capture_output=True, check=False)
        if whole.returncode == 0:
            return f"exit status {done.returncode}: {done.stderr.decode()}"
        return None
    for options in SETS:
        whole = sorted(lines(capture, options))
        union = sorted(line for part in parts
                       for line in lines(part, options))
        if whole != union:
            odd = sorted(set(whole) ^ set(union))
            return f"{' '.join(options)}: {odd[:2]}"
    return None


def captures():
    yield from sorted(PCAPS.glob("*.pcap"))
    corpus = os.environ.get("TCPLINE_CORPUS")
    if corpus is None:
        print("TCPLINE_CORPUS is not set: only the bundled captures")
        return
    files = sorted(p for p in Path(corpus).rglob("*")
                   if p.is_file() and "pcap" in p.suffix)
    yield from files[::4]


def ends(path):
    """The pairs of ends a part has."""
    return {frozenset(line.split(b" IP ")[1].split(b":")[0].split(b" > "))
            for line in lines(path, ["-n", "-tt", "tcp"]) if b" IP " in line}


def main():
    count = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for capture in captures():
            count += 1
            why = differs(capture, folder)
            if why is not None:
                failures.append(capture.name)
                print(f"FAILED: {capture.name}: {why}")
        print(f"{count} captures")
        many = next(PCAPS.glob("live-iperf3.pcap"))
        differs(many, folder)
        parts = [ends(folder / f"{n:02}.pcap") for n in range(1, PARTS + 1)]
        same("a connection is in one part", sum(len(p) for p in parts),
             len(set().union(*parts)))
        same("connections are in several parts", True,
             sum(bool(p) for p in parts) > 1)
        done = run("-r", many, "--split", 3, "-w", folder / "x%d")
        same("names", ["x1", "x2", "x3"],
             sorted(p.name for p in folder.glob("x*")))
        same("nothing is printed", "", done.stdout)
        same("--print", lines(many, ["-n"]),
             run("-n", "-r", many, "--split", 3, "--print", "-w",
                 folder / "x%d").stdout.encode().splitlines())
    for wrong in ("0", "-1", "x", "513", ""):
        refused(f"--split '{wrong}'", "wants a number from 1 to 512", "-r",
                many, "-w", "x%d", f"--split={wrong}")
    refused("without -w", "wants -w", "-r", many, "--split", 2)
    for wrong in ("x", "x%s", "x%d%d", "%", "x%5d", "x%00d", "x%012d"):
        refused(f"-w {wrong}", "wants one %d", "-r", many, "--split", 2, "-w",
                wrong)
    refused("-C", "-C and -G", "-r", many, "--split", 2, "-w", "%d", "-C", 1)


main()
finish()
