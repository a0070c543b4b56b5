/*
 * ip6_ext.c - the extension headers of IPv6 (RFC 8200 section 4), and the
 * mobility header (RFC 6275).
 */
#include "ip6_options.h"
#include "walk.h"

enum { EXT_UNIT = 8, IP6_HDR = 40 };

static void end_bad(struct walk *w, struct tl_layer *l,
                    enum tl_ip6_ext_fault fault)
{
    l->ext.fault = (uint8_t)fault;
    walk_end(w, l, TL_BAD);
}

/* Reads the length and moves behind; false (and ended) when it is cut. */
static bool take_header(struct walk *w, struct tl_layer *l)
{
    l->ext.fault = TL_EXT_FINE;
    if (w->rest.cap < 2) {
        walk_end(w, l, TL_CUT_NEEDED);
        return false;
    }
    l->ext.next_header = w->rest.p[0];
    l->ext.hdr_len = (uint16_t)((w->rest.p[1] + 1) * EXT_UNIT);
    if (w->rest.cap < l->ext.hdr_len) {
        walk_end(w, l, TL_CUT_SEEN);
        return false;
    }
    bytes_advance(&w->rest, l->ext.hdr_len);
    return true;
}

/* Whether the chain since the IPv6 header has hop-by-hop options already. */
static bool has_hop_by_hop(const struct tl_packet *pkt,
                           const struct tl_layer *l)
{
    for (const struct tl_layer *at = &pkt->layers[l->ip] + 1; at < l; at++)
        if (at->kind == TL_HOPOPT)
            return true;
    return false;
}

/* With a payload length of 0 the jumbo option says where the packet ends. */
static void apply_jumbo(struct walk *w, struct tl_layer *l)
{
    const struct tl_layer *ip = &w->pkt->layers[l->ip];
    const uint32_t jumbo = ip6_jumbo_len(w->pkt, l);

    if (jumbo == 0) {
        end_bad(w, l, TL_EXT_JUMBO);
        return;
    }
    const uint32_t granted = ip->len - IP6_HDR;
    const uint32_t behind = jumbo > l->ext.hdr_len ? jumbo - l->ext.hdr_len : 0;
    l->ext.missing = granted < jumbo ? jumbo - granted : 0;
    bytes_limit(&w->rest, behind);
}

/* Section 4.3 */
void decode_ip6_hop_options(struct walk *w, struct tl_layer *l)
{
    const struct tl_layer *ip = &w->pkt->layers[l->ip];

    l->ext.missing = 0;
    if (l - 1 != ip) {
        end_bad(w, l, has_hop_by_hop(w->pkt, l) ? TL_EXT_TWICE : TL_EXT_LATE);
        return;
    }
    if (!take_header(w, l))
        return;
    walk_next_ip6_header(w, l->ext.next_header);
    if (ip->ip6.payload_len == 0)
        apply_jumbo(w, l);
}

/* Section 4.6 */
void decode_ip6_options(struct walk *w, struct tl_layer *l)
{
    if (take_header(w, l))
        walk_next_ip6_header(w, l->ext.next_header);
}

/* Section 4.4; types 0 and 2 list whole addresses, as type 4 does. */
void decode_ip6_routing(struct walk *w, struct tl_layer *l)
{
    enum { TYPE0 = 0, TYPE2 = 2, SEGMENTS = 4 };
    const uint8_t *p = w->rest.p;

    if (!take_header(w, l))
        return;
    l->ext.routing_type = p[2];
    l->ext.segments_left = p[3];
    const uint8_t type = l->ext.routing_type;
    if (type != TYPE0 && type != TYPE2 && type != SEGMENTS)
        end_bad(w, l, TL_EXT_TYPE);
    else if (l->ext.hdr_len / EXT_UNIT % 2 == 0)
        end_bad(w, l, TL_EXT_LENGTH);
    else
        walk_next_ip6_header(w, l->ext.next_header);
}

/* Section 4.5 */
void decode_ip6_fragment(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    l->ext.fault = TL_EXT_FINE;
    if (w->rest.cap < EXT_UNIT) {
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
    walk_next_ip6_header(w, l->ext.next_header);
    if (l->ext.frag_offset != 0 || w->rest.cap == 0)
        w->next = TL_NONE;
}

void decode_ip6_mobility(struct walk *w, struct tl_layer *l)
{
    w->next = TL_NONE;
    l->ext.fault = TL_EXT_FINE;
    if (w->rest.cap < EXT_UNIT)
        walk_end(w, l, TL_CUT_NEEDED);
}
