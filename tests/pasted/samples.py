#!/usr/bin/env python3
"""Texts as people paste them, and what the program makes of them.

    samples.py FOLDER [--fill]    with --fill, writes what is printed now

A sample is the command line, the text, what is printed and what is said on
standard error, each part headed by a line of its own.
"""

import os
import shlex
import subprocess
import sys
from pathlib import Path

PARTS = ("--- text\n", "--- prints\n", "--- says\n")


def parts_of(sample):
    """Options, text, output, remarks."""
    rest, out = sample, []
    for head in PARTS:
        part, _, rest = rest.partition(head)
        out.append(part)
    return (*out, rest)


def run(options, text):
    """What comes of a text: printed, said."""
    done = subprocess.run(
        [os.environ["TCPLINE"], *shlex.split(options), "--read-text", "-"],
        input=text.encode(), capture_output=True, check=False,
        env={**os.environ, "TZ": "UTC"})
    says = done.stderr.decode()
    if done.returncode != 0:
        says += f"exit {done.returncode}\n"
    return done.stdout.decode(), says


def main(folder, fill):
    """Every sample of the folder."""
    bad, files = 0, sorted(Path(folder).glob("*.txt"))
    for path in files:
        options, text, prints, says = parts_of(path.read_text())
        got = run(options, text)
        if fill:
            path.write_text(options + PARTS[0] + text + PARTS[1] + got[0] +
                            PARTS[2] + got[1])
        elif got != (prints, says):
            bad += 1
            print(f"{path.name}: wanted\n{prints}{says}got\n{got[0]}{got[1]}")
    print(f"{len(files)} samples, {bad} differ")
    sys.exit(bad > 0 or not files)


if __name__ == "__main__":
    main(sys.argv[1], "--fill" in sys.argv)
