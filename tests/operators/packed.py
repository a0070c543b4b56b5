"""-w with a name in .gz or .zst: compressed as it is written.

Usage: packed.py TCPLINE
"""
import gzip
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from kit import PCAPS, TCPLINE, finish, lines, run, same

CAPTURE = PCAPS / "live-iperf3.pcap"
PLAIN = CAPTURE.read_bytes()


def killed(folder, suffix):
    """What was written before kill -9 can be read; -U writes each packet."""
    pipe, out = folder / f"pipe{suffix}", folder / f"killed.pcap{suffix}"
    os.mkfifo(pipe)
    with subprocess.Popen([TCPLINE, "-r", pipe, "-U", "-w", out],
                          stderr=subprocess.DEVNULL) as p:
        with open(pipe, "wb") as feed:
            feed.write(PLAIN[:6000])
            feed.flush()
            whole = 0
            while not whole:
                time.sleep(0.05)
                whole = out.stat().st_size if out.exists() else 0
            time.sleep(0.5)
            p.send_signal(signal.SIGKILL)
            p.wait()
    got = lines("-r", out)
    same(f"{suffix}: killed, and read", lines("-r", CAPTURE)[:len(got)], got)
    same(f"{suffix}: more than a few", True, len(got) > 40)


def check(folder, suffix):
    out = folder / f"x.pcap{suffix}"
    run("-r", CAPTURE, "-w", out)
    same(f"{suffix}: smaller", True, out.stat().st_size < len(PLAIN) / 2)
    same(f"{suffix}: read again", lines("-r", CAPTURE), lines("-r", out))
    if suffix == ".gz":
        same("as gzip reads it", PLAIN, gzip.decompress(out.read_bytes()))
    run("-r", CAPTURE, "-C", "1", "-w", out)
    same(f"{suffix}: with -C", lines("-r", CAPTURE), lines("-r", out))
    run("-r", CAPTURE, "--split", "2", "-w", folder / f"part-%d.pcap{suffix}")
    same(f"{suffix}: in parts", sorted(lines("-tt", "-r", CAPTURE)),
         sorted(lines("-tt", "-r", folder / f"part-1.pcap{suffix}")
                + lines("-tt", "-r", folder / f"part-2.pcap{suffix}")))
    run("-r", CAPTURE, "--on", "rst", "--record-all", "-w",
        folder / f"on-%c.pcap{suffix}")
    same(f"{suffix}: of the flight recorder", lines("-r", CAPTURE),
         lines("-r", next(folder.glob(f"on-*{suffix}"))))
    same(f"{suffix}: to a full disk", 14,
         subprocess.run(["sh", "-c", 'ln -sf /dev/full "$2"; exec "$0" -r "$1" '
                         '-w "$2"', TCPLINE, CAPTURE, folder / f"f{suffix}"],
                        stderr=subprocess.DEVNULL, check=False).returncode)
    killed(folder, suffix)


def main():
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o777)
        for suffix in (".gz", ".zst"):
            check(Path(name), suffix)
        run("-r", CAPTURE, "-w", Path(name) / "gz")
        same("a name that only looks so", PLAIN,
             (Path(name) / "gz").read_bytes())


main()
finish()
