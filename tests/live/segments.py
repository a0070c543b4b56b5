#!/usr/bin/env python3
"""Writes a capture of small TCP segments: segments.py FILE COUNT CONNECTIONS

Segment after segment goes round the connections, so that each is as long
ago as any other."""

import struct
import sys


def checksum(data):
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total > 0xffff:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def headers(connection):
    """Ethernet and IPv4, and the source port: a connection's own."""
    source = bytes([10, 9 + (connection >> 30), connection >> 22 & 255,
                    1 + (connection >> 15 & 127)])
    ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 52, 1, 0x4000, 64, 6, 0,
                     source, bytes([10, 9, 0, 2]))
    ip = ip[:10] + struct.pack("!H", checksum(ip)) + ip[12:]
    link = bytes.fromhex("020000000002 020000000001 0800")
    return link + ip, 1024 + (connection & 0x7fff)


def segment(number, connections):
    front, port = headers(number % connections)
    rounds = number // connections
    return front + struct.pack("!HHIIBBHHH", port, 80, 1000 + rounds, 1,
                               0x80, 0x10, 512, 0, 0) + bytes(12)


def main(path, count, connections):
    with open(path, "wb") as out:
        out.write(struct.pack("=IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 262144, 1))
        for number in range(count):
            frame = segment(number, connections)
            out.write(struct.pack("=IIII", 1700000000 + number // 1000000,
                                  number % 1000000, len(frame), len(frame)))
            out.write(frame)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
