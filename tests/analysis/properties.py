"""What must hold of the verdicts, whatever tshark says.

    properties.py FIRST-LAST   seeds of generate.py

A connection's verdicts do not depend on others interleaved with it; and
shifting the sequence numbers of a side by a constant, over the wrap, changes
nothing but raw values.
"""
import os
import random
import struct
import sys
import tempfile

import diff
import generate
import oracle
import packets

# Columns of oracle.FIELDS that hold frame numbers.
FRAME_COLUMNS = [oracle.FIELDS.index("tcp.analysis." + f) for f in (
    "duplicate_ack_frame", "rto_frame", "acks_frame")]


def verdicts(folder, records):
    path = os.path.join(folder, "run.pcap")
    packets.write_pcap(path, records)
    return oracle.run_ours(path)


def ip_offset(frame):
    return 34 if frame[12:14] == b"\x08\x00" else 54


def ends(frame):
    at = ip_offset(frame)
    addresses = frame[26:34] if at == 34 else frame[22:54]
    half = len(addresses) // 2
    return ((addresses[:half], frame[at:at + 2]),
            (addresses[half:], frame[at + 2:at + 4]))


def renumbered(rows, frames):
    """Rows with frames counted within their connection, without its number."""
    out = []
    for row in rows:
        row = list(row)
        for column in FRAME_COLUMNS:
            if row[column] not in ("", "0"):
                row[column] = str(frames[int(row[column])])
        out.append(row[2:])
    return out


def check_interleaving(folder, records):
    """Each connection alone against all of them together."""
    together = verdicts(folder, records)
    by_ends = {}
    for number, (_, frame) in enumerate(records, 1):
        by_ends.setdefault(frozenset(ends(frame)), []).append(number)
    for numbers in by_ends.values():
        place = {n: i for i, n in enumerate(numbers, 1)}
        alone = verdicts(folder, [records[n - 1] for n in numbers])
        mixed = [r for r in together if int(r[0]) in place]
        own = {i: i for i in place.values()}
        if renumbered(alone, own) != renumbered(mixed, place):
            return False
    return True


def shifted(frame, shift_of):
    """The frame with its seq, ack and SACK edges moved along."""
    at, out = ip_offset(frame), bytearray(frame)
    mine, theirs = (shift_of[e] for e in ends(frame))

    def move(where, by):
        value = struct.unpack_from(">I", out, where)[0]
        struct.pack_into(">I", out, where, (value + by) & 0xffffffff)

    move(at + 4, mine)
    move(at + 8, theirs)
    option, end = at + 20, at + (out[at + 12] >> 4) * 4
    while option < end and out[option] != 0:
        if out[option] == 1:
            option += 1
            continue
        size = out[option + 1] if option + 1 < end else 0
        if size < 2 or option + size > end:
            break
        if out[option] == 5:
            for edge in range(option + 2, option + size - 3, 4):
                move(edge, theirs)
        option += size
    return bytes(out)


# The rules take 0 for "unknown": a number that is 0 before or after the shift
# may change a verdict, and Wireshark's do.
def touches_zero(records):
    for _, frame in records:
        at = ip_offset(frame)
        seq, ack = struct.unpack_from(">II", frame, at + 4)
        flags = frame[at + 13]
        if (-seq) & 0xffffffff <= 1 << 17 or (ack == 0 and not flags & 2):
            return True
        if not flags & packets.ACK:
            return True
    return False


def tame_records(seed):
    """Conversations whose every segment but the SYN acknowledges."""
    rng = random.Random(seed)
    talk = generate.Conversation(rng, 0, 0.2)
    talk.sides[0].port, talk.sides[1].port = 40000, 9999
    talk.sides[0].addr, talk.sides[1].addr = 0x0a000001, 0x0a000002
    talk.sides[0].next = talk.sides[0].isn = 100000
    talk.sides[1].next = talk.sides[1].isn = 200000
    talk.sides[0].acked, talk.sides[1].acked = 200001, 100001
    talk.script = []
    time, out = 10**18, []
    while len(out) < 200:
        time += rng.choice(generate.GAPS)
        frame = talk.frame()
        if not touches_zero([(time, frame)]):
            out.append((time, frame))
    return out


def check_shift(folder, seed):
    records = tame_records(seed)
    rng = random.Random(seed)
    before = verdicts(folder, records)
    for _ in range(6):
        shift_of = {}
        # To just before the wrap, so that the conversation crosses it.
        for _, frame in records:
            for end in ends(frame):
                shift_of.setdefault(end, (rng.choice((
                    2**32 - 100700, 2**32 - 200900, 2**31, 2**31 - 100300,
                    rng.randrange(2**32)))))
        moved = [(t, shifted(f, shift_of)) for t, f in records]
        if touches_zero_exactly(moved):
            continue
        if verdicts(folder, moved) != before:
            return False
    return True


def touches_zero_exactly(records):
    """Some seq, end or ack falls on 0 itself."""
    for _, frame in records:
        at = ip_offset(frame)
        seq, ack = struct.unpack_from(">II", frame, at + 4)
        length = len(frame) - at - (frame[at + 12] >> 4) * 4
        for value in (seq, seq + length, seq + length + 1, ack, seq - 1):
            if value & 0xffffffff == 0:
                return True
    return False


def main():
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in diff.seeds_of(sys.argv[1]):
            if not check_interleaving(folder, generate.records(seed)):
                bad += 1
                print("seed %d: others interleaved change verdicts" % seed)
            if not check_shift(folder, seed):
                bad += 1
                print("seed %d: shifted numbers change verdicts" % seed)
    print("%d properties broken" % bad)
    return bad != 0


if __name__ == "__main__":
    sys.exit(main())
