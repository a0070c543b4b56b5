/*
 * flow_table.c - connections by their two ends.
 */
#include "flow_table_parts.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fuzzing.h"
#include "pages.h"
#include "shortage.h"

enum {
    FIRST_SLOTS = UNLESS_FUZZING(1024, 8),
    MANY = 4096,         /* connections that some runs have */
    MOVE_PER_INSERT = 8, /* old slots moved with each new entry */
    LINE = 64,           /* bytes a processor loads at once */
    NOTE = sizeof(uint32_t),
};

/* The second word of an entry with this key; false without memory. */
static bool second_word(struct flow_table *t, const struct flow_key *key,
                        uint64_t *out)
{
    *out = key->w[1];
    if (flow_key_is_ip4(key->w[0]))
        return true;
    *out = pool_get(&t->wide);
    if (*out == 0)
        return false;
    memcpy(pool_at(&t->wide, (uint32_t)*out), &key->w[1], WIDE);
    return true;
}

static void give_back_word(struct flow_table *t, uint64_t first,
                           uint64_t second)
{
    if (!flow_key_is_ip4(first))
        pool_put(&t->wide, (uint32_t)second);
}

void flow_table_key(const struct flow_table *t, uint32_t id,
                    struct flow_key *key)
{
    const struct entry *e = entry_at(t, id);

    *key = (struct flow_key){{e->w[0], e->w[1]}};
    if (!flow_key_is_ip4(e->w[0]))
        memcpy(&key->w[1], pool_at(&t->wide, (uint32_t)e->w[1]), WIDE);
}

/* Where a line begins, and a large one where a page does: all of it large. */
static bool index_init(struct index *ix, uint64_t slots)
{
    const size_t bytes = slots * sizeof(*ix->slots);
    const size_t align = bytes >= PAGES_LARGE ? PAGES_LARGE : LINE;

    ix->mask = slots - 1;
    ix->memory = calloc(1, bytes + align);
    if (ix->memory == NULL)
        return false;
    const size_t before = -(uintptr_t)ix->memory & (align - 1);
    ix->slots = (void *)((char *)ix->memory + before);
    if (align == PAGES_LARGE)
        pages_advise_large(ix->slots, bytes, 0);
    return true;
}

struct flow_table *flow_table_new(size_t value_size, uint32_t max_entries)
{
    struct flow_table *t = calloc(1, sizeof(*t));
    uint64_t slots = FIRST_SLOTS;

    if (t == NULL)
        return NULL;
    flow_key_seed();
    t->entry_size = (sizeof(struct entry) + value_size + NOTE + 7) & ~(size_t)7;
    t->max_entries = max_entries;
    pool_init(&t->wide, WIDE);
    /* A bounded table has its final index at once, so it never moves. */
    while (max_entries != 0 && slots / 2 <= max_entries)
        slots *= 2;
    if (index_init(&t->now, slots) &&
        (max_entries == 0 || ages_init(&t->ages, max_entries)))
        return t;
    flow_table_free(t);
    return NULL;
}

void flow_table_free(struct flow_table *t)
{
    if (t == NULL)
        return;
    for (uint32_t i = 0; i < t->n_chunks; i++)
        free(t->chunks[i]);
    free(t->chunks);
    pool_release(&t->wide);
    ages_release(&t->ages);
    free(t->now.memory);
    free(t->old.memory);
    free(t);
}

static void index_put(struct index *ix, struct slot s)
{
    uint64_t i = home_slot(ix, s.tag);
    while (ix->slots[i].entry != 0)
        i = (i + 1) & ix->mask;
    ix->slots[i] = s;
}

/* Removes a slot and closes the gap, so that probing needs no tombstones. */
static void index_remove(struct index *ix, uint32_t tag, uint32_t entry)
{
    uint64_t gap = home_slot(ix, tag);
    while (ix->slots[gap].entry != entry)
        gap = (gap + 1) & ix->mask;
    for (uint64_t i = (gap + 1) & ix->mask; ix->slots[i].entry != 0;
         i = (i + 1) & ix->mask) {
        const uint64_t home = home_slot(ix, ix->slots[i].tag);
        if (((i - home) & ix->mask) >= ((i - gap) & ix->mask)) {
            ix->slots[gap] = ix->slots[i];
            gap = i;
        }
    }
    ix->slots[gap] = (struct slot){0, 0};
}

/*
 * The next slots to move, and where they go: as far from the beginning, or so
 * far from the middle.
 */
static void expect_to_move(const struct flow_table *t)
{
    enum { AHEAD = 4 * MOVE_PER_INSERT };
    const uint64_t i = t->moved + AHEAD;

    if (i > t->old.mask)
        return;
    __builtin_prefetch(&t->old.slots[i]);
    __builtin_prefetch(&t->now.slots[i], 1);
    __builtin_prefetch(&t->now.slots[i + t->old.mask + 1], 1);
}

/*
 * Moves some slots of the old index. Copies stay behind there, so that its
 * probe sequences stay whole; lookups ask the new index first.
 */
static void move_some(struct flow_table *t)
{
    if (t->old.slots == NULL)
        return;
    expect_to_move(t);
    for (int n = 0; n < MOVE_PER_INSERT; n++) {
        if (t->moved > t->old.mask) {
            free(t->old.memory);
            t->old = (struct index){0};
            return;
        }
        const struct slot s = t->old.slots[t->moved++];
        if (s.entry != 0)
            index_put(&t->now, s);
    }
}

/*
 * Doubles the index when half is used: so most slots are where they are looked
 * for first, and a processor that takes that for granted is right. At eight
 * moved slots an insertion the old index is empty long before the new one is
 * that full.
 */
static bool make_room(struct flow_table *t)
{
    struct index bigger;

    if ((uint64_t)t->count * 2 < t->now.mask + 1)
        return true;
    if (!index_init(&bigger, (t->now.mask + 1) * 2))
        return false;
    t->old = t->now;
    t->now = bigger;
    t->moved = 0;
    return true;
}

/* How many entries a chunk has: the last need not be a whole one. */
static size_t entries_of(const struct flow_table *t, uint32_t chunk)
{
    const size_t most = flow_table_most(t);
    const size_t before = (size_t)chunk << CHUNK_SHIFT;

    return most == 0 || most - before > CHUNK_ENTRIES ? CHUNK_ENTRIES
                                                      : most - before;
}

/*
 * The first chunk, which every run has, takes no more room than its bytes:
 * some are given little.
 */
static bool add_chunk(struct flow_table *t)
{
    const size_t bytes = entries_of(t, t->n_chunks) * t->entry_size;
    const size_t align =
        t->n_chunks > 0 && bytes >= PAGES_LARGE ? PAGES_LARGE : LINE;
    uint8_t **chunks =
        realloc(t->chunks, (t->n_chunks + 1) * sizeof(*t->chunks));
    if (chunks == NULL)
        return false;
    t->chunks = chunks;
    chunks[t->n_chunks] =
        aligned_alloc(align, (bytes + align - 1) & ~(align - 1));
    if (chunks[t->n_chunks] == NULL)
        return false;
    if (t->n_chunks > 0)
        pages_advise_large(chunks[t->n_chunks], bytes, 0);
    t->n_chunks++;
    return true;
}

/* Few runs come so far, and the kernel takes its time to listen. */
static void advise_first(const struct flow_table *t)
{
    pages_advise_large(t->chunks[0], entries_of(t, 0) * t->entry_size,
                       PAGES_LARGE);
}

void *flow_table_value(const struct flow_table *t, uint32_t id)
{
    return value_of(entry_at(t, id));
}

/* Which ends an entry, where there may be room anyway. */
uint32_t *flow_table_note(const struct flow_table *t, uint32_t id)
{
    char *e = (char *)entry_at(t, id);

    return (uint32_t *)(void *)(e + t->entry_size - NOTE);
}

/* Gives up the entry silent longest; its number is used again. */
static uint32_t reuse_oldest(struct flow_table *t)
{
    bool passed;
    const uint32_t id = ages_take(&t->ages, &passed);
    struct flow_key key;

    while (t->old.slots != NULL) /* entries go from one index alone */
        move_some(t);
    flow_table_key(t, id, &key);
    index_remove(&t->now, (uint32_t)(flow_key_hash(&key) >> 32), id);
    t->forgotten += !passed;
    for (int i = 0; i < LISTENERS; i++)
        if (t->listeners[i].fn != NULL)
            t->listeners[i].fn(t->listeners[i].ctx, &key, id);
    give_back_word(t, key.w[0], entry_at(t, id)->w[1]);
    return id;
}

/*
 * So far nobody has kept who was silent longest: whoever came first is taken
 * for that, until it is heard of again. For which there is time, a quarter of
 * the entries is still to come.
 */
static bool become_bounded(struct flow_table *t)
{
    if (!ages_init(&t->ages, t->limit))
        return false;
    for (uint32_t id = 1; id <= t->count; id++)
        ages_add(&t->ages, id);
    t->max_entries = t->limit;
    return true;
}

/* The number of an entry to fill, 0 when there is no memory for one. */
static uint32_t new_entry(struct flow_table *t)
{
    if (t->max_entries == 0 && t->limit != 0 &&
        t->count >= t->limit - t->limit / 4 && !become_bounded(t)) {
        shortage_note();
        return 0;
    }
    if (t->max_entries != 0 && t->count >= t->max_entries)
        return reuse_oldest(t);
    if (t->count == FLOW_NONE || !make_room(t) ||
        ((t->count >> CHUNK_SHIFT) == t->n_chunks && !add_chunk(t))) {
        shortage_note();
        return 0;
    }
    if (t->count == MANY)
        advise_first(t);
    return ++t->count;
}

uint32_t flow_table_add(struct flow_table *t, const struct flow_key *key,
                        uint32_t tag)
{
    uint64_t second;

    if (!second_word(t, key, &second))
        return 0;
    const uint32_t id = new_entry(t);
    if (id == 0) {
        give_back_word(t, key->w[0], second);
        return 0;
    }
    struct entry *e = entry_at(t, id);
    memset(e, 0, t->entry_size);
    *e = (struct entry){{key->w[0], second}};
    index_put(&t->now, (struct slot){tag, id});
    move_some(t);
    if (t->max_entries != 0)
        ages_add(&t->ages, id);
    return id;
}

void flow_table_on_forget(struct flow_table *t, flow_forget_fn *fn, void *ctx)
{
    int i = 0;

    while (t->listeners[i].fn != NULL && i < LISTENERS - 1)
        i++;
    t->listeners[i] = (struct listener){fn, ctx};
}

void flow_table_pass(struct flow_table *t, uint32_t id, bool passed)
{
    if (t->max_entries != 0)
        ages_pass(&t->ages, id, passed);
}

uint32_t flow_table_count(const struct flow_table *t)
{
    return t->count;
}

uint64_t flow_table_forgotten(const struct flow_table *t)
{
    return t->forgotten;
}

void flow_table_limit(struct flow_table *t, uint32_t entries)
{
    t->limit = entries;
}

uint32_t flow_table_most(const struct flow_table *t)
{
    return t->max_entries != 0 ? t->max_entries : t->limit;
}
