/*
 * icmp6.h - the parts of an ICMPv6 line. Private to render.
 */
#ifndef TCPLINE_RENDER_ICMP6_H
#define TCPLINE_RENDER_ICMP6_H

#include "render.h"

enum { ICMP6_HDR = 8, ICMP6_ADDR = 16 };

/* How a message's own text ended, and whether its length is still to come. */
enum icmp6_body {
    ICMP6_SHOWN,      /* ", length N" follows, but not with -v */
    ICMP6_HAS_LENGTH, /* it has said its length, or never does */
    ICMP6_CUT,        /* the capture ended inside */
};

static inline const uint8_t *icmp6_at(const struct line *line,
                                      const struct tl_layer *l, uint32_t at)
{
    return line->pkt->raw.data + l->off + at;
}

/* Neighbour discovery (RFC 4861): solicitations, advertisements, redirect. */
enum icmp6_body put_icmp6_discovery(struct line *line,
                                    const struct tl_layer *l);

/* Multicast listener discovery (RFC 2710, RFC 3810). */
enum icmp6_body put_icmp6_listener(struct line *line, const struct tl_layer *l);

#endif
