/*
 * test_payload_bgp_mp.c - BGP: the multiprotocol attributes.
 */
#include "payload_rig.h"

/* Texts as the oracle printed them. */
static const struct rig_case cases[] = {
    {"IPv6 unicast",
     1025,
     179,
     {.verbose = 1},
     "M0045020000002e800e2b0002011020010db80000000000000000000000010020"
     "20010db88020010db8000000000000000000000002",
     ": BGP"
     "\n\tUpdate Message (2), length: 69"
     "\n\t  Multi-Protocol Reach NLRI (14), length: 43, Flags [O]: "
     "\n\t    AFI: IPv6 (2), SAFI: Unicast (1)"
     "\n\t    nexthop: 2001:db8::1, nh-length: 16, no SNPA"
     "\n\t      2001:db8::/32"
     "\n\t      2001:db8::2/128"},
    {"withdrawn IPv6",
     1025,
     179,
     {.verbose = 1},
     "M0022020000000b800f080002012020010db8",
     ": BGP"
     "\n\tUpdate Message (2), length: 34"
     "\n\t  Multi-Protocol Unreach NLRI (15), length: 8, Flags [O]: "
     "\n\t    AFI: IPv6 (2), SAFI: Unicast (1)"
     "\n\t      2001:db8::/32"},
    {"end of RIB for a family",
     1025,
     179,
     {.verbose = 1},
     "M001d0200000006800f03000184",
     ": BGP"
     "\n\tUpdate Message (2), length: 29"
     "\n\t  Multi-Protocol Unreach NLRI (15), length: 3, Flags [O]: "
     "\n\t    AFI: IPv4 (1), vendor specific SAFI: Route Target Routing Info"
     "rmation (132)"
     "\n\t      End-of-Rib Marker (empty NLRI)"},
    {"undecoded family",
     1025,
     179,
     {.verbose = 1},
     "M0026020000000f800e0c0019460401020304000201aa",
     ": BGP"
     "\n\tUpdate Message (2), length: 38"
     "\n\t  Multi-Protocol Reach NLRI (14), length: 12, Flags [O]: "
     "\n\t    AFI: VPLS (25), SAFI: EVPN (70)"
     "\n\t    no AFI 25 / SAFI 70 decoder"
     "\n\t    0x0000:  0019 4604 0102 0304 0002 01aa"},
    {"labelled unicast",
     1025,
     179,
     {.verbose = 1},
     "M0032020000001b800e18000104040102030400300006410a0102380006400a01"
     "0203",
     ": BGP"
     "\n\tUpdate Message (2), length: 50"
     "\n\t  Multi-Protocol Reach NLRI (14), length: 24, Flags [O]: "
     "\n\t    AFI: IPv4 (1), SAFI: labeled Unicast (4)"
     "\n\t    nexthop: 1.2.3.4, nh-length: 4, no SNPA"
     "\n\t      10.1.2.0/24, label:100 (bottom)"
     "\n\t      10.1.2.3/32, label:100 (BOGUS: Bottom of Stack NOT set!)"},
    {"VPN unicast",
     1025,
     179,
     {.verbose = 1},
     "M005a0200000043800e400001800c000000640000000101020304007000064100"
     "000064000000010a01027800064100010102030400050a01020378000641000200"
     "01000200050a010203",
     ": BGP"
     "\n\tUpdate Message (2), length: 90"
     "\n\t  Multi-Protocol Reach NLRI (14), length: 64, Flags [O]: "
     "\n\t    AFI: IPv4 (1), SAFI: labeled VPN Unicast (128)"
     "\n\t    nexthop: RD: 100:1 (= 0.0.0.1), 1.2.3.4, nh-length: 12, no SNP"
     "A"
     "\n\t      RD: 100:1 (= 0.0.0.1), 10.1.2.0/24, label:100 (bottom)"
     "\n\t      RD: 1.2.3.4:5, 10.1.2.3/32, label:100 (bottom)"
     "\n\t      RD: 65538:5 (0.1.0.2:5), 10.1.2.3/32, label:100 (bottom)"},
    {"VPN unicast, IPv6",
     1025,
     179,
     {.verbose = 1},
     "M004b0200000034800e3100028018000000640000000120010db8000000000000"
     "0000000000010098000641000000640000000120010db800000000",
     ": BGP"
     "\n\tUpdate Message (2), length: 75"
     "\n\t  Multi-Protocol Reach NLRI (14), length: 49, Flags [O]: "
     "\n\t    AFI: IPv6 (2), SAFI: labeled VPN Unicast (128)"
     "\n\t    nexthop: RD: 100:1 (= 0.0.0.1), 2001:db8::1, nh-length: 24, no"
     " SNPA"
     "\n\t      RD: 100:1 (= 0.0.0.1), 2001:db8::/64, label:100 (bottom)"},
    {"next hop too short, SNPA",
     1025,
     179,
     {.verbose = 1},
     "M0026020000000f800e0c0001800201020202aaaa01bb",
     ": BGP"
     "\n\tUpdate Message (2), length: 38"
     "\n\t  Multi-Protocol Reach NLRI (14), length: 12, Flags [O]: "
     "\n\t    AFI: IPv4 (1), SAFI: labeled VPN Unicast (128)"
     "\n\t    nexthop: invalid len, nh-length: 2"
     "\n\t    2 SNPA"
     "\n\t      2 bytes"
     "\n\t      1 bytes"},
    {"ISO addresses",
     1025,
     179,
     {.verbose = 1},
     "M0051020000003a800e2400038010000000640000000147000601010203040070"
     "0006410000006400000001470005800e1000030105470005800100100102030405",
     ": BGP"
     "\n\tUpdate Message (2), length: 81"
     "\n\t  Multi-Protocol Reach NLRI (14), length: 36, Flags [O]: "
     "\n\t    AFI: NSAP (3), SAFI: labeled VPN Unicast (128)"
     "\n\t    nexthop: RD: 100:1 (= 0.0.0.1), 47.0006.0101.0203.04 = 1.2.3.4"
     ", nh-length: 16, no SNPA"
     "\n\t      RD: 100:1 (= 0.0.0.1), 47.0005/24, label:100 (bottom)"
     "\n\t  Multi-Protocol Reach NLRI (14), length: 16, Flags [O]: "
     "\n\t    AFI: NSAP (3), SAFI: Unicast (1)"
     "\n\t    nexthop: 47.0005.8001, nh-length: 5, no SNPA"
     "\n\t      04.05/16 [|bgp]"},
    {"multicast tree",
     1025,
     179,
     {.verbose = 1},
     "M0034020000001d800e1a00014204010203040080000000640000000101020304"
     "e8000001",
     ": BGP"
     "\n\tUpdate Message (2), length: 52"
     "\n\t  Multi-Protocol Reach NLRI (14), length: 26, Flags [O]: "
     "\n\t    AFI: IPv4 (1), SAFI: MDT (66)"
     "\n\t    nexthop: 1.2.3.4, nh-length: 4, no SNPA"
     "\n\t      RD: 100:1 (= 0.0.0.1), VPN IP Address: 1.2.3.4, MC Group Add"
     "ress: 232.0.0.1"},
    {"route targets",
     1025,
     179,
     {.verbose = 1},
     "M00600200000049800e4600018404010203040000200000006421000000648060"
     "000000640002006400000005600000006401020102030400056000000064020200"
     "01000200053c000000640003006f1f",
     ": BGP"
     "\n\tUpdate Message (2), length: 96"
     "\n\t  Multi-Protocol Reach NLRI (14), length: 70, Flags [O]: "
     "\n\t    AFI: IPv4 (1), vendor specific SAFI: Route Target Routing Info"
     "rmation (132)"
     "\n\t    nexthop: 1.2.3.4, nh-length: 4, no SNPA"
     "\n\t      default route target"
     "\n\t      origin AS: 100, route-target: 0:0/0"
     "\n\t      origin AS: 100, route-target: partial-type: (80/1)"
     "\n\t      origin AS: 100, route-target: 100:5/64 (0002 0064 0000 0005)"
     "\n\t      origin AS: 100, route-target: 1.2.3.4:5/64 (0102 0102 0304 0"
     "005)"
     "\n\t      origin AS: 100, route-target: 65538:5/64 (0202 0001 0002 000"
     "5)"
     "\n\t      origin AS: 100, route target: unknown-type(0003) (0003 0060/"
     "28)"
     "\n\t      (illegal prefix length)"},
    {"VPLS",
     1025,
     179,
     {.verbose = 1},
     "M003a0200000023800e2000194104010203040000140000006400000001000100"
     "02000641010010aabb02",
     ": BGP"
     "\n\tUpdate Message (2), length: 58"
     "\n\t  Multi-Protocol Reach NLRI (14), length: 32, Flags [O]: "
     "\n\t    AFI: VPLS (25), SAFI: VPLS (65)"
     "\n\t    nexthop: 1.2.3.4, nh-length: 4, no SNPA [|bgp]"},
    {"VPLS discovery",
     1025,
     179,
     {.verbose = 1},
     "M0031020000001a800e17001941040102030400000c0000006400000001010203"
     "04",
     ": BGP"
     "\n\tUpdate Message (2), length: 49"
     "\n\t  Multi-Protocol Reach NLRI (14), length: 23, Flags [O]: "
     "\n\t    AFI: VPLS (25), SAFI: VPLS (65)"
     "\n\t    nexthop: 1.2.3.4, nh-length: 4, no SNPA"
     "\n\t      RD: 100:1 (= 0.0.0.1), BGPNH: 1.2.3.4"},
    {"layer 2 VPN, line too long",
     1025,
     179,
     {.verbose = 1},
     "M00790200000062800e5300c48004010203040000500000006400000001000100"
     "020006410200000200000200000200000200000200000200000200000200000200"
     "000200000200000200000200000200000200000200000200700200704001010040"
     "01010040010100",
     ": BGP"
     "\n\tUpdate Message (2), length: 121"
     "\n\t  Multi-Protocol Reach NLRI (14), length: 83, Flags [O]: "
     "\n\t    AFI: Layer-2 VPN (196), SAFI: labeled VPN Unicast (128)"
     "\n\t    nexthop: 1.2.3.4, nh-length: 4, no SNPA"
     "\n\t      RD: 100:1 (= 0.0.0.1), CE-ID: 1, Label-Block Offset: 2, Labe"
     "l Base 100"
     "\n\t\tunknown TLV #2, length: 0"
     "\n\t\tunknown TLV #2, length: 0"
     "\n\t\tunknown TLV #2, length: 0"
     "\n\t\tunknow"
     "\n\t  Origin (1), length: 1, Flags [T]: IGP"
     "\n\t  Origin (1), length: 1, Flags [T]: IGP"
     "\n\t  Origin (1), length: 1, Flags [T]: IGP"},
    {"multicast VPN",
     1025,
     179,
     {.verbose = 1},
     "M00880200000071800e6e000105040102030400010c0000006400000001010203"
     "04020c00000064000000010000006403160000006400000001200a00000120e800"
     "00010102030404010005120000006400000001200a00000120e800000106160000"
     "00640000000100000064200a00000108e80000000900",
     ": BGP"
     "\n\tUpdate Message (2), length: 136"
     "\n\t  Multi-Protocol Reach NLRI (14), length: 110, Flags [O]: "
     "\n\t    AFI: IPv4 (1), SAFI: Multicast VPN (5)"
     "\n\t    nexthop: 1.2.3.4, nh-length: 4, no SNPA"
     "\n\t      Route-Type: Intra-AS I-PMSI (1), length: 12, RD: 100:1 (= 0."
     "0.0.1), Originator 1.2.3.4"
     "\n\t      Route-Type: Inter-AS I-PMSI (2), length: 12, RD: 100:1 (= 0."
     "0.0.1), Source-AS 100"
     "\n\t      Route-Type: S-PMSI (3), length: 22, RD: 100:1 (= 0.0.0.1), S"
     "ource 10.0.0.1, Group 232.0.0.1, Originator bogus address length 96"
     "\n\t      Route-Type: Intra-AS Segment-Leaf (4), length: 1"
     "\n\t      Route-Type: Source-Active (5), length: 18, RD: 100:1 (= 0.0."
     "0.1), Source 10.0.0.1, Group 232.0.0.1"
     "\n\t      Route-Type: Shared Tree Join (6), length: 22, RD: 100:1 (= 0"
     ".0.0.1), Source-AS 100, Source 10.0.0.1, Group bogus address length 8"
     "\n\t      Route-Type: Unknown (9), length: 0"},
};

START_TEST(text_of_case)
{
    rig_check(&cases[_i]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("payload_bgp_mp");
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
