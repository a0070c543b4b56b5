/*
 * ip6_options.c - walks the options and routing headers of IPv6.
 */
#include "ip6_options.h"

#include "bytes.h"

static bool length_fits(const struct ip6_option *opt)
{
    switch (opt->type) {
    case IP6_OPTION_ALERT:
        return opt->len == 2;
    case IP6_OPTION_JUMBO:
        return opt->len == 4;
    case IP6_OPTION_HOME_ADDR:
        return opt->len >= 16;
    default:
        return true;
    }
}

/* An option at `p`, with `left` bytes there; its type's rules aside. */
static enum ip6_option_end read_option(struct ip6_option *opt, const uint8_t *p,
                                       uint32_t left)
{
    *opt = (struct ip6_option){.type = p[0], .left = (uint16_t)left, .data = p};
    if (opt->type == IP6_OPTION_PAD1)
        return IP6_OPTION_WHOLE;
    if (left < 2 || p[1] > left - 2)
        return IP6_OPTION_NO_ROOM;
    opt->len = p[1];
    opt->data = p + 2;
    return IP6_OPTION_WHOLE;
}

/* Behind an option that was read: the next one's place, or none. */
static uint32_t place_behind(const struct ip6_option *opt, uint32_t at)
{
    if (opt->end != IP6_OPTION_WHOLE)
        return UINT32_MAX;
    return at + (opt->type == IP6_OPTION_PAD1 ? 1 : 2U + opt->len);
}

bool ip6_option_next(const struct tl_packet *pkt, const struct tl_layer *l,
                     uint32_t *pos, struct ip6_option *out)
{
    const uint32_t at = *pos;

    if (at >= l->ext.hdr_len)
        return false;
    out->end =
        read_option(out, tl_layer_bytes(pkt, l) + at, l->ext.hdr_len - at);
    if (out->end == IP6_OPTION_WHOLE && !length_fits(out))
        out->end = IP6_OPTION_BAD;
    *pos = place_behind(out, at);
    return true;
}

bool ip6_suboption_next(const struct ip6_option *opt, uint32_t *pos,
                        struct ip6_option *out)
{
    enum { ADDR = 16 };
    const uint32_t at = *pos, room = opt->len - (uint32_t)ADDR;

    if (at >= room)
        return false;
    out->end = read_option(out, opt->data + ADDR + at, room - at);
    *pos = place_behind(out, at);
    return true;
}

uint32_t ip6_jumbo_len(const struct tl_packet *pkt, const struct tl_layer *l)
{
    enum { LEAST_JUMBO = 65536 };
    struct ip6_option opt;

    for (uint32_t pos = 2; ip6_option_next(pkt, l, &pos, &opt);)
        if (opt.type == IP6_OPTION_JUMBO && opt.end == IP6_OPTION_WHOLE &&
            load_be32(opt.data) >= LEAST_JUMBO)
            return load_be32(opt.data);
    return 0;
}

/* RFC 8754 lists the segments last one first, RFC 5095's in their order. */
static const uint8_t *routing_dst(const struct tl_packet *pkt,
                                  const struct tl_layer *l)
{
    enum { TYPE0 = 0, TYPE2 = 2, SEGMENTS = 4, FIRST = 8, ADDR = 16 };
    const uint8_t *p = tl_layer_bytes(pkt, l);

    /* How many segments are left matters to routers, not to the oracle. */
    switch (l->ext.routing_type) {
    case TYPE0:
    case TYPE2:
        return l->ext.hdr_len < FIRST + ADDR ? NULL : p + l->ext.hdr_len - ADDR;
    case SEGMENTS: /* the first one, be it there or not */
        return l->cap < FIRST + ADDR ? NULL : p + FIRST;
    default:
        return NULL;
    }
}

const uint8_t *ip6_final_dst(const struct tl_packet *pkt,
                             const struct tl_layer *ip,
                             const struct tl_layer *payload)
{
    /* Only the first routing header counts, even one without addresses. */
    for (const struct tl_layer *l = ip + 1; l < payload; l++) {
        if (l->kind != TL_ROUTING)
            continue;
        const uint8_t *hop = routing_dst(pkt, l);
        return hop != NULL ? hop : ip->ip6.dst;
    }
    return ip->ip6.dst;
}
