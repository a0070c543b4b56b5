#!/usr/bin/env python3
"""--tree against tshark's PDML, and against itself.

tree.py [FILE...]: with no file, the bundled captures; with --corpus N, every
N-th capture of the corpus instead. For every packet:

  - each row of `--tree=names -v` that names a Wireshark field has the value,
    the place and the bytes that `tshark -T pdml` has for that field;
  - the blocks' sizes sum to the captured length, and no row lies beyond it;
  - without what --tree adds, the line is what it is without --tree;
  - without the colours of --color, the tree is what it is without them.

With --prefixes N, of every N-th packet every shorter capture is shown as well.
Exit code 1: something differs; 77: there is no tshark, or no corpus.
"""
import argparse
import collections
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "tests/analysis"))
import stand_by  # noqa: E402  (found by the line above)

SKIPPED = 77

# Dissectors that stay on: those whose headers have fields.
KEPT = set("""frame eth ethertype llc snap sll null raw vlan ieee8021ad ppp
    pppoe pppoes pppoed mpls gre vxlan geneve arp ip ipv6 icmp icmpv6 udp tcp
    data dns mdns dhcp ntp tls l2tp ip.frag ipv6.fraghdr ipv6.hopopts ipv6.dstopts
    ipv6.routing enc nflog ipnet gtp erspan lapd chdlc fr loop ipip juniper wlan radiotap prism pktap pflog
    """.split())
KEPT_PREFIXES = ("tcp.options", "_ws", "ip.", "ipv6.", "ipv6")
PREFERENCES = [
    "ip.defragment:FALSE", "ipv6.defragment:FALSE",
    "tcp.desegment_tcp_streams:FALSE", "tcp.reassemble_out_of_order:FALSE",
    "eth.fcs:Never",
]

TITLE = re.compile(r"^  (\S.*), (\d+) bytes?(?:  \[.*\])?$")
FRAME = re.compile(r"^  Frame (\d+), (\d+) bytes?(?:, (\d+) captured)?$")
ROW = re.compile(r"^    ([0-9a-f]{4,})  ((?:[0-9a-f]{2} ?)+?)( ?\.\.)?(?:\s{2,}"
                 r"(\S.*))?$")
BITS_ROW = re.compile(r"^ {35}(\S.*)$")
BITS = re.compile(r"^([01.]{4}(?: [01.]{4})*)(?:  |$)")
NAMED = re.compile(r"^([a-z0-9_]+(?:\.[A-Za-z0-9_-]+)+)(?:  +|$)(.*)$")
COLOR = re.compile(r"\033\[[0-9;]*m")
# Where tshark says what is not in the bytes.
KNOWN = {
    ("ip.len", "0"): "0 stands for a length the sender's card fills in",
    ("ipv6.opt", "Pad1"): "tshark goes astray behind an option of odd length",
}
# Dates are written otherwise: place and bytes are compared alone.
DATES = {"ntp.reftime", "ntp.org", "ntp.rec", "ntp.xmt"}
SEEN = {"SYN": 1, "SYN-ACK": 2, "ACK": 4, "data": 8, "FIN": 16, "RST": 32}


class Row:
    """A row that stands for bytes: where, which of their bits, what of it."""

    def __init__(self, off, data, more, text):
        self.off, self.data, self.more = off, data, more
        self.cut = "[|" in text
        named = NAMED.match(text)
        self.name = named.group(1) if named else None
        self.value = named.group(2) if named else text
        bits = BITS.match(self.value)
        if bits and len(bits.group(1).replace(" ", "")) != 8 * len(data):
            bits = None # a number such as 1000
        self.bits = bits.group(1).replace(" ", "") if bits else None
        if bits:
            self.value = self.value[bits.end():].strip()

    def places(self):
        """Where PDML may have the field: its bytes, or those with its bits."""
        whole = (self.off, len(self.data))
        if self.bits is None:
            return [whole]
        used = [i // 8 for i, c in enumerate(self.bits) if c != "."]
        return [whole, (self.off + used[0], used[-1] - used[0] + 1)]

    def number(self):
        """The value as a number, None if it is none."""
        if re.match(r"(not )?set\b", self.value):
            return int(not self.value.startswith("not"))
        for pattern in (r"^\d+ words = (\d+) bytes", r"\((0x[0-9a-f]+|\d+)\)(?:,|$)",
                        r"^(0x[0-9a-f]+|\d+)\b"):
            found = re.search(pattern, self.value)
            if found:
                return int(found.group(1), 0)
        if self.bits is not None:
            return int("".join(c for c in self.bits if c != "."), 2)
        return int.from_bytes(self.data, "big")


class Packet:
    def __init__(self, line, captured):
        self.line, self.captured = line, captured
        self.sizes, self.rows, self.deduced = [], [], []


def parse(text):
    """Our packets by their frame's number."""
    packets, packet, line, row = {}, None, "", None
    for at in text.split("\n"):
        frame = FRAME.match(at)
        if frame:
            packet = Packet(line, int(frame.group(3) or frame.group(2)))
            packets[int(frame.group(1))] = packet
            continue
        if not at.startswith("  ") or packet is None:
            line, packet = at, None
            continue
        title = TITLE.match(at)
        if title or at.startswith("  Connection"):
            if title:
                packet.sizes.append(int(title.group(2)))
            row = None
            continue
        found = ROW.match(at)
        if found:
            off, data = int(found.group(1), 16), bytes.fromhex(found.group(2))
            named = at[33:35] == "  " and at[35:36] not in ("", " ")
            if not named: # as a dump has them
                data = bytes.fromhex(at[10:58].strip())
            row = Row(off, data, bool(found.group(3)),
                      found.group(4) or "" if named else "")
            packet.rows.append(row)
            continue
        bits = BITS_ROW.match(at)
        if bits and row is not None:
            packet.rows.append(Row(row.off, row.data, row.more, bits.group(1)))
        elif bits:
            packet.deduced.append(Row(0, b"", False, bits.group(1)))
    return packets


def config_dir(temporary):
    out = subprocess.run(["tshark", "-G", "protocols"], check=True,
                         capture_output=True, text=True).stdout
    names = [line.split("\t")[2] for line in out.splitlines()]
    with open(os.path.join(temporary, "disabled_protos"), "w") as f:
        for name in names:
            if name not in KEPT and not name.startswith(KEPT_PREFIXES):
                f.write(name + "\n")
    return temporary


def ready_tshark(config):
    args = ["-T", "pdml"]
    for preference in PREFERENCES:
        args += ["-o", preference]
    return stand_by.Tshark(args, config)


def pdml(path, tshark):
    """tshark's fields by the frame's number: name -> list of field."""
    _, out = tshark.read(path)
    number = 0
    try:
        for _, element in xml.etree.ElementTree.iterparse(out):
            if element.tag != "packet":
                continue
            number += 1
            fields = collections.defaultdict(list)
            for field in element.iter("field"):
                fields[field.get("name")].append(field)
            protocols = [p.get("name") for p in element.iter("proto")]
            element.clear()
            yield number, fields, protocols
    except xml.etree.ElementTree.ParseError:
        pass
    out.close()


def same_number(shown, number):
    try:
        return int(shown, 0) == number
    except ValueError:
        return shown in ("True", "False") and (shown == "True") == number


def fits(row, field):
    """The value, the place and the bytes of `row` are those of the field."""
    shown = field.get("show", "")
    raw = bytes.fromhex(field.get("unmaskedvalue") or field.get("value") or "")
    place = (int(field.get("pos")), int(field.get("size")))
    size = place[1]
    if row.more:
        if place[0] != row.off or size <= len(row.data):
            return False
        if raw and not raw.startswith(row.data):
            return False
    else:
        if place not in row.places():
            return False
        at = place[0] - row.off
        if raw and row.data[at:at + size] != raw:
            return False
    if shown == raw.hex(":") or not shown or row.name in DATES:
        return True
    if row.value.endswith("..") or any(c < 0x20 or c >= 0x7f for c in shown.encode()):
        return True # a name that is none: each marks it in its own way
    return (row.value.split("  ")[0].split(",")[0] == shown or
            row.value.startswith(shown) or same_number(shown, row.number()))


def fits_deduced(row, field):
    shown = field.get("show", "")
    words = row.value.split()
    if row.name == "tcp.completeness":
        seen = 0 if row.value == "nothing" else \
            sum(SEEN[w] for w in row.value.split(", "))
        return int(shown) == seen
    if row.name == "tcp.analysis.acks_frame":
        return words[1].rstrip(",") == shown
    return words[0].rstrip(",") in (shown, shown.rstrip("0"))


def ask(program, path, *options):
    run = subprocess.run([program, "-n", "-t", "--nano", "-r", str(path),
                          *options], capture_output=True)
    if run.returncode < 0:
        return "crash %d" % run.returncode, ""
    return None, run.stdout.decode("utf-8", "replace")


class Tally:
    def __init__(self, show):
        self.rows = self.packets = self.bad = self.absent = self.deduced = 0
        self.absences = collections.Counter()
        self.show, self.kinds = show, collections.Counter()

    def complain(self, path, number, kind, text):
        self.bad += 1
        self.kinds[kind] += 1
        if self.kinds[kind] <= self.show:
            print(f"{path} frame {number}: {kind}: {text}")


def check_against_itself(path, packets, program, tally):
    for number, packet in packets.items():
        total = sum(packet.sizes)
        if total != packet.captured:
            tally.complain(path, number, "sizes", "blocks have %d bytes, the "
                           "packet %d" % (total, packet.captured))
        for row in packet.rows:
            end = row.off + len(row.data) + row.more
            if end > packet.captured:
                tally.complain(path, number, "beyond", "%04x" % row.off)
    _, plain = ask(program, path)
    _, tree = ask(program, path, "--tree")
    added = re.compile(r"^  ", re.MULTILINE)
    kept, plain = ("\n".join(x for x in text.split("\n") if not added.match(x))
                   for text in (tree, plain))
    if kept != plain:
        tally.complain(path, 0, "line", "--tree changes it")
    for options in (["--tree"], ["--tree=names", "-v"], ["--tree=boxes"]):
        _, bare = ask(program, path, *options, "--color=never")
        _, painted = ask(program, path, *options, "--color=always")
        if COLOR.sub("", painted) != bare:
            tally.complain(path, 0, "colour", "%s is not the same without"
                           % options)


def is_unread(row, fields, broken):
    """tshark gave up before these bytes, or took them for mere data."""
    def covers(field):
        start, size = int(field.get("pos")), int(field.get("size"))
        return start <= row.off < start + size
    if broken or row.name.startswith("tls."): # it wants whole records
        return True
    return any(covers(f) for f in fields.get("data.data", []))


def is_fragment(fields):
    return any(f.get("show") not in ("0", "False")
               for name in ("ip.flags.mf", "ip.frag_offset", "ipv6.fraghdr.nxt")
               for f in fields.get(name, []))


def check_against_tshark(path, packets, tshark, tally):
    fragments = False # which the analysis puts together, and tshark here not
    for number, fields, protocols in pdml(path, tshark):
        packet = packets.get(number)
        if packet is None:
            continue
        tally.packets += 1
        broken = any(p.startswith("_ws.") for p in protocols)
        fragments = fragments or is_fragment(fields)
        rows = packet.rows + ([] if fragments else packet.deduced)
        for row in rows:
            if row.name is None or row.cut:
                continue
            theirs = fields.get(row.name, [])
            here = [f for f in theirs if not row.data or
                    int(f.get("pos")) in [off for off, _ in row.places()]]
            if not here and is_unread(row, fields, broken):
                tally.absent += 1
                continue
            if not theirs:
                tally.absent += 1
                tally.absences[row.name] += 1
                if tally.absences[row.name] <= tally.show:
                    print(f"{path} frame {number}: absent: {row.name}")
                continue
            tally.rows += 1
            fit = fits if row.data else fits_deduced
            if any(fit(row, f) for f in theirs):
                continue
            if not row.data: # tests/analysis has its own list of these
                tally.deduced += 1
            elif (row.name, row.value.split(",")[0]) not in KNOWN:
                tally.complain(path, number, row.name, "%04x %s %r, not %s" % (
                    row.off, row.data.hex(), row.value,
                    ["%s@%s+%s %s" % (f.get("show"), f.get("pos"),
                                      f.get("size"), f.get("value"))
                     for f in theirs]))


def records_of(path):
    """The records of a classic savefile: header, and (lengths, bytes)."""
    data = path.read_bytes()
    if len(data) < 24 or data[:4] not in (b"\xd4\xc3\xb2\xa1",
                                          b"\xa1\xb2\xc3\xd4"):
        return None, []
    order = "<" if data[0] == 0xd4 else ">"
    at, records = 24, []
    while at + 16 <= len(data):
        _, _, cap, wire = struct.unpack(order + "4I", data[at:at + 16])
        records.append((order, wire, data[at + 16:at + 16 + cap]))
        at += 16 + cap
    return data[:24], records


def check_prefixes(path, program, step, tally):
    header, records = records_of(path)
    if not records:
        return
    with tempfile.NamedTemporaryFile(suffix=".pcap") as f:
        f.write(header)
        for order, wire, data in records[::step]:
            for n in [*range(1, min(len(data), 400) + 1),
                      *range(401, len(data) + 1, 997)]:
                f.write(struct.pack(order + "4I", 0, 0, n, wire) + data[:n])
        f.flush()
        failed, text = ask(program, f.name, "--tree=names", "-v")
        if failed:
            tally.complain(path, 0, "prefixes", failed)
        for number, packet in parse(text).items():
            if sum(packet.sizes) != packet.captured:
                tally.complain(path, number, "prefix sizes", "blocks have %d "
                               "bytes, the packet %d" % (sum(packet.sizes),
                                                         packet.captured))
            for row in packet.rows:
                if row.off + len(row.data) + row.more > packet.captured:
                    tally.complain(path, number, "beyond a prefix",
                                   "%04x" % row.off)


def captures(args):
    if args.files:
        return [pathlib.Path(f) for f in args.files]
    if not args.corpus:
        return sorted(p for p in (ROOT / "pcaps").iterdir()
                      if p.suffix[:5] == ".pcap")
    corpus = os.environ.get("TCPLINE_CORPUS")
    if not corpus:
        print("SKIPPED: TCPLINE_CORPUS names no corpus")
        sys.exit(SKIPPED)
    return sorted(p for p in pathlib.Path(corpus).rglob("*") if p.suffix[:5] in
                  (".pcap", ".cap") and p.is_file())[::args.corpus]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="*")
    parser.add_argument("--tcpline", default=os.environ.get(
        "TCPLINE", str(ROOT / "build/src/tcpline")))
    parser.add_argument("--corpus", type=int, metavar="N", default=0)
    parser.add_argument("--prefixes", type=int, metavar="N", default=0)
    parser.add_argument("--show", type=int, default=3)
    parser.add_argument("--largest", type=int, default=2000000,
                        help="pass over files of more bytes")
    args = parser.parse_args()
    if shutil.which("tshark") is None:
        print("SKIPPED: there is no tshark")
        return SKIPPED
    tally = Tally(args.show)
    with tempfile.TemporaryDirectory(prefix="tshark-config-") as temporary:
        tshark = ready_tshark(config_dir(temporary))
        for path in captures(args):
            if path.stat().st_size > args.largest:
                continue
            failed, text = ask(args.tcpline, path, "--tree=names", "-v")
            if failed:
                tally.complain(path, 0, "crash", failed)
                continue
            packets = parse(text)
            check_against_itself(path, packets, args.tcpline, tally)
            check_against_tshark(path, packets, tshark, tally)
            if args.prefixes:
                check_prefixes(path, args.tcpline, args.prefixes, tally)
    print("%d packets, %d rows that name a field tshark has, %d differences; "
          "%d deduced otherwise, %d rows that it has not" % (
              tally.packets, tally.rows, tally.bad, tally.deduced,
              tally.absent))
    for kind, n in tally.kinds.most_common():
        print("  %6d  %s" % (n, kind))
    if tally.absences:
        print("  absent: " + ", ".join(
            "%s %d" % (k, n) for k, n in tally.absences.most_common(40)))
    return 1 if tally.bad else 0


if __name__ == "__main__":
    sys.exit(main())
