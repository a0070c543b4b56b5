"""--expect, --fail-on, --junit over savefiles.

Usage: expect.py TCPLINE
"""
import json
import tempfile
import xml.etree.ElementTree as xml

from kit import PCAPS, finish, refused, run, same

CAPTURE = PCAPS / "http-8080.pcap"
LOSSY = PCAPS / "live-loss-sender.pcap"
PASSED, FAILED = 0, 3


def outcome(what, status, capture, *args):
    done = run("-n", "--count", "-r", capture, *args)
    same(what, status, done.returncode)
    return done.stderr


def counts():
    """Every operator, below, at and above the number there is."""
    for text, below, at, above in [
            ("<", FAILED, FAILED, PASSED), ("<=", FAILED, PASSED, PASSED),
            ("==", FAILED, PASSED, FAILED), ("=", FAILED, PASSED, FAILED),
            ("!=", PASSED, FAILED, PASSED), (">=", PASSED, PASSED, FAILED),
            (">", PASSED, FAILED, FAILED)]:
        for status, number in [(below, 20), (at, 21), (above, 22)]:
            outcome(f"21 packets {text} {number}", status, CAPTURE,
                    "--expect", f"packets {text} {number}")
    outcome("flags", PASSED, CAPTURE, "--expect", "syn==2", "--expect",
            "fin==2", "--fail-on", "rst")
    outcome("one of two", FAILED, CAPTURE, "--expect", "syn==2", "--expect",
            "fin==3")
    said = outcome("where it broke", FAILED, CAPTURE, "--expect", "fin<=1")
    objects = [json.loads(line) for line in
               run("-n", "-r", CAPTURE, "--json").stdout.splitlines()]
    fins = [o["frame"]["number"] for o in objects if o["tcp"]["flags"] & 1]
    same("the packet that broke it", True,
         f"UNEXPECTED: fin<=1: 2, from packet {fins[1]} on" in said)


def kinds():
    """Wireshark's words and the diagnosis count what --only shows."""
    for name in ("retransmission", "lost-after", "lost_before", "timer",
                 "fast", "tail-probe", "duplicate_ack", "lost-segment"):
        shown = [json.loads(line) for line in
                 run("-n", "-r", LOSSY, "--diagnose", "--only", name, "--json")
                 .stdout.splitlines()]
        packets = sum("frame" in o for o in shown)
        more = [] if name == "retransmission" else ["--diagnose"]
        if name in ("duplicate_ack", "lost-segment"):
            packets = len(run("-n", "-r", LOSSY, "--only", name)
                          .stdout.splitlines())
        outcome(f"{name}: as --only shows", PASSED, LOSSY, *more, "--expect",
                f"{name}=={packets}")
    words = len(run("-n", "-r", LOSSY, "--only", "retransmission")
                .stdout.splitlines())
    outcome("with --analyze, Wireshark's word", PASSED, LOSSY, "--analyze",
            "--expect", f"retransmission=={words}")


def figures():
    table = [json.loads(line) for line in
             run("-n", "-r", LOSSY, "--conversations", "--json")
             .stdout.splitlines() if '"event":"connection"' in line]
    same("the capture has a connection", 1, len(table))
    sides = [table[0]["conversation"][side] for side in "ab"]
    outcome("connections", PASSED, LOSSY, "--expect", "connections==1",
            "--expect", "refused==0", "--expect", "reset == 0", "--expect",
            "unanswered==0", "--expect", "unreachable==0")
    outcome("sums of both sides", PASSED, LOSSY, "--expect",
            f"bytes=={sum(s['bytes'] for s in sides)}", "--expect",
            f"resent=={sum(s['resent_bytes'] for s in sides)}")
    said = outcome("a round trip", FAILED, LOSSY, "--expect", "rtt_p95<1us")
    same("is said in milliseconds", True, " ms, connection 0" in said)
    outcome("in other units", PASSED, LOSSY, "--expect", "rtt_p95<1h",
            "--expect", "rtt-least<60s", "--expect", "duration<10m",
            "--expect", "rtt_median>=1us", "--expect", "bytes>1k")
    refusal = PCAPS / "live-refused.pcap"
    outcome("refused", FAILED, refusal, "--fail-on", "refused")
    said = outcome("nothing to measure holds", PASSED, refusal, "--expect",
                   "rtt_p95<1us", "-c", "1")
    same("and is said", True, "nothing to measure" in said)
    done = run("-n", "-r", LOSSY, "--conversations")
    more = run("-n", "-r", LOSSY, "--conversations", "--expect",
               "connections==1")
    same("the table is not told twice", done.stdout, more.stdout)


def reports():
    args = ["--expect", "packets<10", "--expect", "rst<=0", "-r", CAPTURE]
    plain = run("-n", "-r", CAPTURE)
    done = run("-n", *args)
    same("no line changes", plain.stdout, done.stdout)
    done = run("-n", "--json", *args)
    told = [json.loads(line) for line in done.stdout.splitlines()[21:]]
    same("as JSON", [
        {"event": "expectation", "expected": "packets<10", "held": False,
         "value": 21, "frame": 10},
        {"event": "expectation", "expected": "rst<=0", "held": True,
         "value": 0}], told)
    with tempfile.NamedTemporaryFile(suffix=".xml") as f:
        same("--junit: exit status", FAILED,
             run("-n", "--junit", f.name, *args).returncode)
        suite = xml.parse(f.name).getroot()[0]
        same("--junit", ("2", "1", ["packets<10", "rst<=0"], [1, 0]),
             (suite.get("tests"), suite.get("failures"),
              [case.get("name") for case in suite],
              [len(case) for case in suite]))


def mistakes():
    for wrong, why in [
            ("rst", "behind its name"), ("rst==", "wants a number"),
            ("rst==x", "wants a number"), ("rst==1k", "wants a number"),
            ("rst==-1", "wants a number"), ("rtt_p95<20", "us, ms, s, m or h"),
            ("nothing_such==1", "unknown figure"), ("==1", "no expectation"),
            ("rst~1", "unknown figure"), ("", "no expectation"),
            ("rst==99999999999999999999", "wants a number"),
            ("rst==1" + " " * 80, "no expectation")]:
        refused(f"--expect '{wrong}'", why, "-r", CAPTURE, "--expect", wrong)
    refused("--fail-on", "unknown figure", "-r", CAPTURE, "--fail-on",
            "rst,nonsense")
    refused("--junit alone", "--junit without", "-r", CAPTURE, "--junit", "x")
    refused("too many", "more than 64", "-r", CAPTURE,
            *["--expect=rst==0"] * 65)
    done = run("-n", "-r", "nosuch.pcap", "--expect", "rst==0")
    same("a file that is not there", 1, done.returncode)


counts()
kinds()
figures()
reports()
mistakes()
finish()
