#!/usr/bin/env python3
"""Records scenes: real TCP of this kernel between two namespaces over wire.py.

record.py FOLDER [NAME...] makes FOLDER/NAME.left.pcap and NAME.right.pcap, the
captures of both ends; NAME.log, what the path did; and NAME.kernel, what the
sender's kernel counted. Needs root, and a kernel that has TUN devices: says
SKIPPED (77) where it may not.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
SKIPPED = 77
PORT = 5002

BOTH = "loss0=0.03 late0=0.02 twice0=0.02 loss1=0.03 late1=0.02 twice1=0.02"

# Name: program, bytes, IP version, settings of the kernel, the path.
SCENES = {
    "both": ("echo", 300000, 4, "", f"delay=15 {BOTH} acks0=0.02 seed=1"),
    "both6": ("echo", 300000, 6, "", f"delay=15 {BOTH} seed=2"),
    "plain": ("bulk", 800000, 4, "tcp_timestamps=0 tcp_sack=0",
              "delay=10 loss0=0.02 late0=0.02 twice0=0.02 seed=3"),
    "plain6": ("bulk", 500000, 6, "tcp_timestamps=0",
               "delay=10 loss0=0.02 late0=0.02 twice0=0.02 seed=4"),
    "many": ("many", 9000, 4, "",
             "delay=8 loss0=0.05 late0=0.03 twice0=0.02 acks1=0.1 seed=5"),
    "many6": ("many", 9000, 6, "tcp_sack=0",
              "delay=8 loss0=0.05 late0=0.03 twice0=0.02 acks1=0.1 seed=6"),
    "pauses": ("pauses", 300000, 4, "", "delay=15 seed=7"),
    "slow": ("slow", 200000, 4, "", "delay=10 seed=8"),
    "rate": ("bulk", 800000, 4, "", "delay=15 rate=5 seed=9"),
    "tunnel": ("echo", 100000, 4, "", f"delay=10 {BOTH} seed=10"),
    "any": ("echo", 100000, 4, "", f"delay=10 {BOTH} acks0=0.02 seed=11"),
    "loss": ("echo", 60000, 4, "tcp_timestamps=0",
             "delay=10 loss0=0.1 loss1=0.1 acks0=0.1 acks1=0.1 seed=12"),
    "requests": ("requests", 5000, 4, "", "delay=15 seed=13"),
    "short": ("many", 3000, 4, "", "delay=20 seed=14"),
}
# Through a VXLAN tunnel over the path; captured with -i any, in SLL2.
TUNNELLED, ON_ANY = {"tunnel"}, {"any"}


def run(*command, **more):
    return subprocess.run(command, check=True, capture_output=True, text=True,
                          **more)


def permitted():
    if os.geteuid() != 0 or not shutil.which("ip") \
            or not shutil.which("tcpdump") or not os.path.exists("/dev/net/tun"):
        return False
    name = f"tl-try-{os.getpid()}"
    made = subprocess.run(["ip", "netns", "add", name], capture_output=True)
    subprocess.run(["ip", "netns", "del", name], capture_output=True)
    return made.returncode == 0


class Scene:
    def __init__(self, folder, name):
        self.base = f"{folder}/{name}"
        self.app, self.bytes, self.version, self.settings, path = SCENES[name]
        self.path = path.split()
        self.tunnelled, self.on_any = name in TUNNELLED, name in ON_ANY
        self.spaces = [f"tl-{side}-{os.getpid()}" for side in "lr"]
        self.running = []

    def inside(self, side, *command):
        return ["ip", "netns", "exec", self.spaces[side], *command]

    def start(self, *command):
        self.running.append(subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))

    def address(self, side):
        return f"192.0.2.{side + 1}" if self.version == 4 \
            else f"2001:db8::{side + 1}"

    def add_tunnel(self, side, space):
        """Of the addresses that the programs use; the path has others."""
        outer = ["198.51.100.1", "198.51.100.2"]
        run("ip", "-n", space, "addr", "add", f"{outer[side]}/24", "dev",
            "wire")
        run("ip", "-n", space, "link", "set", "wire", "up")
        run("ip", "-n", space, "link", "add", "tunnel", "type", "vxlan", "id",
            "7", "local", outer[side], "remote", outer[1 - side], "dstport",
            "4789", "dev", "wire")
        return "tunnel"

    def set_up(self):
        for space in self.spaces:
            run("ip", "netns", "add", space)
        self.start(sys.executable, str(HERE / "wire.py"), *self.spaces, "30",
                   f"{self.base}.log", *self.path)
        bits = 24 if self.version == 4 else 64
        for side, space in enumerate(self.spaces):
            while subprocess.run(["ip", "-n", space, "link", "show", "wire"],
                                 capture_output=True).returncode != 0:
                time.sleep(0.05)
            more = ["nodad"] if self.version == 6 else []
            device = self.add_tunnel(side, space) if self.tunnelled else "wire"
            run("ip", "-n", space, "addr", "add",
                f"{self.address(side)}/{bits}", "dev", device, *more)
            run("ip", "-n", space, "link", "set", "lo", "up")
            run("ip", "-n", space, "link", "set", device, "up")
            for setting in ["tcp_no_metrics_save=1", *self.settings.split()]:
                run(*self.inside(side, "sysctl", "-qw",
                                 f"net.ipv4.{setting}"))
            end = ("left", "right")[side]
            self.start(*self.inside(
                side, "tcpdump", "-i", "any" if self.on_any else "wire", "-U",
                "--immediate-mode", "-s", "160", "-B", "16384", "-Z", "root",
                "-w", f"{self.base}.{end}.pcap",
                "udp" if self.tunnelled else "tcp"))
        time.sleep(0.6)

    def transfer(self):
        peers = str(HERE / "peers.py")
        self.start(*self.inside(1, sys.executable, peers, "serve",
                                self.address(1), str(PORT), str(self.bytes),
                                self.app))
        time.sleep(0.4)
        subprocess.run(self.inside(0, sys.executable, peers, self.app,
                                   self.address(1), str(PORT),
                                   str(self.bytes)),
                       timeout=28, check=False)
        time.sleep(0.6)
        counts = run(*self.inside(0, "nstat", "-az", "TcpRetransSegs"))
        pathlib.Path(f"{self.base}.kernel").write_text(
            counts.stdout.split("\n", 1)[1])

    def tear_down(self):
        for process in reversed(self.running):
            process.terminate()
        for process in self.running:
            process.wait()
        for space in self.spaces:
            subprocess.run(["ip", "netns", "del", space], capture_output=True)


def main(folder, *names):
    if not permitted():
        print("SKIPPED: no root, no namespaces or no TUN devices here")
        return SKIPPED
    os.makedirs(folder, exist_ok=True)
    for name in names or SCENES:
        scene = Scene(folder, name)
        try:
            scene.set_up()
            scene.transfer()
        finally:
            scene.tear_down()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
