/*
 * gather.c - which lines belong together, and which are no segments.
 */
#include "gather.h"

#include <stdlib.h>
#include <string.h>

#include "clean.h"
#include "dump_scan.h"

enum { MOST_DUMP = 65536, MOST_TAIL = 65536 };

bool gather_init(struct gather *g, struct told_ends *ends)
{
    *g = (struct gather){.ends = ends};
    g->drafts = malloc(GATHER_DRAFTS * sizeof(*g->drafts));
    return g->drafts != NULL && index_init(&g->seen) &&
           text_init(&g->tail, 1024) && text_init(&g->dump, 1024) &&
           text_init(&g->words, 4096);
}

void gather_free(struct gather *g)
{
    free(g->drafts);
    index_free(&g->seen);
    text_free(&g->tail);
    text_free(&g->dump);
    text_free(&g->words);
}

void gather_forget(struct gather *g)
{
    g->n = 0;
    text_truncate(&g->words, 0);
}

/* --- a line that is complete --- */

static bool same_stamp(const struct told_stamp *a, const struct told_stamp *b)
{
    return a->kind == b->kind && a->sec == b->sec && a->ns == b->ns &&
           a->year == b->year && a->month == b->month && a->day == b->day;
}

/*
 * The same line with the same time again is quoted from above. Not if it comes
 * at once: a packet may have been captured twice. Differences of time may well
 * repeat.
 */
static bool is_quoted(struct gather *g, const struct told *told)
{
    const struct told_stamp *t = &told->stamp;
    const char *line = told->ends[0].host.at;
    const uint64_t key[] = {
        (uint64_t)t->sec,
        t->ns,
        (uint64_t)t->year * 400 + (uint64_t)t->month * 32 + (uint64_t)t->day,
        index_hash(&g->seen, line, (size_t)(told->tail.at - line)),
    };
    bool added;

    if (t->kind == TOLD_NO_TIME ||
        index_at(&g->seen, index_hash(&g->seen, key, sizeof(key)), &added) ==
            NULL ||
        added)
        return false;
    return g->apart ||
           (!g->calendar.from_zero && !same_stamp(&told->stamp, &g->last));
}

/* Headers and other lines with a time count where times are differences. */
static void skip(struct gather *g, const struct told_stamp *stamp)
{
    static const int64_t most = INT64_MAX / 2;
    const int64_t clock = calendar_clock(stamp);

    calendar_look(&g->calendar, stamp);
    if (g->skipped > -most && g->skipped < most)
        g->skipped += clock;
}

static bool make_draft(struct gather *g, const struct told *told)
{
    enum { MOST_DATA = 65535 - 20 - 60 }; /* with headers, in an IP packet */
    struct draft *d = &g->drafts[g->n];

    if (told->seg.len > MOST_DATA)
        return false;
    *d = (struct draft){.stamp = told->stamp,
                        .skipped = g->skipped,
                        .link = told->link,
                        .ip = told->ip,
                        .seg = told->seg};
    for (unsigned i = 0; i < 2; i++)
        if (!told_ends_resolve(g->ends, &told->ends[i], told->ip.v6,
                               &d->ends[i]))
            return false;
    d->said = text_len(&g->words);
    if (told->seg.said.len > 0 && told->seg.inexact)
        text_put(&g->words, told->seg.said.at, told->seg.said.len);
    d->tail = text_len(&g->words);
    d->said_len = d->tail - d->said;
    text_put(&g->words, told->tail.at, told->tail.len);
    text_put(&g->words, g->tail.start, text_len(&g->tail));
    d->dump = text_len(&g->words);
    d->tail_len = d->dump - d->tail;
    d->dump_len = text_len(&g->dump);
    text_put(&g->words, g->dump.start, d->dump_len);
    d->retold.cksum = (enum tl_retold_cksum)told->seg.cksum;
    d->retold.expected = told->seg.expected;
    g->n++;
    return true;
}

static void take_segment(struct gather *g)
{
    struct told told;

    (void)joined_scan(&g->joined, &told);
    if (is_quoted(g, &told)) {
        g->counts.quoted++;
        g->interrupted = true;
        return;
    }
    if (!make_draft(g, &told)) {
        g->counts.others += g->joined.lines;
        skip(g, &told.stamp);
        return;
    }
    calendar_look(&g->calendar, &told.stamp);
    g->counts.segments++;
    g->last = told.stamp;
    g->skipped = 0;
}

static void close_line(struct gather *g)
{
    struct told told;

    if (!g->open)
        return;
    g->open = false;
    if (g->joined.state == TOLD_WHOLE) {
        take_segment(g);
    } else {
        g->counts.others += g->joined.lines;
        (void)joined_scan(&g->joined, &told);
        skip(g, &told.stamp);
    }
    text_truncate(&g->tail, 0);
    text_truncate(&g->dump, 0);
}

void gather_end(struct gather *g)
{
    close_line(g);
}

/* --- a line of the text --- */

static bool begins(struct span s, const char *with)
{
    return s.len >= strlen(with) && memcmp(s.at, with, strlen(with)) == 0;
}

static bool contains(struct span s, const char *what)
{
    return memmem(s.at, s.len, what, strlen(what)) != NULL;
}

/* Behind a time stamp: what tcpdump would write there. */
static bool is_packet(struct span s)
{
    return s.len == 0 || begins(s, "IP") || begins(s, "(") ||
           contains(s, " > ") || contains(s, " IP ") || contains(s, " IP6 ") ||
           contains(s, "ethertype");
}

/*
 * Where in the line a segment's line begins, by its time stamp: there may be a
 * prompt, a number, marks of a quotation before it.
 */
static bool find_stamped(struct span line, struct span *out)
{
    enum { MOST_BEFORE = 100 };
    const char *const end = line.at + line.len;

    for (const char *at = line.at; at < end && at - line.at < MOST_BEFORE;
         at++) {
        struct scan s = {at, end, false};
        struct told_stamp stamp;

        if (*at == ' ' || (at > line.at && at[-1] != ' ') ||
            !told_scan_stamp(&s, &stamp) ||
            !is_packet((struct span){s.at, scan_left(&s)}))
            continue;
        *out = (struct span){at, (size_t)(end - at)};
        return true;
    }
    return false;
}

/* Without a time: "IP 192.0.2.1.1 > ...", behind the same. */
static bool find_bare(struct span line, struct span *out)
{
    enum { MOST_BEFORE = 40 };
    struct told told;
    const char *const start = line.at, *const end = line.at + line.len;

    while (line.len > 0 && line.at - start < MOST_BEFORE && *line.at != '\0' &&
           strchr(">$#|*.:) 0123456789", *line.at) != NULL &&
           told_scan((struct scan){line.at, end, false}, &told) != TOLD_WHOLE)
        line = (struct span){line.at + 1, line.len - 1};
    *out = line;
    if (begins(line, "IP ") || begins(line, "IP6 "))
        return begins(line, "IP (") || contains(line, " > ");
    return told_scan((struct scan){line.at, end, false}, &told) == TOLD_WHOLE;
}

/* Rows must follow each other; the rest of a dump with a hole is left out. */
static bool take_row(struct gather *g, struct span line)
{
    uint8_t bytes[DUMP_ROW_BYTES];
    uint32_t at = 0;
    const struct scan s = {line.at, line.at + line.len, false};
    const size_t n = dump_scan_row(s, &at, bytes);

    if (n == 0 || !g->open || g->joined.state != TOLD_WHOLE)
        return n > 0 && g->open;
    if (at == 0)
        text_truncate(&g->dump, 0); /* what was before was a payload's */
    if (at == text_len(&g->dump) && at < MOST_DUMP)
        text_put(&g->dump, bytes, n);
    return true;
}

static struct scan scan_behind_tab(struct span line)
{
    return (struct scan){line.at + 1, line.at + line.len, false};
}

/* What tcpdump -v says of a payload stands below, behind a tab. */
static bool take_below(struct gather *g, struct span line)
{
    uint8_t bytes[DUMP_ROW_BYTES];
    uint32_t at;

    if (!begins(line, "\t") || !g->open || g->joined.state != TOLD_WHOLE ||
        text_len(&g->dump) > 0 ||
        (begins(line, "\t0x") &&
         dump_scan_row(scan_behind_tab(line), &at, bytes) > 0))
        return false;
    if (text_len(&g->tail) + line.len < MOST_TAIL) {
        text_char(&g->tail, '\n');
        text_put(&g->tail, line.at, line.len);
    }
    return true;
}

static bool goes_on(struct gather *g, struct span line, size_t shown)
{
    return g->open &&
           (g->joined.state == TOLD_PART || joined_may_go_on(&g->joined)) &&
           joined_add(&g->joined, line, shown);
}

static void begin_line(struct gather *g, struct span line, size_t shown)
{
    close_line(g);
    g->apart = g->interrupted;
    g->interrupted = false;
    joined_begin(&g->joined, line, shown);
    g->open = true;
}

static struct span trimmed(struct span line)
{
    while (line.len > 0 && *line.at == ' ')
        line = (struct span){line.at + 1, line.len - 1};
    return line;
}

static bool is_blank(struct span line)
{
    return trimmed(line).len == 0;
}

/* Marks of a quotation may stand before each piece of a wrapped line, too. */
static struct span unquoted(struct span line)
{
    line = trimmed(line);
    while (begins(line, "> ") || begins(line, "| "))
        line = trimmed((struct span){line.at + 1, line.len - 1});
    return line;
}

void gather_line(struct gather *g, char *text, size_t shown)
{
    struct span start;

    if (take_below(g, (struct span){text, shown}))
        return;
    const struct span line = {text, clean_line(text, shown)};
    if (find_stamped(line, &start)) {
        begin_line(g, start, shown);
        return;
    }
    if (take_row(g, unquoted(line)) || is_blank(line) ||
        goes_on(g, trimmed(line), shown) || goes_on(g, unquoted(line), shown))
        return;
    if (find_bare(line, &start)) {
        begin_line(g, start, shown);
        return;
    }
    g->interrupted = true;
    g->counts.others++;
}
