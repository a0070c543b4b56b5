/*
 * text.h - append-only output text.
 *
 * One large buffer that records are appended to; it grows when a record needs
 * more, so no append fails in the middle of a line. When memory runs out the
 * text is marked failed and further appends are dropped; the owner checks
 * text_failed() once per record. Nothing here calls stdio.
 */
#ifndef TCPLINE_BASE_TEXT_H
#define TCPLINE_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct text {
    char *start;
    char *at;  /* one past the last appended byte */
    char *end; /* one past the buffer */
    bool failed;
};

/* False when there is no memory. Release with text_free(). */
bool text_init(struct text *t, size_t capacity);
void text_free(struct text *t);

/* Makes room for `n` more bytes; false (and failed) when memory ran out. */
bool text_grow(struct text *t, size_t n);

static inline bool text_room(struct text *t, size_t n)
{
#ifdef __clang_analyzer__ /* `at` is NULL only with `end`: it cannot know */
    if (t->at == NULL)
        return false;
#endif
    return (size_t)(t->end - t->at) >= n || text_grow(t, n);
}

/*
 * Room for `n` bytes at t->at, for writing without bounds checks; store the
 * new end in t->at. NULL when memory ran out.
 */
static inline char *text_reserve(struct text *t, size_t n)
{
    return text_room(t, n) ? t->at : NULL;
}

static inline size_t text_len(const struct text *t)
{
    return (size_t)(t->at - t->start);
}

static inline bool text_failed(const struct text *t)
{
    return t->failed;
}

/* Drops everything after the first `len` bytes. */
static inline void text_truncate(struct text *t, size_t len)
{
    t->at = t->start + len;
}

static inline void text_put(struct text *t, const void *s, size_t n)
{
    if (text_room(t, n)) {
        memcpy(t->at, s, n);
        t->at += n;
    }
}

static inline void text_char(struct text *t, char c)
{
    if (text_room(t, 1))
        *t->at++ = c;
}

static inline void text_str(struct text *t, const char *s)
{
    text_put(t, s, strlen(s));
}

void text_fill(struct text *t, char c, size_t n);

/* Decimal. text_dec_pad pads on the left to `width` with `pad`. */
void text_u32(struct text *t, uint32_t v);
void text_u64(struct text *t, uint64_t v);
void text_i64(struct text *t, int64_t v);
void text_dec_pad(struct text *t, uint64_t v, unsigned width, char pad);

/* Lower-case hexadecimal: shortest form, and zero-padded to `digits`. */
void text_hex(struct text *t, uint64_t v);
void text_hex_pad(struct text *t, uint64_t v, unsigned digits);
void text_hex_bytes(struct text *t, const uint8_t *p, size_t n);

/* Alternate form as printf's %#x: "0x1f", but zero prints "0". */
void text_hex_alt(struct text *t, uint64_t v);

/* IPv4 dotted quad, IPv6 as tcpdump shortens it, "02:00:00:00:00:01". */
void text_ip4(struct text *t, const uint8_t addr[static 4]);
void text_ip6(struct text *t, const uint8_t addr[static 16]);
void text_mac(struct text *t, const uint8_t *addr, size_t n);

/*
 * One byte of somebody else's data, made visible: "M-" before the low seven
 * bits of a byte >= 0x80, "^" and the byte XOR 0x40 for a control character.
 */
void text_visible(struct text *t, uint8_t c);
void text_visible_bytes(struct text *t, const char *s, size_t n);

/*
 * printf into the text, for the rare fields where a format is the clearest
 * way to say it. Never on the path of a plain TCP line.
 */
void text_printf(struct text *t, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A string literal, its length known to the compiler. */
#define TEXT_LIT(t, s) text_lit((t), "" s, sizeof(s) - 1)

/* Inlined always, so that the copy is a store or two. */
__attribute__((always_inline)) static inline void
text_lit(struct text *t, const char *s, size_t n)
{
    if (text_room(t, n)) {
        memcpy(t->at, s, n);
        t->at += n;
    }
}

#endif
