#!/usr/bin/env python3
"""The rules of the house that a compiler does not check by itself.

Includes go along the arrows between the rooms; files stay short; nothing
reaches into another folder by a relative path.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
LONGEST_FILE = 600

# Which rooms a room may look into, besides itself and include/tcpline.
ARROWS = {
    "base": [],
    "capture": ["base"],
    "decode": ["base"],
    "track": ["base", "decode"],
    "analyse": ["base", "decode", "track"],
    "payload": ["base"],
    "render": ["base", "decode", "analyse", "payload", "names"],
    "names": ["base"],
    "sink": ["base"],
    "guard": ["base"],
    # The -T option's words are the payload table's.
    "cli": ["base", "payload"],
}
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)


def complaints_of(path, where_header_lives):
    text = path.read_text()
    room = path.parent.name if path.parent != SRC else None
    lines = text.count("\n")
    if lines > LONGEST_FILE:
        yield f"{lines} lines, more than {LONGEST_FILE}"
    for name in INCLUDE.findall(text):
        if name.startswith("."):
            yield f"includes {name} by a relative path"
        if room is None or name.startswith("tcpline/"):
            continue
        home = where_header_lives.get(name)
        if home is None:
            yield f"includes {name}, which no room has"
        elif home != room and home not in ARROWS[room]:
            yield f"includes {name}: {room} may not look into {home}"


def main():
    rooms = sorted(p.name for p in SRC.iterdir() if p.is_dir())
    unknown = [room for room in rooms if room not in ARROWS]
    homes = {}
    wrong = [f"src/{room}: no such room in the plan" for room in unknown]
    for header in SRC.glob("*/*.h"):
        if header.name in homes:
            wrong.append(f"{header.name} is in {homes[header.name]} and in "
                         f"{header.parent.name}")
        homes[header.name] = header.parent.name
    for path in sorted(SRC.glob("**/*.[ch]")):
        if path.parent.name in unknown:
            continue
        wrong += [f"{path.relative_to(ROOT)}: {text}"
                  for text in complaints_of(path, homes)]
    print("\n".join(wrong) or "the house is in order")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
