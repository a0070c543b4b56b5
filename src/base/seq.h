/*
 * seq.h - sequence numbers compared on their circle (RFC 9293 section 3.4).
 *
 * At a distance of exactly half the circle both "below" and "above" hold, as
 * they do in Wireshark.
 */
#ifndef TCPLINE_BASE_SEQ_H
#define TCPLINE_BASE_SEQ_H

#include <stdbool.h>
#include <stdint.h>

static inline bool seq_below(uint32_t a, uint32_t b)
{
    return (int32_t)(a - b) < 0;
}

static inline bool seq_above(uint32_t a, uint32_t b)
{
    return seq_below(b, a);
}

static inline bool seq_not_above(uint32_t a, uint32_t b)
{
    return a == b || seq_below(a, b);
}

#endif
