/*
 * flow_index.c - making room in the index, and taking out of it.
 */
#include "flow_index.h"

#include <stdlib.h>
#include <string.h>

#include "pages.h"

enum {
    TAG_BITS = 32,
    PART_SLOTS = INDEX_LINES * INDEX_SLOTS,
    PART_FULL = PART_SLOTS / 8 * 5, /* few lines are full then */
    /*
     * The first slab is so large that the system gives it, zero and not yet
     * touched; the largest make one long stretch of large pages.
     */
    SLAB_LEAST = 4,
    SLAB_MOST = 4 * PAGES_LARGE / (int)sizeof(struct index_part),
};

static uint32_t get(const index_four v[2], unsigned slot)
{
    return v[slot / 4][slot % 4];
}

static void set(struct index_line *l, unsigned slot, uint32_t tag,
                uint32_t entry)
{
    l->tags[slot / 4][slot % 4] = tag;
    l->entries[slot / 4][slot % 4] = entry;
}

/* Used slots, counted without a branch. */
static unsigned used_of(const struct index_line *l)
{
    const index_four used =
        (index_four)(l->entries[0] != 0) + (index_four)(l->entries[1] != 0);

    return -(used[0] + used[1] + used[2] + used[3]);
}

static size_t next_line(size_t i)
{
    return (i + 1) % INDEX_LINES;
}

/* As many parts as there are already, where a large page begins if many. */
static bool add_slab(struct flow_index *ix)
{
    const size_t n = ix->n_parts < SLAB_LEAST  ? SLAB_LEAST
                     : ix->n_parts < SLAB_MOST ? ix->n_parts
                                               : SLAB_MOST;
    const size_t bytes = n * sizeof(struct index_part);
    const size_t align = bytes >= PAGES_LARGE ? PAGES_LARGE : INDEX_LINE;
    void **slabs =
        realloc(ix->slabs, (ix->n_slabs + (size_t)1) * sizeof(*slabs));

    if (slabs == NULL)
        return false;
    ix->slabs = slabs;
    char *memory = calloc(1, bytes + align);
    if (memory == NULL)
        return false;
    slabs[ix->n_slabs++] = memory;
    memory += -(uintptr_t)memory & (align - 1);
    if (align == PAGES_LARGE)
        pages_advise_large(memory, bytes, 0);
    ix->fresh = (void *)memory;
    ix->n_fresh = (uint32_t)n;
    return true;
}

/* A part that is all zero; NULL without memory. */
static struct index_part *take_part(struct flow_index *ix)
{
    struct index_part *part = ix->spare;

    if (part != NULL) {
        ix->spare = NULL;
        return part;
    }
    if (ix->n_fresh == 0 && !add_slab(ix))
        return NULL;
    ix->n_fresh--;
    ix->n_parts++;
    return ix->fresh++;
}

bool flow_index_init(struct flow_index *ix)
{
    *ix = (struct flow_index){.shift = TAG_BITS};
    ix->parts = malloc(sizeof(struct index_part *));
    if (ix->parts == NULL)
        return false;
    ix->parts[0] = take_part(ix);
    return ix->parts[0] != NULL;
}

void flow_index_release(struct flow_index *ix)
{
    for (uint32_t i = 0; i < ix->n_slabs; i++)
        free(ix->slabs[i]);
    free(ix->slabs);
    free(ix->parts);
    *ix = (struct flow_index){0};
}

/* Asks for one more bit of tags: each part is found in two places then. */
static bool double_places(struct flow_index *ix)
{
    const size_t n = (size_t)1 << (TAG_BITS - ix->shift);
    struct index_part **parts = malloc(2 * n * sizeof(struct index_part *));

    if (parts == NULL)
        return false;
    for (size_t i = 0; i < 2 * n; i++)
        parts[i] = ix->parts[i / 2];
    free(ix->parts);
    ix->parts = parts;
    ix->shift--;
    return true;
}

/* The two halves of a part, and how many slots of each line are used. */
struct halves {
    struct index_part *of[2];
    uint8_t used[2][INDEX_LINES];
};

static void put_in_half(struct halves *h, unsigned which, uint32_t tag,
                        uint32_t entry)
{
    size_t i = index_home(tag);

    while (h->used[which][i] == INDEX_SLOTS)
        i = next_line(i);
    set(&h->of[which]->lines[i], h->used[which][i]++, tag, entry);
    h->of[which]->used++;
}

static void share_out(const struct index_part *part, struct halves *h)
{
    const unsigned bit = TAG_BITS - 1 - part->depth;

    for (size_t i = 0; i < INDEX_LINES; i++) {
        const struct index_line *l = &part->lines[i];
        for (unsigned slot = 0; slot < INDEX_SLOTS; slot++) {
            const uint32_t tag = get(l->tags, slot);
            const uint32_t entry = get(l->entries, slot);
            if (entry == 0)
                break;
            put_in_half(h, tag >> bit & 1, tag, entry);
        }
    }
}

/* Puts the halves where the part was that this tag is in. */
static void set_places(struct flow_index *ix, uint32_t tag, uint32_t depth,
                       const struct halves *h)
{
    const size_t n = (size_t)1 << (TAG_BITS - ix->shift - depth);
    const size_t first = ((uint64_t)tag >> ix->shift) & ~(n - 1);

    for (size_t i = 0; i < n; i++)
        ix->parts[first + i] = h->of[i / (n / 2)];
}

/* Splits the part that `tag` is in. False when there is no memory. */
static bool split(struct flow_index *ix, uint32_t tag)
{
    struct index_part *part = index_part_of(ix, tag);
    const uint32_t depth = part->depth;
    struct halves h = {0};

    if (depth == TAG_BITS - ix->shift && !double_places(ix))
        return false;
    h.of[0] = take_part(ix);
    h.of[1] = h.of[0] != NULL ? take_part(ix) : NULL;
    if (h.of[1] == NULL) {
        ix->spare = h.of[0];
        return false;
    }
    h.of[0]->depth = h.of[1]->depth = depth + 1;
    share_out(part, &h);
    set_places(ix, tag, depth, &h);
    memset(part, 0, sizeof(*part));
    ix->spare = part;
    return true;
}

/* Where it need not be split any more, a part takes what it has room for. */
bool flow_index_reserve(struct flow_index *ix, uint32_t tag)
{
    const struct index_part *part = index_part_of(ix, tag);

    while (part->used >= PART_FULL) {
        if (((uint64_t)INDEX_LINES << part->depth) >> TAG_BITS != 0)
            return part->used < PART_SLOTS - 1;
        if (!split(ix, tag))
            return false;
        part = index_part_of(ix, tag);
    }
    return true;
}

void flow_index_add(struct flow_index *ix, uint32_t tag, uint32_t entry)
{
    struct index_part *part = index_part_of(ix, tag);
    size_t i = index_home(tag);
    while (index_line_is_full(&part->lines[i]))
        i = next_line(i);
    set(&part->lines[i], used_of(&part->lines[i]), tag, entry);
    part->used++;
}

/* Empties a slot; the last of its line takes its place. */
static void take_out(struct index_line *l, unsigned slot)
{
    const unsigned last = used_of(l) - 1;

    set(l, slot, get(l->tags, last), get(l->entries, last));
    set(l, last, 0, 0);
}

/* A slot of line `i` that would rather stand in line `gap`; -1: none. */
static int displaced(const struct index_part *part, size_t gap, size_t i)
{
    const struct index_line *l = &part->lines[i];

    for (unsigned slot = 0; slot < INDEX_SLOTS; slot++) {
        const size_t home = index_home(get(l->tags, slot));
        if (get(l->entries, slot) != 0 &&
            (i - home) % INDEX_LINES >= (i - gap) % INDEX_LINES)
            return (int)slot;
    }
    return -1;
}

/*
 * Line `gap` was full, and is no longer: what stands behind it for that reason
 * comes back. A line that was not full has sent nobody on.
 */
static void close_gap(struct index_part *part, size_t gap)
{
    for (size_t i = next_line(gap); i != gap; i = next_line(i)) {
        struct index_line *l = &part->lines[i];
        const bool was_full = index_line_is_full(l);
        const int slot = displaced(part, gap, i);
        if (slot >= 0) {
            set(&part->lines[gap], INDEX_SLOTS - 1,
                get(l->tags, (unsigned)slot), get(l->entries, (unsigned)slot));
            take_out(l, (unsigned)slot);
            gap = i;
        }
        if (!was_full)
            return;
    }
}

void flow_index_remove(struct flow_index *ix, uint32_t tag, uint32_t entry)
{
    struct index_part *part = index_part_of(ix, tag);
    size_t i = index_home(tag);
    unsigned slot = 0;

    while (get(part->lines[i].entries, slot) != entry) {
        slot = (slot + 1) % INDEX_SLOTS;
        if (slot == 0)
            i = next_line(i);
    }
    const bool was_full = index_line_is_full(&part->lines[i]);
    take_out(&part->lines[i], slot);
    part->used--;
    if (was_full)
        close_gap(part, i);
}

uint32_t flow_index_next(const struct flow_index *ix, uint32_t tag,
                         unsigned *nth)
{
    const struct index_part *part = index_part_of(ix, tag);
    unsigned n = 0;

    for (size_t i = index_home(tag);; i = next_line(i)) {
        const struct index_line *l = &part->lines[i];
        for (unsigned slot = 0; slot < INDEX_SLOTS; slot++)
            if (get(l->tags, slot) == tag && get(l->entries, slot) != 0 &&
                n++ == *nth) {
                ++*nth;
                return get(l->entries, slot);
            }
        if (!index_line_is_full(l))
            return 0;
    }
}
