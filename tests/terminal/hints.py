#!/usr/bin/env python3
"""Hints stand behind the first line on a terminal, and nowhere else.

$TCPLINE is the program; run from the repository.
"""

import os
import pwd
import re
import subprocess
import sys
import tempfile

from terminal import on_terminal

PROGRAM = os.environ["TCPLINE"]
CAPTURE = "pcaps/http-8080.pcap"
NOBODY = 65534

# Arguments, the line that is always there, the hint.
ROWS = (
    ([CAPTURE, "-r", CAPTURE], "can't parse filter expression: syntax error",
     f"({CAPTURE} is a file: read it with -r)"),
    (["-r", CAPTURE, "tcp", "portt", "80"],
     "can't parse filter expression: syntax error",
     "(man 7 pcap-filter tells how a filter is written)"),
    (["--analyse"], "unrecognized option '--analyse'",
     "(did you mean --analyze? --help lists all options)"),
    (["--conversation-list"], "unrecognized option '--conversation-list'",
     "(did you mean --conversations? --help lists all options)"),
    (["--analyze=x"], "doesn't allow an argument",
     "(did you mean --analyze? --help lists all options)"),
    (["--direction"], "option '--direction' requires an argument",
     "(it may be in, out, inout)"),
    (["-r", CAPTURE, "--only", "retransmision"],
     'unknown verdict or event "retransmision": any, trouble, retransmission',
     "(did you mean retransmission?)"),
    (["-r", CAPTURE, "--only", "any,zero-windw"],
     'unknown verdict or event "zero-windw"', "(did you mean zero-window?)"),
    (["-i", "lo", "-w", "x%c", "--on", "rts"],
     'unknown verdict or event "rts": any', "(did you mean rst?)"),
    (["-r", CAPTURE, "--fail-on", "rts"],
     'unknown figure "rts": packets, bytes', "(did you mean rst? It may be any"),
    (["-i", "nosuch"], "nosuch: No such device exists",
     "(-D lists the interfaces)"),
    (["--read-text", CAPTURE], "0 segments read",
     "a capture is read with -r)"),
    (["-r", "/etc/passwd"], "tcpline: unknown file format",
     "(/etc/passwd: neither pcap nor pcapng)"),
    (["-r", "TOLD"], "tcpline: unknown file format",
     "TOLD: this is text: read it with --read-text)"),
    (["-V", "/no"], "Unable to open file: No such file or directory",
     "(-V /no)"),
    (["--sandbox", "strickt"], 'unknown sandbox mode "strickt": strict or off',
     "(did you mean strict?)"),
    (["-Q", "int"], "unknown capture direction `int'", "(did you mean in? "),
    (["-T", "vxlam"], "unknown packet type `vxlam'", "(did you mean vxlan? "),
    (["-y", "EN10B"], "invalid data link type EN10B", "(did you mean EN10MB? "),
)


def at_terminal(arguments, user=None):
    """What stands on a terminal that is standard error."""
    return on_terminal([PROGRAM, *arguments], "stderr", user=user)


def in_pipe(arguments, user=None):
    """The same where nobody looks."""
    return subprocess.run([PROGRAM, *arguments], stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          timeout=30, check=False, user=user).stderr.decode()


def check(arguments, line, hint, user=None):
    """Both, and that without the hint they are the same."""
    wrong = []
    terminal, pipe = at_terminal(arguments, user), in_pipe(arguments, user)
    for name, said in (("terminal", terminal), ("pipe", pipe)):
        if line not in said:
            wrong.append(f"{arguments}: no line on the {name}: {said!r}")
    if hint not in terminal:
        wrong.append(f"{arguments}: no hint: {terminal!r}")
    if hint in pipe:
        wrong.append(f"{arguments}: a hint in a pipe")
    plain = re.sub(r"^\(" + re.escape(hint[1:]) + r".*\n", "", terminal,
                   flags=re.MULTILINE) if hint[0] == "(" else pipe
    if not pipe.startswith(plain):
        wrong.append(f"{arguments}: differs:\n{terminal!r}\n{pipe!r}")
    return wrong


def check_rights():
    """A capture without rights; only root can become somebody without."""
    if os.getuid() != 0 or not os.access(PROGRAM, os.X_OK):
        return []
    hint = '(as root, or once: sudo setcap cap_net_raw=ep "$(command -v tcpline)")'
    wrong = check(["-i", "lo"], "You don't have permission", hint, NOBODY)
    if wrong and "Permission denied" in str(wrong):
        return []  # the build folder is not for everyone
    return wrong + check([CAPTURE], "You don't have permission",
                         f"({CAPTURE} is a file: read it with -r)",
                         NOBODY) + check_directory()


def check_directory():
    """Root's own, where the user it becomes may not write."""
    users = {user.pw_name for user in pwd.getpwall()}
    if not users & {"tcpline", "tcpdump"}:
        return []
    with tempfile.TemporaryDirectory() as folder:
        return check(["-i", "lo", "--duration", "1", "-C", "1", "-w",
                      f"{folder}/a"], f"{folder}/a: Permission denied",
                     "(files of -C and -G are made as user tcp")


def main():
    """Every row."""
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        told = os.path.join(folder, "TOLD")
        text = subprocess.run([PROGRAM, "-nr", CAPTURE], check=True,
                              capture_output=True).stdout
        with open(told, "wb") as f:
            f.write(text)
        for arguments, line, hint in ROWS:
            wrong += check([told if a == "TOLD" else a for a in arguments],
                           line, hint)
        if "(" in at_terminal(["--sandbox", "maybe"]):
            wrong.append("a list is said twice")
    try:
        wrong += check_rights()
    except PermissionError:
        print("rights: skipped, the build folder is not for everyone")
    print("\n".join(wrong) or f"{len(ROWS)} rows")
    sys.exit(bool(wrong))


main()
