/*
 * dhcp6_message.h - a DHCPv6 message and its options.
 */
#ifndef TCPLINE_PROTOCOLS_DHCP6_MESSAGE_H
#define TCPLINE_PROTOCOLS_DHCP6_MESSAGE_H

#include "printer.h"
#include "span.h"

/*
 * A whole message, perhaps one that a relay has wrapped. All its octets are
 * captured.
 */
void dhcp6_print_message(struct printer *pr, struct span m);

#endif
