#!/usr/bin/env python3
"""Which lines were run by the tests of a build with the preset "coverage".

    coverage.py BUILD           a line for each room, and for all of them
    coverage.py BUILD ROOM...   also the files of these, least covered first
    coverage.py BUILD FILE.c    the lines of a file that were not run

Run before: cmake --build --preset coverage, and ctest -L 'unit|cases|fuzz' in
the build's folder. The fuzz targets are there with replay.c as their engine:
they run their seeds and invent nothing.
"""
import gzip
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
ROOMS = ("decode", "protocols", "track", "analyse", "judge", "render")


def lines_of(data):
    """{path below src: {line: how often}} of one object's counters."""
    found = defaultdict(lambda: defaultdict(int))
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["gcov", "--json-format", str(data)], cwd=folder,
                       check=True, capture_output=True)
        for report in Path(folder).glob("*.json.gz"):
            with gzip.open(report) as f:
                told = json.load(f)
            for file in told["files"]:
                path = Path(told["current_working_directory"],
                            file["file"]).resolve()
                if not path.is_relative_to(REPO / "src"):
                    continue
                name = str(path.relative_to(REPO / "src"))
                for line in file["lines"]:
                    found[name][line["line_number"]] += line["count"]
    return found


def counters(build):
    """The counters of all rooms; of what was never run there are none."""
    for room in ROOMS:
        base = build / f"src/CMakeFiles/tl_{room}.dir"
        for note in sorted(base.rglob("*.gcno")):
            yield note


def measure(build):
    lines = defaultdict(lambda: defaultdict(int))
    with ThreadPoolExecutor(2) as pool:
        for found in pool.map(lines_of, counters(build)):
            for name, counts in found.items():
                for line, count in counts.items():
                    lines[name][line] += count
    return lines


def share(counts):
    run = sum(count > 0 for count in counts)
    return run, len(counts), 100 * run / max(1, len(counts))


def show_file(lines, name):
    for path, counts in sorted(lines.items()):
        if path.endswith(name):
            text = (REPO / "src" / path).read_text().splitlines()
            for line in sorted(n for n, count in counts.items() if not count):
                print(f"{path}:{line}: {text[line - 1]}")


def main(build, *wanted):
    lines = measure(Path(build).resolve())
    everything = []
    for room in ROOMS:
        files = {name: list(counts.values()) for name, counts in lines.items()
                 if name.startswith(room + "/")}
        of_room = [count for counts in files.values() for count in counts]
        everything += of_room
        run, n, percent = share(of_room)
        print(f"{room:10} {run:6} of {n:6} lines  {percent:5.1f} %")
        if room in wanted:
            for name in sorted(files, key=lambda f: share(files[f])[2]):
                run, n, percent = share(files[name])
                print(f"    {percent:5.1f} %  {n - run:4} not run  {name}")
    run, n, percent = share(everything)
    print(f"{'all':10} {run:6} of {n:6} lines  {percent:5.1f} %")
    for name in wanted:
        if name.endswith(".c"):
            show_file(lines, name)


if __name__ == "__main__":
    main(*sys.argv[1:])
