/*
 * json_piece.h - members that many packets share, as they were written before.
 * Private to render.
 *
 * What a few bytes of a header decide is looked for by these bytes, and copied
 * by a fixed length, which is a few stores. A table has no buckets: who comes
 * to a taken place takes it.
 *
 * What may change with every packet is kept when it comes for the second time:
 * a text that is never asked for again costs a comparison, not two copies, of
 * which the second would wait for the stores of the first.
 */
#ifndef TCPLINE_RENDER_JSON_PIECE_H
#define TCPLINE_RENDER_JSON_PIECE_H

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#ifdef __AVX2__
#include <immintrin.h>
#endif

#include "fuzzing.h"
#include "hash.h"

enum {
    JSON_PIECE_SHIFT = UNLESS_FUZZING(9, 2),
    JSON_SIDES_SHIFT = UNLESS_FUZZING(12, 2),
    JSON_PIECE_MOST = 239,
    JSON_FRONT_MOST = 240,
    JSON_WINDOW_MOST = 304,
    JSON_STAMPS_MOST = 128,
    JSON_IP_MOST = 112,
    JSON_ENDS_MOST = 128,
    JSON_SEQ_MOST = 80,
    JSON_ACK_MOST = 48,
    JSON_DUP_MOST = 80,
    JSON_DUP_LEN = 80,  /* as it is for all that are kept */
    JSON_DUP_RTT = 33,  /* where "initial_rtt" begins in it, ... */
    JSON_RTT_LEN = 26,  /* ... and how long that is, of less than a second */
    JSON_PREPARED = 32, /* what is the same in each record of a second, or of a
                           thousand */
};

struct json_piece {
    uint64_t key[2];
    uint8_t len; /* 0: not written yet */
    char text[JSON_PIECE_MOST];
};

struct json_piece_table {
    struct json_piece places[1 << JSON_PIECE_SHIFT];
};

/*
 * Of what is kept at the second time, a key that was seen once is stored as one
 * that no packet has (each says which), so that nobody has to ask whether the
 * text is there when the key is.
 */

/* Lengths and all up to the value of "ip.id". Seen: key[1] inverted. */
struct json_front {
    uint64_t key[4];
    uint16_t len;
    char text[JSON_FRONT_MOST];
};

/* From the value of "ip.id" to that of "checksum". Seen: inverted. */
struct json_ip {
    uint64_t key; /* these bytes of the header */
    uint16_t len;
    char text[JSON_IP_MOST];
};

enum { JSON_NO_SHIFT = 0x100 };

/* From "hdr_len" to the value of "tcp.checksum". Seen: JSON_NO_SHIFT. */
struct json_window {
    uint64_t key;
    uint16_t shift;
    uint16_t len;
    char text[JSON_WINDOW_MOST];
};

/* From "checksum_status" to the value of "time_relative". Seen: no length. */
struct json_stamps {
    uint64_t key;
    uint16_t len;
    char text[JSON_STAMPS_MOST];
};

/*
 * What one side of a connection said last: nearly all of it, it says again.
 * Each text depends on some of the members, and on nothing else.
 */
struct json_side {
    uint64_t addrs;
    uint32_t ports, stream1;         /* the stream and 1; seen: 0 */
    uint32_t seq_raw, seq, next_seq; /* of one without payload */
    uint32_t completeness1;          /* and 1; seen: 0 */
    uint32_t ack_raw, ack;           /* seen: no length */
    uint16_t ends_len, seq_len, ack_len;
    int64_t rtt;                    /* seen: negative */
    char ends_text[JSON_ENDS_MOST]; /* to the value of "completeness" */
    char seq_text[JSON_SEQ_MOST];   /* to "nxtseq" */
    char ack_text[JSON_ACK_MOST];   /* "ack" and "ack_raw" */
    /* "analysis" of a duplicate ACK, to the value of "duplicate_ack_num". */
    char dup_text[JSON_DUP_MOST];
};

static_assert((int)JSON_DUP_RTT + 1 + (int)JSON_PREPARED <= (int)JSON_DUP_MOST,
              "room for copying more than there is");

/* All zero: nothing was written yet. */
struct json_pieces {
    struct json_piece_table protocols, ether, ip4_front, ip4_back, ip4_addrs,
        tcp_flags, plain_front;
};

/* A place of 2 to the power of `shift`. */
static inline size_t json_place(uint64_t key0, uint64_t key1, unsigned shift)
{
    return (size_t)(hash_quickly(key0, key1) >> (64 - shift));
}

/* The piece with this key; the caller writes it if its length is 0. */
static inline struct json_piece *json_piece_of(struct json_piece_table *t,
                                               uint64_t key0, uint64_t key1)
{
    struct json_piece *p = &t->places[json_place(key0, key1, JSON_PIECE_SHIFT)];

    if (p->key[0] != key0 || p->key[1] != key1) {
        p->key[0] = key0;
        p->key[1] = key1;
        p->len = 0;
    }
    return p;
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

/* What is true as a rule: gcc lets it go straight on. */
static inline bool json_usually(bool v)
{
    return __builtin_expect(v, true);
}

/*
 * Keeps what was written from `from` to `to`, if there is room: the number of
 * its bytes, or 0. By a fixed length, which is a few stores: behind it there
 * is room for more than that.
 */
__attribute__((always_inline)) static inline uint16_t
json_keep(char *text, size_t most, const char *from, const char *to)
{
    const size_t n = (size_t)(to - from);

    if (n > most)
        return 0;
    memcpy(text, from, most);
    return (uint16_t)n;
}

/* Sixteen bytes at once, or 32 where the processor has registers for them. */
__attribute__((always_inline)) static inline void json_copy_32(char *at,
                                                               const char *text)
{
#ifdef __AVX2__
    _mm256_storeu_si256((__m256i_u *)(void *)at,
                        _mm256_loadu_si256((const void *)text));
#else
    memcpy(at, text, 32);
#endif
}

__attribute__((always_inline)) static inline void
json_copy_128(char *at, const char *text)
{
    json_copy_32(at, text);
    json_copy_32(at + 32, text + 32);
    json_copy_32(at + 64, text + 64);
    json_copy_32(at + 96, text + 96);
}

/*
 * `most`: a constant, a multiple of 16 below 384. Step by step, of which gcc
 * makes stores, no loop.
 */
__attribute__((always_inline)) static inline char *
json_kept_put(char *at, const char *text, size_t len, size_t most)
{
    const size_t whole = most / 128 * 128, part = whole + most % 128 / 32 * 32;

    assert(len <= most && most < 384 && most % 16 == 0);
    if (most >= 128)
        json_copy_128(at, text);
    if (most >= 256)
        json_copy_128(at + 128, text + 128);
    if (part > whole)
        json_copy_32(at + whole, text + whole);
    if (part > whole + 32)
        json_copy_32(at + whole + 32, text + whole + 32);
    if (part > whole + 64)
        json_copy_32(at + whole + 64, text + whole + 64);
    if (most > part)
        memcpy(at + part, text + part, 16);
    return at + len;
}

#endif
