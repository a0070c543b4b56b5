/*
 * leaf_text.c - the one place where a leaf is handed what it works with, and
 * what the line says when the leaf finds that the bytes are not its own.
 */
#include "checksum.h"
#include "ip4_options.h"
#include "ip6_options.h"
#include "protocols.h"
#include "render.h"

static void add_ip4(struct printer *pr, const struct tl_ip4 *ip)
{
    pr->src_addr = ip->src;
    pr->dst_addr = ip->dst;
    pr->addr_len = 4;
    pr->ip_proto = ip->proto;
    pr->ttl = ip->ttl;
}

static void add_ip6(struct printer *pr, const struct tl_ip6 *ip)
{
    pr->src_addr = ip->src;
    pr->dst_addr = ip->dst;
    pr->addr_len = 16;
    pr->ip_proto = ip->next_header;
    pr->ttl = ip->hop_limit;
}

static const uint8_t *final_dst(const struct tl_packet *pkt,
                                const struct tl_layer *ip,
                                const struct tl_layer *l)
{
    return ip->kind == TL_IPV4 ? ip4_final_dst(pkt, ip)
                               : ip6_final_dst(pkt, ip, l);
}

/* The IP packet around the leaf, if there is one. */
static void add_ip(struct printer *pr, const struct tl_packet *pkt,
                   const struct tl_layer *l, bool over_ip)
{
    if (l->ip == TL_NO_LAYER)
        return;
    const struct tl_layer *ip = &pkt->layers[l->ip];
    if (ip->kind == TL_IPV4)
        add_ip4(pr, &ip->ip4);
    else
        add_ip6(pr, &ip->ip6);
    if (over_ip)
        pr->final_dst = final_dst(pkt, ip, l);
    pr->is_fragment = checksum_is_partial(pkt, l);
}

/* What carries the leaf's bytes. */
static void add_ends(struct printer *pr, const struct tl_packet *pkt,
                     const struct tl_layer *l)
{
    const enum tl_kind under =
        l > pkt->layers ? (enum tl_kind)l[-1].kind : TL_NONE;

    if (under == TL_TCP) {
        pr->sport = pkt->tcp.sport;
        pr->dport = pkt->tcp.dport;
    } else if (under == TL_UDP) {
        pr->sport = l[-1].udp.sport;
        pr->dport = l[-1].udp.dport;
    }
    add_ip(pr, pkt, l, under != TL_TCP && under != TL_UDP);
}

/*
 * The innermost frame that `l` lies in; NULL when none has addresses. What
 * Geneve carries without a frame of its own is told none by the oracle.
 */
static const struct tl_layer *frame_around(const struct tl_packet *pkt,
                                           const struct tl_layer *l)
{
    for (; l > pkt->layers && l[-1].kind != TL_GENEVE; l--)
        if (l[-1].end == TL_WHOLE && link_has_stations(&l[-1]))
            return &l[-1];
    return NULL;
}

void part_printer(struct line *line, const struct tl_layer *l,
                  struct printer *out)
{
    const struct tl_packet *pkt = line->pkt;
    const struct tl_layer *frame = frame_around(pkt, l);

    *out = (struct printer){0};
    out->base = tl_layer_bytes(pkt, l);
    out->cap = l->cap;
    out->len = l->len;
    out->announced = l->kind == TL_LEAF ? l->leaf.announced : (uint16_t)0;
    out->out = line->out;
    out->style = &line->payload_style;
    out->host = &line->host;
    out->label = line->label;
    out->memory = line->memory;
    out->opener = pkt->raw.opener;
    if (frame != NULL) {
        out->link_src = frame->ether.src;
        out->link_dst = frame->ether.dst;
    }
    add_ends(out, pkt, l);
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
    struct printer pr;
    part_printer(line, l, &pr);

    line->leaf = l;
    const enum protocol_end end = protocol_print((enum tl_leaf)l->leaf.id, &pr);

    if (end == PROTOCOL_NOT_MINE)
        return put_unclaimed(line, l);
    line->unhidden = pr.unhidden;
    line->label = pr.label; /* a packet around this one may need it */
    return end == PROTOCOL_CUT ? PART_CUT : PART_END;
}
