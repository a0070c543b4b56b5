/*
 * ip6.c - the IPv6 header and its extension headers (RFC 8200).
 */
#include "walk.h"

enum { IP6_HDR = 40, EXT_UNIT = 8 };

static void end_bad(struct walk *w, struct tl_layer *l, enum tl_ip6_fault fault)
{
    l->ip6.fault = fault;
    walk_end(w, l, TL_BAD);
}

static void read_fields(struct tl_ip6 *ip, const uint8_t *p)
{
    const uint32_t word = load_be32(p);

    ip->traffic_class = (uint8_t)(word >> 20);
    ip->flow_label = word & 0xfffff;
    ip->payload_len = load_be16(p + 4);
    ip->next_header = p[6];
    ip->hop_limit = p[7];
    ip->src = p + 8;
    ip->dst = p + 24;
}

void decode_ip6(struct walk *w, struct tl_layer *l)
{
    struct tl_ip6 *ip = &l->ip6;
    const uint32_t granted = w->rest.len;

    w->link_part = false;
    w->ip = (uint8_t)(w->pkt->n_layers - 1);
    ip->fault = TL_IP6_FINE;
    if (granted < IP6_HDR) {
        end_bad(w, l, TL_IP6_CARRIER_SHORT);
        return;
    }
    if (w->rest.cap < IP6_HDR) {
        walk_end(w, l, TL_CUT_SEEN);
        return;
    }
    ip->version = w->rest.p[0] >> 4;
    if (ip->version != 6) {
        end_bad(w, l, TL_IP6_VERSION);
        return;
    }
    read_fields(ip, w->rest.p);
    const uint32_t total = (uint32_t)ip->payload_len + IP6_HDR;
    ip->missing = granted < total ? total - granted : 0;

    bytes_limit(&w->rest, total);
    l->cap = w->rest.cap;
    l->len = total;
    bytes_advance(&w->rest, IP6_HDR);
    walk_next_ip_proto(w, ip->next_header, true);
}

/* Hop-by-hop and destination options: sections 4.3 and 4.6. */
void decode_ip6_options(struct walk *w, struct tl_layer *l)
{
    if (bytes_have(&w->rest, EXT_UNIT) != RD_OK) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    l->ext.next_header = w->rest.p[0];
    l->ext.hdr_len = (uint16_t)((w->rest.p[1] + 1) * EXT_UNIT);
    if (bytes_skip(&w->rest, l->ext.hdr_len) != RD_OK) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    walk_next_ip_proto(w, l->ext.next_header, true);
}

/* Section 4.4 */
void decode_ip6_routing(struct walk *w, struct tl_layer *l)
{
    decode_ip6_options(w, l);
    if (l->end != TL_WHOLE)
        return;
    const uint8_t *p = w->pkt->raw.data + l->off;
    l->ext.routing_type = p[2];
    l->ext.segments_left = p[3];
}

/* Section 4.5 */
void decode_ip6_fragment(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    if (bytes_have(&w->rest, EXT_UNIT) != RD_OK) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    const uint16_t word = load_be16(p + 2);
    l->ext.next_header = p[0];
    l->ext.hdr_len = EXT_UNIT;
    l->ext.frag_offset = word & 0xfff8;
    l->ext.more_fragments = (word & 1) != 0;
    l->ext.frag_id = load_be32(p + 4);
    bytes_advance(&w->rest, EXT_UNIT);
    walk_next_ip_proto(w, l->ext.next_header, true);
    if (l->ext.frag_offset != 0)
        w->next = TL_NONE;
}
