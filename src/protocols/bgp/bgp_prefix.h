/*
 * bgp_prefix.h - reachability entries that are an address prefix, bare or
 * behind a label and a route distinguisher (RFC 4271, 8277, 4364).
 */
#ifndef TCPLINE_PROTOCOLS_BGP_PREFIX_H
#define TCPLINE_PROTOCOLS_BGP_PREFIX_H

#include "bgp_kit.h"

/*
 * Whether prefixes in a list seem to carry path identifiers; nothing in the
 * list says so. `max_bits` is the address size.
 */
bool bgp_guess_add_path(struct printer *pr, uint32_t off, uint32_t len,
                        unsigned max_bits);

/* The IPv4 entry of the update message itself: bounded by the list. */
bgp_nlri_fn bgp_nlri_update;
bgp_nlri_fn bgp_nlri_plain4, bgp_nlri_plain6, bgp_nlri_nsap;
bgp_nlri_fn bgp_nlri_labelled4, bgp_nlri_labelled6;
bgp_nlri_fn bgp_nlri_vpn4, bgp_nlri_vpn6, bgp_nlri_vpn_nsap;

#endif
