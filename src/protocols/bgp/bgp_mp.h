/*
 * bgp_mp.h - the multiprotocol attributes (RFC 4760).
 */
#ifndef TCPLINE_PROTOCOLS_BGP_MP_H
#define TCPLINE_PROTOCOLS_BGP_MP_H

#include "bgp_kit.h"

/* False when bytes are missing. */
bool bgp_print_mp_reach(struct printer *pr, const struct bgp_attr *attr);
bool bgp_print_mp_unreach(struct printer *pr, const struct bgp_attr *attr);

#endif
