#!/usr/bin/env python3
"""How many columns of --conversations terminals of some widths get.

$TCPLINE is the program; run from the repository.
"""

import fcntl
import os
import struct
import sys
import termios

from terminal import on_terminal

PROGRAM = os.environ["TCPLINE"]
CAPTURE = "pcaps/retransmission.pcap"
BASIC = "a b data again rtt_ms secs ended"

# Columns of the terminal, what the head of the table begins and ends with.
ROWS = (
    (40, BASIC, "ended"),  # rows are broken: ends alone would say nothing
    (80, BASIC, "ended"),
    (120, BASIC, "B/s at"),
)


def head(columns):
    """The names of the table's columns."""
    said = on_terminal(
        [PROGRAM, "-nr", CAPTURE, "--conversations", "--count"], "stdout",
        lambda terminal: fcntl.ioctl(terminal, termios.TIOCSWINSZ,
                                     struct.pack("HHHH", 24, columns, 0, 0)))
    lines = said.splitlines()
    return " ".join(next(l for l in lines if l.startswith("a ")).split())


def main():
    """Every row."""
    wrong = [f"{columns} columns: {got}" for columns, begins, ends in ROWS
             if not ((got := head(columns)).startswith(begins)
                     and got.endswith(ends))]
    print("\n".join(wrong) or f"{len(ROWS)} widths")
    sys.exit(bool(wrong))


main()
