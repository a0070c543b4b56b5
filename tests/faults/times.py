#!/usr/bin/env python3
"""Times no clock has said: pcapng's every resolution, offset and stamp.

    times.py TCPLINE

A build with sanitizers finds what overflows; any build must end well, with
text of what it could read, and with JSON that is JSON.
"""

import json
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

RESOLUTIONS = (0, 1, 3, 6, 9, 10, 18, 19, 20, 63, 127, 0x80, 0x81, 0x8A, 0xA0,
               0xBF, 0xC0, 0xFE, 0xFF)
OFFSETS = (None, 0, 1, -1, 2**62, -2**62, 2**63 - 1, -2**63)
STAMPS = (0, 1, 2**31, 2**32 - 1, 2**32, 2**62, 2**63 - 1, 2**63, 2**64 - 1)
FORMS = (["-tttt", "--analyze", "--diagnose", "--conversations"],
         ["--json", "--conversations"], ["--ladder", "-ttttt"])


def block(kind, body):
    body += b"\0" * (-len(body) % 4)
    size = struct.pack("<I", len(body) + 12)
    return struct.pack("<I", kind) + size + body + size


def option(code, data):
    return (struct.pack("<HH", code, len(data)) + data +
            b"\0" * (-len(data) % 4))


def segment(number):
    """To and fro, each with data and an acknowledgement."""
    ends = [bytes([10, 0, 0, 1]), bytes([10, 0, 0, 2])]
    ports = [1234, 80]
    way = number % 2
    tcp = struct.pack(">HHIIBBHHH", ports[way], ports[1 - way], number,
                      number, 0x50, 0x18, 100, 0, 0) + b"x" * (number % 3)
    ip = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(tcp), number, 0, 64, 6, 0)
    return b"\0" * 12 + b"\x08\0" + ip + ends[way] + ends[1 - way] + tcp


def capture(resolution, offset):
    options = option(9, bytes([resolution]))
    if offset is not None:
        options += option(14, struct.pack("<q", offset))
    out = block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1))
    out += block(1, struct.pack("<HHI", 1, 0, 65535) + options +
                 option(0, b""))
    for i, stamp in enumerate(STAMPS + STAMPS[::-1] + STAMPS):
        frame = segment(i)
        out += block(6, struct.pack("<IIIII", 0, stamp >> 32,
                                    stamp & 0xFFFFFFFF, len(frame),
                                    len(frame)) + frame)
    return out


def main(program):
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "times.pcapng"
        for resolution in RESOLUTIONS:
            for offset in OFFSETS:
                path.write_bytes(capture(resolution, offset))
                for form in FORMS:
                    run = subprocess.run([program, "-n", *form, "-r", path],
                                         capture_output=True, check=False)
                    bad = (run.returncode not in (0, 1) or
                           (run.returncode == 0 and not run.stdout))
                    if "--json" in form:
                        for line in run.stdout.splitlines():
                            json.loads(line)
                    if bad or b"runtime error" in run.stderr:
                        wrong += 1
                        print(resolution, offset, form, run.returncode,
                              run.stderr[-300:].decode(errors="replace"))
    print(f"{wrong} runs wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
