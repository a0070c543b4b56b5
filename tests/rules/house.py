#!/usr/bin/env python3
"""The rules of the house that a compiler does not check by itself.

Includes go along the arrows between the rooms; files stay short; nothing
reaches into another folder by a relative path; what a comment cites is there.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
LONGEST_FILE = 600
MOST_FILES = 40  # directly in one folder

ROOM = re.compile(r"^tcpline_room\((\w+)([^)]*)\)", re.MULTILINE)


def arrows():
    """Which rooms a room may look into besides itself and include/tcpline:
    what it links to, in the one list of src/CMakeLists.txt."""
    text = (SRC / "CMakeLists.txt").read_text()
    return {name: re.findall(r"\btl_(\w+)", uses)
            for name, uses in ROOM.findall(text)}


def room_of(path):
    parts = path.relative_to(SRC).parts
    return parts[0] if len(parts) > 1 else None


INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)


def complaints_of(path, where_header_lives, arrows_of):
    text = path.read_text()
    room = room_of(path)
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
        elif home != room and home not in arrows_of[room]:
            yield f"includes {name}: {room} may not look into {home}"


def crowded():
    for folder in [SRC, *(p for p in SRC.glob("**/") if p != SRC)]:
        files = sum(1 for p in folder.iterdir() if p.is_file())
        if files > MOST_FILES:
            yield f"{folder.relative_to(ROOT)}: {files} files directly in it"


CITED = re.compile(r'FORMAT\.md,[\s*]*"([^"]+)"')


def dangling():
    """Citations of sections that the sheet of observed facts has not."""
    sheet = ROOT / "tests" / "oracle" / "FORMAT.md"
    titles = re.findall(r"^## (.+)$", sheet.read_text(), re.MULTILINE)
    for folder in ("include", "src", "tests"):
        for path in sorted((ROOT / folder).glob("**/*.[ch]")):
            for title in CITED.findall(path.read_text()):
                title = re.sub(r"[\s*]+", " ", title)
                if title not in titles:
                    yield (f"{path.relative_to(ROOT)}: FORMAT.md has no "
                           f'section "{title}"')


def main():
    arrows_of = arrows()
    rooms = sorted(p.name for p in SRC.iterdir() if p.is_dir())
    unknown = [room for room in rooms if room not in arrows_of]
    homes, seen = {}, {}
    wrong = [f"src/{room}: no such room in the plan" for room in unknown]
    wrong += [*crowded(), *dangling()]
    for header in sorted(SRC.glob("**/*.h")):
        if header.name in seen:
            wrong.append(f"{header.name} is in {seen[header.name]} and in "
                         f"{header.parent.relative_to(SRC)}")
        seen[header.name] = header.parent.relative_to(SRC)
        homes[header.name] = room_of(header)
    for path in sorted(SRC.glob("**/*.[ch]")):
        if room_of(path) in unknown:
            continue
        wrong += [f"{path.relative_to(ROOT)}: {text}"
                  for text in complaints_of(path, homes, arrows_of)]
    print("\n".join(wrong) or "the house is in order")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
