/*
 * mpls.c - a stack of MPLS labels (RFC 3032).
 *
 * Nothing in it says what it carries: the bottom label may, else the first
 * byte behind is taken for an IP version.
 */
#include "walk.h"

enum {
    MPLS_ENTRY = 4,
    MPLS_BOTTOM = 0x100,
    LABEL_IP4_NULL = 0,
    LABEL_IP6_NULL = 2,
    LABEL_NULL = 3,
};

/* TL_NONE: nothing is there, or nothing of it was captured. */
static uint32_t next_behind(uint32_t label, const struct bytes *rest)
{
    if (label == LABEL_IP4_NULL || label == LABEL_NULL)
        return TL_IPV4;
    if (label == LABEL_IP6_NULL)
        return TL_IPV6;
    if (rest->cap == 0 || rest->len == 0)
        return TL_NONE;
    return next_of_mpls(rest->p[0]);
}

void decode_mpls(struct walk *w, struct tl_layer *l)
{
    uint32_t entry = 0;

    w->link_part = false;
    l->mpls = (struct tl_mpls){0};
    while (!l->mpls.bottom) {
        if (w->rest.len < MPLS_ENTRY || w->rest.cap < MPLS_ENTRY) {
            walk_end(w, l, w->rest.len < MPLS_ENTRY ? TL_BAD : TL_CUT_NEEDED);
            return;
        }
        entry = load_be32(w->rest.p);
        bytes_advance(&w->rest, MPLS_ENTRY);
        l->mpls.n++;
        l->mpls.bottom = (entry & MPLS_BOTTOM) != 0;
    }
    w->next = next_behind(entry >> 12, &w->rest);
    if (w->next == TL_NONE && w->rest.len > 0)
        l->end = TL_CUT_NEEDED;
}
