/*
 * bytes.h - bounded reading of packet bytes.
 *
 * A struct bytes is a view of packet memory it does not own. Two lengths
 * limit it, and neither implies the other: `cap` is how many bytes may be
 * read (they were captured, and the enclosing headers grant them), `len` is
 * how many bytes the enclosing header announces, on the wire. A read that
 * fails neither moves the view nor writes its result.
 */
#ifndef TCPLINE_BASE_BYTES_H
#define TCPLINE_BASE_BYTES_H

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "window.h"

enum rd {
    RD_OK = 0,       /* there */
    RD_NOT_CAPTURED, /* announced, but the snapshot ended before it */
    RD_NOT_PRESENT,  /* the header's own length says there is no such byte */
};

struct bytes {
    const uint8_t *p; /* next byte */
    uint32_t cap;     /* bytes readable from p */
    uint32_t len;     /* bytes announced from p */
};

/* Loads in network byte order; the caller has checked the bounds. */
static inline uint16_t load_be16(const uint8_t *p)
{
    assert(window_has(p, 2));
    return (uint16_t)((p[0] << 8) | p[1]);
}

static inline uint32_t load_be24(const uint8_t *p)
{
    assert(window_has(p, 3));
    return ((uint32_t)p[0] << 16) | ((uint32_t)p[1] << 8) | p[2];
}

static inline uint32_t load_be32(const uint8_t *p)
{
    assert(window_has(p, 4));
    return ((uint32_t)p[0] << 24) | load_be24(p + 1);
}

static inline uint64_t load_be64(const uint8_t *p)
{
    assert(window_has(p, 8));
    return ((uint64_t)load_be32(p) << 32) | load_be32(p + 4);
}

/* Little-endian loads, for the link layers that write the host's order. */
static inline uint16_t load_le16(const uint8_t *p)
{
    assert(window_has(p, 2));
    return (uint16_t)((p[1] << 8) | p[0]);
}

static inline uint32_t load_le32(const uint8_t *p)
{
    assert(window_has(p, 4));
    return ((uint32_t)load_le16(p + 2) << 16) | load_le16(p);
}

static inline uint64_t load_le64(const uint8_t *p)
{
    assert(window_has(p, 8));
    return (uint64_t)load_le32(p + 4) << 32 | load_le32(p);
}

/* As they lie, for comparing and for what is in this machine's order. */
static inline uint16_t load_host16(const void *p)
{
    uint16_t v;

    memcpy(&v, p, sizeof(v));
    return v;
}

static inline uint32_t load_host32(const void *p)
{
    uint32_t v;

    memcpy(&v, p, sizeof(v));
    return v;
}

static inline uint64_t load_host64(const void *p)
{
    uint64_t v;

    memcpy(&v, p, sizeof(v));
    return v;
}

static inline struct bytes bytes_of(const void *p, uint32_t cap, uint32_t len)
{
    return (struct bytes){p, cap, len};
}

/* Why `n` bytes cannot be read from `b`, or RD_OK when they can. */
static inline enum rd bytes_have(const struct bytes *b, uint32_t n)
{
    if (n <= b->cap)
        return RD_OK;
    return n <= b->len ? RD_NOT_CAPTURED : RD_NOT_PRESENT;
}

/* Moves past `n` bytes, which bytes_have() has granted. */
static inline void bytes_advance(struct bytes *b, uint32_t n)
{
    b->p += n;
    b->cap -= n;
    b->len = b->len > n ? b->len - n : 0;
}

static inline enum rd bytes_skip(struct bytes *b, uint32_t n)
{
    const enum rd why = bytes_have(b, n);
    if (why == RD_OK)
        bytes_advance(b, n);
    return why;
}

static inline enum rd bytes_u8(struct bytes *b, uint8_t *out)
{
    const enum rd why = bytes_have(b, 1);
    if (why == RD_OK) {
        *out = b->p[0];
        bytes_advance(b, 1);
    }
    return why;
}

static inline enum rd bytes_u16(struct bytes *b, uint16_t *out)
{
    const enum rd why = bytes_have(b, 2);
    if (why == RD_OK) {
        *out = load_be16(b->p);
        bytes_advance(b, 2);
    }
    return why;
}

/*
 * Carves the next `n` announced bytes off `b` into `sub` and moves past what
 * of them is readable. Cannot fail: a sub-view never reads past its parent,
 * it just has fewer readable bytes.
 */
static inline void bytes_carve(struct bytes *b, uint32_t n, struct bytes *sub)
{
    const uint32_t cap = n < b->cap ? n : b->cap;
    *sub = (struct bytes){b->p, cap, n};
    b->p += cap;
    b->cap -= cap;
    b->len = b->len > n ? b->len - n : 0;
}

/* Lets nothing past the first `n` bytes be read or announced. */
static inline void bytes_limit(struct bytes *b, uint32_t n)
{
    b->len = n;
    if (b->cap > n)
        b->cap = n;
}

#endif
