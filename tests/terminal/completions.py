#!/usr/bin/env python3
"""Types the beginning of command lines into real shells and presses tab.

    completions.py FOLDER    of the completions: tcpline, _tcpline, tcpline.fish

A shell that is not installed is passed over.
"""

import os
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# What is typed, and what stands there after a tab.
CASES = (
    ("--analy", "--analyze"),
    ("--ladder=a", "--ladder=ascii"),
    ("--color=al", "--color=always"),
    ("--tree=bo", "--tree=boxes"),
    ("--sandbox o", "--sandbox off"),
    ("--sandbox=st", "--sandbox=strict"),
    ("--only zero-window-probe-", "--only zero-window-probe-ack"),
    ("--only any,fast-r", "--only any,fast-retransmission"),
    ("--on rst,zero-window-probe-", "--on rst,zero-window-probe-ack"),
    ("--fail-on=any,fast-r", "--fail-on=any,fast-retransmission"),
    ("-T vxl", "-T vxlan"),
    ("-y EN10", "-y EN10MB"),
    ("--time ep", "--time epoch"),
    ("-r ", "-r trace.pcap.gz"),
    ("-r no", "-r notes.txt"),
    ("--read-text no", "--read-text notes.txt"),
)
FILES = ("notes.txt", "trace.pcap.gz")

# The same where names have blanks, and there is a folder.
MORE_CASES = (
    ("-r my", r"-r my\ own.pcap"),
    ("-r su", "-r sub/"),
    ("-w su", "-w sub/"),
)
MORE_FILES = ("my own.pcap", "sub/notes.txt")

BASH = """PS1='ready> '
bind 'set bell-style none'
source {folder}/tcpline
show() {{ printf '%s' "$READLINE_LINE" > {out}.new; mv {out}.new {out}; READLINE_LINE=; }}
bind -x '"\\C-t": show'
"""
ZSH = """PS1='ready> '
fpath=({folder} $fpath)
autoload -Uz compinit && compinit -u -D
unsetopt beep
show() {{ print -rn -- "$BUFFER" > {out}.new; mv {out}.new {out}; BUFFER=; }}
zle -N show
bindkey '^T' show
"""


class Shell:
    """An interactive shell on a terminal of its own."""

    def __init__(self, arguments, setup, folder, cwd):
        self.out = Path(cwd, ".typed")
        pid, self.terminal = pty.fork()
        if pid == 0:
            os.chdir(cwd)
            os.environ.update(TERM="dumb", HOME=cwd, HISTFILE="/dev/null")
            os.execvp(arguments[0], arguments)
        self.pid = pid
        self.write(setup.format(folder=folder, out=self.out))
        self.write("echo set''up\n")
        self.wait_for(b"setup")

    def write(self, text):
        os.write(self.terminal, text.encode())

    def wait_for(self, what):
        """Reads until the shell has said so."""
        said, until = b"", time.monotonic() + 30
        while what not in said and time.monotonic() < until:
            if select.select([self.terminal], [], [], 1)[0]:
                said += os.read(self.terminal, 4096)

    def tab(self, line):
        """What stands in the line after a tab."""
        self.out.unlink(missing_ok=True)
        self.write(line + "\t")
        until = time.monotonic() + 20
        self.write("\x14")
        while not self.out.exists() and time.monotonic() < until:
            if select.select([self.terminal], [], [], 0.05)[0]:
                os.read(self.terminal, 4096)
        return self.out.read_text() if self.out.exists() else None

    def end(self):
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def typed(arguments, setup, folder, cwd, cases):
    """Each case in a shell that keeps running."""
    shell = Shell(arguments, setup, folder, cwd)
    shell.tab("tcpline --sandb")  # the first loads the completion
    for line, wanted in cases:
        yield line, wanted, shell.tab(f"tcpline {line}")
    shell.end()


def in_fish(folder, cwd, cases):
    """fish lists by itself what it would offer; the first is taken."""
    for line, wanted in cases:
        script = (f"source {folder}/tcpline.fish; "
                  f"complete -C 'tcpline {line}'")
        got = subprocess.run(["fish", "--no-config", "-c", script], cwd=cwd,
                             capture_output=True, text=True, check=False,
                             env={**os.environ, "HOME": cwd}).stdout
        first = got.split("\n", 1)[0].split("\t")[0]
        head = line.rsplit(" ", 1)[0] + " " if " " in line else ""
        first = first.replace(" ", r"\ ")  # as it would be typed
        yield line, wanted, f"tcpline {head}{first}"


def main(folder):
    """Every shell that is there."""
    wrong, shells = [], 0
    runs = {
        "bash": lambda *a: typed(["bash", "--norc", "--noprofile", "-i"],
                                 BASH, folder, *a),
        "zsh": lambda *a: typed(["zsh", "-f", "-i"], ZSH, folder, *a),
        "fish": lambda *a: in_fish(folder, *a),
    }
    for shell, run in runs.items():
        if shutil.which(shell) is None:
            print(f"{shell}: not installed")
            continue
        shells += 1
        for files, cases in ((FILES, CASES), (MORE_FILES, MORE_CASES)):
            with tempfile.TemporaryDirectory() as cwd:
                for name in files:
                    Path(cwd, name).parent.mkdir(exist_ok=True)
                    Path(cwd, name).touch()
                for line, wanted, got in run(cwd, cases):
                    if got is None or got.rstrip(" ,") != f"tcpline {wanted}":
                        wrong.append(f"{shell}: {line!r} became {got!r}")
    print("\n".join(wrong) or
          f"{len(CASES) + len(MORE_CASES)} lines in {shells} shells")
    sys.exit(bool(wrong) if shells else 77)


main(os.path.abspath(sys.argv[1]))
