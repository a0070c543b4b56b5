"""Several -r: the packets of all files, in the order mergecap gives them.

Over the bundled captures, and those of TCPLINE_CORPUS where it is set.

Usage: merge.py TCPLINE
"""
import bz2
import gzip
import json
import os
import random
import re
import resource
import shutil
import struct
import subprocess
import tempfile
from pathlib import Path

from kit import PCAPS, TCPLINE, failures, finish, lines, refused, run, same

MERGECAP = shutil.which("mergecap")
OPTIONS = ["-n", "-S", "-q", "-tt", "--nano", "-K"]
SEED = 7
STAMP = re.compile(r"\d+\.\d{9} ")  # no clock shows others


def records(data):
    """(stamp, bytes) of each packet of a pcapng file, as mergecap writes it."""
    at, parts = 0, []
    while at + 12 <= len(data):
        kind, size = struct.unpack_from("<II", data, at)
        body = data[at + 8:at + size - 4]
        if kind == 1:
            parts.append(10 ** resolution(body[8:]))
        elif kind == 6:
            number, high, low, cap = struct.unpack_from("<IIII", body)
            ns = ((high << 32) + low) * (10 ** 9 // parts[number])
            yield ns, body[20:20 + cap]
        at += size


def resolution(options):
    """The decimals of an interface's stamps."""
    while len(options) >= 4:
        code, size = struct.unpack_from("<HH", options)
        if code == 9:
            return options[4]
        options = options[4 + (size + 3) // 4 * 4:]
    return 6


def mergecap(files, folder):
    """None where mergecap refuses one of them."""
    out = folder / "merged.pcapng"
    done = subprocess.run([MERGECAP, "-F", "pcapng", "-w", out, *files],
                          capture_output=True, check=False)
    return list(records(out.read_bytes())) if done.returncode == 0 else None


def sources(files):
    return [word for file in files for word in ("-r", file)]


class Capture:
    """A file, what mergecap finds in it, and our lines of it alone."""

    def __init__(self, path, folder):
        self.path = path
        done = run(*OPTIONS, "-r", path)
        self.lines = done.stdout.splitlines()
        self.packets = mergecap([path], folder) if not done.returncode else None
        self.fits = (self.packets is not None and
                     len(self.packets) == len(self.lines) and
                     all(map(STAMP.match, self.lines)))


def expected(captures, folder):
    """Our lines in mergecap's order."""
    merged = mergecap([c.path for c in captures], folder)
    at = [0] * len(captures)
    for packet in merged or ():
        file = next((i for i, c in enumerate(captures) if at[i] <
                     len(c.packets) and c.packets[at[i]] == packet), None)
        if file is None:
            return None
        yield captures[file].lines[at[file]]
        at[file] += 1


def check_orders(folder):
    paths = sorted(PCAPS.glob("*.pcap"))
    corpus = os.environ.get("TCPLINE_CORPUS")
    if corpus is None:
        print("TCPLINE_CORPUS is not set: only the bundled captures")
    else:
        paths += sorted(p for p in Path(corpus).rglob("*") if p.is_file() and
                        "pcap" in p.suffix and p.stat().st_size < 1 << 20)[::9]
    captures = [c for p in paths if (c := Capture(p, folder)).fits]
    chance = random.Random(SEED)
    count = 0
    for size in (2, 3, 8, 20):
        chance.shuffle(captures)
        for at in range(0, len(captures) - size, size):
            chosen = captures[at:at + size]
            want = list(expected(chosen, folder))
            got = run(*OPTIONS, *sources(c.path for c in chosen))
            count += 1
            if got.stdout.splitlines() != want:
                failures.append("order")
                print("FAILED: order of", *(c.path.name for c in chosen))
    print(f"{count} mergers of {len(captures)} captures as mergecap's")
    same("captures to merge", True, len(captures) > 40 and count > 20)


def savefile(path, packets, link_type=1, nano=False, snaplen=262144):
    """`packets` are (stamp in nanoseconds, bytes, length on the wire)."""
    part = 1 if nano else 1000
    with open(path, "wb") as out:
        out.write(struct.pack("<IHHIIII", 0xa1b23c4d if nano else 0xa1b2c3d4,
                              2, 4, 0, 0, snaplen, link_type))
        for ns, data, size in packets:
            out.write(struct.pack("<IIII", ns // 10 ** 9, ns % 10 ** 9 // part,
                                  len(data), size) + data)
    return path


def ethernet(text):
    return bytes(12) + b"\x88\xb5" + text.encode()


def check_stamps(folder):
    """Of equal stamps the last file's is first; nanoseconds decide."""
    micro = savefile(folder / "u", [(10 ** 18 + n * 1000, ethernet(f"u{n}"),
                                     100) for n in range(4)], snaplen=96)
    nano = savefile(folder / "n", [(10 ** 18 + n, ethernet(f"n{i}"), 100)
                                   for i, n in enumerate((0, 1000, 1001, 2999,
                                                          3000))],
                    nano=True)

    def order(*files):
        shown = lines("-t", "-xx", *sources(files))
        hexes = [row.split(":")[1].replace(" ", "") for row in shown
                 if row.startswith("\t0x0000")]
        return " ".join(bytes.fromhex(h[28:32]).decode() for h in hexes)

    same("nano last", "n0 u0 n1 u1 n2 u2 n3 n4 u3",
         order(micro, nano))
    same("micro last", "u0 n0 u1 n1 n2 u2 n3 u3 n4", order(nano, micro))
    written = folder / "written"
    run(*sources([micro, nano]), "-w", written)
    head = struct.unpack("<IHHIIII", written.read_bytes()[:24])
    same("-w: microseconds", 0xa1b2c3d4, head[0])
    same("-w: the longest snapshot", 262144, head[5])
    same("-w: the same packets", lines("-tt", *sources([micro, nano])),
         lines("-tt", "-r", written))
    run("--nano", *sources([micro, nano]), "-w", written)
    same("-w --nano", 0xa1b23c4d,
         struct.unpack("<I", written.read_bytes()[:4])[0])
    same("-w --nano: the same packets",
         lines("-tt", "--nano", *sources([micro, nano])),
         lines("-tt", "--nano", "-r", written))


def check_forms(folder):
    """What one merged file shows, the files merged show."""
    chosen = [PCAPS / f"{n}.pcap" for n in
              ("http-8080", "duplicate-ack", "live-iperf3", "half-close")]
    whole = folder / "whole.pcap"
    subprocess.run([MERGECAP, "-F", "pcap", "-w", whole, *chosen], check=True)
    for options in ([], ["-v", "-e"], ["--json", "--analyze"], ["--analyze"],
                    ["--diagnose"], ["--conversations"], ["--ladder=ascii"],
                    ["--canonical"], ["--explain"], ["--only", "any"],
                    ["--stream", "1,3"], ["-c", "20"], ["--skip", "30"],
                    ["-c", "9", "--skip", "4"], ["--sample", "7"], ["--count"],
                    ["-#", "tcp", "port", "8080"], ["-X"]):
        same(" ".join(options) or "line", lines("-r", whole, *options),
             lines(*sources(chosen), *options))
    done = run(*sources(chosen), "--expect", "connections==1")
    same("--expect", 3, done.returncode)
    with open(whole, "rb") as pipe:  # read once, as merged files are
        done = run("-n", "--tree", "-r", "-", stdin=pipe)
    same("--tree", done.stdout.splitlines(), lines(*sources(chosen), "--tree"))
    for name, options in (("whole", ["-r", whole]),
                          ("merged", sources(chosen))):
        (folder / name).mkdir()
        run(*options, "--split", 4, "-w", folder / name / "%d")
        run(*options, "--on", "any", "-w", folder / name / "trouble-%c")
    names = sorted(p.name for p in (folder / "whole").iterdir())
    same("--split, --on: names", names,
         sorted(p.name for p in (folder / "merged").iterdir()))
    for name in names:
        same(f"{name}", lines("-tt", "-r", folder / "whole" / name),
             lines("-tt", "-r", folder / "merged" / name))
    numbers = [json.loads(row)["frame"]["number"] for row in
               lines("--json", *sources(chosen))
               if "frame" in json.loads(row)]
    same("packet numbers", list(range(1, len(numbers) + 1)), numbers)


def check_packed(folder):
    chosen = [PCAPS / "http-8080.pcap", PCAPS / "duplicate-ack.pcap",
              PCAPS / "arp.pcap"]
    plain = lines(*sources(chosen))
    packed = [folder / "a.gz", folder / "b.bz2", chosen[2]]
    packed[0].write_bytes(gzip.compress(chosen[0].read_bytes()))
    packed[1].write_bytes(bz2.compress(chosen[1].read_bytes()))
    same("compressed files", plain, lines(*sources(packed)))
    with open(chosen[1], "rb") as pipe:
        done = subprocess.run([TCPLINE, "-n", "-r", packed[0], "-r", "-", "-r",
                               chosen[2]], stdin=pipe, capture_output=True,
                              text=True, check=False,
                              env={**os.environ, "TZ": "UTC0"})
    same("standard input among them", plain, done.stdout.splitlines())


def check_damaged(folder):
    """A file that is cut ends there; the others go on."""
    cut = folder / "cut.pcap"
    cut.write_bytes((PCAPS / "http-8080.pcap").read_bytes()[:-9])
    done = run("-n", *sources([cut, PCAPS / "arp.pcap"]))
    same("cut: exit status", 1, done.returncode)
    same("cut: says which", True, f"{cut}: pcap_loop: truncated" in done.stderr)
    alone = run("-n", "-r", cut).stdout.splitlines()
    same("cut: the lines", sorted(alone + lines("-r", PCAPS / "arp.pcap")),
         sorted(done.stdout.splitlines()))


def peak(files, options):
    """The most memory a run has taken, in KiB."""
    pid = os.posix_spawn(TCPLINE, [TCPLINE, *options, *map(str, files)],
                         os.environ, file_actions=[
                             (os.POSIX_SPAWN_OPEN, 1, "/dev/null", 1, 0),
                             (os.POSIX_SPAWN_OPEN, 2, "/dev/null", 1, 0)])
    _, status, usage = os.wait4(pid, 0)
    same("a hundred files: exit status", 0, status)
    return usage.ru_maxrss


def check_many(folder):
    """A hundred files take what a hundred short ones do, long as they are."""
    frame = ethernet("x" * 200)
    sizes = {}
    for packets in (200, 5000):
        files = [savefile(folder / f"{packets}-{n}",
                          [(10 ** 18 + (k * 100 + n) * 1000, frame, len(frame))
                           for k in range(packets)]) for n in range(100)]
        sizes[packets] = peak(sources(files), ["-n", "--sample", "1000000"])
        same("a hundred files: packets", [f"{packets * 100} packets"],
             lines("--count", *sources(files)))
    print("memory of a hundred files:", sizes)
    same("memory stays", True, sizes[5000] < sizes[200] + 4096)
    least = resource.getrlimit(resource.RLIMIT_NOFILE)
    done = subprocess.run(
        [TCPLINE, "-n", *sources(files)], capture_output=True, text=True,
        check=False, preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_NOFILE, (50, 50)))
    same("ulimit -n: exit status", 1, done.returncode)
    same("ulimit -n: which", True, "Too many open files" in done.stderr)
    same("ulimit -n stays", least, resource.getrlimit(resource.RLIMIT_NOFILE))


def check_refusals():
    one, other = PCAPS / "http-8080.pcap", PCAPS / "cooked-v2.pcap"
    refused("-w of two link types", "its link type is not that of", "-r", one,
            "-r", other, "-w", "/dev/null")
    refused("-r - twice", "-r - was given twice", "-r", "-", "-r", "-")
    refused("-V", "mutually exclusive", "-r", one, "-r", other, "-V", one)
    refused("a file that is missing", "none: No such file", "-r", one, "-r",
            "none")
    refused("what is no capture", "kit.py: unknown file format", "-r", one,
            "-r", Path(__file__).with_name("kit.py"))


def main():
    if MERGECAP is None:
        failures.append("mergecap")
        print("FAILED: mergecap is not installed")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        check_orders(folder)
        check_stamps(folder)
        check_forms(folder)
        check_packed(folder)
        check_damaged(folder)
        check_many(folder)
    check_refusals()


main()
finish()
