/*
 * next_row.h - how the rows of next.c and next_ports.c name a carrier or a
 * leaf. Private to decode.
 */
#ifndef TCPLINE_DECODE_NEXT_ROW_H
#define TCPLINE_DECODE_NEXT_ROW_H

#include "next.h"

#define CARRIER(kind) ((uint32_t)TL_##kind)
#define LEAF(name)                                                             \
    ((uint32_t)TL_LEAF | (uint32_t)LEAF_##name << NEXT_LEAF_SHIFT)

_Static_assert(TL_KIND_COUNT <= 1 << NEXT_LEAF_SHIFT, "a kind is a byte");

#endif
