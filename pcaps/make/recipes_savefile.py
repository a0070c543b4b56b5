"""Savefiles themselves: byte order, precision, pcapng, odd times."""

import craft
from recipes_carriage import A, A6, B, B6, packet, short_talk
from registry import capture
from talk import START, save_frames


@capture("big-endian.pcap")
def big_endian(path):
    short_talk().save(path, order=">")


@capture("nanosecond.pcap")
def nanosecond(path):
    short_talk(step="0.000123457").save(path, nano=True)


@capture("nanosecond-big-endian.pcap")
def nanosecond_big_endian(path):
    short_talk(step="0.999999999").save(path, nano=True, order=">")


@capture("two-interfaces.pcapng")
def two_interfaces(path):
    out = craft.Pcapng()
    out.interface(name="eth0", tsresol=6)
    out.interface(name="eth1", tsresol=9)
    talk = short_talk(step="0.000123457")
    for i, (when, pkt) in enumerate(talk.packets):
        out.add(craft.ether(pkt), when, interface=i % 2,
                comment="the first packet" if i == 0 else None)
    out.write(path)


@capture("resolutions.pcapng")
def resolutions(path):
    out = craft.Pcapng(order=">")
    for tsresol in (0, 3, 6, 9, 10, 0x80 | 10, 0x80 | 20):
        number = out.interface(name=f"if{tsresol}", tsresol=tsresol,
                               snaplen=128)
        out.add(craft.ether(packet(ident=number)), START + 1, number)
        out.add(craft.ether(packet(A6, B6)), "1700000002.123456789", number)
    out.write(path)


@capture("simple-and-unknown-blocks.pcapng")
def simple_and_unknown(path):
    out = craft.Pcapng()
    out.interface(name="eth0")
    out.add_simple(craft.ether(packet()))
    out.block(0x0BAD, b"a block of a kind nobody knows")
    # Name resolution and interface statistics: to be passed over.
    out.block(4,
              out.pack("HH", 1, 14) + craft.addr(A) + b"a.example\0" + b"\0\0"
              + out.pack("HH", 0, 0))
    out.block(5, out.pack("III", 0, 0, 0))
    out.add(craft.ether(packet(A, B)), START)
    out.write(path)


@capture("times.pcap")
def times(path):
    moments = (0, "0.000001", START, START - 1, START + 172800,
               "1700000000.999999",
               "1700000000.5", "2147483647.999999", 2**31, 2**32 - 1)
    save_frames(path, [(t, craft.ether(packet())) for t in moments])


@capture("empty.pcap")
def empty(path):
    save_frames(path, [])


@capture("record-lengths.pcap")
def record_lengths(path):
    frame = craft.ether(packet())
    out = craft.Pcap()
    for captured, wire in ((0, 0), (0, 58), (58, 0), (58, 10), (58, 300000),
                           (58, 262144), (58, 58)):
        out.add(frame[:captured], START + captured, wire_len=wire)
    out.write(path)


@capture("cut-off.pcap")
def cut_off(path):
    short_talk().save(path)
    data = path.read_bytes()
    path.write_bytes(data[:-20])
