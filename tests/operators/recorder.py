"""--on, --record-before, --record-after: trouble with what led up to it.

Each file must hold exactly the packets of its connection that are in the
time around trouble, whichever way the recorder got at them.

Usage: recorder.py TCPLINE
"""
import os
import struct
import tempfile
from pathlib import Path

from kit import PCAPS, finish, lines, refused, run, same

LOSSY = PCAPS / "live-loss-sender.pcap"
RESET = PCAPS / "live-iperf3.pcap"


def stamps(path, *args):
    return [float(line.split()[0]) for line in lines("-tt", "-r", path, *args)
            if line[0].isdigit()]


def record(folder, capture, *args):
    done = run("-n", "-r", capture, *args, "-w", folder / "t-%c.pcap")
    same(f"{' '.join(map(str, args))}: exit status", 0, done.returncode)
    files = sorted(folder.glob("t-*"))
    told = [line for line in done.stderr.splitlines() if ": recorded " in line]
    same("every file is told of", len(files), len(told))
    taken = {f.name: lines("-S", "-tt", "-r", f) for f in files}
    for f in files:
        f.unlink()
    return taken


def expected(capture, before, after, *names):
    """Packets around each that shows one of the names, by their stamps."""
    troubled = stamps(capture, "--only", ",".join(names), "-q")
    return [line for line in lines("-S", "-tt", "-r", capture)
            if any(t - before <= float(line.split()[0]) <= t + after
                   for t in troubled)]


def single(folder):
    """A capture of one connection: time alone decides."""
    for before, after in [("1h", "1h"), ("2ms", "1h"), ("1h", "1ms"),
                          ("2ms", "1ms"), ("100ms", "100ms")]:
        seconds = {"1h": 3600, "2ms": .002, "1ms": .001, "100ms": .1}
        want = expected(LOSSY, seconds[before], seconds[after], "lost-after")
        got = record(folder, LOSSY, "--on", "lost-after", "--record-before",
                     before, "--record-after", after)
        same(f"before {before}, after {after}", sorted(want),
             sorted(line for part in got.values() for line in part))


def several(folder):
    whole = lines("-S", "-tt", "-r", RESET)
    reset = [line for line in whole if "Flags [R" in line]
    port = reset[0].split()[4].rstrip(":").rsplit(".", 1)[1]
    got = record(folder, RESET, "--on", "rst")
    same("the reset connection alone", 1, len(got))
    same("all of it", [line for line in whole if f".{port}" in line],
         next(iter(got.values())))
    same("its ends are in the name", True, port in next(iter(got)))
    got = record(folder, RESET, "--on", "rst", "--record-all")
    same("--record-all", whole, next(iter(got.values())))
    same("nothing of the kind", {},
         record(folder, RESET, "--on", "zero-window"))
    done = run("-n", "-r", RESET, "--on", "rst", "--print", "-w",
               folder / "p-%c.pcap")
    same("--print", lines("-r", RESET), done.stdout.splitlines())
    done = run("-n", "-r", RESET, "--on", "rst", "-w", folder / "p-%c.pcap")
    same("a file that is there is left alone", 2,
         len(list(folder.glob("p-*"))))


def flood(path, connections, packets):
    """Connections that all end in a reset, one after the other."""
    with open(path, "wb") as f:
        f.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 101))
        now = 0
        for c in range(connections):
            for n in range(packets):
                flags = 0x04 if n == packets - 1 else 0x10
                tcp = struct.pack("!HHIIBBHHH", 1000 + c, 80, n, 1, 0x50,
                                  flags, 100, 0, 0)
                ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 40, 0, 0, 64, 6, 0,
                                 b"\x0a\0\0\1", b"\x0a\0\0\2")
                now += 1
                f.write(struct.pack("<IIII", 1000 + now, 0, 40, 40) + ip + tcp)


def bounds(folder):
    path = folder / "flood.pcap"
    flood(path, 30, 5)
    got = record(folder, path, "--on", "rst", "--record-after", "1s", "-W",
                 "7")
    same("-W", 7, len(got))
    same("whole ones", {5}, {len(part) for part in got.values()})
    done = run("-n", "-r", path, "--on", "rst", "-W", "2", "-w",
               folder / "x-%c.pcap")
    same("the bound is said once", 1, done.stderr.count("no more are"))
    flood(path, 1, 20000)
    got = record(folder, path, "--on", "rst", "--record-before", "1M")
    same("a memory of 1 MB", True,
         5000 < len(next(iter(got.values()))) < 20000)
    same("holds the last packets", lines("-S", "-tt", "-r", path)[-1],
         next(iter(got.values()))[-1])


def mistakes():
    many = ["-r", RESET]
    refused("no -w", "--on wants -w", *many, "--on", "rst")
    refused("no %c", "--on wants -w", *many, "--on", "rst", "-w", "x")
    refused("two %c", "one %c", *many, "--on", "rst", "-w", "%c%c")
    refused("%c in a folder", "one %c", *many, "--on", "rst", "-w", "%c/x")
    refused("no --on", "want --on", *many, "--record-before", "1s", "-w",
            "%c")
    refused("a wrong list", "nonsense", *many, "--on", "nonsense", "-w", "%c")
    for wrong in ("0", "1x", "1k", "65G", "", "-1s"):
        refused(f"--record-before '{wrong}'", "invalid time or size", *many,
                "--on", "rst", "-w", "%c", f"--record-before={wrong}")
    refused("-G", "--split and -G", *many, "--on", "rst", "-w", "%c", "-G", 1)


def main():
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o777)  # files are another user's, for root
        single(Path(name))
        several(Path(name))
        bounds(Path(name))
    mistakes()


main()
finish()
