#!/usr/bin/env python3
"""Says whether the captures are what README.md and the scripts say they are.

Exit status 1, with a line for each fault, unless every hand-made capture is
byte for byte what its recipe makes, README.md names each capture once with
the script that makes it, and none has outgrown its size.
"""

import pathlib
import re
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PCAPS = HERE.parent
LIVE = "live.sh"
MAX_BYTES = 61440
ROW = re.compile(r"^\| `([^`]+\.pcap(?:ng)?)` \|.*\| `make/([^`]+)` \|$")


def readme_rows():
    """Pairs of capture and script, in README.md's order."""
    lines = (PCAPS / "README.md").read_text().splitlines()
    return [m.groups() for m in map(ROW.match, lines) if m]


def check_readme(rows, recipes):
    """Faults in README.md's list."""
    names = [name for name, _ in rows]
    if names[:1] != ["http-8080.pcap"]:
        yield "README.md: http-8080.pcap is not first"
    for name in sorted({n for n in names if names.count(n) > 1}):
        yield f"README.md: {name} is named twice"
    present = {p.name for p in PCAPS.glob("*.pcap*")}
    for name in sorted(present - set(names)):
        yield f"README.md: {name} is not named"
    for name in sorted(set(names) - present):
        yield f"{name}: named in README.md but missing"
    for name, script in rows:
        maker = f"{recipes[name].__module__}.py" if name in recipes else LIVE
        if script != maker:
            yield f"README.md: {name} is made by {maker}, not {script}"
        if name not in recipes and name not in (HERE / LIVE).read_text():
            yield f"{name}: no script makes it"


def check_bytes(recipes):
    """Faults in the captures themselves."""
    with tempfile.TemporaryDirectory() as scratch:
        for name, recipe in recipes.items():
            again = pathlib.Path(scratch) / name
            recipe(again)
            kept = PCAPS / name
            if not kept.exists():
                yield f"{name}: missing"
            elif kept.read_bytes() != again.read_bytes():
                yield f"{name}: differs from what its recipe makes"
    for path in sorted(PCAPS.glob("*.pcap*")):
        if path.stat().st_size > MAX_BYTES:
            yield f"{path.name}: larger than {MAX_BYTES} bytes"


def main():
    """Prints the faults; the exit status says whether there were any."""
    sys.dont_write_bytecode = True
    import hand
    faults = [*check_readme(readme_rows(), hand.RECIPES),
              *check_bytes(hand.RECIPES)]
    for fault in faults:
        print(fault)
    if not faults:
        print(f"{len(readme_rows())} captures, {len(hand.RECIPES)} remade")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
