/*
 * leaf_text.c - the one place where a leaf is handed what it works with, and
 * what the line says when the leaf finds that the bytes are not its own.
 */
#include "checksum.h"
#include "ip4_options.h"
#include "ip6_options.h"
#include "protocols.h"
#include "render.h"

/* The IP packet around the leaf. */
static void add_ip(struct printer *pr, const struct tl_packet *pkt,
                   const struct tl_layer *l, bool over_ip)
{
    const struct tl_layer *ip = &pkt->layers[l->ip];

    if (ip->kind == TL_IPV4) {
        pr->src_addr = ip->ip4.src;
        pr->dst_addr = ip->ip4.dst;
        pr->addr_len = 4;
        pr->ip_proto = ip->ip4.proto;
        pr->ttl = ip->ip4.ttl;
        pr->final_dst = over_ip ? ip4_final_dst(pkt, ip) : NULL;
    } else {
        pr->src_addr = ip->ip6.src;
        pr->dst_addr = ip->ip6.dst;
        pr->addr_len = 16;
        pr->ip_proto = ip->ip6.next_header;
        pr->ttl = ip->ip6.hop_limit;
        pr->final_dst = over_ip ? ip6_final_dst(pkt, ip, l) : NULL;
    }
    pr->is_fragment = checksum_is_partial(pkt, l);
}

/* The innermost frame that `l` lies in; NULL when none has addresses. */
static const struct tl_layer *frame_around(const struct tl_packet *pkt,
                                           const struct tl_layer *l)
{
    while (l-- > pkt->layers)
        if (l->end == TL_WHOLE && link_has_stations(l))
            return l;
    return NULL;
}

struct printer part_printer(struct line *line, const struct tl_layer *l)
{
    const struct tl_packet *pkt = line->pkt;
    const struct tl_layer *frame = frame_around(pkt, l);
    const enum tl_kind under =
        l > pkt->layers ? (enum tl_kind)l[-1].kind : TL_NONE;
    struct printer pr = {
        .base = tl_layer_bytes(pkt, l),
        .cap = l->cap,
        .len = l->len,
        .announced = l->kind == TL_LEAF ? l->leaf.announced : (uint16_t)0,
        .out = line->out,
        .style = &line->payload_style,
        .host = &line->host,
        .label = line->label,
        .memory = line->memory,
    };

    if (under == TL_TCP) {
        pr.sport = pkt->tcp.sport;
        pr.dport = pkt->tcp.dport;
    } else if (under == TL_UDP) {
        pr.sport = l[-1].udp.sport;
        pr.dport = l[-1].udp.dport;
    }
    if (l->ip != TL_NO_LAYER)
        add_ip(&pr, pkt, l, under != TL_TCP && under != TL_UDP);
    if (frame != NULL) {
        pr.link_src = frame->ether.src;
        pr.link_dst = frame->ether.dst;
    }
    return pr;
}

/* As if nobody had claimed the bytes. */
static enum part_end put_unclaimed(struct line *line, const struct tl_layer *l)
{
    switch (l[-1].kind) {
    case TL_TCP:
        return PART_END;
    case TL_UDP:
        put_udp_unclaimed(line, l);
        return PART_END;
    default:
        break;
    }
    if (l->ip != TL_NO_LAYER && l - 1 >= part_ip(line, l))
        return put_ip_other(line, l, (uint8_t)l->leaf.announced);
    return part_undecoded(line, l);
}

enum part_end part_leaf(struct line *line, const struct tl_layer *l)
{
    struct printer pr = part_printer(line, l);

    line->leaf = l;
    const enum protocol_end end = protocol_print((enum tl_leaf)l->leaf.id, &pr);

    if (end == PROTOCOL_NOT_MINE)
        return put_unclaimed(line, l);
    line->label = pr.label; /* a packet around this one may need it */
    return end == PROTOCOL_CUT ? PART_CUT : PART_END;
}
