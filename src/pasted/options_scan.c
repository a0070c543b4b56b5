/*
 * options_scan.c - TCP options from text to the bytes they were.
 *
 * An option whose words do not hold its bytes (Multipath TCP) is left out.
 */
#include <string.h>

#include "count.h"
#include "told.h"

/* Appends to the options; false when a header has no room for it. */
static bool put_bytes(struct told_segment *seg, const uint8_t *p, size_t n)
{
    if (n > sizeof(seg->options) - seg->n_options)
        return false;
    memcpy(seg->options + seg->n_options, p, n);
    seg->n_options += (unsigned)n;
    return true;
}

static bool put_zeros(struct told_segment *seg, size_t n)
{
    static const uint8_t zeros[TOLD_OPTION_BYTES];

    return put_bytes(seg, zeros, n);
}

static void store(uint8_t *at, uint32_t v, unsigned n)
{
    while (n-- > 0) {
        at[n] = (uint8_t)v;
        v >>= 8;
    }
}

/* A kind whose data are numbers, with words between them. */
struct shape {
    const char *name;
    uint8_t kind;
    uint8_t bytes;       /* of each number; 0: no data, no length byte */
    const char *word[2]; /* before the numbers; NULL: there is none */
};

/* Longer names stand before those they begin with. */
static const struct shape shapes[] = {
    {"eol", 0, 0, {NULL, NULL}},     {"nop", 1, 0, {NULL, NULL}},
    {"mss", 2, 2, {" ", NULL}},      {"wscale", 3, 1, {" ", NULL}},
    {"sackOK", 4, 4, {NULL, NULL}},  {"echoreply", 7, 4, {" ", NULL}},
    {"echo", 6, 4, {" ", NULL}},     {"TS", 8, 4, {" val ", " ecr "}},
    {"timestamp", 8, 4, {" ", " "}}, /* 3.x */
    {"ccnew", 12, 4, {" ", NULL}},   {"cc", 11, 4, {" ", NULL}},
};

static unsigned length_of(const struct shape *shape)
{
    unsigned n = shape->bytes == 0 ? 1 : 2;

    for (unsigned i = 0; i < 2; i++)
        n += shape->word[i] != NULL ? shape->bytes : 0;
    return n;
}

/* The snapshot ended within the option. */
static bool scan_cut(struct scan *s, struct told_segment *seg)
{
    const char *from = s->at;

    scan_blanks(s);
    if (scan_text(s, "[|tcp]")) {
        seg->cut = seg->inexact = true;
        return true;
    }
    s->at = from;
    return false;
}

static bool scan_shape(struct scan *s, const struct shape *shape,
                       struct told_segment *seg)
{
    const unsigned len = length_of(shape);
    uint8_t bytes[16] = {shape->kind, (uint8_t)len};
    unsigned at = 2;
    uint32_t v;

    seg->n_captured = seg->n_options + 2;
    if (shape->bytes > 0 && scan_cut(s, seg))
        return put_bytes(seg, bytes, len);
    for (unsigned i = 0; i < 2 && shape->word[i] != NULL; i++) {
        if (!scan_text(s, shape->word[i]) || !scan_u32(s, &v) ||
            (shape->bytes < 4 && v >> (8 * shape->bytes) != 0))
            return false;
        store(bytes + at, v, shape->bytes);
        at += shape->bytes;
    }
    return put_bytes(seg, bytes, len);
}

/* What has no bytes in its words, up to the next comma outside of braces. */
static bool skip_option(struct scan *s, char close, struct told_segment *seg)
{
    unsigned depth = 0;

    seg->inexact = true;
    for (; !scan_over(s); s->at++) {
        if (*s->at == '[' && scan_cut(s, seg))
            return put_zeros(seg, 4);
        if (*s->at == '{' || *s->at == '[')
            depth++;
        else if (depth > 0 && (*s->at == '}' || *s->at == ']'))
            depth--;
        else if (depth == 0 && (*s->at == ',' || *s->at == close))
            return true;
    }
    s->short_of = true;
    return false;
}

/* "sack 2 {1:2}{5:6}"; the oldest say the word twice. */
static bool scan_sack(struct scan *s, char close, struct told_segment *seg)
{
    uint32_t blocks, from, to;
    uint8_t edge[8];

    if (scan_text(s, " invalid"))
        return skip_option(s, close, seg);
    (void)scan_text(s, " sack");
    if (!scan_text(s, " ") || !scan_most(s, 4, &blocks))
        return false;
    const uint8_t head[2] = {5, (uint8_t)(2 + 8 * blocks)};
    scan_blanks(s);
    if (!put_bytes(seg, head, sizeof(head)))
        return false;
    seg->sack_at = seg->n_options;
    seg->n_edges = 2 * blocks;
    for (uint32_t i = 0; i < blocks; i++) {
        seg->n_captured = seg->n_options;
        if (scan_cut(s, seg))
            return put_zeros(seg, 8 * (blocks - i));
        if (!scan_field(s, "{", &from) || !scan_field(s, ":", &to) ||
            !scan_text(s, "}"))
            return false;
        store(edge, from, 4);
        store(edge + 4, to, 4);
        if (!put_bytes(seg, edge, sizeof(edge)))
            return false;
        scan_blanks(s);
    }
    return true;
}

/* An option whose data stands in hexadecimal digits, behind these words. */
struct hex_shape {
    const char *name;
    uint8_t kind;
    uint8_t more; /* bytes of a second, fixed head */
    uint16_t head;
};

enum { MD5 = 19 };

static const struct hex_shape hex_shapes[] = {
    {"md5 shared secret not supplied with -M, can't check - ", MD5, 0, 0},
    {"md5 snaplen too short, can't check - ", MD5, 0, 0},
    {"md5 valid", MD5, 0, 0},
    {"tfo  cookie ", 34, 0, 0},
    {"tfo cookie ", 34, 0, 0},
    {"tfo  cookiereq", 34, 0, 0},
    {"tfo cookiereq", 34, 0, 0},
    {"exp-tfo cookie ", 254, 2, 0xf989},
    {"exp-tfo cookiereq", 254, 2, 0xf989},
};

static bool put_hex(struct scan *s, struct told_segment *seg, uint8_t kind,
                    const uint8_t *head, size_t n_head)
{
    uint8_t bytes[TOLD_OPTION_BYTES] = {kind};

    if (n_head > 0)
        memcpy(bytes + 2, head, n_head);
    const size_t n =
        2 + n_head +
        scan_bytes(s, bytes + 2 + n_head, sizeof(bytes) - 2 - n_head);
    bytes[1] = (uint8_t)n;
    return put_bytes(seg, bytes, n);
}

static bool scan_hex_shape(struct scan *s, struct told_segment *seg, bool *ok)
{
    for (size_t i = 0; i < COUNT_OF(hex_shapes); i++) {
        const struct hex_shape *shape = &hex_shapes[i];

        if (!scan_text(s, shape->name))
            continue;
        const uint8_t head[2] = {(uint8_t)(shape->head >> 8),
                                 (uint8_t)shape->head};
        seg->inexact |= shape->kind == MD5; /* what it says depends on more */
        *ok = put_hex(s, seg, shape->kind, head, shape->more);
        return true;
    }
    return false;
}

static bool scan_unknown(struct scan *s, struct told_segment *seg)
{
    uint32_t kind;

    if (!scan_most(s, 255, &kind))
        return false;
    (void)scan_text(s, " 0x");
    return put_hex(s, seg, (uint8_t)kind, NULL, 0);
}

static bool scan_authentication(struct scan *s, char close,
                                struct told_segment *seg)
{
    uint32_t key, next;

    if (scan_text(s, " (invalid)"))
        return skip_option(s, close, seg);
    if (!scan_field(s, " keyid ", &key) ||
        !scan_field(s, " rnextkeyid ", &next))
        return false;
    const uint8_t head[2] = {(uint8_t)key, (uint8_t)next};
    (void)scan_text(s, " mac 0x");
    return put_hex(s, seg, 29, head, sizeof(head));
}

static bool scan_timeout(struct scan *s, struct told_segment *seg)
{
    uint32_t v, seconds;

    if (!scan_text(s, " 0x") || !scan_hex(s, &v) || v > UINT16_MAX ||
        !scan_field(s, " ", &seconds))
        return false;
    return put_bytes(
        seg, (const uint8_t[]){28, 4, (uint8_t)(v >> 8), (uint8_t)v}, 4);
}

static bool scan_option(struct scan *s, char close, struct told_segment *seg)
{
    static const struct shape nameless = {"", 13, 4, {"", NULL}};
    bool ok;

    scan_blanks(s);
    if (!scan_over(s) && *s->at >= '0' && *s->at <= '9')
        return scan_shape(s, &nameless, seg);
    for (size_t i = 0; i < COUNT_OF(shapes); i++)
        if (scan_text(s, shapes[i].name))
            return scan_shape(s, &shapes[i], seg);
    if (scan_text(s, "sack"))
        return scan_sack(s, close, seg);
    if (scan_hex_shape(s, seg, &ok))
        return ok;
    if (scan_text(s, "unknown-"))
        return scan_unknown(s, seg);
    if (scan_text(s, "tcp-ao"))
        return scan_authentication(s, close, seg);
    if (scan_text(s, "uto"))
        return scan_timeout(s, seg);
    seg->n_captured = seg->n_options;
    if (scan_cut(s, seg)) /* before the length byte: how long is unknown */
        return put_zeros(seg, 4);
    return skip_option(s, close, seg);
}

/* "[len 4]": the option's own length byte was another one. */
static void scan_own_length(struct scan *s, struct told_segment *seg,
                            unsigned from)
{
    uint32_t len;

    if (scan_field(s, "[len ", &len) && len < 256 &&
        seg->n_options >= from + 2 && scan_text(s, "]"))
        seg->options[from + 1] = (uint8_t)len;
}

bool told_scan_options(struct scan *s, char close, struct told_segment *seg)
{
    while (!scan_over(s) && *s->at != close) {
        const unsigned from = seg->n_options;

        if (!scan_option(s, close, seg))
            return false;
        if (seg->cut) {
            (void)scan_text(s, ">");
            return true;
        }
        scan_own_length(s, seg, from);
        if (!scan_text(s, ",") && !scan_over(s) && *s->at != close)
            return false;
    }
    return scan_text(s, (const char[]){close, '\0'});
}
