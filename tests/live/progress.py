"""How far a long reading is: on a terminal by itself, to USR1 anywhere.

The reader is stopped for longer than the few seconds after which progress is
shown; so the time a machine needs for the file decides nothing.

Usage: progress.py TCPLINE
"""
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import tempfile
import time

PACKETS = 100_000
STATE = r" *\d+%, \d+ packets, \d+ MB, \d+ MB/s(, \d+:\d\d left)?"
failures = []


def check(what, holds, text):
    print("ok:" if holds else "FAILED:", what)
    if not holds:
        failures.append(what)
        print(text)


def write_capture(f):
    packet = b"\x45\0" + struct.pack("!H", 1400) + b"\0" * 1396
    record = struct.pack("<IIII", 1, 0, 1400, 1400) + packet
    f.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 101))
    for _ in range(PACKETS):
        f.write(record)
    f.flush()


def pause(p, stderr, *signals):
    """Stops it at the beginning of the file, which it says first."""
    said = b""
    while not said.endswith(b"\n"):
        said += os.read(stderr, 1)
    p.send_signal(signal.SIGSTOP)
    for s in signals:
        p.send_signal(s)
    time.sleep(3.2)
    p.send_signal(signal.SIGCONT)


def read_all(fd):
    text = b""
    while True:
        try:
            more = os.read(fd, 4096)
        except OSError:
            return text.decode()
        if not more:
            return text.decode()
        text += more


def on_terminal(command, out):
    ours, theirs = pty.openpty()
    p = subprocess.Popen(command, stdout=theirs if out is None else out,
                         stderr=theirs)
    os.close(theirs)
    pause(p, ours)
    if out is subprocess.PIPE:
        p.stdout.read()
    text = read_all(ours)
    p.wait()
    return text


def main():
    program = sys.argv[1]
    shown = re.compile(r"\r" + STATE + r"\x1b\[K")
    with tempfile.NamedTemporaryFile(suffix=".pcap") as f:
        write_capture(f)
        command = [program, "-n", "-X", "-K", "-r", f.name]
        with open(os.devnull, "wb") as null:
            text = on_terminal(command, null)
            check("shown on a terminal", shown.search(text), text)
            check("and taken away", text.endswith("\r\x1b[K"), text)
        text = on_terminal(command, subprocess.PIPE)
        check("not into a pipe", not shown.search(text), text)
        short = [program, "-n", "-r", f.name, "-c", "5000"]
        text = on_terminal(short, None)
        check("not among lines", not shown.search(text), text)
        text = on_terminal([*short, "-w", os.devnull, "--print"], None)
        check("nor with --print", not shown.search(text), text)

        with subprocess.Popen(command, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, bufsize=0) as p:
            pause(p, p.stderr.fileno(), signal.SIGUSR1)
            text = p.stderr.read().decode()
        told = re.findall("^" + program.split("/")[-1] + ": " + STATE + "$",
                          text, re.M)
        check("told when asked", len(told) == 1, text)
        check("no word beside it", len(text.splitlines()) == 1, text)
        check("the reading goes on", p.returncode == 0, p.returncode)
    sys.exit(bool(failures))


main()
