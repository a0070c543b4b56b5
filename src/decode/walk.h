/*
 * walk.h - what one layer's decoder hands to the next. Private to decode.
 *
 * A decoder finds its bytes in w->rest, fills its layer, moves w->rest behind
 * its header and names the next kind; TL_NONE ends the walk.
 */
#ifndef TCPLINE_DECODE_WALK_H
#define TCPLINE_DECODE_WALK_H

#include "bytes.h"
#include "next.h"
#include "tcpline/packet.h"

struct walk {
    struct tl_packet *pkt;
    struct bytes rest;
    uint32_t next; /* see next.h */
    uint8_t ip;    /* index of the innermost IP layer so far */
    uint8_t proto; /* IP protocol number of what comes next */
    uint8_t depth; /* ICMP errors quoting what comes next */
    /*
     * How often a header byte counts among those dumps skip: 0 behind the
     * link header, 1 in it, more inside headers that count what they carry.
     */
    bool plain_only;   /* what comes next is seen only without -v */
    bool verbose_only; /* ... only with it */
    uint32_t link_part;
};

typedef void decode_fn(struct walk *w, struct tl_layer *l);

decode_fn decode_ether, decode_vlan, decode_llc, decode_snap, decode_macsec,
    decode_sll, decode_sll2, decode_null, decode_raw, decode_pppoe, decode_ppp,
    decode_mpls, decode_nsh, decode_ip4, decode_ip6, decode_ip6_hop_options,
    decode_ip6_options, decode_ip6_routing, decode_ip6_fragment, decode_ah,
    decode_esp, decode_arp, decode_tcp, decode_udp, decode_icmp, decode_icmp6,
    decode_gre, decode_l2tp, decode_vxlan, decode_vxlan_gpe, decode_geneve,
    decode_leaf, decode_rest;

/* What stands in an IPv6 header that was captured. */
void walk_read_ip6(struct tl_ip6 *ip, const uint8_t *p);

/* tunnel/ */
decode_fn decode_bcm_li, decode_pim, decode_udp_encap;

/* link_wan.c */
decode_fn decode_chdlc, decode_slarp, decode_osi, decode_frelay, decode_frf15,
    decode_mfr, decode_slip, decode_slip_bsdos;

/* link_host.c */
decode_fn decode_pflog, decode_enc, decode_nflog, decode_ipnet, decode_symantec,
    decode_pktap, decode_ppi;

/* link_lan.c */
decode_fn decode_ipoib, decode_ap1394, decode_arcnet, decode_arcnet_linux;

/* link_atm.c */
decode_fn decode_atm, decode_clip, decode_sunatm, decode_lane,
    decode_token_ring, decode_fddi, decode_ipfc;

/* link_tag.c */
decode_fn decode_brcm, decode_brcm_prepend, decode_dsa, decode_edsa,
    decode_arista, decode_netanalyzer, decode_netanalyzer_preamble;

/* ieee80211.c */
decode_fn decode_radiotap, decode_prism, decode_avs, decode_ieee80211;

/* juniper.c */
decode_fn decode_juniper_ether, decode_juniper_ppp, decode_juniper_frelay,
    decode_juniper_chdlc, decode_juniper_pppoe, decode_juniper_pppoe_atm,
    decode_juniper_mlppp, decode_juniper_mlfr, decode_juniper_mfr,
    decode_juniper_ggsn, decode_juniper_services, decode_juniper_monitor,
    decode_juniper_es, decode_juniper_atm1, decode_juniper_atm2;

/* ppp.c */
decode_fn decode_ppp_serial, decode_ppp_escaped, decode_ppp_bsdos;

/* Ends the walk in this layer, for this reason. */
static inline void walk_end(struct walk *w, struct tl_layer *l, enum tl_end why)
{
    l->end = (uint8_t)why;
    w->next = TL_NONE;
}

/* Counts `n` bytes as link header, which never exceeds the packet. */
static inline void walk_count(struct walk *w, uint32_t n)
{
    const uint64_t sum = w->pkt->link_hdr_len + (uint64_t)n * w->link_part;

    w->pkt->link_hdr_len =
        sum < w->pkt->raw.cap_len ? (uint32_t)sum : w->pkt->raw.cap_len;
}

/* Moves behind a header of `n` bytes that is known to be captured. */
static inline void walk_past(struct walk *w, uint32_t n)
{
    bytes_advance(&w->rest, n);
    if (w->link_part != 0)
        walk_count(w, n);
}

/* A link header that is cut hides in dumps as much as it shows in lines. */
static inline void walk_skip_cut(struct walk *w)
{
    const uint32_t cap = w->rest.cap;

    if (w->link_part != 0)
        walk_count(w, cap < w->rest.len ? cap : w->rest.len);
}

/* Ends the walk in such a header. */
static inline void walk_cut(struct walk *w, struct tl_layer *l)
{
    walk_skip_cut(w);
    walk_end(w, l, TL_CUT_SEEN);
}

/* Goes on with IP of the version that the byte there, captured, tells. */
static inline void walk_next_ip_version(struct walk *w, struct tl_layer *l)
{
    w->next = next_of_version(w->rest.p[0]);
    if (w->next == TL_NONE)
        walk_end(w, l, TL_BAD);
}

/*
 * The number by which `l` names what follows it: an ethertype, a PID, a DSAP
 * ...; `proto` where that is an IP protocol.
 */
uint16_t walk_announced_by(const struct tl_layer *l, uint8_t proto);

/*
 * Room for at most `n` bytes of this packet that did not come as they are to
 * be read; what is written there becomes the walk's rest with walk_enter().
 * NULL when there is none. The packet's data moves, so no pointer into
 * pkt->raw.data may be at hand but those of layers.
 */
uint8_t *walk_unpack(struct walk *w, uint32_t n);
void walk_enter(struct walk *w, const uint8_t *unpacked, uint32_t n);

/* Goes on behind an address pair or a tag, with what stands there. */
void walk_next_ethertype(struct walk *w, uint16_t type);

/* Under `l` and tags, LLC and SNAP headers lies a Linux cooked header. */
bool walk_in_cooked(const struct walk *w, const struct tl_layer *l);

/* Nothing but headers naming their link type stands before `l`. */
static inline bool walk_is_outermost(const struct walk *w,
                                     const struct tl_layer *l)
{
    return l == w->pkt->layers || l[-1].kind == TL_PPI ||
           l[-1].kind == TL_PKTAP;
}

/* Goes on with an IP protocol number found inside IPv4 or IPv6. */
void walk_next_ip_proto(struct walk *w, uint8_t proto);

/* The same where IPv6 extension headers may stand, too. */
void walk_next_ip6_header(struct walk *w, uint8_t next_header);

/*
 * At the beginning of an Ethernet frame: decodes its first layers at once if
 * they are the commonest there are, and does nothing otherwise.
 */
void walk_plain(struct walk *w);

/* Fills tcp->options from the captured header. */
void decode_tcp_options(struct tl_tcp *tcp);

#endif
