/*
 * vxlan.c - Ethernet in UDP behind two words: VXLAN (RFC 7348), OTV
 * (draft-hasmit-otv), VXLAN-GPE (draft-ietf-nvo3-vxlan-gpe).
 */
#include "walk.h"

enum { VXLAN_HDR = 8 };

/* Whatever is captured is read: the line shows it piece by piece. */
static bool read_fields(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;
    const uint32_t cap = w->rest.cap;

    l->vxlan = (struct tl_vxlan){
        .flags = cap >= 1 ? p[0] : 0,
        .overlay = cap >= 4 ? load_be24(p + 1) : 0,
        .next = cap >= 4 ? p[3] : 0,
        .vni = cap >= 7 ? load_be24(p + 4) : 0,
    };
    if (w->rest.len < VXLAN_HDR) {
        walk_end(w, l, TL_BAD);
        return false;
    }
    if (cap < VXLAN_HDR) {
        walk_end(w, l, TL_CUT_NEEDED);
        return false;
    }
    bytes_advance(&w->rest, VXLAN_HDR);
    return true;
}

void decode_vxlan(struct walk *w, struct tl_layer *l)
{
    if (read_fields(w, l))
        w->next = TL_ETHER;
}

void decode_vxlan_gpe(struct walk *w, struct tl_layer *l)
{
    if (read_fields(w, l))
        w->next = next_of_gpe(l->vxlan.next);
}
