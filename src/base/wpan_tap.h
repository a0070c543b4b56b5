/*
 * wpan_tap.h - the header of LINKTYPE_IEEE802_15_4_TAP before a frame.
 */
#ifndef TCPLINE_BASE_WPAN_TAP_H
#define TCPLINE_BASE_WPAN_TAP_H

#include <stdbool.h>

#include "bytes.h"

enum { WPAN_TAP_FIXED = 4 }; /* version, octet of zero, whole length */

/*
 * How many of the `cap` octets at `p` it has: all of them when it is cut, none
 * when it is another version's or too short.
 */
static inline uint32_t wpan_tap_header(const uint8_t *p, uint32_t cap)
{
    if (cap < WPAN_TAP_FIXED)
        return cap;
    const uint32_t len = load_le16(p + 2);
    if (p[0] != 0 || len < WPAN_TAP_FIXED)
        return 0;
    return len < cap ? len : cap;
}

/* Whether it is captured whole. */
static inline bool wpan_tap_is_whole(const uint8_t *p, uint32_t cap)
{
    return cap >= WPAN_TAP_FIXED && load_le16(p + 2) <= cap;
}

#endif
