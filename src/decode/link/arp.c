/*
 * arp.c - ARP (RFC 826).
 */
#include "walk.h"

enum { ARP_FIXED = 8 };

void decode_arp(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;
    struct tl_arp *arp = &l->arp;

    w->link_part = false;
    if (w->rest.cap < ARP_FIXED) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    w->next = next_of_arp(load_be16(p));
    if (w->next != TL_NONE) {
        *arp = (struct tl_arp){
            .hrd = load_be16(p), .sha = p, .spa = p, .tha = p, .tpa = p};
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
    if (w->rest.cap < ARP_FIXED + 2U * arp->hln + 2U * arp->pln)
        walk_end(w, l, TL_CUT_NEEDED);
}
