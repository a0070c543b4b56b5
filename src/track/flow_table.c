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
    MANY = 4096, /* connections that some runs have */
    LINE = 64,   /* bytes a processor loads at once */
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

    *key = (struct flow_key){{e->w[0] & ~ENTRY_MARK, e->w[1]}};
    if (!flow_key_is_ip4(e->w[0]))
        memcpy(&key->w[1], pool_at(&t->wide, (uint32_t)e->w[1]), WIDE);
}

static void set_entry_size(struct flow_table *t, size_t behind)
{
    t->entry_size =
        (sizeof(struct entry) + t->value_size + behind + 7) & ~(size_t)7;
}

struct flow_table *flow_table_new(size_t value_size, uint32_t max_entries)
{
    struct flow_table *t = calloc(1, sizeof(*t));

    if (t == NULL)
        return NULL;
    flow_key_seed();
    t->value_size = value_size;
    set_entry_size(t, 0);
    t->max_entries = max_entries;
    t->due = t->soon;
    pool_init(&t->wide, WIDE);
    if (flow_index_init(&t->index) &&
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
    flow_index_release(&t->index);
    free(t);
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

bool flow_table_is_marked(void *value)
{
    return (entry_of_value(value)->w[0] & ENTRY_MARK) != 0;
}

void flow_table_mark(void *value)
{
    entry_of_value(value)->w[0] |= ENTRY_MARK;
}

void flow_table_keep_notes(struct flow_table *t)
{
    set_entry_size(t, NOTE);
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

    flow_table_key(t, id, &key);
    flow_index_remove(&t->index, tag_of_key(&key), id);
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
    if (t->count == FLOW_NONE ||
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

    if (!flow_index_reserve(&t->index, tag)) {
        shortage_note();
        return 0;
    }
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
    flow_index_add(&t->index, tag, id);
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
