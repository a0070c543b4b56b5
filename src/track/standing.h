/*
 * standing.h - whether a connection is one that nothing more is expected of:
 * it is over, or nobody has answered its SYN.
 *
 * A value of a flow_table, a byte for each connection; what a table gives up
 * first is asked here.
 */
#ifndef TCPLINE_TRACK_STANDING_H
#define TCPLINE_TRACK_STANDING_H

#include <stdbool.h>
#include <stdint.h>

#include "segment.h"

/* Zero when no segment has been seen. */
struct standing {
    uint8_t seen;
};

/*
 * Remembers a segment, sent in the direction that flow_key_make() calls
 * `reverse`. Whether its connection has passed.
 */
bool standing_passed(struct standing *s, const struct segment *seg,
                     bool reverse);

#endif
