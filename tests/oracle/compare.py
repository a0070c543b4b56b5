#!/usr/bin/env python3
"""Compares tcpline with tcpdump 4.99.3, byte for byte, over savefiles.

Each file is read by both programs with each option set of OPTION_SETS. The
records of the two outputs are compared one by one; exit codes and stderr
(program name normalised) as a whole.
"""

import argparse
import collections
import fnmatch
import multiprocessing
import os
import re
import shlex
import sys
from pathlib import Path
from typing import NamedTuple

import programs
import records

HERE = Path(__file__).resolve().parent
REPO = HERE.parent.parent
SAVEFILES = {".pcap", ".pcapng", ".cap", ".trace"}


class OptionSet(NamedTuple):
    name: str
    use: str
    options: list


class Job(NamedTuple):
    """One file with one option set."""

    label: str
    path: str
    set_name: str
    options: list
    expression: list
    names: bool = False


class Result(NamedTuple):
    job: Job
    counts: list        # TCP and other records the oracle printed
    found: list         # records.Difference
    short_tcp: int      # TCP differences that lie behind `length N`


class Known:
    """The rows of KNOWN_DIFFERENCES, and whether each was of use."""

    def __init__(self, path):
        self.rows, self.used, self.tried = [], set(), set()
        for line in path.read_text().splitlines():
            if line and not line.startswith("#"):
                file_glob, set_glob, text, reason = line.split("\t")
                self.rows.append((file_glob, set_glob,
                                  re.compile(text.encode()), reason))

    def covers(self, job, diff):
        for number, row in enumerate(self.rows):
            if self._meets(row, job) and row[2].search(diff.oracle):
                self.used.add(number)
                return True
        return False

    def note(self, job):
        """Remembers which rows this run could have used at all."""
        self.tried.update(n for n, row in enumerate(self.rows)
                          if self._meets(row, job))

    @staticmethod
    def _meets(row, job):
        return (fnmatch.fnmatchcase(job.label, row[0])
                and fnmatch.fnmatchcase(job.set_name, row[1]))

    def unused(self):
        return ["  ".join((row[0], row[1], row[2].pattern.decode(), row[3]))
                for number, row in enumerate(self.rows)
                if number in self.tried - self.used]


def load_sets(path=HERE / "OPTION_SETS"):
    found = []
    for line in path.read_text().splitlines():
        if line and not line.startswith("#"):
            name, use, options = line.split("\t")
            found.append(OptionSet(name, use, shlex.split(options)))
    return found


def choose_sets(words, sets):
    """`words`: None for the default ones, "all", or names with commas."""
    if not words:
        return [s for s in sets if s.use == "default"]
    if words == "all":
        return sets
    by_name = {s.name: s for s in sets}
    try:
        return [by_name[word] for word in words.split(",")]
    except KeyError as missing:
        sys.exit(f"no option set {missing}; there are: {' '.join(by_name)}")


def savefiles(folder, name):
    """(label, path) of every savefile below folder."""
    return [(f"{name}/{path.relative_to(folder)}", str(path))
            for path in sorted(folder.rglob("*"))
            if path.suffix in SAVEFILES]


def jobs_over(files, sets):
    return [Job(label, path, s.name, s.options, [], s.use == "names")
            for label, path in files for s in sets]


def jobs_of_cases(table, folder, name, columns_swapped=False):
    """The cases of a tab-separated table: name, file, options and filter."""
    jobs = []
    for line in table.read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        case, file, words = (line.split("\t") + [""])[:3]
        options, expression = split_words(shlex.split(words))
        jobs.append(Job(f"{name}/{case}", str(folder / file),
                        f"case {words}".strip(), ["-n", *options],
                        expression))
    return jobs


def split_words(words):
    """Options (with their arguments) and the filter words behind them."""
    at = 0
    while at < len(words) and words[at].startswith("-"):
        at += 2 if words[at] in ("-T", "-M", "-E", "-c", "-y") else 1
    return words[:at], words[at:]


class Comparer:
    """Runs jobs in a worker process; holds the paths of both programs."""

    def __init__(self, oracle, tcpline, cache):
        self.oracle, self.tcpline, self.cache = oracle, tcpline, cache
        self.no_network = None

    def __call__(self, job):
        prefix = ()
        if job.names:
            prefix = self.no_network = (self.no_network
                                        or programs.without_network() or ())
            if not prefix:
                return Result(job, [0, 0], [], 0)
        options = [*job.options, "-#"]
        answer = self._ask_oracle(job, options, prefix)
        mine = programs.read_savefile(self.tcpline, job.path, options,
                                      job.expression, prefix)
        return judge(job, answer, mine)

    def _ask_oracle(self, job, options, prefix):
        words = [*options, "|", *job.expression, "|", *prefix]
        key = self.cache.key(job.path, words) if self.cache else None
        answer = self.cache.load(key) if self.cache else None
        if answer is None:
            done = programs.read_savefile(self.oracle, job.path, options,
                                          job.expression, prefix)
            answer = programs.Answer.of(done, records.count(done.stdout))
            if self.cache:
                self.cache.store(key, answer)
        return answer


def judge(job, answer, mine):
    """What differs between the oracle's answer and tcpline's run."""
    found = []
    if mine.crash():
        found.append(records.Difference("crash", 0, b"",
                                        mine.crash().encode()))
    elif mine.returncode != answer.head["rc"]:
        found.append(records.Difference(
            "exit", 0, b"%d" % answer.head["rc"], b"%d" % mine.returncode))
    if mine.stderr != answer.stderr:
        found.append(records.Difference("stderr", 0, answer.stderr,
                                        mine.stderr))
    short = 0
    if not answer.same_stdout(mine.stdout):
        differing = records.compare(answer.stdout, mine.stdout)
        short = sum(d.kind == "tcp" and same_up_to_length(d)
                    for d in differing)
        found += differing
    return Result(job, answer.head["counts"], found, short)


def same_up_to_length(diff):
    return (records.up_to_length(diff.oracle)
            == records.up_to_length(diff.tcpline))


class Report:
    """Collects results, prints the first differences of each file."""

    def __init__(self, args, known):
        self.args, self.known = args, known
        self.tally = collections.Counter()
        self.classes = collections.Counter()
        self.sample = {}
        self.bad_files, self.files, self.crashes = set(), set(), []

    def take(self, result):
        job, left = result.job, []
        self.known.note(job)
        self.files.add(job.path)
        for diff in result.found:
            if self.known.covers(job, diff):
                self.tally["known"] += 1
            else:
                left.append(diff)
        kinds = collections.Counter(d.kind for d in left)
        self.tally["tcp"] += result.counts[0]
        self.tally["other"] += result.counts[1]
        self.tally["tcp differing"] += kinds["tcp"]
        self.tally["tcp only behind length"] += result.short_tcp
        self.tally["other differing"] += kinds["other"]
        for kind in ("exit", "stderr", "crash", "stray"):
            self.tally[kind] += kinds[kind]
        self._show(job, [d for d in left if self._wanted(d)])

    def _wanted(self, diff):
        if diff.kind == "other":
            return not (self.args.tcp_only or self.args.upto_length)
        if diff.kind == "tcp" and self.args.upto_length:
            return not same_up_to_length(diff)
        return True

    def _show(self, job, left):
        if not left:
            return
        self.bad_files.add(job.path)
        for diff in left:
            name = records.class_of(diff)
            self.classes[name] += 1
            self.sample.setdefault(name, (job, diff))
        for diff in left[:self.args.show]:
            print(f"{job.label} [{job.set_name}] record {diff.number}, "
                  f"{diff.label}:\n{records.explain(diff)}")
        if self.args.show and len(left) > self.args.show:
            print(f"  ... and {len(left) - self.args.show} more here")

    def finish(self):
        """Totals; the exit code."""
        tally = self.tally
        if self.args.classes:
            self._show_classes()
        for row in self.known.unused():
            print(f"unused row of KNOWN_DIFFERENCES: {row}")
        bad = len(self.bad_files)
        print(f"files: {len(self.files) - bad} equal, {bad} differing")
        for kind, name in (("tcp", "TCP"), ("other", "other")):
            wrong = tally[kind + " differing"]
            print(f"{name} records: {tally[kind] - wrong} equal, "
                  f"{wrong} differing" +
                  (f" ({tally['tcp only behind length']} of them only "
                   "behind `length N`)" if kind == "tcp" and wrong else ""))
        print(f"exit codes differing: {tally['exit']}, stderr: "
              f"{tally['stderr']}, crashes: {tally['crash']}, stray text: "
              f"{tally['stray']}, known differences: {tally['known']}")
        gate = ["exit", "stderr", "crash", "stray"]
        wrong_tcp = tally["tcp differing"]
        if self.args.upto_length:
            wrong_tcp -= tally["tcp only behind length"]
        fail = wrong_tcp or any(tally[kind] for kind in gate)
        if self.args.gate == "all":
            fail = fail or tally["other differing"]
        return 1 if fail else 0

    def _show_classes(self):
        print("classes of difference, most frequent first:")
        for name, times in self.classes.most_common(self.args.classes):
            job, diff = self.sample[name]
            print(f"{times:6} {name}\n       {job.label} [{job.set_name}] "
                  f"record {diff.number}")


def collect(args, sets):
    """The jobs the command line asks for."""
    if args.files:
        files = [(Path(f).name, f) for f in args.files]
        return jobs_over(files, sets)
    jobs = []
    if "pcaps" in args.over:
        jobs += jobs_over(savefiles(REPO / "pcaps", "pcaps"), sets)
    if "cases" in args.over:
        jobs += jobs_of_cases(HERE / "cases" / "CASES", HERE / "cases",
                              "cases")
    if "corpus" in args.over:
        jobs += collect_corpus(args, sets)
    if args.only:
        jobs = [j for j in jobs if fnmatch.fnmatchcase(j.label, args.only)]
    return jobs


def collect_corpus(args, sets):
    corpus = os.environ.get("TCPLINE_CORPUS")
    if not corpus:
        if args.over == ["corpus"]:
            programs.skip("TCPLINE_CORPUS names no corpus folder")
        print("running without a corpus (TCPLINE_CORPUS is not set)")
        return []
    folder = Path(corpus)
    jobs = jobs_over(savefiles(folder, "corpus"), sets)
    for table in sorted(folder.rglob("cases.tsv")):
        jobs += jobs_of_cases(table, table.parent,
                              f"corpus/{table.parent.name}")
    return jobs


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    add = parser.add_argument
    add("files", nargs="*", help="savefiles, instead of --over")
    add("--tcpline", help="the program (default: TCPLINE, then build/)")
    add("--over", action="append", choices=["pcaps", "cases", "corpus"],
        help="what to compare (default: all three)")
    add("--only", metavar="GLOB", help="only labels that match")
    add("--sets", help="option sets: names with commas, or all")
    add("--options", help="one option set of your own, as one word")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--whole", action="store_true",
                      help="report differences in any record (default)")
    mode.add_argument("--upto-length", action="store_true",
                      help="TCP records, up to and including `length N`")
    mode.add_argument("--tcp-only", action="store_true",
                      help="TCP records, whole")
    add("--gate", choices=["tcp", "all"], default="all",
        help="which records decide the exit code")
    add("--show", type=int, default=1, help="differences shown per file")
    add("--classes", type=int, default=0, metavar="N",
        help="the N most frequent classes of difference")
    add("--cache", help="folder of the oracle's answers")
    add("--no-cache", action="store_true")
    add("--workers", type=int, default=2)
    args = parser.parse_args()
    args.over = args.over or ["pcaps", "cases", "corpus"]
    if args.upto_length or args.tcp_only:
        args.gate = "tcp"
    return args


def main():
    args = parse_arguments()
    oracle = programs.find_oracle()
    sets = choose_sets(args.sets, load_sets())
    if args.options is not None:
        sets = [OptionSet(args.options, "default",
                          shlex.split(args.options))]
    jobs = collect(args, sets)
    if not jobs:
        programs.skip("nothing to compare")
    cache = None if args.no_cache else programs.Cache(args.cache)
    comparer = Comparer(oracle, programs.find_tcpline(args.tcpline), cache)
    report = Report(args, Known(HERE / "KNOWN_DIFFERENCES"))
    with multiprocessing.Pool(args.workers) as pool:
        for result in pool.imap(comparer, jobs, chunksize=8):
            report.take(result)
    return report.finish()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(1)
