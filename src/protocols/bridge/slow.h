/*
 * slow.h - what the slow protocols share (IEEE 802.3 annexes 57A and 57B).
 */
#ifndef TCPLINE_PROTOCOLS_SLOW_H
#define TCPLINE_PROTOCOLS_SLOW_H

#include "printer.h"
#include "span.h"

/* "packet is too short", on a line of its own with -v. */
void slow_put_too_short(struct printer *pr);

/* Of an element's type and length. */
enum { SLOW_ELEMENT_HDR = 2 };

/* Whether `list` has so many octets, and they are captured; says when not. */
bool slow_has(struct printer *pr, const struct span *list, uint32_t octets);

/* The same of the element at its head, which says that it has `len`. */
bool slow_has_element(struct printer *pr, const struct span *list,
                      uint32_t len);

/* Operations, administration and maintenance, behind its subtype. */
void oam_print(struct printer *pr, struct span pdu);

#endif
