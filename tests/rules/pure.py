#!/usr/bin/env python3
"""Checks that a library refers to nothing but pure functions of the C library.

pure.py NM LIBRARY [LIBRARY...]: the first library is judged; what it takes
from the others is theirs to answer for. So a decoder can neither print nor
allocate nor jump.
"""
import re
import subprocess
import sys

ALLOWED = re.compile(
    r"mem(cpy|set|move|cmp|chr)|str(len|n?cmp|c?spn)"
    r"|__(mem|str)\w+_chk"
    r"|__stack_chk_fail|__assert_fail|_GLOBAL_OFFSET_TABLE_"
    # What compilers add for sanitizers, coverage and fuzzing.
    r"|__(asan|ubsan|lsan|sanitizer|sancov|gcov|llvm)_\w*|__start_\w+"
    r"|__stop_\w+")


def symbols(nm, library, undefined):
    out = subprocess.run(
        [nm, "--undefined-only" if undefined else "--defined-only", library],
        check=True, capture_output=True, text=True).stdout
    return {line.split()[-1] for line in out.splitlines()
            if line and not line.endswith(":")}


def main(nm, judged, *others):
    known = symbols(nm, judged, undefined=False)
    for library in others:
        known |= symbols(nm, library, undefined=False)
    impure = sorted(s for s in symbols(nm, judged, undefined=True) - known
                    if not ALLOWED.fullmatch(s))
    for symbol in impure:
        print(f"{judged} refers to {symbol}")
    return 1 if impure else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
