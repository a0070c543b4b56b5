/*
 * pim.c - PIM (RFC 7761), of which one message carries a packet: a register
 * takes a multicast sender's to the rendezvous point (section 4.9.3). The
 * oracle goes into it with -v alone. All others are a leaf's.
 */
#include "walk.h"

enum { HDR = 8, VERSION_AND_TYPE = 0x21 };

static uint32_t registered(const struct walk *w)
{
    if (w->rest.cap <= HDR || w->rest.p[0] != VERSION_AND_TYPE)
        return TL_NONE;
    return next_of_version(w->rest.p[HDR]);
}

void decode_pim(struct walk *w, struct tl_layer *l)
{
    const uint32_t next = registered(w);

    if (next == TL_NONE) {
        w->next = next_of_pim();
        l->kind = TL_LEAF;
        decode_leaf(w, l);
        return;
    }
    bytes_advance(&w->rest, HDR);
    w->verbose_only = true;
    w->next = next;
}
