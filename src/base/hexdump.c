/*
 * hexdump.c - rows of hexadecimal, in tcpdump's three layouts.
 */
#include "hexdump.h"

#include "digits.h"

enum { ROW = 16, HEX_COLUMNS = 40, GUTTER = 2 };

/* Sixteen bytes at once: every compiler of this project knows the type. */
typedef uint8_t row_bytes __attribute__((vector_size(ROW)));

enum { USUAL_INDENT = 16, LONGEST_INDENT = 256 };

/* With bytes to spare, so that what is usual is copied whole. */
struct indent {
    char text[LONGEST_INDENT];
    size_t len;
};

static struct indent indent_of(const char *text)
{
    struct indent indent = {.len = strnlen(text, sizeof(indent.text))};

    memcpy(indent.text, text, indent.len);
    return indent;
}

/* Room for all rows of `n` bytes, each with up to this many columns. */
static char *reserve_rows(struct text *t, const struct indent *indent, size_t n)
{
    /* And what is copied to spare. */
    enum { OFFSET_COLUMNS = 8 + USUAL_INDENT };

    return text_reserve(t, (n / ROW + 1) * (indent->len + OFFSET_COLUMNS +
                                            HEX_COLUMNS + GUTTER + ROW));
}

/* Inlined by force: a call a row is a tenth of the row. */
__attribute__((always_inline)) static inline char *
open_row(char *at, const struct indent *indent, size_t off)
{
    memcpy(at, indent->text, USUAL_INDENT);
    if (indent->len > USUAL_INDENT)
        memcpy(at, indent->text, indent->len);
    at = DIGITS_LIT(at + indent->len, "0x");
    if (off > UINT16_MAX) /* a packet has no more than five digits of them */
        at = digits_hex8(at, (uint8_t)(off >> 16));
    at = digits_byte(digits_byte(at, (uint8_t)(off >> 8)), (uint8_t)off);
    return DIGITS_LIT(at, ": ");
}

/* " 4500 0052 61": `n` bytes in pairs; answers where they end. */
static char *put_pairs(char *at, const uint8_t *p, size_t n)
{
    for (; n >= 2; n -= 2, p += 2) {
        *at++ = ' ';
        at = digits_byte(at, p[0]);
        at = digits_byte(at, p[1]);
    }
    if (n == 1) {
        *at++ = ' ';
        at = digits_byte(at, p[0]);
    }
    return at;
}

static row_bytes load_row(const uint8_t *p)
{
    row_bytes row;

    memcpy(&row, p, sizeof(row));
    return row;
}

static row_bytes digits_of(row_bytes nibbles)
{
    const row_bytes letter = (row_bytes)(nibbles > 9);

    return nibbles + '0' + (letter & ('a' - '0' - 10));
}

/* put_pairs() of a whole row. */
static char *put_row(char *at, row_bytes row)
{
    const row_bytes high = digits_of(row >> 4), low = digits_of(row & 15);
    const row_bytes digits[2] = {
        __builtin_shufflevector(high, low, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5,
                                21, 6, 22, 7, 23),
        __builtin_shufflevector(high, low, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28,
                                13, 29, 14, 30, 15, 31),
    };
    const char *from = (const char *)digits;

    for (unsigned pair = 0; pair < ROW / 2; pair++) {
        at[5 * pair] = ' ';
        memcpy(at + 5 * pair + 1, from + 4 * pair, 4);
    }
    return at + HEX_COLUMNS;
}

void hexdump_hex(struct text *t, const char *indent_text, const uint8_t *p,
                 size_t n)
{
    const struct indent indent = indent_of(indent_text);
    char *at = reserve_rows(t, &indent, n);

    for (size_t off = 0; off < n && at != NULL; off += ROW) {
        const size_t left = n - off;
        at = open_row(at, &indent, off);
        at = left >= ROW ? put_row(at, load_row(p + off))
                         : put_pairs(at, p + off, left);
    }
    if (at != NULL)
        t->at = at;
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

/* put_graphic() of a whole row. */
static char *put_graphic_row(char *at, row_bytes row)
{
    const row_bytes graphic = (row_bytes)(row > 0x20) & (row_bytes)(row < 0x7f);
    const row_bytes shown = (row & graphic) | (~graphic & '.');

    memcpy(at, &shown, sizeof(shown));
    return at + ROW;
}

static char *put_both(char *at, const uint8_t *p, size_t n)
{
    if (n >= ROW) {
        const row_bytes row = load_row(p);
        at = put_row(at, row);
        return put_graphic_row(DIGITS_LIT(at, "  "), row);
    }
    memset(at, ' ', HEX_COLUMNS + GUTTER);
    (void)put_pairs(at, p, n);
    return put_graphic(at + HEX_COLUMNS + GUTTER, p, n);
}

void hexdump_hex_ascii(struct text *t, const char *indent_text,
                       const uint8_t *p, size_t n)
{
    const struct indent indent = indent_of(indent_text);
    char *at = reserve_rows(t, &indent, n);

    for (size_t off = 0; off < n && at != NULL; off += ROW)
        at = put_both(open_row(at, &indent, off), p + off, n - off);
    if (at != NULL)
        t->at = at;
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
