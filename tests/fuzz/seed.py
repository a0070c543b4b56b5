#!/usr/bin/env python3
"""Makes seed inputs for the fuzz targets from our captures and cases.

    seed.py FOLDER    one sub-folder for each target
"""

import struct
import sys
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(REPO / "tests/cases"))
import cases  # noqa: E402  (found by the line above)

HEADS = (b"\0\0\0\0\0", b"\x02\x06\0\0\0", b"\x21\x02\0\0\0", b"\x07\0\x03\x03\x10")
PER_CAPTURE = 5
MAX_CLAIMED = 32768  # ephemeral ports are above
ETHER, RAW = 1, 101


def blocks_of(data):
    """(byte order, type, body) of each whole block of a pcapng file."""
    order, at = "<", 0
    while at + 12 <= len(data):
        if data[at:at + 4] == b"\x0a\x0d\x0d\x0a":
            order = "<" if data[at + 8] == 0x4D else ">"
        kind, size = struct.unpack_from(order + "II", data, at)
        if size < 12 or at + size > len(data):
            return
        yield order, kind, data[at + 8:at + size - 4]
        at += size


def records_of_blocks(data):
    section, interface, old, simple, enhanced = 0x0A0D0D0A, 1, 2, 3, 6
    links = []
    for order, kind, body in blocks_of(data):
        if kind == section:
            links = []
        elif kind == interface:
            links.append(struct.unpack_from(order + "H", body)[0])
        elif kind in (old, enhanced):
            which = struct.unpack_from(order + "HI"[kind == enhanced], body)[0]
            size = struct.unpack_from(order + "I", body, 12)[0]
            if which < len(links):
                yield links[which], body[20:20 + size]
        elif kind == simple and links:
            size = struct.unpack_from(order + "I", body)[0]
            yield links[0], body[4:4 + size]


def records(path):
    """(link type, bytes) of each record of a savefile."""
    data = path.read_bytes()
    if data[:4] == b"\x0a\x0d\x0d\x0a":
        yield from records_of_blocks(data)
        return
    order = {b"\xd4\xc3\xb2\xa1": "<", b"\x4d\x3c\xb2\xa1": "<",
             b"\xa1\xb2\xc3\xd4": ">", b"\xa1\xb2\x3c\x4d": ">"}.get(data[:4])
    if order is None or len(data) < 24:
        return
    link = struct.unpack_from(order + "I", data, 20)[0] & 0x0FFFFFFF
    link = RAW if link == 101 else link
    at = 24
    while at + 16 <= len(data):
        size = struct.unpack_from(order + "I", data, at + 8)[0]
        if size == 0 or at + 16 + size > len(data):
            return
        yield link, data[at + 16:at + 16 + size]
        at += 16 + size


def ip_of(link, packet):
    """The IP packet in an Ethernet or raw frame, else None."""
    if link == RAW:
        return packet
    if link == ETHER and packet[12:14] in (b"\x08\x00", b"\x86\xdd"):
        return packet[14:]
    return None


def tcp_of(ip):
    """(TCP header and payload, header length) of a plain IPv4 packet."""
    if len(ip) < 40 or ip[0] != 0x45 or ip[9] != 6:
        return None, 0
    return ip[20:], (ip[32] >> 4) * 4


def seeds(link, packet):
    """(target, input) pairs made from one packet."""
    for head in HEADS:
        yield "link", struct.pack(">H", link) + head + packet
        if link == ETHER:
            yield "line", head + packet
        ip = ip_of(link, packet)
        if ip is None:
            continue
        yield "ip", head + ip
        yield "line", head + ip
        tcp, hdr_len = tcp_of(ip)
        if tcp and 20 < hdr_len <= len(tcp):
            yield "tcp_options", head + tcp[13:14] + tcp[20:hdr_len]
    ip = ip_of(link, packet)
    tcp, hdr_len = tcp_of(ip) if ip else (None, 0)
    if tcp and 20 <= hdr_len < len(tcp):
        sport, dport = struct.unpack_from(">HH", tcp)
        for port, reply in ((sport, 0x80), (dport, 0)):
            for verbose in (0, 1, 3) if port < MAX_CLAIMED else ():
                yield "payload", (bytes([0, verbose | reply, 0, 0, 0, 0]) +
                                  struct.pack(">H", port) + tcp[hdr_len:])


SCRIPT_PACKETS = 40
FORMS = (REPO / "tests/fuzz/state_forms.h").read_text().count("    WORDS(")


def script(link, packets):
    """Input for packet_script.h, one millisecond between two packets."""
    out = bytes([{ETHER: 0, RAW: 1}.get(link, link)])
    for packet in packets[:SCRIPT_PACKETS]:
        packet = packet[:1500]
        out += struct.pack("<HBB", len(packet) - 1, 10, 0) + packet
    return out


def scripts(packets, number):
    """(target, input) pairs made from packets of one capture."""
    for link in sorted({kind for kind, _ in packets if kind < 256}):
        some = [data for kind, data in packets if kind == link and data]
        for at in range(0, min(len(some), 4 * SCRIPT_PACKETS), SCRIPT_PACKETS):
            text = script(link, some[at:at + SCRIPT_PACKETS])
            for form in (0, 5, 10):
                yield "state", bytes([(number + form) % FORMS]) + text
            number += 3
            yield "verdicts", bytes([number % 4]) + text


COMMANDS = ["-n -r x", "-i eth0 -w y -C 1 -W 3 -z gzip", "--json -r x tcp",
            "-G 60 -w %s.pcap", "--only retransmission,!keep_alive -r x",
            "--stream 1-3,9 --ladder=utf-8", "-T rtp -E 3des-cbc-hmac96:0x11",
            "-vvv -e -X -tttt -# -S -K -q -r x host 10.0.0.1"]
PATTERNS = ["x.pcap", "/tmp/%Y/%m-%d_%H:%M:%S.pcap", "-", "a/b/../c%s"]


def words_and_names():
    for command in COMMANDS:
        yield "options", "\0".join(command.split()).encode()
    for i, pattern in enumerate(PATTERNS):
        yield "file_names", (bytes([i, 10, 20, i]) + b"\0" * 8 +
                             pattern.encode())


def write(folder, target, data, number):
    into = folder / target
    into.mkdir(parents=True, exist_ok=True)
    (into / f"{number:05}").write_bytes(data)


def packets_of_cases():
    for path in cases.files([]):
        for case in cases.read(path):
            for packet in case.packets:
                yield packet.linktype, packet.data


def main():
    folder = Path(sys.argv[1])
    number = 0
    for link, packet in packets_of_cases():
        for target, data in seeds(link, packet):
            if len(data) < 2000:
                number += 1
                write(folder, target, data, number)
    for path in sorted((REPO / "tests/pasted/samples").glob("*.txt")):
        number += 1
        write(folder, "pasted", path.read_bytes(), number)
    for target, data in words_and_names():
        number += 1
        write(folder, target, data, number)
    for path in cases.files([]):
        packets = [(p.linktype, p.data) for case in cases.read(path)
                   for p in case.packets]
        for target, data in scripts(packets, number):
            number += 1
            write(folder, target, data, number)
    for path in sorted((REPO / "pcaps").glob("*.pcap*")):
        for target, data in scripts(list(records(path)), number):
            number += 1
            write(folder, target, data, number)
        if path.stat().st_size < 4000:
            write(folder, "savefile", path.read_bytes(), number)
        for i, (link, packet) in enumerate(records(path)):
            if i >= PER_CAPTURE:
                break
            for target, data in seeds(link, packet):
                if len(data) < 2000:
                    number += 1
                    write(folder, target, data, number)


if __name__ == "__main__":
    main()
