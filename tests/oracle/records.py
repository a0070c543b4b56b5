"""Text into records, and what to say about two records that differ.

A record is everything printed for one packet: its line, the lines that
continue it and its hex dump. Both programs run with -#, whose running number
makes the beginning of the next record certain.
"""

import re
from typing import NamedTuple

# Only TCP prints flags in this way; GRE and Geneve also say "Flags [".
TCP_FLAGS = re.compile(
    rb"Flags \[(?:none|[FSRP.UEW]+)\](?: \[bad|, (?:cksum|seq|ack|win))")
TCP_OTHER = re.compile(rb"\[\|tcp\]|: {1,2}tcp \d+|: ip-proto-6$|: tcp$",
                       re.M)
TCP_LENGTH = re.compile(rb", length \d+")
NUMBER = re.compile(r"0x[0-9a-f]+|\b[0-9a-f]*[0-9][0-9a-f]*\b")


class Difference(NamedTuple):
    """One record (or file-level fact) in which the programs disagree."""

    kind: str       # "tcp", "other", or "exit", "stderr", "crash", "stray"
    number: int     # the record's, from 1; 0 for the whole file
    oracle: bytes
    tcpline: bytes

    @property
    def label(self):
        return self.kind if self.number else self.kind + " (whole file)"


def split(stdout):
    """(text before the first record, [records without their number])."""
    marks = []
    at = 0 if stdout.startswith(b"    1  ") else stdout.find(b"\n    1  ") + 1
    if not stdout.startswith(b"    1  ", at):
        return stdout, []
    while True:
        marks.append(at)
        nxt = stdout.find(b"\n%5d  " % (len(marks) + 1), at)
        if nxt < 0:
            break
        at = nxt + 1
    ends = marks[1:] + [len(stdout)]
    return stdout[:marks[0]], [
        stdout[begin + len(b"%5d  " % number):end]
        for number, (begin, end) in enumerate(zip(marks, ends), 1)]


def is_tcp(record):
    return bool(TCP_FLAGS.search(record) or TCP_OTHER.search(record))


def up_to_length(record):
    """A TCP record up to and including `length N`; else its first lines
    without any dump. The IPv4 parenthesis has a length of its own, so the
    search begins at the flags."""
    flags = TCP_FLAGS.search(record)
    if flags:
        length = TCP_LENGTH.search(record, flags.end())
        line_end = record.find(b"\n", flags.end())
        if length and (line_end < 0 or length.end() <= line_end):
            return record[:length.end()]
        return record[:line_end if line_end >= 0 else len(record)]
    dump = record.find(b"\n\t0x0000:")
    return record[:dump if dump >= 0 else len(record)].rstrip(b"\n")


def count(stdout):
    """[TCP records, other records]."""
    _, records = split(stdout)
    tcp = sum(map(is_tcp, records))
    return [tcp, len(records) - tcp]


def compare(oracle, tcpline):
    """The differing records of two outputs, in order."""
    if oracle == tcpline:
        return []
    head_o, records_o = split(oracle)
    head_t, records_t = split(tcpline)
    found = []
    if head_o != head_t:
        found.append(Difference("stray", 0, head_o, head_t))
    for i in range(max(len(records_o), len(records_t))):
        one = records_o[i] if i < len(records_o) else b""
        two = records_t[i] if i < len(records_t) else b""
        if one != two:
            kind = "tcp" if is_tcp(one or two) else "other"
            found.append(Difference(kind, i + 1, one, two))
    return found


def first_difference(one, two):
    """Offset of the first byte in which they differ."""
    limit = min(len(one), len(two))
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == two[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def visible(data):
    """Latin-1 text with control bytes spelt out."""
    return "".join(c if " " <= c <= "~" else
                   {"\n": "\\n", "\t": "\\t"}.get(c, f"\\x{ord(c):02x}")
                   for c in data.decode("latin-1"))


def explain(diff, width=150):
    """Both texts' differing lines, a caret below the first wrong byte."""
    at = first_difference(diff.oracle, diff.tcpline)
    begin = diff.oracle.rfind(b"\n", 0, at) + 1
    before = visible(diff.oracle[begin:at])
    cut = max(0, len(before) - width // 2)
    lines = [f"  (line {diff.oracle.count(10, 0, at) + 1} of the record)"
             ] if begin else []
    for name, text in (("tcpdump", diff.oracle), ("tcpline", diff.tcpline)):
        end = text.find(b"\n", at)
        end = len(text) if end < 0 else end + 1
        shown = visible(text[begin:end])[cut:cut + width]
        lines.append(f"  {name}: {'...' if cut else ''}{shown}")
    lines.append(" " * (11 + (3 if cut else 0) + len(before) - cut) + "^")
    return "\n".join(lines)


def class_of(diff):
    """A name under which like differences gather: the text around the
    first difference with every number replaced."""
    at = first_difference(diff.oracle, diff.tcpline)
    while at and diff.oracle[at - 1:at].isalnum():
        at -= 1
    blur = [NUMBER.sub("N", visible(part)) for part in
            (diff.oracle[max(0, at - 60):at], diff.oracle[at:at + 40],
             diff.tcpline[at:at + 40])]
    return (f"{diff.label}: ...{blur[0][-20:]}"
            f"<<{blur[1][:14]}|{blur[2][:14]}>>")
