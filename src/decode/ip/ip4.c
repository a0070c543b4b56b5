/*
 * ip4.c - the IPv4 header (RFC 791).
 */
#include "walk.h"

enum { IP4_MIN_HDR = 20 };

/* Whoever looks for addresses must not meet those of the packet before. */
static void end_unread(struct walk *w, struct tl_layer *l, enum tl_end end)
{
    l->ip4.src = l->ip4.dst = NULL;
    walk_end(w, l, end);
}

static void end_bad(struct walk *w, struct tl_layer *l, enum tl_ip4_fault fault)
{
    l->ip4.fault = fault;
    walk_end(w, l, TL_BAD);
}

static void read_fields(struct tl_ip4 *ip, const uint8_t *p)
{
    ip->hdr_len = (uint8_t)((p[0] & 15) * 4);
    ip->tos = p[1];
    ip->total_len = load_be16(p + 2);
    ip->id = load_be16(p + 4);
    ip->frag = load_be16(p + 6);
    ip->ttl = p[8];
    ip->proto = p[9];
    ip->checksum = load_be16(p + 10);
    ip->src = p + 12;
    ip->dst = p + 16;
}

void decode_ip4(struct walk *w, struct tl_layer *l)
{
    struct tl_ip4 *ip = &l->ip4;
    const uint32_t granted = w->rest.len;

    w->link_part = false;
    w->ip = (uint8_t)(w->pkt->n_layers - 1);
    ip->fault = TL_IP4_FINE;
    if (w->rest.cap == 0) {
        end_unread(w, l, TL_CUT_NEEDED);
        return;
    }
    ip->version = w->rest.p[0] >> 4;
    if (ip->version != 4) {
        ip->fault = TL_IP4_VERSION;
        end_unread(w, l, TL_BAD);
        return;
    }
    if (w->rest.cap < IP4_MIN_HDR) {
        end_unread(w, l, TL_CUT_SEEN);
        return;
    }
    if (granted < IP4_MIN_HDR) { /* MACsec's short length */
        ip->fault = TL_IP4_CARRIER_SHORT;
        end_unread(w, l, TL_BAD);
        return;
    }
    read_fields(ip, w->rest.p);
    if (ip->hdr_len < IP4_MIN_HDR) {
        end_bad(w, l, TL_IP4_HLEN);
        return;
    }
    ip->missing = granted < ip->total_len ? ip->total_len - granted : 0;
    if (ip->total_len < ip->hdr_len) {
        end_bad(w, l, TL_IP4_TOTAL_LEN);
        return;
    }

    bytes_limit(&w->rest, ip->total_len);
    l->cap = w->rest.cap;
    l->len = ip->total_len;
    bytes_advance(&w->rest, ip->hdr_len < l->cap ? ip->hdr_len : l->cap);
    w->rest.len = (uint32_t)(ip->total_len - ip->hdr_len);
    walk_next_ip_proto(w, ip->proto);
    if ((ip->frag & TL_IP4_OFFSET) != 0)
        w->next = TL_LATER_FRAGMENT;
}
