"""Compares verdict_dump with tshark, frame by frame and field by field.

    diff.py random FIRST-LAST     seeds of generate.py
    diff.py carried FIRST-LAST    the same in tunnels and fragments
    diff.py files PATH...         savefiles, and folders of them
    diff.py corpus PATH...        one file in eight ($SHARE), with a tolerance
"""
import collections
import os
import sys
import tempfile
import zlib

import generate
import oracle
import packets


def compare(path, show=3):
    """(frames, differing frames, differences by field)."""
    theirs, ours = oracle.run_tshark(path), oracle.run_ours(path)
    if theirs is None or ours is None:
        return None
    single = [row for row in theirs if "," not in row[1]]
    mine = {row[0]: row for row in ours}
    fields = collections.Counter()
    bad = 0
    for row in single:
        got = mine.pop(row[0], None)
        row = row + [""] * (len(oracle.FIELDS) - len(row))
        if got == row:
            continue
        if got is None:
            if row[1] == "":
                continue
            got = [""] * len(row)
        missing = got[0] == ""
        bad += 1
        names = [f for f, a, b in zip(oracle.FIELDS, row, got) if a != b]
        fields.update(["missing"] if missing else names)
        if bad <= show:
            print("%s frame %s:%s" % (path, row[0], " missing" * missing))
            if missing:
                continue
            for f, a, b in zip(oracle.FIELDS, row, got):
                if a != b:
                    print("    %-36s tshark %-14s ours %s" % (f, a, b))
    multi = {row[0] for row in theirs if "," in row[1]}
    for number in mine:
        if number not in multi:
            bad += 1
            fields["extra"] += 1
            if bad <= show:
                print("%s frame %s: extra" % (path, number))
    return len(single), bad, fields


def over_files(paths, show, tolerated=0.0):
    total = [0, 0, 0]
    fields = collections.Counter()
    for path in paths:
        result = compare(path, show)
        if result is None:
            continue
        total[0] += result[0]
        total[1] += result[1]
        total[2] += result[1] != 0
        fields.update(result[2])
    print("%d TCP frames, %d differ, in %d files" % tuple(total))
    for field, n in fields.most_common():
        print("    %-36s %d" % (field, n))
    if tolerated:
        # TCP in carriages that tshark is told not to take apart.
        total[1] -= fields["extra"]
    return total[1] <= tolerated * total[0]


def seeds_of(text):
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def over_seeds(seeds, make, show):
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for seed in seeds:
            path = os.path.join(folder, "seed-%d.pcap" % seed)
            packets.write_pcap(path, make(seed))
            paths.append(path)
        return over_files(paths, show)


def sample(paths, share):
    """One file in `share`, chosen by its name: the same ones every time."""
    return [p for p in paths
            if zlib.crc32(os.path.basename(p).encode()) % share == 0]


def walk(paths):
    for path in paths:
        if os.path.isdir(path):
            for folder, _, names in sorted(os.walk(path)):
                for name in sorted(names):
                    if ".pcap" in name or name.endswith(".cap"):
                        yield os.path.join(folder, name)
        else:
            yield path


def main():
    if not oracle.available():
        print("SKIPPED: no tshark")
        return 77
    if len(sys.argv) < 3 or sys.argv[1] not in (
            "random", "carried", "files", "corpus"):
        print(__doc__)
        return 2
    show = int(os.environ.get("SHOW", "3"))
    if sys.argv[1] == "random":
        good = over_seeds(seeds_of(sys.argv[2]), generate.records, show)
    elif sys.argv[1] == "carried":
        good = over_seeds(seeds_of(sys.argv[2]), generate.carried_records,
                          show)
    elif sys.argv[1] == "corpus":
        # tshark takes its time; what may differ is in README.md.
        share = int(os.environ.get("SHARE", "8"))
        good = over_files(sample(walk(sys.argv[2:]), share), show,
                          tolerated=0.001)
    else:
        good = over_files(list(walk(sys.argv[2:])), show)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
