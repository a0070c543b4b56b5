"""What shares the wire with TCP, and what no decoder knows."""

import struct

import craft
from craft import ICMP, ICMP6, IGMP, MAC_A, MAC_B, UDP, ether, icmp, icmp6, ip
from recipes_carriage import A, A6, B, B6, packet
from registry import capture
from talk import save_frames, spaced

ZERO4 = b"\0\0\0\0"
ALL = "ff:ff:ff:ff:ff:ff"


@capture("udp.pcap")
def udp(path):
    def one(src, dst, payload=b"abc", **fields):
        return ether(ip(src, dst, UDP, craft.udp(src, dst, 5000, 5001, payload,
                                                 **fields)))
    frames = [one(A, B), one(A6, B6), one(A, B, b""), one(A, B, b"x" * 100)]
    frames += [one(A, B, length=n) for n in (0, 7, 8, 10, 12, 100, 65535)]
    frames += [ether(ip(A, B, UDP,
                        b"\x13\x88\x13\x89\0\x0b"[:n])) for n in range(7)]
    save_frames(path, spaced(frames))


@capture("icmp.pcap")
def icmp_kinds(path):
    def echo(kind, seq):
        return icmp(kind, 0, struct.pack("!HH", 7, seq), b"ping data")
    quote = packet()[:28]
    udp_quote = ip(A, B, UDP, craft.udp(A, B, 5000, 5001, b"x"))
    messages = [echo(8, 1), echo(0, 1), echo(8, 2)]
    messages += [icmp(3, code, ZERO4, quote) for code in range(16)]
    messages += [icmp(3, 3, ZERO4, udp_quote), icmp(3, 3, ZERO4, packet()),
                 icmp(3, 4, struct.pack("!HH", 0, 1400), quote),
                 icmp(11, 0, ZERO4, quote), icmp(11, 1, ZERO4, quote),
                 icmp(5, 1, craft.addr("10.0.0.9"), quote),
                 icmp(5, 0, craft.addr("10.0.0.9"), quote),
                 icmp(12, 0, b"\5\0\0\0", quote), icmp(4, 0, ZERO4, quote),
                 icmp(13, 0, b"\0\1\0\2", bytes(12)),
                 icmp(14, 0, b"\0\1\0\2", struct.pack("!III", 3600000, 1, 2)),
                 icmp(9, 0, b"\1\2\0\x1e", craft.addr(A) + ZERO4),
                 icmp(10, 0, ZERO4), icmp(17, 0, b"\0\1\0\2", ZERO4),
                 icmp(99, 7, ZERO4, b"unknown")]
    frames = [ether(ip(B, A, ICMP, m)) for m in messages]
    save_frames(path, spaced(frames))


@capture("icmpv6.pcap")
def icmpv6_kinds(path):
    local, peer, target = "fe80::1", "fe80::2", craft.addr("fe80::9")
    lladdr = b"\1\1" + craft.mac(MAC_A)
    quote = packet(A6, B6)
    prefix = struct.pack("!BBBBIII", 3, 4, 64, 0xC0, 86400, 14400,
                         0) + craft.addr(
        "2001:db8::")
    samples = [(128, 0, b"\0\7\0\1", b"ping"), (129, 0, b"\0\7\0\1", b"ping"),
               (135, 0, ZERO4, target + lladdr),
               (136, 0, b"\x60\0\0\0", target + b"\2\1" + craft.mac(MAC_B)),
               (133, 0, ZERO4, lladdr),
               (134, 0, b"\x40\0\7\x08", bytes(8) + lladdr + prefix),
               (137, 0, ZERO4, target + target), (2, 0, b"\0\0\5\0", quote),
               (3, 0, ZERO4, quote), (3, 1, ZERO4, quote),
               (4, 1, b"\0\0\0\6", quote),
               (143, 0, b"\0\0\0\1", b"\4\0\0\0" + craft.addr("ff02::fb")),
               (130, 0, b"\x03\xe8\0\0", bytes(16) + b"\2\x7d\0\0"),
               (200, 1, ZERO4, b"unknown")]
    samples += [(1, code, ZERO4, quote) for code in range(7)]
    frames = [ether(ip(local, peer, ICMP6, icmp6(local, peer, *s), hlim=255))
              for s in samples]
    save_frames(path, spaced(frames))


@capture("arp.pcap")
def arp(path):
    none = "00:00:00:00:00:00"
    bodies = [craft.arp(1, MAC_A, A, none, "192.0.2.9"),
              craft.arp(2, MAC_B, "192.0.2.9", MAC_A, A),
              craft.arp(1, MAC_A, A, none, A),
              craft.arp(1, MAC_A, "0.0.0.0", none, A),
              craft.arp(2, MAC_A, A, ALL, A), craft.arp(9, MAC_A, A, MAC_B, B)]
    frames = [ether(b + bytes(18), dst=ALL,
                    etype=craft.ETH_ARP) for b in bodies]
    frames.append(ether(bodies[0][:20], etype=craft.ETH_ARP))
    frames.append(ether(craft.patch(bodies[0], 0, b"\0\6"),
                        etype=craft.ETH_ARP))
    save_frames(path, spaced(frames))


@capture("igmp.pcap")
def igmp(path):
    group = craft.addr("239.1.2.3")

    def message(kind, code, rest):
        return icmp(kind, code, rest[:4], rest[4:])
    bodies = [message(0x11, 0, ZERO4), message(0x11, 100, group),
              message(0x12, 0, group), message(0x16, 0, group),
              message(0x17, 0, group),
              message(0x11, 100, group + b"\2\x7d\0\0"),
              message(0x22, 0, b"\0\0\0\1" + b"\4\0\0\0" + group),
              message(0x22, 0,
                      b"\0\0\0\1" + b"\1\0\0\1" + group + craft.addr(A)),
              message(0x99, 0, group)]
    frames = [ether(ip(A, "239.1.2.3", IGMP, b, ttl=1, options=b"\x94\4\0\0"))
              for b in bodies]
    save_frames(path, spaced(frames))


@capture("unknown.pcap")
def unknown(path):
    frames = [ether(b"\1\2\3\4unknown", etype=e)
              for e in (0x1234, 0xFFFF, 0x0601, 0x88B5)]
    frames.append(ether(bytes.fromhex("424203") + bytes(35),
                        dst="01:80:c2:00:00:00",
                        etype=38))
    frames += [ether(ip(A, B, proto, b"payload")) for proto in
               (63, 253, 254, 255, 61, 99)]
    frames += [ether(ip(A6, B6, proto, b"payload")) for proto in (63, 253, 255)]
    frames += [ether(ip(A, B, ICMP6, b"\x80\0\0\0")),
               ether(ip(A6, B6, ICMP, b"\x08\0")),
               ether(b"", etype=craft.ETH_IP), ether(b"", etype=0x1234),
               ether(craft.tag(b"tagged", 9, etype=0x1234),
                     etype=craft.ETH_VLAN)]
    save_frames(path, spaced(frames))


@capture("ip-protocols.pcap")
def ip_protocols(path):
    frames = [ether(ip(A, B, proto, b"", df=False,
                       offset=8)) for proto in range(256)]
    save_frames(path, spaced(frames, step="0.001"))
