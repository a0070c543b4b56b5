/*
 * dhcp6.h - what the files of the DHCPv6 printer share. All octets of a span
 * are captured.
 */
#ifndef TCPLINE_PROTOCOLS_DHCP6_H
#define TCPLINE_PROTOCOLS_DHCP6_H

#include "printer.h"
#include "span.h"

/* A whole message, perhaps one that a relay has wrapped. */
void dhcp6_print_message(struct printer *pr, struct span m);

/* Each of the options that fill `list`: " (name data)". */
void dhcp6_print_options(struct printer *pr, struct span list);

#endif
