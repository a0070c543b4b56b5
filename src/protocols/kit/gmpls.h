/*
 * gmpls.h - what the routing protocols say of links for traffic engineering
 * (RFC 3471, RFC 4124): OSPF, IS-IS.
 */
#ifndef TCPLINE_PROTOCOLS_GMPLS_H
#define TCPLINE_PROTOCOLS_GMPLS_H

#include "printer.h"

/* RFC 3471 section 3.1.1; "Unknown" */
const char *gmpls_switching(uint8_t type);
const char *gmpls_encoding(uint8_t encoding);

/* RFC 4124 section 5.1; "unknown" */
const char *gmpls_constraint_model(uint8_t model);

/* "Shared, Enhanced"; "none" */
void gmpls_put_protection(struct text *out, uint8_t bits);

/* "8.000 Mbps" of the IEEE 754 octets a second at `off` */
void gmpls_put_bandwidth(struct printer *pr, uint32_t off);

/* `n` of them, each opened by `what` and its number. */
void gmpls_put_bandwidths(struct printer *pr, const char *what, uint32_t off,
                          uint32_t n);

#endif
