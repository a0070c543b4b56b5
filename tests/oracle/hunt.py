#!/usr/bin/env python3
"""Hunts for differences with generated and damaged packets.

Each seed makes one savefile of many packets, which both programs read with
several option sets. Every class of difference found is shrunk to the fewest
packets that show it; --write-cases keeps those as cases of compare.py.
"""

import argparse
import collections
import hashlib
import itertools
import multiprocessing
import os
import random
import re
import shlex
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import compare
import generate
import hunt_cases
import mutate
import programs
import records
import savefile
import shrink

CASES = compare.HERE / "cases"
LARGEST_SOURCE = 400_000  # bytes; larger captures are not damaged


class Find(NamedTuple):
    """A first example of one class of difference."""

    name: str
    diff: records.Difference
    save: savefile.Savefile
    options: compare.OptionSet
    seed: int


class Prober:
    """Runs both programs over packets held in memory."""

    def __init__(self, oracle, tcpline):
        self.oracle, self.tcpline = oracle, tcpline

    def differences(self, save, options):
        words = [*options, "-#"]
        with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
            file.write(save.pack())
            file.flush()
            theirs = programs.read_savefile(self.oracle, file.name, words)
            mine = programs.read_savefile(self.tcpline, file.name, words)
        answer = programs.Answer.of(theirs, [0, 0])
        job = compare.Job("hunt", "", "", words, [])
        return compare.judge(job, answer, mine).found

    def shrunk(self, find):
        """(the fewest packets that show the find, their difference)."""
        def failing(some):
            save = savefile.Savefile(find.save.linktype, some)
            for diff in self.differences(save, find.options.options):
                last = len(some) if find.diff.number else 0
                if diff.number == last and \
                        records.class_of(diff) == find.name:
                    return diff
            return None

        every = find.save.packets
        if not find.diff.number:
            few = shrink.thin(every, failing)
        else:
            at = find.diff.number - 1
            if at >= len(every):
                return None
            few = shrink.packets(every[:at], every[at], failing)
        calmer = [shrink.calm(p) for p in few]
        few = calmer if failing(calmer) else few
        diff = failing(few)
        return (few, diff) if diff else None


def sources(ours_only):
    """The captures that are damaged: pcaps/ and the corpus, if any. Cases
    are kept in the repository, so they come from our own captures only."""
    found = compare.savefiles(compare.REPO / "pcaps", "pcaps")
    corpus = os.environ.get("TCPLINE_CORPUS")
    if corpus and not ours_only:
        found += compare.savefiles(Path(corpus), "corpus")
    return [path for _, path in found
            if os.path.getsize(path) <= LARGEST_SOURCE]


class Seeds:
    """Makes a seed's savefile and compares it; runs in worker processes."""

    def __init__(self, args, prober, sets):
        self.args, self.prober, self.sets = args, prober, sets
        self.files = args.source or sources(args.write_cases)

    def make(self, seed):
        """Even seeds generate, odd ones damage, unless --mode says."""
        mode = self.args.mode
        if mode == "generate" or (mode == "both" and seed % 2 == 0):
            return generate.Generator(seed).save(self.args.count)
        rng = random.Random(f"source {seed}")
        for _ in range(20):
            save = savefile.read(rng.choice(self.files))
            if save and save.packets:
                break
        else:
            return generate.Generator(seed).save(self.args.count)
        begin = rng.randrange(max(1, len(save.packets) - self.args.count))
        save.packets = save.packets[begin:begin + self.args.count]
        while len(save.packets) * 2 <= self.args.count:
            save.packets = save.packets * 2
        return mutate.Mutator(seed, seed % 4 == 1).save(save, 0.7)

    def __call__(self, seed):
        """(packets compared, {class: count}, the first find of each)."""
        save = self.make(seed)
        rng = random.Random(f"sets {seed}")
        sets = rng.sample(self.sets, min(self.args.sets_per_seed,
                                         len(self.sets)))
        counts, finds = collections.Counter(), {}
        for chosen in sets:
            for diff in self.prober.differences(save, chosen.options):
                name = records.class_of(diff)
                counts[name] += 1
                finds.setdefault(name, Find(name, diff, save, chosen, seed))
        return len(save.packets) * len(sets), counts, list(finds.values())


class Bag:
    """What the hunt has brought in."""

    def __init__(self, args, prober, known):
        self.args, self.prober, self.known = args, prober, known
        self.counts, self.finds = collections.Counter(), {}
        self.compared = 0

    def take(self, result):
        compared, counts, finds = result
        self.compared += compared
        for find in finds:
            job = compare.Job(f"hunt/{find.seed}", "", find.options.name, [],
                              [])
            if self.known.covers(job, find.diff):
                continue
            if self.args.tcp_only and find.diff.kind == "other":
                continue
            if not self.args.match.search(find.name):
                continue
            self.counts[find.name] += counts[find.name]
            self.finds.setdefault(find.name, find)

    def report(self):
        for name, times in self.counts.most_common(self.args.classes):
            find = self.finds[name]
            print(f"{times:6} {name}\n       seed {find.seed} "
                  f"[{find.options.name}] record {find.diff.number}")
            if self.args.explain:
                print(records.explain(find.diff))
        print(f"compared {self.compared} records, found "
              f"{sum(self.counts.values())} differences in "
              f"{len(self.counts)} classes")

    def write_cases(self):
        """Shrinks finds, the most frequent first, and adds them to CASES."""
        written = 0
        for name, _ in self.counts.most_common():
            if written == self.args.max_cases:
                break
            result = self.prober.shrunk(self.finds[name])
            if result:
                written += add_case(self.finds[name], *result,
                                    self.args.case_name)
        print(f"wrote {written} new cases")


def case_name(diff, wanted):
    """A name no case has yet; None if an unnamed one is there already."""
    if not wanted:
        text = records.class_of(diff).encode()
        name = f"{diff.kind}-{hashlib.sha256(text).hexdigest()[:8]}"
        return None if (CASES / f"{name}.pcap").exists() else name
    names = itertools.chain([wanted], (f"{wanted}-{n}"
                                       for n in itertools.count(2)))
    return next(n for n in names if not (CASES / f"{n}.pcap").exists())


def add_case(find, few, diff, wanted):
    """Writes one case unless there is one like it; how many it wrote."""
    name = case_name(diff, wanted)
    if not name:
        return 0
    path = CASES / f"{name}.pcap"
    savefile.Savefile(find.save.linktype, few).write(path)
    words = [w for w in find.options.options if w != "-n"]
    with open(CASES / "CASES", "a", encoding="utf-8") as table:
        table.write(f"{name}\t{path.name}\t{shlex.join(words)}\n")
    print(f"{name}: {len(few)} packets, record {diff.number}\n"
          f"{records.explain(diff)}")
    return 1


def seed_range(text):
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    add = parser.add_argument
    add("--tcpline", help="the program (default: TCPLINE, then build/)")
    add("--seeds", type=seed_range, default=range(1, 21), metavar="A-B")
    add("--mode", choices=["generate", "mutate", "both"], default="both")
    add("--source", nargs="*", help="captures to damage")
    add("--cases", nargs="*", metavar="FILE",
        help="damage the packets of case files (default: of all of them)")
    add("--count", type=int, default=300,
        help="packets per seed; with --cases, per seed and packet")
    add("--sets", help="option sets: names with commas, or all")
    add("--sets-per-seed", type=int, default=6)
    add("--tcp-only", action="store_true", help="pass over other records")
    add("--match", type=re.compile, default=re.compile(""),
        metavar="REGEX", help="only classes whose name has it")
    add("--classes", type=int, default=20, metavar="N",
        help="classes of difference to report")
    add("--explain", action="store_true", help="show each class's texts")
    add("--write-cases", action="store_true")
    add("--case-name", help="what the new cases show, as their name")
    add("--max-cases", type=int, default=20)
    add("--time", type=float, help="stop after so many seconds")
    add("--workers", type=int, default=2)
    return parser.parse_args()


def main():
    args = parse_arguments()
    if args.cases is not None:
        return hunt_cases.main(args)
    prober = Prober(programs.find_oracle(),
                    programs.find_tcpline(args.tcpline))
    known = compare.Known(compare.HERE / "KNOWN_DIFFERENCES")
    sets = [s for s in compare.choose_sets(args.sets or "all",
                                           compare.load_sets())
            if s.use != "names"]
    bag, begin = Bag(args, prober, known), time.monotonic()
    work, wave = Seeds(args, prober, sets), 4 * args.workers
    with multiprocessing.Pool(args.workers) as pool:
        for at in range(0, len(args.seeds), wave):
            for result in pool.map(work, args.seeds[at:at + wave]):
                bag.take(result)
            if args.time and time.monotonic() - begin > args.time:
                print(f"stopped by --time after seed "
                      f"{args.seeds[at:at + wave][-1]}")
                break
    bag.report()
    if args.write_cases:
        bag.write_cases()
    return 1 if bag.counts else 0


if __name__ == "__main__":
    sys.exit(main())
