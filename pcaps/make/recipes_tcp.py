"""Connections and how they open, flow, stall and close."""

import craft
from craft import NOP, SACK_OK, mss, sack, ts, wscale
from registry import capture
from talk import START, Talk, save_frames, spaced

A, B = "192.0.2.1", "198.51.100.2"
LINE = b"0123456789abcdef" * 4


def talks(path, *conversations, **pcap):
    """Writes several conversations, in the order of their times."""
    frames = [f for talk in conversations for f in talk.frames()]
    save_frames(path, sorted(frames, key=lambda f: f[0]), **pcap)


def many(count, **keywords):
    """Conversations from neighbouring ports, a second apart."""
    return [Talk(client=(A, 49152 + i), start=START + i, **keywords)
            for i in range(count)]


@capture("close-in-three.pcap")
def close_in_three(path):
    talk = Talk()
    talk.handshake()
    talk.client("P.", b"bye\r\n")
    talk.server("F.", b"so long\r\n")
    talk.client("F.")
    talk.server(".")
    talk.save(path)


@capture("simultaneous-close.pcap")
def simultaneous_close(path):
    talk = Talk()
    talk.handshake()
    talk.client("P.", LINE)
    talk.server(".")
    due = talk.ends[1].seq
    talk.client("F.")
    talk.server("F.", ack=talk.ends[1].seen - 1, after="0.001")
    assert talk.ends[1].seq == due + 1
    talk.client(".")
    talk.server(".", after="0.001")
    talk.save(path)


@capture("simultaneous-open.pcap")
def simultaneous_open(path):
    talk = Talk(client=(A, 4001), server=(B, 4002))
    talk.client("S", options=[mss(1460)])
    talk.server("S", options=[mss(1460)], after="0.001")
    for who in (0, 1):
        talk.send(who, "S.", options=[mss(1460)], seq=talk.ends[who].seq - 1)
    talk.client("P.", b"hello")
    talk.server(".")
    talk.close()
    talk.save(path)


@capture("half-close.pcap")
def half_close(path):
    talk = Talk()
    talk.handshake()
    talk.client("FP.", b"sort these\nb\na\n")
    talk.server(".")
    for line in (b"a\n", b"b\n", b"these\n", b"sort\n"):
        talk.server("P.", line, after="0.4")
        talk.client(".")
    talk.server("F.")
    talk.client(".")
    talk.save(path)


@capture("reset.pcap")
def reset(path):
    refused, aborted, answered, worded, stray, late = group = many(6)
    refused.client("S", options=[mss(1460)])
    refused.server("R.", win=0)
    aborted.handshake()
    aborted.client("P.", LINE)
    aborted.server("R", win=0)
    answered.handshake()
    answered.server("P.", LINE)
    answered.client("R.")
    worded.handshake()
    worded.client("P.", LINE)
    worded.server("R.", b"No tcp, no tcb", win=0)
    stray.client("P.", LINE, ack=7777)
    stray.server("R", seq=7777, win=0)
    late.handshake()
    late.close()
    late.server("P.", b"after the end", seq=9002)
    late.client("R", seq=late.ends[1].seen, win=0)
    talks(path, *group)


@capture("push.pcap")
def push(path):
    talk = Talk()
    talk.handshake()
    talk.client("P.", b"one write, one segment\n")
    talk.server(".")
    for flags in (".", ".", ".", "P."):
        talk.server(flags, LINE, after="0.0001")
    talk.client(".")
    talk.client("P.", b"a\n")
    talk.client("P.", b"b\n", after="0.2")
    talk.server(".")
    talk.close()
    talk.save(path)


@capture("urgent.pcap")
def urgent(path):
    talk = Talk(server=(B, 513))
    talk.handshake()
    for pointer in (1, 2, 10, 64, 65, 0, 65535):
        talk.client("P.U", LINE, urg=pointer)
        talk.server(".")
    talk.client(".U", urg=5)
    talk.client("P.", b"pointer set, flag not", urg=9)
    talk.client("U", b"no ACK", urg=3)
    talk.server("P.", b"\x80", urg=0)
    talk.server(".U", b"!", urg=1)
    talk.client(".")
    talk.close(1)
    talk.save(path)


@capture("zero-window.pcap")
def zero_window(path):
    talk = Talk(win=(64240, 256))
    talk.handshake()
    for left in (192, 128, 64, 0):
        talk.client("P.", LINE)
        talk.server(".", win=left)
    client = talk.ends[0]
    for wait in ("0.2", "0.4", "0.8"):
        talk.client(".", b"?", seq=client.seq, after=wait)
        talk.ends[1].seen = client.seq
        talk.server(".", win=0, after="0.001")
    talk.server(".", win=4096, after="1")
    talk.client("P.", LINE)
    talk.server(".", win=4096)
    talk.close()
    talk.save(path)


@capture("window-full.pcap")
def window_full(path):
    talk = Talk(win=(64240, 128))
    talk.handshake()
    for _ in range(3):
        talk.client(".", LINE)
        talk.client("P.", LINE, after="0.0001")
        talk.server(".")
    talk.server(".", win=200)
    talk.client("P.", LINE)
    talk.close()
    talk.save(path)


@capture("window-scale.pcap")
def window_scale(path):
    shifts = ((0, 0), (7, 7), (14, 3), (15, 255), (7, None), (None, 7))
    group = many(len(shifts))
    for talk, pair in zip(group, shifts):
        opts = [[mss(1460)] + ([NOP, wscale(s)] if s is not None else [])
                for s in pair]
        talk.handshake(*opts)
        talk.client("P.", LINE, win=502)
        talk.server(".", win=509)
        talk.close()
    talks(path, *group)


@capture("sequence-wrap.pcap")
def sequence_wrap(path):
    talk = Talk(isn=(2**32 - 100, 2**32 - 1))
    talk.handshake([mss(1460), NOP, NOP, SACK_OK],
                   [mss(1460), NOP, NOP, SACK_OK])
    for _ in range(4):
        talk.client("P.", LINE)
        talk.server(".")
    lost = talk.ends[0].seq
    talk.client("P.", LINE, lost=True)
    talk.client("P.", LINE)
    talk.server(".", options=[NOP, NOP, sack((lost + 64, lost + 128))])
    talk.client("P.", LINE, seq=lost)
    talk.ends[1].seen = talk.ends[0].seq
    talk.server(".")
    talk.server("P.", b"x")
    talk.client(".", ack=talk.ends[1].seq)
    talk.client(".", seq=2**32 - 100, ack=2**32 - 3)
    talk.close()
    exact = Talk(client=(A, 49153), start=START + 1,
                 isn=(2**32 - 65, 2**31 - 1))
    exact.handshake()
    exact.client("P.", LINE)
    exact.server("P.", LINE)
    exact.close(1)
    talks(path, talk, exact)


SACK_SYN = [mss(1460), NOP, NOP, SACK_OK]


@capture("sack.pcap")
def sack_blocks(path):
    talk = Talk()
    talk.handshake(SACK_SYN, SACK_SYN)
    base = talk.ends[1].seq
    # Segments 0..9 of which 1, 3, 5 and 7 are lost: up to four holes.
    blocks = []
    for i in range(10):
        gone = i in (1, 3, 5, 7)
        talk.server("P.", LINE, lost=gone, after="0.001")
        if gone:
            continue
        here = (base + 64 * i, base + 64 * (i + 1))
        if i > 1 and blocks and blocks[0][1] == here[0]:
            blocks[0] = (blocks[0][0], here[1])
        elif i > 1:
            blocks.insert(0, here)
        opts = [NOP, NOP, sack(*blocks[:4])] if blocks else []
        talk.client(".", options=opts, after="0.001")
    for i in (1, 3, 5, 7):
        talk.server("P.", LINE, seq=base + 64 * i)
        talk.ends[0].seen = base + 64 * (i + 2 if i < 7 else 10)
        blocks = [b for b in blocks if b[0] >= talk.ends[0].seen]
        opts = [NOP, NOP, sack(*blocks)] if blocks else []
        talk.client(".", options=opts)
    talk.close(1)
    talk.save(path)


@capture("d-sack.pcap")
def d_sack(path):
    talk = Talk()
    talk.handshake(SACK_SYN, SACK_SYN)
    base = talk.ends[1].seq
    for _ in range(3):
        talk.server("P.", LINE, after="0.001")
        talk.client(".", after="0.001")
    # RFC 2883, figure 1: a repeated segment below the acknowledgement.
    talk.server("P.", LINE, seq=base + 64, after="0.2")
    talk.client(".", options=[NOP, NOP, sack((base + 64, base + 128))])
    # A repeated part of a block above it: the second block contains it.
    talk.server("P.", LINE, lost=True)
    talk.server("P.", LINE)
    hole = base + 256
    talk.client(".", options=[NOP, NOP, sack((hole, hole + 64))])
    talk.server("P.", LINE, seq=hole)
    talk.client(".", options=[NOP, NOP, sack((hole, hole + 64),
                                             (hole, hole + 64))])
    talk.server("P.", LINE, seq=hole - 64)
    talk.ends[0].seen = hole + 64
    talk.client(".")
    talk.close(1)
    talk.save(path)


@capture("timestamps.pcap")
def timestamps(path):
    talk, wrapping, one_sided = group = many(3)
    talk.ends[0].ts, talk.ends[1].ts = 1000, 5000000
    wrapping.ends[0].ts, wrapping.ends[1].ts = 2**32 - 25, 2**32 - 1
    for each in (talk, wrapping):
        for who, flags in ((0, "S"), (1, "S."), (0, ".")):
            each.send(who, flags,
                      options=lambda stamp: [mss(1460), SACK_OK, stamp]
                      if "S" in flags else [NOP, NOP, stamp])
        each.client("P.", LINE)
        each.server(".")
        each.client("P.", b"old stamp", seq=1001, options=[NOP, NOP, ts(1, 0)])
        each.server(".")
        each.close()
    one_sided.handshake([mss(1460), SACK_OK, ts(77, 0), NOP, wscale(7)])
    one_sided.close()
    talks(path, *group)


@capture("keep-alive.pcap")
def keep_alive(path):
    talk = Talk()
    talk.handshake()
    talk.client("P.", LINE)
    talk.server(".")
    for data in (b"", b"\0"):
        talk.client(".", data, seq=talk.ends[0].seq - 1, after="75")
        talk.server(".", after="0.02")
    talk.client(".", seq=talk.ends[0].seq - 1, after="75")
    talk.client(".", seq=talk.ends[0].seq - 1, after="75")
    talk.client("R.", after="75")
    talk.save(path)


@capture("port-reuse.pcap")
def port_reuse(path):
    first = Talk()
    again = Talk(start=START + 5, isn=(500000, 700000))
    crossed = Talk(start=START + 9, isn=(42, 43))
    first.handshake()
    first.client("P.", LINE)
    first.server(".")
    first.close()
    again.client("S", options=[mss(1460)])
    again.client("S", options=[mss(1460)], seq=500000, after="1")
    again.server("S.", options=[mss(1460)])
    again.server("S.", options=[mss(1460)], seq=700000, after="1")
    again.client(".")
    again.client("P.", LINE)
    again.server(".")
    # No close: the next one reuses the ports of a connection still open.
    crossed.handshake()
    crossed.client("P.", b"new life")
    crossed.close()
    talks(path, first, again, crossed)


@capture("mid-stream.pcap")
def mid_stream(path):
    data, bare, ended = group = many(3)
    data.ends[0].seen = 9000
    data.client("P.", LINE)
    data.client("P.", LINE)
    data.server(".")
    data.server("P.", LINE)
    data.client(".")
    bare.server(".", ack=1064)
    bare.client(".", LINE, seq=1064)
    bare.client(".", LINE, seq=1000)
    bare.client(".", ack=8000)
    ended.server("F.", ack=1000)
    ended.client("F.")
    ended.server(".")
    talks(path, *group)


@capture("ack-is-1.pcap")
def ack_is_1(path):
    whole, missed = many(2)
    whole.handshake()
    whole.client("P.", b"1")
    whole.server("P.", b"22")
    whole.client("P.", b"333")
    whole.server(".")
    missed.handshake()
    missed.packets = missed.packets[1:]
    missed.client("P.", b"1")
    missed.server(".")
    talks(path, whole, missed)


@capture("retransmission.pcap")
def retransmission(path):
    timeout, fast, spurious, overlap = group = many(4)
    for talk in group:
        talk.handshake()
    start = timeout.ends[0].seq
    timeout.client("P.", LINE)
    for wait in ("0.2", "0.4", "0.8"):
        timeout.client("P.", LINE, seq=start, after=wait)
    timeout.server(".")
    timeout.close()
    hole = fast.ends[0].seq + 64
    for i in range(5):
        fast.client("P.", LINE, lost=i == 1, after="0.001")
        if i != 1:
            fast.server(".", after="0.001")
    fast.client("P.", LINE, seq=hole)
    fast.ends[1].seen = fast.ends[0].seq
    fast.server(".")
    fast.close()
    spurious.client("P.", LINE)
    spurious.server(".")
    spurious.client("P.", LINE, seq=1001, after="0.3")
    spurious.server(".")
    spurious.close()
    overlap.client("P.", LINE)
    overlap.client("P.", LINE, seq=1033)
    overlap.client("P.", LINE[:16], seq=1001)
    overlap.ends[0].seq = 1097
    overlap.ends[1].seen = 1097
    overlap.server(".")
    overlap.close()
    talks(path, *group)


@capture("out-of-order.pcap")
def out_of_order(path):
    talk = Talk()
    talk.handshake()
    talk.client(".", LINE, seq=1065)
    talk.client(".", LINE, seq=1129, after="0.0005")
    talk.client("P.", LINE, seq=1001, after="0.0005")
    talk.ends[0].seq = talk.ends[1].seen = 1193
    talk.server(".")
    # Acknowledged although this capture never saw it.
    talk.client("P.", LINE, lost=True)
    talk.ends[1].seen = talk.ends[0].seq
    talk.server(".")
    talk.close()
    talk.save(path)


@capture("duplicate-ack.pcap")
def duplicate_ack(path):
    talk = Talk()
    talk.handshake()
    talk.client("P.", LINE)
    talk.server(".")
    for _ in range(5):
        talk.server(".", after="0.001")
    talk.server(".", win=60000)
    talk.server(".", win=60000)
    talk.client("P.", LINE)
    talk.server(".")
    talk.close()
    talk.save(path)


@capture("ecn.pcap")
def ecn(path):
    talk = Talk()
    talk.client("SEW", options=[mss(1460)])
    talk.server("S.E", options=[mss(1460)])
    talk.client(".")
    talk.client("P.", LINE, net={"tos": 2})
    talk.server(".")
    talk.client("P.", LINE, net={"tos": 3})
    talk.server(".E")
    talk.client("P.W", LINE, net={"tos": 2})
    talk.server(".", net={"tos": 1})
    talk.client("P.N", LINE)
    talk.server(".", reserved=5)
    talk.close()
    talk.save(path)


@capture("flags.pcap")
def every_flag(path):
    frames = [craft.ether(craft.ip(A, B, craft.TCP, craft.tcp(
        A, B, 1025, 2000, bits, 1000 + bits, 2000 if bits & 16 else 0,
        urg=bits)))
        for bits in range(256)]
    save_frames(path, spaced(frames, step="0.001"))


@capture("land.pcap")
def land(path):
    same = Talk(client=(A, 139), server=(A, 139))
    same.client("S")
    same.server("S.")
    same.client("P.", b"to myself")
    both = Talk(client=(A, 7), server=(B, 7), start=START + 1)
    both.handshake()
    both.client("P.", b"equal ports")
    both.server("P.", b"equal ports")
    both.close()
    talks(path, same, both)
