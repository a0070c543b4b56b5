/*
 * index.h - a number for each 64-bit hash: what was met before, and where.
 *
 * Hashes are keyed, so that no text can make two things one; with them, the
 * things themselves need not be kept.
 */
#ifndef TCPLINE_PASTED_INDEX_H
#define TCPLINE_PASTED_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hash.h"

struct index {
    struct hash_key key;
    uint64_t *hashes; /* 0: free */
    uint32_t *values;
    size_t room; /* a power of two */
    size_t used;
};

/* False without memory; index_free() also then. */
bool index_init(struct index *x);
void index_free(struct index *x);

/* Of any bytes; never 0. */
uint64_t index_hash(const struct index *x, const void *p, size_t n);

/*
 * Where the value of `hash` is, a new one if `added`. NULL when there is no
 * room for a new one: memory, or a bound.
 */
uint32_t *index_at(struct index *x, uint64_t hash, bool *added);

/* The same without adding: NULL when it is not there. */
const uint32_t *index_find(const struct index *x, uint64_t hash);

#endif
