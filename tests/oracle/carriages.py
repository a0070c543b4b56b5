"""What a TCP segment may travel in: IP's own features, tunnels, links.

Every function takes the random source first. `l3` is a packet that begins
with an IP header; a tunnel gives another such packet, a link gives a frame.
"""

import struct

import packets
from packets import craft
from tcpoptions import random_bytes

V4 = ("192.0.2.1", "198.51.100.2", "10.0.0.9", "0.0.0.0", "255.255.255.255")
V6 = ("2001:db8::1", "2001:db8::2", "fe80::9", "::", "::ffff:1.2.3.4",
      "1:0:0:2::3", "64:ff9b::102:304")
HOPS = ("2001:db8::71", "2001:db8::72", "2001:db8::73")


def addresses(rng, v6):
    pool = V6 if v6 else V4
    if rng.random() < 0.7:
        return pool[0], pool[1]
    return rng.choice(pool), rng.choice(pool)


# IP's own features


def ip4_options(rng):
    """An option area for IPv4, right or wrong."""
    kinds = (b"\1", b"\0", b"\x94\4\0\0", b"\x94\4\0\7", b"\x94\3\0",
             b"\x07\x0b\4" + bytes(8), b"\x07\x0b\x08\x0a\0\0\1" + bytes(4),
             b"\x83\x0b\4\x0a\0\0\1\x0a\0\0\2", b"\x89\7\4\x0a\0\0\1",
             b"\x83\x07\x08\x0a\0\0\1", b"\x44\x0c\5\0" + bytes(8),
             b"\x44\x0c\x09\1" + bytes(8), b"\x44\x0c\x0d\x13" + bytes(8),
             b"\x82\x0b" + bytes(9), b"\x52\x0c" + bytes(10), b"\x99\4ab",
             b"\x07\x1e\4ab", b"\x07\0", b"\x83\4\4\0", b"\x44\3\5")
    area = b"".join(rng.choices(kinds, k=rng.randrange(1, 4)))[:40]
    return area + bytes(-len(area) % 4)


def in_ip4(rng, src, dst, proto, body):
    fields = {"ident": rng.randrange(65536), "ttl": rng.choice((0, 1, 64)),
              "tos": rng.choice((0, 0, 0, 1, 2, 3, 0x10, 0xFF)),
              "df": rng.random() < 0.5}
    roll = rng.random()
    if roll < 0.1:
        fields["options"] = ip4_options(rng)
    elif roll < 0.16:
        fields["mf"] = True
        body = body[:rng.randrange(len(body) + 1) // 8 * 8]
    elif roll < 0.19:
        fields["offset"] = rng.choice((8, 16, 1480, 65528))
        fields["mf"] = rng.random() < 0.3
    elif roll < 0.22:
        fields["total"] = rng.choice((0, 19, 20, 23, 24, 39, 40, 41, 60, 1500,
                                      20 + len(body) + 5, len(body)))
    elif roll < 0.24:
        fields["ihl"] = rng.randrange(16)
    elif roll < 0.26:
        fields["cksum"] = rng.choice((0, 0xFFFF, 0x1234))
    elif roll < 0.27:
        fields["version"] = rng.randrange(16)
    elif roll < 0.28:
        fields["rsvd"] = True
    return craft.ipv4(src, dst, proto, body, **fields)


def ip6_option_area(rng):
    parts = (b"\0", b"\1\0", b"\1\1\0", b"\1\4" + bytes(4), b"\5\2\0\0",
             b"\5\1\0", b"\xc2\4\0\1\0\0", b"\xc2\4\0\0\0\1", b"\xc2\2\0\0",
             b"\xc9\x10" + bytes(16), b"\x63\4abcd", b"\x1e\0", b"\1\xff")
    return b"".join(rng.choices(parts, k=rng.randrange(1, 4)))


def extended(rng, proto, body):
    """One more IPv6 extension header: (its number, the new body)."""
    kind = rng.choice((0, 43, 43, 44, 51, 60, 60, 59, 135, 140))
    if kind in (0, 60):
        length = rng.choice((None, None, None, None, 0, 9))
        return kind, craft.ext(proto, ip6_option_area(rng), body, length)
    if kind == 43:
        hops = HOPS[:rng.randrange(0, 4)]
        if rng.random() < 0.5:
            return kind, packets.segment_routing(
                proto, hops, body, rng.randrange(4), rng.choice((0, 0, 5)),
                rng.choice((0, 9)))
        return kind, packets.routing0(proto, hops, body, rng.randrange(4),
                                      rng.choice((0, 0, 2, 3, 9)))
    if kind == 44:
        offset = rng.choice((0, 0, 0, 8, 1448))
        return kind, craft.frag6(proto, body, offset, rng.random() < 0.5)
    if kind == 51:
        return kind, packets.ah(proto, body, icv=rng.choice((0, 4, 12, 20)),
                                reserved=rng.choice((0, 0, 1)))
    return kind, struct.pack("!BB", proto, rng.randrange(3)) + random_bytes(
        rng, 6) + body


def in_ip6(rng, src, dst, proto, body):
    fields = {"hlim": rng.choice((0, 1, 64, 255)),
              "tclass": rng.choice((0, 0, 0, 1, 0x2E)),
              "flow": rng.choice((0, 0, 0x12345))}
    while rng.random() < 0.15:
        proto, body = extended(rng, proto, body)
    roll = rng.random()
    if roll < 0.03:
        fields["plen"] = rng.choice((0, 3, 4, 19, 20, 40, len(body) + 9,
                                     65535))
    elif roll < 0.04:
        fields["version"] = rng.randrange(16)
    return craft.ipv6(src, dst, proto, body, **fields)


def in_ip(rng, src, dst, proto, body):
    if rng.random() < 0.03:
        proto, body = 51, packets.ah(proto, body)
    return (in_ip6 if ":" in src else in_ip4)(rng, src, dst, proto, body)


def outer(rng, proto, body):
    """A plain outer IP header, so that depth adds no damage of its own."""
    src, dst = addresses(rng, rng.random() < 0.4)
    if rng.random() < 0.1:
        return in_ip(rng, src, dst, proto, body)
    return craft.ip(src, dst, proto, body)


def in_udp(rng, port, body):
    src, dst = addresses(rng, rng.random() < 0.4)
    lie = len(body) + 8 + rng.choice((0,) * 9 + (-3, 5))
    cksum = rng.choice((None, None, 0))
    return craft.ip(src, dst, craft.UDP, craft.udp(
        src, dst, rng.choice((port, 40000)), port, body, max(0, lie), cksum))


# Tunnels


def ip_in_ip(rng, l3):
    return outer(rng, 41 if l3[0] >> 4 == 6 else 4, l3)


def gre_plain(rng, l3):
    return outer(rng, 47, craft.gre(
        l3, key=rng.choice((None, 7)), seq=rng.choice((None, 5)),
        cksum=rng.random() < 0.3))


def gre_odd(rng, l3):
    """Any flag bits; the fields they call for, or too few of them."""
    flags = rng.choice((0x8000, 0x4000, 0xC000, 0xE000, 0xF000, 0x0080,
                        0x7000, rng.randrange(65536)))
    proto = rng.choice((0x0800, 0x86DD, 0x8847, 0x6558, 0x1234, 0x00FE))
    fields = random_bytes(rng, rng.choice((0, 4, 8, 12)))
    return outer(rng, 47, packets.gre_raw(flags, proto, fields, l3))


def gre_ethernet(rng, l3):
    return outer(rng, 47, craft.gre(craft.ether(l3), proto=craft.ETH_TEB))


def gre_mpls(rng, l3):
    return outer(rng, 47, craft.gre(mpls_stack(rng, l3),
                                    proto=craft.ETH_MPLS))


def pptp_data(rng, l3):
    style = rng.choice(("full", "bare", "short"))
    inner = packets.ppp_framed(l3, packets.etype_of(l3), style)
    return outer(rng, 47, packets.pptp_gre(
        inner, 7, rng.choice((None, 5, 5)), rng.choice((None, 2))))


def mpls_stack(rng, l3):
    labels = [rng.choice((100, 16, 1048575, 0, 1, 2, 3, 7))
              for _ in range(rng.randrange(1, 4))]
    return craft.mpls(l3, *labels, tc=rng.randrange(8),
                      bottom=rng.random() < 0.95)


def mpls_udp(rng, l3):
    return in_udp(rng, 6635, mpls_stack(rng, l3))


def vxlan(rng, l3):
    port = rng.choice((4789, 4789, 8472))
    flags = rng.choice((8, 8, 8, 0, 0xFF))
    return in_udp(rng, port, craft.vxlan(ether_some(rng, l3), flags=flags))


def vxlan_gpe(rng, l3):
    kind = rng.choice((1, 2, 3, 4, 5, 9))
    body = {3: craft.ether(l3), 5: mpls_stack(rng, l3)}.get(kind, l3)
    return in_udp(rng, 4790, packets.gpe(body, kind, rng.choice(
        (0x0C, 0x0C, 0x08, 0x04, 0xFF))))


def bcm_li(rng, l3):
    """Broadcom's shim, from its source port."""
    kind = rng.choice((5 if l3[0] >> 4 == 4 else 6, 7, 7, rng.randrange(16)))
    word = (rng.randrange(8) << 29 | kind << 25 | rng.randrange(8) << 22
            | rng.randrange(1 << 22))
    src, dst = addresses(rng, rng.random() < 0.4)
    body = word.to_bytes(4, "big") + (craft.ether(l3) if kind == 7 else l3)
    return craft.ip(src, dst, craft.UDP, craft.udp(src, dst, 49152, 49153,
                                                   body))


def geneve(rng, l3):
    options = rng.choice((b"", b"\1\2\x80\1\0\0\0\7", b"\1\2\3\2" + bytes(8),
                          b"\1\2\3\x1f" + bytes(4)))
    proto, body = rng.choice((
        (craft.ETH_TEB, craft.ether(l3)), (packets.etype_of(l3), l3),
        (craft.ETH_MPLS, mpls_stack(rng, l3)), (0x1234, l3)))
    return in_udp(rng, 6081, craft.geneve(body, proto=proto, options=options))


def teredo(rng, l3):
    lead = rng.choice((b"", b"", b"\0\1\0\0" + bytes(9)))
    return in_udp(rng, 3544, lead + l3)


def l2tp(rng, l3):
    style = rng.choice(("full", "bare", "short"))
    inner = packets.ppp_framed(l3, packets.etype_of(l3), style)
    flags, fields = rng.choice((
        (0x0002, b""), (0x4002, b""), (0x0802, b"\0\1\0\2"),
        (0x0202, b"\0\2ab"), (0xC802, b"\0\1\0\2"), (0x0003, b"")))
    return in_udp(rng, 1701, packets.l2tp(inner, flags=flags, fields=fields))


def icmp_quote(rng, l3):
    """An ICMP error that quotes the packet, whole or in part."""
    src, dst = addresses(rng, l3[0] >> 4 == 6)
    quote = l3[:rng.choice((28, 40, 48, 60, 2000, rng.randrange(80)))]
    word = struct.pack("!I", rng.choice((0, 1500, 1280)))
    if ":" in src:
        kind, code = rng.choice(((1, 0), (1, 1), (1, 4), (2, 0), (3, 0),
                                 (4, 1)))
        body = craft.icmp6(src, dst, kind, code, word, quote)
        return craft.ipv6(src, dst, craft.ICMP6, body)
    kind, code = rng.choice(((3, 0), (3, 1), (3, 2), (3, 3), (3, 4), (3, 10),
                             (3, 13), (11, 0), (11, 1), (5, 1), (12, 0),
                             (4, 0)))
    return craft.ipv4(src, dst, craft.ICMP, craft.icmp(kind, code, word,
                                                       quote))


TUNNELS = (ip_in_ip, ip_in_ip, gre_plain, gre_plain, gre_odd, gre_ethernet,
           gre_mpls, pptp_data, mpls_udp, vxlan, vxlan_gpe, geneve, bcm_li,
           teredo, l2tp, icmp_quote, icmp_quote)


# Links


def ether_some(rng, l3, etype=None):
    """An Ethernet frame in one of its many forms."""
    etype = packets.etype_of(l3) if etype is None else etype
    form = rng.randrange(16)
    if form == 0:
        return craft.ether(craft.tag(l3, 100, rng.randrange(8), form, etype),
                           etype=craft.ETH_VLAN)
    if form == 1:
        inner = craft.tag(l3, 200, etype=etype)
        return craft.ether(craft.tag(inner, 100, etype=craft.ETH_VLAN),
                           etype=rng.choice((0x88A8, 0x9100, 0x9200, 0x8100)))
    if form == 2:
        return packets.llc_ip(l3)
    if form == 3:
        return craft.llc_snap(l3, etype)
    if form == 4:
        return craft.ether(pppoe_some(rng, l3, etype), etype=craft.ETH_PPPOE)
    if form == 5:
        return craft.ether(mpls_stack(rng, l3), etype=craft.ETH_MPLS)
    if form == 6:
        snap = craft.llc_snap(l3, etype)
        return snap[:12] + craft.typed(snap[12:], craft.ETH_VLAN)[:2] + \
            b"\0\5" + snap[12:]
    if form == 7:
        return craft.ether(l3, etype=rng.choice((0x8870, 0x1234, 0x0806,
                                                 0x880B, 0x894F)))
    frame = craft.ether(l3, etype=etype)
    return frame + bytes(max(0, 60 - len(frame))) if form < 12 else frame


def pppoe_some(rng, l3, etype):
    style = rng.choice(("bare", "bare", "bare", "short", "full"))
    inner = packets.ppp_framed(l3, etype, style)
    lie = rng.choice((None, None, None, 0, 10, len(inner) + 60))
    return craft.pppoe(inner, length=lie, code=rng.choice((0, 0, 0, 9, 3)))


def sll_some(rng, l3, etype=None):
    etype = packets.etype_of(l3) if etype is None else etype
    if rng.random() < 0.2:
        l3, etype = craft.tag(l3, 100, etype=etype), rng.choice(
            (0x8100, 0x8100, 0x88A8))
    if rng.random() < 0.05:
        etype = rng.choice((1, 4, 0x1234))
    return craft.sll(l3, rng.randrange(6), etype=etype)


def sll2_some(rng, l3, etype=None):
    etype = packets.etype_of(l3) if etype is None else etype
    if rng.random() < 0.2:
        l3, etype = craft.tag(l3, 100, etype=etype), rng.choice(
            (0x8100, 0x8100, 0x88A8))
    return craft.sll2(l3, rng.randrange(6), etype=etype,
                      ifindex=rng.choice((0, 1, 99999)))


def null_some(rng, l3):
    family = rng.choice((None, None, None, 2, 10, 24, 28, 30, 7, 99))
    return craft.null(l3, family, rng.choice("<>"))


def loop_some(rng, l3):
    return craft.loop(l3, rng.choice((None, None, None, 24, 28, 99)))


def raw(_, l3):
    return l3


def ppp_some(rng, l3):
    style = rng.choice(("full", "full", "bare", "in", "out", "short"))
    return packets.ppp_framed(l3, packets.etype_of(l3), style)


def ppp_serial(rng, l3):
    if rng.random() < 0.3:
        return packets.hdlc(l3, packets.etype_of(l3), rng.choice((15, 0x8F)))
    return packets.ppp_framed(l3, packets.etype_of(l3), "full")


def hdlc_some(rng, l3):
    if rng.random() < 0.2:
        return packets.hdlc(mpls_stack(rng, l3), 0x8847)
    return packets.hdlc(l3, rng.choice((
        packets.etype_of(l3), packets.etype_of(l3), 0x8035, 0x1234)),
        rng.choice((15, 0x8F, 0)))


def pppoe_link(rng, l3):
    return pppoe_some(rng, l3, packets.etype_of(l3))


LINKS = {craft.EN10MB: ether_some, craft.SLL: sll_some, craft.SLL2: sll2_some,
         craft.NULL: null_some, craft.LOOP: loop_some, craft.RAW: raw,
         packets.IPV4: raw, packets.IPV6: raw, packets.PPP: ppp_some,
         packets.PPP_PPPD: ppp_some, packets.PPP_SERIAL: ppp_serial,
         packets.PPP_ETHER: pppoe_link, packets.HDLC: hdlc_some}
