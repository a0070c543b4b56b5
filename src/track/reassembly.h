/*
 * reassembly.h - which fragments of a TCP segment have gone by.
 *
 * Only the header is kept; of the rest it is enough to know that it came.
 * The table has a fixed size: where it is full, the datagram waiting longest
 * in the same corner of it is forgotten.
 */
#ifndef TCPLINE_TRACK_REASSEMBLY_H
#define TCPLINE_TRACK_REASSEMBLY_H

#include <stdbool.h>
#include <stdint.h>

#include "fragment.h"

enum { REASSEMBLY_HEADER = 60 }; /* the longest TCP header */

/* A segment that is complete. */
struct reassembled {
    uint8_t header[REASSEMBLY_HEADER];
    uint32_t len; /* header and payload */
};

struct reassembly;

/* NULL when there is no memory. */
struct reassembly *reassembly_new(void);
void reassembly_free(struct reassembly *r);

/*
 * Takes in a fragment that was captured whole. True when it completes its
 * segment, of which `out` then has what fits.
 */
bool reassembly_add(struct reassembly *r, const struct fragment *f,
                    struct reassembled *out);

/* Datagrams given up before they were complete. */
uint64_t reassembly_forgotten(const struct reassembly *r);

#endif
