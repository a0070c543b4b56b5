"""kill -9 at any moment: every file is what a whole run writes, up to a place.

Usage: killed.py TCPLINE
"""
import random
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from kit import PCAPS, TCPLINE, failures, finish, run, same

SEED, KILLS = 5, 4
FORMS = {
    "-w": ["-w", "k.pcap"],
    "-w .gz": ["-w", "k.pcap.gz"],
    "-w .zst": ["-w", "k.pcap.zst"],
    "-U": ["-U", "-w", "k.pcap"],
    "-C": ["-C", "1", "-w", "k.pcap"],
    "-C .gz": ["-C", "1", "-w", "k.pcap.gz"],
    "--split": ["--split", "4", "-w", "k%d.pcap"],
    "--split .zst": ["--split", "4", "-w", "k%d.pcap.zst"],
    "--on": ["--on", "any", "--record-before", "1M", "-w", "k-%c.pcap"],
}


def source(folder):
    """Many times the packets of a few captures, a second later each time."""
    whole = folder / "once.pcap"
    run("-r", PCAPS / "live-iperf3.pcap", "-r", PCAPS / "live-redis.pcap",
        "-w", whole)
    data = whole.read_bytes()
    path = folder / "source.pcap"
    with open(path, "wb") as out:
        out.write(data[:24])
        for n in range(400):
            at = 24
            while at < len(data):
                seconds = int.from_bytes(data[at:at + 4], "little") + 3 * n
                end = at + 16 + int.from_bytes(data[at + 8:at + 12], "little")
                out.write(seconds.to_bytes(4, "little") + data[at + 4:end])
                at = end
    return path


def records(path):
    """What can be read of a file, as a savefile; none of one just created."""
    if path.stat().st_size == 0:
        return b""
    return subprocess.run([TCPLINE, "-r", path, "-w", "-"], check=False,
                          capture_output=True).stdout


def start(capture, folder, options):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    folder.chmod(0o777)
    return subprocess.Popen([TCPLINE, "-r", capture, *options], cwd=folder,
                            stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL)


def main():
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        capture = source(folder)
        for form, options in FORMS.items():
            began = time.monotonic()
            same(f"{form}: exit status", 0,
                 start(capture, folder / "whole", options).wait())
            takes = time.monotonic() - began
            whole = {p.name: records(p) for p in (folder / "whole").iterdir()}
            files = 0
            for _ in range(KILLS):
                process = start(capture, folder / "cut", options)
                time.sleep(takes * chance.random())
                process.send_signal(signal.SIGKILL)
                process.wait()
                for path in (folder / "cut").iterdir():
                    files += 1
                    if not whole.get(path.name, b"").startswith(records(path)):
                        failures.append(form)
                        print(f"FAILED: {form}: {path.name} is not the "
                              "beginning of what is written")
            print(f"{form}: {files} files after {KILLS} kills, "
                  f"of {len(whole)} in {takes:.2f} s")


main()
finish()
