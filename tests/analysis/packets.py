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


def udp(sport, dport, payload):
    return struct.pack(">HHHH", sport, dport, len(payload) + 8, 0) + payload


def in_gtp(packet):
    """An IP packet in GTP-U, with and without the optional fields."""
    more = b"" if len(packet) % 2 else b"\0\1\0\x85\1\0\0\0"
    header = struct.pack(">BBHI", 0x36 if more else 0x30, 0xff,
                         len(packet) + len(more), 7)
    return ether(ip4(0xc0000201, 0xc0000202,
                     udp(2152, 2152, header + more + packet), proto=17))


def in_erspan(frame):
    return ether(ip4(0xc0000201, 0xc0000202,
                     struct.pack(">HHIII", 0x1000, 0x88be, 1, 0x10000000, 0)
                     + frame, proto=47))


def in_aruba(frame):
    """What an access point's controller mirrors: a frame of 802.11."""
    frame_80211 = (b"\x08\1\0\0" + bytes(20) + b"\xaa\xaa\3\0\0\0"
                   + frame[12:])
    return ether(ip4(0xc0000201, 0xc0000202,
                     struct.pack(">HH", 0, 0x8200) + frame_80211, proto=47))


def in_vlan(frame):
    return frame[:12] + b"\x81\0\0\5" + frame[12:]


def fragments(frame, size):
    """An Ethernet frame with IPv4 as frames with at most `size` bytes each."""
    header, data = frame[14:34], frame[34:]
    for at in range(0, len(data), size):
        piece = data[at:at + size]
        more = 0x2000 if at + size < len(data) else 0
        yield frame[:14] + header[:2] + struct.pack(
            ">H", 20 + len(piece)) + header[4:6] + struct.pack(
            ">H", more | at // 8) + header[8:] + piece


def write_pcap(path, records, snaplen=262144):
    """`records`: (time in ns, frame); cut to `snaplen`."""
    with open(path, "wb") as f:
        f.write(struct.pack("<IHHIIII", 0xa1b23c4d, 2, 4, 0, 0, snaplen, 1))
        for time, frame in records:
            cut = frame[:snaplen]
            f.write(struct.pack("<IIII", time // 10**9, time % 10**9,
                                len(cut), len(frame)) + cut)
