#!/usr/bin/env python3
"""Proves that the differential tests fail when they should.

The real tcpdump, falsified in one way each time, stands in for tcpline.
"""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import cli
import compare
import generate
import hunt
import hunt_cases
import mutate
import programs
import records
import savefile
import shrink
from hunt_cases import cases, fill
from packets import craft

ORACLE = programs.find_oracle()
SETS = {s.name: s for s in compare.load_sets()}

# A stand-in for tcpline: $1... are tcpdump's arguments, `out` its stdout.
HONEST = 'cat "$out"; exit $rc'
WRAPPER = """#!/bin/sh
out=$(mktemp); trap 'rm -f "$out"' EXIT
{oracle} "$@" >"$out"; rc=$?
{ending}
"""


def segment(number, payload=b"", sport=1025):
    return craft.ether(craft.ipv4(
        "192.0.2.1", "198.51.100.2", craft.TCP,
        craft.tcp("192.0.2.1", "198.51.100.2", sport, 2000, seq=number, ack=1,
                  payload=payload)))


def small_save(count=12):
    return savefile.Savefile(craft.EN10MB, [
        savefile.Packet(segment(100 + i, b"x" * i)) for i in range(count)])


class Harness(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.pcap = self.folder / "small.pcap"
        small_save().write(self.pcap)

    def stand_in(self, ending):
        path = self.folder / "tcpline"
        path.write_text(WRAPPER.format(oracle=ORACLE, ending=ending))
        path.chmod(0o755)
        return str(path)

    def compare(self, ending, *arguments):
        """compare.py's (exit code, output) with a falsified tcpline."""
        done = subprocess.run(
            [sys.executable, compare.__file__, "--tcpline",
             self.stand_in(ending), "--no-cache", "--sets", "n",
             *arguments, str(self.pcap)],
            capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def judge(self, ending, set_name="n"):
        job = compare.Job("small.pcap", str(self.pcap), set_name,
                          SETS[set_name].options, [])
        return compare.Comparer(ORACLE, self.stand_in(ending), None)(job)


class CompareTest(Harness):
    def test_equal_programs_pass(self):
        code, text = self.compare(HONEST)
        self.assertEqual(code, 0, text)
        self.assertIn("TCP records: 12 equal, 0 differing", text)

    def test_one_byte_fails(self):
        code, text = self.compare('sed "s/win 512, length 5/win 513, '
                                  'length 5/" "$out"; exit $rc')
        self.assertEqual(code, 1)
        self.assertIn("record 6", text)
        self.assertIn("11 equal, 1 differing", text)
        lines = text.splitlines()
        caret = next(i for i, l in enumerate(lines) if l.strip() == "^")
        column = lines[caret].index("^")
        self.assertEqual(lines[caret - 2][column], "2")
        self.assertEqual(lines[caret - 1][column], "3")

    def test_one_byte_of_another_protocol_only_gates_all(self):
        save = small_save()
        save.packets.append(savefile.Packet(craft.ether(craft.arp(
            1, craft.MAC_A, "10.0.0.1", craft.MAC_B, "10.0.0.2"),
            etype=craft.ETH_ARP)))
        save.write(self.pcap)
        ending = 'sed s/who-has/who-hat/ "$out"; exit $rc'
        self.assertEqual(self.compare(ending, "--gate", "all")[0], 1)
        code, text = self.compare(ending, "--gate", "tcp")
        self.assertEqual(code, 0, text)
        self.assertIn("other records: 0 equal, 1 differing", text)

    def test_dropped_record_fails(self):
        result = self.judge('sed 5d "$out"; exit $rc')
        self.assertTrue(any(d.number == 5 for d in result.found))

    def test_dropped_last_record_fails(self):
        result = self.judge('sed "\\$d" "$out"; exit $rc')
        self.assertEqual([d.number for d in result.found], [12])

    def test_surplus_record_fails(self):
        result = self.judge('cat "$out"; echo "   13  more"; exit $rc')
        self.assertEqual([d.number for d in result.found], [13])

    def test_missing_last_newline_fails(self):
        result = self.judge('head -c -1 "$out"; exit $rc')
        self.assertEqual([d.number for d in result.found], [12])

    def test_wrong_exit_code_fails(self):
        result = self.judge('cat "$out"; exit 3')
        self.assertEqual([d.kind for d in result.found], ["exit"])
        self.assertEqual(self.compare('cat "$out"; exit 3')[0], 1)

    def test_surplus_stderr_fails(self):
        result = self.judge('cat "$out"; echo oops >&2; exit $rc')
        self.assertEqual([d.kind for d in result.found], ["stderr"])

    def test_program_name_in_stderr_is_no_difference(self):
        self.pcap.write_bytes(self.pcap.read_bytes()[:-3])
        ending = 'cat "$out"; exit $rc'
        wrapper = self.stand_in(ending)
        text = Path(wrapper).read_text().replace(
            '>"$out"; rc=$?', '>"$out" 2>"$out.err"; rc=$?\n'
            'sed s/^tcpdump:/tcpline:/ "$out.err" >&2; rm "$out.err"')
        Path(wrapper).write_text(text)
        job = compare.Job("small.pcap", str(self.pcap), "n", ["-n"], [])
        result = compare.Comparer(ORACLE, wrapper, None)(job)
        self.assertEqual(result.found, [])

    def test_crash_is_found(self):
        result = self.judge('cat "$out"; kill -SEGV $$')
        self.assertEqual(result.found[0].kind, "crash")

    def test_sanitizer_report_is_found(self):
        result = self.judge('cat "$out"; echo "a.c:1:2: runtime error: '
                            'shift" >&2; exit $rc')
        self.assertEqual(result.found[0].kind, "crash")

    def test_hang_is_found(self):
        patience, programs.TIMEOUT = programs.TIMEOUT, 1
        try:
            result = self.judge("exec sleep 5")
        finally:
            programs.TIMEOUT = patience
        self.assertEqual(result.found[0].tcpline, b"hang")

    def test_upto_length_passes_over_payload_text(self):
        save = savefile.Savefile(craft.EN10MB, [savefile.Packet(
            segment(1, b"GET / HTTP/1.0\r\n", 80))])
        save.write(self.pcap)
        ending = 'sed s/GET/PUT/ "$out"; exit $rc'
        self.assertEqual(self.compare(ending)[0], 1)
        self.assertEqual(self.compare(ending, "--tcp-only")[0], 1)
        self.assertEqual(self.compare(ending, "--upto-length")[0], 0)

    def test_hex_dump_byte_fails(self):
        result = self.judge('sed "s/0x0000:  4500/0x0000:  4501/" "$out"; '
                            "exit $rc", "n-x")
        self.assertEqual(len(result.found), 12)

    def test_another_oracle_version_is_refused(self):
        other = self.folder / "tcpdump"
        other.write_text("#!/bin/sh\necho tcpdump version 4.99.4\n")
        other.chmod(0o755)
        done = subprocess.run(
            [sys.executable, compare.__file__, str(self.pcap)], check=False,
            capture_output=True, text=True,
            env={**os.environ, "TCPDUMP": str(other)})
        self.assertEqual(done.returncode, programs.SKIPPED)
        self.assertIn("SKIPPED", done.stdout)


class CommandLineTest(Harness):
    def answers(self, ending, only):
        """cli.py's (exit code, output) with a falsified tcpline."""
        done = subprocess.run(
            [sys.executable, cli.__file__, "--only", only, "--tcpline",
             self.stand_in(ending)],
            capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    def test_equal_programs_pass(self):
        for only in ("count-*", "write", "version"):
            code, text = self.answers(HONEST, only)
            self.assertEqual(code, 0, text)
            self.assertIn(" 0 answered differently", text)

    def test_every_kind_of_difference_fails(self):
        for ending, only, kind in (
                ('cat "$out"; exit 3', "count-1", "exit"),
                ('cat "$out"; echo; exit $rc', "count-1", "stdout"),
                ('cat "$out"; echo x >&2; exit $rc', "count-1", "stderr"),
                ('cat "$out"; echo >>out.pcap; exit $rc', "write",
                 "file out.pcap"),
                ('cat "$out"; echo >more; exit $rc', "write", "file more"),
                ('exit $rc', "version", "stdout")):
            code, text = self.answers(ending, only)
            self.assertEqual(code, 1, text)
            self.assertIn(f"  {kind}:", text)


class KnownTest(Harness):
    def table(self, row):
        path = self.folder / "KNOWN"
        path.write_text("# comment\n" + row + "\n")
        return compare.Known(path)

    def test_only_the_named_difference_is_covered(self):
        known = self.table("pcaps/*\tn*\twin 512\tsome-reason")
        job = compare.Job("pcaps/a.pcap", "", "n-v", [], [])
        other = job._replace(label="corpus/a.pcap")
        diff = records.Difference("tcp", 1, b"win 512", b"win 513")
        known.note(job)
        self.assertEqual(len(known.unused()), 1)
        self.assertFalse(known.covers(other, diff))
        self.assertFalse(known.covers(job, diff._replace(oracle=b"seq")))
        self.assertEqual(len(known.unused()), 1)
        self.assertTrue(known.covers(job, diff))
        self.assertEqual(known.unused(), [])


class RecordsTest(unittest.TestCase):
    def test_continuations_stay_with_their_record(self):
        text = b"    1  one\n\t0x0000:  45\n    9  no\n    2  two\n"
        self.assertEqual(records.split(text), (
            b"", [b"one\n\t0x0000:  45\n    9  no\n", b"two\n"]))

    def test_numbers_wider_than_their_column(self):
        text = b"".join(b"%5d  x\n" % n for n in range(1, 100_003))
        self.assertEqual(len(records.split(text)[1]), 100_002)

    def test_text_before_the_first_record(self):
        self.assertEqual(records.split(b"x\n    1  a\n"), (b"x\n", [b"a\n"]))
        self.assertEqual(records.split(b"x\n"), (b"x\n", []))

    def test_what_counts_as_tcp(self):
        for text in (b"IP a.1 > b.2: Flags [none], win 0, length 0",
                     b"IP a.1 > b.2: Flags [S] [bad hdr length 60",
                     b"IP a.1 > b.2:  tcp 4 [bad hdr length 16",
                     b"IP a > b: [|tcp]", b"IP a > b: ip-proto-6\n",
                     b"IP a.1 > b.2: tcp 0"):
            self.assertTrue(records.is_tcp(text), text)
        for text in (b"GREv0, Flags [none], length 30", b"UDP, length 3",
                     b"ICMP a tcp port 80 unreachable, length 36"):
            self.assertFalse(records.is_tcp(text), text)


class SourcesTest(Harness):
    def test_same_seed_same_bytes(self):
        def damaged(seed):
            return mutate.Mutator(seed).save(small_save(200)).pack()

        def made(seed):
            return generate.Generator(seed).save(100).pack()
        for make in (damaged, made):
            self.assertEqual(make(7), make(7))
            self.assertNotEqual(make(7), make(8))

    def test_runs_of_the_tools_agree(self):
        """Across processes too: nothing depends on Python's hash seed."""
        for tool in (["mutate.py", str(self.pcap)], ["generate.py"]):
            one, two = self.folder / "one", self.folder / "two"
            for target in (one, two):
                subprocess.run([sys.executable, *tool, str(target)],
                               check=True, cwd=compare.HERE)
            self.assertEqual(one.read_bytes(), two.read_bytes())

    def test_damaged_savefiles_are_whole(self):
        """tcpdump reads to the end and has nothing to complain of."""
        for seed in range(6):
            for order in "<>":
                save = mutate.Mutator(seed).save(small_save(100))
                save.write(self.pcap, order)
                done = programs.read_savefile(ORACLE, self.pcap, ["-n", "-#"])
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(sum(records.count(done.stdout)),
                                 len(save.packets))

    def test_both_formats_are_read(self):
        save = small_save()
        for order in "<>":
            ng = craft.Pcapng(order)
            ng.block(1, ng.pack("HHI", save.linktype, 0, 0))
            for p in save.packets:
                high, low = divmod(p.sec * 10**6 + p.frac, 2**32)
                ng.block(6, ng.pack("IIIII", 0, high, low, len(p.data),
                                    len(p.data)) + p.data)
            path = self.folder / "a.pcapng"
            path.write_bytes(ng.data)
            save.write(self.pcap, order)
            self.assertEqual(savefile.read(path).pack(),
                             savefile.read(self.pcap).pack())


class ShrinkTest(Harness):
    def hunt(self, guilty, ending, options="n"):
        save = small_save(40)
        save.packets[17:17] = guilty
        prober = hunt.Prober(ORACLE, self.stand_in(ending))
        diff = prober.differences(save, SETS[options].options)[0]
        return prober.shrunk(hunt.Find(records.class_of(diff), diff, save,
                                       SETS[options], 0))

    def test_finds_the_single_guilty_packet(self):
        guilty = savefile.Packet(segment(1, sport=4444))
        few, diff = self.hunt([guilty], 'sed s/4444/4445/ "$out"; exit $rc')
        self.assertEqual([p.data for p in few], [guilty.data])
        self.assertEqual(diff.number, 1)

    def test_keeps_the_packet_that_made_the_state(self):
        pair = [savefile.Packet(segment(n, b"abc", 4444)) for n in (50, 53)]
        few, diff = self.hunt(pair, 'sed "s/4444.*seq 3:6/&6/" "$out"; '
                              "exit $rc")
        self.assertEqual([p.data for p in few], [p.data for p in pair])
        self.assertEqual(diff.number, 2)

    def test_finds_the_packet_that_crashes(self):
        guilty = savefile.Packet(segment(1, sport=4444))
        few, diff = self.hunt([guilty], 'grep -q 4444 "$out" && kill -SEGV $$;'
                              'cat "$out"; exit $rc')
        self.assertEqual([p.data for p in few], [guilty.data])
        self.assertEqual(diff.kind, "crash")

    def test_thin_is_minimal(self):
        def fails(items):
            return {3, 11} <= set(items)
        self.assertEqual(shrink.thin(list(range(30)), fails), [3, 11])

    def test_hunt_fails_on_a_wrong_program(self):
        for ending, code in ((HONEST, 0),
                             ('sed s/win/wim/ "$out"; exit $rc', 1)):
            done = subprocess.run(
                [sys.executable, hunt.__file__, "--seeds", "1-4", "--tcpline",
                 self.stand_in(ending), "--source", str(self.pcap)],
                capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, code, done.stdout)


class CasesTest(Harness):
    """Hunting with case files, and filling them in."""

    CASE = ('= a call\ntcp 1025 > 80\n"GET / HTTP/1.1\\r\\n"  # a line\n'
            '"Host: a\\r\\n\\r\\n"\n$ -v\n= two\nudp 1025 > 9\n00*4\n'
            'udp 1025 < 9\nffff\n')

    def setUp(self):
        super().setUp()
        self.path = self.folder / "small.cases"
        self.path.write_text(self.CASE)

    def run_tool(self, tool, *arguments):
        done = subprocess.run([sys.executable, tool.__file__, *arguments],
                              capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def hunt(self, ending):
        return self.run_tool(hunt, "--seeds", "1", "--count", "50",
                             "--classes", "1",
                             "--tcpline", self.stand_in(ending), "--cases",
                             str(self.path))

    def test_what_is_filled_in_is_right(self):
        self.assertEqual(self.run_tool(fill, "--check", str(self.path))[0], 1)
        self.assertEqual(self.run_tool(fill, str(self.path))[0], 0)
        text = self.path.read_text()
        self.assertIn("$ -v\n| IP (tos 0x0, ttl 64, id 1,", text)
        self.assertIn("ffff\n$\n| IP 192.0.2.1.1025 > 198.51.100.2.9: UDP, "
                      "length 4\n| IP 198.51.100.2.9 > 192.0.2.1.1025: UDP, "
                      "length 2\n", text)
        self.assertEqual(self.run_tool(fill, "--check", str(self.path))[0], 0)
        self.path.write_text(text.replace("length 2\n", "length 3\n"))
        self.assertEqual(self.run_tool(fill, "--check", str(self.path))[0], 1)

    def test_troubles_have_a_line(self):
        for text, line in (("= a\nudp 1 > 2\n123\n", 3),
                           ("= a\nudp 1 > 2 no=1\n12\n", 2),
                           ("= a\n12\n", 2), ("udp 1 > 2\n", 1)):
            self.path.write_text(text)
            code, said = self.run_tool(fill, str(self.path))
            self.assertEqual(code, 1)
            self.assertIn(f"small.cases:{line}: ", said)

    def test_equal_programs_pass(self):
        code, text = self.hunt(HONEST)
        self.assertEqual(code, 0, text)
        self.assertIn("found 0 differences", text)

    def test_a_difference_is_shrunk_to_a_case(self):
        code, text = self.hunt('sed "s/HTTP: GET/HTTP: PUT/" "$out"; exit $rc')
        self.assertEqual(code, 1, text)
        self.assertIn("<<GET|PUT>>", text)
        begin = text.index("= a call\n")
        self.path.write_text(text[begin:text.index("\ncompared")] + "\n")
        case, = cases.read(self.path)
        self.assertLess(len(case.packets[0].body), 20)
        self.assertIn(b"HTTP: GET", case.readings[0].text)
        self.assertEqual(self.run_tool(fill, "--check", str(self.path))[0], 0)

    def test_a_crash_is_found(self):
        code, text = self.hunt('grep -q "HTTP, length: 27" "$out" && '
                               'kill -SEGV $$; cat "$out"; exit $rc')
        self.assertEqual(code, 1)
        self.assertIn("crash", text)

    def test_bytes_as_lines_and_back(self):
        for body in (b"", b"a", bytes(300), bytes(7) + b"ab" + b"\xff" * 8):
            lines = hunt_cases.hexadecimal(body)
            self.assertEqual(b"".join(map(cases.bytes_of, lines)), body)


if __name__ == "__main__":
    unittest.main()
