#!/usr/bin/env python3
"""Reads case files: packets in a short notation, and what tcpdump prints.

    = title of the case                      # comments run to the line's end
    udp 1025 > 53 ttl=1                      the carrier of the bytes below
    1234 0100 0001 0000*3 "\\x01a\\x00" 0001 0001
    $ -v                                     options beside -n -t
    | IP (tos 0x0, ...                       the text, by fill.py

README.md beside this file has the whole notation. This module is the one
place that knows it: fill.py, the hunter and the runner get packets from here.
As a program it hands cases to the runner, the C program that prints them:

    cases.py --runner build/tests/cases/run_cases FILE...
"""

import argparse
import os
import re
import shlex
import struct
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
REPO = HERE.parent.parent
sys.path.insert(0, str(REPO / "pcaps/make"))
import craft  # noqa: E402  (found by the line above)

PPP, CISCO_HDLC = 9, 104
HOSTS = {"": ("192.0.2.1", "198.51.100.2"),
         "6": ("2001:db8::1", "2001:db8::2")}
ESCAPE = re.compile(r'\\(x[0-9a-fA-F]{2}|.)')
SHORT = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", '"': '"', "\\": "\\"}
TOKEN = re.compile(
    r'\s*(?:#.*|"((?:[^"\\]|\\.)*)"(?:\*(\d+))?|([0-9a-fA-F]+)(?:\*(\d+))?)'
    r'(?=[\s"#]|$)')


class Trouble(Exception):
    """A case file that cannot be read; the message names file and line."""


class Packet(NamedTuple):
    carrier: str    # the line that says what the bytes travel in
    body: bytes     # the bytes as the case has them
    linktype: int
    data: bytes     # the whole packet, as far as it was captured
    wire_len: int


class Reading(NamedTuple):
    """What the oracle prints of a case's packets with some options."""

    line: int       # of its "$", or of the place where one would go
    end: int        # the line behind its text
    options: list
    text: bytes


class Case(NamedTuple):
    path: Path
    line: int
    title: str
    packets: list
    readings: list

    @property
    def name(self):
        return f"{self.path.name}:{self.line}: {self.title}"


def bytes_of(text):
    """The bytes of one line in hexadecimal and quoted ASCII."""
    out, at = b"", 0
    while text[at:].strip():
        found = TOKEN.match(text, at)
        if not found:
            raise ValueError(f"no bytes: {text[at:].strip()}")
        string, times, digits, again = found.groups()
        at = found.end()
        if string is not None:
            piece = ESCAPE.sub(unescape, string).encode("latin-1")
        elif digits is not None:
            piece = bytes.fromhex(digits)
        else:
            continue
        out += piece * int(times or again or 1)
    return out


def unescape(found):
    code = found.group(1)
    return chr(int(code[1:], 16)) if len(code) > 1 else SHORT[code]


# Carriers. Each is a function of its words, its key=value pairs and the body
# that answers (link type, whole packet).


def number(text):
    return int(text, 0)


def take(keys, **names):
    """The keywords for craft that a case's keys stand for; {} for none."""
    return {name: number(keys.pop(key)) for key, name in names.items()
            if key in keys}


def hosts(keys, version, back=False):
    src, dst = HOSTS[version]
    src, dst = keys.pop("src", src), keys.pop("dst", dst)
    return (dst, src) if back else (src, dst)


def in_ip(keys, version, protocol, payload, ends):
    """An Ethernet frame around the IP packet."""
    fields = {"df": False} if not version else {}
    fields.update(take(keys, ttl="hlim", tos="tclass", flow="flow",
                       plen="plen") if version else
                  take(keys, ttl="ttl", id="ident", tos="tos", df="df",
                       mf="mf", offset="offset", total="total"))
    return craft.EN10MB, craft.ether(
        craft.ip(*ends, protocol, payload, **fields))


def ports(words):
    """(source port, destination port, whether it is sent from the second)."""
    if len(words) != 3 or words[1] not in "<>":
        raise ValueError("want ports as in: 1025 > 53, or 1025 < 53")
    near, far = number(words[0]), number(words[2])
    return (near, far, False) if words[1] == ">" else (far, near, True)


def udp(version):
    def build(words, keys, body):
        sport, dport, back = ports(words)
        ends = hosts(keys, version, back)
        fields = take(keys, len="length", cksum="cksum")
        return in_ip(keys, version, craft.UDP,
                     craft.udp(*ends, sport, dport, body, **fields), ends)
    return build


def tcp(version):
    def build(words, keys, body):
        sport, dport, back = ports(words)
        ends = hosts(keys, version, back)
        fields = {"flags": keys.pop("flags", "P." if body else "."),
                  "seq": 1000, "ack": 2000,
                  **take(keys, seq="seq", ack="ack", win="win", urg="urg",
                         cksum="cksum")}
        return in_ip(keys, version, craft.TCP, craft.tcp(
            *ends, sport, dport, payload=body, **fields), ends)
    return build


def ip(version):
    def build(words, keys, body):
        protocol = number(words[0])
        ends = hosts(keys, version)
        if "sum" in keys:
            at = number(keys.pop("sum"))
            before = craft.pseudo(*ends, protocol, len(body)) if version \
                else b""
            body = craft.patch(body, at, b"\0\0")
            body = craft.patch(body, at, struct.pack(
                "!H", craft.checksum(before + body)))
        return in_ip(keys, version, protocol, body, ends)
    return build


def macs(keys):
    return craft.mac(keys.pop("dst", craft.MAC_B)) + \
        craft.mac(keys.pop("src", craft.MAC_A))


def ether(words, keys, body):
    head = macs(keys)
    if "vlan" in keys:
        head += struct.pack("!HH", craft.ETH_VLAN, number(keys.pop("vlan")))
    return craft.EN10MB, head + struct.pack("!H", number(words[0])) + body


def in_802_3(keys, body):
    head = macs(keys)
    size = number(keys.pop("len", str(len(body))))
    return craft.EN10MB, head + struct.pack("!H", size) + body


def llc(words, keys, body):
    saps = [number(word) for word in words]
    control = bytes.fromhex(keys.pop("control", "03"))
    return in_802_3(keys, bytes([saps[0], saps[-1]]) + control + body)


def snap(words, keys, body):
    head = struct.pack("!I", number(words[0]))[1:] + \
        struct.pack("!H", number(words[1]))
    return in_802_3(keys, b"\xaa\xaa\x03" + head + body)


def ppp(words, _, body):
    return PPP, b"\xff\x03" + struct.pack("!H", number(words[0])) + body


def hdlc(words, _, body):
    return CISCO_HDLC, craft.patch(b"\x0f\x00\0\0", 2, struct.pack(
        "!H", number(words[0]))) + body


def link(words, _, body):
    return number(words[0]), body


CARRIERS = {
    "udp": udp(""), "udp6": udp("6"), "tcp": tcp(""), "tcp6": tcp("6"),
    "ip": ip(""), "ip6": ip("6"), "ether": ether, "llc": llc, "snap": snap,
    "ppp": ppp, "hdlc": hdlc, "link": link,
    "frame": lambda _, keys, body: (craft.EN10MB, body),
}


def packet_of(carrier, body):
    """The packet that a carrier's line makes of a body."""
    words = carrier.split()
    keys = dict(w.split("=", 1) for w in words if "=" in w)
    cut = number(keys.pop("cut", "0"))
    if "cap" in keys:
        cut = len(body) - number(keys.pop("cap"))
    try:
        linktype, data = CARRIERS[words[0]](
            [w for w in words[1:] if "=" not in w], keys, body)
    except (IndexError, struct.error, OverflowError) as wrong:
        raise ValueError(f"{carrier}: {wrong}") from wrong
    if keys:
        raise ValueError(f"{words[0]} knows no {', '.join(keys)}")
    if not 0 <= cut < len(data):
        raise ValueError(f"nothing left to capture of {len(data)} bytes")
    return Packet(carrier, body, linktype, data[:len(data) - cut], len(data))


class Reader:
    """Goes through the lines of one file."""

    def __init__(self, path):
        self.path = Path(path)
        self.lines = self.path.read_bytes().split(b"\n")
        self.at = 0

    def kind(self):
        """What the present line is: one character, or "" for bytes."""
        if self.at >= len(self.lines):
            return "end"
        line = self.lines[self.at].decode("latin-1")
        if not line.strip() or line[0] == "#":
            return "#"
        if line[0] in "=$|":
            return line[0]
        return "carrier" if line.split()[0] in CARRIERS else ""

    def next(self):
        self.at += 1
        return self.lines[self.at - 1].decode("latin-1")

    def skip(self):
        while self.kind() == "#":
            self.at += 1

    def cases(self):
        self.skip()
        while self.kind() != "end":
            if self.kind() != "=":
                raise ValueError("a case begins with =")
            yield self.case()

    def case(self):
        line, title = self.at + 1, self.next()[1:].strip()
        packets, readings = [], []
        self.skip()
        while self.kind() == "carrier":
            packets.append(self.packet())
        if not packets:
            raise ValueError(f"no carrier: {' '.join(CARRIERS)}")
        if len({p.linktype for p in packets}) > 1:
            raise ValueError("packets of two link types")
        behind = self.behind
        self.skip()
        while self.kind() == "$":
            readings.append(self.reading())
        if self.kind() not in ("=", "end"):
            raise ValueError("want $, | or the next case")
        return Case(self.path, line, title, packets,
                    readings or [Reading(behind, behind, [], b"")])

    def packet(self):
        begin = self.at
        carrier, body = self.next().split("#")[0].strip(), b""
        self.behind = self.at
        while self.kind() in ("", "#"):
            if self.kind() == "":
                body += bytes_of(self.lines[self.at].decode("latin-1"))
                self.behind = self.at + 1
            self.at += 1
        end, self.at = self.at, begin
        packet = packet_of(carrier, body)
        self.at = end
        return packet

    def reading(self):
        line, options = self.at, shlex.split(self.next()[1:])
        text = b""
        while self.kind() == "|":
            text += self.lines[self.at][1:].removeprefix(b" ") + b"\n"
            self.at += 1
        end = self.at
        self.skip()
        return Reading(line, end, options, text)


def read(path):
    """The cases of one file."""
    reader = Reader(path)
    try:
        return list(reader.cases())
    except (ValueError, KeyError) as wrong:
        raise Trouble(f"{path}:{reader.at + 1}: {wrong}") from wrong


def files(given):
    return [Path(p) for p in given] or sorted(HERE.glob("*/*.cases"))


def for_runner(case, reading):
    """One case as the runner reads it: no notation left, only lengths."""
    shown = " ".join(["", *reading.options])
    out = [f"case {case.name}{shown and f' [{shown[1:]}]'}\n",
           "\t".join(["options", *reading.options]) + "\n"]
    out += [f"packet {p.linktype} {p.wire_len} {p.data.hex()}\n"
            for p in case.packets]
    return "".join(out).encode("latin-1") + \
        b"text %d\n" % len(reading.text) + reading.text


def main():
    parser = argparse.ArgumentParser(description="Runs cases.")
    parser.add_argument("--runner", help="the program run_cases; without it "
                        "its input is printed")
    parser.add_argument("file", nargs="*", help="default: every case file")
    args = parser.parse_args()
    try:
        tests = b"".join(for_runner(case, reading)
                         for path in files(args.file) for case in read(path)
                         for reading in case.readings)
    except Trouble as trouble:
        sys.exit(str(trouble))
    if not args.runner:
        sys.stdout.buffer.write(tests)
        return 0
    # As the oracle was asked: some protocols show local time.
    env = {**os.environ, "TZ": "UTC"}
    return subprocess.run([args.runner], input=tests, env=env,
                          check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
