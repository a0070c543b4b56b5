/*
 * slip_header.h - the header in front of packets of SLIP, for -e.
 */
#ifndef TCPLINE_PROTOCOLS_SLIP_HEADER_H
#define TCPLINE_PROTOCOLS_SLIP_HEADER_H

#include "printer.h"

enum { SLIP_DIRECTIONS = 2, SLIP_CONNECTIONS = 256 };

/* What compressed headers count from: each connection's last data length. */
struct slip_memory {
    uint32_t data_len[SLIP_DIRECTIONS][SLIP_CONNECTIONS];
    uint8_t connection; /* the one that was named last */
};

/* Prints the header at pr->base, of which the sixteen bytes are captured. */
void slip_header_print(struct printer *pr);

#endif
