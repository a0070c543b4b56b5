"""What carries TCP: links, tags, extension headers, tunnels, fragments."""

import struct

import craft
from craft import (ETH_MPLS, ETH_PPPOE, ETH_QINQ, ETH_TEB, ETH_VLAN, FRAGMENT,
                   GRE, HOPOPT, IP6IN, IPIP, ROUTING, TCP, UDP, ether, ip, mss)
from recipes_tcp import LINE
from registry import capture
from talk import START, Talk, save_frames, spaced

A, B = "192.0.2.1", "198.51.100.2"
A6, B6 = "2001:db8::1", "2001:db8::2"
INNER_A, INNER_B = "10.0.0.1", "10.0.0.2"


def short_talk(**ends):
    """A complete small conversation."""
    talk = Talk(**ends)
    talk.handshake()
    talk.client("P.", b"ping\r\n")
    talk.server("P.", b"pong\r\n")
    talk.client(".")
    talk.close()
    return talk


def six():
    """The same over IPv6."""
    return short_talk(client=(A6, 49152), server=(B6, 7), start=START + 10)


def segment(src=A, dst=B, **fields):
    """One TCP segment without its IP header."""
    return craft.tcp(src, dst, 1025, 2000, "P.", 1000, 2000,
                     **{"payload": b"data", **fields})


def packet(src=A, dst=B, **fields):
    """One IP packet with a TCP segment."""
    return ip(src, dst, TCP, segment(src, dst), **fields)


def datagram(sport, dport, payload, src=A, dst=B):
    """One UDP datagram in IP."""
    return ip(src, dst, UDP, craft.udp(src, dst, sport, dport, payload))


@capture("ipv6.pcap")
def ipv6(path):
    talk = six()
    talk.now += 1
    for net in ({"flow": 0x12345}, {"tclass": 0x2E}, {"hlim": 0},
                {"tclass": 0xFF, "flow": 0xFFFFF, "hlim": 255}):
        talk.client(".", net=net)
    frames = talk.frames()
    for src, dst in (("::1", "::1"), ("::", "ff02::1"), ("fe80::1", "fe80::2"),
                     ("::ffff:192.0.2.1", "::192.0.2.1"),
                     ("1:0:0:2::3", "1::2:3:0:0:4"),
                     ("2001:db8:0:1:1:1:1:1", "64:ff9b::192.0.2.1")):
        frames.append((talk.now, ether(packet(src, dst))))
    save_frames(path, frames)


@capture("vlan.pcap")
def vlan(path):
    def tagged(pkt, vid=100, **more):
        return ether(craft.tag(pkt, vid, **more), etype=ETH_VLAN)
    frames = short_talk().frames(tagged) + six().frames(tagged)
    for vid, pcp, dei in ((0, 7, 0), (1, 0, 1), (4095, 5, 1)):
        frames.append((frames[-1][0], tagged(packet(), vid, pcp=pcp, dei=dei)))
    save_frames(path, frames)


@capture("qinq.pcap")
def qinq(path):
    def tagged(pkt, outer=ETH_QINQ):
        inner = craft.tag(pkt, 200, pcp=3)
        return ether(craft.tag(inner, 100, etype=ETH_VLAN), etype=outer)
    frames = short_talk().frames(tagged)
    triple = craft.tag(craft.tag(craft.tag(packet(), 3), 2, etype=ETH_VLAN), 1,
                       etype=ETH_VLAN)
    extra = [tagged(packet(), 0x9100), tagged(packet(), 0x9200),
             tagged(packet(A6, B6), ETH_VLAN), ether(triple, etype=ETH_QINQ)]
    save_frames(path, frames + spaced(extra, frames[-1][0] + 1))


@capture("cooked-v1.pcap")
def cooked_v1(path):
    both = (short_talk(), six())
    frames = [(t, craft.sll(p, 4 * (i % 2)))
              for talk in both for i, (t, p) in enumerate(talk.packets)]
    extra = [craft.sll(packet(), kind) for kind in (1, 2, 3, 5, 6)]
    extra += [craft.sll(craft.tag(packet(), 100), etype=ETH_VLAN),
              craft.sll(packet(), arphrd=772), craft.sll(b"\xff\xff", etype=1)]
    save_frames(path, frames + spaced(extra, frames[-1][0] + 1),
                linktype=craft.SLL)


@capture("cooked-v2.pcap")
def cooked_v2(path):
    both = (short_talk(), six())
    frames = [(t, craft.sll2(p, 4 * (i % 2), ifindex=1 + i % 2))
              for talk in both for i, (t, p) in enumerate(talk.packets)]
    extra = [craft.sll2(packet(), kind, ifindex=99) for kind in (1, 2, 3, 5, 6)]
    extra += [craft.sll2(craft.tag(packet(), 100), etype=ETH_VLAN),
              craft.sll2(packet(), arphrd=772)]
    save_frames(path, frames + spaced(extra, frames[-1][0] + 1),
                linktype=craft.SLL2)


@capture("null.pcap")
def null(path):
    frames = short_talk().frames(craft.null)
    extra = [craft.null(packet(A6, B6), family) for family in (10, 24, 28, 30)]
    extra += [craft.null(packet(), order=">"), craft.null(packet(), 99)]
    save_frames(path, frames + spaced(extra, frames[-1][0] + 1),
                linktype=craft.NULL)


@capture("loop.pcap")
def loop(path):
    frames = short_talk().frames(craft.loop)
    extra = [craft.loop(packet(A6, B6), family) for family in (24, 28, 30)]
    save_frames(path, frames + spaced(extra, frames[-1][0] + 1),
                linktype=craft.LOOP)


@capture("raw.pcap")
def raw(path):
    frames = short_talk().frames(bytes) + six().frames(bytes)
    extra = [ip(A, B, TCP, segment(), version=v) for v in (0, 5, 6, 15)]
    save_frames(path, frames + spaced(extra, frames[-1][0] + 1),
                linktype=craft.RAW)


@capture("llc-snap.pcap")
def llc_snap(path):
    frames = short_talk().frames(craft.llc_snap)
    bare = bytes.fromhex("060603") + packet()
    extra = [ether(bare, etype=len(bare)), craft.llc_snap(packet(A6, B6)),
             ether(craft.tag(craft.llc_snap(packet())[14:], 5, etype=60),
                   etype=ETH_VLAN)]
    save_frames(path, frames + spaced(extra, frames[-1][0] + 1))


@capture("fragments.pcap")
def fragments(path):
    seg = segment(payload=LINE * 3)
    pieces = [(0, seg[:64], True), (64, seg[64:128], True),
              (128, seg[128:], False)]
    whole = [ip(A, B, TCP, part, ident=77, df=False, mf=more, offset=at)
             for at, part, more in pieces]
    tiny = [ip(A, B, TCP, seg[:8], ident=78, df=False, mf=True),
            ip(A, B, TCP, seg[:16], ident=78, df=False, mf=True),
            ip(A, B, TCP, seg[8:40], ident=78, df=False, mf=True, offset=8)]
    odd = [ip(A, B, TCP, seg[:24], ident=79, mf=True),
           ip(A, B, TCP, seg, ident=80, df=False, rsvd=True),
           ip(A, B, TCP, seg[:8], ident=81, df=False, offset=65528),
           ip(A, B, UDP, seg[:8], ident=82, df=False, mf=True, offset=1480),
           ip(A, B, 253, seg[:8], ident=83, df=False, offset=800)]
    frames = whole + whole[::-1] + tiny + odd
    save_frames(path, spaced([ether(f) for f in frames]))


@capture("fragments-ipv6.pcap")
def fragments_ipv6(path):
    seg = segment(A6, B6, payload=LINE * 3)
    pieces = [(0, seg[:64], True), (64, seg[64:128], True),
              (128, seg[128:], False)]
    bodies = [craft.frag6(TCP, part, at, more) for at, part, more in pieces]
    bodies += [craft.frag6(TCP, seg), craft.frag6(TCP, b"", 0, True),
               craft.frag6(TCP, seg[:16], 0, True), craft.frag6(UDP, seg, 8)]
    save_frames(path, spaced([ether(ip(A6, B6, FRAGMENT, b)) for b in bodies]))


def routing(kind, left, *hops, last=b"\0\0\0\0"):
    """The body of a routing header."""
    return bytes([kind, left]) + last + b"".join(map(craft.addr, hops))


@capture("ipv6-extensions.pcap")
def ipv6_extensions(path):
    seg = segment(A6, B6)
    ext, dst = craft.ext, craft.DSTOPT
    hop = "2001:db8::77"
    via = craft.tcp(A6, hop, 1025, 2000, "P.", 1000, 2000, payload=b"data")
    segments = routing(4, 1, hop, "2001:db8::72", last=b"\1\0\0\7")
    auth = struct.pack("!BBHII", TCP, 4, 0, 0x1000, 5) + bytes(range(12))
    chains = [
        (HOPOPT, ext(TCP, b"", seg)),
        (HOPOPT, ext(TCP, b"\5\2\0\0\1\0", seg)),
        (HOPOPT, ext(dst, b"", ext(TCP, b"", seg))),
        (dst, ext(TCP, b"\xc9\x10" + craft.addr(hop), seg)),
        (dst, ext(TCP, b"\x1e\4abcd", seg)),
        (ROUTING, ext(TCP, routing(0, 1, hop), via)),
        (ROUTING, ext(TCP, routing(2, 1, hop), via)),
        (ROUTING, ext(TCP, segments, via)),
        (ROUTING, ext(TCP, routing(9, 0), seg)),
        (HOPOPT, ext(ROUTING, b"", ext(FRAGMENT, routing(0, 0, hop),
                                       craft.frag6(TCP, via)))),
        (craft.AH, auth + seg), (craft.NONXT, b""), (craft.NONXT, seg),
        (HOPOPT, ext(HOPOPT, b"", ext(TCP, b"", seg))),
        (dst, ext(HOPOPT, b"", ext(TCP, b"", seg))),
        (HOPOPT, ext(TCP, b"\5\1\0", seg)),
        (HOPOPT, ext(TCP, b"\x63\x20", seg)),
        (HOPOPT, ext(TCP, b"", seg, length=200)), (ROUTING, ext(TCP, b"", b"")),
        (craft.ESP, struct.pack("!II", 7, 1) + seg), (254, seg), (135, seg)]
    frames = [ether(ip(A6, B6, n, body)) for n, body in chains]
    save_frames(path, spaced(frames))


@capture("ipv4-options.pcap")
def ipv4_options(path):
    a, b = craft.addr("10.0.0.1"), craft.addr("10.0.0.2")
    stamp = struct.pack("!II", 1, 2)
    lists = (
        b"\7\x0b\4" + a + b, b"\7\x0b\x0c" + a + b, b"\7\x0b\x08" + a + b,
        b"\x94\4\0\0", b"\x94\4\0\7",
        b"\x44\x0c\x09\0" + stamp, b"\x44\x0c\x0d\x21" + a + stamp[:4],
        b"\x44\x0c\5\x13" + a + stamp[:4], b"\1\1\1\1", b"\0",
        b"\x82\x0b" + bytes(9),
        b"\x52\x0c\0\1\0\2\0\3" + a, b"\x99\4ab", b"\x07\x01",
        b"\x07\x50\4" + a,
        b"\x07\x08\4" + a, b"\x07\x07\x63" + a, b"\x94\3\0", b"\x44\3\5",
        b"\1" * 40)
    frames = [ether(packet(options=opts)) for opts in lists]
    # A source route's last address is what the TCP checksum covers.
    routed = segment(dst="10.0.0.2")
    frames += [ether(ip(A, B, TCP, routed,
                        options=bytes([kind, 11, 4]) + a + b))
               for kind in (0x83, 0x89)]
    save_frames(path, spaced(frames))


@capture("ip-in-ip.pcap")
def ip_in_ip(path):
    inner = [p for _, p in short_talk(client=(INNER_A, 49152),
                                      server=(INNER_B, 80)).packets]
    outer = [ip(A, B, IPIP, p) for p in inner]
    outer += [ip(A, B, IP6IN, packet(A6, B6)), ip(A6, B6, IPIP, packet()),
              ip(A6, B6, IP6IN, packet("2001:db8:1::1", "2001:db8:1::2")),
              ip(A, B, IPIP, ip(A, B, IPIP, ip(A, B, IPIP, packet())))]
    save_frames(path, spaced([ether(p) for p in outer]))


@capture("gre.pcap")
def gre(path):
    inner = packet(INNER_A, INNER_B)
    bodies = [craft.gre(inner), craft.gre(inner, key=7),
              craft.gre(inner, seq=1),
              craft.gre(inner, key=7, seq=2), craft.gre(inner, cksum=True),
              craft.gre(packet(A6, B6)), craft.gre(ether(inner), ETH_TEB),
              craft.gre(craft.mpls(inner, 100), ETH_MPLS),
              craft.gre(inner, 0x1234), craft.gre(inner, 0x880B),
              # GRE version 1, as PPTP uses it: call 7, sequence 1, ack 2.
              struct.pack("!HHHHII", 0x3081, 0x880B, len(inner) + 4, 7, 1, 2)
              + b"\xff\x03" + craft.ppp(inner),
              struct.pack("!HHHHI", 0x2081, 0x880B, 0, 7, 2),
              struct.pack("!HH", 7, 0x0800) + inner]
    frames = [ether(ip(A, B, GRE, body)) for body in bodies]
    frames.append(ether(ip(A6, B6, GRE, bodies[0])))
    save_frames(path, spaced(frames))


@capture("mpls.pcap")
def mpls(path):
    v4, v6 = packet(), packet(A6, B6)
    bodies = [craft.mpls(v4, 100), craft.mpls(v4, 100, 200, tc=3),
              craft.mpls(v6, 100), craft.mpls(v4, 0), craft.mpls(v6, 2),
              craft.mpls(v4, 3), craft.mpls(v4, 1, 15, 16), craft.mpls(b"", 5),
              craft.mpls(b"\x12\x34", 99), craft.mpls(v4, 100, bottom=False)]
    frames = [ether(body, etype=ETH_MPLS) for body in bodies]
    frames.append(ether(bodies[0], etype=0x8848))
    save_frames(path, spaced(frames))


@capture("pppoe.pcap")
def pppoe(path):
    def wrap(pkt):
        return ether(craft.pppoe(craft.ppp(pkt)), etype=ETH_PPPOE)
    frames = short_talk().frames(wrap) + six().frames(wrap)
    lcp = craft.ppp(bytes.fromhex("0901000812345678"), 0xC021)
    padi = craft.pppoe(struct.pack("!HH", 0x0101, 0), 0, 9)
    extra = [ether(craft.pppoe(lcp), etype=ETH_PPPOE),
             ether(padi, etype=0x8863),
             ether(craft.pppoe(craft.ppp(packet()), length=200),
                   etype=ETH_PPPOE),
             ether(craft.pppoe(craft.ppp(packet()), length=30),
                   etype=ETH_PPPOE),
             ether(craft.pppoe(b"\x21" + packet()), etype=ETH_PPPOE)]
    save_frames(path, frames + spaced(extra, frames[-1][0] + 1))


@capture("vxlan.pcap")
def vxlan(path):
    talk = short_talk(client=(INNER_A, 49152), server=(INNER_B, 80))

    def wrap(pkt):
        return ether(datagram(50000, 4789, craft.vxlan(ether(pkt))))
    tagged = ether(craft.tag(packet(), 9), etype=ETH_VLAN)
    bodies = [(4789, craft.vxlan(ether(packet(A6, B6)), 2**24 - 1)),
              (4789, craft.vxlan(ether(packet()), flags=0)),
              (4789, craft.vxlan(tagged)), (4789, b"\x08\0\0\0"),
              (4790, struct.pack("!II", 0x0C000001, 42 << 8) + packet()),
              (8472, craft.vxlan(ether(packet())))]
    extra = [ether(datagram(50000, port, body)) for port, body in bodies]
    frames = talk.frames(wrap)
    save_frames(path, frames + spaced(extra, frames[-1][0] + 1))


@capture("geneve.pcap")
def geneve(path):
    talk = short_talk(client=(INNER_A, 49152), server=(INNER_B, 80))

    def wrap(pkt):
        return ether(datagram(50000, 6081, craft.geneve(ether(pkt))))
    option = struct.pack("!HBB", 0x0102, 0x80, 1) + b"\0\0\0\7"
    bodies = [craft.geneve(ether(packet()), options=option),
              craft.geneve(packet(), proto=0x0800),
              craft.geneve(packet(A6, B6), proto=0x86DD),
              craft.geneve(packet(), proto=0x1234), b"\0\0\x65"]
    extra = [ether(datagram(50000, 6081, body)) for body in bodies]
    frames = talk.frames(wrap)
    save_frames(path, frames + spaced(extra, frames[-1][0] + 1))


@capture("udp-tunnels.pcap")
def udp_tunnels(path):
    teredo = packet("2001:0:c633:6402::1", "2001:db8::2")
    l2tp = struct.pack("!HHH", 2, 1, 2) + b"\xff\x03" + craft.ppp(packet())
    gtp = struct.pack("!BBHI", 0x30, 0xFF, len(packet()), 7) + packet()
    bodies = [(3544, teredo), (3544, b"\0\0" + bytes(6) + teredo), (1701, l2tp),
              (2152, gtp), (6635, craft.mpls(packet(), 100)),
              (4500, bytes(4) + b"IKE"),
              (4500, struct.pack("!II", 7, 1) + bytes(16))]
    save_frames(path, spaced([ether(datagram(50000, p, b)) for p, b in bodies]))


@capture("carriage-mixed.pcap")
def carriage_mixed(path):
    inner = ether(craft.tag(packet(A6, B6), 30), etype=ETH_VLAN)
    stacks = [
        craft.tag(datagram(1, 4789, craft.vxlan(inner)), 10),
        craft.tag(craft.pppoe(craft.ppp(packet())), 10, etype=ETH_PPPOE),
        craft.tag(craft.mpls(packet(), 10, 20), 10, etype=ETH_MPLS),
        craft.tag(ip(A6, B6, HOPOPT, craft.ext(IPIP, b"", packet())), 10),
        craft.tag(ip(A, B, GRE, craft.gre(ip(A, B, IPIP, packet()))), 10)]
    options = [mss(1460)]
    plain = ip(A, B, TCP, craft.tcp(A, B, 9, 10, "S", options=options))
    for depth in (4, 16):
        nested = plain
        for _ in range(depth):
            nested = ip(A, B, IPIP, nested)
        stacks.append(craft.tag(nested, 10))
    save_frames(path, spaced([ether(s, etype=ETH_VLAN) for s in stacks]))
