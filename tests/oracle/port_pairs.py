#!/usr/bin/env python3
"""Asks the oracle about every pair of ports that tcpline claims, in both
directions: where two ports name different protocols, the same one must win.

The ports come from tcpline's own table (--ports PROGRAM prints it), so that a
row added there is asked about by itself. Payloads are such as many protocols
can parse, and such as only one can.
"""

import argparse
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import compare
import payloads
import programs
import records
import savefile
from packets import craft

A, B = "192.0.2.1", "198.51.100.2"
UNCLAIMED = 40000
RAW = 101
OPTION_SETS = (["-n"], ["-n", "-v"])


def claimed(program):
    """{transport: ports}, both ends of each range."""
    out = subprocess.run([program], check=True, capture_output=True,
                         text=True).stdout
    found = {"udp": {UNCLAIMED}, "tcp": {UNCLAIMED}}
    for line in out.splitlines():
        transport, first, last = line.split()
        found[transport] |= {int(first), int(last)}
    return {name: sorted(ports) for name, ports in found.items()}


def segment(payload=b"", **fields):
    return craft.ipv4(A, B, craft.TCP, craft.tcp(
        A, B, 1025, 80, "P.", 1, 1, payload=payload, **fields))


def anybodys():
    """Payloads that do not belong to one port."""
    inner = segment(b"GET / HTTP/1.1\r\n\r\n")
    frame = craft.ether(inner)
    rng = random.Random(1)
    return [
        b"GET / HTTP/1.1\r\nHost: example.com\r\n\r\n",
        bytes(40), bytes(range(48)), b"\xff" * 32, b"\x01",
        payloads.dns_message(rng), payloads.bgp(rng),
        craft.vxlan(frame), craft.geneve(frame),
        (1 << 12 | 0x100 | 64).to_bytes(4, "big") + inner,
        b"\0\2\0\1\0\2\xff\3\0\x21" + inner,
        b"\0\0\0\0" + bytes(range(24)), bytes([0x80, 0, 0, 0]) + frame,
    ]


def packets(transport, sport, dport, some):
    rng = random.Random(sport << 16 | dport)
    if transport == "udp":
        return [craft.ipv4(A, B, craft.UDP, craft.udp(A, B, sport, dport, p))
                for p in some]
    some = some + [payloads.DECODERS[port](rng) for port in (sport, dport)
                   if port in payloads.DECODERS]
    return [craft.ipv4(A, B, craft.TCP, craft.tcp(
        A, B, sport, dport, "P.", 1, 1, payload=p)) for p in some if p]


class Asked:
    """Savefiles of packets between one port and all others."""

    def __init__(self, folder, oracle, tcpline):
        self.path = Path(folder) / "pairs.pcap"
        self.oracle, self.tcpline = oracle, tcpline
        self.records = 0

    def differences(self, transport, sport, ports, some):
        """(ports, options, Difference) of what differs from `sport`."""
        rows = [(dport, p) for dport in ports
                for p in packets(transport, sport, dport, some)]
        savefile.Savefile(RAW, [savefile.Packet(p) for _, p in rows]).write(
            self.path)
        self.records += len(rows)
        for options in OPTION_SETS:
            one, two = (programs.read_savefile(program, self.path,
                                               ["-t", "-#", *options]).stdout
                        for program in (self.oracle, self.tcpline))
            for diff in records.compare(one, two):
                dport = rows[diff.number - 1][0] if diff.number else 0
                yield (sport, dport), options, diff


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tcpline")
    parser.add_argument("--ports", required=True, metavar="PROGRAM")
    parser.add_argument("--show", type=int, default=10, metavar="N")
    args = parser.parse_args()
    oracle = programs.find_oracle()
    tcpline = programs.find_tcpline(args.tcpline)
    known = compare.Known(compare.HERE / "KNOWN_DIFFERENCES")
    some, failed = anybodys(), 0
    with tempfile.TemporaryDirectory() as folder:
        asked = Asked(folder, oracle, tcpline)
        for transport, ports in claimed(args.ports).items():
            for sport in ports:
                for (one, two), options, diff in asked.differences(
                        transport, sport, ports, some):
                    if known.covers(compare.Job(f"pairs/{transport}", "", "*",
                                                [], []), diff):
                        continue
                    failed += 1
                    if failed <= args.show:
                        print(f"{transport} {one} > {two}, "
                              f"{' '.join(options)}:\n{records.explain(diff)}")
    print(f"{asked.records} records, {failed} differ")
    return 1 if failed or asked.records == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
