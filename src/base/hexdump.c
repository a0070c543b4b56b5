/*
 * hexdump.c - rows of hexadecimal, in tcpdump's three layouts.
 */
#include "hexdump.h"

enum { ROW = 16, HEX_COLUMNS = 40 };

static const char digits[] = "0123456789abcdef";

static void open_row(struct text *t, const char *indent, size_t off)
{
    text_str(t, indent);
    TEXT_LIT(t, "0x");
    text_hex_pad(t, off, 4);
    TEXT_LIT(t, ": ");
}

/* " 4500 0052 61": `n` bytes in pairs; answers the columns used. */
static size_t put_pairs(char *at, const uint8_t *p, size_t n)
{
    char *const start = at;

    for (size_t i = 0; i < n; i++) {
        if (i % 2 == 0)
            *at++ = ' ';
        *at++ = digits[p[i] >> 4];
        *at++ = digits[p[i] & 15];
    }
    return (size_t)(at - start);
}

void hexdump_hex(struct text *t, const char *indent, const uint8_t *p, size_t n)
{
    for (size_t off = 0; off < n; off += ROW) {
        const size_t row = n - off < ROW ? n - off : ROW;
        open_row(t, indent, off);
        if (text_room(t, HEX_COLUMNS))
            t->at += put_pairs(t->at, p + off, row);
    }
}

static bool is_graphic(uint8_t c)
{
    return c > 0x20 && c < 0x7f;
}

void hexdump_hex_ascii(struct text *t, const char *indent, const uint8_t *p,
                       size_t n)
{
    for (size_t off = 0; off < n; off += ROW) {
        const size_t row = n - off < ROW ? n - off : ROW;
        open_row(t, indent, off);
        if (!text_room(t, HEX_COLUMNS + 2 + ROW))
            return;
        memset(t->at, ' ', HEX_COLUMNS + 2);
        put_pairs(t->at, p + off, row);
        t->at += HEX_COLUMNS + 2;
        for (size_t i = 0; i < row; i++) {
            const uint8_t c = p[off + i];
            *t->at++ = is_graphic(c) ? (char)c : '.';
        }
    }
}

/*
 * What -A shows for a carriage return with `left` bytes after it: nothing
 * before a line feed or within one byte of the end, a dot otherwise.
 */
static bool cr_is_silent(const uint8_t *p, size_t left)
{
    return left <= 1 || p[1] == '\n';
}

void hexdump_ascii(struct text *t, const uint8_t *p, size_t n)
{
    if (!text_room(t, n + 1))
        return;
    *t->at++ = '\n';
    for (size_t i = 0; i < n; i++) {
        const uint8_t c = p[i];
        if (c == '\r' && cr_is_silent(p + i, n - i - 1))
            continue;
        const bool raw = is_graphic(c) || c == ' ' || c == '\t' || c == '\n';
        *t->at++ = raw ? (char)c : '.';
    }
}
