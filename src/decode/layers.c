/*
 * layers.c - the loop over the layers of a packet and the tables that say
 * what comes next.
 *
 * No decoder calls another: each names the kind that follows, so the depth of
 * a hostile nesting costs array entries, not stack.
 */
#include "decode.h"

#include <assert.h>
#include <pcap/dlt.h>

#include "walk.h"

static decode_fn *const decoders[TL_KIND_COUNT] = {
    [TL_ETHER] = decode_ether,
    [TL_VLAN] = decode_vlan,
    [TL_LLC] = decode_llc,
    [TL_SNAP] = decode_snap,
    [TL_SLL] = decode_sll,
    [TL_SLL2] = decode_sll2,
    [TL_NULL] = decode_null,
    [TL_RAW] = decode_raw,
    [TL_MACSEC] = decode_macsec,
    [TL_PPPOE] = decode_pppoe,
    [TL_PPP] = decode_ppp,
    [TL_MPLS] = decode_mpls,
    [TL_NSH] = decode_nsh,
    [TL_CHDLC] = decode_chdlc,
    [TL_SLARP] = decode_slarp,
    [TL_OSI] = decode_osi,
    [TL_FRELAY] = decode_frelay,
    [TL_FRF15] = decode_frf15,
    [TL_MFR] = decode_mfr,
    [TL_SLIP] = decode_slip,
    [TL_SLIP_BSDOS] = decode_slip_bsdos,
    [TL_PFLOG] = decode_pflog,
    [TL_ENC] = decode_enc,
    [TL_NFLOG] = decode_nflog,
    [TL_IPNET] = decode_ipnet,
    [TL_IPOIB] = decode_ipoib,
    [TL_AP1394] = decode_ap1394,
    [TL_SYMANTEC] = decode_symantec,
    [TL_PKTAP] = decode_pktap,
    [TL_PPI] = decode_ppi,
    [TL_ARCNET] = decode_arcnet,
    [TL_ARCNET_LINUX] = decode_arcnet_linux,
    [TL_TOKEN_RING] = decode_token_ring,
    [TL_FDDI] = decode_fddi,
    [TL_IPFC] = decode_ipfc,
    [TL_ATM] = decode_atm,
    [TL_CLIP] = decode_clip,
    [TL_SUNATM] = decode_sunatm,
    [TL_LANE] = decode_lane,
    [TL_SSCOP] = decode_sscop,
    [TL_BRCM] = decode_brcm,
    [TL_BRCM_PREPEND] = decode_brcm_prepend,
    [TL_DSA] = decode_dsa,
    [TL_EDSA] = decode_edsa,
    [TL_NETANALYZER] = decode_netanalyzer,
    [TL_NETANALYZER_PREAMBLE] = decode_netanalyzer_preamble,
    [TL_PPP_SERIAL] = decode_ppp_serial,
    [TL_PPP_BSDOS] = decode_ppp_bsdos,
    [TL_RADIOTAP] = decode_radiotap,
    [TL_PRISM] = decode_prism,
    [TL_AVS] = decode_avs,
    [TL_IEEE80211] = decode_ieee80211,
    [TL_JUNIPER_ETHER] = decode_juniper_ether,
    [TL_JUNIPER_PPP] = decode_juniper_ppp,
    [TL_JUNIPER_FRELAY] = decode_juniper_frelay,
    [TL_JUNIPER_CHDLC] = decode_juniper_chdlc,
    [TL_JUNIPER_PPPOE] = decode_juniper_pppoe,
    [TL_JUNIPER_PPPOE_ATM] = decode_juniper_pppoe_atm,
    [TL_JUNIPER_MLPPP] = decode_juniper_mlppp,
    [TL_JUNIPER_SERVICES] = decode_juniper_services,
    [TL_JUNIPER_MONITOR] = decode_juniper_monitor,
    [TL_JUNIPER_ATM1] = decode_juniper_atm1,
    [TL_JUNIPER_ATM2] = decode_juniper_atm2,
    [TL_IPV4] = decode_ip4,
    [TL_IPV6] = decode_ip6,
    [TL_HOPOPT] = decode_ip6_hop_options,
    [TL_DSTOPT] = decode_ip6_options,
    [TL_ROUTING] = decode_ip6_routing,
    [TL_FRAGMENT] = decode_ip6_fragment,
    [TL_MOBILITY] = decode_ip6_mobility,
    [TL_AH] = decode_ah,
    [TL_ESP] = decode_esp,
    [TL_ARP] = decode_arp,
    [TL_TCP] = decode_tcp,
    [TL_UDP] = decode_udp,
    [TL_ICMP] = decode_icmp,
    [TL_ICMP6] = decode_icmp6,
    [TL_IGMP] = decode_igmp,
    [TL_GRE] = decode_gre,
    [TL_L2TP] = decode_l2tp,
    [TL_VXLAN] = decode_vxlan,
    [TL_OTV] = decode_vxlan,
    [TL_VXLAN_GPE] = decode_vxlan_gpe,
    [TL_GENEVE] = decode_geneve,
    [TL_IP_OTHER] = decode_rest,
    [TL_LATER_FRAGMENT] = decode_rest,
    [TL_UNDECODED] = decode_rest,
};

struct number_row {
    uint32_t number;
    enum tl_kind kind;
};

static const struct number_row link_types[] = {
    {DLT_EN10MB, TL_ETHER},
    {DLT_LINUX_SLL, TL_SLL},
    {DLT_LINUX_SLL2, TL_SLL2},
    {DLT_NULL, TL_NULL},
    {DLT_LOOP, TL_NULL},
    {DLT_RAW, TL_RAW},
    {DLT_IPV4, TL_RAW},
    {DLT_IPV6, TL_RAW},
    {DLT_C_HDLC, TL_CHDLC},
    {DLT_FRELAY, TL_FRELAY},
    {DLT_MFR, TL_MFR},
    {DLT_SLIP, TL_SLIP},
    {DLT_SLIP_BSDOS, TL_SLIP_BSDOS},
    {DLT_PFLOG, TL_PFLOG},
    {DLT_ENC, TL_ENC},
    {DLT_NFLOG, TL_NFLOG},
    {DLT_IPNET, TL_IPNET},
    {DLT_IPOIB, TL_IPOIB},
    {DLT_APPLE_IP_OVER_IEEE1394, TL_AP1394},
    {DLT_SYMANTEC_FIREWALL, TL_SYMANTEC},
    {DLT_PKTAP, TL_PKTAP},
    {DLT_USER2, TL_PKTAP},
    {DLT_PPI, TL_PPI},
    {DLT_ARCNET, TL_ARCNET},
    {DLT_ARCNET_LINUX, TL_ARCNET_LINUX},
    {DLT_IEEE802, TL_TOKEN_RING},
    {DLT_FDDI, TL_FDDI},
    {DLT_IP_OVER_FC, TL_IPFC},
    {DLT_ATM_RFC1483, TL_ATM},
    {DLT_ATM_CLIP, TL_CLIP},
    {DLT_SUNATM, TL_SUNATM},
    {DLT_DSA_TAG_BRCM, TL_BRCM},
    {DLT_DSA_TAG_BRCM_PREPEND, TL_BRCM_PREPEND},
    {DLT_DSA_TAG_DSA, TL_DSA},
    {DLT_DSA_TAG_EDSA, TL_EDSA},
    {DLT_NETANALYZER, TL_NETANALYZER},
    {DLT_NETANALYZER_TRANSPARENT, TL_NETANALYZER_PREAMBLE},
    {DLT_PPP, TL_PPP},
    {DLT_PPP_PPPD, TL_PPP},
    {DLT_PPP_ETHER, TL_PPPOE},
    {DLT_PPP_SERIAL, TL_PPP_SERIAL},
    {DLT_PPP_BSDOS, TL_PPP_BSDOS},
    {DLT_IEEE802_11, TL_IEEE80211},
    {DLT_JUNIPER_ETHER, TL_JUNIPER_ETHER},
    {DLT_JUNIPER_PPP, TL_JUNIPER_PPP},
    {DLT_JUNIPER_FRELAY, TL_JUNIPER_FRELAY},
    {DLT_JUNIPER_CHDLC, TL_JUNIPER_CHDLC},
    {DLT_JUNIPER_PPPOE, TL_JUNIPER_PPPOE},
    {DLT_JUNIPER_PPPOE_ATM, TL_JUNIPER_PPPOE_ATM},
    {DLT_JUNIPER_MLPPP, TL_JUNIPER_MLPPP},
    {DLT_JUNIPER_SERVICES, TL_JUNIPER_SERVICES},
    {DLT_JUNIPER_MONITOR, TL_JUNIPER_MONITOR},
    {DLT_JUNIPER_ATM1, TL_JUNIPER_ATM1},
    {DLT_JUNIPER_ATM2, TL_JUNIPER_ATM2},
    {DLT_IEEE802_11_RADIO, TL_RADIOTAP},
    {DLT_IEEE802_11_RADIO_AVS, TL_AVS},
    {DLT_PRISM_HEADER, TL_PRISM},

};

static const struct number_row ethertypes[] = {
    {0x0800, TL_IPV4},  {0x86dd, TL_IPV6},  {0x0806, TL_ARP},
    {0x8035, TL_ARP},   {0x8847, TL_MPLS},  {0x8848, TL_MPLS},
    {0x8863, TL_PPPOE}, {0x8864, TL_PPPOE}, {0x880b, TL_PPP},
    {0x894f, TL_NSH},
};

static const struct number_row gre_types[] = {
    {0x0800, TL_IPV4},
    {0x86dd, TL_IPV6},
    {0x8847, TL_MPLS},
    {0x6558, TL_ETHER},
};

/* The ethertypes of IP serve as PPP protocols, too; 0x2f: uncompressed VJ. */
static const struct number_row ppp_protos[] = {
    {0x0021, TL_IPV4}, {0x0023, TL_OSI},  {0x0057, TL_IPV6}, {0x002f, TL_IPV4},
    {0x0281, TL_MPLS}, {0x0283, TL_MPLS}, {0x0800, TL_IPV4}, {0x86dd, TL_IPV6},
};

/* In the order of precedence, where the two ports disagree. */
static const struct number_row udp_ports[] = {
    {4500, TL_ESP},    {1701, TL_L2TP},      {8472, TL_OTV},  {4789, TL_VXLAN},
    {6081, TL_GENEVE}, {4790, TL_VXLAN_GPE}, {6635, TL_MPLS},
};

static const struct number_row ip_protos[] = {
    {6, TL_TCP},  {17, TL_UDP}, {1, TL_ICMP},    {58, TL_ICMP6},
    {2, TL_IGMP}, {4, TL_IPV4}, {41, TL_IPV6},   {47, TL_GRE},
    {50, TL_ESP}, {51, TL_AH},  {143, TL_ETHER},
};

static const struct number_row ip6_headers[] = {
    {0, TL_HOPOPT},    {60, TL_DSTOPT},    {43, TL_ROUTING},
    {44, TL_FRAGMENT}, {135, TL_MOBILITY},
};

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static enum tl_kind find_kind(const struct number_row *rows, size_t n,
                              uint32_t number, enum tl_kind otherwise)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i].number == number)
            return rows[i].kind;
    return otherwise;
}

enum tl_kind kind_of_ethertype(uint16_t type)
{
    return find_kind(ethertypes, ROWS(ethertypes), type, TL_UNDECODED);
}

enum tl_kind kind_of_gre_type(uint16_t type)
{
    return find_kind(gre_types, ROWS(gre_types), type, TL_UNDECODED);
}

enum tl_kind kind_of_ppp_proto(uint16_t proto)
{
    return find_kind(ppp_protos, ROWS(ppp_protos), proto, TL_UNDECODED);
}

enum tl_kind kind_of_udp_ports(uint16_t sport, uint16_t dport)
{
    for (size_t i = 0; i < ROWS(udp_ports); i++)
        if (udp_ports[i].number == sport || udp_ports[i].number == dport)
            return udp_ports[i].kind;
    return TL_NONE;
}

/* Protocols that belong to one version of IP. */
static bool in_wrong_version(const struct walk *w, enum tl_kind kind)
{
    const bool in_ip4 = w->pkt->layers[w->ip].kind == TL_IPV4;

    if (kind == TL_ICMP || kind == TL_IGMP)
        return !in_ip4;
    return in_ip4 && (kind == TL_ICMP6 || kind == TL_ETHER);
}

void walk_next_ip_proto(struct walk *w, uint8_t proto)
{
    w->proto = proto;
    w->next = find_kind(ip_protos, ROWS(ip_protos), proto, TL_IP_OTHER);
    if (in_wrong_version(w, w->next))
        w->next = TL_IP_OTHER;
}

bool is_ip6_header(enum tl_kind kind)
{
    return kind == TL_HOPOPT || kind == TL_DSTOPT || kind == TL_ROUTING ||
           kind == TL_FRAGMENT || kind == TL_MOBILITY;
}

void walk_next_ip6_header(struct walk *w, uint8_t next_header)
{
    walk_next_ip_proto(w, next_header);
    if (w->next == TL_IP_OTHER)
        w->next =
            find_kind(ip6_headers, ROWS(ip6_headers), next_header, TL_IP_OTHER);
}

enum tl_kind kind_of_link_type(int link_type)
{
    if (link_type < 0)
        return TL_NONE;
    return find_kind(link_types, ROWS(link_types), (uint32_t)link_type,
                     TL_NONE);
}

bool decode_knows_link_type(int link_type)
{
    return kind_of_link_type(link_type) != TL_NONE;
}

static struct tl_layer *add_layer(struct walk *w)
{
    struct tl_layer *l = &w->pkt->layers[w->pkt->n_layers++];

    l->kind = (uint8_t)w->next;
    l->end = TL_WHOLE;
    l->ip = w->ip;
    l->depth = w->depth;
    l->plain_only = w->plain_only;
    l->off = (uint32_t)(w->rest.p - w->pkt->raw.data);
    l->cap = w->rest.cap;
    l->len = w->rest.len;
    return l;
}

static void decode_from(struct tl_packet *pkt, const struct tl_raw *raw,
                        enum tl_kind first, bool link_part)
{
    struct walk w = {
        .pkt = pkt,
        .rest = bytes_of(raw->data, raw->cap_len, raw->wire_len),
        .next = first,
        .ip = TL_NO_LAYER,
        .link_part = link_part,
    };

    pkt->raw = *raw;
    pkt->link_hdr_len = 0;
    pkt->n_layers = 0;
    pkt->tcp_layer = TL_NO_LAYER;
    pkt->too_deep = false;
    while (w.next != TL_NONE) {
        if (pkt->n_layers == TL_MAX_LAYERS) {
            pkt->too_deep = true;
            return;
        }
        struct tl_layer *l = add_layer(&w);
        assert(decoders[w.next] != NULL);
        decoders[w.next](&w, l);
    }
}

void decode_packet(const struct tl_raw *raw, struct tl_packet *out)
{
    decode_from(out, raw, kind_of_link_type(raw->link_type), true);
}

void decode_ip4_packet(const struct tl_raw *raw, struct tl_packet *out)
{
    decode_from(out, raw, TL_IPV4, false);
}

void decode_ip6_packet(const struct tl_raw *raw, struct tl_packet *out)
{
    decode_from(out, raw, TL_IPV6, false);
}

/* Bytes that end the walk: only their place, and the protocol, is known. */
void decode_rest(struct walk *w, struct tl_layer *l)
{
    w->next = TL_NONE;
    if (l->kind == TL_IP_OTHER || l->kind == TL_LATER_FRAGMENT)
        l->other.proto = w->proto;
}
