/*
 * flow_index.h - from a hash to the number of an entry.
 *
 * Slots of a tag, 32 bits of the hash, and an entry's number, eight to a line
 * of the cache, so that one line answers nearly every question, and without a
 * branch that nobody can predict: which of eight slots it is, if any. The
 * lines lie in parts of one size. By its first bits a tag chooses the part, by
 * its last ones the line there; what a full line has no room for stands in the
 * next. A part that is full enough is split in two by one more bit, and the
 * others stay as they are (extendible hashing: Fagin, Nievergelt, Pippenger,
 * Strong, 1979): no packet waits for more, and nobody asks in two places.
 */
#ifndef TCPLINE_TRACK_FLOW_INDEX_H
#define TCPLINE_TRACK_FLOW_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fuzzing.h"

enum {
    INDEX_LINE = 64,                      /* bytes a processor loads at once */
    INDEX_SLOTS = 8,                      /* of a line */
    INDEX_LINES = UNLESS_FUZZING(512, 2), /* of a part, a power of two */
};

typedef uint32_t index_four __attribute__((vector_size(16)));

/* Used from the first slot on. `entries` count from 1; 0 is a free slot. */
struct index_line {
    index_four tags[2], entries[2];
};

/* Apart from its lines, so that what is known of all parts is together. */
struct index_part {
    struct index_line *lines; /* INDEX_LINES */
    uint32_t used;            /* slots */
    uint32_t depth; /* so many first bits all its tags have in common */
};

struct flow_index {
    uint32_t *places; /* in `parts`, by the first bits of a tag */
    unsigned shift;   /* of a tag, down to those bits */
    struct index_part *parts;
    uint32_t n_parts;
    struct index_line *spare; /* lines for a part, all zero; or NULL */
    struct index_line *fresh; /* the next of the newest slab */
    uint32_t n_fresh;         /* the slab has lines for so many more parts */
    void **slabs;
    uint32_t n_slabs;
};

/* False when there is no memory. All zero is one that can be released. */
bool flow_index_init(struct flow_index *ix);
void flow_index_release(struct flow_index *ix);

/*
 * Makes room for one more entry with this tag. False when there is no memory;
 * then nothing has changed.
 */
bool flow_index_reserve(struct flow_index *ix, uint32_t tag);

/* There is room for it. */
void flow_index_add(struct flow_index *ix, uint32_t tag, uint32_t entry);

/* Takes out what was added. */
void flow_index_remove(struct flow_index *ix, uint32_t tag, uint32_t entry);

/*
 * The entries with this tag, one after the other: the first for `*nth` 0,
 * which is counted; 0 behind the last.
 */
uint32_t flow_index_next(const struct flow_index *ix, uint32_t tag,
                         unsigned *nth);

static inline size_t index_home(uint32_t tag)
{
    return tag % INDEX_LINES;
}

static inline struct index_part *index_part_of(const struct flow_index *ix,
                                               uint32_t tag)
{
    return &ix->parts[ix->places[(uint64_t)tag >> ix->shift]];
}

/* Inlined always: to gcc a function that only prefetches does nothing. */
__attribute__((always_inline)) static inline void
flow_index_expect(const struct flow_index *ix, uint32_t tag)
{
    __builtin_prefetch(&index_part_of(ix, tag)->lines[index_home(tag)], 1);
}

static inline bool index_line_is_full(const struct index_line *l)
{
    return l->entries[1][3] != 0;
}

/* The bits of all entries that have this tag: of one, mostly, or of none. */
static inline uint32_t index_line_likely(const struct index_line *l,
                                         uint32_t tag)
{
    const index_four same = {tag, tag, tag, tag};
    const index_four found =
        ((index_four)(l->tags[0] == same) & l->entries[0]) |
        ((index_four)(l->tags[1] == same) & l->entries[1]);

    return found[0] | found[1] | found[2] | found[3];
}

/*
 * The entry with this tag, 0 when there is none. Where several have it, which
 * is as good as never, the number may be anybody's, or nobody's.
 */
static inline uint32_t flow_index_likely(const struct flow_index *ix,
                                         uint32_t tag)
{
    const struct index_part *part = index_part_of(ix, tag);
    size_t i = index_home(tag);
    uint32_t found = index_line_likely(&part->lines[i], tag);

    while (__builtin_expect(found == 0 && index_line_is_full(&part->lines[i]),
                            0)) {
        i = (i + 1) % INDEX_LINES;
        found = index_line_likely(&part->lines[i], tag);
    }
    return found;
}

#endif
