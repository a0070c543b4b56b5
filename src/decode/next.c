/*
 * next.c - every table of what comes next, carriers and leaves in one.
 *
 * Each table stands in the oracle's order of precedence: where two rows claim
 * the same, the first wins. The tables of ports are in next_ports.c.
 */
#include "next.h"

#include <pcap/dlt.h>

#include "count.h"
#include "llc.h"
#include "next_row.h"

struct number_row {
    uint32_t number;
    uint32_t next;
};

static const struct number_row link_types[] = {
    {DLT_EN10MB, CARRIER(ETHER)},
    {DLT_LINUX_SLL, CARRIER(SLL)},
    {DLT_LINUX_SLL2, CARRIER(SLL2)},
    {DLT_NULL, CARRIER(NULL)},
    {DLT_LOOP, CARRIER(NULL)},
    {DLT_RAW, CARRIER(RAW)},
    {DLT_IPV4, CARRIER(RAW)},
    {DLT_IPV6, CARRIER(RAW)},
    {DLT_C_HDLC, CARRIER(CHDLC)},
    {DLT_HDLC, CARRIER(CHDLC)},
    {DLT_FRELAY, CARRIER(FRELAY)},
    {DLT_MFR, CARRIER(MFR)},
    {DLT_SLIP, CARRIER(SLIP)},
    {DLT_SLIP_BSDOS, CARRIER(SLIP_BSDOS)},
    {DLT_PFLOG, CARRIER(PFLOG)},
    {DLT_ENC, CARRIER(ENC)},
    {DLT_NFLOG, CARRIER(NFLOG)},
    {DLT_IPNET, CARRIER(IPNET)},
    {DLT_IPOIB, CARRIER(IPOIB)},
    {DLT_APPLE_IP_OVER_IEEE1394, CARRIER(AP1394)},
    {DLT_SYMANTEC_FIREWALL, CARRIER(SYMANTEC)},
    {DLT_PKTAP, CARRIER(PKTAP)},
    {DLT_USER2, CARRIER(PKTAP)},
    {DLT_PPI, CARRIER(PPI)},
    {DLT_ARCNET, CARRIER(ARCNET)},
    {DLT_ARCNET_LINUX, CARRIER(ARCNET_LINUX)},
    {DLT_IEEE802, CARRIER(TOKEN_RING)},
    {DLT_FDDI, CARRIER(FDDI)},
    {DLT_IP_OVER_FC, CARRIER(IPFC)},
    {DLT_ATM_RFC1483, CARRIER(ATM)},
    {DLT_ATM_CLIP, CARRIER(CLIP)},
    {DLT_SUNATM, CARRIER(SUNATM)},
    {DLT_DSA_TAG_BRCM, CARRIER(BRCM)},
    {DLT_DSA_TAG_BRCM_PREPEND, CARRIER(BRCM_PREPEND)},
    {DLT_DSA_TAG_DSA, CARRIER(DSA)},
    {DLT_DSA_TAG_EDSA, CARRIER(EDSA)},
    {DLT_NETANALYZER, CARRIER(NETANALYZER)},
    {DLT_NETANALYZER_TRANSPARENT, CARRIER(NETANALYZER_PREAMBLE)},
    {DLT_PPP, CARRIER(PPP)},
    {DLT_PPP_PPPD, CARRIER(PPP)},
    {DLT_PPP_ETHER, CARRIER(PPPOE)},
    {DLT_PPP_SERIAL, CARRIER(PPP_SERIAL)},
    {DLT_PPP_BSDOS, CARRIER(PPP_BSDOS)},
    {DLT_IEEE802_11, CARRIER(IEEE80211)},
    {DLT_JUNIPER_ETHER, CARRIER(JUNIPER_ETHER)},
    {DLT_JUNIPER_PPP, CARRIER(JUNIPER_PPP)},
    {DLT_JUNIPER_FRELAY, CARRIER(JUNIPER_FRELAY)},
    {DLT_JUNIPER_CHDLC, CARRIER(JUNIPER_CHDLC)},
    {DLT_JUNIPER_PPPOE, CARRIER(JUNIPER_PPPOE)},
    {DLT_JUNIPER_PPPOE_ATM, CARRIER(JUNIPER_PPPOE_ATM)},
    {DLT_JUNIPER_MLPPP, CARRIER(JUNIPER_MLPPP)},
    {DLT_JUNIPER_MLFR, CARRIER(JUNIPER_MLFR)},
    {DLT_JUNIPER_MFR, CARRIER(JUNIPER_MFR)},
    {DLT_JUNIPER_GGSN, CARRIER(JUNIPER_GGSN)},
    {DLT_JUNIPER_SERVICES, CARRIER(JUNIPER_SERVICES)},
    {DLT_JUNIPER_MONITOR, CARRIER(JUNIPER_MONITOR)},
    {DLT_JUNIPER_ES, CARRIER(JUNIPER_ES)},
    {DLT_JUNIPER_ATM1, CARRIER(JUNIPER_ATM1)},
    {DLT_JUNIPER_ATM2, CARRIER(JUNIPER_ATM2)},
    {DLT_IEEE802_11_RADIO, CARRIER(RADIOTAP)},
    {DLT_IEEE802_11_RADIO_AVS, CARRIER(AVS)},
    {DLT_PRISM_HEADER, CARRIER(PRISM)},
    {DLT_VSOCK, LEAF(vsock)},
    {DLT_USB_LINUX, LEAF(usb)},
    {DLT_USB_LINUX_MMAPPED, LEAF(usb_mmapped)},
    {DLT_BLUETOOTH_HCI_H4_WITH_PHDR, LEAF(bluetooth)},
    {DLT_LTALK, LEAF(localtalk)},
    {DLT_IEEE802_15_4_WITHFCS, LEAF(wpan)},
    {DLT_IEEE802_15_4_NOFCS, LEAF(wpan)},
    {DLT_IEEE802_15_4_TAP, LEAF(wpan_tap)},
};

static const struct number_row ethertypes[] = {
    {0x0800, CARRIER(IPV4)},  {0x86dd, CARRIER(IPV6)},
    {0x0806, CARRIER(ARP)},   {0x8035, CARRIER(ARP)},
    {0x8847, CARRIER(MPLS)},  {0x8848, CARRIER(MPLS)},
    {0x8863, CARRIER(PPPOE)}, {0x8864, CARRIER(PPPOE)},
    {0x880b, CARRIER(PPP)},   {0x894f, CARRIER(NSH)},
    {0x8137, LEAF(ipx)},      {0x88cc, LEAF(lldp)},
    {0x8809, LEAF(slow)},     {0x9000, LEAF(loopback)},
    {0x886f, LEAF(msnlb)},    {0x8899, LEAF(realtek)},
    {0x88a2, LEAF(aoe)},      {0x88f7, LEAF(ptp)},
    {0x8902, LEAF(cfm)},      {0xabcd, LEAF(cfm)},
    {0x8947, LEAF(geonet)},   {0x0707, LEAF(geonet)},
    {0x1111, LEAF(calm)},     {0x888e, LEAF(eapol)},
    {0x8808, LEAF(mpcp)},     {0xfefe, CARRIER(OSI)},
    {0x6003, LEAF(decnet)},   {0x809b, LEAF(atalk)},
    {0x80f3, LEAF(aarp)},     {0x3c12, CARRIER(PPPOE)},
    {0x3c13, CARRIER(PPPOE)}, {0x88ca, LEAF(tipc)},
};

/* IEEE 802.1Q, 802.1ad and their predecessors; 0x8870: a jumbo LLC frame. */
static const struct number_row ether_tags[] = {
    {0x8100, CARRIER(VLAN)},
    {0x88a8, CARRIER(VLAN)},
    {0x9100, CARRIER(VLAN)},
    {0x9200, CARRIER(VLAN)},
    {0x8870, CARRIER(LLC)},
    {0x88e5, CARRIER(MACSEC)},
    {TL_ARISTA_TYPE, CARRIER(ARISTA)},
};

/* Codes of Linux's beside ethertypes; of the tags only the plain one. */
static const struct number_row cooked_codes[] = {
    {0x0001, LEAF(ipx)},
    {0x0004, CARRIER(LLC)},
    {0x8100, CARRIER(VLAN)},
};

/* Both SAPs, without their flags, and whether only in unnumbered frames. */
static const struct llc_row {
    uint8_t sap;
    bool unnumbered_only;
    uint32_t next;
} llc_saps[] = {
    {LLC_SAP_SNAP, true, CARRIER(SNAP)}, {LLC_SAP_IP, true, CARRIER(IPV4)},
    {LLC_SAP_OSI, true, CARRIER(OSI)},   {LLC_SAP_STP, true, LEAF(stp)},
    {LLC_SAP_IPX, true, LEAF(ipx)},
};

/* SNAP: some organisations take over the ethertypes, others have numbers. */
static const uint32_t ethertype_ouis[] = {OUI_ETHERNET, OUI_CISCO_BRIDGED};

static const struct snap_row {
    uint32_t oui;
    uint16_t pid;
    uint32_t next;
} snap_pids[] = {
    {OUI_BRIDGED, PID_BRIDGED_ETHERNET_FCS, CARRIER(ETHER)},
    {OUI_BRIDGED, PID_BRIDGED_ETHERNET, CARRIER(ETHER)},
    {OUI_BRIDGED, PID_BRIDGED_TOKEN_RING_FCS, CARRIER(TOKEN_RING)},
    {OUI_BRIDGED, PID_BRIDGED_TOKEN_RING, CARRIER(TOKEN_RING)},
    {OUI_BRIDGED, PID_BRIDGED_FDDI_FCS, CARRIER(FDDI)},
    {OUI_BRIDGED, PID_BRIDGED_FDDI, CARRIER(FDDI)},
    {OUI_CISCO, PID_CISCO_PVST, LEAF(stp)},
    {OUI_CISCO, PID_CISCO_VLAN_BRIDGE, LEAF(stp)},
    {OUI_BRIDGED, PID_BRIDGED_BPDU, LEAF(stp)},
    {OUI_CISCO, PID_CISCO_CDP, LEAF(cdp)},
    {OUI_CISCO, PID_CISCO_UDLD, LEAF(udld)},
    {OUI_CISCO, PID_CISCO_DTP, LEAF(dtp)},
    {OUI_CISCO, PID_CISCO_VTP, LEAF(vtp)},
    {OUI_APPLE, PID_APPLE_ATALK, LEAF(atalk)},
};

/* The ethertypes of IP serve as PPP protocols, too; 0x2f: uncompressed VJ. */
static const struct number_row ppp_protos[] = {
    {0x0021, CARRIER(IPV4)},        {0x002b, LEAF(ipx)},
    {0x0023, CARRIER(OSI)},         {0x0057, CARRIER(IPV6)},
    {0x002f, CARRIER(IPV4)},        {0x0281, CARRIER(MPLS)},
    {0x0283, CARRIER(MPLS)},        {0x0800, CARRIER(IPV4)},
    {0x86dd, CARRIER(IPV6)},        {0x003d, LEAF(ppp_multilink)},
    {0x00fd, LEAF(ppp_compressed)}, {0x8021, LEAF(ppp_control)},
    {0x8023, LEAF(ppp_control)},    {0x8057, LEAF(ppp_control)},
    {0x80fd, LEAF(ppp_control)},    {0x8281, LEAF(ppp_control)},
    {0xc021, LEAF(ppp_control)},    {0xc023, LEAF(ppp_pap)},
    {0xc02b, LEAF(ppp_control)},    {0xc02d, LEAF(ppp_bap)},
    {0xc223, LEAF(ppp_chap)},
};

/* RFC 2516: all but a session's packets have tags. */
enum { PPPOE_SESSION = 0 };

/* Network layer protocol identifiers (ISO 9577) in frame relay. */
static const struct number_row nlpids[] = {
    {NLPID_IP, CARRIER(IPV4)},   {NLPID_IP6, CARRIER(IPV6)},
    {NLPID_CLNP, CARRIER(OSI)},  {NLPID_ESIS, CARRIER(OSI)},
    {NLPID_ISIS, CARRIER(OSI)},  {NLPID_FRF15, CARRIER(FRF15)},
    {NLPID_SNAP, CARRIER(SNAP)}, {NLPID_PPP, CARRIER(PPP)},
    {NLPID_Q933, LEAF(q933)},
};

/* The same at the head of an OSI packet. */
static const struct number_row osi_nlpids[] = {
    {NLPID_IP, CARRIER(IPV4)}, {NLPID_IP6, CARRIER(IPV6)},
    {NLPID_CLNP, LEAF(clnp)},  {NLPID_ESIS, LEAF(esis)},
    {NLPID_ISIS, LEAF(isis)},  {NLPID_Q933, LEAF(q933)},
    {NLPID_PPP, CARRIER(PPP)},
};

static const struct number_row chdlc_protos[] = {
    {0x0800, CARRIER(IPV4)}, {0x86dd, CARRIER(IPV6)}, {0x8035, CARRIER(SLARP)},
    {0xfefe, CARRIER(OSI)},  {0x8847, CARRIER(MPLS)}, {0x8848, CARRIER(MPLS)},
};

/* RFC 1201; 0xf0 and 0xf1 by RFC 1051, 0xd6 is RARP. */
static const struct number_row arcnet_types[] = {
    {0xf0, CARRIER(IPV4)}, {0xd4, CARRIER(IPV4)}, {0xf1, CARRIER(ARP)},
    {0xd5, CARRIER(ARP)},  {0xd6, CARRIER(ARP)},  {0xc4, CARRIER(IPV6)},
    {0xdd, LEAF(atalk)},   {0xfa, LEAF(ipx)},
};

/* ATM's well-known circuits (ITU-T I.361), all of path 0. */
static const struct number_row atm_circuits[] = {
    {ATM_META, CARRIER(NONE)},  {ATM_BROADCAST, CARRIER(NONE)},
    {3, LEAF(atm_oam_checked)}, /* of a segment */
    {4, LEAF(atm_oam_checked)}, /* end to end */
    {5, LEAF(q2931)},           {ATM_ILMI, LEAF(snmp)},
};

/* Of a gateway between mobile networks and the Internet (GGSN). */
static const struct number_row ggsn_protos[] = {
    {2, CARRIER(IPV4)},
    {6, CARRIER(IPV6)},
};

/* What Juniper's multilink card puts where PPP may stand. */
static const struct number_row mlppp_codes[] = {
    {0x00, CARRIER(IPV4)},
    {0x10, CARRIER(IPV6)},
    {0x20, CARRIER(MPLS)},
    {0x30, CARRIER(OSI)},
};

static const struct number_row ip_versions[] = {{4, CARRIER(IPV4)},
                                                {6, CARRIER(IPV6)}};

/* IPv6 is 24 to NetBSD and OpenBSD, 28 to FreeBSD, 30 to Darwin. */
static const struct number_row bsd_families[] = {
    {2, CARRIER(IPV4)},
    {24, CARRIER(IPV6)},
    {28, CARRIER(IPV6)},
    {30, CARRIER(IPV6)},
};

/* The loopback device carries more of them than a filter's log. */
static const struct number_row loopback_families[] = {
    {7, CARRIER(OSI)},
    {16, LEAF(atalk)},
    {23, LEAF(ipx)},
};

static const struct number_row linux_families[] = {
    {2, CARRIER(IPV4)},
    {10, CARRIER(IPV6)},
};

static const struct number_row solaris_families[] = {
    {2, CARRIER(IPV4)},
    {26, CARRIER(IPV6)},
};

static const struct number_row gre_types[] = {
    {0x00fe, CARRIER(OSI)},  {0x0800, CARRIER(IPV4)},  {0x86dd, CARRIER(IPV6)},
    {0x8847, CARRIER(MPLS)}, {0x6558, CARRIER(ETHER)},
};

/* Beside the ethertypes. */
static const struct number_row geneve_types[] = {
    {0x6558, CARRIER(ETHER)},
};

static const struct number_row nsh_protos[] = {
    {1, CARRIER(IPV4)},
    {2, CARRIER(IPV6)},
    {3, CARRIER(ETHER)},
};

/* MPLS has a number in both, but the oracle does not follow it. */
static const struct number_row gpe_protos[] = {
    {1, CARRIER(IPV4)},
    {2, CARRIER(IPV6)},
    {3, CARRIER(ETHER)},
    {4, CARRIER(NSH)},
};

static const struct number_row bcm_li_types[] = {
    {5, CARRIER(IPV4)},
    {6, CARRIER(IPV6)},
    {7, CARRIER(ETHER)},
};

/* By number; which version of IP may carry it, or a chain of IPv6 headers. */
enum { IN_IP4 = 1, IN_IP6 = 2, IN_BOTH = 3, IN_CHAIN = 4 };

static const struct ip_row {
    uint32_t next;
    uint8_t where;
} ip_protos[256] = {
    [0] = {CARRIER(HOPOPT), IN_CHAIN},    [1] = {CARRIER(ICMP), IN_IP4},
    [2] = {LEAF(igmp), IN_IP4},           [4] = {CARRIER(IPV4), IN_BOTH},
    [9] = {LEAF(igrp), IN_BOTH},          [6] = {CARRIER(TCP), IN_BOTH},
    [17] = {CARRIER(UDP), IN_BOTH},       [33] = {LEAF(dccp), IN_BOTH},
    [41] = {CARRIER(IPV6), IN_BOTH},      [43] = {CARRIER(ROUTING), IN_CHAIN},
    [44] = {CARRIER(FRAGMENT), IN_CHAIN}, [46] = {LEAF(rsvp), IN_BOTH},
    [47] = {CARRIER(GRE), IN_BOTH},       [50] = {CARRIER(ESP), IN_BOTH},
    [51] = {CARRIER(AH), IN_BOTH},        [58] = {CARRIER(ICMP6), IN_IP6},
    [60] = {CARRIER(DSTOPT), IN_CHAIN},   [62] = {LEAF(mobility), IN_CHAIN},
    [8] = {LEAF(egp), IN_BOTH},           [55] = {LEAF(minimal_ip), IN_BOTH},
    [108] = {LEAF(ipcomp), IN_BOTH},      [88] = {LEAF(eigrp), IN_BOTH},
    [89] = {LEAF(ospf), IN_BOTH},         [103] = {CARRIER(PIM), IN_BOTH},
    [112] = {LEAF(vrrp), IN_BOTH},        [113] = {LEAF(pgm), IN_BOTH},
    [132] = {LEAF(sctp), IN_BOTH},        [135] = {LEAF(mobility), IN_CHAIN},
    [143] = {CARRIER(ETHER), IN_IP6},
};

/* Of ICMPv6: what carries no packet. */
static const struct number_row icmp6_types[] = {
    {130, LEAF(icmp6_mld)},         {131, LEAF(icmp6_mld)},
    {132, LEAF(icmp6_mld)},         {133, LEAF(icmp6_nd)},
    {134, LEAF(icmp6_nd)},          {135, LEAF(icmp6_nd)},
    {136, LEAF(icmp6_nd)},          {137, LEAF(icmp6_nd)},
    {138, LEAF(icmp6_renumbering)}, {139, LEAF(icmp6_node_info)},
    {140, LEAF(icmp6_node_info)},   {143, LEAF(icmp6_mld)},
    {144, LEAF(icmp6_home_agent)},  {145, LEAF(icmp6_home_agent)},
    {146, LEAF(icmp6_home_agent)},  {147, LEAF(icmp6_home_agent)},
    {155, LEAF(icmp6_rpl)},
};

static uint32_t find(const struct number_row *rows, size_t n, uint32_t number,
                     uint32_t otherwise)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i].number == number)
            return rows[i].next;
    return otherwise;
}

#define FIND(rows, number, otherwise)                                          \
    find((rows), COUNT_OF(rows), (number), CARRIER(otherwise))

uint32_t next_of_link_type(int link_type)
{
    if (link_type == DLT_EN10MB) /* as it is for most */
        return CARRIER(ETHER);
    if (link_type < 0)
        return CARRIER(NONE);
    return FIND(link_types, (uint32_t)link_type, NONE);
}

uint32_t next_of_ethertype(uint16_t type)
{
    return FIND(ethertypes, type, UNDECODED);
}

uint32_t next_of_arp(uint16_t hardware)
{
    enum { ATM = 19 };

    return hardware == ATM ? LEAF(atm_arp) : CARRIER(NONE);
}

uint32_t next_of_ether_tag(uint16_t type)
{
    return FIND(ether_tags, type, UNDECODED);
}

uint32_t next_of_cooked(uint16_t protocol)
{
    const uint32_t next = FIND(cooked_codes, protocol, NONE);

    return next != CARRIER(NONE) ? next : next_of_ethertype(protocol);
}

uint32_t next_of_novell_raw(void)
{
    return LEAF(ipx);
}

uint32_t next_of_llc(uint8_t dsap, uint8_t ssap, uint16_t control)
{
    const uint8_t sap = dsap & (uint8_t)~LLC_SAP_FLAG;

    if (sap != (ssap & (uint8_t)~LLC_SAP_FLAG))
        return CARRIER(UNDECODED);
    for (size_t i = 0; i < COUNT_OF(llc_saps); i++)
        if (llc_saps[i].sap == sap &&
            (!llc_saps[i].unnumbered_only || control == LLC_UI))
            return llc_saps[i].next;
    return CARRIER(UNDECODED);
}

uint32_t next_of_snap(uint32_t oui, uint16_t pid)
{
    for (size_t i = 0; i < COUNT_OF(snap_pids); i++)
        if (snap_pids[i].oui == oui && snap_pids[i].pid == pid)
            return snap_pids[i].next;
    for (size_t i = 0; i < COUNT_OF(ethertype_ouis); i++)
        if (ethertype_ouis[i] == oui)
            return next_of_ethertype(pid);
    return CARRIER(UNDECODED);
}

uint32_t next_of_ppp(uint16_t proto)
{
    return FIND(ppp_protos, proto, UNDECODED);
}

uint32_t next_of_pppoe(uint8_t code)
{
    return code == PPPOE_SESSION ? CARRIER(PPP) : LEAF(pppoe_tags);
}

uint32_t next_of_nlpid(uint8_t nlpid)
{
    return FIND(nlpids, nlpid, UNDECODED);
}

uint32_t next_of_osi(uint8_t nlpid)
{
    return FIND(osi_nlpids, nlpid, NONE);
}

uint32_t next_of_chdlc(uint16_t protocol)
{
    return FIND(chdlc_protos, protocol, NONE);
}

uint32_t next_of_arcnet(uint8_t type)
{
    return FIND(arcnet_types, type, UNDECODED);
}

uint32_t next_of_mlppp_code(uint16_t code)
{
    return FIND(mlppp_codes, code, PPP);
}

uint32_t next_of_mfr_code(uint16_t code)
{
    return FIND(mlppp_codes, code, NONE);
}

uint32_t next_of_ggsn(uint8_t proto)
{
    return FIND(ggsn_protos, proto, NONE);
}

uint32_t next_of_atm_circuit(uint8_t path, uint16_t circuit)
{
    return path == 0 ? FIND(atm_circuits, circuit, UNDECODED)
                     : CARRIER(UNDECODED);
}

uint32_t next_of_bare_cell(void)
{
    return LEAF(atm_oam);
}

uint32_t next_of_mfr_control(void)
{
    return LEAF(mfr_control);
}

uint32_t next_of_bsd_family(uint32_t family)
{
    return FIND(bsd_families, family, UNDECODED);
}

uint32_t next_of_loopback_family(uint32_t family)
{
    const uint32_t next = FIND(loopback_families, family, UNDECODED);

    return next != TL_UNDECODED ? next : next_of_bsd_family(family);
}

uint32_t next_of_linux_family(uint32_t family)
{
    return FIND(linux_families, family, UNDECODED);
}

uint32_t next_of_solaris_family(uint32_t family)
{
    return FIND(solaris_families, family, UNDECODED);
}

uint32_t next_of_gre(uint16_t type)
{
    return FIND(gre_types, type, UNDECODED);
}

uint32_t next_of_geneve(uint16_t type)
{
    const uint32_t next = FIND(geneve_types, type, NONE);

    return next != CARRIER(NONE) ? next : next_of_ethertype(type);
}

uint32_t next_of_nsh(uint8_t proto)
{
    return FIND(nsh_protos, proto, NONE);
}

uint32_t next_of_gpe(uint8_t proto)
{
    return FIND(gpe_protos, proto, NONE);
}

uint32_t next_of_bcm_li(uint32_t type)
{
    return FIND(bcm_li_types, type, NONE);
}

uint32_t next_of_pim(void)
{
    return LEAF(pim);
}

uint32_t next_of_version(uint8_t first)
{
    return FIND(ip_versions, first >> 4, NONE);
}

uint32_t next_of_mpls(uint8_t first)
{
    if (first >= 0x45 && first <= 0x4f)
        return CARRIER(IPV4);
    if (first >= NLPID_CLNP && first <= NLPID_ISIS)
        return CARRIER(OSI);
    return first >> 4 == 6 ? CARRIER(IPV6) : CARRIER(UNDECODED);
}

uint32_t next_of_ip_proto(uint8_t proto, bool in_ip4)
{
    const struct ip_row *row = &ip_protos[proto];

    return (row->where & (in_ip4 ? IN_IP4 : IN_IP6)) != 0 ? row->next
                                                          : CARRIER(IP_OTHER);
}

uint32_t next_of_ip6_header(uint8_t next_header)
{
    const struct ip_row *row = &ip_protos[next_header];

    return (row->where & (IN_IP6 | IN_CHAIN)) != 0 ? row->next
                                                   : CARRIER(IP_OTHER);
}

uint32_t next_of_ip_type(uint32_t next, enum tl_packet_type type)
{
    if (type == TL_TYPE_CARP && next == LEAF(vrrp))
        return LEAF(carp);
    if (type == TL_TYPE_PGM_ZMTP1 && next == LEAF(pgm))
        return LEAF(pgm_zmtp1);
    return next;
}

bool next_is_ip6_header(uint8_t next_header)
{
    return ip_protos[next_header].where == IN_CHAIN;
}

uint32_t next_of_icmp6(uint8_t type)
{
    return FIND(icmp6_types, type, NONE);
}

uint32_t next_of_l2tp(bool is_control)
{
    return is_control ? LEAF(l2tp_control) : CARRIER(PPP);
}

uint32_t next_of_udp_encap(uint32_t spi)
{
    return spi != 0 ? CARRIER(ESP) : LEAF(isakmp);
}
