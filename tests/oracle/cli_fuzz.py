#!/usr/bin/env python3
"""Random command lines for both programs: two to five options with odd values,
a savefile and now and then a filter. Compared are exit code, stdout, stderr
and the files they write, as cli.py does. The same seed, the same lines."""

import argparse
import random
import sys
from concurrent.futures import ThreadPoolExecutor

import cli
import compare
import programs
import records

# Options without a value, and with values that are right, odd and wrong.
FLAGS = ("-A -AA -b -e -f -H -I -K -l -L -n -N -O -p -q -S -t -tt -ttt -tttt "
         "-ttttt -u -U -v -vv -vvv -x -xx -X -XX -# --count --print --nano "
         "--micro --number --immediate-mode --no-optimize --packet-buffered "
         "--dont-verify-checksums --absolute-tcp-sequence-numbers -d -dd -ddd "
         "-J -D --c --co --cou --nu --na --pr --im --abs --do --no-o "
         "--m --n --p --d --x -nn -vn -Sev").split()
VALUES = {
    "-c": "1 2 7 99 0 -1 x 3x 0x3 4294967297 2147483648 +2 ' '",
    "-s": "0 1 14 40 60 0x20 010 262144 262145 -1 x 1e3 ''",
    "-C": "1 2 9 0 -1 x 1k 9223372036855 ''",
    "-G": "1 9 3600 0 -1 x 5x ''",
    "-W": "1 2 9 10 11 101 0 -1 x",
    "-w": "out.pcap out-%Y out%% - none/out folder ''",
    "-T": "domain DNS snmp rpc resp vxlan tftp aodv '' x",
    "-B": "1 0 x -1 4096 2097152 2097151",
    "-Q": "in OUT inout x ''",
    "-j": "host adapter x ''",
    "-y": "EN10MB en10mb RAW LINUX_SLL2 DLT_RAW x ''",
    "-z": "true",
    "-m": "x ''",
    "-M": "secret ''",
    "-E": "x ''",
    "-F": "filter bad-filter none empty folder",
    "-V": "list list-mixed list-missing list-blank empty none folder",
    "-r": "good.pcap nano.pcap good.pcapng raw.pcap sll2.pcap cut-record.pcap "
          "bad-records.pcap odd-times.pcap none.pcap empty text folder "
          "version-2-3.pcap link-147.pcap snaplen-0.pcap",
    "--snapshot-length": "60 x", "--direction": "in", "--snap": "60",
    "--time-stamp-precision": "nano micro nanox pico ''", "--linktype": "RAW",
    "--time-stamp-type": "host x", "--buffer-size": "7 x",
}
FILTERS = ["tcp", "udp", "port 80", "host 192.0.2.1 and tcp[13] & 2 != 0",
           "tcp port", "not ip6", "len > 60", "vlan", "ip6", "( tcp"]
INPUTS = VALUES["-r"].split()


def option(rng):
    if rng.random() < 0.55:
        return [rng.choice(FLAGS)]
    name = rng.choice([n for n in VALUES if n not in ("-r", "-V")])
    value = rng.choice(VALUES[name].split()).strip("'")
    if name.startswith("--") and rng.random() < 0.5:
        return [f"{name}={value}"]
    glued = len(name) == 2 and value and rng.random() < 0.3
    return [name + value] if glued else [name, value]


def source(rng):
    draw = rng.random()
    if draw < 0.08:
        return ["-V", rng.choice(VALUES["-V"].split())], None
    if draw < 0.14:
        return ["-r", "-"], rng.choice(INPUTS[:8])
    return ["-r", rng.choice(INPUTS) if draw < 0.6 else "good.pcap"], None


def line_of(seed):
    rng = random.Random(seed)
    words = [option(rng) for _ in range(rng.randint(2, 5))]
    where, stdin = source(rng)
    words.insert(rng.randint(0, len(words)), where)
    if rng.random() < 0.7:  # names of hosts take their time
        words.insert(0, ["-n"])
    words = [word for group in words for word in group]
    if "-V" in words:  # see the list of differences, list-nano
        words = [word for word in words if "nano" not in word and
                 word != "--na"]
    if rng.random() < 0.3:
        words.append(rng.choice(FILTERS))
    extras = {"stdin": stdin} if stdin else {}
    if rng.random() < 0.1:
        extras["stdout"] = "file"
    return cli.Command(f"fuzz-{seed}", rule_of(words), words, extras)


def rule_of(words):
    """Usage texts are our own behind their first line."""
    return "first" if any(w.startswith(("--", "-h")) for w in words) else "same"


def check(oracle, tcpline, files, seed):
    command = line_of(seed)
    one = cli.run_command(oracle, command, files)
    if one.returncode is None or one.returncode < 0:
        return command, []  # hangs or dies: nothing to go by
    return command, cli.differences(
        command, one, cli.run_command(tcpline, command, files))


def seeds_of(text):
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tcpline")
    parser.add_argument("--seeds", type=seeds_of, default=range(1, 301))
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    oracle = programs.find_oracle()
    tcpline = programs.find_tcpline(args.tcpline)
    known = compare.Known(compare.HERE / "KNOWN_DIFFERENCES")
    files, failed = cli.fixtures(), 0
    with ThreadPoolExecutor(args.jobs) as pool:
        for command, found in pool.map(
                lambda seed: check(oracle, tcpline, files, seed), args.seeds):
            found = cli.unknown(known, command, found)
            failed += bool(found)
            if found:
                print(f"{command.name}: {' '.join(command.words)} "
                      f"{command.extras or ''}")
            for diff in found:
                print(f"  {diff.kind}:\n{records.explain(diff)}")
    print(f"{len(args.seeds)} command lines, {failed} answered differently")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
