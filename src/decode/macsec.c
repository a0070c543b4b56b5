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

void decode_macsec(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;
    struct tl_macsec *sec = &l->macsec;

    *sec = (struct tl_macsec){0};
    w->next = TL_NONE;
    if (w->rest.cap < TAG) {
        walk_skip_cut(w);
        walk_end(w, l, TL_CUT_SEEN);
        return;
    }
    sec->tci = p[0];
    sec->short_len = p[1];
    sec->number = load_be32(p + 2);
    walk_past(w, TAG);
    if (!tag_is_valid(sec)) {
        walk_end(w, l, TL_BAD);
        return;
    }
    w->next = TL_UNDECODED;
}
