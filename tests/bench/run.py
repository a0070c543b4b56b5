#!/usr/bin/env python3
"""Measures tcpline against tcpdump, tshark and a bare libpcap loop.

Every figure is user+system CPU time. The programs take turns, round by round,
on the same savefile; medians and ratios are printed as tables, each with its
goal: over tcpdump without TZ, with TZ, and over a bare libpcap loop; then what
--analyze, --diagnose and --json cost over the plain line, and what a million
connections cost. A benchmark, not a test: it always exits 0 unless a program
cannot run.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

# Without TZ tcpdump asks for the time zone file with every packet, as it does
# for everyone who has not set it; with it tcpdump is at its best.
NO_ZONE = {k: v for k, v in os.environ.items() if k != "TZ"}
ZONE = {**NO_ZONE, "TZ": "UTC"}

REPO = Path(__file__).resolve().parent.parent.parent

# name: arguments of the generator
CAPTURES = {
    "50 connections": ["-s", "2000000", "-c", "50"],
    "1,000 connections": ["-s", "2000000", "-c", "1000"],
    # Few ports and many addresses: tcpdump hashes the ports alone.
    "100,000 connections": ["-s", "1000000", "-c", "100000", "-k", "4"],
    "300,000 from one /8": ["-s", "1000000", "-c", "300000", "-w"],
    "1,000,000 connections": ["-s", "3000000", "-c", "1000000", "-w"],
    "IPv6": ["-s", "1000000", "-c", "1000", "-6", "100"],
    "1,448-byte payloads": ["-s", "200000", "-c", "50", "-p", "1448"],
    "HTTP": ["-s", "1000000", "-c", "50", "-p", "300", "-P", "80", "-b",
             "GET /index.html HTTP/1.1\r\nHost: example.com\r\n"
             "User-Agent: curl/7.88.1\r\nAccept: */*\r\n\r\n"],
    "DNS": ["-s", "1000000", "-t", "dns"],
    "ICMP": ["-s", "1000000", "-t", "icmp"],
    "ARP": ["-s", "1000000", "-t", "arp"],
    "21 segments": ["-s", "21", "-c", "2"],
}

# Runs in one figure where a single one is too short to be measured.
REPEATED = {"21 segments": 50}

# what, capture, options, target ratio (tcpdump with TZ / tcpline)
WORK = [
    ("-n", "50 connections", ["-n"], 10),
    ("-n", "1,000 connections", ["-n"], 10),
    ("-n", "100,000 connections", ["-n"], 500),
    ("-n", "300,000 from one /8", ["-n"], 200),
    ("-n -v", "50 connections", ["-n", "-v"], 8),
    ("-n -e", "50 connections", ["-n", "-e"], 8),
    ("-n -S", "50 connections", ["-n", "-S"], 8),
    ("-n -q", "50 connections", ["-n", "-q"], 8),
    ("-n -tttt", "50 connections", ["-n", "-tttt"], 8),
    ("-n", "IPv6", ["-n"], None),
    ("-n -X", "1,448-byte payloads", ["-n", "-X"], 15),
    ("-n -A", "1,448-byte payloads", ["-n", "-A"], 15),
    ("-n", "HTTP", ["-n"], 5),
    ("-n", "DNS", ["-n"], 5),
    ("-n", "ICMP", ["-n"], 5),
    ("-n", "ARP", ["-n"], 5),
    ("-n", "21 segments", ["-n"], 1.25),  # 0.8 of tcpdump's time
    ("-w, a tenth", "50 connections", ["-w", "{out}", "tcp[13] & 8 != 0 and "
                                       "tcp[4:4] & 0xf = 1"], 1),
    ("--count", "50 connections", ["--count"], 1),
]

# option, goal of its cost over the plain line
OVER_PLAIN = [("--analyze", 1.3), ("--diagnose", 1.8), ("--json", 1.5)]

# options, goal in MB at a million connections
MANY = [([], 80), (["--analyze"], 200), (["--diagnose"], 1000)]

BARE_GOAL, FLAT_GOAL, TSHARK_GOAL, BYTE_GOAL = 1.6, 1.6, 300, 5


def peak_kib(argv):
    """Peak memory of one run; by time(1), as a child of Python starts with
    Python's own peak."""
    if not os.path.exists("/usr/bin/time"):
        return 0
    run = subprocess.run(["/usr/bin/time", "-f", "%M", *map(str, argv)],
                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                         text=True, env=ZONE)
    return int(run.stderr.split()[-1])


def cpu(argv, stdout, zone):
    """User and system seconds of one run."""
    with open(os.devnull, "w") as null:
        p = subprocess.Popen(argv, stdout=stdout, stderr=null,
                             env=ZONE if zone else NO_ZONE)
        _, status, usage = os.wait4(p.pid, 0)
    if not os.WIFEXITED(status) or os.WEXITSTATUS(status) != 0:
        sys.exit(f"{' '.join(map(str, argv))}: status {status}")
    return usage.ru_utime + usage.ru_stime


class Bench:
    def __init__(self, args, folder):
        self.args = args
        self.folder = folder
        self.build = Path(args.build)
        self.tcpline = self.build / "src" / "tcpline"

    def capture(self, name):
        path = self.folder / (name.replace(" ", "-").replace("/", "") +
                              ".pcap")
        if not path.exists():
            generate = self.build / "tests" / "bench" / "generate"
            subprocess.run([generate, *CAPTURES[name], path], check=True)
        return path

    def forget(self, name, later):
        if not any(row[1] == name for row in later):
            self.capture(name).unlink()

    def measure(self, rounds, commands, to_file, times=1):
        """Medians by program; programs take turns within each round."""
        seconds = {name: [] for name in commands}
        for _ in range(rounds):
            for name, argv in commands.items():
                target = (self.folder / "out") if to_file else os.devnull
                with open(target, "wb") as out:
                    seconds[name].append(sum(
                        cpu(argv, out, name != "no zone")
                        for _ in range(times)))
        return {n: statistics.median(v) for n, v in seconds.items()}

    def commands(self, path, options):
        options = [o.replace("{out}", str(self.folder / "w.pcap"))
                   for o in options]
        return {
            "tcpline": [self.tcpline, "-Z", "root", "-r", path, *options],
            "tcpdump": ["tcpdump", "-Z", "root", "-r", path, *options],
            "no zone": ["tcpdump", "-Z", "root", "-r", path, *options],
            "bare": [self.build / "tests" / "bench" / "bare_loop", path],
        }

    def row(self, what, capture, options, target):
        path = self.capture(capture)
        commands = self.commands(path, options)
        slow = what == "-n" and capture.startswith(("100,000", "300,000"))
        if slow:
            dump = {name: commands.pop(name) for name in
                    ("tcpdump", "no zone")}
            median = self.measure(self.args.rounds, commands, False)
            median.update(self.measure(1, dump, False))
        else:
            median = self.measure(self.args.rounds, commands,
                                  self.args.to_file, REPEATED.get(capture, 1))
        memory = peak_kib(commands["tcpline"])
        ratio, unset = (median[name] / max(median["tcpline"], 1e-9)
                        for name in ("tcpdump", "no zone"))
        floor = median["tcpline"] / max(median["bare"], 1e-9)
        wanted = f"{target} x" if target else ""
        print(f"{what:12} {capture:22} {median['tcpline']:8.3f} "
              f"{unset:8.1f} x {median['tcpdump']:9.3f} {ratio:8.1f} x "
              f"{wanted:>6} {floor:7.2f} x {memory / 1024:8.1f}", flush=True)

    def tcpline_n(self, path, *options):
        return [self.tcpline, "-Z", "root", "-n", "-r", path, *options]

    def over_plain(self):
        print(f"\n{'option':12} {'capture':22} {'tcpline':>8} {'/ plain':>10} "
              f"{'goal':>8}")
        for capture in ("50 connections", "1,448-byte payloads"):
            path = self.capture(capture)
            commands = {"": self.tcpline_n(path)} | {
                option: self.tcpline_n(path, option)
                for option, _ in OVER_PLAIN}
            median = self.measure(self.args.rounds, commands, False)
            for option, goal in OVER_PLAIN:
                print(f"{option:12} {capture:22} {median[option]:8.3f} "
                      f"{median[option] / median['']:8.2f} x {goal:6} x",
                      flush=True)

    def over_tshark(self):
        if shutil.which("tshark") is None:
            return
        path = self.folder / "tshark.pcap"
        generate = self.build / "tests" / "bench" / "generate"
        subprocess.run([generate, "-s", "100000", "-c", "50", path], check=True)
        median = self.measure(1, {
            "tcpline": self.tcpline_n(path, "--json", "--analyze"),
            "tshark": ["tshark", "-n", "-T", "ek", "-r", path]}, False)
        print(f"--json --analyze is {median['tshark'] / median['tcpline']:.0f} "
              f"times as fast as tshark -T ek, goal {TSHARK_GOAL}")

    def a_byte(self):
        """What a byte of -X costs more than none, in terms of -n's time."""
        path = self.capture("1,448-byte payloads")
        median = self.measure(self.args.rounds, {
            "plain": self.tcpline_n(path),
            "-X": self.tcpline_n(path, "-X")}, False)
        more = (median["-X"] - median["plain"]) / 2e5 / 1448 * 1e9
        print(f"-X costs {more:.2f} ns a byte; budget.py counts instructions, "
              f"goal {BYTE_GOAL} a byte")

    def flat(self):
        """A segment's cost, and memory, at 1,000,000 connections."""
        segments = {"1,000 connections": 2e6, "1,000,000 connections": 3e6}
        median = self.measure(
            self.args.rounds,
            {n: self.tcpline_n(self.capture(n)) for n in segments}, False)
        per = {n: median[n] / segments[n] * 1e9 for n in segments}
        for name, ns in per.items():
            print(f"{name:22} {ns:7.0f} ns a segment")
        few, many = per.values()
        print(f"a segment at 1,000,000 connections costs {many / few:.2f} "
              f"times one at 1,000, goal {FLAT_GOAL}")
        for options, goal in MANY:
            mb = peak_kib(self.tcpline_n(self.capture("1,000,000 connections"),
                                         *options)) * 1024 / 1e6
            print(f"-n {' '.join(options):11} 1,000,000 connections "
                  f"{mb:7.0f} MB, goal {goal}")


def main():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--build", default=REPO / "build" / "release",
                    help="build folder with release binaries")
    ap.add_argument("--rounds", type=int, default=5)
    ap.add_argument("--to-file", action="store_true",
                    help="write the output to a file, not to /dev/null")
    ap.add_argument("--only", help="rows whose options or capture contain it")
    ap.add_argument("--quick", action="store_true",
                    help="leave out what takes tcpdump minutes")
    args = ap.parse_args()
    if shutil.which("tcpdump") is None:
        sys.exit("run.py: needs tcpdump")
    rows = [r for r in WORK
            if (not args.only or args.only in f"{r[0]} {r[1]}")
            and not (args.quick and r[3] and r[3] >= 200)]
    with tempfile.TemporaryDirectory(prefix="tcpline-bench-") as tmp:
        bench = Bench(args, Path(tmp))
        print(f"{'options':12} {'capture':22} {'tcpline':>8} {'no TZ':>10} "
              f"{'tcpdump':>9} {'ratio':>10} {'goal':>6} {'/ bare':>9} "
              f"{'MiB':>8}")
        for i, row in enumerate(rows):
            bench.row(*row)
            bench.forget(row[1], rows[i + 1:])
        if not args.only:
            print(f"/ bare: the goal is {BARE_GOAL} x at 50 connections")
            bench.over_plain()
            bench.a_byte()
            bench.over_tshark()
            bench.flat()


if __name__ == "__main__":
    main()
