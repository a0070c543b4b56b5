/*
 * ospf3_lsa.h - link state advertisements of OSPF version 3 (RFC 5340).
 */
#ifndef TCPLINE_PROTOCOLS_OSPF3_LSA_H
#define TCPLINE_PROTOCOLS_OSPF3_LSA_H

#include "printer.h"

/* "Options [V6, External]"; `bits` are 24. */
void ospf3_put_options(struct printer *pr, const char *open, uint32_t bits);

/*
 * Where a length is found to be wrong, or a request not to be captured: the
 * mark ends the text, but not the packet. Until ospf3_settle() this is a cut
 * like any other.
 */
void ospf3_give_up(struct printer *pr);

/* False when the lists were given up; the mark is there then. */
bool ospf3_settle(struct printer *pr);

/* A request, 12 octets. */
void ospf3_put_request(struct printer *pr, uint32_t off);

void ospf3_put_lsa_header(struct printer *pr, uint32_t off);

/*
 * An advertisement, header and body; its length, or 0 where it does not hold
 * what it must, and then the lists are given up.
 */
uint32_t ospf3_put_lsa(struct printer *pr, uint32_t off, uint32_t left);

#endif
