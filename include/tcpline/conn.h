/*
 * conn.h - what tracking says about one segment: the contract between track
 * and render.
 */
#ifndef TCPLINE_CONN_H
#define TCPLINE_CONN_H

#include <stdbool.h>
#include <stdint.h>

/* Which connection a segment is of, and which way it goes. */
struct flow {
    uint32_t id;  /* an entry of the table of connections, 0: none */
    bool reverse; /* the sender is the second in the entry's key */
};

/* All zero for a segment that takes no part: its numbers are absolute. */
struct conn_step {
    uint32_t seq_base;  /* subtract from seq */
    uint32_t ack_base;  /* subtract from ack */
    uint32_t sack_base; /* subtract from SACK edges */
    struct flow flow;
};

#endif
