/*
 * dhcp.h - what the files of the DHCP printer share.
 */
#ifndef TCPLINE_PROTOCOLS_DHCP_H
#define TCPLINE_PROTOCOLS_DHCP_H

#include "codes.h"
#include "printer.h"

/* The magic cookie at `off` and the options behind it (RFC 2132). */
void dhcp_print_options(struct printer *pr, uint32_t off);

#endif
