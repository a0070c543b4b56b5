"""--canonical and --diff: the same exchange gives the same text.

Captures are made here: one exchange, with everything in it that chance
decides drawn anew.

Usage: canonical.py TCPLINE
"""
import os
import random
import struct
import subprocess
import tempfile
from pathlib import Path

from kit import PCAPS, TCPLINE, finish, lines, refused, run, same

SYN, FIN, RST, PSH, ACK = 2, 1, 4, 8, 16


class Capture:
    """One run of an exchange over IPv4, Raw IP; `rng` is its chance."""

    def __init__(self, rng):
        self.rng, self.records = rng, []
        self.now = rng.randrange(1_000_000_000, 2_000_000_000) * 1_000_000

    def segment(self, end, flags, seq, ack, payload=b"", options=b""):
        self.now += self.rng.randrange(10, 50_000)
        tcp = struct.pack("!HHIIBBHHH", end["port"], end["peer"]["port"],
                          seq & 0xFFFFFFFF, ack & 0xFFFFFFFF,
                          (5 + len(options) // 4) << 4, flags, end["win"], 0,
                          0) + options + payload
        ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(tcp),
                         self.rng.randrange(65536), 0, 64, 6, 0,
                         end["addr"], end["peer"]["addr"]) + tcp
        self.records.append((self.now, ip))

    def write(self, path):
        with open(path, "wb") as f:
            f.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535,
                                101))
            for now, data in self.records:
                f.write(struct.pack("<IIII", now // 1_000_000, now % 1_000_000,
                                    len(data), len(data)) + data)


def stamp(rng):
    return struct.pack("!BBBBII", 1, 1, 8, 10, rng.randrange(2**32),
                       rng.randrange(2**32))


def exchange(capture, request, response, mss=1460):
    """A handshake, a request, a response in random pieces, two FINs."""
    rng = capture.rng
    client = {"addr": rng.randbytes(4), "port": rng.randrange(32768, 60000),
              "win": 64240, "next": rng.randrange(2**32)}
    server = {"addr": rng.randbytes(4), "port": 80, "win": 65160,
              "next": rng.randrange(2**32), "peer": client}
    client["peer"] = server
    option = struct.pack("!BBH", 2, 4, mss)

    capture.segment(client, SYN, client["next"], 0, options=option
                    + stamp(rng))
    client["next"] += 1
    capture.segment(server, SYN | ACK, server["next"], client["next"],
                    options=option + stamp(rng))
    server["next"] += 1
    capture.segment(client, ACK, client["next"], server["next"],
                    options=stamp(rng))
    for end, data in ((client, request), (server, response)):
        while data:
            size = rng.randrange(200, 1461)
            piece, data = data[:size], data[size:]
            capture.segment(end, ACK | (PSH if not data else 0), end["next"],
                            end["peer"]["next"], piece, stamp(rng))
            end["next"] += len(piece)
            if rng.random() < 0.5:
                capture.segment(end["peer"], ACK, end["peer"]["next"],
                                end["next"], options=stamp(rng))
    for end in (server, client):
        capture.segment(end, FIN | ACK, end["next"], end["peer"]["next"],
                        options=stamp(rng))
        end["next"] += 1
    capture.segment(server, ACK, server["next"], client["next"],
                    options=stamp(rng))


def make(path, seed, exchanges, **more):
    capture = Capture(random.Random(seed))
    for request, response in exchanges:
        exchange(capture, request, response, **more)
    capture.write(path)


def check_diff(folder, a, b):
    """diff(1) agrees about the text, and patch-like reading gives B back."""
    texts = []
    for n, path in enumerate((a, b)):
        text = folder / f"{n}.txt"
        text.write_bytes("".join(line + "\n" for line in
                                 lines("--canonical", "-r", path)).encode())
        texts.append(text)
    want = subprocess.run(["diff", "-u", "--label", a, "--label", b, *texts],
                          capture_output=True, check=False)
    got = subprocess.run([TCPLINE, "-n", "--diff", a, b], check=False,
                         capture_output=True)
    same(f"exit status of {a.name} {b.name}", want.returncode, got.returncode)

    def size(text):
        return sorted(line for line in text.decode().splitlines()[2:]
                      if line[0] in "+-")
    same(f"as many lines as diff(1): {a.name} {b.name}",
         len(size(want.stdout)), len(size(got.stdout)))
    restored = subprocess.run(["patch", "-s", "-o", "-", texts[0]],
                              input=got.stdout, capture_output=True,
                              check=False) if got.stdout else None
    if restored is not None and restored.returncode in (0, 1):
        same(f"patched: {a.name} {b.name}", texts[1].read_bytes(),
             restored.stdout)


def main():
    get = b"GET /index.html HTTP/1.1\r\nHost: example.org\r\n\r\n"
    page = b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + b"x" * 5000
    long = get.replace(b"\r\n\r\n", b"\r\nAccept: */*\r\n\r\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [folder / f"{n}.pcap" for n in range(6)]
        for n in range(3):
            make(paths[n], n, [(get, page), (get, page)])
        texts = [lines("--canonical", "-r", path) for path in paths[:3]]
        same("three runs of one exchange", texts[0], texts[1])
        same("three runs of one exchange", texts[0], texts[2])
        same("two connections", 2, texts[0].count("connection"))
        same("what the request is about", True,
             f"  client: {len(get)} bytes: HTTP: GET /index.html HTTP/1.1"
             in texts[0])
        same("all of the response", 2,
             sum(f"  server: {len(page)} bytes" in line for line in texts[0]))
        same("--diff of two runs", (0, ""),
             (run("--diff", paths[0], paths[1]).returncode,
              run("--diff", paths[0], paths[1]).stdout))
        make(paths[3], 3, [(get, page), (long, page)])
        make(paths[4], 4, [(get, page), (get, page)], mss=1400)
        make(paths[5], 5, [(get, page)] * 9)
        done = run("-n", "--diff", paths[0], paths[3])
        same("a header more", (1, 1, 1),
             (done.returncode, done.stdout.count("\n-  "),
              done.stdout.count("\n+  ")))
        same("another option of TCP", 1,
             run("--diff", paths[0], paths[4]).returncode)
        for a in paths[:1] + paths[3:]:
            for b in paths[3:]:
                check_diff(folder, a, b)
        bundled = sorted(PCAPS.glob("live-*.pcap"))
        for a, b in zip(bundled, bundled[1:]):
            check_diff(folder, a, b)
        same("no such file", 2, run("--diff", paths[0], "nosuch").returncode)
        same("a filter", "",
             run("--diff", paths[0], paths[5], "port", "81").stdout)
    same("one file", 2, run("--diff", CAPTURE).returncode)
    same("with -r", 2, run("--diff", CAPTURE, CAPTURE, "-r",
                           CAPTURE).returncode)
    for other in ("--json", "--ladder", "--conversations", "-X"):
        refused(f"--canonical {other}", "a form of its own", "-r", CAPTURE,
                "--canonical", other)


CAPTURE = PCAPS / "http-8080.pcap"
os.environ["TZ"] = "UTC0"
main()
finish()
