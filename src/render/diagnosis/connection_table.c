/*
 * connection_table.c - the table of --conversations.
 */
#include "connection_table.h"

#include <inttypes.h>
#include <stdio.h>

#include "connection_notes.h"
#include "connection_words.h"
#include "count.h"
#include "diagnosis_words.h"

enum { BILLION = 1000000000, END_NARROW = 21, END_WIDE = 47 };

/* One cell, without the blanks around it. */
struct cell {
    const struct tl_connection_sum *sum;
    const struct tl_report *report;
    struct text *out;
    unsigned width;
};

static void put_end(const struct cell *c, int i)
{
    const size_t from = text_len(c->out);
    char port[8];
    const int n = snprintf(port, sizeof(port), ".%u", c->sum->port[i]);

    connection_put_address(c->sum, i, c->out);
    /* An address that is too long says so, and keeps its port. */
    if (text_len(c->out) - from + (size_t)n > c->width) {
        text_truncate(c->out, from + c->width - (size_t)n - 1);
        text_char(c->out, '~');
    }
    text_str(c->out, port);
}

static void put_a(const struct cell *c)
{
    put_end(c, 0);
}

static void put_b(const struct cell *c)
{
    put_end(c, 1);
}

/* "999", "1.5M", "12G": at most four letters. */
static void put_amount(const struct cell *c, uint64_t n)
{
    static const char units[] = "kMGTPE";
    unsigned unit = 0;
    uint64_t part = 1;

    if (n < 10000) {
        text_u64(c->out, n);
        return;
    }
    for (part = 1000; n / part >= 1000; part *= 1000)
        unit++;
    const uint64_t whole = n / part;
    text_u64(c->out, whole);
    if (whole < 10)
        text_printf(c->out, ".%" PRIu64, n / (part / 10) % 10);
    text_char(c->out, units[unit]);
}

static void put_data(const struct cell *c)
{
    put_amount(c, c->sum->side[0].bytes + c->sum->side[1].bytes);
}

static void put_again(const struct cell *c)
{
    text_u32(c->out,
             c->sum->side[0].retransmissions + c->sum->side[1].retransmissions);
}

/* Thousandths as "0.040", "40.3", "403": three digits that count, rounded. */
static void put_thousandths(const struct cell *c, uint64_t n)
{
    const uint64_t tenths = (n + 50) / 100;

    if (n < 1000)
        text_printf(c->out, "0.%03" PRIu64, n);
    else if (tenths < 1000)
        text_printf(c->out, "%" PRIu64 ".%" PRIu64, tenths / 10, tenths % 10);
    else
        text_u64(c->out, (n + 500) / 1000);
}

static void put_span(const struct cell *c, int64_t ns)
{
    enum { MS = 1000 * 1000 };

    put_thousandths(c, ((uint64_t)ns + MS / 2) / MS);
}

/* None where the clock was set back. */
static int64_t lasted(const struct cell *c)
{
    const int64_t ns = c->sum->last_time - c->sum->first_time;

    return ns < 0 ? 0 : ns;
}

static void put_rtt(const struct cell *c)
{
    const struct tl_sender_sum *a = &c->sum->side[0], *b = &c->sum->side[1];

    if (a->rtts == 0 && b->rtts == 0)
        text_char(c->out, '-');
    else
        put_thousandths(c, (uint64_t)a->rtt_median + b->rtt_median);
}

static void put_lasted(const struct cell *c)
{
    put_span(c, lasted(c));
}

static void put_ended(const struct cell *c)
{
    const enum tl_ending ending = tl_ending_of(c->sum);

    text_str(c->out, connection_ending_name(ending));
    if (ending == TL_ENDING_RESET)
        text_str(c->out, c->sum->reset_by == 0 ? "-a" : "-b");
    else if (ending == TL_ENDING_CLOSED || ending == TL_ENDING_HALF)
        text_str(c->out, c->sum->closed_by == 0 ? "-a" : "-b");
}

static void put_reordered(const struct cell *c)
{
    text_u32(c->out, c->sum->side[0].reordered + c->sum->side[1].reordered);
}

static void put_copies(const struct cell *c)
{
    text_u32(c->out, c->sum->side[0].duplicates + c->sum->side[1].duplicates);
}

static void put_unseen(const struct cell *c)
{
    put_amount(c, c->sum->side[0].unseen + c->sum->side[1].unseen);
}

static void put_shut(const struct cell *c)
{
    put_span(c, c->sum->side[0].window_closed + c->sum->side[1].window_closed);
}

/* Of all data, in bytes a second. */
static void put_rate(const struct cell *c)
{
    const uint64_t bytes = c->sum->side[0].bytes + c->sum->side[1].bytes;

    if (lasted(c) == 0)
        text_char(c->out, '-');
    else
        put_amount(c, (uint64_t)((double)bytes * BILLION / (double)lasted(c)));
}

static void put_stream(const struct cell *c)
{
    text_u32(c->out, c->sum->number);
}

static void put_start(const struct cell *c)
{
    const int64_t since = c->sum->first_time - c->report->began;
    text_printf(c->out, "%.6f", (double)since / BILLION);
}

static void put_seconds(const struct cell *c)
{
    text_printf(c->out, "%.6f", (double)lasted(c) / BILLION);
}

static void put_place(const struct cell *c)
{
    static const char *const places[] = {"-", "a", "middle", "b"};
    text_str(c->out, places[c->sum->place]);
}

static void put_opened(const struct cell *c)
{
    text_str(c->out, connection_opening_name(c->sum));
}

static void put_name(const struct cell *c)
{
    if (c->sum->server_name == NULL || c->sum->server_name[0] == '\0')
        text_char(c->out, '-');
    for (const char *p = c->sum->server_name; p != NULL && *p != '\0'; p++)
        text_char(c->out, *p > ' ' && *p < 127 ? *p : '?');
}

static void put_verdict(const struct cell *c)
{
    connection_verdict(c->sum, c->out);
}

#define SIDE_CELL(name, i, member)                                             \
    static void put_##name(const struct cell *c)                               \
    {                                                                          \
        text_u64(c->out, c->sum->side[i].member);                              \
    }

SIDE_CELL(a_segs, 0, segments)
SIDE_CELL(b_segs, 1, segments)
SIDE_CELL(a_bytes, 0, bytes)
SIDE_CELL(b_bytes, 1, bytes)
SIDE_CELL(a_again, 0, retransmissions)
SIDE_CELL(b_again, 1, retransmissions)
SIDE_CELL(a_resent, 0, resent)
SIDE_CELL(b_resent, 1, resent)
SIDE_CELL(a_twice, 0, captured_twice)
SIDE_CELL(b_twice, 1, captured_twice)

#define RTT_CELL(name, i)                                                      \
    static void put_##name(const struct cell *c)                               \
    {                                                                          \
        const struct tl_sender_sum *s = &c->sum->side[i];                      \
        if (s->rtts == 0)                                                      \
            text_char(c->out, '-');                                            \
        else                                                                   \
            diagnosis_put_round_trips(c->out, s);                              \
    }

RTT_CELL(a_rtt, 0)
RTT_CELL(b_rtt, 1)

/* `wide`: without a terminal; a width of 0 is as long as it takes. */
static const struct column {
    const char *name;
    uint8_t narrow, wide;
    bool left; /* words stand left, numbers right */
    void (*put)(const struct cell *c);
} columns[] = {
    {"a", END_NARROW, END_WIDE, true, put_a},
    {"b", END_NARROW, END_WIDE, true, put_b},
    {"data", 5, 5, false, put_data},
    {"again", 5, 7, false, put_again},
    {"rtt_ms", 6, 9, false, put_rtt},
    {"secs", 5, 9, false, put_lasted},
    {"ended", 9, 9, true, put_ended},
    {"late", 5, 7, false, put_reordered},
    {"twice", 5, 7, false, put_copies},
    {"unseen", 6, 6, false, put_unseen},
    {"shut_s", 6, 9, false, put_shut},
    {"B/s", 5, 5, false, put_rate},
    {"at", 6, 6, true, put_place},
    {"stream", 7, 10, false, put_stream},
    {"start", 12, 14, false, put_start},
    {"lasted", 12, 14, false, put_seconds},
    {"a_segs", 8, 10, false, put_a_segs},
    {"a_bytes", 12, 14, false, put_a_bytes},
    {"a_again", 7, 7, false, put_a_again},
    {"a_resent", 10, 12, false, put_a_resent},
    {"b_segs", 8, 10, false, put_b_segs},
    {"b_bytes", 12, 14, false, put_b_bytes},
    {"b_again", 7, 7, false, put_b_again},
    {"b_resent", 10, 12, false, put_b_resent},
    {"a_captured_twice", 16, 16, false, put_a_twice},
    {"b_captured_twice", 16, 16, false, put_b_twice},
    {"a_rtt_least/median/95", 26, 32, false, put_a_rtt},
    {"b_rtt_least/median/95", 26, 32, false, put_b_rtt},
    {"opened", 10, 10, true, put_opened},
    {"name", 24, 32, true, put_name},
    {"verdict", 0, 0, true, put_verdict},
};

static unsigned width_of(const struct column *col, unsigned terminal)
{
    return terminal == 0 ? col->wide : col->narrow;
}

/*
 * Whether a column ends within the terminal when it begins at `at`. One too
 * narrow for what matters breaks the rows: ends alone would say nothing.
 */
static bool has_room(const struct column *col, unsigned terminal, unsigned at)
{
    enum { LEAST = 80 };

    if (terminal == 0)
        return true;
    return col->narrow != 0 &&
           at + col->narrow <= (terminal < LEAST ? LEAST : terminal);
}

/* Pads what was appended from `from` on: behind it, or in front. */
static void pad(struct text *out, size_t from, unsigned width, bool left)
{
    const size_t used = text_len(out) - from;

    if (used >= width)
        return;
    text_fill(out, ' ', width - used);
    if (left || text_failed(out))
        return;
    memmove(out->start + from + (width - used), out->start + from, used);
    memset(out->start + from, ' ', width - used);
}

static void put_line(const struct tl_connection_sum *sum,
                     const struct tl_report *report, unsigned terminal,
                     struct text *out)
{
    unsigned at = 0;

    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        const struct column *col = &columns[i];
        const unsigned width = width_of(col, terminal);
        if (!has_room(col, terminal, at + (i != 0)))
            break;
        if (i != 0)
            text_char(out, ' ');
        const size_t from = text_len(out);
        if (sum == NULL)
            text_str(out, col->name);
        else
            col->put(&(struct cell){sum, report, out,
                                    width != 0 ? width : END_WIDE});
        pad(out, from, width, col->left);
        at += (i != 0) + width;
    }
    text_char(out, '\n');
}

static void put_missed(const struct tl_report *report, struct text *out)
{
    const char *between = "";

    if (report->incomplete != 0) {
        text_printf(out,
                    "%" PRIu64 " bytes of %" PRIu64 " connection%s were "
                    "acknowledged, but not captured",
                    report->unseen, report->incomplete,
                    report->incomplete == 1 ? "" : "s");
        between = "; ";
    }
    if (report->dropped != 0) {
        text_printf(out, "%sthe kernel dropped %" PRIu64 " packet%s", between,
                    report->dropped, report->dropped == 1 ? "" : "s");
        between = "; ";
    }
    if (report->if_dropped != 0)
        text_printf(out, "%sthe interface dropped %" PRIu64 " packet%s",
                    between, report->if_dropped,
                    report->if_dropped == 1 ? "" : "s");
}

void connection_table_begin(const struct tl_report *report, unsigned width,
                            struct text *out)
{
    if (report->incomplete + report->dropped + report->if_dropped != 0) {
        TEXT_LIT(out, "This capture is incomplete: ");
        put_missed(report, out);
        TEXT_LIT(out, ".\n");
    }
    put_line(NULL, report, width, out);
}

void connection_table_row(const struct tl_connection_sum *sum,
                          const struct tl_report *report, unsigned width,
                          struct text *out)
{
    put_line(sum, report, width, out);
}
