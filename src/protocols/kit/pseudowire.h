/*
 * pseudowire.h - what is carried over MPLS as if by a wire (RFC 4446), for LDP
 * and LSP ping.
 */
#ifndef TCPLINE_PROTOCOLS_PSEUDOWIRE_H
#define TCPLINE_PROTOCOLS_PSEUDOWIRE_H

#include <stdint.h>

/* `other` when the type has no name. */
const char *pseudowire_type(uint32_t type, const char *other);

#endif
