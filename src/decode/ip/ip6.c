/*
 * ip6.c - the IPv6 header (RFC 8200 section 3).
 */
#include "walk.h"

enum { IP6_HDR = 40 };

/* Whoever looks for addresses must not meet those of the packet before. */
static void end_unread(struct walk *w, struct tl_layer *l, enum tl_end end)
{
    l->ip6.src = l->ip6.dst = NULL;
    walk_end(w, l, end);
}

void walk_read_ip6(struct tl_ip6 *ip, const uint8_t *p)
{
    const uint32_t word = load_be32(p);

    ip->version = p[0] >> 4;
    ip->traffic_class = (uint8_t)(word >> 20);
    ip->flow_label = word & 0xfffff;
    ip->payload_len = load_be16(p + 4);
    ip->next_header = p[6];
    ip->hop_limit = p[7];
    ip->src = p + 8;
    ip->dst = p + 24;
}

void decode_ip6(struct walk *w, struct tl_layer *l)
{
    struct tl_ip6 *ip = &l->ip6;
    const uint32_t granted = w->rest.len;

    w->link_part = false;
    w->ip = (uint8_t)(w->pkt->n_layers - 1);
    ip->fault = TL_IP6_FINE;
    ip->jumbo_len = 0;
    if (w->rest.cap < IP6_HDR) {
        end_unread(w, l, TL_CUT_SEEN);
        return;
    }
    if (granted < IP6_HDR) { /* MACsec's short length */
        ip->fault = TL_IP6_CARRIER_SHORT;
        end_unread(w, l, TL_BAD);
        return;
    }
    ip->version = w->rest.p[0] >> 4;
    if (ip->version != 6) {
        ip->fault = TL_IP6_VERSION;
        end_unread(w, l, TL_BAD);
        return;
    }
    walk_read_ip6(ip, w->rest.p);
    const uint32_t total = (uint32_t)ip->payload_len + IP6_HDR;
    ip->missing = granted < total ? total - granted : 0;

    /* A jumbogram's length stands in the options behind (RFC 2675). */
    walk_next_ip6_header(w, ip->next_header);
    if (ip->payload_len != 0 || !next_is_ip6_header(ip->next_header))
        bytes_limit(&w->rest, total);
    l->cap = w->rest.cap;
    l->len = w->rest.len;
    bytes_advance(&w->rest, IP6_HDR);
}
