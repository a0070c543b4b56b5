/*
 * part_of.h - which part of a capture a packet goes to, when whole
 * connections are to stay together.
 *
 * A part is told by the two ends, whichever sends: both directions, the ICMP
 * errors that quote a segment, and the fragments of a datagram whose first one
 * came by agree. The answer depends on the packets alone, so that two runs
 * (on two machines) part a capture alike.
 */
#ifndef TCPLINE_TRACK_PART_OF_H
#define TCPLINE_TRACK_PART_OF_H

#include <stdint.h>

#include "tcpline/ends.h"
#include "tcpline/packet.h"

enum { PARTER_FRAGMENTS = 1 << 14 }; /* datagrams remembered; a power of two */

/* All zero at the beginning. */
struct parter {
    struct {
        uint64_t datagram; /* hash of what its fragments share; 0: none */
        uint64_t ends;
    } fragments[PARTER_FRAGMENTS];
};

/* The ends of the innermost packet that lies in it, quoted ones included. */
struct tl_ends ends_of(struct parter *p, const struct tl_packet *pkt);

/* From 0 to `parts` - 1; packets without IP go to 0. */
unsigned part_of(struct parter *p, const struct tl_packet *pkt, unsigned parts);

#endif
