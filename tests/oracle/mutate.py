#!/usr/bin/env python3
"""Damages captures, the same way each time for the same seed.

Damage goes where decoders make decisions: header lengths, length fields,
protocol numbers, TCP options, the first payload bytes, the capture length.
The records of the written savefile are themselves always well-formed.
"""

import argparse
import random
import struct
import sys
from dataclasses import replace

import savefile
from packets import craft

LINK_HEADER = {craft.NULL: 4, craft.LOOP: 4, craft.EN10MB: 14, craft.RAW: 0,
               12: 0, 228: 0, 229: 0, craft.SLL: 16, craft.SLL2: 20, 9: 4,
               50: 4, 104: 4}
TAGS = {0x8100, 0x88A8, 0x9100, 0x9200}
NESTED = {4, 41}
IP6_EXTENSIONS = {0, 43, 60}
BOUNDARIES = (0, 1, 2, 4, 5, 6, 8, 0x0F, 0x10, 0x14, 0x1F, 0x20, 0x28, 0x3F,
              0x40, 0x45, 0x4F, 0x50, 0x60, 0x7F, 0x80, 0xFE, 0xFF)


class Places:
    """Where the headers of one packet stand; None where there is none."""

    def __init__(self, data, linktype):
        self.data = data
        self.ip = self.tcp = self.options_end = None
        self.link_end = min(len(data), LINK_HEADER.get(linktype, 14))
        if linktype == craft.EN10MB:
            self._skip_tags()
        self._find(self.link_end)

    def _byte(self, at):
        return self.data[at] if at < len(self.data) else 0

    def _skip_tags(self):
        while int.from_bytes(self.data[self.link_end - 2:self.link_end],
                             "big") in TAGS and self.link_end < len(self.data):
            self.link_end += 4

    def _find(self, at):
        for _ in range(4):  # IP in IP, at most this deep
            if at >= len(self.data) or self._byte(at) >> 4 not in (4, 6):
                return
            self.ip = at
            protocol, at = self._behind_ip(at)
            if protocol not in NESTED:
                break
        if protocol == 6 and at < len(self.data):
            self.tcp = at
            self.options_end = at + 4 * max(5, self._byte(at + 12) >> 4)

    def _behind_ip(self, at):
        if self._byte(at) >> 4 == 4:
            return self._byte(at + 9), at + 4 * (self._byte(at) & 15)
        protocol, at = self._byte(at + 6), at + 40
        while protocol in IP6_EXTENSIONS and at < len(self.data):
            protocol, at = self._byte(at), at + 8 * (self._byte(at + 1) + 1)
        return protocol, at


class Mutator:
    """One seed's stream of damaged packets."""

    def __init__(self, seed, fix_checksums=False):
        self.rng = random.Random(seed)
        self.fix_checksums = fix_checksums

    def save(self, save, rate=1.0):
        """A damaged copy: each packet with chance `rate`, order included."""
        packets = [self.packet(p, save.linktype)
                   if self.rng.random() < rate else p for p in save.packets]
        for _ in range(len(packets) // 20):
            self._disturb_order(packets)
        return savefile.Savefile(save.linktype, packets)

    def _disturb_order(self, packets):
        one = self.rng.randrange(len(packets))
        two = self.rng.randrange(len(packets))
        if self.rng.random() < 0.5:
            packets[one], packets[two] = packets[two], packets[one]
        else:
            packets.insert(two, packets[one])

    def packet(self, packet, linktype):
        """A damaged copy of one packet."""
        data = bytearray(packet.data)
        for _ in range(self.rng.choice((1, 1, 1, 2, 3))):
            places = Places(bytes(data), linktype)
            self.rng.choice(self._damages(places))(data, places)
        if self.fix_checksums:
            fix_ip_checksum(data, linktype)
        packet = replace(packet, data=bytes(data[:savefile.LIMIT]),
                         wire_len=max(packet.length, len(data)))
        if self.rng.random() < 0.3:
            packet = self._cut(packet, linktype)
        return packet

    def _damages(self, places):
        """The kinds of damage a packet can take, by weight."""
        found = [self.any_byte, self.link_byte]
        if places.ip is not None:
            found += [self.ip_byte, self.ip_byte, self.ip_length,
                      self.ip_nibbles, self.ip_fragment]
        if places.tcp is not None and places.tcp + 20 <= len(places.data):
            found += [self.tcp_byte] * 3 + [self.header_length] * 2 + \
                [self.tcp_ports, self.tcp_flags, self.payload_byte,
                 self.payload_byte, self.insert_payload]
            if places.options_end > places.tcp + 20:
                found += [self.option_byte] * 4 + [self.option_length] * 4 + \
                    [self.option_kind] * 2
        return found

    def _value(self, old):
        roll = self.rng.random()
        if roll < 0.3:
            return old ^ 1 << self.rng.randrange(8)
        if roll < 0.6:
            return self.rng.choice(BOUNDARIES)
        if roll < 0.8:
            return (old + self.rng.choice((-2, -1, 1, 2))) % 256
        return self.rng.randrange(256)

    def _hit(self, data, begin, end):
        end = min(end, len(data))
        if begin < end:
            at = self.rng.randrange(begin, end)
            data[at] = self._value(data[at])

    def any_byte(self, data, _):
        self._hit(data, 0, len(data))

    def link_byte(self, data, places):
        self._hit(data, 0, places.link_end)

    def ip_byte(self, data, places):
        v6 = data[places.ip] >> 4 == 6
        self._hit(data, places.ip, places.tcp or places.ip + 40 if v6
                  else places.ip + 20)

    def ip_nibbles(self, data, places):
        data[places.ip] = self._value(data[places.ip])

    def ip_length(self, data, places):
        at = places.ip + (4 if data[places.ip] >> 4 == 6 else 2)
        self._spread_word(data, at)

    def ip_fragment(self, data, places):
        if data[places.ip] >> 4 == 4 and places.ip + 8 <= len(data):
            word = self.rng.choice((0x2000, 0x4000, 0x8000, 1, 0x2001, 0x1FFF,
                                    self.rng.randrange(65536)))
            struct.pack_into("!H", data, places.ip + 6, word)

    def _spread_word(self, data, at):
        """A length near the right one, or a boundary, or anything."""
        if at + 2 > len(data):
            return
        old = struct.unpack_from("!H", data, at)[0]
        near = max(0, min(65535, old + self.rng.randrange(-70, 70)))
        struct.pack_into("!H", data, at, self.rng.choice(
            (near, near, near, 0, 19, 20, 39, 40, 41, 65535,
             self.rng.randrange(65536))))

    def tcp_byte(self, data, places):
        self._hit(data, places.tcp, places.tcp + 20)

    def header_length(self, data, places):
        at = places.tcp + 12
        data[at] = self.rng.randrange(16) << 4 | data[at] & 15

    def tcp_ports(self, data, places):
        at = places.tcp + self.rng.choice((0, 2))
        struct.pack_into("!H", data, at, self.rng.choice(PORTS))

    def tcp_flags(self, data, places):
        data[places.tcp + 13] = self.rng.randrange(256)

    def payload_byte(self, data, places):
        self._hit(data, places.options_end,
                  places.options_end + self.rng.choice((4, 16, 64)))

    def insert_payload(self, data, places):
        junk = bytes(self.rng.randrange(256)
                     for _ in range(self.rng.randrange(1, 12)))
        at = min(len(data), places.options_end)
        data[at:at] = junk

    def _options(self, data, places):
        """Offsets of the option kinds, by their declared lengths."""
        at, end = places.tcp + 20, min(places.options_end, len(data))
        found = []
        while at < end:
            found.append(at)
            size = data[at + 1] if at + 1 < end else 1
            at += 1 if data[at] < 2 or size < 2 else size
        return found or [places.tcp + 20]

    def option_byte(self, data, places):
        self._hit(data, places.tcp + 20, places.options_end)

    def option_length(self, data, places):
        at = self.rng.choice(self._options(data, places)) + 1
        if at < len(data):
            data[at] = self.rng.choice((
                (data[at] + 1) % 256, (data[at] - 1) % 256, 0, 1, 2,
                self.rng.randrange(48), self.rng.randrange(256)))

    def option_kind(self, data, places):
        at = self.rng.choice(self._options(data, places))
        if at < len(data):
            data[at] = self.rng.choice((
                *range(35), 69, 76, 253, 254, 255, self.rng.randrange(256)))

    def _cut(self, packet, linktype):
        """Cuts the capture length, most often inside a header."""
        places = Places(packet.data, linktype)
        ends = [len(packet.data)]
        if places.ip is not None:
            ends += [places.ip + 48]
        if places.tcp is not None:
            ends += [places.options_end, places.options_end + 24]
        return packet.cut(self.rng.randrange(1, max(2, min(
            len(packet.data), self.rng.choice(ends)) + 1)))


PORTS = (20, 21, 22, 23, 25, 43, 53, 80, 110, 139, 143, 179, 323, 443, 445,
         554, 639, 646, 1723, 2049, 3306, 6379, 6633, 6653, 8080, 8554, 10288)


def fix_ip_checksum(data, linktype):
    """Makes the outermost IPv4 header checksum right again."""
    ip = Places(bytes(data), linktype).ip
    if ip is None or data[ip] >> 4 != 4:
        return
    end = ip + 4 * (data[ip] & 15)
    if end - ip >= 20 and end <= len(data):
        data[ip + 10:ip + 12] = b"\0\0"
        struct.pack_into("!H", data, ip + 10,
                         craft.checksum(bytes(data[ip:end])))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1.0,
                        help="the share of packets to damage")
    parser.add_argument("--fix-checksums", action="store_true",
                        help="make IPv4 header checksums right afterwards")
    args = parser.parse_args()
    save = savefile.read(args.source)
    if save is None:
        sys.exit(f"{args.source} is no capture")
    mutator = Mutator(args.seed, args.fix_checksums)
    order = "<>"[args.seed % 2]
    mutator.save(save, args.rate).write(args.target, order)


if __name__ == "__main__":
    main()
