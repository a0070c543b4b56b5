"""Frames and savefiles for the analysis tests."""
import struct

FIN, SYN, RST, PSH, ACK, URG = 1, 2, 4, 8, 16, 32


def tcp(sport, dport, seq, ack, flags, length=0, window=500, options=b""):
    options += b"\1" * (-len(options) % 4)
    return struct.pack(
        ">HHIIHHHH", sport, dport, seq & 0xffffffff, ack & 0xffffffff,
        (5 + len(options) // 4) << 12 | flags, window, 0, 0
    ) + options + b"x" * length


def ip4(src, dst, payload, proto=6, frag=0, ident=1):
    return struct.pack(">BBHHHBBHII", 0x45, 0, 20 + len(payload), ident, frag,
                       64, proto, 0, src, dst) + payload


def ip6(src, dst, payload, proto=6):
    return struct.pack(">IHBB", 6 << 28, len(payload), proto, 64) \
        + b"\xfd" + bytes(11) + struct.pack(">I", src) \
        + b"\xfd" + bytes(11) + struct.pack(">I", dst) + payload


def ether(payload, ethertype=0x0800):
    return b"\2\0\0\0\0\1\2\0\0\0\0\2" + struct.pack(">H", ethertype) + payload


def write_pcap(path, records, snaplen=262144):
    """`records`: (time in ns, frame); cut to `snaplen`."""
    with open(path, "wb") as f:
        f.write(struct.pack("<IHHIIII", 0xa1b23c4d, 2, 4, 0, 0, snaplen, 1))
        for time, frame in records:
            cut = frame[:snaplen]
            f.write(struct.pack("<IIII", time // 10**9, time % 10**9,
                                len(cut), len(frame)) + cut)
