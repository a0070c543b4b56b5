/*
 * test_payload_openflow13.c - OpenFlow 1.3.
 */
#include "payload_rig.h"

/* Texts as the oracle printed them. */
static const struct rig_case cases[] = {
    {"no -v: lengths are checked all the same",
     1025,
     6653,
     {0},
     "0406000900000001000412000a000000010000041e000800000001",
     ": OpenFlow"
     "\n\tversion 1.3, type FEATURES_REPLY, length 9, xid 0x00000001 (invali"
     "d)"
     "\n\tversion 1.3, type MULTIPART_REQUEST, length 10, xid 0x00000001"
     "\n\tversion 1.3, type unknown (0x1e), length 8, xid 0x00000001"},
    {"hello",
     1025,
     6653,
     {.verbose = 1},
     "0400001800000001000100080000005200020004000100040400000c0000000100"
     "010003040000090000000100",
     ": OpenFlow"
     "\n\tversion 1.3, type HELLO, length 24, xid 0x00000001"
     "\n\t type VERSIONBITMAP, length 8, bitmap 0x00000052 (1.1, 1.4) (bogus"
     ")"
     "\n\t type unknown (0x0002), length 4"
     "\n\t type VERSIONBITMAP, length 4 (bogus)"
     "\n\tversion 1.3, type HELLO, length 12, xid 0x00000001"
     "\n\t type VERSIONBITMAP, length 3 (invalid)"
     "\n\tversion 1.3, type HELLO, length 9, xid 0x00000001 (invalid)"},
    {"errors",
     1025,
     6653,
     {.verbose = 1},
     "0401000e000000010002000b61620401000c00000001000400630401000e000000"
     "01ffff00010102",
     ": OpenFlow"
     "\n\tversion 1.3, type ERROR, length 14, xid 0x00000001"
     "\n\t type BAD_ACTION, code UNSUPPORTED_ORDER"
     "\n\t data (2 octets)"
     "\n\tversion 1.3, type ERROR, length 12, xid 0x00000001"
     "\n\t type BAD_MATCH, code invalid (0x0063)"
     "\n\tversion 1.3, type ERROR, length 14, xid 0x00000001"
     "\n\t type EXPERIMENTER, code invalid (0x0001)"
     "\n\t data (2 octets)"},
    {"experimenter",
     1025,
     6653,
     {.verbose = 2},
     "04040012000000014f4e4600000000076162",
     ": OpenFlow"
     "\n\tversion 1.3, type EXPERIMENTER, length 18, xid 0x00000001"
     "\n\t experimenter 0x4f4e4600 (ONF Extensions), exp_type 0x00000007"
     "\n\t data (2 octets)"
     "\n\t  0x0000:  6162                                     ab"},
    {"features reply",
     1025,
     6653,
     {.verbose = 1},
     "0406002000000001010203040506070800000100020300000000011f00000000",
     ": OpenFlow"
     "\n\tversion 1.3, type FEATURES_REPLY, length 32, xid 0x00000001"
     "\n\t dpid 0x0102030405060708, n_buffers 256, n_tables 2, auxiliary_id "
     "3"
     "\n\t capabilities 0x0000011f (FLOW_STATS, TABLE_STATS, PORT_STATS, GRO"
     "UP_STATS, PORT_BLOCKED) (bogus)"},
    {"configuration",
     1025,
     6653,
     {.verbose = 1},
     "0408000c000000010002ffe50409000c000000010003ffff0409000c0000000100"
     "000080",
     ": OpenFlow"
     "\n\tversion 1.3, type GET_CONFIG_REPLY, length 12, xid 0x00000001"
     "\n\t flags FRAG_REASM, miss_send_len MAX"
     "\n\tversion 1.3, type SET_CONFIG, length 12, xid 0x00000001"
     "\n\t flags invalid (0x0003), miss_send_len NO_BUFFER"
     "\n\tversion 1.3, type SET_CONFIG, length 12, xid 0x00000001"
     "\n\t flags FRAG_NORMAL, miss_send_len 128"},
    {"port status",
     1025,
     6653,
     {.verbose = 1},
     "040c0050000000010000000000000000fffffffe00000000020000000001000065"
     "746830000000000000000000000000000000450000000f0000ffff000000010001"
     "00000000000000000064000003e8",
     ": OpenFlow"
     "\n\tversion 1.3, type PORT_STATUS, length 80, xid 0x00000001"
     "\n\t reason ADD"
     "\n\t  port_no LOCAL, hw_addr 02:00:00:00:00:01, name 'eth0'"},
    {"port status, all",
     1025,
     6653,
     {.verbose = 2},
     "040c0050000000010300000000000000fffffffe00000000020000000001000065"
     "746830000000000000000000000000000000450000000f0000ffff000000010001"
     "00000000000000000064000003e8",
     ": OpenFlow"
     "\n\tversion 1.3, type PORT_STATUS, length 80, xid 0x00000001"
     "\n\t reason invalid (0x02x)"
     "\n\t  port_no LOCAL, hw_addr 02:00:00:00:00:01, name 'eth0'"
     "\n\t   config 0x00000045 (PORT_DOWN, NO_RECV, NO_PACKET_IN)"
     "\n\t   state 0x0000000f (LINK_DOWN, BLOCKED, LIVE) (bogus)"
     "\n\t   curr 0x0000ffff (10MB_HD, 10MB_FD, 100MB_HD, 100MB_FD, 1GB_HD, "
     "1GB_FD, 10GB_FD, 40GB_FD, 100GB_FD, 1TB_FD, OTHER, COPPER, FIBER, AUTO"
     "NEG, PAUSE, PAUSE_ASYM)"
     "\n\t   advertised 0x00000001 (10MB_HD)"
     "\n\t   supported 0x00010000 (bogus)"
     "\n\t   peer 0x00000000"
     "\n\t   curr_speed 100kbps"
     "\n\t   max_speed 1000kbps"},
    {"port and table mod",
     1025,
     6653,
     {.verbose = 1},
     "0410002800000001ffffffff000000000200000000010000000000010000000200"
     "008000000000000411001000000001fe00000000000003",
     ": OpenFlow"
     "\n\tversion 1.3, type PORT_MOD, length 40, xid 0x00000001"
     "\n\t port_no ANY, hw_addr 02:00:00:00:00:01"
     "\n\t  config 0x00000001 (PORT_DOWN)"
     "\n\t  mask 0x00000002 (bogus)"
     "\n\t  advertise 0x00008000 (PAUSE_ASYM)"
     "\n\tversion 1.3, type TABLE_MOD, length 16, xid 0x00000001"
     "\n\t table_id MAX, config 0x00000003"},
    {"queue request, roles",
     1025,
     6653,
     {.verbose = 1},
     "0416001000000001fffffffd000000000418001800000001000000020000000001"
     "02030405060708041900180000000100000004000000000000000000000001",
     ": OpenFlow"
     "\n\tversion 1.3, type QUEUE_GET_CONFIG_REQUEST, length 16, xid 0x00000"
     "001"
     "\n\t port CONTROLLER"
     "\n\tversion 1.3, type ROLE_REQUEST, length 24, xid 0x00000001"
     "\n\t role MASTER, generation_id 0x0102030405060708"
     "\n\tversion 1.3, type ROLE_REPLY, length 24, xid 0x00000001"
     "\n\t role invalid (0x00000004), generation_id 0x0000000000000001"},
    {"asynchronous configuration",
     1025,
     6653,
     {.verbose = 1},
     "041b00200000000100000007000000030000000f000000010000000200000000",
     ": OpenFlow"
     "\n\tversion 1.3, type GET_ASYNC_REPLY, length 32, xid 0x00000001"
     "\n\t packet_in_mask[EM] 0x00000007 (NO_MATCH, ACTION, INVALID_TTL)"
     "\n\t packet_in_mask[S] 0x00000003 (NO_MATCH, ACTION)"
     "\n\t port_status_mask[EM] 0x0000000f (ADD, DELETE, MODIFY) (bogus)"
     "\n\t port_status_mask[S] 0x00000001 (ADD)"
     "\n\t flow_removed_mask[EM] 0x00000002 (DELETE)"
     "\n\t flow_removed_mask[S] 0x00000000"},
    {"bodies that are not decoded",
     1025,
     6653,
     {.verbose = 1},
     "040a000a000000010102040e00090000000101041300090000000100",
     ": OpenFlow"
     "\n\tversion 1.3, type PACKET_IN, length 10, xid 0x00000001"
     "\n\tversion 1.3, type FLOW_MOD, length 9, xid 0x00000001"
     "\n\tversion 1.3, type MULTIPART_REPLY, length 9, xid 0x00000001"},
};

START_TEST(text_of_case)
{
    rig_check(&cases[_i]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("payload_openflow13");
    TCase *tcase = tcase_create("text");
    SRunner *runner = srunner_create(suite);
    const int count = (int)(sizeof(cases) / sizeof(cases[0]));

    suite_add_tcase(suite, tcase);
    tcase_add_loop_test(tcase, text_of_case, 0, count);
    srunner_run_all(runner, CK_NORMAL);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
