/*
 * resp.c - the Redis serialization protocol, version 2, and its predecessor
 * the inline command.
 *
 * Arrays are shown flat: of the nesting, only how many items are still owed
 * is kept, so depth costs nothing.
 */
#include "count.h"
#include "protocol.h"

/* What follows "$" or "*". */
enum count_kind {
    COUNT_CUT, /* the payload or the capture ends first */
    COUNT_INVALID,
    COUNT_TOO_LARGE,
    COUNT_NEGATIVE,
    COUNT_NULL,
    COUNT_GOOD,
};

struct count {
    enum count_kind kind;
    uint32_t value;
    uint32_t next; /* first byte behind */
};

/*
 * True when the byte at `off` is there. Where the payload goes on but the
 * capture does not, decoding of the packet ends; looking for a CRLF or for
 * the bytes of a string has not that effect.
 */
static bool have_byte(struct printer *pr, uint32_t off)
{
    return off < pr->len && printer_need(pr, off, 1);
}

/* True when a CRLF is captured at or behind `off`; `*at` is where. */
static bool find_crlf(const struct printer *pr, uint32_t off, uint32_t *at)
{
    while (printer_has(pr, off, 2)) {
        const uint8_t *cr = memchr(pr->base + off, '\r', pr->cap - off - 1);
        if (cr == NULL)
            return false;
        *at = (uint32_t)(cr - pr->base);
        if (cr[1] == '\n')
            return true;
        off = *at + 1;
    }
    return false;
}

static void put_quoted(struct printer *pr, uint32_t off, uint32_t n)
{
    TEXT_LIT(pr->out, " \"");
    (void)printer_visible(pr, off, n);
    text_char(pr->out, '"');
}

/* The end of the number's line at `off`; a bad byte is consumed. */
static struct count end_of_count(struct printer *pr, uint32_t off,
                                 struct count count)
{
    static const uint8_t crlf[] = {'\r', '\n'};

    for (unsigned i = 0; i < COUNT_OF(crlf); i++, off++) {
        if (!have_byte(pr, off))
            return (struct count){.kind = COUNT_CUT};
        if (pr->base[off] != crlf[i])
            return (struct count){.kind = COUNT_INVALID, .next = off + 1};
    }
    count.next = off;
    return count;
}

static enum count_kind judge_count(uint64_t value, bool negative)
{
    if (negative)
        return value == 1 ? COUNT_NULL : COUNT_NEGATIVE;
    return value > INT32_MAX ? COUNT_TOO_LARGE : COUNT_GOOD;
}

static struct count read_count(struct printer *pr, uint32_t off)
{
    const bool negative = have_byte(pr, off) && pr->base[off] == '-';
    uint64_t value = 0;

    if (negative)
        off++;
    const uint32_t first = off;
    while (have_byte(pr, off) && pr->base[off] >= '0' && pr->base[off] <= '9') {
        if (value <= INT32_MAX)
            value = 10 * value + (uint64_t)(pr->base[off] - '0');
        off++;
    }
    if (off == first && have_byte(pr, off))
        return (struct count){.kind = COUNT_INVALID, .next = off + 1};
    return end_of_count(pr, off,
                        (struct count){.kind = judge_count(value, negative),
                                       .value = (uint32_t)value});
}

static void put_odd_count(struct printer *pr, enum count_kind kind)
{
    static const char *const words[] = {
        [COUNT_INVALID] = " invalid",
        [COUNT_TOO_LARGE] = " length too large",
        [COUNT_NEGATIVE] = " length negative and not -1",
        [COUNT_NULL] = " null",
    };
    text_str(pr->out, words[kind]);
}

/*
 * Each of the following prints the item whose first byte is at `*off` and
 * moves `*off` behind it; false when the payload or the capture ends first.
 */
static bool put_simple(struct printer *pr, uint32_t *off)
{
    const uint32_t first = *off + 1;
    uint32_t end;

    if (!find_crlf(pr, first, &end))
        return false;
    put_quoted(pr, first, end - first);
    *off = end + 2;
    return true;
}

static bool put_inline(struct printer *pr, uint32_t *off)
{
    uint32_t at = *off;

    while (have_byte(pr, at) && (pr->base[at] == '\r' || pr->base[at] == '\n'))
        at++;
    const uint32_t first = at;
    while (have_byte(pr, at) && pr->base[at] != '\r' && pr->base[at] != '\n')
        at++;
    if (!have_byte(pr, at))
        return false;
    put_quoted(pr, first, at - first);
    while (have_byte(pr, at) && (pr->base[at] == '\r' || pr->base[at] == '\n'))
        at++;
    *off = at;
    return true;
}

static bool put_bulk(struct printer *pr, uint32_t *off)
{
    const struct count count = read_count(pr, *off + 1);
    uint32_t end;

    if (count.kind == COUNT_CUT)
        return false;
    *off = count.next;
    if (count.kind != COUNT_GOOD) {
        put_odd_count(pr, count.kind);
        return true;
    }
    if (!printer_has(pr, *off, count.value))
        return false;
    if (count.value == 0)
        TEXT_LIT(pr->out, " empty");
    else
        put_quoted(pr, *off, count.value);
    if (!find_crlf(pr, *off + count.value, &end))
        return false;
    *off = end + 2;
    return true;
}

static bool put_array(struct printer *pr, uint32_t *off, uint64_t *owed)
{
    const struct count count = read_count(pr, *off + 1);

    if (count.kind == COUNT_CUT)
        return false;
    *off = count.next;
    if (count.kind != COUNT_GOOD)
        put_odd_count(pr, count.kind);
    else if (count.value == 0)
        TEXT_LIT(pr->out, " empty");
    else
        *owed += count.value;
    return true;
}

static bool put_item(struct printer *pr, uint32_t *off, uint64_t *owed)
{
    if (!have_byte(pr, *off))
        return false;
    switch (pr->base[*off]) {
    case '+':
    case '-':
    case ':':
        return put_simple(pr, off);
    case '$':
        return put_bulk(pr, off);
    case '*':
        return put_array(pr, off, owed);
    default:
        return put_inline(pr, off);
    }
}

static bool print_resp(struct printer *pr)
{
    uint32_t off = 0;
    uint64_t owed = 0; /* items the open arrays still announce */

    pr->label = "resp";
    TEXT_LIT(pr->out, ": RESP");
    while (off < pr->len || owed > 0) {
        if (owed > 0)
            owed--;
        if (!put_item(pr, &off, &owed)) {
            printer_mark(pr);
            return true;
        }
    }
    return true;
}

const struct protocol protocol_resp = {"resp", print_resp};
