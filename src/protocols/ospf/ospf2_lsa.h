/*
 * ospf2_lsa.h - link state advertisements of OSPF version 2 (RFC 2328,
 * RFC 3101, RFC 5250).
 */
#ifndef TCPLINE_PROTOCOLS_OSPF2_LSA_H
#define TCPLINE_PROTOCOLS_OSPF2_LSA_H

#include "printer.h"

/* "Options [External]" */
void ospf2_put_options(struct printer *pr, const char *open, uint8_t bits);

/* "Router LSA (1), LSA-ID: 1.1.1.1" of a request for the 12 octets at `off` */
void ospf2_put_request(struct printer *pr, uint32_t off);

/*
 * The header at `off`; its length field, header and all, or 0 where it is less
 * than a header or the header is not captured (which pins).
 */
uint32_t ospf2_put_lsa_header(struct printer *pr, uint32_t off);

/* An advertisement, header and body; what ospf2_put_lsa_header() answers. */
uint32_t ospf2_put_lsa(struct printer *pr, uint32_t off);

#endif
