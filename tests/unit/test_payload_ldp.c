/*
 * test_payload_ldp.c - LDP: PDUs, messages, TLVs.
 */
#include "payload_rig.h"

/* Texts as the oracle printed them. */
static const struct rig_case cases[] = {
    {"no -v: first header only",
     1025,
     646,
     {0},
     "0001000e01020304000002010004000000010001000e0102030400000201000400"
     "000001",
     "LDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 14"},
    {"too small for a message",
     1025,
     646,
     {.verbose = 1},
     "0001000e0102030400000201000400000001",
     ""},
    {"wrong version, no -v",
     1025,
     646,
     {0},
     "0002001601020304000002010004000000010201000400000001",
     "LDP version 2 packet not supported"},
    {"two PDUs",
     1025,
     646,
     {.verbose = 1},
     "0001000e0102030400000201000400000001000100160102030400008201000400"
     "0000010201000400000001",
     "\n\tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 14"
     "\n\t  Keepalive Message (0x0201), length: 4, Message ID: 0x00000001, F"
     "lags: [ignore if unknown]"
     "\n\tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 22"
     "\n\t  Keepalive Message (0x0201), length: 4, Message ID: 0x00000001, F"
     "lags: [continue processing if unknown]"
     "\n\t  Keepalive Message (0x0201), length: 4, Message ID: 0x00000001, F"
     "lags: [ignore if unknown]"},
    {"wrong version behind",
     1025,
     646,
     {.verbose = 1},
     "0001000e01020304000002010004000000010002000e0102030400000201000400"
     "0000010201000400000001",
     "\n\tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 14"
     "\n\t  Keepalive Message (0x0201), length: 4, Message ID: 0x00000001, F"
     "lags: [ignore if unknown]"
     "\n\tLDP version 2 packet not supported"},
    {"PDU length too small",
     1025,
     646,
     {.verbose = 1},
     "0001000501020304000002010004000000010201000400000001",
     "\n\tLDP, pdu-length: 5 (too short, < 6)"},
    {"PDU longer than the segment",
     1025,
     646,
     {.verbose = 1},
     "000100280102030400000201000400000001",
     ""},
    {"message length too small",
     1025,
     646,
     {.verbose = 1},
     "0001000e01020304000002010003000000010201000400000001",
     "\n\tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 14"
     "\n\t  Keepalive Message (0x0201), length: 3 (too short, < 4)"},
    {"message past the PDU wraps",
     1025,
     646,
     {.verbose = 1},
     "0001000701020304000002010004000000010001000e0102030400000201000400"
     "000001",
     "\n\tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 7"
     "\n\t  Keepalive Message (0x0201), length: 4, Message ID: 0x00000001, F"
     "lags: [ignore if unknown]"
     "\n\t  Notification Message (0x0001), length: 14, Message ID: 0x0102030"
     "4, Flags: [ignore if unknown]"
     "\n\t\t TLV contents go past end of message [|ldp]"},
    {"TLV past the message",
     1025,
     646,
     {.verbose = 1},
     "000100140102030400000300000a000000013f0000036162",
     "\n\tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 20"
     "\n\t  Address Message (0x0300), length: 10, Message ID: 0x00000001, Fl"
     "ags: [ignore if unknown]"
     "\n\t\t TLV contents go past end of message"},
    {"hello",
     1025,
     646,
     {.verbose = 1},
     "0001003a010203040000010000300000000104000004000fc00004010004c00002"
     "0104020004000000070403001020010db8000000000000000000000001",
     "\n\tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 58"
     "\n\t  Hello Message (0x0100), length: 48, Message ID: 0x00000001, Flag"
     "s: [ignore if unknown]"
     "\n\t    Common Hello Parameters TLV (0x0400), length: 4, Flags: [ignor"
     "e and don't forward if unknown]"
     "\n\t      Hold Time: 15s, Flags: [Targeted Hello, Request for targeted"
     " Hellos]"
     "\n\t    IPv4 Transport Address TLV (0x0401), length: 4, Flags: [ignore"
     " and don't forward if unknown]"
     "\n\t      IPv4 Transport Address: 192.0.2.1"
     "\n\t    Configuration Sequence Number TLV (0x0402), length: 4, Flags: "
     "[ignore and don't forward if unknown]"
     "\n\t      Sequence Number: 7"
     "\n\t    IPv6 Transport Address TLV (0x0403), length: 16, Flags: [ignor"
     "e and don't forward if unknown]"
     "\n\t      IPv6 Transport Address: 2001:db8::1"},
    {"initialization",
     1025,
     646,
     {.verbose = 1},
     "000100540102030400000200004a000000010500000e000100b480001000c00203"
     "04000005000008000100b4000010008503000c800f0000000007d000000bb8c503"
     "000c0000000000000000000000000501000461626364",
     "\n\tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 84"
     "\n\t  Initialization Message (0x0200), length: 74, Message ID: 0x00000"
     "001, Flags: [ignore if unknown]"
     "\n\t    Common Session Parameters TLV (0x0500), length: 14, Flags: [ig"
     "nore and don't forward if unknown]"
     "\n\t      Version: 1, Keepalive: 180s, Flags: [Downstream Unsolicited,"
     " Loop Detection Disabled]"
     "\n\t    Common Session Parameters TLV (0x0500), length: 8, Flags: [ign"
     "ore and don't forward if unknown]"
     "\n\t      Version: 1, Keepalive: 180s, Flags: [Downstream Unsolicited,"
     " Loop Detection Disabled]"
     "\n\t    Fault-Tolerant Session Parameters TLV (0x0503), length: 12, Fl"
     "ags: [continue processing and don't forward if unknown]"
     "\n\t      Flags: [Reconnect, Save State, All-Label Protection, Sequenc"
     "e Numbered Label Checkpoint, Re-Learn State], Reconnect Timeout: 2000m"
     "s, Recovery Time: 3000ms"
     "\n\t    Fault-Tolerant Session Parameters TLV (0x0503), length: 12, Fl"
     "ags: [continue processing and do forward if unknown]"
     "\n\t      Flags: [No Reconnect, Don't Save State, No All-Label Protect"
     "ion, All Labels Checkpoint, Don't Re-Learn State]"
     "\n\t    ATM Session Parameters TLV (0x0501), length: 4, Flags: [ignore"
     " and don't forward if unknown]"
     "\n\t      0x0000:  6162 6364"},
    {"address list",
     1025,
     646,
     {.verbose = 1},
     "000100450102030400000300003b000000010101000a0001010203040506070801"
     "010012000220010db80000000000000000000000010101000300c4010101000312"
     "34010101000100",
     "\n\tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 69"
     "\n\t  Address Message (0x0300), length: 59, Message ID: 0x00000001, Fl"
     "ags: [ignore if unknown]"
     "\n\t    Address List TLV (0x0101), length: 10, Flags: [ignore and don'"
     "t forward if unknown]"
     "\n\t      Address Family: IPv4, addresses 1.2.3.4 5.6.7.8"
     "\n\t    Address List TLV (0x0101), length: 18, Flags: [ignore and don'"
     "t forward if unknown]"
     "\n\t      Address Family: IPv6, addresses 2001:db8::1"
     "\n\t    Address List TLV (0x0101), length: 3, Flags: [ignore and don't"
     " forward if unknown]"
     "\n\t      Address Family: Layer-2 VPN, addresses"
     "\n\t    Address List TLV (0x0101), length: 3, Flags: [ignore and don't"
     " forward if unknown]"
     "\n\t      Address Family: Unknown (4660), addresses"
     "\n\t    Address List TLV (0x0101), length: 1, Flags: [ignore and don't"
     " forward if unknown] [tlv length 1 < 2] (invalid)"},
    {"label mapping",
     1025,
     646,
     {.verbose = 1},
     "0001002a010203040000040000200000000101000007020001180a01ff02000004"
     "00000010010300010101040000",
     "\n\tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 42"
     "\n\t  Label Mapping Message (0x0400), length: 32, Message ID: 0x000000"
     "01, Flags: [ignore if unknown]"
     "\n\t    FEC TLV (0x0100), length: 7, Flags: [ignore and don't forward "
     "if unknown]"
     "\n\t      Prefix FEC (0x02): IPv4 prefix 10.1.255.0/24"
     "\n\t    Generic Label TLV (0x0200), length: 4, Flags: [ignore and don'"
     "t forward if unknown]"
     "\n\t      Label: 16"
     "\n\t    Hop Count TLV (0x0103), length: 1, Flags: [ignore and don't fo"
     "rward if unknown]"
     "\n\t      0x0000:  01"
     "\n\t    Path Vector TLV (0x0104), length: 0, Flags: [ignore and don't "
     "forward if unknown]"},
    {"prefixes",
     1025,
     646,
     {.verbose = 1},
     "0001004f010203040000040000450000000101000007020001130a01ff01000008"
     "0200022020010db801000007020001210a01ff0100000402000921010000010101"
     "0000030300010100000107010000020200",
     "\n\tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 79"
     "\n\t  Label Mapping Message (0x0400), length: 69, Message ID: 0x000000"
     "01, Flags: [ignore if unknown]"
     "\n\t    FEC TLV (0x0100), length: 7, Flags: [ignore and don't forward "
     "if unknown]"
     "\n\t      Prefix FEC (0x02): IPv4 prefix 10.1.224.0/19"
     "\n\t    FEC TLV (0x0100), length: 8, Flags: [ignore and don't forward "
     "if unknown]"
     "\n\t      Prefix FEC (0x02): IPv6 prefix 2001:db8::/32"
     "\n\t    FEC TLV (0x0100), length: 7, Flags: [ignore and don't forward "
     "if unknown]"
     "\n\t      Prefix FEC (0x02): IPv4 prefix (invalid length)"
     "\n\t    FEC TLV (0x0100), length: 4, Flags: [ignore and don't forward "
     "if unknown]"
     "\n\t      Prefix FEC (0x02): Address family 9 prefix"
     "\n\t    FEC TLV (0x0100), length: 1, Flags: [ignore and don't forward "
     "if unknown]"
     "\n\t      Wildcard FEC (0x01)"
     "\n\t    FEC TLV (0x0100), length: 3, Flags: [ignore and don't forward "
     "if unknown]"
     "\n\t      Host address FEC (0x03)"
     "\n\t    FEC TLV (0x0100), length: 1, Flags: [ignore and don't forward "
     "if unknown]"
     "\n\t      Unknown FEC (0x07)"
     "\n\t    FEC TLV (0x0100), length: 2, Flags: [ignore and don't forward "
     "if unknown]"
     "\n\t      Prefix FEC (0x02) [tlv length 1 < 2] (invalid)"},
    {"prefix past its TLV",
     1025,
     646,
     {.verbose = 1},
     "00010020010203040000040000160000000101000006020001200a010200000400"
     "000010",
     "\n\tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 32"
     "\n\t  Label Mapping Message (0x0400), length: 22, Message ID: 0x000000"
     "01, Flags: [ignore if unknown]"
     "\n\t    FEC TLV (0x0100), length: 6, Flags: [ignore and don't forward "
     "if unknown]"
     "\n\t      Prefix FEC (0x02) [|ldp]"},
    {"pseudowire",
     1025,
     646,
     {.verbose = 1},
     "000100380102030400000400002e00000001010000268080051e0000000a000000"
     "64010405dc030661ff62070c040506040600000001080209040001",
     "\n\tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 56"
     "\n\t  Label Mapping Message (0x0400), length: 46, Message ID: 0x000000"
     "01, Flags: [ignore if unknown]"
     "\n\t    FEC TLV (0x0100), length: 38, Flags: [ignore and don't forward"
     " if unknown]"
     "\n\t      Martini VC FEC (0x80): Ethernet, control word, group-ID 10, "
     "VC-ID 100, VC-info-length: 30"
     "\n\t\tInterface Parameter: MTU (0x01), len 4: 1500"
     "\n\t\tInterface Parameter: Description (0x03), len 6: aM-^?b^G"
     "\n\t\tInterface Parameter: VCCV (0x0c), len 4"
     "\n\t\t  Control Channels (0x05) = [PWE3 control word, MPLS inner label"
     " TTL = 1]"
     "\n\t\t  CV Types (0x06) = [LSP Ping, BFD]"
     "\n\t\tInterface Parameter: Unknown (0x04), len 6"
     "\n\t\t  0x0000:  0000 0001"
     "\n\t\tInterface Parameter: Unknown (0x08), len 2"
     "\n\t\tInterface Parameter: Unknown (0x09), len 4"
     "\n\t\t  0x0000:  0001"},
    {"pseudowire, no ID",
     1025,
     646,
     {.verbose = 1},
     "0001001a010203040000040000100000000101000008800004000000000a",
     "\n\tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 26"
     "\n\t  Label Mapping Message (0x0400), length: 16, Message ID: 0x000000"
     "01, Flags: [ignore if unknown]"
     "\n\t    FEC TLV (0x0100), length: 8, Flags: [ignore and don't forward "
     "if unknown]"
     "\n\t      Martini VC FEC (0x80): Ethernet VLAN, no control word, group"
     "-ID 10, VC-info-length: 0"},
    {"pseudowire, info length too small",
     1025,
     646,
     {.verbose = 1},
     "0001001e01020304000004000014000000010100000c800063030000000a000000"
     "64",
     "\n\tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 30"
     "\n\t  Label Mapping Message (0x0400), length: 20, Message ID: 0x000000"
     "01, Flags: [ignore if unknown]"
     "\n\t    FEC TLV (0x0100), length: 12, Flags: [ignore and don't forward"
     " if unknown]"
     "\n\t      Martini VC FEC (0x80): Unknown, no control word, group-ID 10"
     ", VC-ID 100, VC-info-length: 3 (invalid, < 4"},
    {"pseudowire, too short",
     1025,
     646,
     {.verbose = 1},
     "00010031010203040000040000270000000101000008800004040000000a010000"
     "038000040100000c800004080000000a00000064",
     "\n\tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 49"
     "\n\t  Label Mapping Message (0x0400), length: 39, Message ID: 0x000000"
     "01, Flags: [ignore if unknown]"
     "\n\t    FEC TLV (0x0100), length: 8, Flags: [ignore and don't forward "
     "if unknown]"
     "\n\t      Martini VC FEC (0x80) [tlv length 7 < 11] (invalid)"
     "\n\t    FEC TLV (0x0100), length: 3, Flags: [ignore and don't forward "
     "if unknown]"
     "\n\t      Martini VC FEC (0x80) [tlv length 2 < 7] (invalid)"
     "\n\t    FEC TLV (0x0100), length: 12, Flags: [ignore and don't forward"
     " if unknown]"
     "\n\t      Martini VC FEC (0x80): Ethernet VLAN, no control word, group"
     "-ID 10, VC-ID 100, VC-info-length: 8 [tlv length 0 < 4] (invalid)"},
    {"notification",
     1025,
     646,
     {.verbose = 1},
     "0001003301020304000000010029000000010300000a8000000a00000005000003"
     "00000840000009000000000300000140030100026162",
     "\n\tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 51"
     "\n\t  Notification Message (0x0001), length: 41, Message ID: 0x0000000"
     "1, Flags: [ignore if unknown]"
     "\n\t    Status TLV (0x0300), length: 10, Flags: [ignore and don't forw"
     "ard if unknown]"
     "\n\t      Status: 0x0a, Flags: [Fatal error and don't forward], causin"
     "g Message ID: 0x00000005"
     "\n\t    Status TLV (0x0300), length: 8, Flags: [ignore and don't forwa"
     "rd if unknown]"
     "\n\t      Status: 0x09, Flags: [Advisory Notification and do forward]"
     "\n\t    Status TLV (0x0300), length: 1, Flags: [ignore and don't forwa"
     "rd if unknown] [tlv length 1 < 8] (invalid)"
     "\n\t    Extended Status TLV (0x0301), length: 2, Flags: [ignore and do"
     "n't forward if unknown]"
     "\n\t      0x0000:  6162"},
    {"MTU",
     1025,
     646,
     {.verbose = 1},
     "000100140102030400000402000a000000014601000205dc",
     "\n\tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 20"
     "\n\t  Label Withdraw Message (0x0402), length: 10, Message ID: 0x00000"
     "001, Flags: [ignore if unknown]"
     "\n\t    MTU TLV (0x0601), length: 2, Flags: [ignore and do forward if "
     "unknown]"
     "\n\t      MTU: 1500"},
    {"messages not taken apart",
     1025,
     646,
     {.verbose = 1},
     "000100130102030400000401000900000001010000010100010011010203040000"
     "3f00000700000001616263",
     "\n\tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 19"
     "\n\t  Label Request Message (0x0401), length: 9, Message ID: 0x0000000"
     "1, Flags: [ignore if unknown]"
     "\n\t  0x0000:  0100 0001 01"
     "\n\tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 17"
     "\n\t  Unknown Message (0x3f00), length: 7, Message ID: 0x00000001, Fla"
     "gs: [ignore if unknown]"
     "\n\t  0x0000:  6162 63"},
    {"dumps",
     1025,
     646,
     {.verbose = 2},
     "000100200102030400000400000b000000013f0000036162630401000700000001"
     "78797a",
     "\n\tLDP, Label-Space-ID: 1.2.3.4:0, pdu-length: 32"
     "\n\t  Label Mapping Message (0x0400), length: 11, Message ID: 0x000000"
     "01, Flags: [ignore if unknown]"
     "\n\t    Unknown TLV (0x3f00), length: 3, Flags: [ignore and don't forw"
     "ard if unknown]"
     "\n\t  0x0000:  3f00 0003 6162 6304 0100 07"
     "\n\t  Label Request Message (0x0401), length: 7, Message ID: 0x0000000"
     "1, Flags: [ignore if unknown]"
     "\n\t  0x0000:  7879 7a"},
};

START_TEST(text_of_case)
{
    rig_check(&cases[_i]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("payload_ldp");
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
