"""The two programs under comparison: how they are found, run and cached.

Both run without a shell, in the same small environment (TZ=UTC, LC_ALL=C), so
that a difference in the text is a difference between the programs.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path
from typing import NamedTuple

ORACLE_VERSION = "4.99.3"
SKIPPED = 77  # CTest's SKIP_RETURN_CODE
HERE = Path(__file__).resolve().parent
TIMEOUT = 30  # seconds before a program counts as hanging
SANITIZER = re.compile(
    rb"ERROR: (Address|Leak|Memory|Thread)Sanitizer|: runtime error: ")


class Run(NamedTuple):
    """What one program did. A hang has returncode None."""

    returncode: int | None
    stdout: bytes
    stderr: bytes

    def crash(self):
        """A word for a death no input may cause, or None."""
        if self.returncode is None:
            return "hang"
        if self.returncode < 0:
            return f"killed by signal {-self.returncode}"
        if SANITIZER.search(self.stderr):
            return "sanitizer report"
        return None


def skip(reason):
    print(f"SKIPPED: {reason}")
    sys.exit(SKIPPED)


def find_oracle():
    """tcpdump's path; ends as skipped if it is not the pinned version."""
    path = os.environ.get("TCPDUMP") or shutil.which("tcpdump") or \
        shutil.which("tcpdump", path="/usr/sbin:/sbin:/usr/local/sbin")
    if not path:
        skip(f"no tcpdump here; the oracle is tcpdump {ORACLE_VERSION}")
    text = subprocess.run([path, "--version"], capture_output=True,
                          text=True, check=False)
    if "tcpline" in text.stdout:
        skip(f"{path} is tcpline under tcpdump's name")
    first = (text.stdout + text.stderr).split("\n", 1)[0]
    if first.split()[-1:] != [ORACLE_VERSION]:
        skip(f"the oracle is tcpdump {ORACLE_VERSION}, here is '{first}'")
    return path


def find_tcpline(given):
    """tcpline's path from --tcpline, TCPLINE or the usual build folder."""
    path = given or os.environ.get("TCPLINE")
    if not path:
        path = HERE.parent.parent / "build" / "src" / "tcpline"
    if not os.access(path, os.X_OK):
        sys.exit(f"no tcpline at {path}: build it, or give --tcpline PATH")
    return str(Path(path).resolve())


def environment(**extra):
    env = {k: v for k, v in os.environ.items()
           if k == "PATH" or k.endswith("SAN_OPTIONS")}
    env.update(TZ="UTC", LC_ALL="C")
    env.update(extra)
    return env


def user_options():
    """Root's tcpdump becomes user tcpdump, who may not read our files."""
    return ["-Z", "root"] if os.geteuid() == 0 else []


def run(argv, cwd=None, env=None, stdin=None):
    """Runs argv; `stdin` is bytes for its standard input."""
    try:
        done = subprocess.run(argv, cwd=cwd, env=env or environment(),
                              input=stdin if stdin is not None else b"",
                              capture_output=True, timeout=TIMEOUT,
                              check=False)
    except subprocess.TimeoutExpired as late:
        return Run(None, late.stdout or b"", late.stderr or b"")
    return Run(done.returncode, done.stdout, done.stderr)


def normalise(text, path=None):
    """stderr with the program's name and the file's path taken out.

    So is what -v says of the sandbox: tcpdump has none."""
    text = re.sub(rb"^tcpline: sandbox: .*\n", b"", text, flags=re.M)
    if path is not None:
        text = text.replace(os.fsencode(str(path)), b"FILE")
    return re.sub(rb"^(?:\S*/)?(tcpdump|tcpline)(?=[: ])", b"PROGRAM", text,
                  flags=re.M)


def without_network():
    """A prefix under which a name lookup fails at once, or None."""
    unshare = shutil.which("unshare")
    if not unshare:
        return None
    prefix = [unshare, "-n"] if os.geteuid() == 0 else [unshare, "-rn"]
    works = subprocess.run(prefix + ["true"], capture_output=True,
                           check=False)
    return prefix if works.returncode == 0 else None


def read_savefile(program, path, options, expression=(), prefix=()):
    """One program over one savefile, its text normalised."""
    argv = [*prefix, program, *user_options(), *options, "-r", str(path),
            *expression]
    done = run(argv)
    return done._replace(stderr=normalise(done.stderr, path))


class Cache:
    """The oracle's answers by content of the file and options.

    An entry is one JSON line (exit code, stderr, digest of stdout) and the
    compressed stdout, which a run that finds no difference never unpacks.
    """

    def __init__(self, folder=None):
        base = os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")
        self.folder = Path(folder or os.environ.get("TCPLINE_ORACLE_CACHE")
                           or Path(base) / "tcpline-oracle")
        self.digests = {}

    def key(self, path, words):
        if path not in self.digests:
            data = Path(path).read_bytes()
            self.digests[path] = hashlib.sha256(data).hexdigest()
        text = "\0".join([ORACLE_VERSION, self.digests[path], *words])
        return hashlib.sha256(text.encode()).hexdigest()

    def load(self, key):
        try:
            data = (self.folder / key[:2] / key).read_bytes()
        except FileNotFoundError:
            return None
        head, _, body = data.partition(b"\n")
        return Answer(json.loads(head), packed=body)

    def store(self, key, answer):
        folder = self.folder / key[:2]
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as out:
            out.write(json.dumps(answer.head).encode() + b"\n")
            out.write(zlib.compress(answer.stdout, 1))
        os.replace(out.name, folder / key)


class Answer:
    """What the oracle said: from a run just made, or from the cache."""

    def __init__(self, head, stdout=None, packed=None):
        self.head = head
        self._stdout = stdout
        self._packed = packed

    @classmethod
    def of(cls, done, counts):
        digest = hashlib.sha256(done.stdout).hexdigest()
        head = {"rc": done.returncode, "sha": digest, "counts": counts,
                "stderr": done.stderr.decode("latin-1")}
        return cls(head, stdout=done.stdout)

    @property
    def stdout(self):
        if self._stdout is None:
            self._stdout = zlib.decompress(self._packed)
        return self._stdout

    @property
    def stderr(self):
        return self.head["stderr"].encode("latin-1")

    def same_stdout(self, stdout):
        return hashlib.sha256(stdout).hexdigest() == self.head["sha"]
