/*
 * isis_reach.h - what IS-IS says of neighbours and prefixes with elements of
 * their own (RFC 5305, RFC 5307, RFC 5308, RFC 8667).
 *
 * Each function puts one of them, in `left` octets from `off`, and answers how
 * many it takes: 0 where it ends with the mark, ISIS_LAST where nothing more of
 * the list is looked at.
 */
#ifndef TCPLINE_PROTOCOLS_ISIS_REACH_H
#define TCPLINE_PROTOCOLS_ISIS_REACH_H

#include "printer.h"

enum { ISIS_LAST = 1 << 20 };

/* The label while reads pin the packet, too, not only its text. */
extern const char isis_pinned[];

/*
 * As printer_need() for what the oracle looks for itself: it ends this protocol
 * but not the packet.
 */
bool isis_need(struct printer *pr, uint32_t off, uint32_t n);

/* `with_metric`: an alias has none. */
uint32_t isis_put_neighbor(struct printer *pr, uint32_t off, uint32_t left,
                           bool with_metric);
uint32_t isis_put_prefix4(struct printer *pr, uint32_t off, uint32_t left);
uint32_t isis_put_prefix6(struct printer *pr, uint32_t off, uint32_t left);

#endif
