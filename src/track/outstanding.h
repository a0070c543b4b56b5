/*
 * outstanding.h - the segments one side has sent and the other has not
 * acknowledged.
 *
 * Segments that follow one another lie in a list, oldest first, where each
 * costs the same few steps to add and to acknowledge. Those that overlap or
 * step back lie in a tangle. Both together answer as one list would that is
 * walked for each packet, at no such cost.
 */
#ifndef TCPLINE_TRACK_OUTSTANDING_H
#define TCPLINE_TRACK_OUTSTANDING_H

#include <stdbool.h>
#include <stdint.h>

#include "fuzzing.h"
#include "pool.h"
#include "tangle.h"

enum { OUTSTANDING_MAX = UNLESS_FUZZING(10000, 24) };

/* Shared by all connections. */
struct outstanding_store {
    struct pool runs;
    struct tangle_store tangles;
};

/* All zero when nothing is outstanding. */
struct outstanding {
    uint32_t head, tail; /* the list */
    uint32_t tangle;
    uint32_t count;
};

/* A segment to remember: its ends, and when it was seen. */
struct outstanding_segment {
    uint32_t start, end;
    struct sighting seen;
};

void outstanding_store_init(struct outstanding_store *s);
void outstanding_store_release(struct outstanding_store *s);

/*
 * Remembers a segment of a side whose numbers count from `base`; all its
 * segments are added with the same base, or moved by outstanding_rebase().
 * False when OUTSTANDING_MAX are remembered or there is no memory.
 */
bool outstanding_add(struct outstanding_store *s, struct outstanding *o,
                     uint32_t base, const struct outstanding_segment *seg);

/*
 * Whether a segment would come behind all that is remembered, at the end of
 * the list; `o` may be NULL, which remembers none.
 */
bool outstanding_continues(const struct outstanding_store *s,
                           const struct outstanding *o, uint32_t base,
                           const struct outstanding_segment *seg);

/* Says that it is asked for soon. */
void outstanding_expect(const struct outstanding_store *s,
                        const struct outstanding *o);

/* Forgets what `ack` covers; cuts it off segments it lies inside of. */
struct acked outstanding_ack(struct outstanding_store *s, struct outstanding *o,
                             uint32_t ack);

/* To be called before the side's numbers count from another base. */
void outstanding_rebase(struct outstanding_store *s, struct outstanding *o);

void outstanding_clear(struct outstanding_store *s, struct outstanding *o);

/* From the first start to the last end, counted from a base. */
struct outstanding_reach {
    uint32_t low, high;
};

/* With something outstanding: the oldest, and how far it reaches. */
struct sighting outstanding_oldest(const struct outstanding_store *s,
                                   const struct outstanding *o);
struct outstanding_reach outstanding_reach(const struct outstanding_store *s,
                                           const struct outstanding *o,
                                           uint32_t base);

#endif
