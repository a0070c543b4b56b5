/*
 * slow.h - what the slow protocols share (IEEE 802.3 annexes 57A and 57B).
 */
#ifndef TCPLINE_PROTOCOLS_SLOW_H
#define TCPLINE_PROTOCOLS_SLOW_H

#include "printer.h"
#include "span.h"

/* "packet is too short", on a line of its own with -v. */
void slow_put_too_short(struct printer *pr);

/* Operations, administration and maintenance, behind its subtype. */
void oam_print(struct printer *pr, struct span pdu);

#endif
