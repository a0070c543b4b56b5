#!/usr/bin/env python3
"""Checks that the manual and the completions know every option.

options.py TCPLINE MANUAL COMPLETIONS_FOLDER
"""
import pathlib
import re
import shutil
import subprocess
import sys

HELP_ROW = re.compile(r"^  (?:-(.), |-(.)|    )(?:  )?(?:--([a-z-]+))?",
                      re.MULTILINE)


def options_of(program):
    out = subprocess.run([program, "--help"], check=True, capture_output=True,
                         text=True).stdout
    rows = out.split("\n\n", 1)[1]
    for both, letter, name in HELP_ROW.findall(rows):
        if both or letter:
            yield "-" + (both or letter)
        if name:
            yield "--" + name


def in_manual(option, manual):
    body = manual.split(".Sh DESCRIPTION", 1)[1]
    macro = f"Fl Fl {option[2:]}" if option[:2] == "--" else f"Fl {option[1]}"
    return re.search(rf"^\.It.*\b{re.escape(macro)}(?![\w-])", body,
                     re.MULTILINE) or \
        re.search(rf"^\.{re.escape(macro)}(?![\w-])", body, re.MULTILINE)


def in_fish(option, text):
    if option.startswith("--"):
        return f" -l {option[2:]} " in text
    return f" -s '{option[1]}' " in text


def main(program, manual, completions):
    manual = pathlib.Path(manual).read_text()
    folder = pathlib.Path(completions)
    bash, zsh, fish = ((folder / name).read_text()
                       for name in ("tcpline", "_tcpline", "tcpline.fish"))
    wrong = []
    options = list(options_of(program))
    if len(options) < 60:
        wrong.append(f"--help shows only {len(options)} options")
    for option in options:
        if not in_manual(option, manual):
            wrong.append(f"{option} is not in the manual")
        if not re.search(rf"[ ']{re.escape(option)}[ ']", bash):
            wrong.append(f"{option} is not in bash's completion")
        if not re.search(rf"'\*{re.escape(option)}[+=-]*\[", zsh):
            wrong.append(f"{option} is not in zsh's completion")
        if not in_fish(option, fish):
            wrong.append(f"{option} is not in fish's completion")
    for shell, file in (("bash", "tcpline"), ("zsh", "_tcpline"),
                        ("fish", "tcpline.fish")):
        if shutil.which(shell) is None:
            continue
        check = subprocess.run([shell, "-n", folder / file],
                               capture_output=True, text=True)
        if check.returncode != 0 or check.stderr:
            wrong.append(f"{shell} cannot read its completion: "
                         f"{check.stderr}")
    print("\n".join(wrong) or f"{len(options)} options, all documented")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
