/*
 * ip6_ext.c - the extension headers of IPv6 (RFC 8200 section 4).
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
    l->ext = (struct tl_ip6_ext){0};
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

/*
 * Goes on behind an extension header. Where the chain of headers ends, a
 * payload length of 0 needs a jumbo payload option to tell the length.
 */
static void next_header(struct walk *w, struct tl_layer *l)
{
    const struct tl_layer *ip = &w->pkt->layers[l->ip];
    const uint32_t done =
        (uint32_t)(w->rest.p - w->pkt->raw.data) - ip->off - IP6_HDR;

    walk_next_ip6_header(w, l->ext.next_header);
    if (ip->ip6.payload_len != 0 || next_is_ip6_header(l->ext.next_header))
        return;
    /* A length near 2^32 wraps, with the header on top. */
    if (ip->ip6.jumbo_len + IP6_HDR < done + IP6_HDR) {
        end_bad(w, l, TL_EXT_NO_PAYLOAD);
        return;
    }
    const uint32_t behind = ip->ip6.jumbo_len - done;
    l->ext.missing = w->rest.len < behind ? behind - w->rest.len : 0;
    bytes_limit(&w->rest, behind);
}

static bool options_are_sound(const struct tl_packet *pkt,
                              const struct tl_layer *l)
{
    struct ip6_option opt;

    for (uint32_t pos = 2; ip6_option_next(pkt, l, &pos, &opt);)
        if (opt.end != IP6_OPTION_WHOLE)
            return false;
    return true;
}

/* Of what stands behind a home address. */
static bool suboptions_are_sound(const struct ip6_option *opt)
{
    struct ip6_option inner;

    for (uint32_t pos = 0; ip6_suboption_next(opt, &pos, &inner);)
        if (inner.end != IP6_OPTION_WHOLE)
            return false;
    return true;
}

/* The oracle reads those only to show them, and gives up at one not whole. */
static bool ends_shown_line(const struct tl_packet *pkt,
                            const struct tl_layer *l)
{
    struct ip6_option opt;

    for (uint32_t pos = 2; ip6_option_next(pkt, l, &pos, &opt);)
        if (opt.type == IP6_OPTION_HOME_ADDR && opt.end == IP6_OPTION_WHOLE &&
            !suboptions_are_sound(&opt))
            return true;
    return false;
}

/* Section 4.3 */
void decode_ip6_hop_options(struct walk *w, struct tl_layer *l)
{
    struct tl_layer *ip = &w->pkt->layers[l->ip];

    if (l - 1 != ip) {
        end_bad(w, l, has_hop_by_hop(w->pkt, l) ? TL_EXT_TWICE : TL_EXT_LATE);
        return;
    }
    if (!take_header(w, l)) {
        if (ip->ip6.payload_len == 0)
            l->ext.fault = TL_EXT_JUMBO;
        return;
    }
    ip->ip6.jumbo_len = ip6_jumbo_len(w->pkt, l);
    if (ip->ip6.payload_len == 0 && ip->ip6.jumbo_len == 0)
        end_bad(w, l, TL_EXT_JUMBO);
    else if (!options_are_sound(w->pkt, l))
        end_bad(w, l, TL_EXT_OPTIONS);
    else
        next_header(w, l);
    w->plain_only = w->plain_only || ends_shown_line(w->pkt, l);
}

/* Section 4.6; what the options say matters only to those who show them. */
void decode_ip6_options(struct walk *w, struct tl_layer *l)
{
    if (!take_header(w, l))
        return;
    w->plain_only = w->plain_only || !options_are_sound(w->pkt, l) ||
                    ends_shown_line(w->pkt, l);
    next_header(w, l);
}

/*
 * Section 4.4. The oracle reads the header field by field as it shows it, so
 * a type or length it rejects is seen in a cut header, too.
 */
void decode_ip6_routing(struct walk *w, struct tl_layer *l)
{
    enum { TYPE0 = 0, TYPE2 = 2, SEGMENTS = 4, TYPE_END = 4, FIXED = 8 };
    const uint8_t *p = w->rest.p;
    const uint32_t cap = w->rest.cap;

    l->ext = (struct tl_ip6_ext){
        .next_header = cap >= 1 ? p[0] : 0,
        .hdr_len = cap >= 2 ? (uint16_t)((p[1] + 1) * EXT_UNIT) : 0,
        .routing_type = cap >= 3 ? p[2] : 0,
        .segments_left = cap >= 4 ? p[3] : 0,
    };
    const uint8_t type = l->ext.routing_type;
    if (cap < TYPE_END)
        walk_end(w, l, cap == 0 ? TL_CUT_SEEN : TL_CUT_NEEDED);
    else if (type != TYPE0 && type != TYPE2 && type != SEGMENTS)
        end_bad(w, l, TL_EXT_TYPE);
    else if (cap < FIXED)
        walk_end(w, l, TL_CUT_NEEDED);
    else if (l->ext.hdr_len / EXT_UNIT % 2 == 0)
        end_bad(w, l, TL_EXT_LENGTH);
    else if (bytes_skip(&w->rest, l->ext.hdr_len) != RD_OK)
        walk_end(w, l, TL_CUT_NEEDED);
    else
        next_header(w, l);
}

/* Section 4.5; the identification is read only to be shown. */
void decode_ip6_fragment(struct walk *w, struct tl_layer *l)
{
    enum { OFFSET_END = 4 };
    const uint8_t *p = w->rest.p;
    const uint32_t cap = w->rest.cap;

    l->ext = (struct tl_ip6_ext){.hdr_len = EXT_UNIT};
    if (cap < OFFSET_END) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    const uint16_t word = load_be16(p + 2);
    l->ext.next_header = p[0];
    l->ext.frag_offset = word & 0xfff8;
    l->ext.more_fragments = (word & 1) != 0;
    l->ext.frag_id = cap >= EXT_UNIT ? load_be32(p + 4) : 0;
    w->next = TL_NONE;
    if (l->ext.frag_offset != 0 || cap <= EXT_UNIT)
        return;
    bytes_advance(&w->rest, EXT_UNIT);
    next_header(w, l);
}
