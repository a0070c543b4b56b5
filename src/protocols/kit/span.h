/*
 * span.h - octets of a payload, by their offset from its first: what is left
 * of a message, of a list, of a value.
 */
#ifndef TCPLINE_PROTOCOLS_SPAN_H
#define TCPLINE_PROTOCOLS_SPAN_H

#include <stdint.h>

struct span {
    uint32_t off;
    uint32_t len; /* by the headers; they need not be captured */
};

/* Moves behind the first `n`, at most all of them. */
static inline void span_skip(struct span *s, uint32_t n)
{
    s->off += n;
    s->len -= n;
}

#endif
