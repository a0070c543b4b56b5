"""A terminal of our own, to run a program on."""

import os
import pty
import subprocess


def on_terminal(command, stream, prepare=None, **how):
    """What `command` writes to `stream`, "stdout" or "stderr", a terminal.

    `prepare` gets the terminal's descriptor before the program does; `how` is
    as for Popen, whose other streams lead nowhere.
    """
    ours, theirs = pty.openpty()
    if prepare:
        prepare(theirs)
    streams = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    streams[stream] = theirs
    with subprocess.Popen(command, **streams, **how) as child:
        os.close(theirs)
        said = b""
        try:
            while part := os.read(ours, 4096):
                said += part
        except OSError:  # the terminal has no other end any more
            pass
        child.wait(30)
    os.close(ours)
    return said.decode().replace("\r\n", "\n")
