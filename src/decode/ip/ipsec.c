/*
 * ipsec.c - the authentication header (RFC 4302), which TCP may follow, and
 * ESP (RFC 4303), which hides it unless somebody has the keys.
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

/* The bytes behind the payload: padding, its length, the next header. */
static void enter_payload(struct walk *w, struct tl_layer *l, const uint8_t *p,
                          uint32_t n)
{
    enum { TRAILER = 2 };

    if (n < TRAILER || n - TRAILER < p[n - TRAILER]) {
        l->ipsec.short_inside = true;
        return;
    }
    l->ipsec.next_header = p[n - 1];
    walk_enter(w, p, n - TRAILER - p[n - TRAILER]);
    walk_next_ip_proto(w, l->ipsec.next_header);
}

static void open_esp(struct walk *w, struct tl_layer *l)
{
    const struct tl_opener *opener = w->pkt->raw.opener;
    const struct tl_layer *ip = &w->pkt->layers[l->ip];
    const bool is_ip4 = ip->kind == TL_IPV4;
    const struct tl_sealed sealed = {
        .spi = l->ipsec.spi,
        .dst = is_ip4 ? ip->ip4.dst : ip->ip6.dst,
        .dst_len = is_ip4 ? 4 : 16,
        .data = w->rest.p + ESP_FIXED,
        .len = w->rest.cap - ESP_FIXED,
    };
    uint8_t *room = walk_unpack(w, sealed.len);
    uint32_t n;

    if (room == NULL)
        return;
    switch (opener->open(opener->ctx, &sealed, room, &n)) {
    case TL_NO_KEY:
    case TL_SEALED_ODD:
        break;
    case TL_SEALED_SHORT:
        l->ipsec.short_inside = true;
        break;
    case TL_OPENED:
        enter_payload(w, l, room, n);
        break;
    }
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
    if (w->pkt->raw.opener != NULL && l->ip != TL_NO_LAYER)
        open_esp(w, l);
}
