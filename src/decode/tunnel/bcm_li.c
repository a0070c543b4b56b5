/*
 * bcm_li.c - Broadcom's shim for lawful interception: a word in front of an
 * IP packet or an Ethernet frame. The oracle goes into it with -v alone.
 */
#include "walk.h"

enum { SHIM = 4 };

void decode_bcm_li(struct walk *w, struct tl_layer *l)
{
    if (bytes_have(&w->rest, SHIM) != RD_OK) {
        walk_end(w, l, w->rest.len < SHIM ? TL_BAD : TL_CUT_NEEDED);
        return;
    }
    const uint32_t word = load_be32(w->rest.p);
    l->bcm_li = (struct tl_bcm_li){
        .direction = word >> 29,
        .type = word >> 25 & 0xf,
        .subtype = word >> 22 & 7,
        .id = word & 0x3fffff,
    };
    bytes_advance(&w->rest, SHIM);
    w->verbose_only = true;
    w->next = next_of_bcm_li(l->bcm_li.type);
    if (l->bcm_li.type == TL_BCM_LI_UNDECIDED && w->rest.cap > 0)
        w->next = next_of_version(w->rest.p[0]);
}
