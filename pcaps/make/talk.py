"""One TCP conversation, told segment by segment.

`Talk` keeps what the two ends would keep (next sequence number, what to
acknowledge, the time stamp to echo), so a recipe says only what happens:

    talk = Talk()
    talk.handshake()
    talk.client("P.", b"GET / HTTP/1.0\\r\\n\\r\\n")
    talk.server(".")
    talk.server("F.")

Each call appends one `(seconds, ip_packet)` to `talk.packets` and moves the
clock by `talk.step`; `talk.save(path)` writes them to a savefile.
"""

from decimal import Decimal

import craft

START = Decimal(1700000000)  # 2023-11-14 22:13:20 UTC


class Side:
    """What one end of a conversation remembers."""

    def __init__(self, address, port, isn, win):
        self.address = address
        self.port = port
        self.isn = isn
        self.seq = isn      # the next sequence number it will send
        self.seen = None    # the next one it expects, None before any
        self.win = win
        self.ts = None      # time stamp clock at the start, None for no option
        self.echo = 0       # the last TSval it received


class Talk:
    """A scripted conversation between a client and a server."""

    def __init__(self, client=("192.0.2.1", 49152), server=("198.51.100.2", 80),
                 isn=(1000, 9000), win=(64240, 65160), start=START,
                 step="0.010", ttl=(64, 63)):
        self.ends = (Side(*client, isn[0], win[0]),
                     Side(*server, isn[1], win[1]))
        self.start = self.now = Decimal(start)
        self.step = Decimal(step)
        self.ttl = ttl
        self.ident = [0x1000, 0x8000]
        self.packets = []

    def client(self, flags, data=b"", **fields):
        """The client sends a segment; see `send`."""
        return self.send(0, flags, data, **fields)

    def server(self, flags, data=b"", **fields):
        """The server sends a segment; see `send`."""
        return self.send(1, flags, data, **fields)

    def send(self, who, flags, data=b"", lost=False, after=None, seq=None,
             ack=None, options=None, net=None, **fields):
        """Sends a segment and returns the IP packet.

        Numbers not given are those that are due. `after` moves the clock by
        that much instead of the usual step. A segment that is `lost` is not
        in the capture and is not seen by the other end; one with a `seq` of
        its own (a repetition, a probe) leaves the sender's count alone.
        `options` is a list, or a function from the time stamp option due.
        `net` holds keywords for the IP header, `fields` go to `craft.tcp`.
        """
        me, peer = self.ends[who], self.ends[1 - who]
        self.now += self.step if after is None else Decimal(after)
        packet = self.build(me, peer, who, flags, data, seq, ack, options,
                            net or {}, fields)
        used = len(data) + ("S" in flags) + ("F" in flags)
        if seq is None:
            me.seq = (me.seq + used) % 2**32
        if not lost:
            self.packets.append((self.now, packet))
            self.receive(me, peer, seq, used)
        return packet

    def build(self, me, peer, who, flags, data, seq, ack, options, net, fields):
        """The IP packet for a segment, with what is due where None."""
        if options is None:
            options = [craft.NOP, craft.NOP, self.stamp(me)] if me.ts else []
        elif callable(options):
            options = options(self.stamp(me))
        if ack is None:
            ack = (me.seen or 0) if "." in flags else 0
        fields.setdefault("win", me.win)
        seg = craft.tcp(me.address, peer.address, me.port, peer.port, flags,
                        me.seq if seq is None else seq, ack, payload=data,
                        options=options, **fields)
        if ":" in me.address:
            return craft.ipv6(me.address, peer.address, craft.TCP, seg, **net)
        self.ident[who] += 1
        net = {"ident": self.ident[who], "ttl": self.ttl[who], **net}
        return craft.ipv4(me.address, peer.address, craft.TCP, seg, **net)

    def receive(self, me, peer, seq, used):
        """The peer notes a segment: in order it moves its acknowledgement."""
        first = (me.seq - used) % 2**32 if seq is None else seq
        if peer.seen is None or first == peer.seen:
            peer.seen = (first + used) % 2**32
        if me.ts is not None:
            peer.echo = self.clock(me)

    def clock(self, side):
        """A side's time stamp clock: milliseconds since the start."""
        return (side.ts + int((self.now - self.start) * 1000)) % 2**32

    def stamp(self, side):
        """The time stamp option a side would send now."""
        return craft.ts(self.clock(side), side.echo)

    def handshake(self, client=None, server=None):
        """SYN, SYN-ACK, ACK, with MSS as the only option unless given."""
        plain = [craft.mss(1460)]
        self.client("S", options=plain if client is None else client)
        self.server("S.", options=plain if server is None else server)
        self.client(".")

    def close(self, first=0):
        """An orderly close in four segments, `first` being the first to go."""
        other = 1 - first
        self.send(first, "F.")
        self.send(other, ".")
        self.send(other, "F.")
        self.send(first, ".")

    def frames(self, wrap=craft.ether):
        """The packets as `(seconds, frame)` for a link layer."""
        return [(when, wrap(packet)) for when, packet in self.packets]

    def save(self, path, wrap=craft.ether, **pcap):
        """Writes the conversation; `pcap` goes to `craft.Pcap`."""
        save_frames(path, self.frames(wrap), **pcap)


def save_frames(path, frames, **pcap):
    """Writes `(seconds, frame)` pairs to a classic savefile."""
    out = craft.Pcap(**pcap)
    for when, frame in frames:
        out.add(frame, when)
    out.write(path)


def spaced(frames, start=START, step="0.010"):
    """Gives bare frames times at equal distances."""
    return [(Decimal(start) + i * Decimal(step), f)
            for i, f in enumerate(frames)]
