/*
 * layers.c - the loop over the layers of a packet.
 *
 * No decoder calls another: each names the kind that follows, so the depth of
 * a hostile nesting costs array entries, not stack.
 */
#include "decode.h"

#include <assert.h>

#include "promise.h"
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
    [TL_BRCM] = decode_brcm,
    [TL_BRCM_PREPEND] = decode_brcm_prepend,
    [TL_DSA] = decode_dsa,
    [TL_EDSA] = decode_edsa,
    [TL_ARISTA] = decode_arista,
    [TL_NETANALYZER] = decode_netanalyzer,
    [TL_NETANALYZER_PREAMBLE] = decode_netanalyzer_preamble,
    [TL_PPP_SERIAL] = decode_ppp_serial,
    [TL_PPP_ESCAPED] = decode_ppp_escaped,
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
    [TL_JUNIPER_MLFR] = decode_juniper_mlfr,
    [TL_JUNIPER_MFR] = decode_juniper_mfr,
    [TL_JUNIPER_GGSN] = decode_juniper_ggsn,
    [TL_JUNIPER_SERVICES] = decode_juniper_services,
    [TL_JUNIPER_MONITOR] = decode_juniper_monitor,
    [TL_JUNIPER_ES] = decode_juniper_es,
    [TL_JUNIPER_ATM1] = decode_juniper_atm1,
    [TL_JUNIPER_ATM2] = decode_juniper_atm2,
    [TL_IPV4] = decode_ip4,
    [TL_IPV6] = decode_ip6,
    [TL_HOPOPT] = decode_ip6_hop_options,
    [TL_DSTOPT] = decode_ip6_options,
    [TL_ROUTING] = decode_ip6_routing,
    [TL_FRAGMENT] = decode_ip6_fragment,
    [TL_AH] = decode_ah,
    [TL_ESP] = decode_esp,
    [TL_ARP] = decode_arp,
    [TL_TCP] = decode_tcp,
    [TL_UDP] = decode_udp,
    [TL_ICMP] = decode_icmp,
    [TL_ICMP6] = decode_icmp6,
    [TL_GRE] = decode_gre,
    [TL_L2TP] = decode_l2tp,
    [TL_VXLAN] = decode_vxlan,
    [TL_OTV] = decode_vxlan,
    [TL_VXLAN_GPE] = decode_vxlan_gpe,
    [TL_GENEVE] = decode_geneve,
    [TL_BCM_LI] = decode_bcm_li,
    [TL_PIM] = decode_pim,
    [TL_UDP_ENCAP] = decode_udp_encap,
    [TL_LEAF] = decode_leaf,
    [TL_IP_OTHER] = decode_rest,
    [TL_LATER_FRAGMENT] = decode_rest,
    [TL_UNDECODED] = decode_rest,
};

bool decode_knows_link_type(int link_type)
{
    return next_of_link_type(link_type) != TL_NONE;
}

static struct tl_layer *add_layer(struct walk *w)
{
    struct tl_layer *l = &w->pkt->layers[w->pkt->n_layers++];

    l->kind = (uint8_t)next_kind(w->next);
    l->end = TL_WHOLE;
    l->ip = w->ip;
    l->depth = w->depth;
    l->plain_only = w->plain_only;
    l->verbose_only = w->verbose_only;
    l->off = (uint32_t)(w->rest.p - w->pkt->raw.data);
    l->cap = w->rest.cap;
    l->len = w->rest.len;
    return l;
}

static void decode_from(struct tl_packet *pkt, const struct tl_raw *raw,
                        uint32_t first, bool link_part)
{
    struct walk w = {
        .pkt = pkt,
        .rest = bytes_of(raw->data, raw->cap_len, raw->wire_len),
        .next = first,
        .ip = TL_NO_LAYER,
        .link_part = link_part,
    };

    if (raw != &pkt->raw)
        pkt->raw = *raw;
    pkt->link_hdr_len = 0;
    pkt->n_layers = 0;
    pkt->tcp_layer = TL_NO_LAYER;
    pkt->too_deep = false;
    pkt->plain_tcp = false;
    if (first == TL_ETHER)
        walk_plain(&w);
    while (w.next != TL_NONE) {
        if (pkt->n_layers == TL_MAX_LAYERS) {
            pkt->too_deep = true;
            return;
        }
        struct tl_layer *l = add_layer(&w);
        assert(decoders[l->kind] != NULL);
        decoders[l->kind](&w, l);
    }
}

static void decode_as(struct tl_packet *pkt, const struct tl_raw *raw,
                      uint32_t first, bool link_part)
{
    decode_from(pkt, raw, first, link_part);
    assert(promise_kept(pkt));
}

void decode_packet(const struct tl_raw *raw, struct tl_packet *out)
{
    decode_as(out, raw, next_of_link_type(raw->link_type), true);
}

void decode_ip4_packet(const struct tl_raw *raw, struct tl_packet *out)
{
    decode_as(out, raw, TL_IPV4, false);
}

void decode_ip6_packet(const struct tl_raw *raw, struct tl_packet *out)
{
    decode_as(out, raw, TL_IPV6, false);
}

/* Bytes that end the walk: only their place, and the protocol, is known. */
void decode_rest(struct walk *w, struct tl_layer *l)
{
    w->next = TL_NONE;
    if (l->kind == TL_IP_OTHER || l->kind == TL_LATER_FRAGMENT)
        l->other.proto = w->proto;
}
