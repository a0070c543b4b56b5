/*
 * promise.c - what everybody who gets a decoded packet relies on.
 *
 * In: a packet as decoded. Out: whether every place in it is a place in what
 * was captured, or in what was unpacked of that.
 */
#include "promise.h"

#include <stddef.h>

/* How many bytes there are from pkt->raw.data on. */
static uint32_t readable(const struct tl_packet *pkt)
{
    const struct tl_side *side = pkt->raw.side;

    return side != NULL && pkt->raw.data == side->data ? side->used
                                                       : pkt->raw.cap_len;
}

/* What is unpacked later lies elsewhere than the addresses read before. */
static bool address_kept(const struct tl_packet *pkt, const uint8_t *p,
                         uint32_t n)
{
    const struct tl_side *side = pkt->raw.side;

    if (p == NULL || (side != NULL && pkt->raw.data == side->data))
        return true;
    const ptrdiff_t at = p - pkt->raw.data;
    return at >= 0 && n <= pkt->raw.cap_len &&
           at <= (ptrdiff_t)(pkt->raw.cap_len - n);
}

static bool addresses_kept(const struct tl_packet *pkt,
                           const struct tl_layer *l)
{
    if (l->kind == TL_IPV4)
        return address_kept(pkt, l->ip4.src, 4) &&
               address_kept(pkt, l->ip4.dst, 4);
    return l->kind != TL_IPV6 || (address_kept(pkt, l->ip6.src, 16) &&
                                  address_kept(pkt, l->ip6.dst, 16));
}

static bool layer_kept(const struct tl_packet *pkt, unsigned i)
{
    const struct tl_layer *l = &pkt->layers[i];
    const uint32_t end = readable(pkt);

    return l->off <= end && l->cap <= end - l->off &&
           (l->ip == TL_NO_LAYER || l->ip <= i) && addresses_kept(pkt, l);
}

/* An option may declare more than its header has room for. */
static bool option_kept(const struct tl_tcp *tcp, const struct tl_tcp_option *o)
{
    if (o->data_cap > o->data_len)
        return false;
    if (o->data == NULL)
        return o->data_len == 0;
    const ptrdiff_t at = o->data - tcp->hdr;
    return at >= 0 && (uint32_t)at <= tcp->hdr_len &&
           (uint32_t)at + o->data_cap <= tcp->seg_cap;
}

static bool options_kept(const struct tl_tcp *tcp)
{
    if (tcp->n_options > TL_MAX_TCP_OPTIONS)
        return false;
    for (unsigned i = 0; i < tcp->n_options; i++)
        if (!option_kept(tcp, &tcp->options[i]))
            return false;
    return true;
}

static bool tcp_kept(const struct tl_packet *pkt)
{
    enum { PORTS = 4, LEAST = 20 };
    const struct tl_layer *l = &pkt->layers[pkt->tcp_layer];
    const struct tl_tcp *tcp = &pkt->tcp;

    if (pkt->tcp_layer >= pkt->n_layers || tcp->seg_cap > l->cap)
        return false;
    switch (tcp->end) {
    case TL_TCP_NO_PORTS:
        return true;
    case TL_TCP_NO_HEADER:
        return tcp->seg_cap >= PORTS;
    case TL_TCP_HLEN_SHORT:
        return tcp->seg_cap >= LEAST;
    default:
        return tcp->seg_cap >= LEAST && tcp->hdr_len >= LEAST &&
               options_kept(tcp);
    }
}

bool promise_kept(const struct tl_packet *pkt)
{
    if (pkt->n_layers > TL_MAX_LAYERS)
        return false;
    for (unsigned i = 0; i < pkt->n_layers; i++)
        if (!layer_kept(pkt, i))
            return false;
    return pkt->tcp_layer == TL_NO_LAYER || tcp_kept(pkt);
}
