"""The project's packet builder, and the carriages only hunting needs."""

import struct
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "pcaps/make"))
import craft  # noqa: E402  (found by the line above)

PPP, PPP_SERIAL, PPP_ETHER, HDLC, PPP_PPPD = 9, 50, 51, 104, 166
RAW_OLD, IPV4, IPV6 = 12, 228, 229


def etype_of(payload):
    return craft.ETH_IP6 if payload[:1] and payload[0] >> 4 == 6 \
        else craft.ETH_IP


def llc_ip(payload):
    """802.3 with plain LLC, SAP 06."""
    body = b"\x06\x06\x03" + payload
    return craft.mac(craft.MAC_B) + craft.mac(craft.MAC_A) + struct.pack(
        "!H", len(body)) + body


def hdlc(payload, etype, address=0x0F):
    return struct.pack("!BBH", address, 0, etype) + payload


def ppp_framed(payload, etype, style):
    """PPP behind none, one, two or the two direction-marked header bytes."""
    proto = {craft.ETH_IP: 0x21, craft.ETH_IP6: 0x57,
             craft.ETH_MPLS: 0x281}.get(etype, etype)
    head = {"full": b"\xff\x03", "bare": b"", "in": b"\0\x03",
            "out": b"\x01\x03", "short": b"\xff\x03"}[style]
    if style == "short" and proto < 256:
        return head + bytes([proto]) + payload
    return head + struct.pack("!H", proto) + payload


def ah(next_header, payload, spi=0x1000, seq=5, icv=12, reserved=0):
    words = (12 + icv) // 4 - 2
    return struct.pack("!BBHII", next_header, words, reserved, spi,
                       seq) + bytes(range(icv)) + payload


def gre_raw(flags, proto, fields, payload):
    """GRE with flag bits of any meaning; `fields` follow as given."""
    return struct.pack("!HH", flags, proto) + fields + payload


def pptp_gre(payload, call, seq=None, ack=None):
    """GRE version 1 as PPTP uses it, around a PPP payload."""
    flags = 0x2001 | (seq is not None) << 12 | (ack is not None) << 7
    head = struct.pack("!HHHH", flags, 0x880B, len(payload), call)
    for value in (seq, ack):
        head += b"" if value is None else struct.pack("!I", value)
    return head + payload


def gpe(payload, following, flags=0x0C, vni=42):
    return struct.pack("!BHBI", flags, 0, following, vni << 8) + payload


def l2tp(payload, tunnel=1, session=2, flags=0x0002, fields=b""):
    return struct.pack("!HHH", flags, tunnel, session) + fields + payload


def routing0(next_header, hops, payload, left=1, kind=0):
    body = struct.pack("!BBI", kind, left, 0) + b"".join(
        craft.addr(hop) for hop in hops)
    return craft.ext(next_header, body, payload)


def segment_routing(next_header, hops, payload, left=1, flags=0, tag=9):
    body = struct.pack("!BBBBH", 4, left, max(0, len(hops) - 1), flags,
                       tag) + b"".join(craft.addr(hop) for hop in hops)
    return craft.ext(next_header, body, payload)
