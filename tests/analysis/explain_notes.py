#!/usr/bin/env python3
"""Each note of --explain with its evidence, and without it.

A story is a conversation whose last segment must be explained by the note; its
twin differs in one segment, and must not be. Segments are written as

    who flags seq ack [len] [@ms] [option=value ...]

`c` and `s` are the client and the server, numbers are relative to 1000 and
9000, `@` is the time since the segment before (10 ms without it). Options:
win, urg, id, tos, sum (checksum), sack=L-R, ws, mss, port.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import packets

TCPLINE = os.environ.get("TCPLINE", "build/release/src/tcpline")
ENDS = {"c": (0xc0000201, 49152, 1000), "s": (0xc6336402, 80, 9000)}
FLAGS = {"F": 1, "S": 2, "R": 4, "P": 8, ".": 16, "U": 32, "E": 64, "W": 128}

OPEN = "c S 0 -\ns S. 0 1\nc . 1 1\n"
ECN = "c SEW 0 -\ns S.E 0 1\nc . 1 1\n"
SENT = OPEN + "c P. 1 1 50\n"
GAP = SENT + "s . 1 51\nc P. 101 1 50\n"
DUPS = GAP + "s . 1 51\ns . 1 51\ns . 1 51\n"
FIN = OPEN + "c F. 1 1\n"
CROSSED = FIN + "s F. 1 1\n"
SACKED = "c S 0 - sackok=1\ns S. 0 1 sackok=1\nc . 1 1\n"

# note: (story, segment of its twin in the place of the one with that number)
STORIES = {
    "reused": (OPEN + "c S 5000 -", (4, "c S 0 -")),
    "syn": ("c S 0 -", (1, "c S. 0 1")),
    "syn_again": (OPEN + "c S 0 -", (4, "c S 7 -")),
    "syn_unanswered": ("c S 0 -\nc S 0 - @1000", (2, "c S 7 - @1000")),
    "syn_both": ("c S 0 -\ns S 0 -", (2, "s S. 0 1")),
    "syn_data": ("c S 0 - 7", (1, "c S 0 -")),
    "syn_ack": ("c S 0 -\ns S. 0 1", (2, "s S. 0 2")),
    "syn_ack_data": ("c S 0 - 7\ns S. 0 8", (2, "s S. 0 1")),
    "syn_ack_alone": ("s S. 0 1", (1, "s S 0 -")),
    "syn_ack_both": ("c S 0 -\ns S 0 -\nc S. 0 1", (2, "s S. 0 1")),
    "syn_ack_again": ("c S 0 -\ns S. 0 1\ns S. 0 1 @1000",
                      (3, "s S. 5 1 @1000")),
    "isn": ("c S 0 -", (1, "c . 0 1")),
    "offers": ("c S 0 - mss=1460", (1, "c S 0 -")),
    "ecn_offer": ("c SEW 0 -", (1, "c SE 0 -")),
    "ecn_agreed": ("c SEW 0 -\ns S.E 0 1", (1, "c S 0 -")),
    "open": (OPEN, (3, "c . 1 2")),
    "count_from": (OPEN, (2, "s . 0 1")),
    "first_ack": (OPEN, (3, "c . 1 0")),
    "count_behind_data": ("c S 0 - 7\ns S. 0 8\nc . 8 1", (2, "s S. 0 1")),
    "scale": ("c S 0 - ws=5\ns S. 0 1 ws=7\nc . 1 1", (2, "s S. 0 1")),
    "scale_unknown": ("c . 1 1", (1, "c S 0 -")),
    "gap": (GAP, (6, "c P. 51 1 50")),
    "gap_unshown": (SENT + "c . 101 1", (5, "c . 51 1")),
    "copy": (SENT + "c P. 1 1 50 id=4", (5, "c P. 1 1 50 id=5")),
    "late": (SENT + "c P. 101 1 50 id=6\nc P. 51 1 50 @1 id=5",
             (6, "c P. 51 1 50 @1 id=7")),
    "late_or_lost": (SENT + "c P. 101 1 50 id=0\nc P. 51 1 50 @1 id=0",
                     (6, "c P. 151 1 50 @1 id=0")),
    "again_frame": (SENT + "s . 1 21\nc P. 1 1 50 @300", (6, "c P. 51 1 50")),
    "fills_gap": (GAP + "c P. 51 1 50 @300", (7, "c P. 151 1 50 @300")),
    "unacked": (SENT + "c P. 1 1 50 @300", (5, "c P. 51 1 50 @300")),
    "partly_again": (SENT + "c P. 1 1 80 @300", (5, "c P. 51 1 80 @300")),
    "fast": (DUPS + "c P. 51 1 50 @5", (10, "c P. 151 1 50 @5")),
    "backoff": (SENT + "c P. 1 1 50 @200\nc P. 1 1 50 @400\nc P. 1 1 50 @800",
                (7, "c P. 1 1 50 @500")),
    "tail_probe": (SACKED + "c P. 1 1 50\nc P. 51 1 50\nc P. 51 1 50 @100",
                   (6, "c P. 1 1 50 @100")),
    "spurious": (SENT + "s . 1 51\nc P. 1 1 50 @300", (5, "s . 1 21")),
    "keep_alive": (SENT + "s . 1 51\nc . 50 1 @9000", (6, "c . 51 1 @9000")),
    "window_probe": (SENT + "s . 1 51 win=0\nc . 51 1 1 @300", (5, "s . 1 51")),
    "sends": (SENT, (4, "c . 1 1")),
    "tls": (OPEN + "c P. 1 1 50 tls=45", (4, "c P. 1 1 50 tls=44")),
    "wraps": ("c S 4294966276 -\ns S. 0 4294966277\nc . 4294966277 1\n"
              "c P. 4294966277 1 50", (4, "c P. 4294966277 1 10")),
    "ends_before": (SENT, (4, "c . 1 1")),
    "push": (SENT, (4, "c . 1 1 50")),
    "urgent": (OPEN + "c P.U 1 1 50 urg=3", (4, "c P. 1 1 50 urg=3")),
    "window_full": ("c S 0 -\ns S. 0 1 win=50\nc . 1 1\nc P. 1 1 50",
                    (4, "c P. 1 1 49")),
    "has": (SENT + "s . 1 21", (5, "s . 1 1")),
    "has_after": (SENT + "s . 1 51", (5, "s . 1 21")),
    "has_unseen": (SENT + "s . 1 99", (5, "s . 1 51")),
    "duplicate_ack": (GAP + "s . 1 51", (7, "s . 1 151")),
    "behind_gap": (GAP + "s . 1 51", (6, "c P. 1 1 50")),
    "nothing_new": (SENT + "s . 1 51\nc P. 1 1 50 @300\ns . 1 51",
                    (6, "c P. 101 1 50 @300")),
    "sack": (GAP + "s . 1 51 sack=101-151", (7, "s . 1 51 sack=1-51")),
    "dsack": (GAP + "s . 1 51 sack=1-51", (7, "s . 1 51 sack=101-151")),
    "keep_alive_ack": (SENT + "s . 1 51\nc . 50 1 @9000\ns . 1 51",
                       (6, "c . 51 1 @9000")),
    "zero_window": (SENT + "s . 1 51 win=0", (5, "s . 1 51 win=9")),
    "still_zero": (SENT + "s . 1 51 win=0\nc . 51 1 1 @300\ns . 1 51 win=0",
                   (5, "s . 1 51 win=9")),
    "window_opens": (SENT + "s . 1 51 win=0\ns . 1 51 win=9",
                     (5, "s . 1 51 win=8")),
    "window_update": (SENT + "s . 1 51 win=8\ns . 1 51 win=9",
                      (5, "s . 1 51 win=0")),
    "ce": (OPEN + "c P. 1 1 50 tos=3", (4, "c P. 1 1 50 tos=2")),
    "ece": (ECN + "c P. 1 1 50 tos=3\ns .E 1 51", (4, "c P. 1 1 50 tos=2")),
    "cwr": (ECN + "c P. 1 1 50 tos=3\ns .E 1 51\nc P.W 51 1 50",
            (5, "s . 1 51")),
    "ece_ends": (ECN + "c P. 1 1 50 tos=3\ns .E 1 51\nc P.W 51 1 50\ns . 1 101",
                 (6, "c P. 51 1 50")),
    "fin_first": (FIN, (4, "c . 1 1")),
    "fin": ("c P. 1 1 50\nc F. 51 1", (2, "c P. 51 1 9")),
    "fin_second": (FIN + "s F. 1 2", (4, "c . 1 1")),
    "fin_three": (FIN + "s F. 1 2", (4, "c . 1 1")),
    "fin_crossed": (CROSSED, (5, "s F. 1 2")),
    "fin_again": (FIN + "c F. 1 1 @300", (5, "c . 2 1 @300")),
    "fin_acked": (FIN + "s . 1 2", (5, "s . 1 1")),
    "fin_acked_crossed": (CROSSED + "c . 2 2", (5, "s F. 1 2")),
    "closed": (FIN + "s F. 1 2\nc . 2 2", (5, "s F. 1 1")),
    "closed_both": (CROSSED + "c . 2 2\ns . 2 2", (5, "s F. 1 2")),
    "refused": ("c S 0 -\ns R. 0 1", (2, "s R. 0 2")),
    "reset": (SENT + "s R. 1 51", (5, "s . 1 51")),
    "lost_after": (SENT + "c P. 1 1 50 @900", (5, "c P. 51 1 50 @900")),
    "lost_before": (GAP + "s . 1 51\ns . 1 51\ns . 1 51\nc P. 51 1 50 @9 id=99",
                    (10, "c P. 51 1 50 @9 id=5")),
    "unnecessary": (SENT + "s . 1 51\nc P. 1 1 50 @300", (5, "s . 1 21")),
    "offload": (OPEN + "c P. 1 1 50 sum=pseudo", (4, "c P. 1 1 50 sum=7")),
    "one_direction": ("c P. 1 1 9\n" + "".join(
        f"c P. {1 + 9 * i} 1 9\n" for i in range(1, 20)), (7, "s . 1 10")),
    "ttl": (OPEN, (3, None)),
    "dont_fragment": ("c . 1 1 df=1", (1, "c . 1 1")),
}

# What takes two places of capture, or a file of another link type.
ELSEWHERE = {"captured_twice", "interface", "again", "revision", "odd_count",
             "ttl"}


def options_of(words):
    out = b""
    if "mss" in words:
        out += b"\2\4" + int(words["mss"]).to_bytes(2, "big")
    if "ws" in words:
        out += b"\3\3" + bytes([int(words["ws"])]) + b"\1"
    if "sackok" in words:
        out += b"\4\2\1\1"
    return out


def sack_of(words, base):
    if "sack" not in words:
        return b""
    edges = [(int(n) + base) % 2**32 for n in words["sack"].split("-")]
    return b"\1\1\5\12" + b"".join(n.to_bytes(4, "big") for n in edges)


def frame_of(text, number):
    words = text.split()
    who, letters, seq, ack = words[:4]
    rest = dict(w.split("=") for w in words[4:] if "=" in w)
    length = next((int(w) for w in words[4:] if w.isdigit()), 0)
    wait = next((int(w[1:]) for w in words[4:] if w[0] == "@"), 10)
    (src, sport, mine), (dst, dport, theirs) = \
        ENDS[who], ENDS["s" if who == "c" else "c"]
    tcp = bytearray(packets.tcp(
        sport, dport, int(seq) + mine,
        0 if ack == "-" else int(ack) + theirs,
        sum(FLAGS[f] for f in letters), length,
        int(rest.get("win", 64000)),
        options_of(rest) + sack_of(rest, theirs)))
    tcp[18:20] = int(rest.get("urg", 0)).to_bytes(2, "big")
    if "tls" in rest:
        tcp[20:25] = b"\x17\3\3" + int(rest["tls"]).to_bytes(2, "big")
    total = sum(int.from_bytes(n, "big") for n in
                (src.to_bytes(4, "big")[:2], src.to_bytes(4, "big")[2:],
                 dst.to_bytes(4, "big")[:2], dst.to_bytes(4, "big")[2:]))
    total += 6 + len(tcp)
    if rest.get("sum") != "pseudo":
        padded = bytes(tcp) + b"\0" * (len(tcp) % 2)
        total += sum(int.from_bytes(padded[i:i + 2], "big")
                     for i in range(0, len(padded), 2))
        total += int(rest.get("sum", 0))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    if rest.get("sum") != "pseudo":
        total ^= 0xffff
    tcp[16:18] = total.to_bytes(2, "big")
    ip = bytearray(packets.ip4(src, dst, bytes(tcp),
                               ident=int(rest.get("id", number)),
                               frag=0x4000 if "df" in rest else 0))
    ip[1] = int(rest.get("tos", 0))
    return wait * 10**6, packets.ether(bytes(ip))


def names_of_last(story, folder):
    now, records = 1700000000 * 10**9, []
    for number, text in enumerate(story, 1):
        wait, frame = frame_of(text, number)
        now += wait
        records.append((now, frame))
    path = pathlib.Path(folder) / "story.pcap"
    packets.write_pcap(path, records)
    out = subprocess.run([TCPLINE, "-n", "--json", "--explain", "--diagnose",
                          "-r", path], capture_output=True, check=False).stdout
    rows = [json.loads(row) for row in out.decode().split("\n") if row]
    return [r for r in rows if "frame" in r][-1].get("explain", [])


def main():
    source = pathlib.Path(__file__).parents[2] / "src/render/explain/notes.c"
    known = set(re.findall(r'NOTE2?\(\w+, "(\w+)"', source.read_text()))
    bad = [f"{name} has no story"
           for name in sorted(known - set(STORIES) - ELSEWHERE)]
    bad += [f"{name} is no note" for name in sorted(set(STORIES) - known)]
    with tempfile.TemporaryDirectory() as folder:
        for name, (text, (at, other)) in STORIES.items():
            story = text.strip().split("\n")
            names = names_of_last(story, folder)
            if name not in names:
                bad.append(f"{name}: not in {names}")
            if other is None:
                continue
            twin = story[:at - 1] + [other] + story[at:]
            names = names_of_last(twin, folder)
            if name in names:
                bad.append(f"{name}: also with {other!r}")
    for line in bad:
        print(line)
    print(f"{len(STORIES)} notes, {len(bad)} faults")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
