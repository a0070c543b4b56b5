/*
 * bgp_community.h - extended communities (RFC 4360 and its registry).
 */
#ifndef TCPLINE_PROTOCOLS_BGP_COMMUNITY_H
#define TCPLINE_PROTOCOLS_BGP_COMMUNITY_H

#include "bgp_kit.h"

/* The communities in the attribute's value. */
void bgp_print_ext_communities(struct printer *pr, const struct bgp_attr *attr);

#endif
