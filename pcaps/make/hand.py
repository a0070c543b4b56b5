#!/usr/bin/env python3
"""Makes the hand-made captures: `hand.py [DIRECTORY [NAME...]]`.

Without arguments they are written beside README.md.  The result depends on
nothing but these scripts, so a second run changes no byte.
"""

import importlib
import pathlib
import sys

from registry import RECIPES

HERE = pathlib.Path(__file__).resolve().parent

# http first: it is the capture README.md begins with.
for subject in ("http", "tcp", "options", "carriage", "links", "damage",
                "savefile",
                "neighbours", "payload"):
    importlib.import_module(f"recipes_{subject}")


def main(arguments):
    """Runs the recipes named, or all."""
    where = pathlib.Path(arguments[0]) if arguments else HERE.parent
    for name in arguments[1:] or RECIPES:
        RECIPES[name](where / name)


if __name__ == "__main__":
    main(sys.argv[1:])
