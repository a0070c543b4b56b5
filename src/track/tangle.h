/*
 * tangle.h - outstanding segments that overlap or came out of order.
 *
 * Ends are kept in one order, starts in another: an acknowledgement inside
 * many segments moves all their starts to the same place, and from then on
 * they share that start. So a retransmission costs a logarithm, however many
 * others overlap it.
 */
#ifndef TCPLINE_TRACK_TANGLE_H
#define TCPLINE_TRACK_TANGLE_H

#include <stdbool.h>
#include <stdint.h>

#include "order.h"
#include "pool.h"

/* When a segment went by. Frames are compared by their low 32 bits. */
struct sighting {
    uint32_t frame;
    int64_t time;
};

static inline bool sighting_older(struct sighting a, struct sighting b)
{
    return (int32_t)(a.frame - b.frame) < 0;
}

/* What an acknowledgement did. */
struct acked {
    bool exact;              /* it names the end of a segment ... */
    struct sighting segment; /* ... the oldest one that ends there */
    uint32_t removed;        /* segments no longer outstanding */
};

/* Shared by all tangles. */
struct tangle_store {
    struct pool tangles, ends, starts;
    uint32_t seed;
};

void tangle_store_init(struct tangle_store *s, uint32_t seed);
void tangle_store_release(struct tangle_store *s);

/*
 * Adds a segment of at most 65,536 bytes to `*tangle`, which is 0 when there
 * is none yet. Segments may come in any order of sight, but each is looked
 * for a place from where the last one went. False when there is no memory.
 */
bool tangle_add(struct tangle_store *s, uint32_t *tangle, uint32_t start,
                uint32_t end, struct sighting seen);

/*
 * Forgets what `ack` covers, moves starts it lies behind up to it, and adds
 * to `out`. The tangle goes when it is empty.
 */
void tangle_ack(struct tangle_store *s, uint32_t *tangle, uint32_t ack,
                struct acked *out);

void tangle_clear(struct tangle_store *s, uint32_t *tangle);

/* Of a tangle that is not empty; ends and starts counted from `base`. */
struct sighting tangle_oldest(const struct tangle_store *s, uint32_t tangle);
uint32_t tangle_lowest_start(const struct tangle_store *s, uint32_t tangle,
                             uint32_t base);
uint32_t tangle_highest_end(const struct tangle_store *s, uint32_t tangle,
                            uint32_t base);

#endif
