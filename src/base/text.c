/*
 * text.c - append-only output text and its number and address writers.
 *
 * The writers exist because formatting is most of what a line costs: no
 * format string is parsed and no locale consulted.
 */
#include "text.h"

#include <stdlib.h>

#include "digits.h"
#include "shortage.h"

static const char hex_digits[] = "0123456789abcdef";

static const char dec_pairs[] = "00010203040506070809"
                                "10111213141516171819"
                                "20212223242526272829"
                                "30313233343536373839"
                                "40414243444546474849"
                                "50515253545556575859"
                                "60616263646566676869"
                                "70717273747576777879"
                                "80818283848586878889"
                                "90919293949596979899";

enum { DEC_MAX = 20, HEX_MAX = 16 };

bool text_init(struct text *t, size_t capacity)
{
    char *p = malloc(capacity);
    *t = (struct text){p, p, p == NULL ? NULL : p + capacity, p == NULL};
    return p != NULL;
}

void text_free(struct text *t)
{
    free(t->start);
    *t = (struct text){0};
}

bool text_grow(struct text *t, size_t n)
{
    const size_t used = text_len(t);
    size_t want = (size_t)(t->end - t->start);

    if (t->failed)
        return false;
    while (want < used + n)
        want = want < 256 ? 256 : want * 2;
    char *p = realloc(t->start, want);
    if (p == NULL) {
        t->failed = true;
        shortage_note();
        return false;
    }
    t->start = p;
    t->at = p + used;
    t->end = p + want;
    return true;
}

void text_fill(struct text *t, char c, size_t n)
{
    if (text_room(t, n)) {
        memset(t->at, c, n);
        t->at += n;
    }
}

/* Writes `v` right-aligned so that it ends at `end`; answers its start. */
static char *dec_backwards(char *end, uint64_t v)
{
    while (v >= 100) {
        end -= 2;
        memcpy(end, dec_pairs + 2 * (v % 100), 2);
        v /= 100;
    }
    if (v >= 10) {
        end -= 2;
        memcpy(end, dec_pairs + 2 * v, 2);
    } else {
        *--end = (char)('0' + v);
    }
    return end;
}

void text_u32(struct text *t, uint32_t v)
{
    if (text_room(t, DIGITS_U32_MAX + DIGITS_SLACK))
        t->at = digits_u32(t->at, v);
}

void text_u64(struct text *t, uint64_t v)
{
    if (v <= UINT32_MAX) {
        text_u32(t, (uint32_t)v);
        return;
    }
    char buf[DEC_MAX];
    const char *s = dec_backwards(buf + sizeof(buf), v);
    text_put(t, s, (size_t)(buf + sizeof(buf) - s));
}

void text_i64(struct text *t, int64_t v)
{
    if (v < 0)
        text_char(t, '-');
    text_u64(t, v < 0 ? 0 - (uint64_t)v : (uint64_t)v);
}

void text_dec_pad(struct text *t, uint64_t v, unsigned width, char pad)
{
    char buf[DEC_MAX];
    const char *s = dec_backwards(buf + sizeof(buf), v);
    const size_t n = (size_t)(buf + sizeof(buf) - s);

    if (n < width)
        text_fill(t, pad, width - n);
    text_put(t, s, n);
}

void text_hex_pad(struct text *t, uint64_t v, unsigned digits)
{
    char buf[HEX_MAX];
    unsigned n = 0;

    do {
        buf[HEX_MAX - ++n] = hex_digits[v & 15];
        v >>= 4;
    } while (v != 0);
    while (n < digits && n < HEX_MAX)
        buf[HEX_MAX - ++n] = '0';
    text_put(t, buf + HEX_MAX - n, n);
}

void text_hex(struct text *t, uint64_t v)
{
    text_hex_pad(t, v, 1);
}

void text_hex_alt(struct text *t, uint64_t v)
{
    if (v != 0)
        TEXT_LIT(t, "0x");
    text_hex(t, v);
}

void text_hex_bytes(struct text *t, const uint8_t *p, size_t n)
{
    if (!text_room(t, 2 * n))
        return;
    for (size_t i = 0; i < n; i++) {
        *t->at++ = hex_digits[p[i] >> 4];
        *t->at++ = hex_digits[p[i] & 15];
    }
}

void text_ip4(struct text *t, const uint8_t addr[static 4])
{
    if (text_room(t, DIGITS_IP4_MAX + DIGITS_SLACK))
        t->at = digits_ip4(t->at, addr);
}

void text_ip6(struct text *t, const uint8_t addr[static 16])
{
    if (text_room(t, DIGITS_IP6_MAX + DIGITS_SLACK))
        t->at = digits_ip6(t->at, addr);
}

void text_mac(struct text *t, const uint8_t *addr, size_t n)
{
    char *at = text_reserve(t, 3 * n + 1);

    if (at == NULL || n == 0)
        return;
    for (size_t i = 0; i < n; i++) {
        *at++ = hex_digits[addr[i] >> 4];
        *at++ = hex_digits[addr[i] & 15];
        *at++ = ':';
    }
    t->at = at - 1;
}

void text_visible(struct text *t, uint8_t c)
{
    if (c >= 0x80) {
        TEXT_LIT(t, "M-");
        c &= 0x7f;
    }
    if (c < 0x20 || c == 0x7f) {
        text_char(t, '^');
        c ^= 0x40;
    }
    text_char(t, (char)c);
}

/* Nearly always all of them are printable. */
void text_visible_bytes(struct text *t, const char *s, size_t n)
{
    char *at = text_reserve(t, n);
    size_t i = 0;

    for (; at != NULL && i < n && s[i] >= 0x20 && s[i] < 0x7f; i++)
        *at++ = s[i];
    t->at += i;
    for (; i < n; i++)
        text_visible(t, (uint8_t)s[i]);
}
