/*
 * pool.c - many small records of one size, named by number.
 */
#include "pool.h"

#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "shortage.h"

void pool_init(struct pool *p, uint32_t record_size)
{
    *p = (struct pool){.record_size = record_size};
}

void pool_limit(struct pool *p, uint32_t most)
{
    p->most = most;
}

void pool_reserve(struct pool *p, uint32_t n)
{
    p->used = n;
}

/*
 * Memory that begins with a line, and if it is large with a large page: then
 * no record lies in more of either than it must. In front of it stands what
 * free() takes.
 */
static uint8_t *chunk_new(size_t bytes, bool zeroed)
{
    const size_t align = bytes >= PAGES_LARGE ? PAGES_LARGE : POOL_LINE;
    const size_t all = bytes + align + sizeof(void *);
    char *got = zeroed ? calloc(1, all) : malloc(all);

    if (got == NULL)
        return NULL;
    char *p = got + sizeof(got);
    p += -(uintptr_t)p & (align - 1);
    memcpy(p - sizeof(got), &got, sizeof(got));
    return (uint8_t *)p;
}

static void chunk_free(uint8_t *chunk)
{
    void *got;

    memcpy(&got, chunk - sizeof(got), sizeof(got));
    free(got);
}

void pool_release(struct pool *p)
{
    for (uint32_t i = 0; i < p->n_chunks; i++)
        chunk_free(p->chunks[i]);
    free(p->chunks);
    *p = (struct pool){.record_size = p->record_size, .most = p->most};
}

/* How many records the next chunk has: the last need not be a whole one. */
static size_t records_of_next(const struct pool *p)
{
    const size_t whole = (size_t)1 << POOL_CHUNK_SHIFT;
    const size_t before = (size_t)p->n_chunks << POOL_CHUNK_SHIFT;

    return p->most == 0 || p->most - before > whole ? whole : p->most - before;
}

/* What nobody has asked for yet is zero only where it must be. */
static bool add_chunk(struct pool *p, bool zeroed)
{
    const size_t n = records_of_next(p);
    uint8_t **chunks =
        n == 0
            ? NULL
            : realloc(p->chunks, (p->n_chunks + (size_t)1) * sizeof(*chunks));

    if (chunks != NULL) {
        p->chunks = chunks;
        chunks[p->n_chunks] = chunk_new(n * p->record_size, zeroed);
    }
    if (chunks == NULL || chunks[p->n_chunks] == NULL) {
        shortage_note();
        return false;
    }
    pages_advise_large(chunks[p->n_chunks], n * p->record_size,
                       p->n_chunks == 0 ? PAGES_LARGE : 0);
    p->n_chunks++;
    return true;
}

static uint32_t fresh(struct pool *p)
{
    if (p->used == UINT32_MAX) {
        shortage_note();
        return 0;
    }
    if ((p->used >> POOL_CHUNK_SHIFT) == p->n_chunks && !add_chunk(p, false))
        return 0;
    return ++p->used;
}

uint32_t pool_take(struct pool *p)
{
    const uint32_t id = p->free;

    if (id == 0)
        return fresh(p);
    memcpy(&p->free, pool_at(p, id), sizeof(p->free));
    return id;
}

uint32_t pool_get(struct pool *p)
{
    const uint32_t id = pool_take(p);

    if (id != 0)
        memset(pool_at(p, id), 0, p->record_size);
    return id;
}

void pool_put(struct pool *p, uint32_t id)
{
    memcpy(pool_at(p, id), &p->free, sizeof(p->free));
    p->free = id;
}

bool pool_reach_chunk(struct pool *p, uint32_t id)
{
    while ((id - 1) >> POOL_CHUNK_SHIFT >= p->n_chunks)
        if (!add_chunk(p, true))
            return false;
    return true;
}
