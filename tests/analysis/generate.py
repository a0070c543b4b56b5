"""Random conversations from small alphabets.

Few distinct sequence numbers, lengths, windows, options and gaps, so that
the same state is met again and again and the rules collide.
"""
import random
import struct

from packets import (ACK, FIN, PSH, RST, SYN, URG, ether, fragments,
                     in_aruba, in_erspan, in_gtp, in_vlan, ip4, ip6, tcp)

MS = 10**6
BASES = (0, 1, 1000, 2**31 - 5, 2**31, 2**32 - 100, 2**32 - 1)
GAPS = (0, 1, 500000, MS, 2 * MS, 2999999, 3 * MS, 5 * MS, 19999999,
        20 * MS, 50 * MS, 200 * MS, 1000 * MS)
WINDOWS = (0, 0, 1, 10, 500, 500, 500, 501, 64000, 65535)
LENGTHS = (0, 0, 0, 0, 1, 1, 2, 10, 10, 100, 1460)
STEPS = (0, 0, 0, 0, 0, 1, -1, -1, 10, -10, 100, -100, 128, 2**31)
FLAG_SETS = (ACK,) * 12 + (ACK | PSH,) * 4 + (
    SYN, SYN, SYN | ACK, SYN | ACK, FIN | ACK, FIN | ACK, RST, RST | ACK, FIN,
    0, PSH, SYN | FIN, SYN | RST, SYN | FIN | ACK, RST | FIN | ACK,
    ACK | URG, ACK | FIN | PSH, 0x1c2, 0x1d2)


def option(kind, data):
    return bytes([kind, len(data) + 2]) + data


class Side:
    def __init__(self, rng, addr, port):
        self.addr, self.port = addr, port
        self.isn = rng.choice(BASES) + rng.choice((0, 0, 3, 1000))
        self.next = self.isn
        self.acked = 0
        self.window = rng.choice(WINDOWS)


class Conversation:
    """Two hosts that mostly behave."""

    def __init__(self, rng, number, wild):
        self.rng, self.wild = rng, wild
        self.family = rng.choice((4, 4, 6))
        hosts = (0x0a000001, 0x0a000002)
        ports = (40000 + number, rng.choice((9999, 9998)))
        if rng.random() < 0.03:
            hosts = (hosts[0], hosts[0])
        if rng.random() < 0.03:
            ports = (ports[0], ports[0])
        self.sides = [Side(rng, hosts[i], ports[i]) for i in (0, 1)]
        self.script = self.handshake() if rng.random() < 0.6 else []

    def handshake(self):
        a, b = self.sides
        scale = [self.rng.choice((None, 0, 1, 7, 14, 15)) for _ in (0, 1)]
        options = [b"" if s is None else option(3, bytes([s])) for s in scale]
        steps = [(a, b, SYN, 0, options[0]), (b, a, SYN | ACK, 0, options[1]),
                 (a, b, ACK, 0, b"")]
        if self.rng.random() < 0.2:
            del steps[self.rng.randrange(3)]
        return steps

    def random_options(self, d, r):
        rng = self.rng
        pick = rng.random()
        if pick < 0.8:
            return b""
        if pick < 0.9:
            blocks = b"".join(
                struct.pack(">II", x & 0xffffffff, (x + n) & 0xffffffff)
                for x, n in [(r.next - rng.choice((0, 10, 100, 200)),
                              rng.choice((10, 20, 100)))
                             for _ in range(rng.choice((1, 1, 2, 3, 4)))])
            return option(5, blocks)
        if pick < 0.93:
            return option(3, bytes([rng.choice((0, 2, 7, 14, 200))]))
        if pick < 0.97:
            return option(8, bytes(8))
        if pick < 0.98:
            return option(34, bytes(rng.choice((0, 4, 8))))
        # Lengths that lie.
        return bytes([rng.choice((2, 3, 4, 5, 8, 77)),
                      rng.choice((0, 1, 2, 3, 4, 6, 9, 10, 12, 40))]) \
            + bytes(rng.randrange(256) for _ in range(rng.randrange(10)))

    def next_segment(self):
        """(sender, receiver, seq, ack, flags, length, window, options)"""
        rng = self.rng
        if self.script:
            d, r, flags, length, options = self.script.pop(0)
            return (d, r, d.next, r.next if flags & ACK else 0, flags, length,
                    d.window, options)
        d, r = rng.choice((self.sides, self.sides[::-1]))
        tame = rng.random() > self.wild
        flags = rng.choice((ACK, ACK, ACK | PSH)) if tame \
            else rng.choice(FLAG_SETS)
        length = rng.choice(LENGTHS)
        step = 0 if tame else rng.choice(STEPS)
        seq = d.next + step
        if rng.random() < self.wild / 4:
            seq = d.isn if flags & SYN else seq - length
        ack_step = 0 if tame else rng.choice(STEPS)
        ack = r.next + ack_step
        if rng.random() < 0.3:
            ack = d.acked
        if rng.random() < 0.02:
            ack = 0
        if rng.random() < 0.2:
            d.window = rng.choice(WINDOWS)
        return (d, r, seq, ack, flags, length, d.window,
                self.random_options(d, r))

    def frame(self):
        d, r, seq, ack, flags, length, window, options = self.next_segment()
        if not flags & RST:
            end = (seq + length + bool(flags & (SYN | FIN))) & 0xffffffff
            if (end - d.next) & 0xffffffff < 2**31 or self.rng.random() < 0.1:
                d.next = end
        d.acked = ack
        options = options[:40]
        segment = tcp(d.port, r.port, seq, ack, flags, length, window, options)
        if self.family == 4:
            return ether(ip4(d.addr, r.addr, segment))
        return ether(ip6(d.addr, r.addr, segment), 0x86dd)


def wrapped(rng, frame):
    """The frames that carry `frame`, in the order they go by."""
    pick = rng.random()
    if pick < 0.5:
        return [frame]
    if pick < 0.6:
        return [in_vlan(frame)]
    if pick < 0.7:
        return [in_gtp(frame[14:])]
    if pick < 0.77:
        return [in_erspan(frame)]
    if pick < 0.8:
        return [in_aruba(frame)]
    if frame[12:14] != b"\x08\0":
        return [frame]
    pieces = list(fragments(frame, rng.choice((8, 16, 24, 104))))[:20]
    if rng.random() < 0.3:
        rng.shuffle(pieces)
    if rng.random() < 0.1:
        pieces.append(rng.choice(pieces))
    return pieces


def carried_records(seed):
    """The same kind of conversations, in tunnels and in fragments."""
    rng = random.Random(seed)
    out = []
    for ident, (time, frame) in enumerate(records(seed)):
        # Identifications of their own, or else pieces of two would be mixed.
        if frame[12:14] == b"\x08\0":
            frame = frame[:18] + struct.pack(">H", ident) + frame[20:]
        out += [(time, f) for f in wrapped(rng, frame)]
    return out


def records(seed, n_conversations=8, n_frames=400):
    rng = random.Random(seed)
    wild = rng.choice((0.05, 0.2, 0.5, 0.9))
    talks = [Conversation(rng, i, wild) for i in range(n_conversations)]
    time = 10**18
    out = []
    for _ in range(n_frames):
        time += rng.choice(GAPS)
        if rng.random() < 0.01:
            time -= rng.choice(GAPS)
        out.append((time, rng.choice(talks).frame()))
    return out
