/*
 * pool.h - many small records of one size, named by number.
 *
 * Records live in chunks that never move, so a pointer stays good until its
 * record is given back; a number takes half the room of a pointer. Number 0
 * names no record.
 */
#ifndef TCPLINE_TRACK_POOL_H
#define TCPLINE_TRACK_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fuzzing.h"

enum {
    POOL_CHUNK_SHIFT = UNLESS_FUZZING(16, 3),
    POOL_CHUNK_MASK = (1 << POOL_CHUNK_SHIFT) - 1,
    POOL_LINE = 64, /* bytes a processor loads at once */
};

struct pool {
    uint8_t **chunks;
    uint32_t record_size;
    uint32_t most; /* no number will be higher; 0: any may be */
    uint32_t n_chunks;
    uint32_t used; /* highest number ever given out */
    uint32_t free; /* first of the given back, each names the next */
};

/* `record_size` is at least 4 and keeps records aligned as they need. */
void pool_init(struct pool *p, uint32_t record_size);
void pool_release(struct pool *p);

/* Before the first record: how many there may ever be; 0: any number. */
void pool_limit(struct pool *p, uint32_t most);

/* The same: the first `n` numbers are given out by somebody else. */
void pool_reserve(struct pool *p, uint32_t n);

/* A record, zeroed. 0 when there is no memory. */
uint32_t pool_get(struct pool *p);

/* The same, not zeroed: the caller fills in all of it. */
uint32_t pool_take(struct pool *p);

/* Gives a record back. */
void pool_put(struct pool *p, uint32_t id);

/*
 * For a pool whose numbers somebody else gives out: makes all records up to
 * `id`, zeroed. False when there is no memory. The first is for an `id` whose
 * chunk is not there yet.
 */
bool pool_reach_chunk(struct pool *p, uint32_t id);
static inline bool pool_reach(struct pool *p, uint32_t id)
{
    return (id - 1) >> POOL_CHUNK_SHIFT < p->n_chunks ||
           pool_reach_chunk(p, id);
}

static inline void *pool_at(const struct pool *p, uint32_t id)
{
    const uint32_t i = id - 1;
    return p->chunks[i >> POOL_CHUNK_SHIFT] +
           (size_t)(i & POOL_CHUNK_MASK) * p->record_size;
}

/*
 * Says that a record is asked for soon; it need not be there. Inlined always:
 * gcc takes a function that does nothing else for one that does nothing, and
 * leaves its calls out.
 */
__attribute__((always_inline)) static inline void
pool_expect(const struct pool *p, uint32_t id)
{
    if (id == 0 || (id - 1) >> POOL_CHUNK_SHIFT >= p->n_chunks)
        return;
    const char *record = pool_at(p, id);
    for (size_t at = 0; at < p->record_size; at += POOL_LINE)
        __builtin_prefetch(record + at, 1);
}

#endif
