/*
 * ethertype.h - names of ethertypes.
 */
#ifndef TCPLINE_PROTOCOLS_ETHERTYPE_H
#define TCPLINE_PROTOCOLS_ETHERTYPE_H

#include <stdint.h>

/* "IPv4"; NULL where the oracle has none. */
const char *ethertype_name(uint16_t type);

#endif
