#!/usr/bin/env python3
"""A path between two network namespaces that decides, and writes down, what
becomes of every packet.

wire.py LEFT RIGHT SECONDS LOG key=value...

A TUN device "wire" in each namespace, and this program between the two. For
each direction, 0 from LEFT and 1 from RIGHT: loss0, late0, twice0 (shares of
the packets with data), acks0 (share of the packets without that are lost),
and for both delay (milliseconds one way), rate (Mbit/s from LEFT), hold (the
longest lateness in milliseconds), seed.

LOG has a line for each TCP packet that came in, "in", number, direction,
client's port, sequence number, bytes, flags, IP id, time stamp, fate; and one
for each that was delivered, "out", number, direction.
"""
import ctypes
import fcntl
import heapq
import os
import random
import select
import struct
import sys
import time

CLONE_NEWNET = 0x40000000
TUNSETIFF = 0x400454ca
IFF_TUN_NO_PI = 0x1001
QUEUED = 0.4  # seconds of queue before a rate limit drops


def open_device(namespace):
    libc = ctypes.CDLL(None, use_errno=True)
    with open(f"/run/netns/{namespace}", "rb") as handle:
        if libc.setns(handle.fileno(), CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), f"setns {namespace}")
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH22x", b"wire",
                                               IFF_TUN_NO_PI))
    return device


VXLAN = 4789
VXLAN_HEADERS = 20 + 8 + 8 + 14  # IPv4, UDP, VXLAN and Ethernet


def tcp_of(packet):
    """(port, seq, bytes, flags, id, time stamp) of a TCP packet, or None.
    What comes in VXLAN counts."""
    if packet[0] == 0x45 and packet[9] == 17 \
            and struct.unpack_from(">H", packet, 22)[0] == VXLAN:
        packet = packet[VXLAN_HEADERS:]
    if packet[0] >> 4 == 4 and packet[9] == 6:
        at, total = (packet[0] & 15) * 4, struct.unpack_from(">H", packet, 2)[0]
        ident = struct.unpack_from(">H", packet, 4)[0]
    elif packet[0] >> 4 == 6 and packet[6] == 6:
        at, ident = 40, 0
        total = 40 + struct.unpack_from(">H", packet, 4)[0]
    else:
        return None
    port, seq = max(struct.unpack_from(">HH", packet, at)), \
        struct.unpack_from(">I", packet, at + 4)[0]
    header, stamp, i = (packet[at + 12] >> 4) * 4, 0, at + 20
    while i < at + header and packet[i] != 0:
        if packet[i] == 8:
            stamp = struct.unpack_from(">I", packet, i + 2)[0]
        i += 1 if packet[i] == 1 else max(packet[i + 1], 2)
    return port, seq, total - at - header, packet[at + 13], ident, stamp


class Wire:
    def __init__(self, options, log):
        self.options, self.log = options, log
        self.random = random.Random(int(options["seed"]))
        self.free = 0.0
        self.waiting, self.count = [], 0

    def draw(self, side, tcp):
        """What becomes of a packet: its fate, and the extra delays."""
        option, draw = self.options, self.random.random()
        if tcp is None:
            return "sent", [0]
        if tcp[2] == 0:
            return ("lost", []) if draw < option[f"acks{side}"] \
                else ("sent", [0])
        for fate in ("loss", "late", "twice"):
            share = option[f"{fate}{side}"]
            if draw < share:
                break
            draw -= share
        else:
            return "sent", [0]
        hold = option["hold"] / 1e3
        if fate == "loss":
            return "lost", []
        if fate == "late":
            return "late", [self.random.uniform(hold / 4, hold)]
        return "twice", [0, self.random.uniform(hold / 20, hold / 3)]

    def enter(self, side, packet, now):
        tcp = tcp_of(packet)
        fate, delays = self.draw(side, tcp)
        start = now
        if side == 0 and self.options["rate"]:
            start = max(now, self.free)
            if start - now > QUEUED:
                fate, delays = "lost", []
            else:
                self.free = start + len(packet) * 8e-6 / self.options["rate"]
                start = self.free
        self.count += 1
        if tcp is not None:
            print("in", self.count, side, *tcp, fate, file=self.log)
        for extra in delays:
            due = start + self.options["delay"] / 1e3 + extra
            heapq.heappush(self.waiting, (due, self.count, side, packet))

    def leave(self, device, number, side, packet):
        try:
            os.write(device, packet)
        except OSError:
            return  # the other end is not up yet, or no more
        if tcp_of(packet) is not None:
            print("out", number, side, file=self.log)

    def due(self, now):
        while self.waiting and self.waiting[0][0] <= now:
            yield heapq.heappop(self.waiting)[1:]


def carry(devices, wire, end):
    while (now := time.monotonic()) < end:
        wait = wire.waiting[0][0] - now if wire.waiting else end - now
        for device in select.select(devices, [], [], max(wait, 0))[0]:
            wire.enter(devices.index(device), os.read(device, 65536),
                       time.monotonic())
        for number, side, packet in wire.due(time.monotonic()):
            wire.leave(devices[1 - side], number, side, packet)


def main(left, right, seconds, log, *pairs):
    options = dict(delay=20, rate=0, hold=10, seed=1)
    for side in "01":
        options |= {name + side: 0 for name in ("loss", "late", "twice", "acks")}
    options |= {k: float(v) for k, v in (p.split("=") for p in pairs)}
    devices = [open_device(left), open_device(right)]
    with open(log, "w", buffering=1) as out:
        carry(devices, Wire(options, out), time.monotonic() + float(seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
