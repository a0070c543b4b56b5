/*
 * hncp.h - what HNCP's elements have from other protocols: names of hosts, and
 * what DHCP says. All octets of a value are captured.
 */
#ifndef TCPLINE_PROTOCOLS_HNCP_H
#define TCPLINE_PROTOCOLS_HNCP_H

#include "printer.h"
#include "span.h"

/* A new line of so many tabs. */
void hncp_put_line(struct printer *pr, unsigned tabs);

/*
 * The DNS name, without pointers, in at most `n` octets: how many it took, 0
 * when it does not end there, which is marked.
 */
uint32_t hncp_put_name(struct printer *pr, uint32_t off, uint32_t n);

/*
 * Options of DHCP and DHCPv6, a line each; false where they are invalid, which
 * is for the caller to say.
 */
bool hncp_print_dhcp4(struct printer *pr, struct span options, unsigned tabs);
bool hncp_print_dhcp6(struct printer *pr, struct span options, unsigned tabs);

#endif
