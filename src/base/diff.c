/*
 * diff.c - lines compared, and hunks written.
 */
#include "diff.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { AROUND = 3 };

struct line_of {
    const char *at;
    size_t size;
    uint32_t hash;
};

struct lines {
    struct line_of *line;
    size_t count;
    bool *changed; /* by line: not in the other list */
};

static uint32_t hash_of(const char *at, size_t size)
{
    uint32_t h = 2166136261U; /* FNV-1a */

    for (size_t i = 0; i < size; i++)
        h = (h ^ (uint8_t)at[i]) * 16777619U;
    return h;
}

static bool split(const struct diff_side *side, struct lines *out)
{
    size_t n = 0;

    for (size_t i = 0; i < side->size; i++)
        n += side->bytes[i] == '\n';
    out->line = calloc(n + 2, sizeof(*out->line));
    out->changed = calloc(n + 2, sizeof(*out->changed));
    if (out->line == NULL || out->changed == NULL)
        return false;
    for (size_t at = 0; at < side->size;) {
        const char *start = side->bytes + at;
        const char *end = memchr(start, '\n', side->size - at);
        const size_t size =
            end != NULL ? (size_t)(end - start) + 1 : side->size - at;

        out->line[out->count++] =
            (struct line_of){start, size, hash_of(start, size)};
        at += size;
    }
    return true;
}

static void free_lines(struct lines *l)
{
    free(l->line);
    free(l->changed);
}

static bool same_line(const struct line_of *x, const struct line_of *y)
{
    return x->hash == y->hash && x->size == y->size &&
           memcmp(x->at, y->at, x->size) == 0;
}

/*
 * The search: `best[k]` is how far along `a` a script of `d` changes gets on
 * diagonal k (lines of a less lines of b), and each round is kept.
 */
struct search {
    const struct lines *a, *b;
    size_t skip;   /* lines alike at the beginning of both */
    long n, m;     /* lines between what is alike at both ends */
    long **rounds; /* of d: best[-d] to best[d], at offset d */
    long d;        /* of the last one */
    long most;
};

static bool alike(const struct search *s, long x, long y)
{
    return same_line(&s->a->line[s->skip + (size_t)x],
                     &s->b->line[s->skip + (size_t)y]);
}

/* Where round `d` begins on diagonal `k`, from the round before. */
static long step(const long *before, long d, long k)
{
    if (d == 0)
        return 0;
    if (k == -d || (k != d && before[k - 1 + d - 1] < before[k + 1 + d - 1]))
        return before[k + 1 + d - 1];
    return before[k - 1 + d - 1] + 1;
}

/* True when the ends of both lists were reached. */
static bool run_round(struct search *s, long d)
{
    const long *before = d > 0 ? s->rounds[d - 1] : NULL;

    for (long k = -d; k <= d; k += 2) {
        long x = step(before, d, k), y = x - k;

        while (x < s->n && y < s->m && y >= 0 && alike(s, x, y)) {
            x++;
            y++;
        }
        s->rounds[d][k + d] = x;
        if (x >= s->n && y >= s->m)
            return true;
    }
    return false;
}

static void mark(const struct search *s, long from_x, long from_y, long x,
                 long y)
{
    for (; from_x < x; from_x++)
        s->a->changed[s->skip + (size_t)from_x] = true;
    for (; from_y < y; from_y++)
        s->b->changed[s->skip + (size_t)from_y] = true;
}

/* Goes the way of the last round back, and marks each step. */
static void walk_back(const struct search *s)
{
    long x = s->n, y = s->m;

    for (long d = s->d; d > 0; d--) {
        const long *before = s->rounds[d - 1];
        const long k = x - y;
        const bool down = k == -d || (k != d && before[k - 1 + d - 1] <
                                                    before[k + 1 + d - 1]);
        const long from_k = down ? k + 1 : k - 1;
        const long from_x = before[from_k + d - 1], from_y = from_x - from_k;

        mark(s, from_x, from_y, down ? from_x : from_x + 1,
             down ? from_y + 1 : from_y);
        x = from_x;
        y = from_y;
    }
}

static bool search(struct search *s)
{
    bool ok = true, found = false;

    s->rounds = calloc(DIFF_MOST + 1, sizeof(*s->rounds));
    if (s->rounds == NULL)
        return false;
    for (long d = 0; ok && !found && d <= DIFF_MOST; d++) {
        s->rounds[d] = calloc((size_t)(2 * d + 1), sizeof(**s->rounds));
        ok = s->rounds[d] != NULL;
        s->d = d;
        found = ok && run_round(s, d);
    }
    if (found)
        walk_back(s);
    else
        mark(s, 0, 0, s->n, s->m);
    for (long d = 0; d <= DIFF_MOST; d++)
        free(s->rounds[d]);
    free(s->rounds);
    return ok;
}

/* What is alike at both ends needs no search. */
static bool compare(struct lines *a, struct lines *b)
{
    size_t n = a->count, m = b->count, skip = 0;

    while (skip < n && skip < m && same_line(&a->line[skip], &b->line[skip]))
        skip++;
    while (n > skip && m > skip &&
           same_line(&a->line[n - 1], &b->line[m - 1])) {
        n--;
        m--;
    }
    struct search s = {.a = a,
                       .b = b,
                       .skip = skip,
                       .n = (long)(n - skip),
                       .m = (long)(m - skip)};
    return search(&s);
}

static void put_line(char sign, const struct line_of *l, struct text *out)
{
    text_char(out, sign);
    text_put(out, l->at, l->size);
    if (l->size == 0 || l->at[l->size - 1] != '\n')
        TEXT_LIT(out, "\n\\ No newline at end of file\n");
}

/* A range as diff(1) has it: an empty one lies behind a line. */
static void put_range(char sign, size_t first, size_t count, struct text *out)
{
    text_char(out, sign);
    text_u64(out, count == 0 ? first : first + 1);
    if (count != 1) {
        text_char(out, ',');
        text_u64(out, count);
    }
    text_char(out, ' ');
}

static bool changes_at(const struct lines *l, size_t i)
{
    return i < l->count && l->changed[i];
}

/* Where a hunk that begins at a change ends, with what is around it. */
static void end_of_hunk(const struct lines *a, const struct lines *b, size_t *i,
                        size_t *j)
{
    unsigned quiet = 0;

    while ((*i < a->count || *j < b->count) && quiet <= 2 * AROUND) {
        if (changes_at(a, *i)) {
            ++*i;
            quiet = 0;
        } else if (changes_at(b, *j)) {
            ++*j;
            quiet = 0;
        } else {
            ++*i;
            ++*j;
            quiet++;
        }
    }
    const unsigned back = quiet > AROUND ? quiet - AROUND : 0;
    *i -= back;
    *j -= back;
}

static void put_hunk(const struct lines *a, const struct lines *b, size_t i,
                     size_t j, size_t end_i, size_t end_j, struct text *out)
{
    TEXT_LIT(out, "@@ ");
    put_range('-', i, end_i - i, out);
    put_range('+', j, end_j - j, out);
    TEXT_LIT(out, "@@\n");
    while (i < end_i || j < end_j) {
        if (i < end_i && changes_at(a, i)) {
            put_line('-', &a->line[i++], out);
        } else if (j < end_j && changes_at(b, j)) {
            put_line('+', &b->line[j++], out);
        } else {
            put_line(' ', &a->line[i++], out);
            j++;
        }
    }
}

static void put_hunks(const struct lines *a, const struct lines *b,
                      const char *names[2], struct text *out)
{
    size_t i = 0, j = 0;
    bool headed = false;

    while (i < a->count || j < b->count) {
        if (!changes_at(a, i) && !changes_at(b, j)) {
            i++;
            j++;
            continue;
        }
        if (!headed)
            text_printf(out, "--- %s\n+++ %s\n", names[0], names[1]);
        headed = true;
        const size_t before = i < j ? i : j;
        const size_t lead = before < AROUND ? before : AROUND;
        size_t end_i = i, end_j = j;
        end_of_hunk(a, b, &end_i, &end_j);
        put_hunk(a, b, i - lead, j - lead, end_i, end_j, out);
        i = end_i;
        j = end_j;
    }
}

bool diff_unified(const struct diff_side *a, const struct diff_side *b,
                  struct text *out)
{
    struct lines x = {0}, y = {0};
    const char *names[] = {a->name, b->name};
    const bool ok = split(a, &x) && split(b, &y) && compare(&x, &y);

    if (ok)
        put_hunks(&x, &y, names, out);
    free_lines(&x);
    free_lines(&y);
    return ok && !text_failed(out);
}
