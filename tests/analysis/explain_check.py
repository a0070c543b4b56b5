#!/usr/bin/env python3
"""Reads --explain back.

    explain_check.py FOLDER [EVERY]     captures in the folder and below it, or
                                        every so-manieth
    explain_check.py random FIRST-LAST  seeds of generate.py

Taken away, its rows leave the output without it, byte for byte, for every
option set. Each number in a note stands in the line it explains, in the line
of a frame the note names, or in the packet's JSON object, or is one more or
less than one that does. The states agree with a second reading of flags and
numbers, which is below. No row is wider than asked for.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import generate
import packets

TCPLINE = os.environ.get("TCPLINE", "build/release/src/tcpline")
SETS = ["", "-v", "-vv -e", "-S", "-q", "-# -tttt", "-X", "--analyze",
        "--diagnose -v", "--ladder=ascii", "--ladder=utf-8 --analyze",
        "--only any", "--explain=all"]
MOST_BYTES = 1000000
NOTE = re.compile(rb"^    # .*\n", re.M)
LINE = re.compile(r" *(\d+)  (\d+)\.(\d+) .*?(\S+) > (\S+): Flags \[([^]]*)\]"
                  r"(?:, cksum [^,]*(?:\([^)]*\))?)?"
                  r"(?:, seq (\d+)(?::(\d+))?)?(?:, ack (\d+))?")
STAMP = re.compile(r" *(\d+)  (-?\d+)\.(\d+) ")
SUM = re.compile(r"\b(\d+) = (\d+) \+ (\d+)\b")
FRAMES = re.compile(r"\bframes? (\d+(?:, \d+)*)")
SPAN = re.compile(r"\b(\d+\.\d+) (ms|s)\b")
FIXED = re.compile(r"\b[123] of 3\b|\+ 1\b|RFC \d+")
STATES = re.compile(r"^\[(.*)\]$")
explained = set()  # captures of which notes were read


def run(capture, *options, env=None):
    return subprocess.run([TCPLINE, "-n", *options, "-r", str(capture)],
                          capture_output=True, check=False,
                          env=os.environ | {"LC_ALL": "C"} | (env or {})).stdout


def not_stripped(capture):
    for options in SETS:
        words = options.split()
        plain = run(capture, *(w for w in words if w != "--explain=all"))
        noted = run(capture, "--explain", *words)
        # --diagnose has rows of its own, below the last line.
        if NOTE.sub(b"", noted) != NOTE.sub(b"", plain):
            yield f"{options}: without the notes it is another text"
        own = set(NOTE.findall(plain))
        for row in set(NOTE.findall(noted)) - own:
            if len(row) > 81:
                yield f"{options}: {len(row) - 1} columns"


def read(capture, *options):
    """(line, match or None, notes) of each record."""
    records = [("", None, [])]
    text = run(capture, "-tt", "-#", "--nano", "--explain=all", *options)
    for row in text.decode(errors="replace").split("\n"):
        if row.startswith("    #   "):
            records[-1][2][-1] += " " + row[8:]
        elif row.startswith("    # "):
            records[-1][2].append(row[6:])
        else:
            records.append((row, LINE.match(row), []))
    explained.update(str(capture) for _, m, notes in records if m and notes)
    return [r for r in records if r[1]]


def integers(value):
    if isinstance(value, dict):
        for v in value.values():
            yield from integers(v)
    elif isinstance(value, list):
        for v in value:
            yield from integers(v)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield value


def time_of(m):
    return int(m[2]) * 10**9 + int(m[3])


def is_span(text, unit, times):
    digits = len(text.split(".")[1])
    unit = 10**6 if unit == "ms" else 10**9
    want = int(text.replace(".", "")) * unit // 10**digits
    return any(abs(abs(a - b) - want) <= unit // 10**digits
               for a in times for b in times)


def strange_numbers(capture, *options):
    records = read(capture, *options)
    lines, impossible = {}, set()
    for row in run(capture, "-tt", "-#", "--nano", *options).decode(
            errors="replace").split("\n"):
        if (m := STAMP.match(row)):
            lines[int(m[1])] = (row, m)
        elif (m := re.match(r" *(\d+)  \[Invalid", row)):
            impossible.add(int(m[1]))
    objects = {}
    for row in run(capture, "--json", "--diagnose").split(b"\n"):
        if row.strip():
            obj = json.loads(row)
            if "frame" in obj:
                objects[obj["frame"]["number"]] = obj
    ends, raw = {}, {}
    for row, m, notes in records:
        number, way = int(m[1]), (m[4], m[5])
        for note in notes:
            if STATES.match(note):
                continue
            named = [int(n) for group in FRAMES.findall(note)
                     for n in group.split(", ")]
            named = [n for n in named if n not in impossible]
            if any(n > number or n not in lines for n in named):
                yield f"{number}: names a frame that is not there: {note}"
                continue
            texts = [row] + [lines[n][0] for n in named]
            times = [time_of(m)] + [time_of(lines[n][1]) for n in named]
            known = {int(n) for text in texts for n in re.findall(r"\d+", text)}
            for n in [number] + named:
                known |= set(integers(objects.get(n, {}).get("tcp", {})))
                known |= set(integers(objects.get(n, {}).get("tls", {})))
            known |= ends.get(way, set())
            if m[7]:  # earlier ends, counted as this line counts
                base = objects[number]["tcp"]["seq_raw"] - int(m[7])
                known |= {(r - base) % 2**32 for r in raw.get(way, ())}
            known |= {n + 1 for n in known} | {n - 1 for n in known}
            known |= set(named) | {1 << i for i in range(15)}
            if "D-SACK" in note:  # a FIN behind the bytes is none of them
                known |= {n - 2 for n in known}
            known |= {n % 2**32 for n in known}
            rest = FRAMES.sub(" ", FIXED.sub(" ", note))
            for end in (m[4], m[5]):
                rest = rest.replace(end, " ")
            for total, a, b in SUM.findall(rest):
                if int(a) in known and int(b) in known and \
                        int(total) == (int(a) + int(b)) % 2**32:
                    known.add(int(total))
            for text, unit in SPAN.findall(rest):
                if not is_span(text, unit, times):
                    yield f"{number}: {text} {unit} in {note}"
            for text in re.findall(r"\d+", SPAN.sub(" ", rest)):
                if int(text) not in known:
                    yield f"{number}: {text} in {note}"
        sent = objects.get(number, {}).get("tcp", {})
        ends.setdefault(way, set()).update(
            sent[name] for name in ("seq", "nxtseq") if name in sent)
        raw.setdefault(way, set()).update(
            sent[n] + more for n in ("seq_raw",) if n in sent
            for more in (0, 1, sent.get("len", 0), sent.get("len", 0) + 1))
        if m[8]:
            ends.setdefault(way, set()).add(int(m[8]))
        elif m[7]:
            ends.setdefault(way, set()).update({int(m[7]), int(m[7]) + 1})
        if m[9]:
            ends.setdefault((m[5], m[4]), set()).add(int(m[9]))


class End:
    """One end of a connection, by flags and raw numbers alone."""

    def __init__(self):
        self.syn = self.fin = self.ack = self.fin_ack = None
        self.state = None


def follow(mine, theirs, flags, seq, length, ack):
    """The sender's state, where a segment of an orderly life proves one."""
    if "R" in flags or {"S", "F"} <= set(flags):
        mine.state = theirs.state = "?"
    if mine.state == "?":
        return None
    if "S" in flags:
        if mine.syn is not None and mine.syn != seq:
            mine.state = theirs.state = "?"
            return None
        mine.syn = seq
        mine.state = "SYN-RECEIVED" if "." in flags else "SYN-SENT"
        return mine.state
    if ack is not None:
        mine.ack = ack if mine.ack is None or \
            (ack - mine.ack) % 2**32 < 2**31 else mine.ack
    has_fin = theirs.fin is not None and mine.ack == (theirs.fin + 1) % 2**32
    if mine.state == "SYN-SENT" and theirs.syn is not None:
        mine.state = "ESTABLISHED"
    if has_fin and mine.state == "ESTABLISHED":
        mine.state = "CLOSE-WAIT"
    if "F" in flags and mine.fin is None:
        mine.fin, mine.fin_ack = (seq + length) % 2**32, ack
        if mine.state in ("ESTABLISHED", "SYN-RECEIVED") and not has_fin:
            mine.state = "FIN-WAIT-1"
        elif mine.state in ("CLOSE-WAIT", "SYN-RECEIVED"):
            mine.state = "LAST-ACK"
        return mine.state
    if mine.fin is not None and has_fin:
        # The peer's FIN was got; did it acknowledge this end's own?
        if mine.state == "FIN-WAIT-1" and theirs.fin_ack is not None and \
                (theirs.fin_ack - mine.fin - 1) % 2**32 < 2**31:
            return "TIME-WAIT"
    return None


def raw_segments(capture):
    """(frame, ways, flags, seq, length, ack) by -S and -vv, not by notes."""
    for row in run(capture, "-tt", "-#", "-S", "--nano").decode(
            errors="replace").split("\n"):
        m = LINE.match(row)
        if not m:
            continue
        seq = int(m[7]) if m[7] else None
        length = (int(m[8]) - seq) % 2**32 if m[8] else 0
        ack = int(m[9]) if m[9] else None
        yield int(m[1]), (m[4], m[5]), m[6], seq, length, ack


def wrong_states(capture):
    said = {}
    for _, m, notes in read(capture):
        if notes and (states := STATES.match(notes[-1])):
            said[int(m[1])] = states[1]
    ends = {}
    for number, way, flags, seq, length, ack in raw_segments(capture):
        back = way[::-1]
        if flags.startswith("S") and "." not in flags and \
                ends.get(way, End()).syn not in (None, seq):
            ends[way], ends[back] = End(), End()
        mine = ends.setdefault(way, End())
        theirs = ends.setdefault(back, End())
        want = follow(mine, theirs, flags, seq, length, ack)
        if want is None or number not in said:
            continue
        states = {w.split()[1] for w in said[number].split(", ")
                  if not w.endswith("on arrival")}
        if theirs.syn is not None and want not in states:
            yield f"{number}: {want}, but [{said[number]}]"


def strange_raw_numbers(capture):
    yield from strange_numbers(capture, "-S")


CHECKS = (not_stripped, strange_numbers, strange_raw_numbers, wrong_states)


def main_random(seeds):
    first, last = map(int, seeds.split("-"))
    bad = []
    with tempfile.TemporaryDirectory() as folder:
        capture = pathlib.Path(folder) / "random.pcap"
        for seed in range(first, last + 1):
            packets.write_pcap(capture, generate.records(seed))
            bad += [f"{seed}: {text}" for check in CHECKS[1:]
                    for text in check(capture)]
    print("\n".join(bad[:20]))
    print(f"{last - first + 1} seeds, {len(bad)} faults")
    return 1 if bad or not explained else 0


def main(folder, every=1):
    if folder == "random":
        return main_random(every)
    found = [p for p in sorted(pathlib.Path(folder).rglob("*.*cap*"))
             if p.is_file() and p.stat().st_size < MOST_BYTES]
    bad = 0
    for capture in found[::int(every)]:
        for check in CHECKS:
            for text in check(capture):
                bad += 1
                if bad <= 20:
                    print(f"{capture.name}: {text}")
    print(f"{len(explained)} captures with notes, {bad} faults")
    return 1 if bad or not explained else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
