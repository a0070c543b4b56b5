/*
 * cisco_kit.h - what the little protocols of Cisco's switches (DTP, UDLD, VTP)
 * have in common: their elements, and how a packet ends that is not sound.
 */
#ifndef TCPLINE_PROTOCOLS_CISCO_KIT_H
#define TCPLINE_PROTOCOLS_CISCO_KIT_H

#include "codes.h"
#include "tlv.h"

/* Type and length of two octets each; the length counts all four. */
extern const struct tlv_form cisco_elements;

/* "\n\tDomain (0x0001) TLV, length 8", the name from `names`. */
void cisco_put_head(struct printer *pr, const struct code_name *names,
                    size_t rows, const struct tlv *t);

/*
 * How a packet ends: nothing where it is `valid` or cut, else words, behind
 * which it has to be captured to its end.
 */
void cisco_put_end(struct printer *pr, bool valid);

#endif
