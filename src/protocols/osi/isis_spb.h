/*
 * isis_spb.h - topology-aware capabilities of IS-IS: shortest path bridging
 * (RFC 6329).
 */
#ifndef TCPLINE_PROTOCOLS_ISIS_SPB_H
#define TCPLINE_PROTOCOLS_ISIS_SPB_H

#include "printer.h"
#include "span.h"

/* Values of the types 143 and 144; false where they end with the mark. */
bool isis_put_port_capability(struct printer *pr, struct span value);
bool isis_put_capability(struct printer *pr, struct span value);

#endif
