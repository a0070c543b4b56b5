/*
 * isis_spb.h - topology-aware capabilities of IS-IS: shortest path bridging
 * (RFC 6329).
 */
#ifndef TCPLINE_PROTOCOLS_ISIS_SPB_H
#define TCPLINE_PROTOCOLS_ISIS_SPB_H

#include "printer.h"
#include "span.h"

/*
 * The value of type 144, or of 143, a port's; false where one of its elements
 * is not all there.
 */
bool isis_put_capability(struct printer *pr, struct span value, bool port);

#endif
