/*
 * neighbours.c - IGMP (RFC 2236, 3376) and ARP (RFC 826).
 */
#include "walk.h"

enum { ARP_FIXED = 8 };

void decode_igmp(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;
    const uint32_t cap = w->rest.cap;

    w->next = TL_NONE;
    if (cap == 0) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    l->igmp = (struct tl_igmp){
        .type = p[0],
        .code = cap >= 2 ? p[1] : 0,
        .checksum = cap >= 4 ? load_be16(p + 2) : 0,
        .group = p + 4,
    };
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
