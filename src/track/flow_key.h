/*
 * flow_key.h - the two ends of a connection in canonical order.
 */
#ifndef TCPLINE_TRACK_FLOW_KEY_H
#define TCPLINE_TRACK_FLOW_KEY_H

#include <stdbool.h>
#include <stdint.h>

#include "tcpline/packet.h"

enum { FLOW_KEY_WORDS = 5 };

/* The two ends in canonical order, so that both directions share a key. */
struct flow_key {
    uint64_t w[FLOW_KEY_WORDS];
};

/*
 * The key of the TCP segment of `pkt` (it has ports). `*reverse` tells the
 * direction: a segment is forward when its source port is the smaller one,
 * or, ports equal, its source address is not the larger one.
 */
void flow_key_of(const struct tl_packet *pkt, struct flow_key *key,
                 bool *reverse);

/* One end of a segment; the address has 4 or 16 bytes. */
struct flow_end {
    const uint8_t *addr;
    uint16_t port;
};

/* The same for any two ends. */
void flow_key_make(bool ip4, struct flow_end from, struct flow_end to,
                   struct flow_key *key, bool *reverse);

/* Whether a key with this first word is one of IPv4. */
static inline bool flow_key_is_ip4(uint64_t first_word)
{
    return (first_word & 0xff) == 4;
}

/* Makes the seed of this run's hashes, once. */
void flow_key_seed(void);

/*
 * Whoever sends the packets does not know the seed. Tables are asked for one
 * packet one after the other, so the hash of the last key is known; they live
 * in one thread.
 */
uint64_t flow_key_hash(const struct flow_key *key);

/* The two ends again, the one that sends forward first. */
void flow_key_ends(const struct flow_key *key, uint8_t addr[2][16],
                   uint16_t port[2]);

#endif
