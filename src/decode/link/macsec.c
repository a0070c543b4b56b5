/*
 * macsec.c - the security tag of MACsec (IEEE 802.1AE). Behind it stands, if
 * it is neither encrypted nor changed, what would follow the addresses.
 */
#include "macsec.h"

#include "walk.h"

enum { TAG = 6, SCI = 8, ICV = 16, TYPE = 2 };

static bool tag_is_valid(const struct tl_macsec *sec)
{
    return (sec->tci & MACSEC_VERSION) == 0 &&
           sec->short_len <= MACSEC_MAX_SHORT;
}

/* The check value at the end is no data; a short length says so again. */
static bool cut_off_icv(struct walk *w, const struct tl_macsec *sec)
{
    if (w->rest.cap < ICV || w->rest.cap - ICV < sec->short_len)
        return false;
    w->rest.cap -= ICV;
    w->rest.len -= w->rest.len < ICV ? w->rest.len : ICV;
    if (sec->short_len != 0)
        w->rest.len = sec->short_len;
    return true;
}

static void decode_plain(struct walk *w, struct tl_layer *l)
{
    struct tl_macsec *sec = &l->macsec;

    if (!cut_off_icv(w, sec)) {
        walk_skip_cut(w);
        walk_end(w, l, TL_CUT_SEEN);
        return;
    }
    if (w->rest.cap < TYPE) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    if (sec->short_len != 0 && sec->short_len < TYPE) {
        walk_end(w, l, TL_BAD);
        return;
    }
    sec->type = load_be16(w->rest.p);
    walk_past(w, TYPE);
    walk_next_ethertype(w, sec->type);
}

void decode_macsec(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;
    struct tl_macsec *sec = &l->macsec;
    uint32_t len = TAG;

    *sec = (struct tl_macsec){0};
    if (w->rest.cap >= TAG && (p[0] & MACSEC_SCI))
        len += SCI;
    if (w->rest.cap < len) {
        walk_skip_cut(w);
        walk_end(w, l, TL_CUT_SEEN);
        return;
    }
    *sec = (struct tl_macsec){
        .has_tag = true,
        .tci = p[0],
        .short_len = p[1],
        .number = load_be32(p + 2),
        .sci = p[0] & MACSEC_SCI ? p + TAG : NULL,
    };
    if (!tag_is_valid(sec)) {
        walk_skip_cut(w);
        walk_end(w, l, TL_BAD);
        return;
    }
    walk_past(w, len);
    if (macsec_hides(l))
        w->next = TL_UNDECODED;
    else
        decode_plain(w, l);
}
