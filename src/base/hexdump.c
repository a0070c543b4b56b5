/*
 * hexdump.c - rows of hexadecimal, in tcpdump's three layouts.
 */
#include "hexdump.h"

enum { ROW = 16, HEX_COLUMNS = 40, GUTTER = 2 };

/* Every byte's two digits, so that a byte costs one load and one store. */
#define HEX(h)                                                                 \
    h "0" h "1" h "2" h "3" h "4" h "5" h "6" h "7" h "8" h "9" h "a" h "b" h  \
      "c" h "d" h "e" h "f"
static const char byte_digits[] =
    HEX("0") HEX("1") HEX("2") HEX("3") HEX("4") HEX("5") HEX("6") HEX("7")
        HEX("8") HEX("9") HEX("a") HEX("b") HEX("c") HEX("d") HEX("e") HEX("f");

static void open_row(struct text *t, const char *indent, size_t off)
{
    text_str(t, indent);
    TEXT_LIT(t, "0x");
    text_hex_pad(t, off, 4);
    TEXT_LIT(t, ": ");
}

static inline char *put_byte(char *at, uint8_t c)
{
    memcpy(at, byte_digits + 2 * c, 2);
    return at + 2;
}

/* " 4500 0052 61": `n` bytes in pairs; answers where they end. */
static char *put_pairs(char *at, const uint8_t *p, size_t n)
{
    for (; n >= 2; n -= 2, p += 2) {
        *at++ = ' ';
        at = put_byte(at, p[0]);
        at = put_byte(at, p[1]);
    }
    if (n == 1) {
        *at++ = ' ';
        at = put_byte(at, p[0]);
    }
    return at;
}

void hexdump_hex(struct text *t, const char *indent, const uint8_t *p, size_t n)
{
    for (size_t off = 0; off < n; off += ROW) {
        const size_t row = n - off < ROW ? n - off : ROW;
        open_row(t, indent, off);
        char *at = text_reserve(t, HEX_COLUMNS);
        if (at == NULL)
            return;
        t->at = put_pairs(at, p + off, row);
    }
}

static inline bool is_graphic(uint8_t c)
{
    return c > 0x20 && c < 0x7f;
}

static char *put_graphic(char *at, const uint8_t *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        at[i] = is_graphic(p[i]) ? (char)p[i] : '.';
    return at + n;
}

void hexdump_hex_ascii(struct text *t, const char *indent, const uint8_t *p,
                       size_t n)
{
    for (size_t off = 0; off < n; off += ROW) {
        const size_t row = n - off < ROW ? n - off : ROW;
        open_row(t, indent, off);
        char *at = text_reserve(t, HEX_COLUMNS + GUTTER + ROW);
        if (at == NULL)
            return;
        memset(at, ' ', HEX_COLUMNS + GUTTER);
        put_pairs(at, p + off, row);
        t->at = put_graphic(at + HEX_COLUMNS + GUTTER, p + off, row);
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

/* A run without carriage returns; simple enough to be vectorised. */
static char *put_ascii_run(char *at, const uint8_t *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const uint8_t c = p[i];
        const bool raw = is_graphic(c) || c == ' ' || c == '\t' || c == '\n';
        at[i] = raw ? (char)c : '.';
    }
    return at + n;
}

void hexdump_ascii(struct text *t, const uint8_t *p, size_t n)
{
    const uint8_t *const end = p + n;
    char *at = text_reserve(t, n + 1);

    if (at == NULL)
        return;
    *at++ = '\n';
    while (p < end) {
        const uint8_t *cr = memchr(p, '\r', (size_t)(end - p));
        const size_t run = (size_t)((cr == NULL ? end : cr) - p);
        at = put_ascii_run(at, p, run);
        p += run;
        if (cr == NULL)
            break;
        if (!cr_is_silent(cr, (size_t)(end - cr - 1)))
            *at++ = '.';
        p++;
    }
    t->at = at;
}
