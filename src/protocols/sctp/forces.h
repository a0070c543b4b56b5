/*
 * forces.h - ForCES between control and forwarding elements, inside SCTP (RFC
 * 5811).
 */
#ifndef TCPLINE_PROTOCOLS_FORCES_H
#define TCPLINE_PROTOCOLS_FORCES_H

#include "printer.h"

/* The message in the `n` bytes from `off`, all of which are captured. */
void forces_print(struct printer *pr, uint32_t off, uint32_t n);

#endif
