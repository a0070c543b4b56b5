"""The forms that the fault tests try, and how to tell whole records.

A run under a fault may end in two ways: with all its output and exit status
0, or with whole records, a message of its own and another exit status.
"""

import gzip
import re
import struct
import subprocess

PATIENCE = 20  # seconds, for a run of a few milliseconds

FORMS = {
    "line": ["-n"],
    "line, names": [],
    "-v": ["-n", "-v"],
    "--json": ["-n", "--json", "-v"],
    "--analyze": ["-n", "--analyze"],
    "--diagnose": ["-n", "--diagnose"],
    "--conversations": ["-n", "--conversations"],
    "--conversations --json": ["-n", "--json", "--conversations"],
    "--ladder": ["-n", "--ladder"],
    "--color": ["-n", "--color=always"],
    "bounded": ["-n", "--conversations", "--max-connections", "100"],
    "--expect": ["-n", "--expect", "connections>=1", "--max-connections",
                 "100"],
    "filter": ["-n", "tcp"],
    "compressed": ["-n"],
    "--count": ["-n", "--count"],
    "-w": ["-n", "-w", "OUT"],
    "-w -C": ["-n", "-w", "OUT", "-C", "1"],
}


def segment(client, flags, seq, ack, payload, back):
    """An Ethernet frame of one of many connections.

    The address is one whose name no server has to be asked for.
    """
    ports = (1024 + client, 443)
    src = dst = bytes([127, 0, 0, 1])
    sport, dport = ports[::-1] if back else ports
    tcp = struct.pack(">HHIIBBHHH", sport, dport, seq, ack, 0x50, flags,
                      8192, 0, 0) + payload
    ip = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(tcp), 1, 0, 64, 6,
                     0) + src + dst
    return b"\x02\0\0\0\0\x01\x02\0\0\0\0\x02\x08\0" + ip + tcp


def capture(connections):
    """A savefile of that many short connections, a few at a time."""
    out = [struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)]
    at = 0
    for client in range(connections):
        for flags, seq, ack, payload, back in (
                (2, 100, 0, b"", False), (18, 900, 101, b"", True),
                (24, 101, 901, b"GET / HTTP/1.1\r\n\r\n", False),
                (24, 901, 119, b"x" * 40, True), (17, 119, 941, b"", False)):
            frame = segment(client, flags, seq, ack, payload, back)
            out.append(struct.pack("<IIII", 1700000000 + at // 1000,
                                   at % 1000 * 1000, len(frame), len(frame)))
            out.append(frame)
            at += 1
    return b"".join(out)


def make_capture(folder, form, connections):
    """The savefile for a form."""
    plain = folder / "in.pcap"
    packed = folder / "in.pcap.gz"
    if not plain.exists():
        plain.write_bytes(capture(connections))
        packed.write_bytes(gzip.compress(plain.read_bytes()))
    return packed if form == "compressed" else plain


def whole_savefile(data):
    at = 24
    while at + 16 <= len(data):
        at += 16 + struct.unpack_from("<I", data, at + 8)[0]
    return len(data) == 0 or at == len(data)


class Form:
    """One form on one capture, and what it says when nothing fails."""

    def __init__(self, name, program, capture_path, folder, *more):
        self.name, self.folder = name, folder
        out = folder / "out.pcap"
        words = [str(out) if word == "OUT" else word for word in FORMS[name]]
        self.command = [program, "-r", str(capture_path), *words,
                        *more]
        self.full = self.run()
        assert self.full[0] == 0, (self.command, self.full)
        self.known = set(self.records(self.full[1]))

    def records(self, text):
        """What is indented belongs to the line before, but in a ladder."""
        if "--ladder" in self.command:
            return text.splitlines(keepends=True)
        return re.findall(rb"[^\n]*\n(?:[ \t][^\n]*\n)*|[^\n]+\Z", text)

    def files(self):
        """-w's files by name; they are removed."""
        found = {}
        for path in sorted(self.folder.glob("out.pcap*")):
            found[path.name] = path.read_bytes()
            path.unlink()
        return found

    def run(self, before=(), **more):
        try:
            done = subprocess.run([*before, *self.command],
                                  capture_output=True, timeout=PATIENCE,
                                  check=False, stdin=subprocess.DEVNULL,
                                  **more)
        except subprocess.TimeoutExpired:
            return None, b"", b"", self.files()
        return done.returncode, done.stdout, done.stderr, self.files()

    def complaint(self, cause, run):
        """What is wrong with a run, or None. `cause`: what it must name."""
        status, out, err, files = run
        if status is None:
            return f"no end within {PATIENCE} seconds"
        if status == 0:
            if (out, files) == (self.full[1], self.full[3]):
                return None
            return "exit status 0, and not all the output"
        if status < 0:
            return f"killed by signal {-status}"
        said = [line for line in err.splitlines()
                if line not in self.full[2].splitlines()]
        if not said:
            return f"exit status {status} without a word"
        if cause and not re.search(cause, b"\n".join(said), re.IGNORECASE):
            return f"another cause: {said}"
        torn = [r for r in self.records(out) if r not in self.known]
        if torn:
            return f"no record of the whole output: {torn[:2]}"
        for name, data in files.items():
            full = self.full[3].get(name, b"")
            if not whole_savefile(data) or not full.startswith(data):
                return f"{name} is no beginning of what it should be"
        return None
