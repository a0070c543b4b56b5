#!/usr/bin/env python3
"""Out of memory is never silent: every form, with memory failing everywhere.

    memory.py TCPLINE STARVE.SO [--runs N] [--only FORM]

Two sweeps: the n-th allocation fails, alone or with all after it; and the
address space is limited. Accepted is the complete output with exit status 0,
or whole records, a message about memory and another exit status.
"""

import argparse
import os
import resource
import struct
import sys
import tempfile
from pathlib import Path

import forms

CONNECTIONS = 3000
CAUSE = rb"memory|alloc|too large for|cannot map|failed to map"
MIB = 1 << 20


def starved(form, library, path, at, and_on):
    path.write_bytes(struct.pack("QQQ", at, and_on, 0))
    env = dict(os.environ, LD_PRELOAD=str(library), STARVE=str(path))
    run = form.run(env=env)
    return run, struct.unpack("QQQ", path.read_bytes())[2]


def limited(form, size):
    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    return form.run(preexec_fn=limit)


def spread(most, runs):
    """`runs` numbers of 1..most, the first ones among them."""
    step = max(1, most // max(1, runs))
    return sorted(set(range(1, min(most, runs // 4) + 1)) |
                  set(range(1, most + 1, step)))


def sweep_allocations(form, library, path, runs, report):
    _, most = starved(form, library, path, 0, 0)
    for and_on in (0, 1):
        for at in spread(most, runs):
            run, _ = starved(form, library, path, at, and_on)
            report(form, f"allocation {at}{' and on' if and_on else ''}", run)


def sweep_space(form, runs, report):
    for i in range(runs):
        size = (4 * MIB) + i * 92 * MIB // runs
        report(form, f"address space {size}", limited(form, size))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tcpline")
    parser.add_argument("library")
    parser.add_argument("--runs", type=int, default=60,
                        help="about how many for each form and sweep")
    parser.add_argument("--only", help="this form")
    asked = parser.parse_args()
    wrong, count = [], 0

    def report(form, fault, run):
        nonlocal count
        count += 1
        # Of memory libarchive's libraries speak in many words.
        cause = None if form.name == "compressed" else CAUSE
        complaint = form.complaint(cause, run)
        if complaint:
            wrong.append(complaint)
            print(f"{form.name}: {fault}: {complaint}", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        os.chmod(folder, 0o777)
        for name in [asked.only] if asked.only else forms.FORMS:
            form = forms.Form(name, asked.tcpline,
                              forms.make_capture(folder, name, CONNECTIONS),
                              folder)
            sweep_allocations(form, Path(asked.library).resolve(),
                              folder / "starve", asked.runs, report)
            sweep_space(form, asked.runs, report)
    print(f"{count} runs, {len(wrong)} of them wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
