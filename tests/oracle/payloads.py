"""Payloads for the TCP ports tcpdump decodes: valid, then often damaged."""

import struct

from tcpoptions import random_bytes

WORDS = (b"GET", b"POST", b"HTTP/1.1", b"200", b"404", b"OK", b"USER", b"a",
         b"PASV", b"EHLO", b"SETUP", b"RTSP/1.0", b"DESCRIBE", b"index.html",
         b"x" * 40, b"%s", b"\x80", b"\t", b"Host:", b"PATCH", b"get", b"20")
NAMES = (b"example.com", b"a.b", b"", b"ns.example.com", b"x" * 63 + b".y",
         b"we\x80ird.\x01name", b"1.2.0.192.in-addr.arpa")


def pick_text(rng):
    """Lines of words with line ends right and wrong."""
    out = b""
    for _ in range(rng.randrange(1, 5)):
        words = rng.choices(WORDS, k=rng.randrange(0, 5))
        out += rng.choice((b" ", b" ", b"  ", b"\t")).join(words)
        out += rng.choice((b"\r\n", b"\r\n", b"\n", b"\r", b"", b"\r\r\n"))
    return out


def http(rng):
    method = rng.choice((b"GET", b"POST", b"HEAD", b"PUT", b"DELETE",
                         b"OPTIONS", b"CONNECT", b"SUBSCRIBE", b"CCM_POST"))
    first = rng.choice((method + b" /p HTTP/1.1", b"HTTP/1.1 200 OK",
                        b"HTTP/1.0 404 Not Found", b"ICY 200 OK"))
    lines = [first, b"Host: example.com", b"Content-Length: 3"]
    body = rng.choice((b"", b"", b"abc", b"\x1f\x8b\x08", b"<html>\n"))
    return b"\r\n".join(lines[:rng.randrange(1, 4)]) + b"\r\n\r\n" + body


def rtsp(rng):
    first = rng.choice((b"OPTIONS * RTSP/1.0", b"DESCRIBE rtsp://h/ RTSP/1.0",
                        b"RTSP/1.0 200 OK", b"SET_PARAMETER x RTSP/1.0",
                        b"SETUP rtsp://h/t RTSP/1.0"))
    return first + b"\r\nCSeq: 1\r\n\r\n"


def ftp(rng):
    return rng.choice((b"220 ready\r\n", b"USER anonymous\r\n", b"PASV\r\n",
                       b"230-a\r\n230 b\r\n", b"RETR x\r\n"))


def smtp(rng):
    return rng.choice((b"EHLO x\r\n", b"250-a\r\n250 b\r\n", b"MAIL FROM:<a>"
                       b"\r\nRCPT TO:<b>\r\n", b"DATA\r\n", b".\r\n"))


def ssh(rng):
    return rng.choice((b"SSH-2.0-OpenSSH_9.2\r\n", b"SSH-2.0-x\n", b"SSH-",
                       b"SS", b"S", random_bytes(rng, 30),
                       b"SSH-1.99-a b c\r\nmore\r\n"))


def telnet(rng):
    out = b""
    for _ in range(rng.randrange(1, 5)):
        roll = rng.random()
        if roll < 0.5:
            out += bytes([255, rng.randrange(251, 255), rng.randrange(45)])
        elif roll < 0.7:
            out += bytes([255, rng.randrange(236, 256)])
        else:
            out += b"\xff\xfa" + bytes([rng.choice((
                24, 31, 32, 37, 38, 39, rng.randrange(256)))])
            out += random_bytes(rng, rng.randrange(6)).replace(b"\xff", b"x")
            out += bytes([rng.randrange(4), rng.randrange(4)])
            out += rng.choice((b"\xff\xf0", b"\xff\xf0", b"", b"\xff"))
    return out + rng.choice((b"", b"login: "))


def dns_name(rng, text=None):
    text = rng.choice(NAMES) if text is None else text
    labels = [part for part in text.split(b".") if part]
    return b"".join(bytes([len(p)]) + p for p in labels) + b"\0"


def dns_record(rng):
    kind = rng.choice((1, 2, 5, 6, 12, 13, 15, 16, 28, 33, 41, 43, 46, 48,
                       65, 250, 255, 257, rng.randrange(300)))
    name = rng.choice((b"\xc0\x0c", dns_name(rng), b"\0"))
    data = {1: random_bytes(rng, 4), 28: random_bytes(rng, 16),
            2: b"\xc0\x0c", 5: dns_name(rng), 12: dns_name(rng),
            15: b"\0\x0a" + dns_name(rng), 16: b"\3abc\2de",
            33: b"\0\1\0\2\0\x50" + dns_name(rng),
            6: dns_name(rng) + dns_name(rng) + struct.pack(
                "!5I", 1, 2, 3, 4, 5)}.get(kind)
    if data is None:
        data = random_bytes(rng, rng.randrange(20))
    klass = rng.choice((1, 1, 1, 3, 254, 255, 4096))
    ttl = rng.choice((0, 59, 300, 3600, 86400, 604800, 0x8000,
                      rng.randrange(2**32)))
    return name + struct.pack("!HHIH", kind, klass, ttl, len(data)) + data


def dns_message(rng):
    flags = rng.choice((0x0100, 0x8180, 0x8580, 0x8183, 0x0000, 0x2800,
                        rng.randrange(65536)))
    counts = [rng.choice((1, 1, 1, 0, 2))] + [
        rng.choice((0, 0, 1, 2)) for _ in range(3)]
    body = b""
    for _ in range(counts[0]):
        body += dns_name(rng) + struct.pack("!HH", rng.choice(
            (1, 28, 15, 252, 255, 65)), rng.choice((1, 1, 3, 255)))
    for _ in range(sum(counts[1:])):
        body += dns_record(rng)
    if rng.random() < 0.1:
        counts[rng.randrange(4)] += 1
    return struct.pack("!HH4H", rng.randrange(65536), flags, *counts) + body


def dns(rng):
    message = dns_message(rng)
    size = len(message) + rng.choice((0, 0, 0, 0, 1, -1))
    return struct.pack("!H", max(0, size)) + message


def resp(rng):
    items = (b"+OK\r\n", b"-ERR no\r\n", b":7\r\n", b"$3\r\nGET\r\n",
             b"$0\r\n\r\n", b"$-1\r\n", b"*-1\r\n", b"*0\r\n", b"PING\r\n",
             b"*2\r\n$3\r\nGET\r\n$1\r\na\r\n", b"$-5\r\n", b"$x\r\n",
             b"$99999999999\r\n", b"\r\n", b"$5\r\nab", b"+no end",
             b"*3\r\n:1\r\n*1\r\n+a\r\n$1\r\nb\r\n", b"!\x80\x01\r\n")
    return b"".join(rng.choices(items, k=rng.randrange(1, 4)))


PPTP_BODIES = {1: 144, 2: 144, 3: 4, 4: 4, 5: 4, 6: 8, 7: 156, 8: 20, 9: 208,
               10: 12, 11: 16, 12: 4, 13: 136, 14: 28, 15: 12}


def pptp(rng):
    kind = rng.randrange(0, 17)
    body = bytearray(PPTP_BODIES.get(kind, 8))
    for _ in range(rng.randrange(len(body) // 2 + 1)):
        body[rng.randrange(len(body))] = rng.choice((0, 1, 2, 3, 97, 122,
                                                     rng.randrange(256)))
    cookie = rng.choice((0x1A2B3C4D, 0x1A2B3C4D, 7))
    kinds = rng.choice((1, 1, 1, 2, 3))
    return struct.pack("!HHIHH", len(body) + 12, kinds, cookie, kind,
                       rng.choice((0, 0, 3))) + bytes(body)


def beep(rng):
    word = rng.choice((b"MSG", b"RPY", b"ERR", b"ANS", b"NUL", b"SEQ", b"END",
                       b"xyz"))
    return word + rng.choice((b" 0 1 . 0 5\r\n", b"\0", b" ", b"\r\n", b""))


def msdp(rng):
    out = b""
    for _ in range(rng.randrange(1, 4)):
        kind = rng.choice((1, 1, 2, 3, 4, 5, 6, 0, 8))
        body = {1: lambda: struct.pack("!B", 1) + random_bytes(rng, 4)
                + b"\0\0\0\x20" + random_bytes(rng, 8),
                2: lambda: b"\0" + random_bytes(rng, 4),
                4: lambda: b""}.get(kind, lambda: random_bytes(
                    rng, rng.randrange(12)))()
        if kind == 1 and rng.random() < 0.3:
            body += b"\x45\0\0\x1c" + random_bytes(rng, 24)
        lie = rng.choice((0, 0, 0, 1, -1, 2000))
        out += struct.pack("!BH", kind, max(0, len(body) + 3 + lie)) + body
    return out


def rpki(rng):
    out = b""
    for _ in range(rng.randrange(1, 4)):
        kind = rng.choice((0, 1, 2, 3, 4, 6, 7, 8, 10, 5, 99))
        size = {0: 4, 1: 4, 4: 12, 6: 24, 7: rng.choice((4, 16))}.get(kind, 0)
        body = random_bytes(rng, size)
        if kind == 10:
            text = b"bad thing"
            body = struct.pack("!I", 8) + bytes(8) + struct.pack(
                "!I", len(text)) + text
        lie = rng.choice((0, 0, 0, 0, 1, -1, 300))
        out += struct.pack("!BBHI", rng.choice((0, 1, 1, 2)), kind, rng.choice(
            (0, 5)), max(0, len(body) + 8 + lie)) + body
    return out


def bgp_attribute(rng):
    kind = rng.choice((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 15, 16, 17, 18, 22,
                       23, 25, 26, 29, 32, 33, 34, 40, 128,
                       rng.randrange(256)))
    data = {1: bytes([rng.randrange(4)]), 3: random_bytes(rng, 4),
            2: struct.pack("!BBHH", rng.choice((1, 2, 3, 4, 9)), 2, 65000, 7),
            4: random_bytes(rng, 4), 5: random_bytes(rng, 4), 6: b"",
            7: random_bytes(rng, rng.choice((6, 8))),
            8: random_bytes(rng, 4 * rng.randrange(1, 3)),
            14: struct.pack("!HBB", rng.choice((1, 2, 25, 16388)), rng.choice(
                (1, 2, 4, 5, 65, 70, 71, 128, 133)), 4) + random_bytes(
                    rng, rng.randrange(4, 24)),
            16: random_bytes(rng, 8)}.get(kind)
    if data is None:
        data = random_bytes(rng, rng.randrange(16))
    flags = rng.choice((0x40, 0xC0, 0x80, 0xE0, 0xF0))
    head = struct.pack("!BB", flags, kind)
    size = max(0, len(data) + rng.choice((0, 0, 0, 0, 1)))
    return head + (struct.pack("!H", size) if flags & 0x10
                   else bytes([size % 256])) + data


def bgp_body(rng, kind):
    if kind == 1:
        options = b"".join(rng.choice((
            b"\2\6\1\4\0\1\0\1", b"\2\2\x80\0", b"\2\2\2\0",
            b"\2\6\x41\4\0\0\xfd\xe8", b"\2\4\x40\2\x80\x78", b"\1\2\0\0",
            b"\2\7\x45\5\0\1\1\1\3")) for _ in range(rng.randrange(4)))
        return struct.pack("!BHHIB", 4, 65000, 180, 0x01020304,
                           len(options)) + options
    if kind == 2:
        attributes = b"".join(bgp_attribute(rng)
                              for _ in range(rng.randrange(5)))
        prefixes = b"\x18\xc0\0\2\x10\x0a\x01"[:rng.choice((0, 4, 7))]
        gone = rng.choice((b"", b"\x18\xc0\0\3"))
        return struct.pack("!H", len(gone)) + gone + struct.pack(
            "!H", len(attributes)) + attributes + prefixes
    if kind == 3:
        return bytes([rng.randrange(1, 9), rng.randrange(12)]) + rng.choice(
            (b"", b"\x05hello", b"\0\1\1\0\0\0\x64"))
    if kind == 5:
        return struct.pack("!HBB", 1, rng.choice((0, 1, 2, 9)), 1)
    return b""


def bgp(rng):
    out = b""
    for _ in range(rng.randrange(1, 4)):
        kind = rng.choice((1, 2, 2, 2, 3, 4, 5, 6))
        body = bgp_body(rng, kind)
        size = len(body) + 19 + rng.choice((0, 0, 0, 0, 1, -1))
        out += b"\xff" * 16 + struct.pack("!HB", max(0, size), kind) + body
    return rng.choice((b"", b"", b"", b"junk")) + out


def ldp_tlv(rng, depth=0):
    kind = rng.choice((0x0100, 0x0101, 0x0103, 0x0104, 0x0200, 0x0300, 0x0400,
                       0x0401, 0x0402, 0x0500, 0x0501, 0x0503, 0x8506, 0x3EFF,
                       rng.randrange(65536)))
    data = {0x0100: b"\2\0\1\x18\xc0\0\2", 0x0101: b"\0\1" + random_bytes(
        rng, 4), 0x0200: struct.pack("!I", 16),
        0x0400: struct.pack("!HH", 15, 0), 0x0401: random_bytes(rng, 4),
        0x0300: random_bytes(rng, 10), 0x0500: random_bytes(rng, 14)}.get(kind)
    if data is None:
        data = random_bytes(rng, rng.randrange(12))
    return struct.pack("!HH", kind, len(data) + rng.choice((0, 0, 0, 1))
                       ) + data


def ldp(rng):
    messages = b""
    for _ in range(rng.randrange(1, 4)):
        kind = rng.choice((1, 0x100, 0x200, 0x201, 0x300, 0x301, 0x400, 0x401,
                           0x402, 0x403, 0x404, 0x7777))
        body = struct.pack("!I", 9) + b"".join(
            ldp_tlv(rng) for _ in range(rng.randrange(1, 3)))
        messages += struct.pack("!HH", kind, len(body)) + body
    size = len(messages) + 6 + rng.choice((0, 0, 0, 2, -2))
    return struct.pack("!HHIH", rng.choice((1, 1, 1, 2)), size, 0x01020304,
                       0) + messages


def openflow(rng):
    out = b""
    for _ in range(rng.randrange(1, 4)):
        version = rng.choice((1, 1, 4, 4, 2, 6, 9))
        body = random_bytes(rng, rng.choice((0, 0, 4, 8, 16, 24, 32, 64)))
        if rng.random() < 0.4:
            body = bytes(len(body))
        kind = rng.randrange(0, 32)
        size = 8 + len(body) + rng.choice((0, 0, 0, 0, 2, -2))
        out += struct.pack("!BBHI", version, kind, size, rng.randrange(
            1 << 32)) + body
    return out


def nfs_handle(rng, version):
    handle = bytes(range(1, 33))
    return handle if version == 2 else struct.pack("!I", 32) + handle


def nfs(rng):
    """An NFS call or reply; the hunt sends both ways on port 2049."""
    xid = rng.randrange(1, 6)
    version, proc = rng.choice((2, 3)), rng.randrange(0, 22)
    if rng.random() < 0.5:
        rest = nfs_handle(rng, version) + struct.pack("!I", 4) + b"file"
        cred = struct.pack("!IIII", 0, 0, 0, 0)
        if rng.random() < 0.4:
            cred = struct.pack("!II", 1, 24) + struct.pack(
                "!II4sIII", 1, 4, b"host", 10, 20, 0) + struct.pack("!II", 0,
                                                                   0)
        body = struct.pack("!IIIIII", xid, 0, 2, 100003, version,
                           proc) + cred + rest + random_bytes(
                               rng, rng.choice((0, 8, 24, 60)))
    else:
        body = struct.pack("!IIIIII", xid, 1, rng.choice((0, 0, 0, 1)), 0, 0,
                           0) + struct.pack("!I", rng.choice((0, 0, 2, 70)))
        body += rng.choice((bytes(84), random_bytes(rng, 84),
                            struct.pack("!II", 1, 1) + bytes(100)))
    return struct.pack("!I", 0x80000000 | len(body)) + body


DECODERS = {
    23: telnet, 25: smtp, 43: ftp, 179: bgp, 1723: pptp, 6379: resp, 22: ssh,
    10288: beep, 6633: openflow, 6653: openflow, 21: ftp, 80: http,
    8080: http, 554: rtsp, 8554: rtsp, 53: dns, 639: msdp, 323: rpki,
    646: ldp, 2049: nfs}
SILENT_PORTS = (139, 445, 443, 143, 7001, 1025)


def damage(rng, data):
    """A payload cut, bent or extended."""
    data = bytearray(data)
    roll = rng.random()
    if roll < 0.35:
        del data[rng.randrange(len(data) + 1):]
    elif roll < 0.8 and data:
        for _ in range(rng.randrange(1, 4)):
            at = min(rng.randrange(len(data)), rng.randrange(len(data)))
            data[at] = rng.choice((0, 1, 255, 10, 13, 32, data[at] ^ 1,
                                   rng.randrange(256)))
    else:
        data += random_bytes(rng, rng.randrange(1, 20))
    return bytes(data)


def payload_for(rng, port):
    """Bytes such as may travel on this port."""
    maker = DECODERS.get(port, pick_text)
    if rng.random() < 0.1:
        maker = pick_text
    data = maker(rng)
    return damage(rng, data) if rng.random() < 0.4 else data
