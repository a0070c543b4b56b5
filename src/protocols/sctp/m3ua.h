/*
 * m3ua.h - SS7 over IP, inside SCTP (RFC 4666).
 */
#ifndef TCPLINE_PROTOCOLS_M3UA_H
#define TCPLINE_PROTOCOLS_M3UA_H

#include "printer.h"

/* The message in the `n` bytes from `off`. */
void m3ua_print(struct printer *pr, uint32_t off, uint32_t n);

#endif
