/*
 * ends.h - the two ends that a packet goes between, whichever sends.
 */
#ifndef TCPLINE_ENDS_H
#define TCPLINE_ENDS_H

#include <stdbool.h>
#include <stdint.h>

struct tl_ends {
    bool known; /* the packet has IP addresses */
    bool ip4;   /* in the first four bytes */
    uint8_t addr[2][16];
    uint16_t port[2]; /* of TCP, or 0; the larger one first: clients' are */
    uint64_t hash;    /* of all that; of a fragment, that of its datagram */
};

#endif
