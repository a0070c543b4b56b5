"""TCP options: the signed, the experimental, the odd and the broken."""

import struct

import craft
from craft import (EOL, NOP, SACK_OK, exp, mptcp, mss, option, sack, tfo, ts,
                   wscale)
from recipes_tcp import LINE, many, talks
from registry import capture
from talk import Talk, save_frames, spaced

A, B = "192.0.2.1", "198.51.100.2"
A6, B6 = "2001:db8::1", "2001:db8::2"
KEY = b"secret"


def segment(options, flags=".", payload=b"", src=A, dst=B, **fields):
    """One frame from port 1025 to 2000, with plain numbers."""
    seg = craft.tcp(src, dst, 1025, 2000, flags, 1000,
                    2000 if "." in flags else 0, options=options,
                    payload=payload, **fields)
    return craft.ether(craft.ip(src, dst, craft.TCP, seg))


def signed(src, dst, key, bad=False, payload=b"", flags="P."):
    """A segment with an MD5 signature by `key`, spoilt if `bad`."""
    def make(digest):
        return craft.tcp(src, dst, 1025, 179, flags, 1000, 2000,
                         payload=payload,
                         options=[option(19, digest), NOP, NOP])
    digest = craft.md5_signature(src, dst, make(bytes(16)), key)
    if bad:
        digest = bytes([digest[0] ^ 1]) + digest[1:]
    return craft.ether(craft.ip(src, dst, craft.TCP, make(digest)))


@capture("md5.pcap")
def md5(path):
    keepalive = b"\xff" * 16 + struct.pack("!HB", 19, 4)
    frames = [signed(A, B, KEY), signed(A, B, KEY, payload=keepalive),
              signed(A, B, KEY, bad=True, payload=keepalive),
              signed(A, B, b"other", payload=keepalive),
              signed(A6, B6, KEY), signed(A6, B6, KEY, payload=keepalive),
              signed(A6, B6, KEY, bad=True),
              segment([option(19, bytes(15)), EOL]),
              segment([option(19, bytes(17)), EOL])]
    save_frames(path, spaced(frames))


class AoTalk(Talk):
    """A conversation that signs each segment by TCP-AO."""

    def signed(self, who, flags, data=b"", before=()):
        """Builds the segment twice: to sign it, and with the MAC in it."""
        me, peer = self.ends[who], self.ends[1 - who]
        ack = me.seen or 0
        opts = [*before, option(29, b"\x01\x02" + bytes(12))]
        seg = craft.tcp(me.address, peer.address, me.port, peer.port, flags,
                        me.seq, ack, me.win, options=opts, payload=data)
        at = 20 + len(b"".join(before)) + 4
        isns = (me.isn, peer.isn if "." in flags else 0)
        mac = craft.ao_mac(me.address, peer.address, seg, at, KEY, isns)
        opts[-1] = option(29, b"\x01\x02" + mac)
        self.send(who, flags, data, options=opts)


@capture("tcp-ao.pcap")
def tcp_ao(path):
    talk = AoTalk(server=(B, 179))
    talk.signed(0, "S", before=[mss(1460)])
    talk.signed(1, "S.", before=[mss(1460)])
    talk.signed(0, ".")
    talk.signed(0, "P.", b"\xff" * 16 + struct.pack("!HB", 19, 4))
    talk.signed(1, ".")
    for data in (b"", b"\x05", b"\x05\x06", b"\x05\x06\x07"):
        talk.server(".", options=[option(29, data)])
    talk.save(path)


@capture("fast-open.pcap")
def fast_open(path):
    asking, using, refused, old, odd = group = many(5)
    cookie = bytes.fromhex("e1a2b3c4d5f60718")
    asking.handshake([mss(1460), tfo()], [mss(1460), tfo(cookie)])
    asking.close()
    using.client("S", b"GET /\r\n", options=[mss(1460), tfo(cookie)])
    using.server("S.", options=[mss(1460)])
    using.server("P.", LINE)
    using.client(".")
    using.close(1)
    refused.client("S", b"GET /\r\n", options=[mss(1460), tfo(bytes(8))])
    refused.server("S.", options=[mss(1460), tfo(cookie)], ack=1001)
    refused.client("P.", b"GET /\r\n", seq=1001)
    refused.ends[1].seen = 1008
    refused.server(".")
    old.handshake([mss(1460), exp(0xF989)], [mss(1460), exp(0xF989, cookie)])
    for data in (cookie[:4], cookie * 2, cookie[:2], cookie[:3],
                 cookie * 2 + b"ab"):
        odd.client("S", options=[mss(1460), tfo(data)], seq=1000)
        odd.client("S", options=[mss(1460), exp(0xF989, data)], seq=1000)
    talks(path, *group)


def mptcp_samples():
    """Options in each MPTCP subtype, with the flags of their segment."""
    key, peer = bytes(range(1, 9)), bytes(range(9, 17))
    nonce, token, hmac = b"nonc", b"tokn", bytes(range(20))
    v4, v6 = craft.addr("203.0.113.9"), craft.addr("2001:db8::9")
    port = b"\x1f\x90"
    dsn4, dsn8, sub = b"\0\0\1\0", bytes(range(8)), b"\0\0\0\1\0\5"
    return (
        ("S", 0, 1, b"\x01"),
        ("S.", 0, 1, b"\x01" + key),
        ("S", 0, 0, b"\x81" + key),
        (".", 0, 1, b"\x01" + key + peer),
        (".", 0, 1, b"\x01" + key + peer + b"\0\5"),
        (".", 0, 1, b"\x81" + key + peer + b"\0\5\0\0"),
        ("S", 0, 2, b"\x01"),
        ("S", 1, 1, b"\5" + token + nonce),
        ("S.", 1, 0, b"\6" + hmac[:8] + nonce),
        (".", 1, 0, b"\0" + hmac),
        (".", 2, 0, b"\x01" + dsn4),
        (".", 2, 0, b"\x03" + dsn8),
        (".", 2, 0, b"\x05" + dsn4 * 2 + sub),
        (".", 2, 0, b"\x0f" + dsn8 * 2 + sub),
        (".", 2, 0, b"\x15" + dsn4 * 2 + sub + b"\xab\xcd"),
        (".", 2, 0, b"\x00"),
        (".", 3, 0, b"\7" + v4 + hmac[:8]),
        (".", 3, 1, b"\7" + v4),
        (".", 3, 4, b"\7" + v4 + port),
        (".", 3, 0, b"\7" + v4 + port + hmac[:8]),
        (".", 3, 6, b"\7" + v6),
        (".", 3, 0, b"\7" + v6 + port + hmac[:8]),
        (".", 3, 5, b"\7" + v4),
        (".", 4, 0, b"\1"),
        (".", 4, 0, b"\1\2\3"),
        (".", 5, 1, b""),
        (".", 5, 0, b"\4"),
        (".", 6, 0, b"\0" + dsn8),
        (".", 7, 0, b"\0" + key),
        (".", 8, 0, b"\0"),
        (".", 15, 0, b""),
    )


@capture("mptcp-options.pcap")
def mptcp_options(path):
    frames = []
    for flags, subtype, low, data in mptcp_samples():
        good = mptcp(subtype, low, data)
        frames.append(segment([good], flags, b"data"))
        frames.append(segment([mptcp(subtype, low, data[:-1])], flags))
        frames.append(segment([NOP, mptcp(subtype, low, data + b"\0")], flags)
                      if len(good) < 39 else segment([good, NOP], "SF."))
    frames.append(segment([option(30)]))
    save_frames(path, spaced(frames))


@capture("option-kinds.pcap")
def option_kinds(path):
    frames = [segment([option(kind, b"abcdefghi"[:kind % 9]), NOP])
              for kind in range(2, 256)]
    save_frames(path, spaced(frames, step="0.001"))


def full(*options):
    """Frames with the options as they are, and behind two NOPs."""
    return [segment([*options]), segment([NOP, NOP, *options])]


@capture("option-lengths.pcap")
def option_lengths(path):
    frames = []
    for kind in (0, 1, 2, 3, 4, 5, 6, 8, 11, 13, 19, 20, 28, 29, 30, 34, 99,
                 254):
        for length in (0, 1, 2, 3, 4, 6, 10, 18, 41, 255):
            body = bytes(range(1, 11))
            frames.append(segment([NOP, option(kind, body, length)]))
        # The kind as the last byte of the header: its length is not in it.
        frames.append(segment([NOP, NOP, NOP, bytes([kind])], payload=b"\2"))
    save_frames(path, spaced(frames, step="0.001"))


@capture("options-odd.pcap")
def options_odd(path):
    frames = [
        *full(mss(0)), *full(mss(65535)), *full(wscale(255)), *full(SACK_OK),
        *full(ts(0, 0)), *full(ts(2**32 - 1, 2**32 - 1)), *full(option(5)),
        *full(sack((1, 2), (2**32 - 1, 0))), *full(option(5, bytes(7))),
        *full(sack((2001, 2101), (2201, 2301), (2401, 2501), (2601, 2701))),
        *full(option(28, b"\x80\x01")), *full(option(28, b"\0\x78")),
        *full(option(20, b"\x80\3")), *full(option(6, b"ping")),
        *full(option(7, b"pong")), *full(option(11, b"\0\0\0\1")),
        *full(option(12, b"\0\0\0\2")), *full(option(13, b"\0\0\0\3")),
        *full(option(14, b"\1")), *full(option(15, b"data")),
        *full(option(27, bytes(6))), *full(exp(0xE2D4, bytes(10))),
        *full(exp(0xE2D4, b"", 253)), *full(exp(0xABCD, b"xyz")),
        *full(option(254, b"\xf9")), *full(option(254)),
        *full(EOL, EOL, b"\xff\xff"), *full(EOL, mss(1460)),
        segment(NOP * 40), segment(EOL * 40), segment(b"\xff" * 40),
        segment([mss(1460), mss(1460)], "S"), segment([mss(1460)], "P.", LINE),
        segment([wscale(1), SACK_OK, ts(1, 2), mss(536), NOP, EOL], "S"),
        segment(b"\xaa" * 38 + b"\2\4"),
        segment([NOP] * 24 + [option(5, bytes(16)[:14])]),
    ]
    save_frames(path, spaced(frames, step="0.001"))
