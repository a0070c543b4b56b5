#!/usr/bin/env python3
"""Writes savefiles of random TCP, the same for the same seed.

Half the packets belong to conversations, so that relative numbers have
something to be relative to; the others are single and hostile. A savefile
has one link type, chosen by the seed.
"""

import argparse
import random

import carriages
import payloads
import savefile
import tcpoptions
from packets import craft

LINKTYPES = (craft.EN10MB,) * 8 + tuple(carriages.LINKS)
FLAG_SETS = (".", "P.", "P.", ".", "F.", "R", "R.", "S", "S.", "", "FPU",
             "FSRP.UEW", "SF", "P", "U.", "E.", "SEW", "W.", "RP", "RP.")
KEY = b"secret"  # of the MD5 signatures; option set n-M gives it with -M


class Endpoint:
    """A socket pair, as one side sees it."""

    def __init__(self, rng):
        self.v6 = rng.random() < 0.4
        self.src, self.dst = carriages.addresses(rng, self.v6)
        port = rng.choice((*payloads.DECODERS, *payloads.SILENT_PORTS))
        self.ports = [rng.choice((1025, 40000, 65535, 1, 0, port)), port]

    def reversed(self):
        other = object.__new__(Endpoint)
        other.v6, other.src, other.dst = self.v6, self.dst, self.src
        other.ports = self.ports[::-1]
        return other

    @property
    def service(self):
        """The port whose protocol the payload should speak."""
        known = [p for p in self.ports if p in payloads.DECODERS]
        return known[-1] if known else self.ports[1]


class Generator:
    def __init__(self, seed):
        self.rng = random.Random(f"tcpline {seed}")
        self.linktype = self.rng.choice(LINKTYPES)
        self.clock = 1_700_000_000_000_000

    def save(self, count):
        """A savefile of about `count` packets."""
        save = savefile.Savefile(self.linktype)
        while len(save.packets) < count:
            roll = self.rng.random()
            if roll < 0.02:
                save.packets += self.every_cut()
                continue
            if roll < 0.5:
                group = self.conversation()
            elif roll < 0.52:
                group = self.option_lengths()
            elif roll < 0.54:
                group = self.ip_lengths()
            else:
                group = [self.single()]
            save.packets += [self.record(l3) for l3 in group]
        return save

    def record(self, l3):
        """A packet in its link layer, some of them cut by a snap length."""
        self.clock += self.rng.choice((0, 1, 999, 20_000, 3_000_000))
        sec, frac = divmod(self.clock, 1_000_000)
        frame = carriages.LINKS[self.linktype](self.rng, l3)
        packet = savefile.Packet(frame, sec, frac)
        if self.rng.random() < 0.12:
            packet = packet.cut(self.rng.randrange(1, len(frame) + 1))
        return packet

    def carry(self, end, segment):
        """A segment in IP, and that now and then in tunnels."""
        l3 = carriages.in_ip(self.rng, end.src, end.dst, craft.TCP, segment)
        while self.rng.random() < 0.15 and len(l3) < 3000:
            l3 = self.rng.choice(carriages.TUNNELS)(self.rng, l3)
        return l3

    def segment(self, end, flags, seq, ack, payload, options=b"", **fields):
        rng = self.rng
        wrong = rng.random() < 0.08
        if wrong:
            fields["cksum"] = rng.choice((0, 0xFFFF, 0x1234))
        if rng.random() < 0.1:
            fields["reserved"] = rng.randrange(8)
        whole = craft.tcp(end.src, end.dst, *end.ports, flags, seq, ack,
                          rng.choice((512, 0, 65535)), rng.choice((0, 0, 7)),
                          options, payload, **fields)
        return self.sum_to_zero(whole, end) if wrong and rng.random() < 0.4 \
            else whole

    @staticmethod
    def sum_to_zero(segment, end):
        """The segment with an urgent pointer that makes the true checksum
        zero, which has two representations."""
        blank = craft.patch(segment, 16, bytes(4))
        value = craft.checksum(craft.pseudo(end.src, end.dst, craft.TCP,
                                            len(blank)) + blank)
        return craft.patch(segment, 18, value.to_bytes(2, "big"))

    def conversation(self):
        """A handshake perhaps, data both ways, an end perhaps."""
        rng, here = self.rng, Endpoint(self.rng)
        sides = [here, here.reversed()]
        seqs = [rng.choice((100, 2**32 - 3, rng.randrange(2**32)))
                for _ in sides]
        if rng.random() < 0.6:
            for who, flags in enumerate(("S", "S.")):
                yield self._step(sides, seqs, who, flags, b"")
                seqs[who] += 1
        for _ in range(rng.randrange(1, 9)):
            who = rng.randrange(2)
            payload = b"" if rng.random() < 0.3 else payloads.payload_for(
                rng, sides[who].service)
            yield self._step(sides, seqs, who, rng.choice(("P.", ".", ".")),
                             payload)
            if rng.random() < 0.9:  # else the next repeats this one
                seqs[who] += len(payload)
        if rng.random() < 0.5:
            yield self._step(sides, seqs, rng.randrange(2), rng.choice(
                ("F.", "R", "R.", "RP.")), rng.choice((b"", b"bye\x01\x80")))

    def _step(self, sides, seqs, who, flags, payload):
        ack = seqs[1 - who]
        options = tcpoptions.area(self.rng, ack) if self.rng.random() < 0.5 \
            else b""
        return self.carry(sides[who], self.segment(
            sides[who], flags, seqs[who], ack, payload[:1400], options))

    def single(self):
        """One packet that owes nothing to others."""
        rng, end = self.rng, Endpoint(self.rng)
        payload = payloads.payload_for(rng, end.service) \
            if rng.random() < 0.6 else b""
        fields = {}
        if rng.random() < 0.1:
            fields["doff"] = rng.randrange(16)
        flags = rng.choice((*FLAG_SETS, rng.randrange(512)))
        seq, ack = rng.randrange(2**32), rng.randrange(2**32)

        def build(options):
            return self.segment(end, flags, seq, ack, payload[:1400], options,
                                **fields)
        if rng.random() < 0.05 and "doff" not in fields:
            return self.carry(end, tcpoptions.md5_signed(
                end.src, end.dst, build, KEY))
        segment = build(tcpoptions.area(rng, ack))
        if rng.random() < 0.05:
            segment = segment[:rng.randrange(len(segment) + 1)]
        return self.carry(end, segment)

    def every_cut(self):
        """One packet at every capture length."""
        packet = self.record(self.single())
        return [packet.cut(n) for n in range(min(160, len(packet.data)))]

    def ip_lengths(self):
        """One segment in IP headers of every total or payload length."""
        rng, end = self.rng, Endpoint(self.rng)
        segment = self.segment(end, ".", 1000, 2000, payloads.payload_for(
            rng, end.service)[:60], tcpoptions.area(rng, 2000))
        name = "plen" if end.v6 else "total"
        for length in range(min(130, len(segment) + 30)):
            yield craft.ip(end.src, end.dst, craft.TCP, segment,
                           **{name: length})

    def option_lengths(self):
        """One kind (or MPTCP subtype) with every length byte in turn."""
        rng, end = self.rng, Endpoint(self.rng)
        kind = rng.choice((*range(36), 69, 76, 253, 254, 255))
        areas = tcpoptions.every_length(kind, rng) if kind != 30 else \
            tcpoptions.mptcp_every_length(rng.randrange(10), rng)
        for area in areas:
            flags = rng.choice((".", "S", "S.", "P."))
            payload = rng.choice((b"", b"x", b"hello\n"))
            yield carriages.in_ip(rng, end.src, end.dst, craft.TCP, craft.tcp(
                end.src, end.dst, *end.ports, flags, 1000, 2000, 512, 0, area,
                payload))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=500)
    args = parser.parse_args()
    Generator(args.seed).save(args.count).write(args.target)


if __name__ == "__main__":
    main()
