/*
 * ipsec.c - the authentication header (RFC 4302), which TCP may follow, and
 * ESP (RFC 4303), which hides it.
 */
#include "walk.h"

enum { AH_FIXED = 12, AH_MIN = 8, ESP_FIXED = 8 };

/*
 * The length byte counts words, less two; the oracle takes even a length that
 * does not cover the fixed part at its word.
 */
void decode_ah(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;
    const uint32_t cap = w->rest.cap;
    struct tl_ipsec *ah = &l->ipsec;

    *ah = (struct tl_ipsec){0};
    if (cap < 2) {
        walk_end(w, l, cap == 0 ? TL_CUT_SEEN : TL_CUT_NEEDED);
        return;
    }
    ah->next_header = p[0];
    ah->length = p[1];
    ah->reserved = cap >= 4 ? load_be16(p + 2) : 0;
    ah->spi = cap >= 8 ? load_be32(p + 4) : 0;
    ah->seq = cap >= AH_FIXED ? load_be32(p + 8) : 0;
    const uint32_t len = ah->length * 4U + AH_MIN;
    if (cap < len || cap < AH_FIXED) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    bytes_advance(&w->rest, len);
    walk_next_ip_proto(w, ah->next_header);
}

void decode_esp(struct walk *w, struct tl_layer *l)
{
    /* The oracle wants a byte behind the header. */
    if (w->rest.cap <= ESP_FIXED) {
        walk_end(w, l, TL_CUT_SEEN);
        return;
    }
    l->ipsec = (struct tl_ipsec){.spi = load_be32(w->rest.p),
                                 .seq = load_be32(w->rest.p + 4)};
    w->next = TL_NONE;
}
