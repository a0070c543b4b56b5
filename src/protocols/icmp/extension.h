/*
 * extension.h - what ICMP errors have behind the packet they quote.
 */
#ifndef TCPLINE_PROTOCOLS_ICMP_EXTENSION_H
#define TCPLINE_PROTOCOLS_ICMP_EXTENSION_H

#include "printer.h"

/*
 * Appends the extension (RFC 4884) of the ICMP error at pr->base, which has
 * `said` to carry one, and which has room for more than the quoted packet.
 */
void print_icmp_extension(struct printer *pr, bool said);

#endif
