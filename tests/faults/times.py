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
# Microseconds: an end that waits for days, and then a clock that is set back.
SET_BACK = tuple(1700000000 * 10**6 + way for way in (
    0, 5, 10, 15, 20, 64000 * 10**6, 64000 * 10**6 + 5, 30, 40, 41))
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


def capture(resolution, offset, stamps=STAMPS + STAMPS[::-1] + STAMPS):
    options = option(9, bytes([resolution]))
    if offset is not None:
        options += option(14, struct.pack("<q", offset))
    out = block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1))
    out += block(1, struct.pack("<HHI", 1, 0, 65535) + options +
                 option(0, b""))
    for i, stamp in enumerate(stamps):
        frame = segment(i)
        out += block(6, struct.pack("<IIIII", 0, stamp >> 32,
                                    stamp & 0xFFFFFFFF, len(frame),
                                    len(frame)) + frame)
    return out


def goes_well(program, path, form):
    run = subprocess.run([program, "-n", *form, "-r", path],
                         capture_output=True, check=False)
    if "--json" in form:
        for line in run.stdout.splitlines():
            json.loads(line)
    well = (run.returncode in (0, 1) and b"runtime error" not in run.stderr and
            (run.returncode != 0 or run.stdout))
    if not well:
        print(form, run.returncode,
              run.stderr[-300:].decode(errors="replace"))
    return well


def main(program):
    wrong = 0
    captures = [(f"resolution {resolution}, offset {offset}",
                 capture(resolution, offset))
                for resolution in RESOLUTIONS for offset in OFFSETS]
    captures.append(("set back", capture(6, None, SET_BACK)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "times.pcapng"
        for name, data in captures:
            path.write_bytes(data)
            for form in FORMS:
                if not goes_well(program, path, form):
                    wrong += 1
                    print(name)
    print(f"{wrong} runs wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
