/*
 * ip4_options.c - walks the options of an IPv4 header.
 */
#include "ip4_options.h"

#include "bytes.h"

/* A length byte is read wherever the capture has one, header or not. */
static enum ip4_option_end read_option(struct ip4_option *opt, uint32_t left)
{
    if (opt->cap == 0)
        return IP4_OPTION_NO_KIND;
    opt->kind = opt->p[0];
    opt->len = 1;
    if (opt->kind == IP4_OPTION_EOL || opt->kind == IP4_OPTION_NOP)
        return IP4_OPTION_WHOLE;
    if (opt->cap < 2)
        return IP4_OPTION_NO_LENGTH;
    opt->len = opt->p[1];
    if (opt->len < 2 || opt->len > left)
        return IP4_OPTION_BAD;
    return opt->len > opt->cap ? IP4_OPTION_CUT : IP4_OPTION_WHOLE;
}

bool ip4_option_next(const struct tl_packet *pkt, const struct tl_layer *l,
                     uint32_t *pos, struct ip4_option *out)
{
    const uint32_t at = *pos;

    if (at >= l->ip4.hdr_len)
        return false;
    *out = (struct ip4_option){
        .p = tl_layer_bytes(pkt, l) + (at < l->cap ? at : l->cap),
        .cap = at < l->cap ? l->cap - at : 0,
    };
    out->end = read_option(out, l->ip4.hdr_len - at);
    *pos = out->end == IP4_OPTION_WHOLE && out->kind != IP4_OPTION_EOL
               ? at + out->len
               : UINT32_MAX;
    return true;
}

const uint8_t *ip4_final_dst(const struct tl_packet *pkt,
                             const struct tl_layer *l)
{
    enum { FIRST = 20, ONE_HOP = 7 };
    struct ip4_option opt;

    for (uint32_t pos = FIRST; ip4_option_next(pkt, l, &pos, &opt);)
        if ((opt.kind == IP4_OPTION_LSRR || opt.kind == IP4_OPTION_SSRR) &&
            opt.end == IP4_OPTION_WHOLE && opt.len >= ONE_HOP)
            return opt.p + opt.len - 4;
    return l->ip4.dst;
}
