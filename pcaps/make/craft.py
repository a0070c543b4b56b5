"""Builds packets and savefiles byte by byte, from the standard library alone.

Every function returns `bytes`, so layers nest by passing one as the next
one's payload:

    seg = tcp(A, B, 1025, 80, "S", seq=1000, options=[mss(1460)])
    frame = ether(ip(A, B, TCP, seg))
    save = Pcap()
    save.add(frame, 1.5)
    save.write("one.pcap")

Lengths and checksums are computed and right unless a keyword overrides them;
an override is written as given, which is how the malformed captures are made.
Nothing here reads a clock or a random source: the same calls always give the
same bytes.  Times are seconds since 1970; use `Decimal`, `str` or `int` where
every nanosecond matters, a float is rounded to whole microseconds.
"""

import functools
import hashlib
import hmac as hmac_module
import ipaddress
import struct
from decimal import Decimal

# Link types, as LINKTYPE_* in the pcap registry.
NULL, EN10MB, RAW, LOOP, SLL, SLL2 = 0, 1, 101, 108, 113, 276

# EtherTypes.
ETH_IP, ETH_ARP, ETH_VLAN, ETH_IP6 = 0x0800, 0x0806, 0x8100, 0x86DD
ETH_QINQ, ETH_MPLS, ETH_PPPOE, ETH_TEB = 0x88A8, 0x8847, 0x8864, 0x6558

# IP protocol and next-header numbers.
HOPOPT, ICMP, IGMP, IPIP, TCP, UDP, IP6IN, ROUTING = 0, 1, 2, 4, 6, 17, 41, 43
FRAGMENT, GRE, ESP, AH, ICMP6, NONXT, DSTOPT = 44, 47, 50, 51, 58, 59, 60

MAC_A = "02:00:00:00:00:01"
MAC_B = "02:00:00:00:00:02"


@functools.cache
def mac(text):
    """The six bytes of a MAC address written with colons."""
    return bytes.fromhex(text.replace(":", ""))


@functools.cache
def addr(text):
    """The 4 or 16 bytes of an IP address."""
    return ipaddress.ip_address(text).packed


def checksum(data):
    """The Internet checksum (RFC 1071) of `data`."""
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def pseudo(src, dst, proto, length):
    """The pseudo-header of RFC 9293 (IPv4) or RFC 8200 (IPv6)."""
    if ":" in src:
        return addr(src) + addr(dst) + struct.pack("!IHBB", length, 0, 0, proto)
    return addr(src) + addr(dst) + struct.pack("!BBH", 0, proto, length)


def patch(data, offset, new):
    """`data` with the bytes at `offset` replaced by `new`."""
    return data[:offset] + new + data[offset + len(new):]


# Link layers


def ether(payload, src=MAC_A, dst=MAC_B, etype=None):
    """An Ethernet frame; the type follows the payload's IP version if None."""
    return mac(dst) + mac(src) + typed(payload, etype)


def typed(payload, etype=None):
    """An EtherType and what it announces, as behind a MAC pair or a tag."""
    if etype is None:
        etype = ETH_IP6 if payload[0] >> 4 == 6 else ETH_IP
    return struct.pack("!H", etype) + payload


def tag(payload, vid, pcp=0, dei=0, etype=None):
    """A VLAN tag's control word and payload, to put under ETH_VLAN/ETH_QINQ."""
    word = pcp << 13 | dei << 12 | vid
    return struct.pack("!H", word) + typed(payload, etype)


def llc_snap(payload, etype=None, src=MAC_A, dst=MAC_B):
    """An 802.3 frame that carries its payload by LLC and SNAP."""
    body = bytes.fromhex("aaaa03000000") + typed(payload, etype)
    return mac(dst) + mac(src) + struct.pack("!H", len(body)) + body


def sll(payload, kind=0, src=MAC_A, etype=None, arphrd=1):
    """Linux cooked v1; kind 0 to us, 1 broadcast, 2 multicast, 4 from us."""
    return struct.pack("!HHH", kind, arphrd, 6) + mac(src) + b"\0\0" + typed(
        payload, etype)


def sll2(payload, kind=0, src=MAC_A, etype=None, ifindex=1, arphrd=1):
    """Linux cooked v2."""
    if etype is None:
        etype = ETH_IP6 if payload[0] >> 4 == 6 else ETH_IP
    head = struct.pack("!HHIHBB", etype, 0, ifindex, arphrd, kind, 6)
    return head + mac(src) + b"\0\0" + payload


def null(payload, family=None, order="<"):
    """BSD loopback: the address family in the capturing host's byte order."""
    if family is None:
        family = 30 if payload[0] >> 4 == 6 else 2
    return struct.pack(order + "I", family) + payload


def loop(payload, family=None):
    """OpenBSD loopback: as `null`, always in network byte order."""
    return null(payload, family, "!")


def mpls(payload, *labels, tc=0, ttl=64, bottom=True):
    """An MPLS stack, outermost label first, to put under ETH_MPLS."""
    last = len(labels) - 1
    words = (label << 12 | tc << 9 | (i == last and bottom) << 8 | ttl
             for i, label in enumerate(labels))
    return b"".join(struct.pack("!I", w) for w in words) + payload


def ppp(payload, proto=None):
    """A PPP protocol field and its payload."""
    if proto is None:
        proto = 0x0057 if payload[0] >> 4 == 6 else 0x0021
    return struct.pack("!H", proto) + payload


def pppoe(payload, session=7, code=0, length=None):
    """A PPPoE header (RFC 2516), to put under ETH_PPPOE."""
    length = len(payload) if length is None else length
    return struct.pack("!BBHH", 0x11, code, session, length) + payload


# Network layers


def ip(src, dst, proto, payload, **fields):
    """IPv4 or IPv6, whichever the addresses are; see `ipv4` and `ipv6`."""
    return (ipv6 if ":" in src else ipv4)(src, dst, proto, payload, **fields)


def ipv4(src, dst, proto, payload, ident=1, ttl=64, tos=0, df=True, mf=False,
         rsvd=False, offset=0, options=b"", version=4, ihl=None, total=None,
         cksum=None):
    """IPv4; `offset` in bytes, `options` padded to whole words here."""
    options += b"\0" * (-len(options) % 4)
    ihl = 5 + len(options) // 4 if ihl is None else ihl
    total = 20 + len(options) + len(payload) if total is None else total
    frag = rsvd << 15 | df << 14 | mf << 13 | offset // 8
    head = struct.pack("!BBHHHBBH", version << 4 | ihl, tos, total, ident, frag,
                       ttl, proto, 0) + addr(src) + addr(dst) + options
    value = checksum(head) if cksum is None else cksum
    return patch(head, 10, struct.pack("!H", value)) + payload


def ipv6(src, dst, proto, payload, hlim=64, tclass=0, flow=0, version=6,
         plen=None):
    """IPv6; extension headers go in front of `payload`, see `ext`."""
    plen = len(payload) if plen is None else plen
    word = version << 28 | tclass << 20 | flow
    return struct.pack("!IHBB", word, plen, proto, hlim) + addr(src) + addr(
        dst) + payload


def ext(next_header, body, payload, length=None):
    """A hop-by-hop, destination-options or routing header of IPv6.

    `body` is what follows the length byte; it is filled up with Pad1 or PadN.
    """
    need = -(len(body) + 2) % 8
    if need == 1:
        body += b"\0"
    elif need:
        body += bytes([1, need - 2]) + bytes(need - 2)
    length = (len(body) + 2) // 8 - 1 if length is None else length
    return bytes([next_header, length]) + body + payload


def frag6(next_header, payload, offset=0, more=False, ident=0x1234):
    """The fragment header of IPv6; `offset` in bytes."""
    return struct.pack("!BBHI", next_header, 0, offset | more, ident) + payload


def gre(payload, proto=None, key=None, seq=None, cksum=False):
    """GRE (RFC 2784, RFC 2890)."""
    if proto is None:
        proto = ETH_IP6 if payload[0] >> 4 == 6 else ETH_IP
    flags = cksum << 15 | (key is not None) << 13 | (seq is not None) << 12
    head = struct.pack("!HH", flags, proto) + (b"\0" * 4 if cksum else b"")
    for value in (key, seq):
        head += b"" if value is None else struct.pack("!I", value)
    if cksum:
        head = patch(head, 4, struct.pack("!H", checksum(head + payload)))
    return head + payload


def vxlan(frame, vni=42, flags=0x08):
    """VXLAN (RFC 7348), to put under UDP port 4789."""
    return struct.pack("!II", flags << 24, vni << 8) + frame


def geneve(payload, vni=42, proto=ETH_TEB, options=b""):
    """Geneve (RFC 8926), to put under UDP port 6081."""
    return struct.pack("!BBHI", len(options) // 4, 0, proto,
                       vni << 8) + options + payload


# Transport layers

FLAG_BITS = {c: 1 << i for i, c in enumerate("FSRP.UEWN")}


def flag_bits(flags):
    """Flags as a number, from tcpdump's letters (`N` is the AE bit)."""
    return flags if isinstance(flags, int) else sum(
        FLAG_BITS[c] for c in flags)


def tcp(src, dst, sport, dport, flags=".", seq=0, ack=0, win=512, urg=0,
        options=(), payload=b"", doff=None, reserved=0, cksum=None):
    """A TCP segment; `options` is bytes or a list of them, padded with EOL."""
    opts = options if isinstance(options, bytes) else b"".join(options)
    opts += b"\0" * (-len(opts) % 4)
    doff = 5 + len(opts) // 4 if doff is None else doff
    word = doff << 12 | reserved << 9 | flag_bits(flags)
    head = struct.pack("!HHIIHHHH", sport, dport, seq % 2**32, ack % 2**32,
                       word,
                       win, 0, urg) + opts
    if cksum is None:
        whole = head + payload
        cksum = checksum(pseudo(src, dst, TCP, len(whole)) + whole)
    return patch(head, 16, struct.pack("!H", cksum)) + payload


def udp(src, dst, sport, dport, payload, length=None, cksum=None):
    """A UDP datagram; a computed checksum of zero is sent as ffff."""
    size = 8 + len(payload)
    head = struct.pack("!HHHH", sport, dport,
                       size if length is None else length,
                       0)
    if cksum is None:
        cksum = checksum(pseudo(src, dst, UDP, size) + head + payload) or 0xFFFF
    return patch(head, 6, struct.pack("!H", cksum)) + payload


def icmp(kind, code, rest, payload=b""):
    """ICMP: type, code, the four bytes behind the checksum, the data."""
    data = struct.pack("!BBH", kind, code, 0) + rest + payload
    return patch(data, 2, struct.pack("!H", checksum(data)))


def icmp6(src, dst, kind, code, rest, payload=b""):
    """ICMPv6, whose checksum covers the pseudo-header."""
    data = struct.pack("!BBH", kind, code, 0) + rest + payload
    value = checksum(pseudo(src, dst, ICMP6, len(data)) + data)
    return patch(data, 2, struct.pack("!H", value))


def arp(op, sha, spa, tha, tpa):
    """ARP for IPv4 over Ethernet; op 1 = request, 2 = reply."""
    return struct.pack("!HHBBH", 1, ETH_IP, 6, 4, op) + mac(sha) + addr(
        spa) + mac(tha) + addr(tpa)


# TCP options


def option(kind, data=b"", length=None):
    """Any option; `length` lies about the length byte."""
    return bytes([kind, len(data) + 2 if length is None else length]) + data


EOL, NOP = b"\0", b"\1"
SACK_OK = option(4)


def mss(value):
    return option(2, struct.pack("!H", value))


def wscale(shift):
    return option(3, bytes([shift]))


def sack(*blocks):
    """SACK blocks as (left, right) pairs of absolute sequence numbers."""
    return option(5, b"".join(
        struct.pack("!II", a % 2**32, b % 2**32) for a, b in blocks))


def ts(val, ecr):
    return option(8, struct.pack("!II", val, ecr))


def tfo(cookie=b""):
    """TCP Fast Open (RFC 7413); without a cookie, the request for one."""
    return option(34, cookie)


def exp(magic, data=b"", kind=254):
    """An experimental option with its RFC 6994 identifier."""
    return option(kind, struct.pack("!H", magic) + data)


def mptcp(subtype, low, data=b"", length=None):
    """MPTCP (RFC 8684): subtype, the four bits beside it, the rest."""
    return option(30, bytes([subtype << 4 | low]) + data, length)


def md5_signature(src, dst, segment, key):
    """The digest of RFC 2385 for a segment with its checksum in place."""
    length = len(segment)
    head = patch(segment[:20], 16, b"\0\0")
    data = segment[(segment[12] >> 4) * 4:]
    text = pseudo(src, dst, TCP, length) + head + data + key
    return hashlib.md5(text).digest()


def ao_mac(src, dst, segment, mac_at, key, isns, sne=0):
    """HMAC-SHA-1-96 of RFC 5925/5926; the MAC bytes at `mac_at` count as 0.

    `isns` is the (source, destination) pair of initial sequence numbers, as
    the traffic key's context wants them.
    """
    sport_dport = segment[:4]
    context = addr(src) + addr(dst) + sport_dport + struct.pack("!II", *isns)
    kdf = b"\1" + b"TCP-AO" + context + struct.pack("!H", 160)
    traffic_key = hmac_module.digest(key, kdf, "sha1")
    clean = patch(patch(segment, 16, b"\0\0"), mac_at, b"\0" * 12)
    text = struct.pack("!I", sne) + pseudo(src, dst, TCP, len(segment)) + clean
    return hmac_module.digest(traffic_key, text, "sha1")[:12]


# Savefiles


def nanoseconds(when):
    """Seconds as whole nanoseconds; a float only to the microsecond."""
    if isinstance(when, float):
        return round(when * 10**6) * 1000
    return int(Decimal(when) * 10**9)


class Pcap:
    """A classic savefile: either byte order ("<", ">"), either precision."""

    def __init__(self, linktype=EN10MB, order="<", nano=False, snaplen=262144):
        magic = 0xA1B23C4D if nano else 0xA1B2C3D4
        self.order = order
        self.unit = 1 if nano else 1000
        self.snaplen = snaplen
        self.data = struct.pack(order + "IHHiIII", magic, 2, 4, 0, 0, snaplen,
                                linktype)

    def add(self, frame, when, wire_len=None):
        """Appends a record, cut to the snapshot length like a real capture."""
        kept = frame[:self.snaplen]
        sec, nsec = divmod(nanoseconds(when), 10**9)
        wire_len = len(frame) if wire_len is None else wire_len
        self.data += struct.pack(self.order + "IIII", sec % 2**32,
                                 nsec // self.unit, len(kept), wire_len) + kept

    def write(self, path):
        with open(path, "wb") as out:
            out.write(self.data)


class Pcapng:
    """A pcapng file: one section, any number of interfaces."""

    def __init__(self, order="<"):
        self.order = order
        self.resolutions = []
        self.data = b""
        self.block(0x0A0D0D0A, self.pack("IHHq", 0x1A2B3C4D, 1, 0, -1))

    def pack(self, layout, *values):
        return struct.pack(self.order + layout, *values)

    def block(self, kind, body):
        """Appends a block of any kind, padded to whole words."""
        body += b"\0" * (-len(body) % 4)
        size = len(body) + 12
        self.data += self.pack("II", kind, size) + body + self.pack("I", size)

    def options(self, *pairs):
        """Options from (code, bytes) pairs, closed by opt_endofopt."""
        out = b""
        for code, value in pairs:
            out += self.pack("HH", code, len(value)) + value
            out += b"\0" * (-len(value) % 4)
        return out + self.pack("HH", 0, 0)

    def interface(self, linktype=EN10MB, name="eth0", tsresol=6, snaplen=0):
        """Adds an interface; returns its number. `tsresol`: the option's byte,
        a power of ten, or of two with the top bit set."""
        extra = self.options((2, name.encode()), (9, bytes([tsresol])))
        self.block(1, self.pack("HHI", linktype, 0, snaplen) + extra)
        base = 2 if tsresol & 0x80 else 10
        self.resolutions.append(base**(tsresol & 0x7F))
        return len(self.resolutions) - 1

    def add(self, frame, when, interface=0, wire_len=None, comment=None):
        """Appends an Enhanced Packet Block."""
        units = nanoseconds(when) * self.resolutions[interface] // 10**9
        wire_len = len(frame) if wire_len is None else wire_len
        body = self.pack("IIIII", interface, units >> 32, units % 2**32,
                         len(frame), wire_len) + frame
        body += b"\0" * (-len(frame) % 4)
        if comment:
            body += self.options((1, comment.encode()))
        self.block(6, body)

    def add_simple(self, frame, wire_len=None):
        """Appends a Simple Packet Block, which carries no time."""
        self.block(3, self.pack("I", wire_len or len(frame)) + frame)

    def write(self, path):
        with open(path, "wb") as out:
            out.write(self.data)
