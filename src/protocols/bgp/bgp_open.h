/*
 * bgp_open.h - the open message and its capabilities (RFC 4271, 5492).
 */
#ifndef TCPLINE_PROTOCOLS_BGP_OPEN_H
#define TCPLINE_PROTOCOLS_BGP_OPEN_H

#include "printer.h"

/*
 * The body of an open message of `len` octets whose marker is at `off`; false
 * when bytes are missing.
 */
bool bgp_print_open(struct printer *pr, uint32_t off, uint32_t len);

#endif
