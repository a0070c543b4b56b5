/*
 * neighbours.c - what is not TCP: UDP (RFC 768), ICMP (RFC 792), ICMPv6
 * (RFC 4443), IGMP (RFC 2236, 3376), ARP (RFC 826).
 */
#include "walk.h"

enum { UDP_HDR = 8, ICMP_HDR = 8, ARP_FIXED = 8 };

void decode_udp(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    if (w->rest.cap < UDP_HDR) {
        if (w->rest.cap >= 4) {
            l->udp.sport = load_be16(p);
            l->udp.dport = load_be16(p + 2);
        }
        walk_end(w, l, TL_CUT_SEEN);
        return;
    }
    l->udp = (struct tl_udp){load_be16(p), load_be16(p + 2), load_be16(p + 4),
                             load_be16(p + 6)};
    w->next = TL_NONE;
}

/* Informational messages: their data is not a quoted packet. */
static bool icmp_is_query(uint8_t type)
{
    return type == 0 || type == 8 || (type >= 9 && type <= 10) ||
           (type >= 13 && type <= 18);
}

void decode_icmp(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    if (w->rest.cap < ICMP_HDR) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    l->icmp = (struct tl_icmp){
        .type = p[0],
        .code = p[1],
        .checksum = load_be16(p + 2),
        .id = load_be16(p + 4),
        .seq = load_be16(p + 6),
        .word = load_be32(p + 4),
    };
    w->next = TL_NONE;
    if (icmp_is_query(l->icmp.type))
        return;
    bytes_advance(&w->rest, ICMP_HDR);
    w->depth++;
    w->next = TL_IPV4;
}

void decode_icmp6(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    if (w->rest.cap < ICMP_HDR) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    l->icmp = (struct tl_icmp){
        .type = p[0],
        .code = p[1],
        .checksum = load_be16(p + 2),
        .id = load_be16(p + 4),
        .seq = load_be16(p + 6),
        .word = load_be32(p + 4),
    };
    w->next = TL_NONE;
}

void decode_igmp(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    if (w->rest.cap < 8) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    l->igmp = (struct tl_igmp){p[0], p[1], load_be16(p + 2), p + 4};
    w->next = TL_NONE;
}

void decode_arp(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;
    struct tl_arp *arp = &l->arp;

    w->link_part = false;
    if (w->rest.cap < ARP_FIXED) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    *arp = (struct tl_arp){
        .hrd = load_be16(p),
        .pro = load_be16(p + 2),
        .hln = p[4],
        .pln = p[5],
        .op = load_be16(p + 6),
    };
    arp->sha = p + ARP_FIXED;
    arp->spa = arp->sha + arp->hln;
    arp->tha = arp->spa + arp->pln;
    arp->tpa = arp->tha + arp->hln;
    w->next = TL_NONE;
    if (w->rest.cap < ARP_FIXED + 2U * arp->hln + 2U * arp->pln)
        walk_end(w, l, TL_CUT_NEEDED);
}
