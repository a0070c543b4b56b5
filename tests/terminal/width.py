#!/usr/bin/env python3
"""How many columns of --conversations terminals of some widths get.

$TCPLINE is the program; run from the repository.
"""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios

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
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ,
                struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen([PROGRAM, "-nr", CAPTURE, "--conversations",
                           "--count"], stdout=theirs,
                          stderr=subprocess.DEVNULL) as child:
        os.close(theirs)
        said = b""
        try:
            while part := os.read(ours, 4096):
                said += part
        except OSError:  # the terminal has no other end any more
            pass
        child.wait(30)
    os.close(ours)
    lines = said.decode().splitlines()
    return " ".join(next(l for l in lines if l.startswith("a ")).split())


def main():
    """Every row."""
    wrong = [f"{columns} columns: {got}" for columns, begins, ends in ROWS
             if not ((got := head(columns)).startswith(begins)
                     and got.endswith(ends))]
    print("\n".join(wrong) or f"{len(ROWS)} widths")
    sys.exit(bool(wrong))


main()
