/*
 * nsh.c - the network service header (RFC 8300).
 */
#include "walk.h"

enum { NSH_FIXED = 8, NSH_UNIT = 4 };

void decode_nsh(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;
    const uint32_t cap = w->rest.cap;

    w->link_part = false;
    w->next = TL_NONE;
    l->nsh = (struct tl_nsh){
        .base = cap >= 4 ? load_be32(p) : 0,
        .path = cap >= 8   ? load_be32(p + 4)
                : cap >= 7 ? load_be24(p + 4) << 8
                           : 0,
    };
    if (cap < 4) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    const uint32_t len = (l->nsh.base >> 16 & 0x3f) * NSH_UNIT;
    if (l->nsh.base >> 30 != 0 || len > w->rest.len) {
        walk_end(w, l, TL_BAD);
        return;
    }
    if (cap < NSH_FIXED) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    if (len < NSH_FIXED) {
        walk_end(w, l, TL_BAD);
        return;
    }
    if (bytes_skip(&w->rest, len) != RD_OK) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    w->next = next_of_nsh(l->nsh.base & 0xff);
}
