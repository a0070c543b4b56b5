#!/usr/bin/env python3
"""Names: every packet of the case files, read without -n by both programs.

The cases themselves are read with -n, so that their text depends on no host.
Here hosts have no names because there is no network; vendors, services,
protocols and objects of SNMP have theirs.
"""

import argparse
import collections
import sys
import tempfile

import compare
import programs
import records
import savefile

sys.path.insert(0, str(compare.REPO / "tests/cases"))
import cases  # noqa: E402  (found by the line above)

STYLES = (["-vvv"], ["-e"])


def saves_of(paths):
    """A savefile of each link type, with the name of each packet's case."""
    found = collections.defaultdict(list)
    for path in paths:
        for case in cases.read(path):
            for packet in case.packets:
                found[packet.linktype].append((case.name, packet))
    for linktype, named in sorted(found.items()):
        packets = [savefile.Packet(p.data, wire_len=p.wire_len)
                   for _, p in named]
        yield savefile.Savefile(linktype, packets), [name for name, _ in named]


def differences(pair, prefix, save, names, options):
    """Of one savefile: (the packet's case, what differs)."""
    with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
        file.write(save.pack())
        file.flush()
        theirs, mine = (
            programs.read_savefile(program, file.name, [*options, "-#", "-t"],
                                   prefix=prefix) for program in pair)
    answer = programs.Answer.of(theirs, [0, 0])
    job = compare.Job("case names", "", " ".join(options), [], [])
    for diff in compare.judge(job, answer, mine).found:
        yield names[diff.number - 1] if diff.number else "the end", diff


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--tcpline")
    parser.add_argument("files", nargs="*")
    args = parser.parse_args()
    pair = programs.find_oracle(), programs.find_tcpline(args.tcpline)
    prefix = programs.without_network()
    if not prefix:
        programs.skip("no name space without a network can be made here")
    compared = found = 0
    for save, names in saves_of(cases.files(args.files)):
        for options in STYLES:
            compared += len(names)
            for name, diff in differences(pair, prefix, save, names, options):
                found += 1
                print(f"{name} [{' '.join(options)}]\n  {diff}")
    print(f"compared {compared} records, {found} differ")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
