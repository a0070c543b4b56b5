/*
 * bgp_vpn.h - reachability entries that are more than a prefix.
 */
#ifndef TCPLINE_PROTOCOLS_BGP_VPN_H
#define TCPLINE_PROTOCOLS_BGP_VPN_H

#include "bgp_kit.h"

bgp_nlri_fn bgp_nlri_mdt, bgp_nlri_route_target;
bgp_nlri_fn bgp_nlri_l2vpn, bgp_nlri_mvpn;

#endif
