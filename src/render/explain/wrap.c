/*
 * wrap.c - sentences in rows that a terminal has room for.
 */
#include "wrap.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "count.h"

struct glyph {
    uint32_t code;
    unsigned bytes, columns;
};

/* Two columns wide: Unicode Standard Annex 11, W and F, without emoji. */
static const struct {
    uint32_t from, to;
} wide[] = {
    {0x1100, 0x115f}, {0x2e80, 0x303e}, {0x3041, 0x33ff},   {0x3400, 0x4dbf},
    {0x4e00, 0xa4cf}, {0xac00, 0xd7a3}, {0xf900, 0xfaff},   {0xfe30, 0xfe6f},
    {0xff01, 0xff60}, {0xffe0, 0xffe6}, {0x20000, 0x3fffd},
};

/* What a row may not begin with: closing marks, and small kana. */
static const uint32_t closing[] = {
    ')',    ',',    '.',    ':',    ';',    '!',    '?',    ']',    0x3001,
    0x3002, 0x3005, 0x3009, 0x300b, 0x300d, 0x300f, 0x3011, 0x3015, 0x3041,
    0x3043, 0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x30a1,
    0x30a3, 0x30a5, 0x30a7, 0x30a9, 0x30c3, 0x30e3, 0x30e5, 0x30e7, 0x30fb,
    0x30fc, 0xff01, 0xff09, 0xff0c, 0xff0e, 0xff1a, 0xff1b, 0xff1f,
};

/* What a row may not end with. */
static const uint32_t opening[] = {
    '(', '[', 0x3008, 0x300a, 0x300c, 0x300e, 0x3010, 0x3014, 0xff08,
};

static bool is_wide(uint32_t code)
{
    for (size_t i = 0; i < COUNT_OF(wide); i++)
        if (code >= wide[i].from && code <= wide[i].to)
            return true;
    return false;
}

static bool is_among(const uint32_t *list, size_t n, uint32_t code)
{
    for (size_t i = 0; i < n; i++)
        if (list[i] == code)
            return true;
    return false;
}

/* A byte that is no UTF-8 stands for itself, one column wide. */
static struct glyph glyph_at(const char *at, const char *end)
{
    const uint8_t first = (uint8_t)*at;
    const unsigned more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0;
    struct glyph g = {.code = first, .bytes = 1, .columns = 1};

    if (more == 0 || (size_t)(end - at) <= more)
        return g;
    uint32_t code = first & (0x3fU >> more);
    for (unsigned i = 1; i <= more; i++) {
        if (((uint8_t)at[i] & 0xc0) != 0x80)
            return g;
        code = code << 6 | ((uint8_t)at[i] & 0x3fU);
    }
    return (struct glyph){code, more + 1, is_wide(code) ? 2 : 1};
}

/* Whether a row may end between two glyphs, none of them a blank. */
static bool may_break(const struct glyph *before, const struct glyph *after)
{
    return (before->columns == 2 || after->columns == 2) &&
           !is_among(closing, COUNT_OF(closing), after->code) &&
           !is_among(opening, COUNT_OF(opening), before->code);
}

/* How many bytes at `at` fit into `room` columns, broken where that is due. */
static size_t fitting(const char *at, const char *end, unsigned room)
{
    struct glyph before = {.code = ' ', .columns = 1};
    const char *last = NULL;
    const char *p = at;
    unsigned used = 0;

    while (p < end) {
        const struct glyph g = glyph_at(p, end);
        if (p > at &&
            (g.code == ' ' || (before.code != ' ' && may_break(&before, &g))))
            last = p;
        if (used + g.columns > room)
            return (size_t)((last != NULL ? last : p) - at);
        used += g.columns;
        before = g;
        p += g.bytes;
    }
    return (size_t)(end - at);
}

void wrap_put(const struct wrap_style *style, const char *words, size_t n,
              struct text *out)
{
    const char *at = words;
    const char *end = words + n;
    const char *prefix = style->first;

    while (at < end) {
        const size_t taken =
            fitting(at, end, style->width - (unsigned)strlen(prefix));
        text_str(out, style->begin);
        text_str(out, prefix);
        text_put(out, at, taken);
        text_str(out, style->close);
        text_char(out, '\n');
        at += taken;
        while (at < end && *at == ' ')
            at++;
        prefix = style->more;
    }
}
