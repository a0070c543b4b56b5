#!/usr/bin/env python3
"""Every system call fails once: no form loses anything without a word.

    calls.py TCPLINE [--runs N] [--only FORM]

strace lists the calls of a run and then lets one of them fail, in each
process of the program. It puts another number in the place of the call's, so
the sandbox is off: to that the number would be one it does not allow. Accepted is the complete output with exit status 0, or
whole records, a message and another exit status. Exit status 77: no strace
here, or it may not trace.
"""

import argparse
import collections
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import forms
from memory import spread

CONNECTIONS = 200
TRIED = ["line", "line, names", "--json", "--conversations", "filter",
         "compressed", "-w", "-w -C"]
NO_MEMORY = {"mmap", "mremap", "clone", "clone3", "fork", "vfork"}
NOT_ALLOWED = {"setuid", "setgid", "setgroups", "setresuid", "setresgid",
               "capset", "prctl", "seccomp", "landlock_create_ruleset",
               "landlock_add_rule", "landlock_restrict_self", "fchown"}
# They do not return, or their failing is nothing a program could meet or the
# C library would survive: a signal's end, memory that is given back.
LEFT_OUT = {"exit", "exit_group", "execve", "rt_sigreturn", "restart_syscall",
            "close", "munmap", "arch_prctl", "set_tid_address", "rseq",
            "set_robust_list", "kill", "tgkill", "brk", "futex",
            "rt_sigprocmask", "rt_sigaction"}
# A name that cannot be asked for stays a number, as one that nobody knows.
# The files that say whom to ask, and hosts, are read by the process that asks.
NOT_ASKED = {("line, names", call)
             for call in ("poll", "write", "openat", "read", "lseek",
                          "newfstatat")}
FIRST_OF_MAIN = "fcntl(0, F_GETFD"  # what is before is the loader's


def error_for(call):
    if call in NO_MEMORY:
        return "ENOMEM"
    return "EPERM" if call in NOT_ALLOWED else "EIO"


def traced(form, trace, *options):
    return form.run(before=["strace", "-f", "-qq", "-o", str(trace), *options])


def calls_of(form, trace):
    """{call: (how often the loader, how often the process with most)}"""
    traced(form, trace)
    lines = trace.read_text(errors="replace").splitlines()
    begun = next(i for i, line in enumerate(lines) if FIRST_OF_MAIN in line)
    seen, loader, most = (collections.Counter() for _ in range(3))
    for i, line in enumerate(lines):
        found = re.match(r"(\d+) +(\w+)\(", line)
        if not found or found[2] in LEFT_OUT:
            continue
        seen[found.groups()] += 1
        most[found[2]] = max(most[found[2]], seen[found.groups()])
        loader[found[2]] += i < begun
    return {call: (loader[call], n) for call, n in most.items()}


def works():
    return shutil.which("strace") is not None and subprocess.run(
        ["strace", "-qq", "-o", os.devnull, "-e", "inject=getpid:error=EIO",
         "true"], capture_output=True, check=False).returncode == 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tcpline")
    parser.add_argument("--runs", type=int, default=4,
                        help="about how many for each form and call")
    parser.add_argument("--only", help="this form")
    asked = parser.parse_args()
    if not works():
        print("SKIPPED: strace is missing, or may not trace here")
        return 77
    wrong = count = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        os.chmod(folder, 0o777)
        for name in [asked.only] if asked.only else TRIED:
            form = forms.Form(name, asked.tcpline,
                              forms.make_capture(folder, name, CONNECTIONS),
                              folder, "--sandbox=off")
            calls = calls_of(form, folder / "trace")
            for call, (before, most) in calls.items():
                if (name, call) in NOT_ASKED:
                    continue
                for at in spread(most - before, asked.runs):
                    at += before
                    run = traced(form, os.devnull, "-e", "inject="
                                 f"{call}:error={error_for(call)}:when={at}")
                    count += 1
                    complaint = form.complaint(None, run)
                    if complaint:
                        wrong += 1
                        print(f"{name}: {call} {at}: {complaint}", flush=True)
    print(f"{count} runs, {wrong} of them wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
