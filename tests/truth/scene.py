"""A recorded scene: packets of one end with what became of each, and how to
spoil its evidence."""
import collections
import dataclasses
import gzip
import hashlib
import random
import struct

PORT = 5002
TCP, UDP = 6, 17
VXLAN_HEADERS = 20 + 8 + 8 + 14  # IPv4, UDP, VXLAN and Ethernet
RAW_IP = 101
ETHERNET = 1
SLL2 = 276


@dataclasses.dataclass
class Packet:
    time: int  # nanoseconds
    data: bytes
    wire_len: int
    truth: str = "unknown"  # what a diagnosis should say of it
    ip: int = 0  # where the header begins that TCP follows
    link_type: int = RAW_IP

    def version(self):
        return self.data[self.ip] >> 4

    def at(self):
        """Where TCP begins."""
        return self.ip + ((self.data[self.ip] & 15) * 4
                          if self.version() == 4 else 40)

    def ident(self):
        return struct.unpack_from(">H", self.data, self.ip + 4)[0] \
            if self.version() == 4 else 0

    def field(self, offset, form):
        return struct.unpack_from(form, self.data, self.at() + offset)[0]

    def direction(self):
        return int(self.field(0, ">H") == PORT)

    def port(self):
        return self.field(2 if self.direction() == 1 else 0, ">H")

    def payload(self):
        whole = struct.unpack_from(">H", self.data, self.ip + 2)[0] \
            if self.version() == 4 \
            else struct.unpack_from(">H", self.data, self.ip + 4)[0] + 40
        return whole - (self.at() - self.ip) \
            - (self.data[self.at() + 12] >> 4) * 4

    def flow_id(self):
        """What two copies of one transmission share."""
        return self.data[self.ip + 4:self.ip + 6] \
            + self.data[self.at():self.at() + 60]


def read_pcap(path):
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rb") as handle:
        data = handle.read()
    magic, = struct.unpack_from("<I", data)
    link_type, = struct.unpack_from("<I", data, 20)
    scale = 1 if magic == 0xa1b23c4d else 1000
    at, packets = 24, []
    while at < len(data):
        sec, frac, cap, wire = struct.unpack_from("<IIII", data, at)
        packet = Packet(sec * 10**9 + frac * scale,
                        data[at + 16:at + 16 + cap], wire,
                        ip=20 if link_type == SLL2 else 0, link_type=link_type)
        at += 16 + cap
        if protocol(packet) == UDP:
            packet.ip += VXLAN_HEADERS
        if protocol(packet) == TCP:
            packets.append(packet)
    return packets


def protocol(packet):
    """0 where there is no IP header."""
    head = packet.data[packet.ip:]
    return 0 if len(head) < 40 or head[0] >> 4 not in (4, 6) \
        else head[9 if head[0] >> 4 == 4 else 6]


def write_pcap(path, packets):
    link_type = packets[0].link_type if packets else RAW_IP
    with open(path, "wb") as handle:
        handle.write(struct.pack("<IHHIIII", 0xa1b23c4d, 2, 4, 0, 0, 262144,
                                 link_type))
        for p in packets:
            handle.write(struct.pack("<IIII", p.time // 10**9,
                                     p.time % 10**9, len(p.data), p.wire_len)
                         + p.data)


def below(a, b):
    return (a - b) & 0xffffffff >= 1 << 31


class Log:
    """What the path wrote down."""

    def __init__(self, path):
        self.entered = [[], []]
        self.left = [[], []]
        self.facts, self.again = {}, {}
        top = {}
        with open(path) as handle:
            for line in handle:
                kind, number, side, *rest = line.split()
                number, side = int(number), int(side)
                if kind == "out":
                    self.left[side].append(number)
                    continue
                port, seq, size, flags, ident, _ = map(int, rest[:6])
                self.entered[side].append(number)
                self.facts[number] = port, seq, size, ident
                key = port, side
                if flags & 2 and (key not in top or size == 0):
                    top.setdefault(key, seq + 1)
                    continue
                self.again[number] = key in top and below(seq, top[key]) \
                    and size > 0
                if key not in top or below(top[key], seq + size):
                    top[key] = (seq + size) & 0xffffffff


def tell(packets, log, end):
    """Gives each packet its truth. `end`: 0 the left capture, 1 the right."""
    seen, edge = set(), {}
    rows = [log.entered[end], log.left[1 - end]]
    rows = rows if end == 0 else rows[::-1]
    position = [0, 0]
    for packet in packets:
        side = packet.direction()
        facts = (packet.port(), packet.field(4, ">I"), packet.payload(),
                 packet.ident())
        row, i = rows[side], position[side]
        while i < len(row) and log.facts[row[i]] != facts:
            i += 1
        if i == len(row):
            continue  # it never came into the path
        position[side] = i + 1
        number = row[i]
        port, seq, size, _ = facts
        key = port, side
        packet.truth = "normal" if size else "empty"
        if number in seen:
            packet.truth = "duplicate" if size else "copy"
        elif size == 0:
            pass
        elif log.again.get(number):
            packet.truth = "retransmission"
        elif key in edge and below(seq, edge[key]):
            packet.truth = "reordered"
        seen.add(number)
        # Only data overtake: what an acknowledgement or a FIN has passed is
        # late, but behind no byte that should have come after it.
        end_of = (seq + size) & 0xffffffff
        if size and (key not in edge or below(edge[key], end_of)):
            edge[key] = end_of


# --- spoiling ---------------------------------------------------------------


def rewritten(packet, change):
    data = bytearray(packet.data)
    change(data, packet.at())
    return dataclasses.replace(packet, data=bytes(data))


def each_option(data, at):
    end, i = min(at + (data[at + 12] >> 4) * 4, len(data)), at + 20
    while i < end and data[i] != 0:
        size = 1 if data[i] == 1 else max(data[i + 1], 2)
        yield i, data[i], size
        i += size


def coarse(packets, tick):
    """Time stamps of a clock that ticks every `tick` milliseconds."""
    def change(data, at):
        for i, kind, _ in each_option(data, at):
            if kind == 8 and i + 10 <= len(data):
                value, echo = struct.unpack_from(">II", data, i + 2)
                struct.pack_into(">II", data, i + 2, value // tick,
                                 echo // tick)
    return [rewritten(p, change) for p in packets]


def without_option(packets, gone):
    """A middlebox writes NOPs over options of these kinds."""
    def change(data, at):
        for i, kind, size in list(each_option(data, at)):
            if kind in gone:
                data[i:i + size] = b"\1" * size
    return [rewritten(p, change) for p in packets]


def with_id(packet, ident):
    if packet.version() != 4:
        return packet
    data = bytearray(packet.data)
    data[packet.ip + 4:packet.ip + 6] = ident
    return dataclasses.replace(packet, data=bytes(data))


def zero_ids(packets):
    return [with_id(p, b"\0\0") for p in packets]


def random_ids(packets):
    """The same for two copies of one transmission."""
    return [with_id(p, hashlib.sha256(p.data[p.ip + 4:p.ip + 6]
                                      + p.data[p.at():]).digest()[:2])
            for p in packets]


def cut(packets, size):
    """To so many bytes from the IP header on that TCP follows."""
    return [dataclasses.replace(p, data=p.data[:p.ip + size])
            for p in packets]


def one_way(packets):
    """A capture on a path that the answers do not take."""
    return [p for p in packets if p.direction() == 0]


def in_tunnel(packets, gre):
    """In GRE (RFC 2784), or in IPv4 alone (RFC 2003, RFC 4213)."""
    out = []
    for n, p in enumerate(packets):
        inner, v4 = p.data[p.ip:], p.version() == 4
        proto = 47 if gre else 4 if v4 else 41
        if gre:
            inner = struct.pack(">HH", 0, 0x800 if v4 else 0x86dd) + inner
        whole = 20 + len(inner) + p.wire_len - len(p.data)
        data = struct.pack(">BBHHHBBH4s4s", 0x45, 0, whole, n & 0xffff, 0, 64,
                           proto, 0, b"\xc6\x33\x64\1",
                           b"\xc6\x33\x64\2") + inner
        out.append(dataclasses.replace(p, data=data, wire_len=whole,
                                       ip=24 if gre else 20,
                                       link_type=RAW_IP))
    return out


def in_ether(packet, left):
    """Before a router, or behind it: other addresses, one hop less."""
    hop = packet.ip + (8 if packet.version() == 4 else 7)

    def change(data, _):
        data[hop] -= not left
    packet = rewritten(packet, change)
    kind = b"\x08\0" if packet.version() == 4 else b"\x86\xdd"
    near, far = (b"\2\0\0\0\0\1", b"\2\0\0\0\0\2") if left \
        else (b"\2\0\0\0\0\3", b"\2\0\0\0\0\4")
    if packet.direction() == 1:
        near, far = far, near
    data = near + far + kind + packet.data[packet.ip:]
    return dataclasses.replace(
        packet, data=data, ip=14, link_type=ETHERNET,
        wire_len=packet.wire_len + len(data) - len(packet.data))


def captured_twice(packets):
    """On both interfaces of a router."""
    out = []
    for p in packets:
        out.append(in_ether(p, p.direction() == 0))
        again = in_ether(p, p.direction() != 0)
        out.append(dataclasses.replace(
            again, time=p.time + 15000,
            truth="duplicate" if p.payload() else "copy"))
    return out


def thinned(packets, share, seed):
    """The capture misses some. A copy whose original is gone is none."""
    draw, kept, seen = random.Random(seed), [], collections.Counter()
    for p in packets:
        if draw.random() < share:
            continue
        if p.truth == "duplicate" and not seen[p.flow_id()]:
            p = dataclasses.replace(p, truth="unknown")
        seen[p.flow_id()] += 1
        kept.append(p)
    return kept
