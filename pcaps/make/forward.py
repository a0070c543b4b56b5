#!/usr/bin/env python3
"""A slow, unfair path for `live.sh`: `forward.py NETNS_A NETNS_B SECONDS`.

Makes a TUN device `tun0` in each namespace and carries packets between them,
each after a delay.  Of the packets from A with data every seventh is held
back long enough for the next ones to overtake it, and every eleventh arrives
twice.  It ends by itself after the seconds given.
"""

import ctypes
import fcntl
import heapq
import os
import select
import struct
import sys
import time

TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
CLONE_NEWNET = 0x40000000
DELAY, HELD_BACK, AGAIN = 0.005, 0.009, 0.008


def open_tun(namespace):
    """A TUN device in a namespace; the descriptor stays bound to it."""
    libc = ctypes.CDLL(None, use_errno=True)
    with open(f"/run/netns/{namespace}", "rb") as place:
        if libc.setns(place.fileno(), CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), f"setns {namespace}")
    tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    request = struct.pack("16sH22x", b"tun0", IFF_TUN | IFF_NO_PI)
    fcntl.ioctl(tun, TUNSETIFF, request)
    return tun


def arrivals(packet, count):
    """The delays after which copies of A's packet arrive."""
    if len(packet) < 200:
        return [DELAY]
    late = HELD_BACK if count % 7 == 3 else DELAY
    return [late, AGAIN] if count % 11 == 5 else [late]


def carry(tuns, seconds):
    """Moves packets until the time is up."""
    end = time.monotonic() + seconds
    queue, order, large = [], 0, 0
    while (now := time.monotonic()) < end:
        wait = min(queue[0][0], end) - now if queue else end - now
        for tun in select.select(tuns, [], [], max(wait, 0))[0]:
            packet = os.read(tun, 65536)
            from_a = tun == tuns[0]
            large += from_a and len(packet) >= 200
            delays = arrivals(packet, large) if from_a else [DELAY]
            for delay in delays:
                order += 1
                due = time.monotonic() + delay
                heapq.heappush(queue, (due, order, tuns[from_a], packet))
        while queue and queue[0][0] <= time.monotonic():
            _, _, tun, packet = heapq.heappop(queue)
            try:
                os.write(tun, packet)
            except OSError:
                pass  # the device is not up yet


if __name__ == "__main__":
    carry([open_tun(name) for name in sys.argv[1:3]], float(sys.argv[3]))
