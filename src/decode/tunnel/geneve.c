/*
 * geneve.c - generic network virtualization encapsulation (RFC 8926).
 */
#include "walk.h"

enum { GENEVE_HDR = 8 };

void decode_geneve(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    w->next = TL_NONE;
    if (w->rest.cap < GENEVE_HDR) {
        walk_end(w, l, w->rest.len < GENEVE_HDR ? TL_BAD : TL_CUT_SEEN);
        return;
    }
    l->geneve = (struct tl_geneve){
        .version = p[0] >> 6,
        .options_len = (uint8_t)((p[0] & 0x3f) * 4),
        .flags = p[1],
        .type = load_be16(p + 2),
        .vni = load_be24(p + 4),
        .reserved = p[7],
    };
    bytes_advance(&w->rest, GENEVE_HDR);
    if (l->geneve.version != 0 || w->rest.len < l->geneve.options_len) {
        walk_end(w, l, TL_BAD);
        return;
    }
    if (bytes_skip(&w->rest, l->geneve.options_len) != RD_OK) {
        walk_end(w, l, TL_CUT_SEEN);
        return;
    }
    w->next = next_of_geneve(l->geneve.type);
}
