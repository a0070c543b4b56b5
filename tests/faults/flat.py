#!/usr/bin/env python3
"""Twice the connections take no more memory where they need not be remembered.

    flat.py TCPLINE GENERATE [CONNECTIONS [CONNECTIONS]]

Short connections, one after the other, to the forms that count and wait.
Their figures are those of a run that remembers all of them.
"""

import os
import subprocess
import sys
import tempfile

FIGURES = ["connections", "refused", "reset", "unanswered", "bytes", "resent",
           "duration", "rtt_p95", "retransmission", "duplicate-ack", "timer",
           "rst", "packets"]
COUNT = ["--count"]
for figure in FIGURES:
    # Too much of anything, so that all values are told.
    COUNT += ["--expect", f"{figure}>=9000000" +
              ("s" if figure in ("duration", "rtt_p95") else "")]


def run(tcpline, generate, connections, args):
    """What it said on standard error, its peak of memory in KiB."""
    made = subprocess.Popen([generate, "-t", "passing", "-c", str(connections),
                             "-"], stdout=subprocess.PIPE)
    with tempfile.TemporaryFile() as said:
        reader = subprocess.Popen([tcpline, "-n", "-r", "-", *args],
                                  stdin=made.stdout, stderr=said,
                                  stdout=subprocess.DEVNULL)
        made.stdout.close()
        _, status, used = os.wait4(reader.pid, 0)
        reader.returncode = os.waitstatus_to_exitcode(status)
        made.wait()
        said.seek(0)
        return reader.returncode, said.read().decode(), used.ru_maxrss


def main():
    tcpline, generate = sys.argv[1:3]
    sizes = [int(n) for n in sys.argv[3:5]] or [250000, 500000]
    if len(sizes) < 2:
        sizes.append(sizes[0] * 2)
    wrong = 0
    with tempfile.TemporaryDirectory() as into:
        os.chmod(into, 0o777)  # for the user that root becomes
        forms = {
            "expect": (3, COUNT),
            "record": (0, ["--record-before", "1M", "--on", "timer,rst",
                           "-W", "3", "-w", f"{into}/%c.pcap"]),
            "split": (0, ["--split", "8", "-w", f"{into}/%d.pcap"]),
            "sample": (0, ["-q", "--skip", "5", "--sample", "100"]),
        }
        for name, (expected, args) in forms.items():
            peaks = []
            for n in sizes:
                status, said, peak = run(tcpline, generate, n, args)
                peaks.append(peak)
                print(f"{name}: {n} connections, {peak} KiB")
                if status != expected:
                    print(f"FAILED: {name}: exit status {status}\n{said}")
                    wrong += 1
            if peaks[1] > peaks[0] + peaks[0] / 20 + 1024:
                print(f"FAILED: {name} grows")
                wrong += 1
    n = sizes[1]
    told = run(tcpline, generate, n, COUNT)
    whole = run(tcpline, generate, n, [*COUNT, "--max-connections", str(2 * n)])
    if f"connections>=9000000: {n}\n" not in told[1]:
        print("FAILED: not as many connections as there are")
        wrong += 1
    if whole[2] < told[2] + 50 * 1024:
        print(f"FAILED: all of them remembered in {whole[2]} KiB")
        wrong += 1
    if whole[1] != told[1]:
        print(f"FAILED: figures differ\n{whole[1]}\n{told[1]}")
        wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
