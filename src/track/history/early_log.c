/*
 * early_log.c - a connection's first segments, in few bytes.
 */
#include "early_log.h"

#include <assert.h>
#include <string.h>

/*
 * How many bytes each number takes, one to four, in two bits each: the time,
 * the frame, how much was added to the side's time stamp, and how far the echo
 * is from the other side's. A length takes two or none.
 */
enum {
    FIELDS = 4,
    LEN_BYTES = 2,
    KEPT_BYTES = sizeof(struct early_kept),
    BEHIND_HEAD = sizeof(uint32_t) + 2, /* of any block but the first */
};

static unsigned bytes_of(unsigned lengths, unsigned field)
{
    return (lengths >> 2 * field & 3U) + 1;
}

/* A distance forth or back, both small where it is. */
static uint32_t fold(uint32_t v)
{
    return v << 1 ^ (0U - (v >> 31));
}

static uint32_t unfold(uint32_t v)
{
    return v >> 1 ^ (0U - (v & 1U));
}

/* Where in a block the segment `i` is kept, and where its bytes begin. */
static unsigned kept_at(unsigned i)
{
    return EARLY_BLOCK_BYTES - (i + 1) * KEPT_BYTES;
}

static unsigned room_at(bool later)
{
    return later ? BEHIND_HEAD : EARLY_HEAD_BYTES;
}

/* Stores four bytes, of which the first ones count. */
static uint8_t *put(uint8_t *at, uint32_t v, unsigned bytes)
{
    const uint8_t all[] = {(uint8_t)v, (uint8_t)(v >> 8), (uint8_t)(v >> 16),
                           (uint8_t)(v >> 24)};

    memcpy(at, all, sizeof(all));
    return at + bytes;
}

static uint32_t get(const uint8_t **at, unsigned bytes)
{
    const uint8_t *p = *at;
    const uint32_t v = (uint32_t)p[0] | (uint32_t)p[1] << 8 |
                       (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;

    *at += bytes;
    return v & UINT32_MAX >> (32 - 8 * bytes);
}

/* A log's last block, and of how many. */
static struct early_block *last_of(const struct pool *blocks,
                                   struct early_log *log, unsigned *n)
{
    struct early_block *b = &log->block;

    for (*n = 1; b->next != 0; ++*n)
        b = pool_at(blocks, b->next);
    return b;
}

static bool has_room(const struct early_block *b, bool later, unsigned bytes)
{
    return room_at(later) + b->used + bytes <= kept_at(b->n);
}

static struct early_block *add_block(struct pool *blocks,
                                     struct early_block *to)
{
    const uint32_t id = pool_take(blocks);

    if (id == 0)
        return NULL;
    struct early_block *b = pool_at(blocks, id);
    *b = (struct early_block){0};
    to->next = id;
    return b;
}

/* How long each is, and all of them together. */
static uint8_t lengths_of(const uint32_t v[FIELDS], unsigned *all)
{
    unsigned lengths = 0;

    *all = FIELDS;
    for (unsigned i = 0; i < FIELDS; i++) {
        const unsigned more = (31U - (unsigned)__builtin_clz(v[i] | 1U)) >> 3;
        lengths |= more << 2 * i;
        *all += more;
    }
    return (uint8_t)lengths;
}

bool early_log_put(struct pool *blocks, struct early_log *log,
                   struct early_entry *e)
{
    const bool reverse = (e->kept.marks & EARLY_REVERSE) != 0;
    const uint32_t v[FIELDS] = {e->after, e->frame, e->ts - log->ts[reverse],
                                fold(e->echo - log->ts[!reverse])};
    unsigned n, bytes;
    struct early_block *b = last_of(blocks, log, &n);

    e->kept.lengths = lengths_of(v, &bytes);
    bytes += (e->kept.marks & EARLY_LEN) != 0 ? LEN_BYTES : 0;
    if (!has_room(b, n > 1, bytes)) {
        if (n == EARLY_BLOCKS || (b = add_block(blocks, b)) == NULL)
            return false;
        n++;
    }
    uint8_t *at = (uint8_t *)b + room_at(n > 1) + b->used;
    for (unsigned i = 0; i < FIELDS; i++)
        at = put(at, v[i], bytes_of(e->kept.lengths, i));
    put(at, e->len, 0);
    /* Last, since what is put before may reach into it. */
    memcpy((uint8_t *)b + kept_at(b->n), &e->kept, KEPT_BYTES);
    b->n++;
    b->used = (uint8_t)(b->used + bytes);
    log->ts[reverse] = e->ts;
    return true;
}

/* Whether there is one, in this block or in the next. */
static bool find_next(const struct pool *blocks, struct early_walk *w)
{
    if (w->at < w->block->n)
        return true;
    if (w->block->next == 0)
        return false;
    w->block = pool_at(blocks, w->block->next);
    w->at = w->used = 0;
    w->later = true;
    return true;
}

bool early_log_peek(const struct pool *blocks, struct early_walk *w,
                    struct early_kept *out)
{
    if (!find_next(blocks, w))
        return false;
    memcpy(out, (const uint8_t *)w->block + kept_at(w->at), KEPT_BYTES);
    w->at++;
    return true;
}

bool early_log_next(const struct pool *blocks, struct early_walk *w,
                    struct early_entry *out)
{
    uint32_t v[FIELDS];

    if (!early_log_peek(blocks, w, &out->kept))
        return false;
    const bool reverse = (out->kept.marks & EARLY_REVERSE) != 0;
    const uint8_t *from = (const uint8_t *)w->block + room_at(w->later);
    const uint8_t *at = from + w->used;
    for (unsigned i = 0; i < FIELDS; i++)
        v[i] = get(&at, bytes_of(out->kept.lengths, i));
    out->after = v[0];
    out->frame = v[1];
    out->ts = w->ts[reverse] += v[2];
    out->echo = w->ts[!reverse] + unfold(v[3]);
    out->len = 0;
    if ((out->kept.marks & EARLY_LEN) != 0)
        out->len = (uint16_t)get(&at, LEN_BYTES);
    w->used = (unsigned)(at - from);
    return true;
}

void early_log_release(struct pool *blocks, const struct early_log *log)
{
    uint32_t id = log->block.next;

    while (id != 0) {
        const struct early_block *b = pool_at(blocks, id);
        const uint32_t next = b->next;
        pool_put(blocks, id);
        id = next;
    }
}
