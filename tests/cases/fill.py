#!/usr/bin/env python3
"""Writes into case files what tcpdump 4.99.3 prints for their packets.

The packets of a case become one savefile, which the oracle reads with -n -t
and the options of each "$" line; its output replaces the "|" lines below. A
case without a "$" gets one without options. --check changes nothing and says
where a file is not what the oracle prints.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import cases

sys.path.insert(0, str(cases.REPO / "tests/oracle"))
import programs  # noqa: E402  (found by the line above)
import savefile  # noqa: E402


def oracle_text(oracle, packets, options):
    """What the oracle prints; dies if it does not read them all."""
    save = savefile.Savefile(packets[0].linktype, [
        savefile.Packet(p.data, wire_len=p.wire_len) for p in packets])
    with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
        file.write(save.pack())
        file.flush()
        done = programs.read_savefile(oracle, file.name,
                                      ["-n", "-t", *options])
    if done.returncode != 0:
        raise cases.Trouble(f"tcpdump: {done.stderr.decode().strip()}")
    return done.stdout


def lines_of(text):
    """The "|" lines of a text. Blanks at the end of a line count."""
    return [b"| " + line if line else b"|"
            for line in text.removesuffix(b"\n").split(b"\n")]


def filled(oracle, path):
    """(the file's bytes with the oracle's texts, the names of the cases whose
    text was another)."""
    lines = Path(path).read_bytes().split(b"\n")
    out, at, wrong = [], 0, []
    for case in cases.read(path):
        for reading in case.readings:
            text = oracle_text(oracle, case.packets, reading.options)
            if text != reading.text:
                wrong.append((case.name, reading, text))
            head = [b"$"] if reading.line == reading.end else \
                [lines[reading.line]]
            out += lines[at:reading.line] + head + lines_of(text)
            at = reading.end
    return b"\n".join(out + lines[at:]), wrong


def say(name, reading, text):
    shown = " ".join(reading.options)
    print(f"{name} [{shown}]\n  here:    {reading.text.decode('latin-1')}"
          f"  tcpdump: {text.decode('latin-1')}", end="")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--check", action="store_true",
                        help="compare only; exit code 1 for a difference")
    parser.add_argument("file", nargs="*", help="default: every case file")
    args = parser.parse_args()
    oracle, count = programs.find_oracle(), 0
    for path in cases.files(args.file):
        try:
            data, wrong = filled(oracle, path)
        except cases.Trouble as trouble:
            sys.exit(str(trouble))
        if args.check:
            for one in wrong:
                say(*one)
        elif data != path.read_bytes():
            path.write_bytes(data)
        count += len(wrong)
    print(f"{count} texts {'are not the oracle' if args.check else 'written'}"
          f"{chr(39) + 's' if args.check else ''}")
    return 1 if args.check and count else 0


if __name__ == "__main__":
    sys.exit(main())
