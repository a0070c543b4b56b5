#!/usr/bin/env python3
"""Draws what a command prints on a terminal in colour, as SVG.

The README's picture is made by this script, and a test makes it again:

    man/picture.py build/release/src/tcpline >man/ladder.svg
"""
import html
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMAND = ["tcpline", "-nr", "pcaps/retransmission.pcap", "--stream", "1",
           "--ladder=utf-8", "--explain", "--color=always"]
TYPED = "tcpline -nr pcaps/retransmission.pcap --stream 1 --ladder --explain"
ROWS, WIDTH, HEIGHT = 43, 8.4, 18
SGR = re.compile(r"\x1b\[([0-9;]*)m")
COLORS = {31: "#f07178", 32: "#a5d67a", 33: "#e6c07b", 34: "#7aa7f0",
          35: "#c792ea", 36: "#6fd3e0"}
PLAIN, DIM, BACK = "#d8dee9", "#93a0b4", "#1c2128"


def spans(line):
    """(text, attributes) of a line with SGR sequences in it."""
    codes = []
    at = 0
    for m in SGR.finditer(line + "\x1b[m"):
        if m.start() > at:
            yield line[at:m.start()], attributes(codes)
        at = m.end()
        codes = [int(c) for c in m[1].split(";") if c and c != "0"]


def attributes(codes):
    plain = DIM if 2 in codes else PLAIN
    fill = next((COLORS[c] for c in codes if c in COLORS), plain)
    return f' fill="{fill}"' + (' font-weight="bold"' if 1 in codes else "")


def row(number, line):
    """Each span at its column: no font's idea of a width moves it."""
    column = 0
    parts = []
    for text, style in spans(line):
        lead = len(text) - len(text.lstrip(" "))
        body = text.strip(" ")
        if body:
            x = 16 + (column + lead) * WIDTH
            parts.append(f'<tspan x="{x:.1f}" textLength="'
                         f'{len(body) * WIDTH:.1f}"{style}>'
                         f"{html.escape(body)}</tspan>")
        column += len(text)
    return f'<text y="{34 + number * HEIGHT}">' + "".join(parts) + "</text>"


def main():
    done = subprocess.run([os.path.abspath(sys.argv[1]), *COMMAND[1:]],
                          cwd=ROOT, stdout=subprocess.PIPE, check=True,
                          stderr=subprocess.DEVNULL, text=True,
                          env={**os.environ, "LC_ALL": "C.UTF-8",
                               "LANGUAGE": "", "TZ": "UTC0"})
    lines = [f"\x1b[32m$\x1b[0m {TYPED}", *done.stdout.splitlines()][:ROWS]
    height = 34 + len(lines) * HEIGHT
    print(f'<svg xmlns="http://www.w3.org/2000/svg" width="720" '
          f'height="{height}" viewBox="0 0 720 {height}" '
          f'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" '
          f'font-size="14" xml:space="preserve">')
    print("<title>A connection as arrows, with what each segment does</title>")
    print(f'<rect width="720" height="{height}" rx="8" fill="{BACK}"/>')
    for number, line in enumerate(lines):
        print(row(number, line))
    print("</svg>")


main()
