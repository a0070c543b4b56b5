"""Packets cut short, with wrong lengths or with wrong checksums."""

import craft
from craft import NOP, SACK_OK, TCP, ether, ip, mss, option, sack, ts, wscale
from recipes_carriage import A, A6, B, B6, segment
from registry import capture
from talk import START, Talk, save_frames, spaced


def packet(src=A, dst=B, payload=b"data", doff=None, options=(), **net):
    """One IP packet: TCP fields by name, the rest to the IP header."""
    seg = segment(src, dst, payload=payload, doff=doff, options=options)
    return ip(src, dst, TCP, seg, **net)


def at_every_length(path, frame, step=1):
    """The frame once for each length it can be cut to, the whole one first."""
    out = craft.Pcap()
    for i, size in enumerate(range(len(frame), 0, -step)):
        out.add(frame[:size], START + i, wire_len=len(frame))
    out.write(path)


def request(src, dst, options, port=80, payload=b"GET / HTTP/1.0\r\n\r\n"):
    """A segment with a text that has a decoder of its own."""
    seg = craft.tcp(src, dst, 1025, port, "P.", 1000, 2000, options=options,
                    payload=payload)
    return ip(src, dst, TCP, seg)


@capture("snaplen-ipv4.pcap")
def snaplen_ipv4(path):
    blocks = sack((2100, 2200), (2300, 2400))
    at_every_length(path,
                    ether(request(A, B,
                                  [NOP, NOP, ts(7, 8), NOP, NOP, blocks])))


@capture("snaplen-ipv6.pcap")
def snaplen_ipv6(path):
    seg = request(A6, B6, [mss(1460), SACK_OK, wscale(7), NOP])[40:]
    body = craft.ext(craft.DSTOPT, b"\5\2\0\0", craft.ext(TCP, b"", seg))
    at_every_length(path, ether(ip(A6, B6, craft.HOPOPT, body)))


@capture("snaplen-options.pcap")
def snaplen_options(path):
    lists = ([option(19, bytes(range(16))), NOP, NOP],
             [craft.mptcp(0, 1, b"\x01" + bytes(range(16))), ts(1, 2)],
             [option(29, bytes(range(14)))], [craft.tfo(bytes(range(8))), NOP],
             [option(99, b"abcdef"), NOP, craft.exp(0xF989, b"cook")])
    out = craft.Pcap()
    for opts in lists:
        frame = ether(request(A, B, opts))
        end = 54 + sum(map(len, opts)) + 1
        for size in range(54, end):
            out.add(frame[:size], START + size, wire_len=len(frame))
    out.write(path)


@capture("snaplen-payload.pcap")
def snaplen_payload(path):
    texts = {21: b"USER anonymous\r\n", 22: b"SSH-2.0-x\r\n",
             23: b"\xff\xfd\x03\xff\xfb\x18", 25: b"EHLO x\r\n",
             53: b"\0\x1d\x12\x34\1\0\0\1\0\0\0\0\0\0\7example\3com\0\0\1\0\1",
             80: b"GET / HTTP/1.0\r\n\r\n", 554: b"OPTIONS * RTSP/1.0\r\n",
             6379: b"*1\r\n$4\r\nPING\r\n"}
    out = craft.Pcap()
    for port, text in texts.items():
        frame = ether(request(A, B, [], port, text))
        for size in range(54, len(frame) + 1):
            out.add(frame[:size], START + size, wire_len=len(frame))
    out.write(path)


@capture("snaplen-tunnel.pcap")
def snaplen_tunnel(path):
    inner = ether(craft.tag(packet(A6, B6), 30), etype=craft.ETH_VLAN)
    udp = craft.udp(A, B, 50000, 4789, craft.vxlan(inner))
    at_every_length(path, ether(ip(A, B, craft.UDP, udp)))


@capture("snaplen-96.pcap")
def snaplen_96(path):
    talk = Talk()
    talk.ends[0].ts, talk.ends[1].ts = 1000, 2000
    for who, flags in ((0, "S"), (1, "S.")):
        talk.send(who, flags, options=lambda stamp: [mss(1460), SACK_OK, stamp,
                                                     NOP, wscale(7)])
    talk.client(".")
    talk.client("P.", b"GET /" + b"long/" * 30 + b" HTTP/1.1\r\n\r\n")
    talk.server(".")
    talk.server("P.", b"HTTP/1.1 200 OK\r\n\r\n" + bytes(range(256)) * 2)
    talk.client(".")
    talk.close(1)
    talk.save(path, snaplen=96)


@capture("ip-lengths.pcap")
def ip_lengths(path):
    size = len(packet())
    totals = (0, 1, 19, 20, 21, 23, 24, 39, 40, 43, size, size + 1, 1500, 65535)
    frames = [packet(total=total) for total in totals]
    frames += [packet(ihl=ihl) for ihl in (0, 4, 6, 9, 15)]
    frames += [packet(version=version) for version in (0, 5, 6, 15)]
    frames += [packet(A6, B6, plen=plen)
               for plen in (0, 1, 4, 19, 20, 23, 24, 25, 1500, 65535)]
    frames += [packet(A6, B6, version=version) for version in (0, 4, 7)]
    # Ethernet padding behind a packet shorter than the smallest frame.
    frames.append(ip(A, B, TCP, craft.tcp(A, B, 1025, 2000)) + bytes(6))
    frames.append(ip(A, B, TCP, b"") + b"pad")
    types = [craft.ETH_IP6 if ":" in src else craft.ETH_IP
             for src in [A] * 23 + [A6] * 13 + [A] * 2]
    save_frames(path,
                spaced([ether(f, etype=t) for f, t in zip(frames, types)]))


@capture("tcp-header-lengths.pcap")
def tcp_header_lengths(path):
    frames = [ether(packet(doff=doff, options=[NOP, NOP, ts(1, 2)],
                           payload=data))
              for data in (b"", b"data") for doff in range(16)]
    frames += [ether(ip(A, B, TCP, segment()[:size])) for size in range(24)]
    save_frames(path, spaced(frames))


def zero_sum(src, dst, stored):
    """A segment whose true checksum is zero, with `stored` in its place."""
    for urg in range(65536):
        seg = craft.tcp(src, dst, 1025, 2000, ".", 1000, 2000, urg=urg)
        if seg[16:18] in (b"\0\0", b"\xff\xff"):
            return craft.patch(seg, 16, stored)
    raise AssertionError("no such segment")


@capture("checksums.pcap")
def checksums(path):
    segs = [segment(cksum=value) for value in (None, 0, 0x1234, 0xFFFF)]
    segs += [zero_sum(A, B, stored) for stored in (b"\0\0", b"\xff\xff",
                                                   b"\1\2")]
    segs.append(segment(payload=b"odd"))
    frames = [ether(ip(A, B, TCP, seg)) for seg in segs]
    frames += [ether(ip(A, B, TCP, segment(), cksum=value))
               for value in (0, 0x1234, 0xFFFF)]
    frames += [ether(ip(A6, B6, TCP, segment(A6, B6, cksum=value)))
               for value in (None, 0, 0x1234)]
    # What checksum offload leaves: the sum of the pseudo-header alone.
    half = ~craft.checksum(craft.pseudo(A, B, TCP, 24)) & 0xFFFF
    frames.append(ether(ip(A, B, TCP, segment(cksum=half))))
    frames.append(ether(ip(A, B, craft.UDP,
                           craft.udp(A, B, 1, 2, b"u", cksum=0))))
    frames.append(ether(ip(A, B, craft.UDP,
                           craft.udp(A, B, 1, 2, b"u", cksum=7))))
    save_frames(path, spaced(frames))
