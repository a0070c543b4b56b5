#!/usr/bin/env python3
"""Runs the examples of the manual, or the README, that show what they print.

    examples.py MANUAL [--fill]    $TCPLINE is the program; run from the
                                   repository. --fill writes what is printed

A block of literal text whose first line begins with "$ " is one: commands, each
with its output below. Blanks and line breaks do not count: the page has less
room than a terminal. In the README "..." is what it leaves out, and a command
without output one that is not run.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

WIDTH = 78
BLOCK = re.compile(r"^\.Bd -literal\n(\$ .*?)^\.Ed\n", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"^\n((?:    .*\n)+)", re.MULTILINE)
ESCAPES = ((r"\e", "\\"), (r"\(aq", "'"), (r"\-", "-"), (r"\&", ""))


def plain(text):
    """Without the escapes of roff."""
    for escape, character in ESCAPES:
        text = text.replace(escape, character)
    return text


def roff(text):
    """With them, where a line needs them."""
    text = text.replace("\\", r"\e")
    return re.sub(r"^(?=[.'])", r"\\&", text, flags=re.MULTILINE)


def commands(block):
    """(command, output) of each; a command may go on below a pipe."""
    found = []
    for line in block.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append([line[2:], ""])
        elif not found[-1][1] and found[-1][0].rstrip().endswith("|"):
            found[-1][0] += line
        else:
            found[-1][1] += line
    return found


def run(command, folder):
    """What a shell prints for it."""
    command = plain(command).replace("/tmp/", f"{folder}/")
    path = os.path.dirname(os.path.abspath(os.environ["TCPLINE"]))
    return subprocess.run(
        ["bash", "-c", command], capture_output=True, check=False, text=True,
        stdin=subprocess.DEVNULL, timeout=60,
        env={**os.environ, "PATH": f"{path}:{os.environ['PATH']}", "TZ": "UTC",
             "LC_ALL": "C", "COLUMNS": "80"}).stdout


def is_there(command):
    """All programs of the pipe are installed."""
    programs = [part.split()[0] for part in plain(command).split(" |")
                if part.strip()]
    return all(p == "tcpline" or shutil.which(p) for p in programs)


def fold(line):
    """One long line as several, those behind the first indented."""
    if len(line) <= WIDTH + 2:
        return line
    out, rest = [], line
    while len(rest) > WIDTH:
        at = rest.rfind(" ", 4, WIDTH)
        if at <= 4:
            at = rest.find(" ", WIDTH)
            if at < 0:
                break
        out.append(rest[:at])
        rest = "    " + rest[at:].lstrip()
    return "\n".join([*out, rest])


def filled(block, folder):
    """The block with what is printed now."""
    out = ""
    for command, _ in commands(block):
        lines = run(command, folder).splitlines()
        out += "$ " + command + "".join(
            roff(fold(line.rstrip()) + "\n") for line in lines)
    return out


def in_readme(text):
    """The same of Markdown: what is indented, without that."""
    for block in INDENTED.findall(text):
        if block.startswith("    $ "):
            yield from ((command, output)
                        for command, output in commands(
                            re.sub("^    ", "", block, flags=re.MULTILINE))
                        if output.strip())


def in_manual(text):
    """(command, output) of all blocks."""
    for block in BLOCK.findall(text):
        yield from ((command, plain(output))
                    for command, output in commands(block))


def is_printed(shown, got):
    """Word by word; "..." stands for any."""
    words = [".*" if word == "..." else re.escape(word)
             for word in shown.split()]
    return re.fullmatch(" ".join(words), " ".join(got.split())) is not None


def main(manual, fill):
    """Each block, in order: later ones may read what earlier ones wrote."""
    path = Path(manual)
    text, wrong, count = path.read_text(), [], 0
    with tempfile.TemporaryDirectory() as folder:
        if fill:
            path.write_text(BLOCK.sub(
                lambda m: ".Bd -literal\n" + filled(m[1], folder) + ".Ed\n",
                text))
            return
        is_readme = path.suffix == ".md"
        for command, output in (in_readme if is_readme else in_manual)(text):
            if not is_there(command):
                print(f"skipped: {command}", end="")
                continue
            count += 1
            got = run(command, folder)
            if not is_printed(output, got):
                wrong.append(f"$ {command}{got}")
    print("\n".join(wrong) or f"{count} examples")
    sys.exit(bool(wrong) or count < (3 if path.suffix == ".md" else 10))


main(sys.argv[1], "--fill" in sys.argv)
