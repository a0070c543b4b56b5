/*
 * dhcp6_auth.h - the authentication option of DHCPv6.
 */
#ifndef TCPLINE_PROTOCOLS_DHCP6_AUTH_H
#define TCPLINE_PROTOCOLS_DHCP6_AUTH_H

#include "printer.h"
#include "span.h"

/* The option's data `v`, all of which are captured. */
void dhcp6_print_authentication(struct printer *pr, struct span v);

#endif
