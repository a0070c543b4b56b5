"""The --json output: valid, as its schema says, and equal to tshark's fields.

    json_check.py random FIRST-LAST   seeds of generate.py, against tshark
    json_check.py schema PATH...      savefiles: UTF-8, JSON, schema
    json_check.py mangled FIRST-LAST  the same over savefiles with random bytes
"""
import json
import os
import random
import subprocess
import sys
import tempfile

import diff
import generate
import oracle
import packets

HERE = os.path.dirname(os.path.abspath(__file__))
SCHEMA = os.path.join(HERE, "..", "..", "man", "schema",
                      "tcpline-json.schema.json")
PCAPS = os.path.join(HERE, "..", "..", "pcaps")


def tcpline(path, *options):
    run = subprocess.run(
        [os.environ.get("TCPLINE", "tcpline"), "-n", "--json", "-r", path]
        + list(options), capture_output=True)
    if run.returncode < 0:
        raise SystemExit("tcpline %s: signal %d" % (path, -run.returncode))
    return run.stdout


def no_duplicates(pairs):
    keys = [k for k, _ in pairs]
    if len(keys) != len(set(keys)):
        raise ValueError("a key twice: %s" % keys)
    return dict(pairs)


def objects(raw, path):
    """The objects of the output; every line must be one."""
    text = raw.decode("utf-8")
    if text and not text.endswith("\n"):
        raise SystemExit("%s: the last line has no end" % path)
    return [json.loads(line, object_pairs_hook=no_duplicates,
                       parse_constant=lambda c: 1 / 0)
            for line in text.split("\n")[:-1]]


def seconds(value):
    return "" if value is None else "%.9f" % value


def row_of(packet):
    """The row that oracle.FIELDS name, out of a JSON object."""
    tcp = packet["tcp"]
    analysis = tcp.get("analysis")
    found = analysis or {}

    def cell(value):
        return "" if value is None else str(value)

    row = [cell(packet["frame"]["number"])]
    row += [cell(tcp.get(k)) for k in (
        "stream", "completeness", "seq", "ack", "nxtseq", "len",
        "window_size", "window_size_scalefactor")]
    row += [seconds(tcp.get("time_relative")), seconds(tcp.get("time_delta"))]
    row.append("1" if analysis is not None else "")
    row += ["1" if found.get(f) else "" for f in oracle.FLAGS]
    row += [cell(found.get(k)) for k in (
        "duplicate_ack_num", "duplicate_ack_frame")]
    row += [seconds(found.get("rto")), cell(found.get("rto_frame"))]
    row += [cell(found.get(k)) for k in (
        "bytes_in_flight", "push_bytes_sent", "acks_frame")]
    return row + [seconds(found.get("ack_rtt")),
                  seconds(found.get("initial_rtt"))]


def check_random(seeds):
    bad = frames = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            path = os.path.join(folder, "seed-%d.pcap" % seed)
            packets.write_pcap(path, generate.records(seed))
            theirs = oracle.run_tshark(path)
            ours = [row_of(o) for o in objects(tcpline(path), path)]
            frames += len(theirs)
            for a, b in zip(theirs, ours):
                a += [""] * (len(oracle.FIELDS) - len(a))
                if a == b:
                    continue
                bad += 1
                print("seed %d frame %s:" % (seed, a[0]), [
                    (f, x, y) for f, x, y in zip(oracle.FIELDS, a, b)
                    if x != y])
            if len(theirs) != len(ours):
                bad += 1
                print("seed %d: %d frames, tshark %d"
                      % (seed, len(ours), len(theirs)))
    print("%d frames, %d differ" % (frames, bad))
    return bad == 0


def validator():
    try:
        import jsonschema
    except ImportError:
        print("SKIPPED: no python3-jsonschema")
        sys.exit(77)
    with open(SCHEMA) as f:
        schema = json.load(f)
    kind = jsonschema.Draft202012Validator
    kind.check_schema(schema)
    # Each by its own schema: "oneOf" would only say that neither matches.
    kinds = {name: kind({"$defs": schema["$defs"], "$ref": f"#/$defs/{name}"})
             for name in ("packet", "conversation")}
    return lambda o: kinds["conversation" if "conversation" in o else "packet"]


def check_schema(paths, valid, *options):
    bad = n = 0
    for path in paths:
        for o in objects(tcpline(path, *options), path):
            n += 1
            error = next(valid(o).iter_errors(o), None)
            if error is not None:
                bad += 1
                print("%s: %s at %s" % (path, error.message[:200],
                                        list(error.absolute_path)))
    print("%d objects, %d against the schema" % (n, bad))
    return bad == 0 and n > 0


def mangle(data, rng):
    """A savefile with some bytes of its packets changed, headers intact."""
    out, at = bytearray(data), 24
    while at + 16 <= len(out):
        size = int.from_bytes(out[at + 8:at + 12],
                              "little" if out[0] in (0xd4, 0x4d) else "big")
        for _ in range(rng.choice((0, 1, 2, 8))):
            if size and at + 16 + size <= len(out):
                where = at + 16 + rng.randrange(min(size, 120))
                out[where] = rng.randrange(256)
        at += 16 + size
    return bytes(out)


def check_mangled(seeds, valid):
    originals = [p for p in diff.walk([PCAPS]) if p.endswith(".pcap")
                 and os.path.getsize(p) < 50000]
    good = True
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            rng = random.Random(seed)
            paths = []
            for name in rng.sample(originals, 12):
                paths.append(os.path.join(folder, os.path.basename(name)))
                with open(name, "rb") as f, open(paths[-1], "wb") as g:
                    g.write(mangle(f.read(), rng))
            good &= check_schema(paths, valid, *rng.choice(([], ["-v"], ["--diagnose"])))
    return good


def main():
    if len(sys.argv) < 3:
        print(__doc__)
        return 2
    if sys.argv[1] == "random":
        if not oracle.available():
            print("SKIPPED: no tshark")
            return 77
        good = check_random(diff.seeds_of(sys.argv[2]))
    elif sys.argv[1] == "schema":
        paths, valid = list(diff.walk(sys.argv[2:])), validator()
        good = check_schema(paths, valid)
        good &= check_schema(paths, valid, "--diagnose", "--conversations")
    else:
        good = check_mangled(diff.seeds_of(sys.argv[2]), validator())
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
