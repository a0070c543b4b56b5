/*
 * paint_tree.c - where the rows of a tree take colours: a block's title, where
 * its bytes are, the bytes by what kind of header they belong to, flags that
 * are set, and what is wrong.
 */
#include <string.h>

#include "codes.h"
#include "paint.h"

enum {
    OFFSET_AT = 4,
    BYTES_AT = 10, /* at least: the offset may be longer */
    NAME_AT = 35,
};

struct tree_row {
    const char *text;
    size_t n;
};

/* A title begins with the words of the header it stands above. */
static enum paint paint_of_block(const struct tree_row *row)
{
    static const struct code_name kinds[] = {
        {PAINT_LINK, "Ethernet"}, {PAINT_LINK, "802.1Q"},   {PAINT_LINK, "LLC"},
        {PAINT_LINK, "SNAP"},     {PAINT_LINK, "Linux"},    {PAINT_LINK, "BSD"},
        {PAINT_LINK, "PPP"},      {PAINT_LINK, "MPLS"},     {PAINT_LINK, "GRE"},
        {PAINT_LINK, "VXLAN"},    {PAINT_LINK, "Geneve"},   {PAINT_IP, "IPv4"},
        {PAINT_IP, "IPv6"},       {PAINT_IP, "ARP"},        {PAINT_IP, "ICMP"},
        {PAINT_TRANSPORT, "TCP"}, {PAINT_TRANSPORT, "UDP"},
    };

    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        const size_t n = strlen(kinds[i].name);
        if (row->n > n + 2 && memcmp(row->text + 2, kinds[i].name, n) == 0)
            return (enum paint)kinds[i].code;
    }
    return PAINT_PLAIN;
}

/* Where `words` begin in the row, its length if they do not. */
static size_t find(const struct tree_row *row, const char *words)
{
    const char *hit = memmem(row->text, row->n, words, strlen(words));

    return hit != NULL ? (size_t)(hit - row->text) : row->n;
}

static size_t skip_hex(const struct tree_row *row, size_t at)
{
    while (at < row->n && strchr("0123456789abcdef", row->text[at]) != NULL)
        at++;
    return at;
}

/* Behind a name: "1... ....  set", "010. ....  don't fragment". */
static void paint_flag(const struct tree_row *row, struct strokes *out)
{
    static const char set[] = ".  set";
    const size_t hit = find(row, set);
    const size_t flags = find(row, "flags  ");

    if (hit < row->n)
        strokes_add(out, hit + 3, hit + sizeof(set) - 1, PAINT_BOLD);
    else if (flags < row->n) {
        size_t at = row->n;
        while (at > flags && memcmp(row->text + at - 2, "  ", 2) != 0)
            at--;
        strokes_add(out, at, row->n, PAINT_BOLD);
    }
}

/* To the end of the row: what is wrong is said last. */
static bool paint_wrong(const struct tree_row *row, struct strokes *out)
{
    static const char *const words[] = {"incorrect", "bad option", "[|",
                                        "must be"};

    for (size_t i = 0; i < COUNT_OF(words); i++) {
        const size_t hit = find(row, words[i]);
        if (hit < row->n && hit >= NAME_AT) {
            strokes_add(out, hit, row->n, PAINT_WRONG);
            return true;
        }
    }
    return false;
}

static bool is_field(const struct tree_row *row)
{
    return row->n > OFFSET_AT && memcmp(row->text, "    ", OFFSET_AT) == 0;
}

static void paint_field(const struct tree_row *row, enum paint block,
                        struct strokes *out)
{
    const size_t end = skip_hex(row, OFFSET_AT);

    if (end >= BYTES_AT - 2) {
        const size_t bytes = end + 2;
        size_t stop = bytes;
        while (stop + 1 < row->n &&
               skip_hex(row, stop) == stop + 2) /* "02 00 00" */
            stop += stop + 2 < row->n && row->text[stop + 2] == ' ' ? 3 : 2;
        strokes_add(out, OFFSET_AT, end, PAINT_FAINT);
        strokes_add(out, bytes, stop, block);
    }
    if (!paint_wrong(row, out))
        paint_flag(row, out);
}

static size_t row_length(const char *text, size_t n)
{
    const char *newline = memchr(text, '\n', n);

    return newline != NULL ? (size_t)(newline - text) : n;
}

/* The line ends where the first row with two blanks begins. */
static size_t line_length(const char *text, size_t n)
{
    const char *hit = memmem(text, n, "\n  ", 3);

    return hit != NULL ? (size_t)(hit - text) + 1 : n;
}

void put_painted_tree(const char *text, size_t n, const struct record *rec,
                      bool has_time, struct text *out)
{
    size_t at = line_length(text, n);
    enum paint block = PAINT_PLAIN;
    struct strokes strokes = {0};

    paint_line(text, at, rec, has_time, &strokes);
    strokes_put(&strokes, text, at, out);
    while (at < n) {
        const struct tree_row row = {text + at, row_length(text + at, n - at)};
        strokes.count = 0;
        if (is_field(&row)) {
            paint_field(&row, block, &strokes);
        } else if (row.n > 2 && row.text[0] == '\t') {
            strokes_add(&strokes, 1, row.n, PAINT_FAINT);
        } else if (row.n > 2 && row.text[2] != '|' && row.text[2] != '+' &&
                   row.text[2] != ' ') {
            block = paint_of_block(&row);
            strokes_add(&strokes, 2, row.n, PAINT_BOLD);
        }
        strokes_put(&strokes, row.text, row.n, out);
        at += row.n;
        if (at < n)
            text_char(out, text[at++]);
    }
}
