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
    PART_BYTES = INDEX_LINES * sizeof(struct index_line),
    /*
     * The first slab is so large that the system gives it, zero and not yet
     * touched; the largest make one long stretch of large pages.
     */
    SLAB_LEAST = 4,
    SLAB_MOST = UNLESS_FUZZING(4 * PAGES_LARGE / PART_BYTES, 16),
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

/* For as many parts as there are already; a large page begins a large one. */
static bool add_slab(struct flow_index *ix)
{
    const size_t n = ix->n_parts < SLAB_LEAST  ? SLAB_LEAST
                     : ix->n_parts < SLAB_MOST ? ix->n_parts
                                               : SLAB_MOST;
    const size_t bytes = n * PART_BYTES;
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

/* Lines for a part, all zero; NULL without memory. */
static struct index_line *take_lines(struct flow_index *ix)
{
    struct index_line *lines = ix->spare;

    if (lines != NULL) {
        ix->spare = NULL;
        return lines;
    }
    if (ix->n_fresh == 0 && !add_slab(ix))
        return NULL;
    lines = ix->fresh;
    ix->fresh += INDEX_LINES;
    ix->n_fresh--;
    return lines;
}

bool flow_index_init(struct flow_index *ix)
{
    *ix = (struct flow_index){.shift = TAG_BITS, .n_parts = 1};
    ix->places = calloc(1, sizeof(*ix->places));
    ix->parts = calloc(1, sizeof(*ix->parts));
    if (ix->places == NULL || ix->parts == NULL)
        return false;
    ix->parts[0].lines = take_lines(ix);
    return ix->parts[0].lines != NULL;
}

void flow_index_release(struct flow_index *ix)
{
    for (uint32_t i = 0; i < ix->n_slabs; i++)
        free(ix->slabs[i]);
    free(ix->slabs);
    free(ix->parts);
    free(ix->places);
    *ix = (struct flow_index){0};
}

static size_t places_of(const struct flow_index *ix)
{
    return (size_t)1 << (TAG_BITS - ix->shift);
}

/*
 * Asks for one more bit of tags: each part has two places then. There is room
 * for as many parts as places.
 */
static bool double_places(struct flow_index *ix)
{
    const size_t n = 2 * places_of(ix);
    struct index_part *parts = realloc(ix->parts, n * sizeof(*parts));

    if (parts == NULL)
        return false;
    ix->parts = parts;
    uint32_t *places = malloc(n * sizeof(*places));
    if (places == NULL)
        return false;
    for (size_t i = 0; i < n; i++)
        places[i] = ix->places[i / 2];
    free(ix->places);
    ix->places = places;
    ix->shift--;
    return true;
}

/* The two halves of a part, and how many slots of each line are used. */
struct halves {
    struct index_part of[2];
    uint8_t used[2][INDEX_LINES];
};

static void put_in_half(struct halves *h, unsigned which, uint32_t tag,
                        uint32_t entry)
{
    size_t i = index_home(tag);

    while (h->used[which][i] == INDEX_SLOTS)
        i = next_line(i);
    set(&h->of[which].lines[i], h->used[which][i]++, tag, entry);
    h->of[which].used++;
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

/*
 * The first half takes the part's number; the other a new one, and the last of
 * the places that the part had, to which `tag` leads.
 */
static void put_halves(struct flow_index *ix, uint32_t tag,
                       const struct halves *h)
{
    const uint32_t depth = h->of[0].depth;
    const size_t n = places_of(ix) >> depth; /* of a half */
    const size_t first = ((uint64_t)tag >> ix->shift) & ~(2 * n - 1);

    *index_part_of(ix, tag) = h->of[0];
    ix->parts[ix->n_parts] = h->of[1];
    for (size_t i = 0; i < n; i++)
        ix->places[first + n + i] = ix->n_parts;
    ix->n_parts++;
}

/* Splits the part that `tag` is in. False when there is no memory. */
static bool split(struct flow_index *ix, uint32_t tag)
{
    if (index_part_of(ix, tag)->depth == TAG_BITS - ix->shift &&
        !double_places(ix))
        return false;
    const struct index_part part = *index_part_of(ix, tag);
    struct index_line *first = take_lines(ix);
    if (first == NULL)
        return false;
    struct index_line *second = take_lines(ix);
    if (second == NULL) {
        ix->spare = first;
        return false;
    }
    struct halves h = {
        .of = {{first, 0, part.depth + 1}, {second, 0, part.depth + 1}}};
    share_out(&part, &h);
    put_halves(ix, tag, &h);
    memset(part.lines, 0, PART_BYTES);
    ix->spare = part.lines;
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
