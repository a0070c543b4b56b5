/*
 * l2tp.c - the layer two tunnelling protocol (RFC 2661): its data messages
 * carry PPP.
 */
#include "l2tp.h"

#include "walk.h"

static bool take_half(struct walk *w, struct tl_layer *l, uint16_t *out)
{
    if (bytes_u16(&w->rest, out) == RD_OK)
        return true;
    walk_end(w, l, TL_CUT_NEEDED);
    return false;
}

/* The fields the flags call for; false (and ended) when cut. */
static bool take_fields(struct walk *w, struct tl_layer *l)
{
    struct tl_l2tp *l2tp = &l->l2tp;
    uint16_t pad = 0;

    if ((l2tp->flags & L2TP_LENGTH) && !take_half(w, l, &l2tp->length))
        return false;
    if (!take_half(w, l, &l2tp->tunnel) || !take_half(w, l, &l2tp->session))
        return false;
    if ((l2tp->flags & L2TP_SEQUENCE) &&
        (!take_half(w, l, &l2tp->ns) || !take_half(w, l, &l2tp->nr)))
        return false;
    if ((l2tp->flags & L2TP_OFFSET) == 0)
        return true;
    if (!take_half(w, l, &pad))
        return false;
    if (bytes_skip(&w->rest, pad) != RD_OK) {
        walk_end(w, l, TL_CUT_SEEN);
        return false;
    }
    return true;
}

void decode_l2tp(struct walk *w, struct tl_layer *l)
{
    struct tl_l2tp *l2tp = &l->l2tp;

    *l2tp = (struct tl_l2tp){0};
    w->next = TL_NONE;
    if (!take_half(w, l, &l2tp->flags))
        return;
    if ((l2tp->flags & L2TP_VERSION) != 2) {
        walk_end(w, l, TL_BAD);
        return;
    }
    if (!take_fields(w, l))
        return;
    l2tp->hdr_len =
        (uint16_t)((uint32_t)(w->rest.p - w->pkt->raw.data) - l->off);
    if ((l2tp->flags & L2TP_LENGTH) == 0)
        l2tp->length = (uint16_t)l->len;
    const bool control = (l2tp->flags & L2TP_CONTROL) != 0;
    if (l2tp->length < l2tp->hdr_len || l2tp->length > l->len ||
        (control &&
         ((l2tp->flags & L2TP_LENGTH) == 0 || l2tp->length == l2tp->hdr_len)))
        return;
    w->rest.len = (uint32_t)(l2tp->length - l2tp->hdr_len);
    w->next = next_of_l2tp(control);
}
