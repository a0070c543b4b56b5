/*
 * walk.c - how a walk goes on behind an IP header, and in what was unpacked.
 */
#include "walk.h"

#include <string.h>

#include "next.h"

void walk_next_ip_proto(struct walk *w, uint8_t proto)
{
    w->proto = proto;
    w->next = next_of_ip_type(
        next_of_ip_proto(proto, w->pkt->layers[w->ip].kind == TL_IPV4),
        w->pkt->raw.type);
}

uint8_t *walk_unpack(struct walk *w, uint32_t n)
{
    struct tl_raw *raw = &w->pkt->raw;
    struct tl_side *side = raw->side;

    if (side == NULL || raw->cap_len > TL_SIDE_ROOM)
        return NULL;
    if (raw->data != side->data) {
        memcpy(side->data, raw->data, raw->cap_len);
        side->used = raw->cap_len;
        raw->data = side->data;
    }
    return n <= TL_SIDE_ROOM - side->used ? side->data + side->used : NULL;
}

void walk_enter(struct walk *w, const uint8_t *unpacked, uint32_t n)
{
    w->pkt->raw.side->used += n;
    w->rest = bytes_of(unpacked, n, n);
}

void walk_next_ip6_header(struct walk *w, uint8_t next_header)
{
    w->proto = next_header;
    w->next =
        next_of_ip_type(next_of_ip6_header(next_header), w->pkt->raw.type);
}
