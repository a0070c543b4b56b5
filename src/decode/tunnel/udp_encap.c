/*
 * udp_encap.c - what IPsec sends through NAT in UDP (RFC 3948): ESP, and
 * behind a word of zeros, which is no SPI, IKE.
 */
#include "walk.h"

enum { MARKER = 4, KEEPALIVE = 0xff };

void decode_udp_encap(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    const bool lone = w->rest.len == 1; /* looked at before the length */

    w->next = TL_NONE;
    if (lone && w->rest.cap == 1 && p[0] == KEEPALIVE)
        return;
    if (w->rest.cap >= MARKER) {
        const uint32_t spi = load_be32(p);
        w->next = next_of_udp_encap(spi);
        if (spi == 0)
            walk_past(w, MARKER);
    } else if (w->rest.len >= MARKER || (lone && w->rest.cap == 0)) {
        walk_end(w, l, TL_CUT_NEEDED);
    } else {
        walk_end(w, l, TL_CUT_SEEN);
    }
}
