#!/usr/bin/env python3
"""Makes the hand-made captures: `hand.py [DIRECTORY [NAME...]]`.

Without arguments they are written beside README.md.  The result depends on
nothing but these scripts, so a second run changes no byte.
"""

import pathlib
import sys

import recipes_carriage
import recipes_damage
import recipes_http
import recipes_neighbours
import recipes_options
import recipes_payload
import recipes_savefile
import recipes_tcp
from registry import RECIPES


def main(arguments):
    """Runs the recipes named, or all."""
    here = pathlib.Path(__file__).resolve().parent
    where = pathlib.Path(arguments[0]) if arguments else here.parent
    for name in arguments[1:] or RECIPES:
        RECIPES[name](where / name)


if __name__ == "__main__":
    main(sys.argv[1:])
