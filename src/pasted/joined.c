/*
 * joined.c - the versions of a wrapped line.
 */
#include "joined.h"

#include <string.h>

static struct scan scan_of(const struct joined_versions *v, unsigned i)
{
    return (struct scan){v->text[i], v->text[i] + v->len[i], false};
}

void joined_begin(struct joined *j, struct span line, size_t shown)
{
    struct joined_versions *v = &j->v[0];
    struct told told;

    j->now = 0;
    j->lines = 1;
    j->width = 0;
    j->last = shown;
    v->count = 1;
    v->len[0] = line.len < JOINED_BYTES ? line.len : JOINED_BYTES;
    memcpy(v->text[0], line.at, v->len[0]);
    j->state = told_scan(scan_of(v, 0), &told);
}

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || c == '.' || c == ':';
}

/* A word or number seems to go on across the break. */
static bool seems_split(const struct joined_versions *v, struct span line)
{
    return v->len[0] > 0 && is_word(v->text[0][v->len[0] - 1]) &&
           is_word(line.at[0]);
}

/* Version `i` of `v`, a blank perhaps, and the line, as one more of `to`. */
static enum told_state extend(const struct joined_versions *v, unsigned i,
                              bool blank, struct span line,
                              struct joined_versions *to)
{
    struct told told;
    const unsigned at = to->count;
    const size_t have = v->len[i];

    if (at == JOINED_VERSIONS || have + blank + line.len > JOINED_BYTES)
        return TOLD_NOTHING;
    memcpy(to->text[at], v->text[i], have);
    blank = blank && (have == 0 || v->text[i][have - 1] != ' ');
    if (blank)
        to->text[at][have] = ' ';
    memcpy(to->text[at] + have + blank, line.at, line.len);
    to->len[at] = have + blank + line.len;
    const enum told_state state = told_scan(scan_of(to, at), &told);
    if (state != TOLD_NOTHING)
        to->count++;
    return state;
}

/* The version that makes a segment is the only one from now on. */
static void keep_last(struct joined_versions *v)
{
    const unsigned i = v->count - 1;

    if (i > 0)
        memcpy(v->text[0], v->text[i], v->len[i]);
    v->len[0] = v->len[i];
    v->count = 1;
}

/* Every version, with or without a blank; TOLD_WHOLE with the first segment. */
static enum told_state extend_so(const struct joined_versions *v,
                                 struct span line, bool blank,
                                 struct joined_versions *to)
{
    enum told_state all = TOLD_NOTHING;

    for (unsigned i = 0; i < v->count && all != TOLD_WHOLE; i++) {
        const enum told_state one = extend(v, i, blank, line, to);

        if (one != TOLD_NOTHING)
            all = one;
    }
    return all;
}

static enum told_state extend_all(const struct joined_versions *v,
                                  struct span line, struct joined_versions *to)
{
    const bool split = seems_split(v, line);

    to->count = 0;
    const enum told_state first = extend_so(v, line, !split, to);
    const enum told_state second =
        first == TOLD_WHOLE ? first : extend_so(v, line, split, to);
    if (second == TOLD_WHOLE) {
        keep_last(to);
        return TOLD_WHOLE;
    }
    return first == TOLD_PART ? first : second;
}

/* The line of -v ends with its parenthesis, however wide the page is. */
static bool ends_by_itself(const struct joined_versions *v)
{
    return v->len[0] > 0 && v->text[0][v->len[0] - 1] == ')';
}

bool joined_add(struct joined *j, struct span line, size_t shown)
{
    const struct joined_versions *v = &j->v[j->now];

    if (j->lines == JOINED_LINES || line.len == 0)
        return false;
    const enum told_state state = extend_all(v, line, &j->v[!j->now]);
    if (state == TOLD_NOTHING)
        return false;
    if (!ends_by_itself(v))
        j->width = j->last;
    j->last = shown;
    j->now = !j->now;
    j->state = state;
    j->lines++;
    return true;
}

bool joined_may_go_on(const struct joined *j)
{
    return j->state == TOLD_WHOLE && j->width > 0 && j->last == j->width;
}

enum told_state joined_scan(const struct joined *j, struct told *out)
{
    return told_scan(scan_of(&j->v[j->now], 0), out);
}
