/*
 * walk.h - what one layer's decoder hands to the next. Private to decode.
 *
 * A decoder finds its bytes in w->rest, fills its layer, moves w->rest behind
 * its header and names the next kind; TL_NONE ends the walk.
 */
#ifndef TCPLINE_DECODE_WALK_H
#define TCPLINE_DECODE_WALK_H

#include "bytes.h"
#include "tcpline/packet.h"

struct walk {
    struct tl_packet *pkt;
    struct bytes rest;
    enum tl_kind next;
    uint8_t ip;     /* index of the innermost IP layer so far */
    uint8_t proto;  /* IP protocol number of what comes next */
    uint8_t depth;  /* ICMP errors quoting what comes next */
    bool link_part; /* still in the link header: dumps skip it */
};

typedef void decode_fn(struct walk *w, struct tl_layer *l);

decode_fn decode_ether, decode_vlan, decode_sll, decode_sll2, decode_null,
    decode_raw, decode_ip4, decode_ip6, decode_ip6_options, decode_ip6_routing,
    decode_ip6_fragment, decode_arp, decode_tcp, decode_udp, decode_icmp,
    decode_icmp6, decode_igmp, decode_rest;

/* Ends the walk in this layer, for this reason. */
static inline void walk_end(struct walk *w, struct tl_layer *l, enum tl_end why)
{
    l->end = (uint8_t)why;
    w->next = TL_NONE;
}

/* Moves behind a header of `n` bytes that is known to be captured. */
static inline void walk_past(struct walk *w, uint32_t n)
{
    bytes_advance(&w->rest, n);
    if (w->link_part)
        w->pkt->link_hdr_len += n;
}

/* What an ethertype announces: TL_UNDECODED when nobody knows it. */
enum tl_kind kind_of_ethertype(uint16_t type);

/* Goes on with an IP protocol number found inside IPv4 or IPv6. */
void walk_next_ip_proto(struct walk *w, uint8_t proto, bool in_ip6);

/* Fills tcp->options from the captured header. */
void decode_tcp_options(struct tl_tcp *tcp);

#endif
