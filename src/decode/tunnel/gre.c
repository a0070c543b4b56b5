/*
 * gre.c - generic routing encapsulation: version 0 (RFC 2784, 2890, and
 * RFC 1701 with its source routes), version 1 (PPTP, RFC 2637).
 */
#include "gre.h"

#include "walk.h"

enum { GRE_HDR = 4 };

/* Takes `n` bytes off the optional fields; NULL (and ended) when cut. */
static const uint8_t *take(struct walk *w, struct tl_layer *l, uint32_t n)
{
    const uint8_t *p = w->rest.p;

    if (l->end != TL_WHOLE)
        return NULL;
    if (w->rest.cap < n) {
        walk_end(w, l, TL_CUT_SEEN);
        return NULL;
    }
    bytes_advance(&w->rest, n);
    l->gre.fields += n;
    return p;
}

static void take_word(struct walk *w, struct tl_layer *l, uint32_t *out)
{
    const uint8_t *p = take(w, l, 4);
    if (p != NULL)
        *out = load_be32(p);
}

static void take_half(struct walk *w, struct tl_layer *l, uint16_t *out)
{
    const uint8_t *p = take(w, l, 2);
    if (p != NULL)
        *out = load_be16(p);
}

/* Source routes go on until one of family and length 0. */
static void skip_routes(struct walk *w, struct tl_layer *l)
{
    for (;;) {
        const uint8_t *p = take(w, l, GRE_ROUTE_HDR);
        if (p == NULL || (load_be16(p) == 0 && p[3] == 0))
            return;
        take(w, l, p[3]);
    }
}

static void decode_v0(struct walk *w, struct tl_layer *l)
{
    struct tl_gre *gre = &l->gre;

    if (gre->flags & (GRE_CHECKSUM | GRE_ROUTING)) {
        take_half(w, l, &gre->checksum);
        take_half(w, l, &gre->offset);
    }
    if (gre->flags & GRE_KEY)
        take_word(w, l, &gre->key);
    if (gre->flags & GRE_SEQUENCE)
        take_word(w, l, &gre->seq);
    if (gre->flags & GRE_ROUTING)
        skip_routes(w, l);
    if (l->end == TL_WHOLE)
        w->next = next_of_gre(gre->type);
}

static void decode_v1(struct walk *w, struct tl_layer *l)
{
    struct tl_gre *gre = &l->gre;

    /* The key is two halves here, the payload's length and the call. */
    if (gre->flags & GRE_KEY)
        take_word(w, l, &gre->key);
    if (gre->flags & GRE_SEQUENCE)
        take_word(w, l, &gre->seq);
    if (gre->flags & GRE_ACK)
        take_word(w, l, &gre->ack);
    if (l->end != TL_WHOLE || (gre->flags & GRE_SEQUENCE) == 0)
        return;
    w->next = gre->type == GRE_TYPE_PPP ? TL_PPP : TL_UNDECODED;
}

void decode_gre(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    w->next = TL_NONE;
    l->gre = (struct tl_gre){0};
    if (w->rest.cap < 2) {
        walk_end(w, l, TL_CUT_SEEN);
        return;
    }
    l->gre.flags = load_be16(p);
    if ((l->gre.flags & GRE_VERSION) > 1) {
        walk_end(w, l, TL_BAD);
        return;
    }
    if (w->rest.cap < GRE_HDR) {
        walk_end(w, l, TL_CUT_SEEN);
        return;
    }
    l->gre.type = load_be16(p + 2);
    bytes_advance(&w->rest, GRE_HDR);
    if ((l->gre.flags & GRE_VERSION) == 0)
        decode_v0(w, l);
    else
        decode_v1(w, l);
}
