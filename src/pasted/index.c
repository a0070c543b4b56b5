/*
 * index.c - open addressing, at most half full.
 */
#include "index.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 1024, MOST_ROOM = 1 << 22 };

static bool make_room(struct index *x, size_t room)
{
    x->hashes = calloc(room, sizeof(*x->hashes));
    x->values = calloc(room, sizeof(*x->values));
    x->room = room;
    x->used = 0;
    return x->hashes != NULL && x->values != NULL;
}

bool index_init(struct index *x)
{
    *x = (struct index){.key = hash_key_random()};
    return make_room(x, FIRST_ROOM);
}

void index_free(struct index *x)
{
    free(x->hashes);
    free(x->values);
    *x = (struct index){0};
}

uint64_t index_hash(const struct index *x, const void *p, size_t n)
{
    uint64_t words[64] = {n}, hash = 0;
    const uint8_t *at = p;

    do {
        const size_t room = sizeof(words) - sizeof(words[0]);
        const size_t part = n < room ? n : room;
        const size_t used = 1 + (part + 7) / 8;

        words[used - 1] = 0;
        memcpy(words + 1, at, part);
        words[0] ^= hash;
        hash = hash_words(&x->key, words, used);
        at += part;
        n -= part;
    } while (n > 0);
    return hash != 0 ? hash : 1;
}

static size_t slot_of(const struct index *x, uint64_t hash)
{
    size_t slot = hash & (x->room - 1);

    while (x->hashes[slot] != 0 && x->hashes[slot] != hash)
        slot = (slot + 1) & (x->room - 1);
    return slot;
}

static bool grow(struct index *x)
{
    struct index old = *x;

    if (old.room >= MOST_ROOM || !make_room(x, 2 * old.room)) {
        if (old.room < MOST_ROOM)
            index_free(x);
        *x = old;
        return false;
    }
    for (size_t i = 0; i < old.room; i++) {
        if (old.hashes[i] == 0)
            continue;
        const size_t slot = slot_of(x, old.hashes[i]);
        x->hashes[slot] = old.hashes[i];
        x->values[slot] = old.values[i];
        x->used++;
    }
    index_free(&old);
    return true;
}

uint32_t *index_at(struct index *x, uint64_t hash, bool *added)
{
    size_t slot = slot_of(x, hash);

    *added = x->hashes[slot] == 0;
    if (!*added)
        return &x->values[slot];
    if (2 * x->used >= x->room) {
        if (!grow(x))
            return NULL;
        slot = slot_of(x, hash);
    }
    x->hashes[slot] = hash;
    x->values[slot] = 0;
    x->used++;
    return &x->values[slot];
}

const uint32_t *index_find(const struct index *x, uint64_t hash)
{
    const size_t slot = slot_of(x, hash);

    return x->hashes[slot] != 0 ? &x->values[slot] : NULL;
}
