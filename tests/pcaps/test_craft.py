#!/usr/bin/env python3
"""Checks the packet builder against what others have computed.

The captures made by hand are only as good as `craft`: its checksums and
signatures are compared with published examples and with what a kernel put
into the live captures.
"""

import pathlib
import struct
import sys
import unittest

PCAPS = pathlib.Path(__file__).resolve().parents[2] / "pcaps"
sys.path.insert(0, str(PCAPS / "make"))

import craft  # noqa: E402 (found by the path above)

# RFC 9235, section 4.1.1: a SYN signed by HMAC-SHA-1-96.
AO_SYN = bytes.fromhex(
    "45e0004cdd0f4000ff06bf6b0a0b0c0dac1b1c1d"
    "e9d700b3fbfbab5a00000000e002ffffcac40000"
    "020405b4010303080402080a00155ab700000000"
    "1d103d542ee437c6f8ede6d7c4d602e7")


def records(name):
    """The packets of a classic little-endian savefile, without Ethernet."""
    data = (PCAPS / name).read_bytes()
    at = 24
    while at < len(data):
        kept, = struct.unpack_from("<I", data, at + 8)
        yield data[at + 16 + 14:at + 16 + kept]
        at += 16 + kept


def tcp_of(packet):
    """Source, destination and segment of an IPv4 packet."""
    source, destination = (".".join(map(str, packet[i:i + 4]))
                           for i in (12, 16))
    return source, destination, packet[(packet[0] & 15) * 4:]


def md5_option(segment):
    """The signature a segment carries, or None."""
    at, end = 20, (segment[12] >> 4) * 4
    while at < end and segment[at] != 0:
        if segment[at] == 19:
            return segment[at + 2:at + 18]
        at += 1 if segment[at] == 1 else segment[at + 1]
    return None


class Checksums(unittest.TestCase):
    def test_rfc_1071_example(self):
        data = bytes.fromhex("0001f203f4f5f6f7")
        self.assertEqual(craft.checksum(data), ~0xDDF2 & 0xFFFF)

    def test_odd_length_counts_a_zero_byte(self):
        self.assertEqual(craft.checksum(b"\x12"), craft.checksum(b"\x12\0"))

    def test_a_kernels_packets_sum_to_zero(self):
        seen = 0
        for packet in records("live-nginx.pcap"):
            source, destination, segment = tcp_of(packet)
            head = craft.pseudo(source, destination, craft.TCP, len(segment))
            self.assertEqual(craft.checksum(packet[:20]), 0)
            self.assertEqual(craft.checksum(head + segment), 0)
            seen += 1
        self.assertGreater(seen, 8)

    def test_a_kernels_packet_can_be_rebuilt(self):
        packet = next(records("live-nginx.pcap"))
        source, destination, segment = tcp_of(packet)
        sport, dport, seq, ack, word, win = struct.unpack("!HHIIHH",
                                                          segment[:16])
        self.assertEqual(segment, craft.tcp(
            source, destination, sport, dport, word & 0x1FF, seq, ack, win,
            options=segment[20:(word >> 12) * 4]))


class Signatures(unittest.TestCase):
    def test_ao_mac_of_rfc_9235(self):
        segment = AO_SYN[20:]
        mac_at = len(segment) - 12
        self.assertEqual(segment[mac_at:], craft.ao_mac(
            "10.11.12.13", "172.27.28.29", segment, mac_at, b"testvector",
            (0xFBFBAB5A, 0)))

    def test_md5_as_a_kernel_signs(self):
        signed = 0
        for packet in records("live-md5.pcap"):
            source, destination, segment = tcp_of(packet)
            self.assertEqual(md5_option(segment), craft.md5_signature(
                source, destination, segment, b"secret"))
            signed += 1
        self.assertGreater(signed, 8)


class Savefiles(unittest.TestCase):
    def test_times_keep_every_nanosecond(self):
        self.assertEqual(craft.nanoseconds("1700000000.123456789"),
                         1700000000123456789)

    def test_both_byte_orders_and_precisions(self):
        for order, nano, units in (("<", False, 5), (">", True, 5000)):
            out = craft.Pcap(order=order, nano=nano, snaplen=3)
            out.add(b"frame", "7.000005")
            self.assertEqual(out.data[24:], struct.pack(
                order + "IIII", 7, units, 3, 5) + b"fra")

    def test_pcapng_blocks_add_up(self):
        out = craft.Pcapng()
        out.interface()
        out.add(b"frame", 1, comment="odd length")
        at = 0
        while at < len(out.data):
            size, = struct.unpack_from("<I", out.data, at + 4)
            self.assertEqual(out.data[at + size - 4:at + size],
                             struct.pack("<I", size))
            at += size
        self.assertEqual(at, len(out.data))


if __name__ == "__main__":
    unittest.main()
