#!/usr/bin/env python3
"""Text that tcpline prints of a capture, read back, prints its TCP lines again.

    round_trip.py FILE|FOLDER ...               captures, several option sets
    round_trip.py --sampled FOLDER ...          every tenth, if it is small
    round_trip.py --analysis FILE|FOLDER ...    what --analyze says of them
    round_trip.py --mangled FILE|FOLDER ...     the same, after what mail, web
                                                and terminals do to text

$TCPLINE is the program. What text cannot tell is named in KNOWN below.
"""

import html
import os
import random
import re
import subprocess
import sys
from pathlib import Path

OPTION_SETS = ("-n", "-nS", "-nv", "-nvv", "-ne", "-ntt", "-ntttt", "-nt",
               "-nttt", "-nttttt", "-n --time=iso8601", "-n --utc",
               "-n#", "-nq", "-nX", "-nxxv")
MANGLED_SETS = ("-n", "-nv", "-ntt", "-nX")
START = re.compile(r"^( *\d+ {2})?( ?\d\d:\d\d:\d\d\.|\d{9,10}\.|\d{4}-\d\d-|IP6? |"
                   r"([0-9a-f]{2}:){5})")
END = r"[0-9a-f:.]+\.\d+"
# What carries the segment is IP alone, or Ethernet with -e: the text of tunnels
# and of other link types is passed over, not printed again.
PLAIN = re.compile(
    r"^( *\d+ {2})?( ?(\d{4}-\d\d-\d\d[ T])?[\d:]+\.\d+[-Z+:\d]* )?"
    r"(IP6? |([0-9a-f:]{17} > [0-9a-f:]{17}, (ethertype )?"
    r"(IPv[46]|802\.1Q)[^:]*: (vlan [^(]*\(0x[0-9a-f]+\), )*))"
    rf"(\((?:(?! > )[^\n])*\)\s+)?{END} > {END}: (Flags \[|tcp \d+)[^\n]*(\n\t[^\n]*)*$")
# ... nor what a line says where a header is damaged or was cut.
# Below a line that was cut, -X shows the link header as well.
CUT = re.compile(r"\[\|")
# Options whose words do not hold their bytes: where they are wrapped, nobody
# knows whether there was a blank.
WORDY = re.compile(r"mptcp|scps|exp|can't check|\[bad|\[\||\[len|invalid")
ODD = ("[bad hdr", "missing!", "truncated", "frag", "options (",
       "[remaining caplen")


def tcpline(arguments, text=None):
    """Standard output of the program, and what it said beside it."""
    done = subprocess.run([os.environ["TCPLINE"], *arguments], input=text,
                          capture_output=True, check=False)
    if done.returncode < 0 or done.returncode > 1:
        sys.exit(f"{arguments}: exit {done.returncode}: "
                 f"{done.stderr.decode(errors='replace')}")
    return done.stdout.decode("latin-1"), done.stderr.decode("latin-1")


def records(text):
    """The lines of a text, each with what stands below it."""
    out = []
    for line in text.splitlines():
        if START.match(line) or not out:
            out.append(line)
        else:
            out[-1] += "\n" + line
    return out


def is_plain(record, timed=True):
    """A segment that is carried by nothing but IP, in a whole packet."""
    plain = PLAIN.match(record)
    return (plain is not None and (plain.group(2) is not None or not timed) and
            not any(odd in record.split("\n\t")[0] for odd in ODD))


def without_number(record):
    """Lines that are none leave no number behind."""
    return re.sub(r"^ *\d+ {2}", "", record)


def expected(text, options):
    """What reading the text back should print."""
    timed = options != "-nt"
    lines = [r for r in records(text) if is_plain(r, timed) and
             not ("0x0000:" in r and CUT.search(r))]
    return [without_number(r) for r in lines] if "#" in options else lines


# Every combination of flags, most of which no connection can have.
# Seconds beyond what a clock shows; one segment cut at every byte.
ODD_CAPTURES = ("times.pcap", "snaplen-options.pcap",
                "simple-and-unknown-blocks.pcapng")
KNOWN = {("flags.pcap", "-nS"), ("flags.pcap", "-nxxv"),
         # Segments that do not go on from each other.
         ("mptcp-options.pcap", "-nS"), ("option-lengths.pcap", "-nS"),
         ("option-kinds.pcap", "-nS"), ("options-odd.pcap", "-nS"),
         # A second between any two, and the same again.
         ("snaplen-payload.pcap", "-nttttt"),
         # One end talks to itself: whose numbers are whose?
         ("land.pcap", "-nS"),
         # IP behind LLC is shown as IP.
         ("llc-snap.pcap", "-nxxv"),
         # Its link header is part of what -X shows.
         ("ppp.pcap", "-nX")}


# --- mangling ---

def as_html(text, _rng):
    """A web page's source."""
    return html.escape(text, quote=False).replace("\t", "&nbsp;&nbsp;")


def quoted(text, _rng):
    """A mail's answer."""
    return "".join(f"> {line}\n" for line in text.splitlines())


def numbered(text, _rng):
    """A listing with numbers."""
    return "".join(f"{n:>4}: {line}\n"
                   for n, line in enumerate(text.splitlines(), 1))


def prompted(text, rng):
    """A terminal's log, with prompts and remarks between."""
    out = ["$ tcpdump -n -i eth0 tcp", "listening on eth0, link-type EN10MB"]
    for record in records(text):
        out.append(record)
        if rng.random() < 0.2:
            out.append("and then the other side answers:")
    return "\n".join(out + ["^C", "9 packets captured"]) + "\n"


def wrapped(text, rng):
    """A terminal of some width."""
    width = rng.randint(60, 132)
    out = []
    for line in text.splitlines():
        while len(line) > width:
            out.append(line[:width])
            line = line[width:]
        out.append(line)
    return "\n".join(out) + "\n"


def repeated(text, rng):
    """A note that quotes lines from above."""
    lines = text.splitlines()
    whole = records(text)
    for record in rng.sample(whole, min(5, len(whole))):
        lines += ["Look again at this one:", *record.split("\n")]
    return "\n".join(lines) + "\n"


def spaced(text, _rng):
    """Tabs, ideographic blanks, carriage returns."""
    return "".join(f"\u3000 {line}\r\n" for line in text.splitlines())


MANGLERS = (as_html, quoted, numbered, prompted, wrapped, repeated, spaced)


def segment_alone(record):
    """The line up to its length: payload's words do not survive every page."""
    first = re.split(r"\n\t| +0x0000:", record)[0]
    return re.sub(r"(, length \d+).*$", r"\1", first, flags=re.DOTALL).strip()


# --- comparing ---

compared = []  # how many lines a comparison had

def repeats(lines):
    """Some line comes twice, with its time: that would be a quotation."""
    return len({segment_alone(line) for line in lines}) < len(lines)


def differences(name, options, want, got, say):
    """How many lines differ; the first is shown."""
    compared.append(len(want))
    if want == got:
        return 0
    for number, (a, b) in enumerate(zip(want + [""] * len(got),
                                        got + [""] * len(want))):
        if a != b:
            at = max(0, len(os.path.commonprefix((a, b))) - 60)
            say.append(f"{name} {options}: line {number + 1} of {len(want)}, "
                       f"{len(got)} came\n  want {a[at:at + 150]!r}\n"
                       f"  got  {b[at:at + 150]!r}")
            return 1
    return 0


def check(path, say):
    """All option sets on one capture."""
    bad = 0
    for options in OPTION_SETS:
        text, said = tcpline([*options.split(), "-r", str(path)])
        want = expected(text, options)
        if not want or path.name in ODD_CAPTURES or (options != "-nt" and repeats(want)) or "xx" in options and "(Ethernet)" not in said or (
                path.name, options) in KNOWN or (
                options.startswith("-nttt") and options != "-ntttt" and
                not text.startswith(want[0])):
            continue
        kept = "\n".join(want) + "\n"
        got, _ = tcpline([*options.split(), "--read-text", "-"],
                         kept.encode("latin-1"))
        have = records(got)
        if "#" in options:
            have = [without_number(r) for r in have]
        bad += differences(path.name, options, want, have, say)
    return bad


def check_mangled(path, say):
    """All manglers on one capture."""
    bad = 0
    for options in MANGLED_SETS:
        text, _ = tcpline([*options.split(), "-r", str(path)])
        want = expected(text, options)
        want = [r for r in want if not WORDY.search(r)]
        stamps = [segment_alone(r) for r in want]
        if not want or repeats(want) or path.name in ODD_CAPTURES:
            continue
        for mangle in MANGLERS:
            rng = random.Random(f"{path.name} {options} {mangle.__name__}")
            text = mangle("\n".join(want) + "\n", rng)
            got, _ = tcpline([*options.split(), "--read-text", "-"],
                             text.encode("utf-8"))
            bad += differences(path.name, f"{options} {mangle.__name__}",
                               stamps,
                               [segment_alone(r) for r in records(got)], say)
    return bad


# A keep-alive is known by its own number, which a bare ACK does not show; so
# is what comes behind it. A second after the last, an ACK may be one.
KEEPS_ALIVE = ("keep-alive.pcap", "live-keep-alive.pcap",
               "live-zero-window.pcap", "ipv6.pcap")
# Every combination of flags, most of which no connection can have.
MADE_UP = ("flags.pcap", "option-lengths.pcap")


def check_analysis(path, say):
    """What --analyze says of the text is what it says of the capture."""
    text, _ = tcpline(["-n", "-r", str(path)])
    lines = records(text)
    if not lines or path.name in KEEPS_ALIVE + MADE_UP or repeats(lines) or not all(
            is_plain(line) and not WORDY.search(line) for line in lines):
        return 0
    want, _ = tcpline(["-n", "--analyze", "-r", str(path)])
    got, _ = tcpline(["-n", "--analyze", "--read-text", "-"],
                     text.encode("latin-1"))
    return differences(path.name, "--analyze", records(want), records(got),
                       say)


def captures(paths):
    """The files themselves and those in folders."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*")
                              if p.suffix in (".pcap", ".cap", ".pcapng"))
        else:
            yield path


def main(arguments):
    """As the head says."""
    job = check
    step, largest = 1, None
    if arguments[:1] == ["--mangled"]:
        job, arguments = check_mangled, arguments[1:]
    elif arguments[:1] == ["--analysis"]:
        job, arguments = check_analysis, arguments[1:]
    elif arguments[:1] == ["--sampled"]:
        step, largest, arguments = 10, 200000, arguments[1:]
    say, bad, files = [], 0, 0
    for path in list(captures(arguments))[::step]:
        if largest is None or path.stat().st_size <= largest:
            bad += job(path, say)
            files += 1
    print("\n".join(say[:40]))
    print(f"{files} captures, {sum(compared)} lines, {bad} differences")
    sys.exit(bad > 0 or sum(compared) == 0)


if __name__ == "__main__":
    main(sys.argv[1:])
