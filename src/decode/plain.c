/*
 * plain.c - Ethernet with a plain IPv4 header, or TCP in IPv6, in one step.
 *
 * In: a walk at an Ethernet frame. It recognises the packet most captures are
 * made of and fills in what decode_ether(), decode_ip4() and decode_tcp()
 * would; of all else it leaves the walk to them as it is.
 */
#include "walk.h"

enum {
    ETHER_HDR = 14,
    IP4_HDR = 20,
    IP6_HDR = 40,
    TYPE_IP4 = 0x0800,
    TYPE_IP6 = 0x86dd,
    NO_OPTIONS = 0x45, /* version 4, five words */
    PROTO_TCP = 6,
};

/* Whole, not cut, and without anything that needs a remark. */
static bool is_plain4(const struct bytes *b)
{
    const uint8_t *p = b->p;

    if (b->cap < ETHER_HDR + IP4_HDR || b->len < b->cap ||
        load_be16(p + 12) != TYPE_IP4 || p[ETHER_HDR] != NO_OPTIONS)
        return false;
    const uint32_t total = load_be16(p + ETHER_HDR + 2);
    return total >= IP4_HDR && total <= b->len - ETHER_HDR &&
           (load_be16(p + ETHER_HDR + 6) & (TL_IP4_MF | TL_IP4_OFFSET)) == 0;
}

/* The same, with TCP right behind the header (RFC 8200 section 3). */
static bool is_plain6(const struct bytes *b)
{
    const uint8_t *p = b->p;

    if (b->cap < ETHER_HDR + IP6_HDR || b->len < b->cap ||
        load_be16(p + 12) != TYPE_IP6 || p[ETHER_HDR] >> 4 != 6 ||
        p[ETHER_HDR + 6] != PROTO_TCP)
        return false;
    const uint32_t payload = load_be16(p + ETHER_HDR + 4);
    return payload != 0 && payload + IP6_HDR <= b->len - ETHER_HDR;
}

/* No more is written than is read later: the union behind it is large. */
static void place(struct tl_layer *l, enum tl_kind kind, uint8_t ip,
                  uint32_t off, const struct bytes *b)
{
    l->kind = (uint8_t)kind;
    l->end = TL_WHOLE;
    l->ip = ip;
    l->depth = 0;
    l->plain_only = false;
    l->verbose_only = false;
    l->off = off;
    l->cap = b->cap;
    l->len = b->len;
}

static void fill_ip4(struct tl_ip4 *ip, const uint8_t *p, uint16_t total)
{
    ip->fault = TL_IP4_FINE;
    ip->version = 4;
    ip->hdr_len = IP4_HDR;
    ip->tos = p[1];
    ip->ttl = p[8];
    ip->proto = p[9];
    ip->total_len = total;
    ip->id = load_be16(p + 4);
    ip->checksum = load_be16(p + 10);
    ip->frag = load_be16(p + 6);
    ip->missing = 0;
    ip->src = p + 12;
    ip->dst = p + 16;
}

/*
 * What is left is kept here until all of it is known: what is stored in the
 * walk is stored each time.
 */
static inline void walk_ether(struct walk *w, uint16_t type, struct bytes *rest)
{
    const uint8_t *const p = rest->p;
    struct tl_layer *const l = w->pkt->layers;

    place(&l[0], TL_ETHER, TL_NO_LAYER, 0, rest);
    l[0].ether = (struct tl_ether){p, p + 6, type};
    bytes_advance(rest, ETHER_HDR);
    w->pkt->link_hdr_len = ETHER_HDR;
    w->link_part = 0;
    w->ip = 1;
}

static inline void walk_tcp(struct walk *w, uint32_t off, struct bytes rest)
{
    struct tl_layer *const l = &w->pkt->layers[2];

    place(l, TL_TCP, w->ip, off, &rest);
    w->rest = rest;
    w->proto = PROTO_TCP;
    w->pkt->n_layers = 3;
    w->pkt->plain_tcp = true;
    decode_tcp(w, l);
}

static void walk_ip4(struct walk *w)
{
    struct tl_layer *const l = &w->pkt->layers[1];
    struct bytes rest = w->rest;
    const uint8_t *const p = rest.p + ETHER_HDR;
    const uint16_t total = load_be16(p + 2);

    walk_ether(w, TYPE_IP4, &rest);
    bytes_limit(&rest, total);
    place(l, TL_IPV4, TL_NO_LAYER, ETHER_HDR, &rest);
    fill_ip4(&l->ip4, p, total);
    bytes_advance(&rest, IP4_HDR);
    if (l->ip4.proto == PROTO_TCP) {
        walk_tcp(w, ETHER_HDR + IP4_HDR, rest);
        return;
    }
    w->rest = rest;
    w->pkt->n_layers = 2;
    walk_next_ip_proto(w, l->ip4.proto);
}

static void walk_ip6(struct walk *w)
{
    struct tl_layer *const l = &w->pkt->layers[1];
    struct bytes rest = w->rest;
    const uint8_t *const p = rest.p + ETHER_HDR;

    walk_ether(w, TYPE_IP6, &rest);
    bytes_limit(&rest, IP6_HDR + (uint32_t)load_be16(p + 4));
    place(l, TL_IPV6, TL_NO_LAYER, ETHER_HDR, &rest);
    l->ip6.fault = TL_IP6_FINE;
    l->ip6.jumbo_len = l->ip6.missing = 0;
    walk_read_ip6(&l->ip6, p);
    bytes_advance(&rest, IP6_HDR);
    walk_tcp(w, ETHER_HDR + IP6_HDR, rest);
}

void walk_plain(struct walk *w)
{
    if (is_plain4(&w->rest))
        walk_ip4(w);
    else if (is_plain6(&w->rest))
        walk_ip6(w);
}
