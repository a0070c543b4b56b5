#!/usr/bin/env python3
"""Counts tcpline's instructions per segment and compares with a budget.

    budget.py [--tcpline PATH] [--write]

callgrind counts instructions, which noise does not touch: a slow-down shows
at once. Two captures of different length are read and the difference taken,
so that starting the program does not count. More than five percent over the
committed figure (BUDGET) fails; --write commits a new one.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPO = HERE.parent.parent
BUDGET = HERE / "BUDGET"
SLACK = 1.05
SHORT, LONG = 5000, 15000  # both are more than one block of the reader
SKIP = 77

WORK = {
    "-n": [],
    "-n IPv6": ["-6", "100"],
    "-n -v": [],
    "-n -e": [],
    "-n -tttt": [],
    "-n -X": ["-p", "1448"],
    "-n --analyze": [],
    "-n --diagnose": [],
    "-n --json": [],
    "-n payload": ["-p", "100"],
    "-n --analyze payload": ["-p", "100"],
    "-n --diagnose payload": ["-p", "100"],
    "-n --json payload": ["-p", "100"],
}


def instructions(program, argv, folder):
    run = subprocess.run(
        ["valgrind", "--tool=callgrind",
         f"--callgrind-out-file={folder}/callgrind.out", program, *argv],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        env={"TZ": "UTC", "PATH": "/usr/bin:/bin:/usr/sbin:/sbin"})
    found = re.findall(r"Collected : (\d+)", run.stderr)
    if run.returncode != 0 or not found:
        sys.exit(f"budget.py: {' '.join(map(str, argv))} under valgrind: "
                 f"status {run.returncode}\n{run.stderr[-2000:]}")
    # The processes forked from it count as well; they have little to do.
    return max(int(count) for count in found)


def per_segment(args, name, generator_options, folder):
    totals = []
    for segments in (SHORT, LONG):
        path = Path(folder) / f"{segments}.pcap"
        subprocess.run([args.generate, "-s", str(segments), "-c", "50",
                        *generator_options, path], check=True)
        options = [o for o in name.split() if o.startswith("-")]
        totals.append(instructions(args.tcpline, ["--sandbox=off", "-Z",
                                                  "root", *options, "-r",
                                                  path], folder))
    return (totals[1] - totals[0]) / (LONG - SHORT)


def read_budget():
    rows = (line.split("\t") for line in BUDGET.read_text().splitlines()
            if line and not line.startswith("#"))
    return {name: float(figure) for name, figure in rows}


def main():
    build = REPO / "build" / "release"
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--tcpline", default=build / "src" / "tcpline")
    ap.add_argument("--generate",
                    default=build / "tests" / "bench" / "generate")
    ap.add_argument("--write", action="store_true")
    args = ap.parse_args()
    if shutil.which("valgrind") is None:
        print("budget.py: skipped, valgrind is not installed")
        sys.exit(SKIP)
    with tempfile.TemporaryDirectory(prefix="tcpline-budget-") as folder:
        counted = {name: per_segment(args, name, options, folder)
                   for name, options in WORK.items()}
    if args.write:
        BUDGET.write_text(
            "# Instructions per segment, by callgrind, release build on "
            "x86-64.\n# Written by budget.py --write.\n" +
            "".join(f"{n}\t{c:.0f}\n" for n, c in counted.items()))
        return
    budget = read_budget()
    over = []
    for name, count in counted.items():
        ratio = count / budget[name]
        print(f"{name:21} {count:8.0f} instructions a segment, "
              f"{ratio:6.1%} of the budget")
        if ratio > SLACK:
            over.append(name)
    if over:
        sys.exit(f"over the budget by more than {SLACK - 1:.0%}: "
                 f"{', '.join(over)}")


if __name__ == "__main__":
    main()
