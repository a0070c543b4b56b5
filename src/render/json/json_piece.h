/*
 * json_piece.h - members that many packets share, as they were written before.
 * Private to render.
 *
 * What a few bytes of a header decide is looked for by these bytes, and copied
 * by a fixed length, which is a few stores. A table has no buckets: who comes
 * to a taken place takes it.
 */
#ifndef TCPLINE_RENDER_JSON_PIECE_H
#define TCPLINE_RENDER_JSON_PIECE_H

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "fuzzing.h"

enum {
    JSON_PIECE_SHIFT = UNLESS_FUZZING(9, 2),
    JSON_ENDS_SHIFT = UNLESS_FUZZING(12, 2),
    JSON_PIECE_MOST = 239,
};

struct json_piece {
    uint64_t key[2];
    uint8_t len; /* 0: not written yet */
    char text[JSON_PIECE_MOST];
};

struct json_piece_table {
    struct json_piece places[1 << JSON_PIECE_SHIFT];
};

/* All zero: nothing was written yet. */
struct json_pieces {
    struct json_piece_table protocols, ether, ip4_front, ip4_back, ip4_addrs,
        tcp_flags, plain_front;
    /* One for each direction of a connection, of which there may be many. */
    struct json_piece plain_ends[1 << JSON_ENDS_SHIFT];
};

/* Of 2 to the power of `shift` pieces; see json_piece_of(). */
static inline struct json_piece *json_piece_among(struct json_piece *places,
                                                  unsigned shift, uint64_t key0,
                                                  uint64_t key1)
{
    const uint64_t odd = 0x9e3779b97f4a7c15U;
    const uint64_t sum = (key0 ^ key1 * odd) * odd;
    struct json_piece *p = &places[sum >> (64 - shift)];

    if (p->key[0] != key0 || p->key[1] != key1) {
        p->key[0] = key0;
        p->key[1] = key1;
        p->len = 0;
    }
    return p;
}

/* The piece with this key; the caller writes it if its length is 0. */
static inline struct json_piece *json_piece_of(struct json_piece_table *t,
                                               uint64_t key0, uint64_t key1)
{
    return json_piece_among(t->places, JSON_PIECE_SHIFT, key0, key1);
}

/* What was written at p->text ends before `end`. */
static inline void json_piece_ends(struct json_piece *p, const char *end)
{
    p->len = (uint8_t)(end - p->text);
}

/* `most`: a constant, no shorter than any text of this table. */
static inline char *json_piece_put(char *at, const struct json_piece *p,
                                   size_t most)
{
    assert(p->len <= most && most <= JSON_PIECE_MOST);
    memcpy(at, p->text, most);
    return at + p->len;
}

#endif
