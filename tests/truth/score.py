#!/usr/bin/env python3
"""How often what --diagnose says of a segment is what the path did.

score.py FOLDER [SCENE...]: scenes recorded by record.py, with their logs.
score.py --kept: the scenes in scenes/, whose truth is a list of odd frames.
score.py --keep FOLDER SCENE...: puts scenes there.

The program is $TCPLINE. Every scene is scored as it is,
and once for each way to spoil its evidence, each against its own goal.
"""
import collections
import gzip
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import scene as sc
from peers import PAUSE

HERE = pathlib.Path(__file__).resolve().parent
ODD = ("retransmission", "reordered", "duplicate")
STAMPS, NO_STAMPS = 0.995, 0.98

# Name, what is done to the packets, share of odd segments that must be right
# with and without time stamps, in IPv4 and in IPv6 (no ids).
SPOILS = {
    "as it is": (lambda p: p, {(4, 1): STAMPS, (4, 0): NO_STAMPS,
                               (6, 1): 0.98, (6, 0): 0.85}),
    "clock of 10 ms": (lambda p: sc.coarse(p, 10), {(4, 1): STAMPS,
                                                    (6, 1): 0.95}),
    "clock of 100 ms": (lambda p: sc.coarse(p, 100), {(4, 1): STAMPS,
                                                      (6, 1): 0.85}),
    "ids of 0": (sc.zero_ids, {(4, 1): 0.97, (4, 0): 0.85}),
    "random ids": (sc.random_ids, {(4, 1): 0.98, (4, 0): 0.85}),
    "no time stamps": (lambda p: sc.without_option(p, [8]),
                       {(4, 1): NO_STAMPS, (6, 1): 0.85}),
    "no SACK": (lambda p: sc.without_option(p, [4, 5]),
                {(4, 1): STAMPS, (4, 0): NO_STAMPS}),
    "cut at 68": (lambda p: sc.cut(p, 54), {(4, 1): STAMPS,
                                            (4, 0): NO_STAMPS}),
    "one direction": (sc.one_way, {(4, 1): 0.98, (4, 0): 0.95, (6, 1): 0.95}),
    "in GRE": (lambda p: sc.in_tunnel(p, True),
               {(4, 1): STAMPS, (4, 0): NO_STAMPS, (6, 1): 0.98}),
    "in IPv4": (lambda p: sc.in_tunnel(p, False),
                {(4, 1): STAMPS, (4, 0): NO_STAMPS, (6, 1): 0.98}),
    "captured twice": (sc.captured_twice, {(4, 1): STAMPS, (4, 0): NO_STAMPS,
                                           (6, 1): 0.98}),
    "thinned": (lambda p: sc.thinned(p, 0.03, 1), {(4, 1): 0.95,
                                                   (4, 0): 0.93}),
}


def diagnose(path):
    """event, captured_twice and cause by frame, and connections."""
    out = subprocess.run([os.environ.get("TCPLINE", "tcpline"), "-n", "--json",
                          "--diagnose", "-r", path], check=True,
                         capture_output=True, text=True).stdout
    said, connections = {}, []
    for line in out.splitlines():
        record = json.loads(line)
        if record.get("event") == "connection":
            connections.append(record["conversation"])
        elif "tcp" in record:
            said[record["frame"]["number"]] = \
                record["tcp"].get("diagnosis", {"event": "normal"})
    return said, connections


def count(packets):
    with tempfile.NamedTemporaryFile(suffix=".pcap") as handle:
        sc.write_pcap(handle.name, packets)
        said, _ = diagnose(handle.name)
    table = collections.Counter()
    for number, packet in enumerate(packets, 1):
        event = said.get(number, {"event": "none"})["event"]
        if packet.truth in ("normal", *ODD):
            table[packet.truth, event if event in ODD else "normal"] += 1
            if os.environ.get("SHOW") and packet.truth != (event if event in ODD else "normal"):
                print(number, packet.truth, said.get(number))
    return table


def kind_of(packets):
    version = packets[0].version()
    stamps = any(kind == 8 for p in packets[:3]
                 for _, kind, _ in sc.each_option(p.data, p.at()))
    return version, int(stamps)


def judge(name, packets, luck=1):
    """Prints a row for each spoiling; true when all goals are met, or missed
    by no more segments than `luck`."""
    good = True
    for spoil, (change, goals) in SPOILS.items():
        goal = goals.get(kind_of(packets))
        if goal is None:
            continue
        spoilt = change(packets)
        table = count(spoilt)
        wrong = {pair: n for pair, n in table.items() if pair[0] != pair[1]}
        odd = sum(n for pair, n in table.items() if pair != ("normal",) * 2)
        right = odd - sum(wrong.values())
        calm = sum(n for (truth, _), n in table.items() if truth == "normal")
        false = sum(n for (truth, _), n in wrong.items() if truth == "normal")
        met = odd - right <= max(luck, odd * (1 - goal)) \
            and (goal < NO_STAMPS or false <= 1 + calm / 10000) \
            and (spoil != "thinned" or false == 0)
        good &= met
        print(f"{'ok  ' if met else 'MISS'} {name:14} {spoil:16} right "
              f"{right} of {odd}, goal {goal:.1%}, normal {calm}",
              " ".join(f"{a}->{b}:{n}" for (a, b), n in wrong.items()))
    return good


def recorded(folder, name):
    log = sc.Log(f"{folder}/{name}.log")
    for end, side in enumerate(("left", "right")):
        packets = sc.read_pcap(f"{folder}/{name}.{side}.pcap")
        sc.tell(packets, log, end)
        yield f"{name}.{side}", packets


def kept():
    for path in sorted(HERE.glob("scenes/*.pcap.gz")):
        packets = sc.read_pcap(str(path))
        for p in packets:
            p.truth = "normal" if p.payload() else "empty"
        for line in open(str(path).replace(".pcap.gz", ".truth")):
            number, truth = line.split()
            packets[int(number) - 1].truth = truth
        yield path.name[:-len(".pcap.gz")], packets


def keep(folder, names):
    for name in names:
        for scene, packets in recorded(folder, name):
            base = HERE / "scenes" / scene
            with tempfile.NamedTemporaryFile() as handle:
                sc.write_pcap(handle.name, sc.cut(packets, 100))
                pathlib.Path(f"{base}.pcap.gz").write_bytes(
                    gzip.compress(handle.read(), 9, mtime=0))
            pathlib.Path(f"{base}.truth").write_text("".join(
                f"{n} {p.truth}\n" for n, p in enumerate(packets, 1)
                if p.truth not in ("normal", "empty")))


# Scenes in which a program, or the path, decided where the time went.
LIMITED_BY = {"pauses": "application", "slow": "receiver", "rate": "path",
              "requests": "application", "short": "path"}
POINTS = 0.05


def idle_time(packets):
    """Seconds in which the sender had nothing to send, seen at its own end:
    from the last of a burst to what it sends next, half a pause or more."""
    sent = [p.time for p in packets if p.direction() == 0
            and p.payload() + (p.field(13, "B") & 1)]
    gaps = [(b - a) / 1e9 for a, b in zip(sent, sent[1:])]
    return sum(gap for gap in gaps if gap > PAUSE / 2)


def shares_hold(scene, packets, idle):
    """The share of what limited the scene is within five points. `idle`: what
    the sender's end knows of pauses, for the other end as well."""
    name, end = scene.split(".")
    limit = LIMITED_BY.get(name)
    if limit is None:
        return True
    if end == "left":
        idle[name] = idle_time(packets)
    with tempfile.NamedTemporaryFile() as handle:
        sc.write_pcap(handle.name, packets)
        _, connections = diagnose(handle.name)
    time = collections.Counter()
    for connection in connections:
        time.update(connection["a"]["time"])
    whole = sum(time.values())
    if name == "pauses":
        wanted = idle[name] / whole
    elif name == "short":  # the FIN goes out with the data
        wanted = 1 - time["opening"] / whole
    else:
        wanted = 1 - (time["opening"] + time["closing"]) / whole
    share = time[limit] / whole
    met = abs(share - wanted) <= POINTS
    print(f"{'ok  ' if met else 'MISS'} {scene:14} {limit} {share:.1%} of the "
          f"time, goal {wanted:.1%}")
    return met


def sums_agree(folder, name):
    """Retransmissions at the sender's end are what its kernel counted."""
    counted = re.search(r"TcpRetransSegs\s+(\d+)",
                        open(f"{folder}/{name}.kernel").read())
    _, connections = diagnose(f"{folder}/{name}.left.pcap")
    ours = sum(c["a"]["retransmissions"] for c in connections)
    same = int(counted[1]) == ours
    print(f"{'ok  ' if same else 'MISS'} {name:14} the kernel sent "
          f"{counted[1]} again, counted here: {ours}")
    return same


def main(*args):
    if args[0] == "--keep":
        keep(args[1], args[2:])
        return 0
    if args[0] == "--kept":
        idle = {}
        rows = [met for name, packets in kept()
                for met in (judge(name, packets),
                            shares_hold(name, packets, idle))]
        return 0 if rows and all(rows) else 1
    folder, *names = args
    names = names or sorted({p.name.split(".")[0]
                             for p in pathlib.Path(folder).glob("*.log")})
    good, idle = True, {}
    for name in names:
        for scene, packets in recorded(folder, name):
            # What the path loses and swaps is another in each run, and of a
            # dozen odd segments a few may leave no evidence once it is spoilt.
            good &= judge(scene, packets, luck=3)
            good &= shares_hold(scene, packets, idle)
        good &= sums_agree(folder, name)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
