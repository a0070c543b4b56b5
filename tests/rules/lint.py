#!/usr/bin/env python3
"""Runs the linter over every source file, as many at a time as there are
processors, and shows what it says.

lint.py CLANG_TIDY BUILD: BUILD has a compile_commands.json; the files are
those of src/, each once, however often it is compiled.

Nearly all of a run is the linter's walk through functions. So a file in which
nothing was found is not looked at again while the linter, its rules, the
command that compiles the file and all the text that the compiler reads with it
stay what they were: $XDG_CACHE_HOME/tcpline-lint remembers those, as the
differential tests remember what tcpdump answered.
"""
import concurrent.futures
import functools
import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
RULES = ROOT / ".clang-tidy"


def compilations(build):
    """The first way in which each file of src/ is compiled."""
    first = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        if Path(entry["file"]).is_relative_to(ROOT / "src"):
            first.setdefault(entry["file"], entry)
    return list(first.values())


@functools.cache
def digest(path):
    return hashlib.sha256(path.read_bytes()).digest()


def key(version, build, entry):
    """A name for all that the linter's opinion depends on; None if unknown."""
    words = shlex.split(entry["command"])
    if Path(words[0]).name == "ccache":
        del words[0]
    at = words.index("-o")
    read = subprocess.run(
        ["clang", "-M", "-Wno-everything", *words[1:at], *words[at + 2:]],
        capture_output=True, text=True, check=False, cwd=entry["directory"])
    if read.returncode != 0:
        return None
    names = re.sub(r"^[^:]*:|\\\n", " ", read.stdout).split()
    told = entry["command"].replace(str(build), "").replace(str(ROOT), "")
    return hashlib.sha256(b"".join([
        version, told.encode(), digest(RULES),
        *(digest(Path(entry["directory"], name)) for name in names)]))


class Linter:
    def __init__(self, program, build, folder, entries):
        self.program, self.build, self.folder = program, build, folder
        self.version = subprocess.run([program, "--version"], check=True,
                                      capture_output=True).stdout
        (folder / "compile_commands.json").write_text(json.dumps(entries))

    def __call__(self, entry):
        """What is wrong with one file, "" if nothing is."""
        known = key(self.version, self.build, entry)
        kept = known and CACHE / "tcpline-lint" / known.hexdigest()
        if kept and kept.exists():
            return ""
        done = subprocess.run(
            [self.program, "--quiet", "-p", self.folder, entry["file"]],
            capture_output=True, text=True, check=False)
        if done.returncode != 0:
            return done.stdout + done.stderr
        if kept and not done.stdout:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.touch()
        return done.stdout


def main(program, build):
    build = Path(build).resolve()
    entries = compilations(build)
    bad = 0
    with tempfile.TemporaryDirectory() as folder, \
            concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        linter = Linter(program, build, Path(folder), entries)
        for said in pool.map(linter, entries):
            bad += said != ""
            print(said, end="", flush=True)
    print(f"{len(entries)} files, something to say about {bad}")
    return 1 if bad or not entries else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
