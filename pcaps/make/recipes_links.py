"""The rarer link types: each carries the same small connection."""

import struct

import craft
from recipes_carriage import A6, B6, packet, short_talk
from registry import capture
from talk import save_frames, spaced

# Numbers of the pcap link type registry.
PPP, PPP_SERIAL, PPP_ETHER, CHDLC, FRELAY = 9, 50, 51, 104, 107
ENC, IPV4, IPV6, NFLOG = 109, 228, 229, 239


def save(path, linktype, wrap, extra=()):
    """The connection in a link layer, then single frames a second later."""
    frames = short_talk().frames(wrap)
    frames += spaced(extra, frames[-1][0] + 1)
    save_frames(path, frames, linktype=linktype)


@capture("ppp.pcap")
def ppp(path):
    lcp = craft.ppp(bytes.fromhex("0901000812345678"), 0xC021)
    extra = [craft.ppp(packet(A6, B6)), b"\xff\x03" + craft.ppp(packet()),
             b"\x21" + packet(), b"\x57" + packet(A6, B6), lcp,
             craft.ppp(b"unknown", 0x1235), b"\xff", b"\xff\x03\x00"]
    save(path, PPP, craft.ppp, extra)


@capture("ppp-serial.pcap")
def ppp_serial(path):
    extra = [b"\xff\x03" + craft.ppp(packet(A6, B6)), craft.ppp(packet()),
             b"\x0f\x00\x08\x00" + packet(),
             b"\x8f\x00\x86\xdd" + packet(A6, B6),
             b"\xff\x03\xc0\x21" + bytes.fromhex("0901000812345678")]
    save(path, PPP_SERIAL, lambda pkt: b"\xff\x03" + craft.ppp(pkt), extra)


@capture("ppp-ether.pcap")
def ppp_ether(path):
    extra = [craft.pppoe(craft.ppp(packet(A6, B6))),
             craft.pppoe(struct.pack("!HH", 0x0101, 0), 0, 9)]
    save(path, PPP_ETHER, lambda pkt: craft.pppoe(craft.ppp(pkt)), extra)


@capture("chdlc.pcap")
def chdlc(path):
    def wrap(pkt, kind=0x0F, etype=None):
        return bytes([kind, 0]) + craft.typed(pkt, etype)
    keepalive = struct.pack("!IIIHHH", 2, 7, 6, 0xFFFF, 1, 2)
    extra = [wrap(packet(A6, B6)), wrap(packet(), 0x8F), wrap(packet(), 0x42),
             wrap(keepalive, 0x8F, 0x8035), wrap(b"unknown", etype=0x1234)]
    save(path, CHDLC, wrap, extra)


@capture("frame-relay.pcap")
def frame_relay(path):
    def wrap(pkt, nlpid=b"\xcc"):
        return b"\x18\x41\x03" + nlpid + pkt
    snap = b"\x00\x80\x00\x00\x00\x08\x00"
    extra = [wrap(packet(A6, B6), b"\x8e"), wrap(packet(), snap),
             wrap(b"unknown", b"\x42"), b"\x18"]
    save(path, FRELAY, wrap, extra)


@capture("encapsulated-ip.pcap")
def encapsulated(path):
    def wrap(pkt, family=2, spi=0x1234, flags=0):
        return (struct.pack("<I", family) + struct.pack("!I", spi)
                + struct.pack("<I", flags) + pkt)
    extra = [wrap(packet(A6, B6), 24), wrap(packet(), flags=0x0C00),
             wrap(packet(), 99)]
    save(path, ENC, wrap, extra)


@capture("ipv4-only.pcap")
def ipv4_only(path):
    save(path, IPV4, bytes, [packet(A6, B6)])


@capture("ipv6-only.pcap")
def ipv6_only(path):
    save(path, IPV6, lambda pkt: packet(A6, B6), [packet()])


@capture("nflog.pcap")
def nflog(path):
    def wrap(pkt, family=2, payload=9):
        prefix = struct.pack("<HH", 9, 10) + b"drop\0" + bytes(3)
        body = struct.pack("<HH", 4 + len(pkt), payload) + pkt
        return struct.pack("!BBH", family, 0, 5) + prefix + body
    extra = [wrap(packet(A6, B6), 10), wrap(packet(), 99), wrap(b"", 2, 8),
             wrap(packet())[:20]]
    save(path, NFLOG, wrap, extra)
