#!/usr/bin/env python3
"""Takes --color's colours away again: color_check.py FOLDER

What is left must be the uncoloured output, byte for byte; no row may end in a
colour; and colours must come by themselves on a terminal alone.
"""
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] /
                       "terminal"))
from terminal import on_terminal  # noqa: E402  (found above)

TCPLINE = os.environ.get("TCPLINE", "build/release/src/tcpline")
SETS = ["", "-v", "-e -X", "--analyze -v", "-tttt -#", "-t -S -A", "-q -x",
        "--ladder=ascii", "--ladder=utf-8 -ttt", "--explain", "--ladder=ascii --explain", "--json"]
SEQUENCE = re.compile(rb"\x1b\[[0-9;]*m")


def run(options, env=None):
    return subprocess.run([TCPLINE, "-n", *options], capture_output=True,
                          env=os.environ | (env or {}), check=False).stdout


def on_screen(options, env):
    """What the program writes to a terminal."""
    return on_terminal([TCPLINE, "-n", *options], "stdout",
                       env=os.environ | env).encode()


def differences(capture):
    for options in SETS:
        words = [*options.split(), "-r", str(capture)]
        plain = run(["--color=never", *words])
        colored = run(["--color=always", *words])
        if SEQUENCE.sub(b"", colored) != plain:
            yield f"{options}: not the same text"
        if "--json" in words and colored != plain:
            yield "JSON in colours"
        for row in colored.split(b"\n"):
            last = SEQUENCE.findall(row)
            if last and last[-1] != b"\x1b[0m":
                yield f"{options}: a row ends in a colour"


def who_decides(capture):
    words = ["-r", str(capture)]
    plain = run(["--color=never", *words])
    terminal = {"TERM": "xterm", "NO_COLOR": "", "CLICOLOR_FORCE": ""}
    wanted = [
        ("a pipe", run(words, terminal), False),
        ("CLICOLOR_FORCE", run(words, terminal | {"CLICOLOR_FORCE": "1"}),
         True),
        ("a terminal", on_screen(words, terminal), True),
        ("a dumb terminal", on_screen(words, terminal | {"TERM": "dumb"}),
         False),
        ("NO_COLOR", on_screen(words, terminal | {"NO_COLOR": "1"}), False),
        ("--color=never on a terminal",
         on_screen(["--color=never", *words], terminal), False),
        ("--color against NO_COLOR",
         run(["--color", *words], terminal | {"NO_COLOR": "1"}), True),
    ]
    for what, out, colored in wanted:
        if SEQUENCE.sub(b"", out) != plain:
            yield f"{what}: not the same text"
        if bool(SEQUENCE.search(out)) != colored:
            yield f"{what}: colours {'wanted' if colored else 'unwanted'}"


def main(folder):
    captures = sorted(pathlib.Path(folder).glob("*.pcap*"))
    wrong = [f"{c.name}: {text}" for c in captures for text in differences(c)]
    wrong += who_decides(pathlib.Path(folder) / "http-8080.pcap")
    print("\n".join(wrong[:20]))
    print(f"{len(captures)} captures, {len(wrong)} faults")
    return 1 if wrong or not captures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
