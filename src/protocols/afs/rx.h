/*
 * rx.h - what of Rx's calls is remembered: a reply does not say what it
 * answers.
 */
#ifndef TCPLINE_PROTOCOLS_RX_H
#define TCPLINE_PROTOCOLS_RX_H

#include <stdint.h>

enum { RX_RING_SIZE = 64 };

/* A call waiting for its reply. */
struct rx_call {
    uint32_t number;
    uint8_t client[4], server[4]; /* four octets of each address */
    uint16_t port;                /* of the server; 0: no call */
    uint16_t service;
    uint32_t operation;
};

/*
 * The latest calls, oldest overwritten first. Zeroed memory is an empty ring.
 */
struct rx_ring {
    struct rx_call calls[RX_RING_SIZE];
    unsigned next; /* where the next call goes */
    unsigned hint; /* where the last reply's call was found */
};

#endif
