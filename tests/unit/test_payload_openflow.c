/*
 * test_payload_openflow.c - OpenFlow 1.0.
 */
#include "payload_rig.h"

/* Texts as the oracle printed them. */
static const struct rig_case cases[] = {
    {"no -v: headers only",
     1025,
     6653,
     {0},
     "0102000a0000000161620108000c0000000100010080",
     ": OpenFlow"
     "\n\tversion 1.0, type ECHO_REQUEST, length 10, xid 0x00000001"
     "\n\tversion 1.0, type GET_CONFIG_REPLY, length 12, xid 0x00000001"},
    {"other versions",
     1025,
     6653,
     {.verbose = 1},
     "0200000a0000000161620907000800000001",
     ": OpenFlow"
     "\n\tversion 1.1, type unknown (0x00), length 10, xid 0x00000001"
     "\n\tversion unknown (0x09), type unknown (0x07), length 8, xid 0x00000"
     "001"},
    {"header past the payload",
     1025,
     6653,
     {.verbose = 1},
     "0100000800000001010000",
     ": OpenFlow"
     "\n\tversion 1.0, type HELLO, length 8, xid 0x00000001"
     "\n\tversion 1.0, type HELLO (end of TCP payload)"},
    {"length too small",
     1025,
     6653,
     {.verbose = 1},
     "01000007000000010100000800000001",
     ": OpenFlow"
     "\n\tversion 1.0, type HELLO, length 7 (too short!), xid 0x00000001 (in"
     "valid)"},
    {"length wrong for the type",
     1025,
     6653,
     {0},
     "0105000900000001610108000d0000000100010080000116000800000001",
     ": OpenFlow"
     "\n\tversion 1.0, type FEATURES_REQUEST, length 9, xid 0x00000001 (inva"
     "lid)"
     "\n\tversion 1.0, type GET_CONFIG_REPLY, length 13, xid 0x00000001 (inv"
     "alid)"
     "\n\tversion 1.0, type unknown (0x16), length 8, xid 0x00000001"},
    {"echo, dump",
     1025,
     6653,
     {.verbose = 2},
     "0102000c0000000161620a7f0103000800000001",
     ": OpenFlow"
     "\n\tversion 1.0, type ECHO_REQUEST, length 12, xid 0x00000001"
     "\n\t data (4 octets)"
     "\n\t  0x0000:  6162 0a7f                                ab.."
     "\n\tversion 1.0, type ECHO_REPLY, length 8, xid 0x00000001"},
    {"errors",
     1025,
     6653,
     {.verbose = 1},
     "0101000e000000010001000861620101000c00000001000300090101000c000000"
     "0100090000",
     ": OpenFlow"
     "\n\tversion 1.0, type ERROR, length 14, xid 0x00000001"
     "\n\t type BAD_REQUEST, code BUFFER_UNKNOWN"
     "\n\t data (2 octets)"
     "\n\tversion 1.0, type ERROR, length 12, xid 0x00000001"
     "\n\t type FLOW_MOD_FAILED, code invalid (0x0009)"
     "\n\tversion 1.0, type ERROR, length 12, xid 0x00000001"
     "\n\t type invalid (0x0009), code invalid (0x0000)"},
    {"features reply",
     1025,
     6653,
     {.verbose = 1},
     "0106005000000001010203040506070800000100020000000000009100001801ff"
     "fe02000000000165746830272a0000000000000000000000000000000003010000"
     "0000000000000000000000000000",
     ": OpenFlow"
     "\n\tversion 1.0, type FEATURES_REPLY, length 80, xid 0x00000001"
     "\n\t dpid 0x0102030405060708, n_buffers 256, n_tables 2"
     "\n\t capabilities 0x00000091 (FLOW_STATS, RESERVED, ARP_MATCH_IP) (bog"
     "us)"
     "\n\t actions 0x00001801 (OUTPUT, ENQUEUE) (bogus)"
     "\n\t  port_no LOCAL, hw_addr 02:00:00:00:00:01, name 'eth0'*'"},
    {"features reply, all of a port",
     1025,
     6653,
     {.verbose = 2},
     "010600520000000101020304050607080000010002000000000000cf00000fffff"
     "fe02000000000165746830272a0000000000000000000000000000000003010000"
     "00000000000000000000000000006162",
     ": OpenFlow"
     "\n\tversion 1.0, type FEATURES_REPLY, length 82, xid 0x00000001"
     "\n\t dpid 0x0102030405060708, n_buffers 256, n_tables 2"
     "\n\t capabilities 0x000000cf (FLOW_STATS, TABLE_STATS, PORT_STATS, STP"
     ", QUEUE_STATS, ARP_MATCH_IP)"
     "\n\t actions 0x00000fff (OUTPUT, SET_VLAN_VID, SET_VLAN_PCP, STRIP_VLA"
     "N, SET_DL_SRC, SET_DL_DST, SET_NW_SRC, SET_NW_DST, SET_NW_TOS, SET_TP_"
     "SRC, SET_TP_DST, ENQUEUE)"
     "\n\t  port_no LOCAL, hw_addr 02:00:00:00:00:01, name 'eth0'*'"
     "\n\t   config 0x00000000"
     "\n\t   state 0x00000301 (STP_BLOCK, LINK_DOWN)"
     "\n\t   curr 0x00000000"
     "\n\t   advertised 0x00000000"
     "\n\t   supported 0x00000000"
     "\n\t   peer 0x00000000 (invalid)"},
    {"configuration",
     1025,
     6653,
     {.verbose = 1},
     "0108000c00000001000100800109000c000000010005ffff",
     ": OpenFlow"
     "\n\tversion 1.0, type GET_CONFIG_REPLY, length 12, xid 0x00000001"
     "\n\t flags FRAG_DROP, miss_send_len 128"
     "\n\tversion 1.0, type SET_CONFIG, length 12, xid 0x00000001"
     "\n\t flags invalid (0x0005), miss_send_len 65535"},
    {"packet in",
     1025,
     6653,
     {.verbose = 1},
     "010a001500000001ffffffff0040fff80100616263010a00120000000100000005"
     "004000010700",
     ": OpenFlow"
     "\n\tversion 1.0, type PACKET_IN, length 21, xid 0x00000001"
     "\n\t buffer_id NONE, total_len 64, in_port IN_PORT, reason ACTION"
     "\n\t data (3 octets)"
     "\n\tversion 1.0, type PACKET_IN, length 18, xid 0x00000001"
     "\n\t buffer_id 0x00000005, total_len 64, in_port 1, reason invalid (0x"
     "07)"},
    {"flow removed",
     1025,
     6653,
     {.verbose = 1},
     "010b005800000001003fffff000102000000000102000000000200050300080004"
     "0600000a0000010a000002005001bb000000000000000700000200000000010000"
     "00020003000000000000000000040000000000000005",
     ": OpenFlow"
     "\n\tversion 1.0, type FLOW_REMOVED, length 88, xid 0x00000001"
     "\n\t cookie 0x0000000000000007, reason DELETE, duration_sec 1, duratio"
     "n_nsec 2, idle_timeout 3, packet_count 4, byte_count 5"},
    {"port status and mod",
     1025,
     6653,
     {.verbose = 1},
     "010c00400000000102000000000000000001020000000001657468300000000000"
     "00000000000000000000000000000000000000000000000000000000000000010f"
     "002000000001000102000000000100000001000000ff0000000300000000",
     ": OpenFlow"
     "\n\tversion 1.0, type PORT_STATUS, length 64, xid 0x00000001"
     "\n\t reason MODIFY"
     "\n\t  port_no 1, hw_addr 02:00:00:00:00:01, name 'eth0'"
     "\n\tversion 1.0, type PORT_MOD, length 32, xid 0x00000001"
     "\n\t port_no 1, hw_addr 02:00:00:00:00:01"
     "\n\t config 0x00000001 (PORT_DOWN)"
     "\n\t mask 0x000000ff (PORT_DOWN, NO_STP, NO_RECV, NO_RECV_STP, NO_FLOO"
     "D, NO_FWD, NO_PACKET_IN) (bogus)"
     "\n\t advertise 0x00000003 (10MB_HD, 10MB_FD)"},
    {"packet out with actions",
     1025,
     6653,
     {.verbose = 1},
     "010d009200000001ffffffff00010080000000080001004000000008fffd010000"
     "010008000500000001000810000000000200080300000000030008000000000004"
     "0010020000000001000000000000000600080a0000010008000804000000000900"
     "0800500000000b0010000100000000000000000005000c00080000000000000010"
     "0001004000000000000000006162",
     ": OpenFlow"
     "\n\tversion 1.0, type PACKET_OUT, length 146, xid 0x00000001"
     "\n\t buffer_id 0xffffffff, in_port 1"
     "\n\t action type OUTPUT, len 8, port 1"
     "\n\t action type OUTPUT, len 8, port CONTROLLER, max_len 256"
     "\n\t action type SET_VLAN_VID, len 8, vlan_vid 5"
     "\n\t action type SET_VLAN_VID, len 8, vlan_vid 4096 (bogus)"
     "\n\t action type SET_VLAN_PCP, len 8, vlan_pcp 3"
     "\n\t action type STRIP_VLAN, len 8"
     "\n\t action type SET_DL_SRC, len 16, dl_addr 02:00:00:00:00:01"
     "\n\t action type SET_NW_SRC, len 8, nw_addr 10.0.0.1"
     "\n\t action type SET_NW_TOS, len 8, nw_tos 0x04"
     "\n\t action type SET_TP_SRC, len 8, tp_port 80"
     "\n\t action type ENQUEUE, len 16, port 1, queue_id 5"
     "\n\t action type invalid (0x000c), len 8"
     "\n\t action type OUTPUT, len 16 (bogus)"
     "\n\t data (2 octets)"},
    {"action too small",
     1025,
     6653,
     {.verbose = 1},
     "010d002000000001000000050001001000000008000100400000000400010040",
     ": OpenFlow"
     "\n\tversion 1.0, type PACKET_OUT, length 32, xid 0x00000001"
     "\n\t buffer_id 0x00000005, in_port 1"
     "\n\t action type OUTPUT, len 8, port 1"
     "\n\t action type OUTPUT, len 4 (invalid)"},
    {"actions past the message",
     1025,
     6653,
     {.verbose = 1},
     "010d00120000000100000005000100646162",
     ": OpenFlow"
     "\n\tversion 1.0, type PACKET_OUT, length 18, xid 0x00000001"
     "\n\t buffer_id 0x00000005, in_port 1 (invalid)"},
    {"flow mod, all fields",
     1025,
     6653,
     {.verbose = 1},
     "010e00480000000100000000000102000000000102000000000200050300080004"
     "0600000a0000010a000002005001bb000000000000000100000005000600640000"
     "0007ffff0009",
     ": OpenFlow"
     "\n\tversion 1.0, type FLOW_MOD, length 72, xid 0x00000001"
     "\n\t match in_port 1"
     "\n\t match dl_src 02:00:00:00:00:01"
     "\n\t match dl_dst 02:00:00:00:00:02"
     "\n\t match dl_vlan 5"
     "\n\t match dl_vlan_pcp 3"
     "\n\t match dl_type 0x0800"
     "\n\t match nw_tos 0x04"
     "\n\t match nw_proto 6"
     "\n\t match nw_src 10.0.0.1/32"
     "\n\t match nw_dst 10.0.0.2/32"
     "\n\t match tp_src 80"
     "\n\t match tp_dst 443"
     "\n\t cookie 0x0000000000000001, command ADD, idle_timeout 5, hard_time"
     "out 6, priority 100, buffer_id 0x00000007, flags 0x0009 (SEND_FLOW_REM"
     ") (bogus)"},
    {"flow mod, ICMP",
     1025,
     6653,
     {.verbose = 1},
     "010e004800000001003fd80f000102000000000102000000000200050300080004"
     "0100000a0000010a000002005001bb00000000000000010003000000000000ffff"
     "ffffffff0000",
     ": OpenFlow"
     "\n\tversion 1.0, type FLOW_MOD, length 72, xid 0x00000001"
     "\n\t match dl_type 0x0800"
     "\n\t match nw_proto 1"
     "\n\t match nw_src 10.0.0.1/8"
     "\n\t match icmp_type 80"
     "\n\t match icmp_code 443"
     "\n\t cookie 0x0000000000000001, command DELETE, out_port NONE, flags 0"
     "x0000"},
    {"flow mod, ARP and bogus bits",
     1025,
     6653,
     {.verbose = 1},
     "010e004800000001ffffffcd00010200000000010200000000020fff0300080604"
     "0600000a0000010a000002005001bb00000000000000010000000000000064ffff"
     "ffffffff0000",
     ": OpenFlow"
     "\n\tversion 1.0, type FLOW_MOD, length 72, xid 0x00000001"
     "\n\t wildcards 0xffffffcd (bogus)"
     "\n\t match dl_vlan 4095 (bogus)"
     "\n\t match dl_type 0x0806"
     "\n\t match arp_opcode 6"
     "\n\t cookie 0x0000000000000001, command ADD, priority 100, buffer_id N"
     "ONE, flags 0x0000"},
    {"statistics requests",
     1025,
     6653,
     {.verbose = 1},
     "0110000c0000000100000000011000380000000100010000003fffff0001020000"
     "000001020000000002000503000800040600000a0000010a000002005001bbff00"
     "ffff011000140000000100040000ffff0000000000000110001400000001000500"
     "0100010000ffffffff0110001200000001ffff00000000232001020110000d0000"
     "000100010000000110000c0000000100090000",
     ": OpenFlow"
     "\n\tversion 1.0, type STATS_REQUEST, length 12, xid 0x00000001"
     "\n\t type DESC, flags 0x0000"
     "\n\tversion 1.0, type STATS_REQUEST, length 56, xid 0x00000001"
     "\n\t type FLOW, flags 0x0000"
     "\n\t table_id ALL, out_port NONE"
     "\n\tversion 1.0, type STATS_REQUEST, length 20, xid 0x00000001"
     "\n\t type PORT, flags 0x0000"
     "\n\t port_no NONE"
     "\n\tversion 1.0, type STATS_REQUEST, length 20, xid 0x00000001"
     "\n\t type QUEUE, flags 0x0001 (bogus)"
     "\n\t port_no 1, queue_id ALL"
     "\n\tversion 1.0, type STATS_REQUEST, length 18, xid 0x00000001"
     "\n\t type VENDOR, flags 0x0000, vendor 0x00002320 (Nicira Networks)"
     "\n\t data (2 octets)"
     "\n\tversion 1.0, type STATS_REQUEST, length 13, xid 0x00000001"
     "\n\t type FLOW, flags 0x0000 (invalid)"
     "\n\tversion 1.0, type STATS_REQUEST, length 12, xid 0x00000001"
     "\n\t type invalid (0x0009), flags 0x0000"},
    {"statistics: description",
     1025,
     6653,
     {.verbose = 1},
     "0111042c00000001000000006d6672000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "0000000068770a0000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000073770000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000064700000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000",
     ": OpenFlow"
     "\n\tversion 1.0, type STATS_REPLY, length 1068, xid 0x00000001"
     "\n\t type DESC, flags 0x0000"
     "\n\t  mfr_desc 'mfr'"
     "\n\t  hw_desc 'hw^J'"
     "\n\t  sw_desc 'sw'"
     "\n\t  serial_num ''"
     "\n\t  dp_desc 'dp'"},
    {"statistics: flows",
     1025,
     6653,
     {.verbose = 1},
     "011100c400000001000100010058ff00003ffffe00010200000000010200000000"
     "02000503000800040600000a0000010a000002005001bb00000001000000020003"
     "000400050000000000000000000000000006000000000000000700000000000000"
     "080060ff00003ffffe000102000000000102000000000200050300080004060000"
     "0a0000010a000002005001bb000000010000000200030004000500000000000000"
     "00000000000006000000000000000700000000000000080000000800010040",
     ": OpenFlow"
     "\n\tversion 1.0, type STATS_REPLY, length 196, xid 0x00000001"
     "\n\t type FLOW, flags 0x0001 (MORE)"
     "\n\t length 88, table_id ALL"
     "\n\t  match in_port 1"
     "\n\t  duration_sec 1, duration_nsec 2, priority 3, idle_timeout 4, har"
     "d_timeout 5, cookie 0x0000000000000006, packet_count 7, byte_count 8"
     "\n\t length 96, table_id ALL"
     "\n\t  match in_port 1"
     "\n\t  duration_sec 1, duration_nsec 2, priority 3, idle_timeout 4, har"
     "d_timeout 5, cookie 0x0000000000000006, packet_count 7, byte_count 8"
     "\n\t  action type OUTPUT, len 8, port 1"},
    {"statistics: flow lengths",
     1025,
     6653,
     {.verbose = 1},
     "011100bc00000001000100000058ff00003ffffe00010200000000010200000000"
     "02000503000800040600000a0000010a000002005001bb00000001000000020003"
     "000400050000000000000000000000000006000000000000000700000000000000"
     "080050000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000000000000000000000000"
     "000000000000000000000000000000000000000000000001110063000000010001"
     "00000058ff00003ffffe0001020000000001020000000002000503000800040600"
     "000a0000010a000002005001bb0000000100000002000300040005000000000000"
     "0000000000000006000000000000000700000000000000",
     ": OpenFlow"
     "\n\tversion 1.0, type STATS_REPLY, length 188, xid 0x00000001"
     "\n\t type FLOW, flags 0x0000"
     "\n\t length 88, table_id ALL"
     "\n\t  match in_port 1"
     "\n\t  duration_sec 1, duration_nsec 2, priority 3, idle_timeout 4, har"
     "d_timeout 5, cookie 0x0000000000000006, packet_count 7, byte_count 8"
     "\n\t length 80 (invalid)"
     "\n\tversion 1.0, type STATS_REPLY, length 99, xid 0x00000001"
     "\n\t type FLOW, flags 0x0000 (invalid)"},
    {"statistics: the rest",
     1025,
     6653,
     {.verbose = 1},
     "011100240000000100020000000000000000000100000000000000020000000300"
     "0000000111004c0000000100030000fe00000074626c0000000000000000000000"
     "000000000000000000000000000000000000003fff010000006400000002000000"
     "000000000300000000000000040111002d00000001000500000001000000000002"
     "00000000000000030000000000000004000000000000000561",
     ": OpenFlow"
     "\n\tversion 1.0, type STATS_REPLY, length 36, xid 0x00000001"
     "\n\t type AGGREGATE, flags 0x0000"
     "\n\t packet_count 1, byte_count 2, flow_count 3"
     "\n\tversion 1.0, type STATS_REPLY, length 76, xid 0x00000001"
     "\n\t type TABLE, flags 0x0000"
     "\n\t table_id EMERG, name 'tbl'"
     "\n\t  wildcards 0x003fff01 (IN_PORT, DL_VLAN_PCP, NW_TOS)"
     "\n\t  max_entries 100, active_count 2, lookup_count 3, matched_count 4"
     "\n\tversion 1.0, type STATS_REPLY, length 45, xid 0x00000001"
     "\n\t type QUEUE, flags 0x0000"
     "\n\t  port_no 1, queue_id 2, tx_bytes 3, tx_packets 4, tx_errors 5 (in"
     "valid)"},
    {"statistics: ports",
     1025,
     6653,
     {.verbose = 1},
     "011100740000000100040000000100000000000000000000000000010000000000"
     "000002000000000000000300000000000000040000000000000005000000000000"
     "000600000000000000070000000000000008000000000000000900000000000000"
     "0a000000000000000b000000000000000c",
     ": OpenFlow"
     "\n\tversion 1.0, type STATS_REPLY, length 116, xid 0x00000001"
     "\n\t type PORT, flags 0x0000"
     "\n\t  port_no 1"},
    {"statistics: ports, counters",
     1025,
     6653,
     {.verbose = 2},
     "011100740000000100040000000100000000000000000000000000010000000000"
     "000002000000000000000300000000000000040000000000000005000000000000"
     "000600000000000000070000000000000008000000000000000900000000000000"
     "0a000000000000000b000000000000000c",
     ": OpenFlow"
     "\n\tversion 1.0, type STATS_REPLY, length 116, xid 0x00000001"
     "\n\t type PORT, flags 0x0000"
     "\n\t  port_no 1, rx_packets 1, tx_packets 2, rx_bytes 3, tx_bytes 4, r"
     "x_dropped 5, tx_dropped 6, rx_errors 7, tx_errors 8, rx_frame_err 9, r"
     "x_over_err 10, rx_crc_err 11, collisions 12"},
    {"queues",
     1025,
     6653,
     {.verbose = 1},
     "0114000c00000001ffff0000011500480000000100010000000000000000000100"
     "200000000000080000000000010010000000000064000000000000000000020018"
     "00000001001000000000ffff000000000000",
     ": OpenFlow"
     "\n\tversion 1.0, type QUEUE_GET_CONFIG_REQUEST, length 12, xid 0x00000"
     "001"
     "\n\t port NONE"
     "\n\tversion 1.0, type QUEUE_GET_CONFIG_REPLY, length 72, xid 0x0000000"
     "1"
     "\n\t port 1"
     "\n\t  queue_id 1, len 32"
     "\n\t  queue_id 2, len 24"},
    {"queues with properties",
     1025,
     6653,
     {.verbose = 2},
     "011500480000000100010000000000000000000100200000000000080000000000"
     "01001000000000006400000000000000000002001800000001001000000000ffff"
     "000000000000011500200000000100010000000000000000000100100000000100"
     "0800000000",
     ": OpenFlow"
     "\n\tversion 1.0, type QUEUE_GET_CONFIG_REPLY, length 72, xid 0x0000000"
     "1"
     "\n\t port 1"
     "\n\t  queue_id 1, len 32"
     "\n\t   property NONE, len 8"
     "\n\t   property MIN_RATE, len 16, rate 10.0%"
     "\n\t  queue_id 2, len 24"
     "\n\t   property MIN_RATE, len 16, rate disabled"
     "\n\tversion 1.0, type QUEUE_GET_CONFIG_REPLY, length 32, xid 0x0000000"
     "1"
     "\n\t port 1"
     "\n\t  queue_id 1, len 16"
     "\n\t   property MIN_RATE, len 8 (bogus)"},
    {"vendor messages",
     1025,
     6653,
     {.verbose = 1},
     "0104000e000000010000232061620104000c000000011234567801040018000000"
     "01005c16c70000000205000000ffffff000104001400000001005c16c700000003"
     "020000000104001700000001005c16c700000006000000016c730a010400110000"
     "0001005c16c700000009000104001000000001005c16c7000000630104000c0000"
     "0001005c16c7",
     ": OpenFlow"
     "\n\tversion 1.0, type VENDOR, length 14, xid 0x00000001, vendor 0x0000"
     "2320 (Nicira Networks)"
     "\n\t data (2 octets)"
     "\n\tversion 1.0, type VENDOR, length 12, xid 0x00000001, vendor 0x1234"
     "5678 (unknown)"
     "\n\tversion 1.0, type VENDOR, length 24, xid 0x00000001, vendor 0x005c"
     "16c7 (Big Switch Networks)"
     "\n\t subtype GET_IP_MASK_REPLY, index 5, mask 255.255.255.0"
     "\n\tversion 1.0, type VENDOR, length 20, xid 0x00000001, vendor 0x005c"
     "16c7 (Big Switch Networks)"
     "\n\t subtype SET_MIRRORING, report_mirror_ports bogus (2)"
     "\n\tversion 1.0, type VENDOR, length 23, xid 0x00000001, vendor 0x005c"
     "16c7 (Big Switch Networks)"
     "\n\t subtype SHELL_COMMAND, service 1, data 'ls^J'"
     "\n\tversion 1.0, type VENDOR, length 17, xid 0x00000001, vendor 0x005c"
     "16c7 (Big Switch Networks)"
     "\n\t subtype GET_INTERFACES_REQUEST (invalid)"
     "\n\tversion 1.0, type VENDOR, length 16, xid 0x00000001, vendor 0x005c"
     "16c7 (Big Switch Networks)"
     "\n\t subtype unknown (0x00000063)"
     "\n\tversion 1.0, type VENDOR, length 12, xid 0x00000001, vendor 0x005c"
     "16c7 (Big Switch Networks) (invalid)"},
    {"vendor actions",
     1025,
     6653,
     {.verbose = 2},
     "010d0058000000010000000500010048ffff0018005c16c7000000010000000581"
     "00700501000000ffff0010005c16c70000000200000000ffff0010000023200102"
     "030405060708ffff0010005c16c70000000100000000",
     ": OpenFlow"
     "\n\tversion 1.0, type PACKET_OUT, length 88, xid 0x00000001"
     "\n\t buffer_id 0x00000005, in_port 1"
     "\n\t action type VENDOR, len 24, vendor 0x005c16c7 (Big Switch Network"
     "s)"
     "\n\t  subtype MIRROR, dest_port 5, vlan_tag 802.1Q (vlan 5, p 3, DEI),"
     " copy_stage EGRESS"
     "\n\t action type VENDOR, len 16, vendor 0x005c16c7 (Big Switch Network"
     "s)"
     "\n\t  subtype SET_TUNNEL_DST"
     "\n\t action type VENDOR, len 16, vendor 0x00002320 (Nicira Networks)"
     "\n\t data (8 octets)"
     "\n\t  0x0000:  0102 0304 0506 0708                      ........"
     "\n\t action type VENDOR, len 16, vendor 0x005c16c7 (Big Switch Network"
     "s)"
     "\n\t  subtype MIRROR (invalid)"},
};

START_TEST(text_of_case)
{
    rig_check(&cases[_i]);
}
END_TEST

/* The frame's own text is the line's; here only that it is asked for. */
static const struct rig_case frame = {
    "packet in, frame",
    1025,
    6653,
    {.verbose = 3},
    "010a0015000000010000000500400001000061626300",
    ": OpenFlow\n\tversion 1.0, type PACKET_IN, length 21, xid 0x00000001"
    "\n\t buffer_id 0x00000005, total_len 64, in_port 1, reason NO_MATCH"
    "\n\t data (3 octets), frame decoding below\n(3 of 3 bytes)"
    "\n\tversion unknown (0x00) (end of TCP payload)",
};

START_TEST(frame_is_taken_apart)
{
    rig_check(&frame);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("payload_openflow");
    TCase *tcase = tcase_create("text");
    SRunner *runner = srunner_create(suite);
    const int count = (int)(sizeof(cases) / sizeof(cases[0]));

    suite_add_tcase(suite, tcase);
    tcase_add_loop_test(tcase, text_of_case, 0, count);
    tcase_add_test(tcase, frame_is_taken_apart);
    srunner_run_all(runner, CK_NORMAL);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
