"""What the checks of the operators' options share."""
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PCAPS = ROOT / "pcaps"
TCPLINE = os.environ.get("TCPLINE", sys.argv[1] if len(sys.argv) > 1 else "")
failures = []


def run(*args, **more):
    """The finished program: text of both streams, exit status."""
    return subprocess.run([TCPLINE, *map(str, args)], capture_output=True,
                          text=True, check=False,
                          env={**os.environ, "TZ": "UTC0"}, **more)


def lines(*args):
    """The lines of a run that must succeed."""
    done = run("-n", *args)
    if done.returncode != 0:
        failures.append(str(args))
        print("FAILED:", *args, "\n" + done.stderr)
    return done.stdout.splitlines()


def same(what, expected, got):
    if expected == got:
        print("ok:", what)
        return
    failures.append(what)
    print(f"FAILED: {what}\n  expected {expected!r}\n  got      {got!r}")


def refused(what, message, *args):
    """Not run at all, with exit status 1 and these words."""
    done = run("-n", *args)
    same(f"{what}: exit status", 1, done.returncode)
    same(f"{what}: nothing printed", "", done.stdout)
    same(f"{what}: says so", True, message in done.stderr)


def finish():
    print(f"{len(failures)} failed")
    sys.exit(bool(failures))
