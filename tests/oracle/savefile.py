"""Savefiles as lists of packets, and back; lenient where files are broken."""

import struct
from dataclasses import dataclass, field, replace
from pathlib import Path

MAGICS = {b"\xa1\xb2\xc3\xd4": (">", 1000), b"\xd4\xc3\xb2\xa1": ("<", 1000),
          b"\xa1\xb2\x3c\x4d": (">", 1), b"\x4d\x3c\xb2\xa1": ("<", 1)}
LIMIT = 262144  # the largest record libpcap reads


@dataclass(frozen=True)
class Packet:
    data: bytes
    sec: int = 1_700_000_000
    frac: int = 0           # microseconds
    wire_len: int | None = None  # None: as captured

    @property
    def length(self):
        return len(self.data) if self.wire_len is None else self.wire_len

    def cut(self, size):
        """The same packet with a capture length of at most `size`."""
        return replace(self, data=self.data[:size], wire_len=self.length)


@dataclass
class Savefile:
    linktype: int
    packets: list = field(default_factory=list)

    def pack(self, order="<"):
        """The bytes of a classic savefile, microseconds."""
        out = [struct.pack(order + "IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, LIMIT,
                           self.linktype)]
        for p in self.packets:
            out.append(struct.pack(order + "IIII", p.sec, p.frac,
                                   len(p.data), p.length))
            out.append(p.data)
        return b"".join(out)

    def write(self, path, order="<"):
        Path(path).write_bytes(self.pack(order))


def read(path):
    """The packets up to the first that cannot be read; None if no capture."""
    data = Path(path).read_bytes()
    if data[:4] in MAGICS and len(data) >= 24:
        return read_classic(data)
    if data[:4] == b"\x0a\x0d\x0d\x0a":
        return read_ng(data)
    return None


def read_classic(data):
    order, unit = MAGICS[data[:4]]
    linktype = struct.unpack_from(order + "I", data, 20)[0] & 0xFFFF
    save, at = Savefile(linktype), 24
    while at + 16 <= len(data):
        sec, frac, cap, wire = struct.unpack_from(order + "IIII", data, at)
        at += 16
        if cap > LIMIT or at + cap > len(data):
            break
        frac = frac // (1000 if unit == 1 else 1)
        save.packets.append(Packet(data[at:at + cap], sec, frac, wire))
        at += cap
    return save


def read_ng(data):
    """The packets of the first interface's link type."""
    order = "<" if data[8:12] == b"\x4d\x3c\x2b\x1a" else ">"
    save, at = None, 0
    while at + 12 <= len(data):
        kind, size = struct.unpack_from(order + "II", data, at)
        if size < 12 or at + size > len(data):
            break
        body = data[at + 8:at + size - 4]
        if kind == 1 and save is None and len(body) >= 8:
            save = Savefile(struct.unpack_from(order + "H", body)[0])
        elif kind == 6 and save is not None and len(body) >= 20:
            packet = enhanced_packet(order, body)
            if packet:
                save.packets.append(packet)
        at += size
    return save


def enhanced_packet(order, body):
    high, low, cap, wire = struct.unpack_from(order + "IIII", body, 4)
    if cap > len(body) - 20 or cap > LIMIT:
        return None
    sec, frac = divmod(high << 32 | low, 1_000_000)
    return Packet(body[20:20 + cap], sec % 2**31, frac, wire)
