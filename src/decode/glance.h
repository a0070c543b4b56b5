/*
 * glance.h - the two ends of a packet that has not come yet.
 *
 * Nothing is checked that decoding will check: what is seen at a glance says
 * where to look soon, and nothing about the packet.
 */
#ifndef TCPLINE_DECODE_GLANCE_H
#define TCPLINE_DECODE_GLANCE_H

#include <stdbool.h>
#include <stdint.h>

struct glance {
    const uint8_t *addrs; /* IPv4's: the source, and the destination behind */
    const uint8_t *ports; /* TCP's, in the same order */
};

/* False for what is not TCP over plain IPv4 over Ethernet. */
bool glance_at(int link_type, const uint8_t *data, uint32_t cap,
               struct glance *out);

#endif
