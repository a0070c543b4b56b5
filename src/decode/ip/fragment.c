/*
 * fragment.c - a piece of a TCP segment that IP has cut up.
 */
#include "fragment.h"

#include <stddef.h>

enum { PROTO_TCP = 6, FRAGMENT_HDR = 8 };

/* The innermost IP header, unless an ICMP error quotes it. */
static const struct tl_layer *innermost_ip(const struct tl_packet *pkt)
{
    for (unsigned i = pkt->n_layers; i-- > 0;) {
        const struct tl_layer *l = &pkt->layers[i];
        if (l->kind == TL_IPV4 || l->kind == TL_IPV6)
            return l->end == TL_WHOLE && l->depth == 0 ? l : NULL;
    }
    return NULL;
}

/* What lies behind the first `skip` bytes of the IP packet `ip`. */
static bool set_data(const struct tl_packet *pkt, const struct tl_layer *ip,
                     uint32_t skip, uint32_t missing, struct fragment *out)
{
    if (ip->len < skip + missing + 1)
        return false;
    const uint32_t cap = ip->cap > skip ? ip->cap - skip : 0;
    out->len = ip->len - skip - missing;
    out->data = tl_layer_bytes(pkt, ip) + skip;
    out->cut = cap < out->len;
    return true;
}

static bool fragment_of_ip4(const struct tl_packet *pkt,
                            const struct tl_layer *l, struct fragment *out)
{
    const struct tl_ip4 *ip = &l->ip4;

    if ((ip->frag & (TL_IP4_MF | TL_IP4_OFFSET)) == 0 || ip->proto != PROTO_TCP)
        return false;
    *out = (struct fragment){
        .ip4 = true,
        .src = ip->src,
        .dst = ip->dst,
        .id = ip->id,
        .offset = (ip->frag & TL_IP4_OFFSET) * 8U,
        .more = (ip->frag & TL_IP4_MF) != 0,
    };
    return set_data(pkt, l, ip->hdr_len, ip->missing, out);
}

static bool fragment_of_ip6(const struct tl_packet *pkt,
                            const struct tl_layer *ip, struct fragment *out)
{
    const struct tl_layer *end = pkt->layers + pkt->n_layers;
    const struct tl_layer *l = ip + 1;

    while (l < end && l->kind != TL_FRAGMENT)
        l++;
    if (l == end || l->end != TL_WHOLE || l->ext.next_header != PROTO_TCP ||
        (l->ext.frag_offset == 0 && !l->ext.more_fragments))
        return false;
    *out = (struct fragment){
        .src = ip->ip6.src,
        .dst = ip->ip6.dst,
        .id = l->ext.frag_id,
        .offset = l->ext.frag_offset,
        .more = l->ext.more_fragments,
    };
    return set_data(pkt, ip, l->off + FRAGMENT_HDR - ip->off, ip->ip6.missing,
                    out);
}

bool fragment_of(const struct tl_packet *pkt, struct fragment *out)
{
    const struct tl_layer *ip = innermost_ip(pkt);

    if (ip == NULL)
        return false;
    return ip->kind == TL_IPV4 ? fragment_of_ip4(pkt, ip, out)
                               : fragment_of_ip6(pkt, ip, out);
}
