#!/usr/bin/env python3
"""Gives the command lines of CLI_CASES to both programs and compares what
they answer: exit code, stdout, stderr and the files they write."""

import argparse
import fnmatch
import os
import re
import struct
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import compare
import programs
import records
from packets import craft

A, B = "192.0.2.1", "198.51.100.2"


class Command(NamedTuple):
    name: str
    rule: str
    words: list
    extras: dict


class Outcome(NamedTuple):
    returncode: int | None
    stdout: bytes
    stderr: bytes
    files: dict


def load_commands(path=compare.HERE / "CLI_CASES"):
    found = []
    for line in path.read_text().splitlines():
        if line and not line.startswith("#"):
            name, rule, words, *extras = line.split("\t")
            found.append(Command(name, rule, split_words(words), dict(
                word.split("=", 1) for word in " ".join(extras).split())))
    return found


def split_words(text):
    """Blanks part words, but not between quotation marks."""
    return [word.strip('"') for word in re.findall(r'"[^"]*"|[^ ]+', text)]


# The files of the working folder


def frames():
    """A short HTTP conversation and two packets of other protocols."""
    def tcp(src, dst, sport, dport, *args, **fields):
        return craft.ether(craft.ipv4(src, dst, craft.TCP, craft.tcp(
            src, dst, sport, dport, *args, **fields)))
    return [
        tcp(A, B, 1025, 80, "S", 100, options=[craft.mss(1460)]),
        tcp(B, A, 80, 1025, "S.", 900, 101, options=[craft.mss(1460)]),
        tcp(A, B, 1025, 80, ".", 101, 901),
        tcp(A, B, 1025, 80, "P.", 101, 901, payload=b"GET / HTTP/1.0\r\n"),
        craft.ether(craft.ipv4(A, B, craft.UDP, craft.udp(
            A, B, 4000, 4001, b"abc"))),
        tcp(B, A, 80, 1025, "F.", 901, 117),
        craft.ether(craft.arp(1, craft.MAC_A, "10.0.0.1",
                              "00:00:00:00:00:00", "10.0.0.2"),
                    etype=craft.ETH_ARP)]


def savefile_of(packets, linktype=craft.EN10MB, step=1_234_567, **kinds):
    save = craft.Pcap(linktype, **kinds)
    for number, frame in enumerate(packets):
        save.add(frame, f"{1_700_000_000 + number * step / 1e6:.6f}")
    return save.data


def header(major=2, minor=4, snaplen=262144, linktype=1):
    return struct.pack("<IHHiIII", 0xA1B2C3D4, major, minor, 0, 0, snaplen,
                       linktype)


def record(data, cap=None, wire=None, sec=1_700_000_000, frac=0):
    cap = len(data) if cap is None else cap
    return struct.pack("<IIII", sec, frac, cap, cap if wire is None
                       else wire) + data


def pcapng():
    save = craft.Pcapng()
    save.block(1, save.pack("HHI", 1, 0, 0))
    for number, frame in enumerate(frames()):
        ticks = (1_700_000_000 + number) * 10**6
        save.block(6, save.pack("IIIII", 0, ticks >> 32, ticks % 2**32,
                                len(frame), len(frame)) + frame)
    return save.data


def odd_times(frame):
    """Zero, backwards, bit 31, fractions out of range, days apart."""
    times = ((0, 0), (0, 5), (1_700_000_000, 999_999), (1_699_999_999, 1),
             (1_700_172_800, 0), (2**31, 0), (2**32 - 1, 999_999),
             (1_700_000_000, 1_000_000), (1_700_000_001, 2**32 - 1),
             (951_782_400, 7), (1_711_846_800, 0), (5, 1_499_999))
    return header() + b"".join(record(frame, sec=s, frac=f) for s, f in times)


def big():
    """Three megabytes, for rotation and for more than a buffer of text."""
    def frame(number):
        return craft.ether(craft.ipv4(A, B, craft.TCP, craft.tcp(
            A, B, 1025, 2000, ".", 1 + 1400 * number, 1,
            payload=bytes(1400))))
    return savefile_of([frame(n) for n in range(2100)], step=10)


def fixtures():
    """Every file a command may name: {name: bytes}."""
    some = frames()
    good, first = savefile_of(some), some[0]
    names = {"list": "good.pcap\nnano.pcap\n",
             "list-mixed": "good.pcap\nraw.pcap\n",
             "list-missing": "good.pcap\nnone.pcap\ngood.pcap\n",
             "list-blank": "good.pcap\n\ngood.pcap\n",
             "filter": "tcp # and nothing else\nport 80\n",
             "secrets": "# keys\n\nnope:x\n 5@192.0.2.1 aes128:x\n"
                        "0x12345678@198.51.100.2 aes128-cbc:secret\r\n",
             "more-secrets": "nope\nfile secrets",
             "bad-filter": "tcp port\n", "text": "hello, world\n" * 9}
    esp = craft.ether(craft.ipv4(A, B, 50, struct.pack(
        ">II", 0x12345678, 1) + bytes(48)))
    ike = craft.ether(craft.ipv4(A, B, 17, craft.udp(
        A, B, 500, 500, bytes(range(16)) + struct.pack(
            ">BBBBIIBBH", 46, 0x20, 35, 8, 1, 28 + 64, 35, 0, 64) +
        bytes(60))))
    return {
        "esp.pcap": savefile_of([first, esp, esp]),
        "ike.pcap": savefile_of([first, ike, ike, esp]),
        **{name: text.encode() for name, text in names.items()},
        "good.pcap": good, "empty": b"", "three-bytes": good[:3],
        "cut-header.pcap": good[:19], "no-records.pcap": good[:24],
        "cut-record-header.pcap": good + b"\0" * 6,
        "cut-record.pcap": good[:-20], "good.pcapng": pcapng(),
        "cut.pcapng": pcapng()[:-30], "big.pcap": big(),
        "nano.pcap": savefile_of(some, nano=True, order=">"),
        "raw.pcap": savefile_of([f[14:] for f in some[:6]], craft.RAW),
        "sll2.pcap": savefile_of([craft.sll2(f[14:]) for f in some[:6]],
                                 craft.SLL2),
        "version-3.pcap": header(3, 0) + record(first),
        "version-1.pcap": header(1, 2) + record(first),
        "version-2-3.pcap": header(2, 3) + record(first),
        "huge-record.pcap": header() + record(first) + record(
            bytes(270_079)),
        "huge-record-snaplen.pcap": header(snaplen=500_000) + record(
            first) + record(bytes(270_079)),
        "snaplen-0.pcap": header(snaplen=0) + record(first),
        "bad-records.pcap": header() + b"".join((
            record(first), record(b""), record(b"", wire=9),
            record(first, wire=10), record(first, wire=0),
            record(first, wire=300_000), record(b"", wire=300_000),
            record(first))),
        "odd-times.pcap": odd_times(first),
        **{f"link-{number}.pcap": header(linktype=number) + record(
            b"abcdefghij") for number in (3, 14, 147)}}


# Running


def redirected(kind, folder, stack):
    """A file for stdout: one, a full device or a pipe nobody reads."""
    if kind in ("full", "file"):
        path = "/dev/full" if kind == "full" else folder / "stdout"
        return stack.append(open(path, "wb")) or stack[-1]
    read_end, write_end = os.pipe()
    os.close(read_end)
    stack.append(os.fdopen(write_end, "wb"))
    return stack[-1]


def execute(program, command, folder):
    """Runs one command in a folder of its own."""
    user = [] if command.extras.get("user") == "no" else \
        programs.user_options()
    argv = [program, *user, *command.words]
    where, opened = command.extras.get("stdout"), []
    if where == "closed":
        argv = ["/bin/sh", "-c", 'exec "$0" "$@" >&-', *argv]
    stdout = redirected(where, folder, opened) \
        if where in ("full", "gone", "file") else subprocess.PIPE
    env = programs.environment()
    if "env" in command.extras:
        name, value = command.extras["env"].split("=", 1)
        env[name] = value
    source = command.extras.get("stdin")
    data = (folder / source).read_bytes() if source else b""
    try:
        done = subprocess.run(argv, cwd=folder, env=env, input=data,
                              stdout=stdout, stderr=subprocess.PIPE,
                              timeout=programs.TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        return Outcome(None, b"", b"", {})
    finally:
        for file in opened:
            file.close()
    return Outcome(done.returncode, done.stdout or b"",
                   programs.normalise(done.stderr), {})


def run_command(program, command, files):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "folder").mkdir()
        for file, data in files.items():
            (folder / file).write_bytes(data)
        outcome = execute(program, command, folder)
        written = {path.name: path.read_bytes()
                   for path in sorted(folder.iterdir())
                   if path.is_file() and path.name not in files}
        return outcome._replace(files=written)


def differences(command, one, two):
    """What the rule of the command does not allow."""
    found = []

    def note(kind, *texts):
        if texts[0] != texts[1]:
            found.append(records.Difference(kind, 0, *texts))

    note("exit", str(one.returncode).encode(),
         str(two.returncode).encode())
    for kind in ("stdout", "stderr"):
        texts = getattr(one, kind), getattr(two, kind)
        if command.rule == "own":
            texts = [b"something" if text else b"" for text in texts]
        elif command.rule == "first" and kind == "stderr":
            texts = [text.split(b"\n", 1)[0] for text in texts]
        note(kind, *texts)
    for name in sorted({*one.files, *two.files}):
        if one.files.get(name) != two.files.get(name):
            sizes = [b"%d bytes" % len(o.files[name]) if name in o.files
                     else b"no such file" for o in (one, two)]
            found.append(records.Difference(f"file {name}", 0, *sizes))
    return found


def unknown(known, command, found):
    """The differences no row of KNOWN_DIFFERENCES covers; there, the label
    is cli/NAME and the set what differs: exit, stdout, stderr, file NAME."""
    left = []
    for kind in ("exit", "stdout", "stderr"):
        known.note(compare.Job(f"cli/{command.name}", "", kind, [], []))
    for diff in found:
        job = compare.Job(f"cli/{command.name}", "", diff.kind, [], [])
        if not known.covers(job, diff):
            left.append(diff)
    return left


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tcpline")
    parser.add_argument("--only", metavar="GLOB", default="*")
    args = parser.parse_args()
    oracle = programs.find_oracle()
    tcpline = programs.find_tcpline(args.tcpline)
    known = compare.Known(compare.HERE / "KNOWN_DIFFERENCES")
    commands = [c for c in load_commands()
                if fnmatch.fnmatchcase(c.name, args.only)]
    files, failed = fixtures(), 0
    for command in commands:
        found = unknown(known, command, differences(
            command, run_command(oracle, command, files),
            run_command(tcpline, command, files)))
        failed += bool(found)
        if found:
            print(f"{command.name}: {' '.join(command.words)}")
        for diff in found:
            print(f"  {diff.kind}:\n{records.explain(diff)}")
    for row in known.unused():
        print(f"unused row of KNOWN_DIFFERENCES: {row}")
    print(f"{len(commands)} command lines, {failed} answered differently")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
