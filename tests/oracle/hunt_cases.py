"""Hunts with the packets of case files: hunt.py --cases.

Every packet of a case is damaged a few hundred times for each seed: its bytes
change, go, come or move, and its carrier is built anew around them, so that
lengths and checksums stay right and both programs read on; and its capture is
cut. All damaged packets of a file and link type go through both programs in
one savefile. Each class of difference is shrunk and shown as a case to paste.
"""

import collections
import functools
import multiprocessing
import random
import re
import shlex
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import compare
import mutate
import programs
import records
import savefile

sys.path.insert(0, str(compare.REPO / "tests/cases"))
import cases  # noqa: E402  (found by the line above)
import fill  # noqa: E402

STYLES = (["-v"], ["-vvv"], ["-e", "-X"], [])
SHOWN_BY_STYLE = set("vexXAqnt")  # letters that STYLES stand for
NUMBERS = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 63, 64, 127, 128,
           192, 224, 252, 253, 254, 255)
DIGITS = re.compile(r"(0x)?[0-9a-f]*[0-9][0-9a-f]*")
RUNS = re.compile(rb"(.)\1{7,}|(?:(?!(.)\2{7}).)+", re.S)
MOST_AT_ONCE = 20_000  # packets in one savefile


class Seed(NamedTuple):
    """A packet to damage, what comes before it, and what both must be told."""

    name: str
    before: tuple   # of cases.Packet
    packet: cases.Packet
    options: tuple  # such as -T snmp


@dataclass(frozen=True)
class Variant:
    """A damaged packet: the line of its carrier and the bytes behind it."""

    seed: Seed
    carrier: str
    body: bytes

    @functools.cached_property
    def packets(self):
        return [*self.seed.before, cases.packet_of(self.carrier, self.body)]

    def size(self):
        return len(self.body), len(self.carrier)

    def text(self, oracle, options):
        """A case to paste."""
        told = [p for before in self.seed.before
                for p in (before.carrier, *hexadecimal(before.body))]
        shown = fill.oracle_text(oracle, self.packets, options)
        lines = ["= " + self.seed.name.split(": ", 1)[1], *told, self.carrier,
                 *hexadecimal(self.body), " ".join(["$", *options])]
        return "\n".join(lines) + "\n" + b"\n".join(
            fill.lines_of(shown)).decode("latin-1")


class Find(NamedTuple):
    variant: Variant
    diff: records.Difference
    options: list


def hexadecimal(body):
    """Lines of a case for some bytes, long runs as 00*12."""
    words = []
    for run in RUNS.finditer(body):
        text, size = run.group().hex(), len(run.group())
        words += [f"{text[:2]}*{size}"] if run.group(1) else \
            [text[i:i + 4] for i in range(0, 2 * size, 4)]
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) > 70:
            lines.append("")
        lines[-1] += f"{' ' if lines[-1] else ''}{word}"
    return lines if words else []


def told_options(options):
    """The options of a reading that no style sets, such as -T snmp."""
    kept, words = [], iter(options)
    for word in words:
        if word in ("-T", "-M", "-E"):
            kept += [word, next(words)]
        elif not set(word[1:]) <= SHOWN_BY_STYLE:
            kept += [word]
    return tuple(kept)


def seeds_of(path):
    """Every packet of a file, once for each set of told options."""
    for case in cases.read(path):
        told = {told_options(r.options) for r in case.readings}
        for at, packet in enumerate(case.packets):
            for options in sorted(told):
                yield Seed(case.name, tuple(case.packets[:at]), packet,
                           options)


class Damage:
    """One seed number's stream of damaged bodies."""

    def __init__(self, number):
        self.rng = random.Random(number)
        self.headers = mutate.Mutator(number)

    def variant(self, seed):
        carrier, body = seed.packet.carrier, bytearray(seed.packet.body)
        whole = carrier.split()[0] in ("frame", "link")
        if whole and self.rng.random() < 0.3:
            damaged = self.headers.packet(
                savefile.Packet(bytes(body)), seed.packet.linktype)
            return Variant(seed, cut_carrier(carrier, len(damaged.data),
                                             damaged.length),
                           damaged.data + bytes(damaged.length -
                                                len(damaged.data)))
        if self.rng.random() < 0.9:
            for _ in range(self.rng.choice((1, 1, 1, 1, 2, 2, 3))):
                self.rng.choice(self.KINDS)(self, body)
        if self.rng.random() < 0.25 and len(body) > 1:
            carrier = cut_carrier(carrier, self.rng.randrange(1, len(body)),
                                  len(body))
        return Variant(seed, carrier, bytes(body[:60_000]))

    def place(self, body):
        """Somewhere in the body, the first bytes more often."""
        if self.rng.random() < 0.4:
            return self.rng.randrange(min(len(body), 32))
        return self.rng.randrange(len(body))

    def one_byte(self, body):
        if body:
            at, roll = self.place(body), self.rng.random()
            if roll < 0.3:
                body[at] ^= 1 << self.rng.randrange(8)
            elif roll < 0.5:
                body[at] = (body[at] + self.rng.choice((-2, -1, 1, 2))) % 256
            elif roll < 0.8:
                body[at] = self.rng.choice(NUMBERS)
            else:
                body[at] = self.rng.randrange(256)

    def one_word(self, body):
        """A 16-bit number becomes one near it, or near what is left."""
        if len(body) > 1:
            at = min(self.place(body), len(body) - 2)
            old = int.from_bytes(body[at:at + 2], "big")
            new = self.rng.choice((old + self.rng.randrange(-8, 9),
                                   len(body) - at + self.rng.randrange(-4, 5),
                                   len(body) + self.rng.randrange(-4, 5),
                                   self.rng.randrange(65536)))
            body[at:at + 2] = (new % 65536).to_bytes(2, "big")

    def shorter(self, body):
        del body[self.rng.randrange(len(body) + 1):]

    def longer(self, body):
        body += self.rng.randbytes(self.rng.randrange(1, 40))

    def without(self, body):
        at = self.rng.randrange(len(body) + 1)
        del body[at:at + self.rng.randrange(1, 9)]

    def within(self, body):
        at = self.rng.randrange(len(body) + 1)
        body[at:at] = self.rng.randbytes(self.rng.randrange(1, 9))

    def again(self, body):
        """Some bytes a second time, anywhere."""
        begin = self.rng.randrange(len(body) + 1)
        at = self.rng.randrange(len(body) + 1)
        body[at:at] = body[begin:begin + self.rng.randrange(1, 40)]

    KINDS = (one_byte, one_byte, one_byte, one_byte, one_byte, one_word,
             one_word, shorter, longer, without, within, again)


def cut_carrier(carrier, captured, length):
    """The carrier's line with only so many of the body's bytes captured."""
    words = [w for w in carrier.split() if not w.startswith(("cap=", "cut="))]
    return " ".join(words + ([f"cap={captured}"] if captured < length else []))


class Batch:
    """Variants of one link type in one savefile, for many runs."""

    def __init__(self, variants):
        packets, self.variants, self.owner = [], variants, {}
        for variant in variants:
            packets += variant.packets
            self.owner[len(packets)] = variant
        save = savefile.Savefile(packets[0].linktype, [
            savefile.Packet(p.data, wire_len=p.wire_len) for p in packets])
        self.file = tempfile.NamedTemporaryFile(suffix=".pcap")
        self.file.write(save.pack())
        self.file.flush()
        self.path = self.file.name

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()


class Pair:
    """Both programs, over variants of one link type and told options."""

    def __init__(self, oracle, tcpline):
        self.oracle, self.tcpline = oracle, tcpline

    def run(self, program, path, options):
        return programs.read_savefile(program, path,
                                      ["-n", "-t", "-#", *options])

    def finds(self, variants, options):
        """A find for each variant that differs, or crashes."""
        with Batch(variants) as batch:
            return self.finds_in(batch, options)

    def finds_in(self, batch, options):
        mine = self.run(self.tcpline, batch.path, options)
        if mine.crash():
            return self.crashes(batch.variants, options, mine)
        theirs = self.run(self.oracle, batch.path, options)
        return [Find(batch.owner[d.number], d, options)
                for d in records.compare(theirs.stdout, mine.stdout)
                if d.number in batch.owner]

    def crashes(self, variants, options, run):
        """The finds of the halves, down to the variant that crashes."""
        if len(variants) == 1:
            diff = records.Difference("crash", 0, b"", run.stderr[:4000] or
                                      run.crash().encode())
            return [Find(variants[0], diff, options)]
        half = len(variants) // 2
        return self.finds(variants[:half], options) + \
            self.finds(variants[half:], options)

    def shrunk(self, find):
        """The smallest find of the same class, alone in a savefile; None if
        the difference needs other packets before it."""
        name = class_of(find)
        best = self.alone([find], name)
        for _ in range(16):
            tries = [] if best is None else [
                v for v in smaller(best.variant)
                if rank(v) < rank(best.variant) and readable(v)]
            finds = self.finds(tries, best.options) if tries else []
            better = self.alone([f for f in finds if class_of(f) == name],
                                name)
            if better is None:
                break
            best = better
        return best

    def alone(self, finds, name):
        """The smallest of a few finds that is still one without the rest."""
        for find in sorted(finds, key=lambda one: rank(one.variant))[:8]:
            for one in self.finds([find.variant], find.options):
                if class_of(one) == name:
                    return one
        return None


def readable(variant):
    try:
        return bool(variant.packets)
    except ValueError:
        return False


def rank(variant):
    """Shorter first, then fewer bytes that say something."""
    return (len(variant.body), len(variant.carrier),
            len(variant.body) - variant.body.count(0))


def smaller(variant):
    """Variants with less in them: ends cut off, pieces out, bytes zero."""
    body, carrier = variant.body, variant.carrier
    if "cap=" in carrier:
        yield replace(variant, carrier=cut_carrier(carrier, 1, 1))
    for size in {1, 2, 4, 8, 16, 32, 64, 128, 256, len(body) // 2}:
        if 0 < size < len(body):
            yield replace(variant, body=body[:-size])
            step = max(1, size // 4)
            for at in range(0, len(body) - size, step):
                yield replace(variant, body=body[:at] + body[at + size:])
                yield replace(variant, body=body[:at] + bytes(size) +
                                       body[at + size:])
    for at, byte in enumerate(body[:200]):
        if byte:
            yield replace(variant, body=body[:at] + b"\0" + body[at + 1:])


def class_of(find):
    """A name for like differences, wider than that of records.class_of():
    the word before, and the words in which the programs part."""
    diff = find.diff
    at = records.first_difference(diff.oracle, diff.tcpline)
    while at and not diff.oracle[at - 1:at].isspace():
        at -= 1
    before = records.visible(diff.oracle[max(0, at - 40):at]).split(" ")
    parted = [records.visible(text[at:at + 24]).strip().split(" ")[0]
              for text in (diff.oracle, diff.tcpline)]
    return f"{diff.kind}: " + DIGITS.sub(
        "N", f"{' '.join(before[-3:])}<<{parted[0]}|{parted[1]}>>")


class Hunt:
    """One (file, seed number); runs in worker processes."""

    def __init__(self, pair, count):
        self.pair, self.count = pair, count

    def __call__(self, job):
        """(packets compared, {class: count}, {class: smallest find})."""
        path, number = job
        damage = Damage(f"{path.name} {number}")
        groups = collections.defaultdict(list)
        for seed in seeds_of(path):
            group = groups[seed.packet.linktype, seed.options]
            group.append(Variant(seed, seed.packet.carrier, seed.packet.body))
            for _ in range(self.count):
                variant = damage.variant(seed)
                if readable(variant):
                    group.append(variant)
        counts, finds, compared = collections.Counter(), {}, 0
        for (_, told), variants in groups.items():
            for begin in range(0, len(variants), MOST_AT_ONCE):
                some = variants[begin:begin + MOST_AT_ONCE]
                compared += len(some) * len(STYLES)
                with Batch(some) as batch:
                    for style in STYLES:
                        for find in self.pair.finds_in(batch,
                                                       [*style, *told]):
                            note(counts, finds, find)
        return compared, counts, finds


def note(counts, finds, find, times=1):
    name = class_of(find)
    counts[name] += times
    if name not in finds or \
            rank(find.variant) < rank(finds[name].variant):
        finds[name] = find


class Shrink:
    """What is told of one class; runs in worker processes."""

    def __init__(self, pair):
        self.pair = pair

    def __call__(self, find):
        small = None if find.diff.kind == "crash" else self.pair.shrunk(find)
        shown = small or find
        alone = "" if small else " (not by this packet alone)"
        if not self.steady(shown):
            alone += " (the oracle itself says something else each time)"
        return (f"       {shown.variant.seed.name} "
                f"[{shlex.join(shown.options)}]{alone}\n"
                f"{records.explain(shown.diff)}\n"
                f"{shown.variant.text(self.pair.oracle, shown.options)}")

    def steady(self, find):
        """Whether the oracle answers the same twice; it may read memory that
        it never wrote."""
        one, two = (fill.oracle_text(self.pair.oracle, find.variant.packets,
                                     find.options) for _ in range(2))
        return one == two


def known_filter(known):
    def covered(find):
        job = compare.Job("hunt/cases", "", " ".join(find.options), [], [])
        return known.covers(job, find.diff)
    return covered


def main(args):
    """What hunt.py does with --cases; its exit code."""
    pair = Pair(programs.find_oracle(), programs.find_tcpline(args.tcpline))
    covered = known_filter(compare.Known(compare.HERE / "KNOWN_DIFFERENCES"))
    paths = [Path(p) for p in cases.files(args.cases)]
    counts, finds, compared = collections.Counter(), {}, 0
    begin = time.monotonic()
    with multiprocessing.Pool(args.workers) as pool:
        for number in args.seeds:
            for some, how_often, found in pool.imap_unordered(
                    Hunt(pair, args.count), [(p, number) for p in paths]):
                compared += some
                for name, find in found.items():
                    if args.match.search(name) and not covered(find):
                        note(counts, finds, find, how_often[name])
            if args.time and time.monotonic() - begin > args.time:
                break
        worst = counts.most_common(args.classes)
        told = pool.imap(Shrink(pair), [finds[name] for name, _ in worst])
        for (name, times), text in zip(worst, told):
            print(f"\n{times:6} {name}\n{text}", flush=True)
    print(f"compared {compared} records, found {sum(counts.values())} "
          f"differences in {len(counts)} classes")
    return 1 if counts else 0
