/*
 * fragment.h - a piece of a TCP segment that IP has cut up (RFC 791 section
 * 3.2, RFC 8200 section 4.5).
 */
#ifndef TCPLINE_DECODE_FRAGMENT_H
#define TCPLINE_DECODE_FRAGMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "tcpline/packet.h"

struct fragment {
    bool ip4;
    const uint8_t *src, *dst;
    uint32_t id;
    uint32_t offset; /* bytes into the segment */
    uint32_t len;    /* never 0 */
    bool more;       /* it is not the last */
    bool cut;        /* the snapshot ended inside it */
    const uint8_t *data;
};

/* Whether `pkt` is such a piece. A datagram in one piece is none. */
bool fragment_of(const struct tl_packet *pkt, struct fragment *out);

#endif
