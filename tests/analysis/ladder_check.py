#!/usr/bin/env python3
"""Reads --ladder back: ladder_check.py FOLDER

Every row must say what the line and the JSON object of its frame say, arrows
must point as source and destination do, no row may be wider than a terminal,
every segment must have its row or its line, and the two alphabets must draw
the same.
"""
import json
import os
import pathlib
import re
import subprocess
import sys

TCPLINE = os.environ.get("TCPLINE", "build/release/src/tcpline")
HEADING = re.compile(r"   #      time  (\S+) +(\S+)$")
ARROW = re.compile(r" *(\d+)  +[\d.]+  \|(.*)\|  (\d+)$")
REST = re.compile(r" {16,}\| ((?!!)[^-<>x]*)\|(?:  \d+)?$")
LINE = re.compile(r" *(\d+)  (?:IP6? )(\S+) > (\S+): Flags \[([^]]*)\]"
                  r"(?:, seq (\d+)(?::(\d+))?)?(?:, ack (\d+))?")
LETTERS = {"SYN": "S", "FIN": "F", "RST": "R", "PSH": "P", "ACK": ".",
           "URG": "U", "ECE": "E", "CWR": "W", "none": "none"}


def run(capture, *options):
    return subprocess.run([TCPLINE, "-n", *options, "-r", str(capture)],
                          capture_output=True, text=True, errors="replace",
                          check=False).stdout


def parse_label(label):
    """(letters, seq, end, ack) of "PSH+ACK 1:367 ack 1"."""
    words = label.split()
    flags, seq, end, ack = ".", None, None, None
    if words and words[0] not in ("ack",):
        flags = "".join(LETTERS[w] for w in words.pop(0).split("+"))
    while words:
        word = words.pop(0)
        if word == "ack":
            ack = words.pop(0)
        elif word == "seq":
            seq = words.pop(0)
        else:
            seq, end = word.split(":")
    return "".join(sorted(flags)), seq, end, ack


def wrong_rows(capture, read):
    """What is wrong; the frames whose rows could be read are put in `read`."""
    lines = {}
    for row in run(capture, "-t", "-#", "--nano").split("\n"):
        if (m := LINE.match(row)):
            lines[m[1]] = (m[2], m[3], "".join(sorted(m[4])), m[5], m[6], m[7])
    windows = {}
    for row in run(capture, "--json").split("\n"):
        if row.strip():
            obj = json.loads(row)
            windows[str(obj["frame"]["number"])] = \
                obj.get("tcp", {}).get("window_size")
    text = run(capture, "--ladder=ascii")
    drawn = run(capture, "--ladder=utf-8")
    if drawn.translate(str.maketrans("│─◀▶", "|-<>")) != text:
        yield "utf-8 and ascii differ"
    left = right = None
    seen = set()
    rows = text.split("\n")
    for i, row in enumerate(rows):
        if (m := HEADING.match(row)):
            left, right = m[1], m[2]
            if len(row) > 80:
                yield f"heading of {len(row)} columns"
            continue
        m = ARROW.match(row)
        if not m or m[1] not in lines:
            continue
        number, body, window = m.groups()
        seen.add(number)
        read.append(number)
        if len(row) > 80:
            yield f"{number}: {len(row)} columns"
        label = body.replace("--> (itself)", "").strip("-<>x ").strip()
        if body.strip() == label:  # no room: it may go on, an arrow follows
            while (more := REST.match(rows[i := i + 1])):
                label += " " + more[1].strip()
        src, dst, flags, seq, end, ack = lines[number]
        if parse_label(label) != (flags, seq, end, ack):
            yield f"{number}: {label!r} is not {lines[number]}"
        to_right = body.startswith(("--", f" {label[:9]}"))
        if "~" not in left + right and "itself" not in body and \
                (src, dst) != ((left, right) if to_right else (right, left)):
            yield f"{number}: points the wrong way"
        if windows.get(number) != int(window):
            yield f"{number}: win {window} is not {windows.get(number)}"
    if "Flags [" not in text and seen != set(lines):
        yield f"no rows for {sorted(set(lines) - seen)[:5]}"


def main(folder):
    bad, read = 0, []
    for capture in sorted(pathlib.Path(folder).glob("*.pcap*")):
        for text in wrong_rows(capture, read):
            bad += 1
            if bad <= 20:
                print(f"{capture.name}: {text}")
    print(f"{len(read)} rows, {bad} wrong ones")
    return 1 if bad or not read else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
