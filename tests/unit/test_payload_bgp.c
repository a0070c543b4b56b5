/*
 * test_payload_bgp.c - BGP: messages and path attributes.
 */
#include "payload_rig.h"

/* Texts as the oracle printed them. */
static const struct rig_case cases[] = {
    {"no -v: the name only", 1025, 179, {0}, "M001304", ": BGP"},
    {"two messages",
     1025,
     179,
     {.verbose = 1},
     "M001304M001304",
     ": BGP"
     "\n\tKeepalive Message (4), length: 19"
     "\n\tKeepalive Message (4), length: 19"},
    {"octets before and between messages",
     1025,
     179,
     {.verbose = 1},
     "78M001304616263M001304",
     ": BGP [|bgp]"
     "\n\tKeepalive Message (4), length: 19 [|bgp]"
     "\n\tKeepalive Message (4), length: 19"},
    {"header cut by the segment",
     1025,
     179,
     {.verbose = 1},
     "M001304M",
     ": BGP"
     "\n\tKeepalive Message (4), length: 19 [|bgp]"},
    {"body cut by the segment",
     1025,
     179,
     {.verbose = 1},
     "M003c026162",
     ": BGP"
     "\n[|BGP Update]"},
    {"impossible length",
     1025,
     179,
     {.verbose = 1},
     "M001204M001304",
     ": BGP"
     "\nmessage length 18 < 19 (invalid)"},
    {"unknown type",
     1025,
     179,
     {.verbose = 1},
     "M001609616263",
     ": BGP"
     "\n\tUnknown Message (9), length: 22"
     "\n\t  no Message 9 decoder"
     "\n\t  0x0000:  ffff ffff ffff ffff ffff ffff ffff ffff"
     "\n\t  0x0010:  0016 0961 6263"},
    {"open",
     1025,
     179,
     {.verbose = 1},
     "M004a0104000100b4010203042d02060104000100010202020002084006807800"
     "018080020641040001000202064504000201030202060001010a",
     ": BGP"
     "\n\tOpen Message (1), length: 74"
     "\n\t  Version 4, my AS 1, Holdtime 180s, ID 1.2.3.4"
     "\n\t  Optional parameters, length: 45"
     "\n\t    Option Capabilities Advertisement (2), length: 6"
     "\n\t      Multiprotocol Extensions (1), length: 4"
     "\n\t\tAFI IPv4 (1), SAFI Unicast (1)"
     "\n\t    Option Capabilities Advertisement (2), length: 2"
     "\n\t      Route Refresh (2), length: 0"
     "\n\t    Option Capabilities Advertisement (2), length: 8"
     "\n\t      Graceful Restart (64), length: 6"
     "\n\t\tRestart Flags: [R], Restart Time 120s"
     "\n\t\t  AFI IPv4 (1), SAFI labeled VPN Unicast (128), Forwarding state"
     " preserved: yes"
     "\n\t    Option Capabilities Advertisement (2), length: 6"
     "\n\t      32-Bit AS Number (65), length: 4"
     "\n\t\t 4 Byte AS 65538"
     "\n\t    Option Capabilities Advertisement (2), length: 6"
     "\n\t      Multiple Paths (69), length: 4"
     "\n\t\tAFI IPv6 (2), SAFI Unicast (1), Send/Receive: Both"
     "\n\t    Option Capabilities Advertisement (2), length: 2"
     "\n\t      Unknown (6), length: 0"
     "\n\t\tno decoder for Capability 6"
     "\n\t    Option Authentication Information (1), length: 1"
     "\n\t      no decoder for option 1"},
    {"open, AS as dots",
     1025,
     179,
     {.verbose = 1, .as_dot = true},
     "M00250104000100b401020304080206410400010002",
     ": BGP"
     "\n\tOpen Message (1), length: 37"
     "\n\t  Version 4, my AS 1, Holdtime 180s, ID 1.2.3.4"
     "\n\t  Optional parameters, length: 8"
     "\n\t    Option Capabilities Advertisement (2), length: 6"
     "\n\t      32-Bit AS Number (65), length: 4"
     "\n\t\t 4 Byte AS 1.2"},
    {"open, dumps",
     1025,
     179,
     {.verbose = 2},
     "M002a0104000100b4010203040d020601040001000102036301aa",
     ": BGP"
     "\n\tOpen Message (1), length: 42"
     "\n\t  Version 4, my AS 1, Holdtime 180s, ID 1.2.3.4"
     "\n\t  Optional parameters, length: 13"
     "\n\t    Option Capabilities Advertisement (2), length: 6"
     "\n\t      Multiprotocol Extensions (1), length: 4"
     "\n\t\tAFI IPv4 (1), SAFI Unicast (1)"
     "\n\t\t0x0000:  0001 0001"
     "\n\t    Option Capabilities Advertisement (2), length: 3"
     "\n\t      Unknown (99), length: 1"
     "\n\t\tno decoder for Capability 99"
     "\n\t\t0x0000:  aa"},
    {"open, capability too short",
     1025,
     179,
     {.verbose = 1},
     "M00250104000100b401020304080204010200010100",
     ": BGP"
     "\n\tOpen Message (1), length: 37"
     "\n\t  Version 4, my AS 1, Holdtime 180s, ID 1.2.3.4"
     "\n\t  Optional parameters, length: 8"
     "\n\t    Option Capabilities Advertisement (2), length: 4"
     "\n\t      Multiprotocol Extensions (1), length: 2 (too short, < 4)"
     "\n\t    Option Authentication Information (1), length: 0"
     "\n\t      no decoder for option 1"},
    {"open, option past the options",
     1025,
     179,
     {.verbose = 1},
     "M00230104000100b40102030404020601040001",
     ": BGP"
     "\n\tOpen Message (1), length: 35"
     "\n\t  Version 4, my AS 1, Holdtime 180s, ID 1.2.3.4"
     "\n\t  Optional parameters, length: 4"
     "\n\t     Option 2, length: 6, goes past the end of the options"},
    {"open cut short",
     1025,
     179,
     {.verbose = 1},
     "M001601040001M001304",
     ": BGP"
     "\n\tOpen Message (1), length: 22 [|bgp]"
     "\n\tKeepalive Message (4), length: 19"},
    {"hold timer expired",
     1025,
     179,
     {.verbose = 1},
     "M0015030400",
     ": BGP"
     "\n\tNotification Message (3), length: 21, Hold Timer Expired (4)"},
    {"bad peer AS",
     1025,
     179,
     {.verbose = 1},
     "M0015030202",
     ": BGP"
     "\n\tNotification Message (3), length: 21, OPEN Message Error (2), subc"
     "ode Bad Peer AS (2)"},
    {"state machine error",
     1025,
     179,
     {.verbose = 1},
     "M0015030502",
     ": BGP"
     "\n\tNotification Message (3), length: 21, Finite State Machine Error ("
     "5) subcode In OpenConfirm State (2)"},
    {"unknown error",
     1025,
     179,
     {.verbose = 1},
     "M0015036301",
     ": BGP"
     "\n\tNotification Message (3), length: 21, Unknown Error (99)"},
    {"too many prefixes",
     1025,
     179,
     {.verbose = 1},
     "M001c03060100010100000064",
     ": BGP"
     "\n\tNotification Message (3), length: 28, Cease (6), subcode Maximum N"
     "umber of Prefixes Reached (1), AFI IPv4 (1), SAFI Unicast (1), Max Pre"
     "fixes: 100"},
    {"shutdown communication",
     1025,
     179,
     {.verbose = 1},
     "M001c030602066279650a8022M001304",
     ": BGP"
     "\n\tNotification Message (3), length: 28, Cease (6), subcode Administr"
     "ative Shutdown (2), Shutdown Communication (length: 6): \"bye^JM-^@\""
     "\""
     "\n\tKeepalive Message (4), length: 19"},
    {"shutdown communication, octets left",
     1025,
     179,
     {.verbose = 1},
     "M001b030604036279657878",
     ": BGP"
     "\n\tNotification Message (3), length: 27, Cease (6), subcode Administr"
     "ative Reset (4), Shutdown Communication (length: 3): \"bye\", Data: (l"
     "ength: 2)"
     "\n\t\t0x0000:  7878"},
    {"shutdown communication, empty",
     1025,
     179,
     {.verbose = 1},
     "M001603060200",
     ": BGP"
     "\n\tNotification Message (3), length: 22, Cease (6), subcode Administr"
     "ative Shutdown (2), empty Shutdown Communication"},
    {"shutdown communication, too long",
     1025,
     179,
     {.verbose = 1},
     "M001903060207627965",
     ": BGP"
     "\n\tNotification Message (3), length: 25, Cease (6), subcode Administr"
     "ative Shutdown (2), invalid Shutdown Communication length, Data: (leng"
     "th: 4)"
     "\n\t\t0x0000:  0762 7965"},
    {"shutdown communication of 255 octets",
     1025,
     179,
     {.verbose = 1},
     "M0115030602ff7878787878787878787878787878787878787878787878787878"
     "787878787878787878787878787878787878787878787878787878787878787878"
     "787878787878787878787878787878787878787878787878787878787878787878"
     "787878787878787878787878787878787878787878787878787878787878787878"
     "787878787878787878787878787878787878787878787878787878787878787878"
     "787878787878787878787878787878787878787878787878787878787878787878"
     "787878787878787878787878787878787878787878787878787878787878787878"
     "78787878787878787878787878787878787878787878787878787878787878",
     ": BGP"
     "\n\tNotification Message (3), length: 277, Cease (6), subcode Administ"
     "rative Shutdown (2), Shutdown Communication (length: 255): \"xxxxxxxxx"
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\", Data: (length: 256)"
     "\n\t\t0x0000:  ff78 7878 7878 7878 7878 7878 7878 7878"
     "\n\t\t0x0010:  7878 7878 7878 7878 7878 7878 7878 7878"
     "\n\t\t0x0020:  7878 7878 7878 7878 7878 7878 7878 7878"
     "\n\t\t0x0030:  7878 7878 7878 7878 7878 7878 7878 7878"
     "\n\t\t0x0040:  7878 7878 7878 7878 7878 7878 7878 7878"
     "\n\t\t0x0050:  7878 7878 7878 7878 7878 7878 7878 7878"
     "\n\t\t0x0060:  7878 7878 7878 7878 7878 7878 7878 7878"
     "\n\t\t0x0070:  7878 7878 7878 7878 7878 7878 7878 7878"
     "\n\t\t0x0080:  7878 7878 7878 7878 7878 7878 7878 7878"
     "\n\t\t0x0090:  7878 7878 7878 7878 7878 7878 7878 7878"
     "\n\t\t0x00a0:  7878 7878 7878 7878 7878 7878 7878 7878"
     "\n\t\t0x00b0:  7878 7878 7878 7878 7878 7878 7878 7878"
     "\n\t\t0x00c0:  7878 7878 7878 7878 7878 7878 7878 7878"
     "\n\t\t0x00d0:  7878 7878 7878 7878 7878 7878 7878 7878"
     "\n\t\t0x00e0:  7878 7878 7878 7878 7878 7878 7878 7878"
     "\n\t\t0x00f0:  7878 7878 7878 7878 7878 7878 7878 7878"},
    {"route refresh",
     1025,
     179,
     {.verbose = 1},
     "M001e050001000140800003aabbcc",
     ": BGP"
     "\n\tRoute Refresh Message (5), length: 30"
     "\n\t  AFI IPv4 (1), SAFI Unicast (1)"},
    {"route refresh, dump",
     1025,
     179,
     {.verbose = 2},
     "M00170500020080",
     ": BGP"
     "\n\tRoute Refresh Message (5), length: 23"
     "\n\t  AFI IPv6 (2), SAFI labeled VPN Unicast (128)"
     "\n\t  0x0000:  ffff ffff ffff ffff ffff ffff ffff ffff"
     "\n\t  0x0010:  0017 0500 0200 80"},
    {"end of RIB",
     1025,
     179,
     {.verbose = 1},
     "M00170200000000",
     ": BGP"
     "\n\tUpdate Message (2), length: 23"
     "\n\t  End-of-Rib Marker (empty NLRI)"},
    {"withdrawn and updated routes",
     1025,
     179,
     {.verbose = 1},
     "M0029020004180a0102000440010100080a09ffff20c0000201",
     ": BGP"
     "\n\tUpdate Message (2), length: 41"
     "\n\t  Withdrawn routes:"
     "\n\t    10.1.2.0/24"
     "\n\t  Origin (1), length: 1, Flags [T]: IGP"
     "\n\t  Updated routes:"
     "\n\t    10.0.0.0/8"
     "\n\t    255.128.0.0/9"
     "\n\t    192.0.2.1/32"},
    {"illegal prefix length",
     1025,
     179,
     {.verbose = 1},
     "M0020020000000440010100080a21ffff",
     ": BGP"
     "\n\tUpdate Message (2), length: 32"
     "\n\t  Origin (1), length: 1, Flags [T]: IGP"
     "\n\t  Updated routes:"
     "\n\t    10.0.0.0/8"
     "\n\t    (illegal prefix length)"},
    {"prefix past the message",
     1025,
     179,
     {.verbose = 1},
     "M001e02000000044001010020c000M001304",
     ": BGP"
     "\n\tUpdate Message (2), length: 30"
     "\n\t  Origin (1), length: 1, Flags [T]: IGP"
     "\n\t  Updated routes: [|bgp]"
     "\n\tKeepalive Message (4), length: 19"},
    {"path identifiers",
     1025,
     179,
     {.verbose = 1},
     "M002902000000044001010000000001080a00000002180a0102",
     ": BGP"
     "\n\tUpdate Message (2), length: 41"
     "\n\t  Origin (1), length: 1, Flags [T]: IGP"
     "\n\t  Updated routes:"
     "\n\t    10.0.0.0/8   Path Id: 1"
     "\n\t    10.1.2.0/24   Path Id: 2"},
    {"one octet of withdrawn routes",
     1025,
     179,
     {.verbose = 1},
     "M0018020001080000M001304",
     ": BGP"
     "\n\tUpdate Message (2), length: 24"
     "\n\tKeepalive Message (4), length: 19"},
    {"basic attributes",
     1025,
     179,
     {.verbose = 1},
     "M005d02000000444001010040020a02020001fde80000fde9400304c000020180"
     "04040000006440050400000065400600c00706fde8010203048009040102030480"
     "0a080102030405060708080a",
     ": BGP"
     "\n\tUpdate Message (2), length: 93"
     "\n\t  Origin (1), length: 1, Flags [T]: IGP"
     "\n\t  AS Path (2), length: 10, Flags [T]: 130536 65001 "
     "\n\t  Next Hop (3), length: 4, Flags [T]: 192.0.2.1"
     "\n\t  Multi Exit Discriminator (4), length: 4, Flags [O]: 100"
     "\n\t  Local Preference (5), length: 4, Flags [T]: 101"
     "\n\t  Atomic Aggregate (6), length: 0, Flags [T]: "
     "\n\t  Aggregator (7), length: 6, Flags [OT]:  AS #65000, origin 1.2.3."
     "4"
     "\n\t  Originator ID (9), length: 4, Flags [O]: 1.2.3.4"
     "\n\t  Cluster List (10), length: 8, Flags [O]: 1.2.3.4, 5.6.7.8"
     "\n\t  Updated routes:"
     "\n\t    10.0.0.0/8"},
    {"AS path of two-octet numbers",
     1025,
     179,
     {.verbose = 1},
     "M003002000000194002160102fde8fde902030001000200030301000404010005",
     ": BGP"
     "\n\tUpdate Message (2), length: 48"
     "\n\t  AS Path (2), length: 22, Flags [T]: { 65000 65001 }1 2 3 ( 4 )({"
     " 5 })"},
    {"AS path, dots",
     1025,
     179,
     {.verbose = 1, .as_dot = true},
     "M0024020000000d40020a02020001fde80000fde9",
     ": BGP"
     "\n\tUpdate Message (2), length: 36"
     "\n\t  AS Path (2), length: 10, Flags [T]: 1.65000 65001 "},
    {"AS path, bad segment",
     1025,
     179,
     {.verbose = 1},
     "M001e020000000740020405010001",
     ": BGP"
     "\n\tUpdate Message (2), length: 30"
     "\n\t  AS Path (2), length: 4, Flags [T]: ? [|bgp]"},
    {"AS path past the attribute",
     1025,
     179,
     {.verbose = 1},
     "M001e020000000740110402020001",
     ": BGP"
     "\n\tUpdate Message (2), length: 30"
     "\n\t  AS4 Path (17), length: 4, Flags [T]:  [|bgp]"},
    {"communities",
     1025,
     179,
     {.verbose = 1},
     "M002e0200000017c00814ffffff01ffffff02fde80064ffffff03fde80065",
     ": BGP"
     "\n\tUpdate Message (2), length: 46"
     "\n\t  Community (8), length: 20, Flags [OT]:  NO_EXPORT NO_ADVERTISE65"
     "000:100,  NO_EXPORT_SUBCONFED65000:101"},
    {"large communities",
     1025,
     179,
     {.verbose = 2},
     "M0032020000001bc0201800000001000000020000000300000004000000050000"
     "0006",
     ": BGP"
     "\n\tUpdate Message (2), length: 50"
     "\n\t  Large Community (32), length: 24, Flags [OT]: "
     "\n\t    1:2:3, 4:5:6"},
    {"extended communities",
     1025,
     179,
     {.verbose = 1},
     "M007a0200000063c010600002fde8000000010102c00002010005020200010002"
     "00050009fde8000000000105010203040000030600000000050003060102030407"
     "01030c000000000008400400004984e180800a040105dc00008801010203040506"
     "43ff010203040506",
     ": BGP"
     "\n\tUpdate Message (2), length: 122"
     "\n\t  Extended Community (16), length: 96, Flags [OT]: "
     "\n\t    target (0x0002), Flags [none]: 65000:1 (= 0.0.0.1)"
     "\n\t    target (0x0102), Flags [none]: 192.0.2.1:5"
     "\n\t    target (0x0202), Flags [none]: 65538:5"
     "\n\t    source-AS (0x0009), Flags [none]: AS 65000"
     "\n\t    ospf-domain (0x0105), Flags [none]: 1.2.3.4"
     "\n\t    ospf-route-type (0x0306), Flags [none]: area:0.0.0.0, router-t"
     "ype:External, metric-type:E1"
     "\n\t    ospf-route-type (0x0306), Flags [none]: area:1.2.3.4, router-t"
     "ype:NSSA External, metric-type:E2E1"
     "\n\t    encapsulation (0x030c), Flags [none]: Tunnel type: VXLAN"
     "\n\t    link-BW (0x4004), Flags [non-transitive]: bandwidth: 8.708 Mbp"
     "s"
     "\n\t    layer2-info (0x800a), Flags [vendor-specific]: Ethernet (VLAN)"
     " Tagged Mode Control Flags [0x01]:MTU 1500"
     "\n\t    eigrp-route-metric (AS, delay) (0x8801), Flags [vendor-specifi"
     "c]: 010203040506"
     "\n\t    unknown extd community typecode (0x43ff), Flags [non-transitiv"
     "e]: 010203040506"},
    {"PMSI tunnels",
     1025,
     179,
     {.verbose = 1},
     "M004d020000003640160d0001000641010203040000000540160d010300064101"
     "020304e800000140160900060006410102030440160700090006410102",
     ": BGP"
     "\n\tUpdate Message (2), length: 77"
     "\n\t  PMSI Tunnel (22), length: 13, Flags [T]: "
     "\n\t    Tunnel-type RSVP-TE P2MP LSP (1), Flags [none], MPLS Label 100"
     "\n\t      Extended-Tunnel-ID 1.2.3.4, P2MP-ID 0x00000005"
     "\n\t  PMSI Tunnel (22), length: 13, Flags [T]: "
     "\n\t    Tunnel-type PIM-SSM Tree (3), Flags [Leaf Information required"
     "], MPLS Label 100"
     "\n\t      Root-Node 1.2.3.4, P-Group 232.0.0.1"
     "\n\t  PMSI Tunnel (22), length: 9, Flags [T]: "
     "\n\t    Tunnel-type Ingress Replication (6), Flags [none], MPLS Label "
     "100"
     "\n\t      Tunnel-Endpoint 1.2.3.4"
     "\n\t  PMSI Tunnel (22), length: 7, Flags [T]: "
     "\n\t    Tunnel-type Unknown (9), Flags [none], MPLS Label 100"
     "\n\t      0x0000:  0102"},
    {"accumulated IGP metric",
     1025,
     179,
     {.verbose = 1},
     "M002a0200000013801a10020005aabb01000b0000000000000005",
     ": BGP"
     "\n\tUpdate Message (2), length: 42"
     "\n\t  Accumulated IGP Metric (26), length: 16, Flags [O]: "
     "\n\t    Unknown TLV (2), length 5"
     "\n\t      0x0000:  aabb"
     "\n\t    AIGP TLV (1), length 11, metric 5"},
    {"attribute set",
     1025,
     179,
     {.verbose = 2},
     "M002d0200000016c0801300010002400101024002040201000140010500",
     ": BGP"
     "\n\tUpdate Message (2), length: 45"
     "\n\t  Attribute Set (128), length: 19, Flags [OT]: "
     "\n\t    Origin AS: 65538"
     "\n\t      Origin (1), length: 1, Flags [T]: Incomplete"
     "\n\t    0x0000:  02"
     "\n\t      AS Path (2), length: 4, Flags [T]: 1 "
     "\n\t    0x0000:  0201 0001"
     "\n\t      Origin (1), length: 5, Flags [T]:  [path attr too short]"
     "\n\t    0x0000:  00"},
    {"sets too deep",
     1025,
     179,
     {.verbose = 1},
     "M0068020000005140804e0000000a408047000000094080400000000840803900"
     "0000074080320000000640802b000000054080240000000440801d000000034080"
     "160000000240800f000000014080080000000040010100",
     ": BGP"
     "\n\tUpdate Message (2), length: 104"
     "\n\t  Attribute Set (128), length: 78, Flags [T]: "
     "\n\t    Origin AS: 10"
     "\n\t      Attribute Set (128), length: 71, Flags [T]: "
     "\n\t    Origin AS: 9"
     "\n\t      Attribute Set (128), length: 64, Flags [T]: "
     "\n\t    Origin AS: 8"
     "\n\t      Attribute Set (128), length: 57, Flags [T]: "
     "\n\t    Origin AS: 7"
     "\n\t      Attribute Set (128), length: 50, Flags [T]: "
     "\n\t    Origin AS: 6"
     "\n\t      Attribute Set (128), length: 43, Flags [T]: "
     "\n\t    Origin AS: 5"
     "\n\t      Attribute Set (128), length: 36, Flags [T]: "
     "\n\t    Origin AS: 4"
     "\n\t      Attribute Set (128), length: 29, Flags [T]: "
     "\n\t    Origin AS: 3"
     "\n\t      Attribute Set (128), length: 22, Flags [T]: "
     "\n\t    Origin AS: 2"
     "\n\t      Attribute Set (128), length: 15, Flags [T]: "
     "\n\t    Origin AS: 1"
     "\n\t      Attribute Set (128), length: 8, Flags [T]: "
     "\n\t    Origin AS: 0"
     "\n\t      Origin (1), length: 1, Flags [T]: (too many nested levels, n"
     "ot recursing)"},
    {"attributes without decoder",
     1025,
     179,
     {.verbose = 1},
     "M0025020000000e400b02010240170075c800020304",
     ": BGP"
     "\n\tUpdate Message (2), length: 37"
     "\n\t  DPA (11), length: 2, Flags [T]: "
     "\n\t    no Attribute 11 decoder"
     "\n\t    0x0000:  0102"
     "\n\t  Tunnel Encapsulation (23), length: 0, Flags [T]: "
     "\n\t    no Attribute 23 decoder"
     "\n\t  Unknown Attribute (200), length: 2, Flags [TPE+5]: "
     "\n\t    no Attribute 200 decoder"
     "\n\t    0x0000:  0304"},
    {"attribute dumps",
     1025,
     179,
     {.verbose = 2},
     "M0027020000001040010100400304c000020140c8020304",
     ": BGP"
     "\n\tUpdate Message (2), length: 39"
     "\n\t  Origin (1), length: 1, Flags [T]: IGP"
     "\n\t    0x0000:  00"
     "\n\t  Next Hop (3), length: 4, Flags [T]: 192.0.2.1"
     "\n\t    0x0000:  c000 0201"
     "\n\t  Unknown Attribute (200), length: 2, Flags [T]: "
     "\n\t    no Attribute 200 decoder"
     "\n\t    0x0000:  0304"},
    {"attribute past the list",
     1025,
     179,
     {.verbose = 1},
     "M002102000000084001010040010400080a",
     ": BGP"
     "\n\tUpdate Message (2), length: 33"
     "\n\t  Origin (1), length: 1, Flags [T]: IGP"
     "\n\t  Origin (1), length: 4, Flags [T]:  [path attrs too short]"
     "\n\t  Updated routes:"
     "\n\t    10.0.0.0/8"},
};

START_TEST(text_of_case)
{
    rig_check(&cases[_i]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("payload_bgp");
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
