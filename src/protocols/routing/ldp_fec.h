/*
 * ldp_fec.h - LDP's forwarding equivalence classes.
 */
#ifndef TCPLINE_PROTOCOLS_LDP_FEC_H
#define TCPLINE_PROTOCOLS_LDP_FEC_H

#include "ldp_kit.h"

/* The FEC TLV (RFC 5036, 3.4.1; RFC 4447, 5.2 for the VC element). */
void ldp_print_fec(struct printer *pr, struct span *v);

#endif
