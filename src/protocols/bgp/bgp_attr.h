/*
 * bgp_attr.h - the path attributes of an update (RFC 4271, 4.3 and 5).
 */
#ifndef TCPLINE_PROTOCOLS_BGP_ATTR_H
#define TCPLINE_PROTOCOLS_BGP_ATTR_H

#include "bgp_kit.h"

/* A list of path attributes, of an update or of an attribute set in one. */
struct bgp_attr_list {
    uint32_t off;
    uint32_t end;
    uint32_t bound; /* a header may not run past this */
    unsigned level;
    uint32_t left; /* out: octets of an attribute too short to print */
};

/* False when bytes are missing. */
bool bgp_print_attrs(struct printer *pr, struct bgp_attr_list *list);

#endif
