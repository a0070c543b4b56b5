/*
 * neighbour_rows.h - UDP, ICMP and ICMPv6, IGMP, ARP, and the lines they give.
 */
#ifndef TCPLINE_TESTS_NEIGHBOUR_ROWS_H
#define TCPLINE_TESTS_NEIGHBOUR_ROWS_H

#include "carriage_row.h"

static const struct carriage_row neighbour_rows[] = {
    {"UDP", "", 0,
     "02000000000202000000000108004500001f00014000401126cb0a0000010a000002ea6"
     "007d0000b3542616263",
     "IP 10.0.0.1.60000 > 10.0.0.2.2000: UDP, length 3\n"},
    {"UDP checksums, IPv4", "vv", 0,
     "02000000000202000000000108004500001f00014000401126cb0a0000010a000002ea6"
     "007d0000b3542616263",
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length"
     " 31)\n    10.0.0.1.60000 > 10.0.0.2.2000: [udp sum ok] UDP, length 3\n"},
    {"a wrong UDP checksum, IPv6", "v", 0,
     "02000000000202000000000186dd60000000000b114020010db80000000000000000000"
     "0000120010db8000000000000000000000002040107d0000b0001616263",
     "IP6 (hlim 64, next-header UDP (17) payload length: 11) 2001:db8::1.1025"
     " > 2001:db8::2.2000: [bad udp cksum 0x0001 -> 0xd42f!] UDP, length 3\n"},
    {"no UDP checksum", "vv", 0,
     "02000000000202000000000108004500001f00014000401126cb0a0000010a000002040"
     "107d0000b0000616263",
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length"
     " 31)\n    10.0.0.1.1025 > 10.0.0.2.2000: [no cksum] UDP, length 3\n"},
    {"a UDP length beyond the packet", "", 0,
     "02000000000202000000000108004500001f00014000401126cb0a0000010a000002040"
     "107d000641b49616263",
     "IP 10.0.0.1.1025 > 10.0.0.2.2000: UDP, bad length 92 > 3\n"},
    {"the same in a fragment", "", 0,
     "02000000000202000000000108004500001f00016000401106cb0a0000010a000002040"
     "107d000641b49616263",
     "IP 10.0.0.1.1025 > 10.0.0.2.2000: UDP, length 92\n"},
    {"a UDP length below its header", "", 0,
     "02000000000202000000000108004500001f00014000401126cb0a0000010a000002040"
     "107d000071ba6616263",
     "IP 10.0.0.1.1025 > 10.0.0.2.2000: truncated-udplength 7\n"},
    {"no room for a UDP header", "", 0,
     "02000000000202000000000108004500001800014000401126d20a0000010a000002000"
     "00000",
     "IP 10.0.0.1.0 > 10.0.0.2.0: truncated-udp 4\n"},
    {"UDP cut in its ports", "", 36,
     "02000000000202000000000108004500001f00014000401126cb0a0000010a000002ea6"
     "007d0000b3542616263",
     "IP 10.0.0.1 > 10.0.0.2:  [|udp]\n"},
    {"a tunnel with -q", "q", 0,
     "02000000000202000000000108004500005a00014000401126900a0000010a000002ea6"
     "012b500469c980800000000002a00020000000002020000000001080045000028000140"
     "0040064e98c0000201c6336402040107d0000003e8000007d050100200aa140000",
     "IP 10.0.0.1.60000 > 10.0.0.2.4789: UDP, length 62\n"},
    {"echo request", "v", 0,
     "02000000000202000000000108004500002000014000400126da0a0000020a000001080"
     "033310007000161626364",
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto ICMP (1), length"
     " 32)\n    10.0.0.2 > 10.0.0.1: ICMP echo request, id 7, seq 1, length 1"
     "2\n"},
    {"an ICMP checksum that is wrong", "v", 0,
     "02000000000202000000000108004500001c00014000400126de0a0000020a000001080"
     "0123400070001",
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto ICMP (1), length"
     " 28)\n    10.0.0.2 > 10.0.0.1: ICMP echo request, id 7, seq 1, length 8"
     " (wrong icmp cksum 1234 (->f7f7)!)\n"},
    {"port unreachable", "", 0,
     "02000000000202000000000108004500003800014000400126c20a0000020a000001030"
     "3ed4300000000450000280001400040064e98c0000201c6336402040107d0000003e8",
     "IP 10.0.0.2 > 10.0.0.1: ICMP 198.51.100.2 tcp port 2000 unreachable, le"
     "ngth 36\n"},
    {"port unreachable quotes its cause", "v", 0,
     "02000000000202000000000108004500003800014000400126c20a0000020a000001030"
     "3ed4300000000450000280001400040064e98c0000201c6336402040107d0000003e8",
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto ICMP (1), length"
     " 56)\n    10.0.0.2 > 10.0.0.1: ICMP 198.51.100.2 tcp port 2000 unreacha"
     "ble, length 36\n\tIP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], prot"
     "o TCP (6), length 40)\n    192.0.2.1.1025 > 198.51.100.2.2000:  [|tcp]"
     "\n"},
    {"an ICMP error cut in its quote", "", 60,
     "02000000000202000000000108004500004400014000400126b60a0000020a000001030"
     "3e94e00000000450000280001400040064e98c0000201c6336402040107d0000003e800"
     "0007d050100200aa140000",
     "IP 10.0.0.2 > 10.0.0.1:  [|icmp]\n"},
    {"need to fragment", "", 0,
     "02000000000202000000000108004500004400014000400126b60a0000020a000001030"
     "4e371000005dc450000280001400040064e98c0000201c6336402040107d0000003e800"
     "0007d050100200aa140000",
     "IP 10.0.0.2 > 10.0.0.1: ICMP 198.51.100.2 unreachable - need to frag (m"
     "tu 1500), length 48\n"},
    {"redirect", "", 0,
     "02000000000202000000000108004500004400014000400126b60a0000020a000001050"
     "1dd4b0a000005450000280001400040064e98c0000201c6336402040107d0000003e800"
     "0007d050100200aa140000",
     "IP 10.0.0.2 > 10.0.0.1: ICMP redirect 198.51.100.2 to host 10.0.0.5, le"
     "ngth 48\n"},
    {"time exceeded with MPLS labels", "v", 0,
     "0200000000020200000000010800450000a800014000400126520a0000020a0000010b0"
     "0e13100200000450000280001400040064e98c0000201c6336402040107d0000003e800"
     "0007d050100200aa1400000000000000000000000000000000000000000000000000000"
     "00000000000000000000000000000000000000000000000000000000000000000000000"
     "0000000000000000000000000000000000000000000000000000000020009db00008010"
     "100064140",
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto ICMP (1), length"
     " 168)\n    10.0.0.2 > 10.0.0.1: ICMP time exceeded in-transit, length 1"
     "48\n\tIP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), l"
     "ength 40)\n    192.0.2.1.1025 > 198.51.100.2.2000: Flags [.], cksum 0xa"
     "a14 (correct), ack 2000, win 512, length 0\n\tICMP Multi-Part extension"
     " v2, checksum 0x9db0 (correct), length 12\n\t  MPLS Stack Entry Object "
     "(1), Class-Type: 1, length 8\n\t    label 100, tc 0, [S], ttl 64\n"},
    {"an extension nobody announced, spoilt", "v", 0,
     "0200000000020200000000010800450000a800014000400126520a0000020a0000010b0"
     "0c04700000000450000280001400040064e98c0000201c6336402040107d0000003e800"
     "0007d050100200aa1400000000000000000000000000000000000000000000000000000"
     "00000000000000000000000000000000000000000000000000000000000000000000000"
     "00000000000000000000000000000000000000000000000000000000200000010008010"
     "100000000",
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto ICMP (1), length"
     " 168)\n    10.0.0.2 > 10.0.0.1: ICMP time exceeded in-transit, length 1"
     "48\n\tIP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), l"
     "ength 40)\n    192.0.2.1.1025 > 198.51.100.2.2000: Flags [.], cksum 0xa"
     "a14 (correct), ack 2000, win 512, length 0\n"},
    {"time stamp reply", "", 0,
     "02000000000202000000000108004500002800014000400126d20a0000020a0000010e0"
     "0b3d600010002000000000037dcc905265bff",
     "IP 10.0.0.2 > 10.0.0.1: ICMP time stamp reply id 1 seq 2: org 00:00:00."
     "000, recv 01:01:01.001, xmit 23:59:59.999, length 20\n"},
    {"router advertisement", "", 0,
     "02000000000202000000000108004500002400014000400126d60a0000020a000001090"
     "0ebd90102001e0a00000100000005",
     "IP 10.0.0.2 > 10.0.0.1: ICMP router advertisement lifetime 30 1: {10.0."
     "0.1 5}, length 16\n"},
    {"IGMP query 3", "vv", 0,
     "02000000000202000000000108004500002400014000400250d50a000001e000000111c"
     "801b3e0000005027d00010a000001",
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto IGMP (2), length"
     " 36)\n    10.0.0.1 > 224.0.0.1: igmp query v3 [max resp time 5m7s] [gad"
     "dr 224.0.0.5 { 10.0.0.1 }]\n"},
    {"IGMP report 3", "v", 0,
     "02000000000202000000000108004500002800014000400250d10a000001e0000001220"
     "0eff60000000104000001e00000050a000001",
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto IGMP (2), length"
     " 40)\n    10.0.0.1 > 224.0.0.1: igmp v3 report, 1 group record(s) [gadd"
     "r 224.0.0.5 to_ex, 1 source(s)]\n"},
    {"IGMP sources that do not fit", "", 0,
     "02000000000202000000000108004500002400014000400250d50a000001e0000001116"
     "40215e0000005027d00030a000001",
     "IP 10.0.0.1 > 224.0.0.1: igmp query v3 [gaddr 224.0.0.5 [invalid number"
     " of sources]]\n"},
    {"IGMP version 1 with more", "", 0,
     "02000000000202000000000108004500001e00014000400250db0a000001e0000001120"
     "00dfae00000050000",
     "IP 10.0.0.1 > 224.0.0.1: igmp v1 report 224.0.0.5 [len 10]\n"},
    {"ICMPv6 echo", "v", 0,
     "02000000000202000000000186dd60000000000a3a4020010db80000000000000000000"
     "0000220010db80000000000000000000000018000c2e0000100026162",
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 10) 2001:db8::2 >"
     " 2001:db8::1: [icmp6 sum ok] ICMP6, echo request, id 1, seq 2\n"},
    {"a wrong ICMPv6 checksum", "v", 0,
     "02000000000202000000000186dd6000000000083a4020010db80000000000000000000"
     "0000220010db80000000000000000000000018000123400010002",
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 8) 2001:db8::2 > "
     "2001:db8::1: [bad icmp6 cksum 0x1234 -> 0x2445!] ICMP6, echo request, i"
     "d 1, seq 2\n"},
    {"ICMPv6 port unreachable", "", 0,
     "02000000000202000000000186dd60000000004c3a4020010db80000000000000000000"
     "0000220010db80000000000000000000000010104ffb90000000060000000001c3c4020"
     "010db800000000000000000000000120010db8000000000000000000000002060001040"
     "0000000040107d0000003e8000007d0501002003ad70000",
     "IP6 2001:db8::2 > 2001:db8::1: ICMP6, destination unreachable, unreacha"
     "ble port, 2001:db8::2 tcp port 2000, length 76\n"},
    {"ICMPv6 unreachable, beyond scope", "", 0,
     "02000000000202000000000186dd6000000000443a4020010db80000000000000000000"
     "0000220010db800000000000000000000000101023cd000000000600000000014064020"
     "010db800000000000000000000000120010db8000000000000000000000002040107d00"
     "00003e8000007d0501002003ad70000",
     "IP6 2001:db8::2 > 2001:db8::1: ICMP6, destination unreachable, beyond s"
     "cope 2001:db8::2, source address 2001:db8::1, length 68\n"},
    {"ICMPv6 parameter problem", "", 0,
     "02000000000202000000000186dd6000000000443a4020010db80000000000000000000"
     "0000220010db8000000000000000000000001040139cb00000006600000000014064020"
     "010db800000000000000000000000120010db8000000000000000000000002040107d00"
     "00003e8000007d0501002003ad70000",
     "IP6 2001:db8::2 > 2001:db8::1: ICMP6, parameter problem, next header - "
     "octet 6, length 68\n"},
    {"neighbour solicitation", "", 0,
     "02000000000202000000000186dd6000000000203a4020010db80000000000000000000"
     "0000220010db800000000000000000000000187001ba400000000fe8000000000000000"
     "000000000000090101020000000001",
     "IP6 2001:db8::2 > 2001:db8::1: ICMP6, neighbor solicitation, who has fe"
     "80::9, length 32\n"},
    {"neighbour advertisement", "vv", 0,
     "02000000000202000000000186dd6000000000203a4020010db80000000000000000000"
     "0000220010db8000000000000000000000001880039a2e0000000fe8000000000000000"
     "000000000000090201020000000002",
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 32) 2001:db8::2 >"
     " 2001:db8::1: [icmp6 sum ok] ICMP6, neighbor advertisement, length 32, "
     "tgt is fe80::9, Flags [router, solicited, override]\n\t  destination li"
     "nk-address option (2), length 8 (1): 02:00:00:00:00:02\n\t    0x0000:  "
     "0200 0000 0002\n"},
    {"router advertisement of IPv6", "v", 0,
     "02000000000202000000000186dd6000000000783a4020010db80000000000000000000"
     "0000220010db8000000000000000000000001860010a040c80708000000000000000003"
     "0440c000015180000038400000000020010db8000000000000000000000000050100000"
     "00005dc190300000000025820010db80000000000000000000000531f03000000000258"
     "076578616d706c6503636f6d00000000180240080000025820010db800010000",
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 120) 2001:db8::2 "
     "> 2001:db8::1: [icmp6 sum ok] ICMP6, router advertisement, length 120\n"
     "\thop limit 64, Flags [managed, other stateful], pref high, router life"
     "time 1800s, reachable time 0ms, retrans timer 0ms\n\t  prefix info opti"
     "on (3), length 32 (4): 2001:db8::/64, Flags [onlink, auto], valid time "
     "86400s, pref. time 14400s\n\t  mtu option (5), length 8 (1):  1500\n\t "
     " rdnss option (25), length 24 (3):  lifetime 600s, addr: 2001:db8::53\n"
     "\t  dnssl option (31), length 24 (3):  lifetime 600s, domain(s): exampl"
     "e.com.\n\t  route info option (24), length 16 (2):  2001:db8:1::/64, pr"
     "ef=high, lifetime=600s\n"},
    {"an option without a length", "v", 0,
     "02000000000202000000000186dd6000000000103a4020010db80000000000000000000"
     "0000220010db800000000000000000000000185001f40000000000000000000000000",
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 16) 2001:db8::2 >"
     " 2001:db8::1: [icmp6 sum ok] ICMP6, router solicitation, length 16 [|ic"
     "mp6]\n"},
    {"listener query 2", "vv", 0,
     "02000000000202000000000186dd60000000002c3a4020010db80000000000000000000"
     "0000220010db80000000000000000000000018200f38127100000fe8000000000000000"
     "000000000000090a7d0001fe800000000000000000000000000009",
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 44) 2001:db8::2 >"
     " 2001:db8::1: [icmp6 sum ok] ICMP6, multicast listener query v2 [max re"
     "sp delay=10000] [gaddr fe80::9 sflag robustness=2 qqi=125 { fe80::9 }]"
     "\n"},
    {"listener report 2", "v", 0,
     "02000000000202000000000186dd60000000001c3a4020010db80000000000000000000"
     "0000220010db80000000000000000000000018f0012a90000000104000000fe80000000"
     "0000000000000000000009",
     "IP6 (hlim 64, next-header ICMPv6 (58) payload length: 28) 2001:db8::2 >"
     " 2001:db8::1: [icmp6 sum ok] ICMP6, multicast listener report v2, 1 gro"
     "up record(s) [gaddr fe80::9 to_ex, 0 source(s)]\n"},
    {"ICMPv6 without a byte", "", 0,
     "02000000000202000000000186dd6000000000003a4020010db80000000000000000000"
     "0000120010db8000000000000000000000002",
     "IP6 2001:db8::1 > 2001:db8::2: ICMP6, length 0 (invalid)\n"},
    {"ARP request for a known host", "", 0,
     "020000000002020000000001080600010800060400010200000000010a0000010200000"
     "000020a000002",
     "ARP, Request who-has 10.0.0.2 (02:00:00:00:00:02) tell 10.0.0.1, length"
     " 28\n"},
    {"ARP reply with -v", "v", 0,
     "020000000002020000000001080600010800060400020200000000010a0000010200000"
     "000020a000002",
     "ARP, Ethernet (len 6), IPv4 (len 4), Reply 10.0.0.1 is-at 02:00:00:00:0"
     "0:01, length 28\n"},
    {"reverse ARP, -e", "e", 0,
     "020000000002020000000001803500010800060400040200000000010a0000010200000"
     "000020a000002",
     "02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype Reverse ARP (0x8035), "
     "length 42: Reverse Reply 02:00:00:00:00:02 at 10.0.0.2, length 28\n"},
    {"ARP of an unknown operation", "q", 0,
     "020000000002020000000001080600010800060400050200000000010a0000010200000"
     "000020a000002",
     "ARP, Unknown (5) \n\t0x0000:  0001 0800 0604 0005 0200 0000 0001 0a00  "
     "................\n\t0x0010:  0001 0200 0000 0002 0a00 0002            ."
     "...........\n"},
    {"ARP with lengths of nothing", "", 0,
     "020000000002020000000001080600010800000400010200000000010a0000010200000"
     "000020a000002",
     "ARP, Ethernet (len 0), IPv4 (len 4), length 28\n"},
    {"ARP cut", "", 40,
     "020000000002020000000001080600010800060400010200000000010a0000010200000"
     "000020a000002",
     " [|arp]\n"},
};

#endif
