"""Protocols told by their port: what stands behind `length N`."""

import struct

import craft
from recipes_tcp import talks
from registry import capture
from talk import START, Talk

A, B = "192.0.2.1", "198.51.100.2"


def dialogue(port, lines, first=0, **ends):
    """A connection in which the lines, one a segment, alternate."""
    talk = Talk(server=(B, port), **ends)
    talk.handshake()
    for i, line in enumerate(lines):
        data = line.encode() if isinstance(line, str) else line
        talk.send((first + i) % 2, "P.", data)
    talk.close((first + len(lines)) % 2)
    return talk


def crlf(*lines):
    """Text lines as the Internet ends them."""
    return "".join(line + "\r\n" for line in lines)


@capture("smtp.pcap")
def smtp(path):
    dialogue(25, [
        crlf("220 mail.example ESMTP"), crlf("EHLO client.example"),
        crlf("250-mail.example", "250-PIPELINING", "250 SIZE 10240000"),
        crlf("MAIL FROM:<a@client.example>", "RCPT TO:<b@mail.example>",
             "DATA"),
        crlf("250 2.1.0 Ok", "250 2.1.5 Ok",
             "354 End data with <CR><LF>.<CR><LF>"),
        crlf("Subject: caf\u00e9", "", "body", "."),
        crlf("250 2.0.0 Ok: queued"),
        "QUIT\r\n", crlf("221 2.0.0 Bye")], first=1).save(path)


@capture("ftp.pcap")
def ftp(path):
    control = dialogue(21, [
        crlf("220 ready"), crlf("USER anonymous"), crlf("331 password, please"),
        crlf("PASS guest@"), crlf("230-Welcome", "230 Logged in"), crlf("EPSV"),
        crlf("229 Entering Extended Passive Mode (|||50021|)"),
        crlf("RETR a.txt"),
        crlf("150 Here it comes", "226 Done"), b"\xff\xf4\xff\xf2ABOR\r\n",
        "226 no newline", "\r\n", "500\n", crlf("QUIT"), crlf("221 Bye")],
        first=1)
    data = dialogue(50021, ["the file\n"], first=1,
                    client=(A, 49153), start=START + 1)
    talks(path, control, data)


@capture("ssh-banner.pcap")
def ssh_banner(path):
    banners = [b"SSH-2.0-tcpline_1.0\r\n", b"SSH-2.0-lf_only comment\n",
               b"SSH-1.99-old\r\n", b"SSH-2.0-no end", b"SSH-\t\r\n", b"S",
               b"SS",
               b"Welcome\r\nSSH-2.0-after a greeting\r\n",
               struct.pack("!IBB", 12, 4, 20) + bytes(10)]
    dialogue(22, banners, first=1).save(path)


@capture("telnet.pcap")
def telnet(path):
    iac = bytes.fromhex
    dialogue(23, [
        iac("fffd18fffd20fffd23fffd27"), iac("fffb18fffc20fffc23fffb27"),
        iac("fffa1801fff0"), iac("fffa1800") + b"xterm" + iac("fff0"),
        iac("fffb01fffb03"), iac("fffd01fffd03fffb1f"),
        b"login: ", iac("fffa1f00500018fff0"), b"Password: ", b"secret\r\0",
        iac("fff4fff2fffd06"), iac("fff6fff9ffff") + b"x", iac("fffd63fffeff"),
        iac("fffa2501020005fff0"), iac("ff"), iac("fffa18"), iac("fffb")],
        first=1).save(path)


@capture("resp.pcap")
def resp(path):
    dialogue(6379, [
        crlf("*1", "$4", "PING"), crlf("+PONG"),
        crlf("*3", "$3", "SET", "$3", "key", "$5", "value"), crlf("+OK"),
        crlf("*2", "$3", "GET", "$3", "key"), crlf("$5", "value"),
        crlf("*2", "$3", "GET", "$4", "none"), crlf("$-1"),
        crlf("*2", "$4", "INCR", "$3", "key"),
        crlf("-ERR value is not an integer or out of range"),
        crlf("*2", "$4", "KEYS", "$1", "*"), crlf("*2", "$3", "key", ":12"),
        "PING\r\n", crlf("*-1"), crlf("*2", "*1", ":1", "$0", ""),
        b"$3\r\n\x01\x80\xff\r\n", "$10\r\nshort", "*2\r\n$1\r\na", "$-7\r\n",
        ":notanumber\r\n", "+no end", "$x\r\n", "\r\n", "*0\r\n"]).save(path)


@capture("rtsp.pcap")
def rtsp(path):
    url = "rtsp://camera.example/stream"
    lines = [crlf(f"OPTIONS {url} RTSP/1.0", "CSeq: 1", ""),
             crlf("RTSP/1.0 200 OK", "CSeq: 1",
                  "Public: DESCRIBE, SETUP, PLAY", ""),
             crlf(f"DESCRIBE {url} RTSP/1.0", "CSeq: 2", ""),
             crlf("RTSP/1.0 404 Not Found", "CSeq: 2", ""),
             b"$\0\0\x08interlvd", crlf("GET / HTTP/1.0", "")]
    group = [dialogue(554, lines), dialogue(8554, lines, start=START + 1)]
    talks(path, *group)


@capture("whois.pcap")
def whois(path):
    dialogue(43, [crlf("example.com"),
                  crlf("% a registry", "domain: EXAMPLE.COM", "status: ACTIVE")
                  ]).save(path)


def name(text):
    """A domain name in DNS labels."""
    labels = text.split(".") if text else []
    return b"".join(bytes([len(p)]) + p.encode() for p in labels) + b"\0"


def dns(ident, flags, question, *records, counts=None, kind=1, prefix=None):
    """A DNS message behind its two length bytes."""
    an = len(records)
    head = struct.pack("!HHHHHH", ident, flags, *(counts or (1, an, 0, 0)))
    body = head + name(question) + struct.pack("!HH", kind,
                                               1) + b"".join(records)
    return struct.pack("!H", len(body) if prefix is None else prefix) + body


def record(kind, data, ttl=300):
    """A resource record for the name of the question."""
    return b"\xc0\x0c" + struct.pack("!HHIH", kind, 1, ttl, len(data)) + data


@capture("dns-over-tcp.pcap")
def dns_over_tcp(path):
    host = "example.com"
    query = dns(0x1234, 0x0100, host)
    mx = record(15, b"\0\x0a" + name("mx.example.com"))
    soa = record(6, name("ns.example.com") + name("root.example.com")
                 + struct.pack("!IIIII", 2023111401, 7200, 3600, 1209600, 300))
    dialogue(53, [
        query, dns(0x1234, 0x8180, host, record(1, craft.addr("192.0.2.9")),
                   record(28, craft.addr("2001:db8::9"))),
        dns(7, 0x0100, host, kind=255), dns(7, 0x8583, host, mx, soa,
                                            record(16, b"\5hello\5world")),
        dns(8, 0x0000, "", kind=2), dns(8, 0x8182, ""),
        dns(9, 0x0100, "www." + host), dns(9, 0x8180, "www." + host,
                                           record(5, b"\3web\xc0\x10")),
        dns(10, 0x0100, host, counts=(1, 0, 0, 1)), query + query,
        query[:2], query[2:], dns(11, 0x2800, host), b"\0", b"\0\5abcde",
        dns(12, 0x8180, host, b"\xc0\xff\0\1")]).save(path)


@capture("http-methods.pcap")
def http_methods(path):
    ask = dialogue(80, [
        crlf("GET / HTTP/1.1", "Host: a.example", ""),
        crlf("HTTP/1.1 200 OK", "Content-Length: 4", "") + "body",
        crlf("POST /form HTTP/1.1", "Content-Length: 3", "") + "a=b",
        crlf("HTTP/1.1 302 Found", "Location: /", ""),
        crlf("HEAD / HTTP/1.0", ""), crlf("HTTP/1.0 304 Not Modified", ""),
        crlf("OPTIONS * HTTP/1.1", "") + crlf("PROPFIND /dav HTTP/1.1", ""),
        crlf("HTTP/1.1 207 Multi-Status", "Transfer-Encoding: chunked", "",
             "4", "data", "0", ""),
        crlf("CONNECT a.example:443 HTTP/1.1", ""), crlf("HTTP/1.1 200", "")])
    odd = dialogue(8080, [
        "get / HTTP/1.1\r\n", "anything 404 x\r\n", "GET",
        "HTTP/1.1 2000 OK\r\n",
        "HTTP/1.1\t200 OK\r\n", " GET / HTTP/1.1\r\n",
        "BREW /pot HTCPCP/1.0\r\n",
        b"GET /\x80 HTTP/1.1\r\n", "GET / HTTP/1.1\nHost: x\n\n",
        b"\x16\x03\x01",
        "GET /a\rb HTTP/1.1\r\n", "GET / HTTP/1.1\r", "\r\n",
        "X" * 129 + " 200 OK\r\n"], start=START + 1)
    other = dialogue(3128,
                     [crlf("GET / HTTP/1.1", ""), crlf("HTTP/1.1 200 OK", "")],
                     start=START + 2)
    talks(path, ask, odd, other)


@capture("http-pipelined.pcap")
def http_pipelined(path):
    talk = Talk()
    talk.handshake()
    ask = crlf("GET /1 HTTP/1.1", "Host: a.example", "").encode()
    talk.client("P.", ask + ask.replace(b"/1", b"/2"))
    answer = crlf("HTTP/1.1 200 OK", "Content-Length: 60", "").encode()
    whole = answer + b"x" * 60 + answer + b"y" * 60
    for at in range(0, len(whole), 50):
        talk.server("P.", whole[at:at + 50], after="0.001")
    talk.client(".")
    talk.close()
    talk.save(path)


@capture("bgp.pcap")
def bgp(path):
    def message(kind, body=b"", size=None):
        size = 19 + len(body) if size is None else size
        return b"\xff" * 16 + struct.pack("!HB", size, kind) + body
    capability = b"\2\x06\1\4\0\1\0\1"
    opening = struct.pack("!BHH", 4, 65001, 180) + craft.addr(A) + bytes(
        [len(capability)]) + capability
    attributes = (b"\x40\1\1\0" + b"\x40\2\4\2\1\xfd\xe9"
                  + b"\x40\3\4" + craft.addr(A))
    update = struct.pack("!HH", 0,
                         len(attributes)) + attributes + b"\x18\xcb\0\x71"
    dialogue(179, [
        message(1, opening), message(1, opening), message(4), message(4),
        message(2, update) + message(4), message(2, b"\0\4\x18\xcb\0\x71\0\0"),
        message(5, b"\0\1\0\1"), message(9), message(4, size=18),
        b"not a marker, not BGP", message(3, b"\6\2")]).save(path)


@capture("ports-without-decoder.pcap")
def ports_without_decoder(path):
    ports = (7, 110, 143, 389, 443, 445, 5060, 5432, 6667, 9999)
    group = [dialogue(port, ["hello\r\n", "* OK hello\r\n"], start=START + i,
                      client=(A, 50000 + i)) for i, port in enumerate(ports)]
    # Either port decides: a client that happens to use 80 as its own.
    group.append(dialogue(9999, [crlf("GET / HTTP/1.0", "")], client=(A, 80),
                          start=START + 60))
    talks(path, *group)
