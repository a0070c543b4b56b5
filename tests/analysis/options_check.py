#!/usr/bin/env python3
"""The options of the analysis where they meet -w, -c and --count: what is
chosen is what is shown, counted and written."""

import json
import os
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

TCPLINE = os.environ["TCPLINE"]
CHOICES = (["--only", "any"], ["--stream", "0"], ["--only", "dup-ack"])


def tcpline(*words):
    user = ["-Z", "root"] if os.geteuid() == 0 else []
    return subprocess.run([TCPLINE, *user, "-n", *map(str, words)],
                          capture_output=True, check=False)


def records_of(savefile):
    """The records of a savefile in this machine's byte order, whole."""
    found, at = [], 24
    while at < len(savefile):
        length = struct.unpack_from("=I", savefile, at + 8)[0]
        found.append(savefile[at:at + 16 + length])
        at += 16 + length
    return found


def check_choice(path, choice, folder):
    shown = tcpline("--json", "-r", path, *choice).stdout.splitlines()
    out = folder / "out.pcap"
    tcpline("-r", path, *choice, "-w", out)
    written = records_of(out.read_bytes())
    assert len(written) == len(shown), f"{path}: -w writes what is shown"
    every = folder / "all.pcap"
    tcpline("-r", path, "-w", every)
    everything = records_of(every.read_bytes())
    assert all(record in everything for record in written), "as it was"
    count = tcpline("-r", path, *choice, "--count").stdout
    assert int(count.split()[0]) == len(shown), "--count counts them"
    for most in (1, 2, len(shown) + 1):
        some = tcpline("--json", "-r", path, *choice, "-c", most).stdout
        assert some.splitlines() == shown[:most], f"-c {most}"
        tcpline("-r", path, *choice, "-c", most, "-w", out)
        assert records_of(out.read_bytes()) == written[:most], f"-c {most} -w"
    return len(shown)


def check_reports(path, folder):
    for option in ("--conversations", "--diagnose"):
        lines = tcpline("-t", "-r", path).stdout
        text = tcpline("-t", "-r", path, option).stdout
        table = text[-(len(text) - len(lines)):] if option == \
            "--conversations" else None
        alone = tcpline("-r", path, option, "--count").stdout
        head, _, rest = alone.partition(b"\n")
        assert head.endswith((b" packets", b" packet")), head
        out = folder / "report.pcap"
        saved = tcpline("-r", path, option, "-w", out).stdout
        assert saved == rest, f"{path}: {option} with -w and --count"
        assert table is None or rest == table, "the list alone"


def check_said(path):
    done = tcpline("-r", path, "--json", "-X")
    assert b"ignored" in done.stderr, "--json says that -X is ignored"
    assert done.stdout == tcpline("-r", path, "--json").stdout
    done = tcpline("-r", path, "--conversations", "-w", "-")
    assert done.returncode == 1 and not done.stdout, "two on one descriptor"


def headers_of(path):
    objects = map(json.loads, tcpline("-r", path, "--json").stdout.splitlines())
    return [o["tcp"] for o in objects if "tcp" in o]


def check_unjudged(folder):
    quoted = [t for t in headers_of(folder / "icmp.pcap") if len(t) == 3]
    assert quoted and all("seq" in t for t in quoted), "quoted: as tshark has"
    firsts = [t for t in headers_of(folder / "fragments.pcap")
              if "stream" not in t and "flags" in t]
    assert firsts, "a first fragment with a whole header shows it"
    for tcp in firsts:
        assert {"seq_raw", "ack_raw", "hdr_len", "flags_str", "checksum",
                "window_size_value", "urgent_pointer"} <= set(tcp), tcp


def main():
    chosen, savefiles = 0, sorted(Path(sys.argv[1]).glob("*.pcap"))
    with tempfile.TemporaryDirectory() as name:
        for path in savefiles:
            if b"TCP" not in tcpline("-r", path, "--json").stdout.upper():
                continue
            for choice in CHOICES:
                chosen += check_choice(path, choice, Path(name))
            if "nano" not in path.name:  # -w keeps microseconds
                check_reports(path, Path(name))
    check_said(savefiles[0])
    check_unjudged(Path(sys.argv[1]))
    assert chosen > 0, "nothing was chosen anywhere"
    print(f"{len(savefiles)} savefiles, {chosen} packets chosen")


if __name__ == "__main__":
    main()
