/*
 * early_log.h - a connection's first segments, in few bytes.
 *
 * They lie one behind the other in blocks of a pool: of each, eight bytes from
 * the end of the block on (struct early_kept); before them grows what takes as
 * many bytes as it is large, which are distances from what came before.
 */
#ifndef TCPLINE_TRACK_EARLY_LOG_H
#define TCPLINE_TRACK_EARLY_LOG_H

#include <stdbool.h>
#include <stdint.h>

#include "pool.h"

enum {
    EARLY_BLOCK_BYTES = 128,
    EARLY_HEAD_BYTES = 58, /* of the first block, whose owner fills them in */
    EARLY_BLOCKS = 3,      /* of one log */
};

/* What a segment has beside the TCP flags that are kept of it, in one byte. */
enum {
    EARLY_REVERSE = 0x02, /* of the second side, by flow_key_make() */
    EARLY_STAMPED = 0x04, /* with a time stamp ... */
    EARLY_BEHIND = 0x10,  /* ... older than its side's last, or only one has */
    EARLY_LEN = 0x20,     /* with data */
};

struct early_kept {
    uint8_t lengths; /* see early_log.c */
    uint8_t marks;
    uint16_t id, checksum, window;
};

/* What every block begins with. */
struct early_block {
    uint32_t next;  /* in the pool; 0: none */
    uint8_t n;      /* segments */
    uint8_t used;   /* bytes behind its head */
    uint16_t marks; /* of the log's owner, in the first one */
};

/* What the first one begins with. */
struct early_log {
    struct early_block block;
    uint32_t ts[2]; /* the last of each side */
};

/* A segment as it is written and read; both times and frames are distances. */
struct early_entry {
    struct early_kept kept;
    uint32_t after, frame;
    uint32_t ts, echo;
    uint16_t len;
};

/* To go through a log: all zero but `block` at first. */
struct early_walk {
    const struct early_block *block;
    unsigned at;   /* in the block */
    unsigned used; /* only early_log_next() heeds this, and these */
    uint32_t ts[2];
    bool later; /* it is not the first block */
};

/*
 * Appends an entry, whose `lengths` are reckoned here. False when there is no
 * room, or no memory.
 */
bool early_log_put(struct pool *blocks, struct early_log *log,
                   struct early_entry *e);

/*
 * The next one, all of it or what has its own place: a walk asks for nothing
 * else, or always for all. False behind the last.
 */
bool early_log_next(const struct pool *blocks, struct early_walk *w,
                    struct early_entry *out);
bool early_log_peek(const struct pool *blocks, struct early_walk *w,
                    struct early_kept *out);

/* Whether the one that a walk came to is the last. */
static inline bool early_log_is_last(const struct early_walk *w)
{
    return w->at == w->block->n && w->block->next == 0;
}

/* Gives back all blocks but the first. */
void early_log_release(struct pool *blocks, const struct early_log *log);

#endif
