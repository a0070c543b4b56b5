/*
 * scan.c - the small words of reading text.
 */
#include "scan.h"

#include <string.h>

bool scan_text(struct scan *s, const char *text)
{
    const size_t n = strlen(text), left = scan_left(s);

    if (memcmp(s->at, text, n < left ? n : left) != 0)
        return false;
    if (left < n) {
        s->short_of = true;
        return false;
    }
    s->at += n;
    return true;
}

void scan_blanks(struct scan *s)
{
    while (!scan_over(s) && *s->at == ' ')
        s->at++;
}

bool scan_gap(struct scan *s)
{
    const char *from = s->at;

    scan_blanks(s);
    if (s->at == from && scan_over(s))
        s->short_of = true;
    return s->at > from;
}

static int digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : 16;
}

static bool scan_number(struct scan *s, unsigned base, uint64_t most,
                        uint32_t *out)
{
    const char *at = s->at;
    uint64_t v = 0;

    while (at < s->end && digit_of(*at) < (int)base && v <= most)
        v = v * base + (unsigned)digit_of(*at++);
    if (at == s->at && scan_over(s))
        s->short_of = true;
    if (at == s->at || v > most)
        return false;
    s->at = at;
    *out = (uint32_t)v;
    return true;
}

bool scan_u32(struct scan *s, uint32_t *out)
{
    return scan_number(s, 10, UINT32_MAX, out);
}

bool scan_most(struct scan *s, uint32_t most, uint32_t *out)
{
    return scan_number(s, 10, most, out);
}

bool scan_hex(struct scan *s, uint32_t *out)
{
    return scan_number(s, 16, UINT32_MAX, out);
}

bool scan_field(struct scan *s, const char *text, uint32_t *out)
{
    const char *from = s->at;

    if (scan_text(s, text) && scan_u32(s, out))
        return true;
    s->at = from;
    return false;
}

size_t scan_bytes(struct scan *s, uint8_t *out, size_t most)
{
    size_t n = 0;

    while (n < most && scan_left(s) >= 2 && digit_of(s->at[0]) < 16 &&
           digit_of(s->at[1]) < 16) {
        out[n++] = (uint8_t)(digit_of(s->at[0]) << 4 | digit_of(s->at[1]));
        s->at += 2;
    }
    if (scan_left(s) == 1 && digit_of(*s->at) < 16)
        s->short_of = true;
    return n;
}

bool scan_word(struct scan *s, struct span *out)
{
    out->at = s->at;
    while (!scan_over(s) && *s->at != ' ')
        s->at++;
    out->len = (size_t)(s->at - out->at);
    if (out->len == 0 && scan_over(s))
        s->short_of = true;
    return out->len > 0;
}

bool scan_past(struct scan *s, const char *text)
{
    const char *found = memmem(s->at, scan_left(s), text, strlen(text));

    if (found == NULL)
        return false;
    s->at = found + strlen(text);
    return true;
}

bool span_is(struct span span, const char *text)
{
    return span.len == strlen(text) && memcmp(span.at, text, span.len) == 0;
}
