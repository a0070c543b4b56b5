/*
 * flow_table_parts.h - what a table of connections is made of, for finding an
 * entry and for making one. Private to track.
 */
#ifndef TCPLINE_TRACK_FLOW_TABLE_PARTS_H
#define TCPLINE_TRACK_FLOW_TABLE_PARTS_H

#include <string.h>

#include "ages.h"
#include "flow_index.h"
#include "flow_table.h"
#include "fuzzing.h"
#include "pool.h"

enum {
    CHUNK_SHIFT = UNLESS_FUZZING(18, 3), /* entries per chunk: 262,144 */
    CHUNK_ENTRIES = 1 << CHUNK_SHIFT,
    GUESS_SHIFT = UNLESS_FUZZING(12, 3), /* 4,096 guesses of each kind */
    LISTENERS = 3,
    WIDE = (FLOW_KEY_WORDS - 1) * sizeof(uint64_t),
};

/*
 * Where a key was found last. The place among the guesses is nobody's secret:
 * who collides with others there sends them through the keyed hash, no more.
 */
struct guess {
    uint64_t sum; /* of the key */
    uint32_t entry;
};

/*
 * The same for a segment over IPv4, by what it has in these fields. Numbers
 * beyond 31 bits are not remembered.
 */
struct sight {
    uint64_t addrs;
    uint32_t ports;
    uint32_t entry : 31;
    uint32_t reverse : 1;
};

/*
 * The header of an entry; the caller's value follows it. Of a key over IPv6
 * the second word is the number of its addresses, which have a place of their
 * own: so nearly all entries take half of a line.
 */
struct entry {
    uint64_t w[2]; /* and in the first ENTRY_MARK, which no key has */
};

#define ENTRY_MARK ((uint64_t)1 << 63)

/*
 * A packet that comes soon, and how far it has been looked for. What was seen
 * before is not asked: where packets are looked for, it is seldom one of the
 * few that are remembered.
 */
struct expected {
    struct flow_key key;
    uint64_t addrs;
    uint32_t ports, tag;
    uint32_t id; /* 0: none that is likely */
    bool reverse;
};

/* As many as are looked for together. */
struct batch {
    size_t n;
    struct expected of[FLOW_AHEAD];
};

struct listener {
    flow_forget_fn *fn;
    void *ctx;
};

struct flow_table {
    size_t value_size, entry_size;
    uint32_t max_entries;
    uint32_t limit;   /* when it becomes bounded; 0: never */
    struct ages ages; /* of a bounded table */
    uint32_t count;
    uint64_t forgotten;
    struct flow_index index;
    uint8_t **chunks;
    uint32_t n_chunks;
    struct pool wide; /* addresses of IPv6, both ends */
    struct guess guesses[1 << GUESS_SHIFT];
    struct sight sights[1 << GUESS_SHIFT];
    struct batch soon[FLOW_STEPS];
    unsigned turn;           /* which of them is filled next */
    const struct batch *due; /* which of them comes now */
    size_t met;              /* so many of those that were found have come */
    struct listener listeners[LISTENERS];
};

static inline struct entry *entry_at(const struct flow_table *t, uint32_t id)
{
    const uint32_t i = id - 1;
    return (struct entry *)(void *)(t->chunks[i >> CHUNK_SHIFT] +
                                    (size_t)(i & (CHUNK_ENTRIES - 1)) *
                                        t->entry_size);
}

static inline void *value_of(struct entry *e)
{
    return e + 1;
}

static inline struct entry *entry_of_value(void *value)
{
    return (struct entry *)value - 1;
}

static inline bool has_key(const struct flow_table *t, uint32_t id,
                           const struct flow_key *key)
{
    const struct entry *e = entry_at(t, id);

    if ((e->w[0] & ~ENTRY_MARK) != key->w[0])
        return false;
    if (flow_key_is_ip4(e->w[0]))
        return e->w[1] == key->w[1];
    return memcmp(pool_at(&t->wide, (uint32_t)e->w[1]), &key->w[1], WIDE) == 0;
}

/* What the index asks of a key: half its hash. */
static inline uint32_t tag_of_key(const struct flow_key *key)
{
    return (uint32_t)(flow_key_hash(key) >> 32);
}

/* Makes the entry of a key that has none, and answers its number, or 0. */
uint32_t flow_table_add(struct flow_table *t, const struct flow_key *key,
                        uint32_t tag);

#endif
