/*
 * hexdump.c - rows of hexadecimal, in tcpdump's three layouts.
 */
#include "hexdump.h"

#include "digits.h"

enum { ROW = 16, HEX_COLUMNS = 40, GUTTER = 2, SPARE = 8 };

/* Sixteen bytes at once: every compiler of this project knows the type. */
typedef uint8_t row_bytes __attribute__((vector_size(ROW)));
typedef int8_t row_signed __attribute__((vector_size(ROW)));

enum { LONGEST_INDENT = 256, OFFSET_DIGITS = 16, USUAL = 16 };
enum { PAGE = 256, BEHIND_DIGIT = 4 };

/* What stands before each row of a page: "\n\t0x01?0: ". */
struct opening {
    size_t indent;
    size_t len;
    char text[LONGEST_INDENT + OFFSET_DIGITS + USUAL];
};

static void set_indent(struct opening *opening, const char *text)
{
    const row_bytes none = {0};

    opening->indent = strnlen(text, LONGEST_INDENT);
    memcpy(opening->text, &none, sizeof(none));
    memcpy(opening->text, text, opening->indent);
}

/* Of a page's rows nothing but one digit differs. */
static void turn_page(struct opening *opening, size_t off)
{
    char *at = DIGITS_LIT(opening->text + opening->indent, "0x");

    if (off > UINT16_MAX) /* a packet has no more than five digits of them */
        at = digits_hex8(at, (uint8_t)(off >> 16));
    at = DIGITS_LIT(digits_byte(at, (uint8_t)(off >> 8)), "?0: ");
    opening->len = (size_t)(at - opening->text);
}

/* Room for all rows of `n` bytes, each with up to this many columns. */
static char *reserve_rows(struct text *t, const struct opening *opening,
                          size_t n)
{
    return text_reserve(t, (n / ROW + 1) * (opening->indent + OFFSET_DIGITS +
                                            HEX_COLUMNS + GUTTER + ROW) +
                               SPARE);
}

/* Inlined by force, as what makes a row: a call is a tenth of the row. */
#define INLINE __attribute__((always_inline)) static inline

INLINE char *open_row(char *at, const struct opening *opening, size_t row)
{
    static const char digits[] = "0123456789abcdef";

    memcpy(at, opening->text, USUAL);
    if (opening->len > USUAL)
        memcpy(at, opening->text, opening->len);
    at += opening->len;
    at[-BEHIND_DIGIT] = digits[row];
    return at;
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

/* Compared with a sign, for which processors have an instruction. */
static row_bytes digits_of(row_bytes nibbles)
{
    const row_bytes letter = (row_bytes)((row_signed)nibbles > 9);

    return nibbles + '0' + (letter & ('a' - '0' - 10));
}

/* put_pairs() of a whole row, and blanks where they end: SPARE of them. */
INLINE char *put_row(char *at, row_bytes row)
{
    const row_bytes high = digits_of(row >> 4), low = digits_of(row & 15);
    const row_bytes blanks = (row_bytes){0} + ' ';
    const row_bytes digits[2] = {
        __builtin_shufflevector(high, low, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5,
                                21, 6, 22, 7, 23),
        __builtin_shufflevector(high, low, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28,
                                13, 29, 14, 30, 15, 31),
    };
    const char *from = (const char *)digits;

    for (unsigned i = 0; i < HEX_COLUMNS + SPARE; i += ROW)
        memcpy(at + i, &blanks, sizeof(blanks));
    for (unsigned pair = 0; pair < ROW / 2; pair++)
        memcpy(at + 5 * pair + 1, from + 4 * pair, 4);
    return at + HEX_COLUMNS;
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
INLINE char *put_graphic_row(char *at, row_bytes row)
{
    const row_bytes graphic =
        (row_bytes)((row_bytes)(row - 0x21) < 0x7f - 0x21);
    const row_bytes shown = (row & graphic) | (~graphic & '.');

    memcpy(at, &shown, sizeof(shown));
    return at + ROW;
}

/* Whole rows of a page, from its first. */
INLINE char *put_rows(char *at, const struct opening *opening, const uint8_t *p,
                      size_t rows, bool graphic)
{
    for (size_t i = 0; i < rows; i++, p += ROW) {
        const row_bytes row = load_row(p);

        at = put_row(open_row(at, opening, i), row);
        if (graphic)
            at = put_graphic_row(at + GUTTER, row);
    }
    return at;
}

/* What is left behind these, less than a row. */
static char *put_rest(char *at, const uint8_t *p, size_t n, bool graphic)
{
    if (!graphic)
        return put_pairs(at, p, n);
    memset(at, ' ', HEX_COLUMNS + GUTTER);
    (void)put_pairs(at, p, n);
    return put_graphic(at + HEX_COLUMNS + GUTTER, p, n);
}

INLINE void put_dump(struct text *t, const char *indent, const uint8_t *p,
                     size_t n, bool graphic)
{
    struct opening opening;

    set_indent(&opening, indent);
    char *at = reserve_rows(t, &opening, n);
    if (at == NULL)
        return;
    for (size_t off = 0; off < n; off += PAGE) {
        const size_t left = n - off < PAGE ? n - off : PAGE;
        const size_t rows = left / ROW;

        turn_page(&opening, off);
        at = put_rows(at, &opening, p + off, rows, graphic);
        if (left % ROW > 0)
            at = put_rest(open_row(at, &opening, rows), p + off + rows * ROW,
                          left % ROW, graphic);
    }
    t->at = at;
}

void hexdump_hex(struct text *t, const char *indent, const uint8_t *p, size_t n)
{
    put_dump(t, indent, p, n, false);
}

void hexdump_hex_ascii(struct text *t, const char *indent, const uint8_t *p,
                       size_t n)
{
    put_dump(t, indent, p, n, true);
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
