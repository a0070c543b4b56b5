/*
 * protocols.h - the leaves, by their place in the list.
 */
#ifndef TCPLINE_PROTOCOLS_PROTOCOLS_H
#define TCPLINE_PROTOCOLS_PROTOCOLS_H

#include "protocol.h"

/* Never NULL for a leaf of the list. */
const struct protocol *protocol_of(enum tl_leaf leaf);

enum protocol_end {
    PROTOCOL_NOT_MINE, /* nothing was appended */
    PROTOCOL_DONE,     /* printed, perhaps with a mark of its own */
    PROTOCOL_CUT, /* the capture ended inside: decoding of the packet stops */
};

/* Runs the leaf on `pr`. On PROTOCOL_CUT the mark has been appended. */
enum protocol_end protocol_print(enum tl_leaf leaf, struct printer *pr);

#endif
