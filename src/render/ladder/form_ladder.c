/*
 * form_ladder.c - --ladder: a connection as arrows between its two ends.
 *
 * One row a segment, with the numbers the line prints, under a heading for
 * every change of connection; so it needs no buffer and works live. 80 columns
 * wide as long as stamps and windows are of usual size. What is no segment,
 * or was cut before its numbers, is shown by its line.
 *
 *       1  0.000000  |-- SYN seq 2781904716 --------------------->|  65535
 *       2  0.004000  |<-- SYN+ACK seq 1193720355 ack 2781904717 --|  65160
 */
#include <stdlib.h>
#include <string.h>

#include "analysis_suffix.h"
#include "codes.h"
#include "connection_report.h"
#include "diagnosis_words.h"
#include "form_makers.h"
#include "ladder.h"
#include "render.h"
#include "segment.h"
#include "segment_end.h"

enum {
    BODY = 44,       /* columns between the two rails */
    LEAST_BODY = 24, /* what wide stamps leave of them */
    NUMBER = 4,      /* columns of a frame's number ... */
    TIME = 8,        /* ... and of seconds since the connection began */
    MARGIN = NUMBER + 2 + TIME + 2,
    NAME = 30,       /* longer names of ends are cut */
    RIGHT_NAME = 38, /* where the right one begins, from the left one */
    WIDTH = 80,
    LABEL_CAPACITY = 256,
};

#define PAUSE INT64_C(100000000) /* nanoseconds that are worth a row */

struct ladder {
    struct line *line;
    struct ladder_glyphs glyphs;
    struct text label;
    struct connection_report report;
    bool begun;
    uint32_t stream; /* of the last heading */
    unsigned before; /* columns left of the rails, in the last row ... */
    unsigned body;   /* ... and between them */
};

/* One segment, as its row needs it. */
struct rung {
    const struct record *rec;
    const struct tl_verdict *v;
    const struct tl_tcp *tcp;
    bool to_right;
    bool itself; /* sent to its own address and port */
};

static void put_blank(struct text *out, unsigned n)
{
    text_fill(out, ' ', n);
}

static void put_strokes(const struct ladder *l, struct text *out, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        text_str(out, l->glyphs.stroke);
}

static uint32_t relative(const struct ladder *l, uint32_t number, uint32_t base)
{
    return l->line->style.absolute ? number : number - base;
}

/* "SYN+ACK", in the order of teaching rather than of bits. */
static void put_flags(struct text *out, uint8_t flags)
{
    static const struct code_name names[] = {
        {TL_SYN, "SYN"}, {TL_FIN, "FIN"}, {TL_RST, "RST"}, {TL_PSH, "PSH"},
        {TL_ACK, "ACK"}, {TL_URG, "URG"}, {TL_ECE, "ECE"}, {TL_CWR, "CWR"},
    };

    CODE_PUT_BITS_OR(out, names, flags, "+", "none");
}

/* "PSH+ACK 1:367 ack 1"; a segment that only acknowledges is "ack 367". */
static void make_label(struct ladder *l, const struct rung *s)
{
    const struct conn_step *base = &s->rec->step;
    const struct tl_tcp *tcp = s->tcp;
    const uint32_t seq = relative(l, tcp->seq, base->seq_base);
    struct text *out = &l->label;
    const char *between = "";

    text_truncate(out, 0);
    if (tcp->flags != TL_ACK || tcp->data_len > 0) {
        put_flags(out, tcp->flags);
        between = " ";
    }
    if (tcp->data_len > 0)
        text_printf(out, " %u:%u", seq, seq + tcp->data_len);
    else if (tcp->flags & (TL_SYN | TL_FIN | TL_RST))
        text_printf(out, " seq %u", seq);
    if (tcp->flags & TL_ACK)
        text_printf(out, "%sack %u", between,
                    relative(l, tcp->ack, base->ack_base));
}

static unsigned count_digits(uint64_t n)
{
    unsigned digits = 1;

    while ((n /= 10) > 0)
        digits++;
    return digits;
}

/* The stamp as -t says, or the time since the connection began. */
static void put_time(struct ladder *l, const struct rung *s, struct text *out)
{
    const struct tl_stamp stamp = s->rec->pkt->raw.time;

    if (l->line->style.time != LINE_TIME_CLOCK) {
        clock_put(&l->line->clock, stamp, out);
        return;
    }
    char seconds[LADDER_SECONDS];
    const char *end = ladder_seconds(seconds, s->v->time_relative,
                                     l->line->style.nanoseconds);
    const unsigned n = (unsigned)(end - seconds);
    put_blank(out, n < TIME ? TIME - n : 0);
    text_put(out, seconds, n);
    TEXT_LIT(out, "  ");
}

/* What stands left of the rails; the rails move together where it is wide. */
static void put_margin(struct ladder *l, const struct rung *s, struct text *out)
{
    const uint64_t number = s->rec->pkt->raw.number;
    const size_t start = text_len(out);
    const unsigned digits = count_digits(number);

    put_blank(out, digits < NUMBER ? NUMBER - digits : 0);
    text_u64(out, number);
    TEXT_LIT(out, "  ");
    put_time(l, s, out);
    const unsigned used = (unsigned)(text_len(out) - start);
    const unsigned wider = used > MARGIN ? used - MARGIN : 0;
    l->before = used;
    l->body = wider < BODY - LEAST_BODY ? BODY - wider : LEAST_BODY;
}

/* An empty margin, as wide as the last one. */
static void put_no_margin(const struct ladder *l, struct text *out)
{
    put_blank(out, l->before);
}

static void put_rail(const struct ladder *l, struct text *out)
{
    text_str(out, l->glyphs.rail);
}

/* "-- label ------->" or "<------ label --"; a reset ends in an x. */
static void put_arrow(const struct ladder *l, const struct rung *s,
                      unsigned label, struct text *out)
{
    enum { TAIL = 2, HEAD = 1 };
    const unsigned words = label > 0 ? label + 2 : 0;
    const unsigned strokes = l->body - TAIL - HEAD - words;
    const bool reset = (s->tcp->flags & TL_RST) != 0;

    if (!s->to_right) {
        text_str(out, reset ? "x" : l->glyphs.to_left);
        put_strokes(l, out, strokes);
    } else {
        put_strokes(l, out, TAIL);
    }
    if (label > 0) {
        text_char(out, ' ');
        text_put(out, l->label.start, label);
        text_char(out, ' ');
    }
    if (s->to_right) {
        put_strokes(l, out, strokes);
        text_str(out, reset ? "x" : l->glyphs.to_right);
    } else {
        put_strokes(l, out, TAIL);
    }
}

/* Text between the rails, at the side of the sender. */
static void put_between(const struct ladder *l, bool at_left, const char *words,
                        unsigned n, struct text *out)
{
    const unsigned room = l->body - 2;
    const unsigned shown = n < room ? n : room;

    put_blank(out, at_left ? 1 : 1 + room - shown);
    text_put(out, words, shown);
    put_blank(out, at_left ? 1 + room - shown : 1);
}

/* A host that talks to its own port has but one rail to stand at. */
static void put_to_itself(const struct ladder *l, unsigned label,
                          struct text *out)
{
    static const char there[] = " --> (itself)";
    const unsigned more = (unsigned)sizeof(there) - 1;

    put_strokes(l, out, 2);
    text_char(out, ' ');
    text_put(out, l->label.start, label);
    if (3 + label + more <= l->body) {
        text_put(out, there, more);
        put_blank(out, l->body - 3 - label - more);
    } else {
        put_blank(out, 3 + label < l->body ? l->body - 3 - label : 0);
    }
}

static void put_window(struct text *out, const struct tl_verdict *v)
{
    TEXT_LIT(out, "  ");
    text_u32(out, v->window);
    text_char(out, '\n');
}

/* How many of the `n` characters fit into a row, up to a blank. */
static unsigned fitting(const char *words, unsigned n, unsigned room)
{
    if (n <= room)
        return n;
    for (unsigned i = room; i > 1; i--)
        if (words[i] == ' ')
            return i;
    return room;
}

/*
 * The label between the rails, at the side of the sender, in as many rows as
 * it takes. The first one's margin is there, and the window behind it if it
 * is wanted.
 */
static void put_label(struct ladder *l, const struct rung *s, bool window,
                      struct text *out)
{
    const char *at = l->label.start;

    for (;;) {
        const unsigned left = (unsigned)(l->label.at - at);
        const unsigned n = fitting(at, left, l->body - 2);
        put_rail(l, out);
        put_between(l, s->to_right, at, n, out);
        put_rail(l, out);
        if (window)
            put_window(out, s->v);
        else
            text_char(out, '\n');
        if (n == left)
            return;
        window = false;
        at += n + 1;
        put_no_margin(l, out);
    }
}

static void put_row(struct ladder *l, const struct rung *s, struct text *out)
{
    enum { AROUND = 6 }; /* tail, head, two blanks and a stroke at least */

    make_label(l, s);
    const unsigned label = (unsigned)text_len(&l->label);
    if (!s->itself && label + AROUND > l->body) {
        put_label(l, s, true, out);
        put_no_margin(l, out);
        put_rail(l, out);
        put_arrow(l, s, 0, out);
        put_rail(l, out);
        text_char(out, '\n');
        return;
    }
    put_rail(l, out);
    if (s->itself)
        put_to_itself(l, label, out);
    else
        put_arrow(l, s, label, out);
    put_rail(l, out);
    put_window(out, s->v);
}

/* "! Retransmission" below the arrow it is about. */
static void put_verdicts(struct ladder *l, const struct rung *s,
                         struct text *out)
{
    if (s->v->judged != TL_JUDGED_WHOLLY || s->v->flags == 0)
        return;
    text_truncate(&l->label, 0);
    TEXT_LIT(&l->label, "! ");
    analysis_words(&l->label, s->v);
    put_no_margin(l, out);
    put_label(l, s, false, out);
}

/* The event and its cause; the line of the segment has the rest. */
static void put_diagnosis(struct ladder *l, const struct rung *s,
                          struct text *out)
{
    const struct tl_diagnosis *d = s->rec->diagnosis;

    if (!l->report.notes || d == NULL || d->event == TL_EVENT_NONE)
        return;
    text_truncate(&l->label, 0);
    TEXT_LIT(&l->label, "! ");
    text_str(&l->label, diagnosis_event_name(d->event));
    if (d->cause != TL_CAUSE_NONE) {
        TEXT_LIT(&l->label, ", ");
        text_str(&l->label, diagnosis_cause_name(d->cause));
    }
    put_no_margin(l, out);
    put_label(l, s, false, out);
}

/* ":          1.000700 s          :" */
static void put_pause(struct ladder *l, const struct rung *s, struct text *out)
{
    char words[LADDER_SECONDS + 2];

    if (s->v->time_delta < PAUSE)
        return;
    char *end =
        ladder_seconds(words, s->v->time_delta, l->line->style.nanoseconds);
    *end++ = ' ';
    *end++ = 's';
    const unsigned n = (unsigned)(end - words);
    const unsigned left = (BODY - n) / 2;
    put_blank(out, MARGIN);
    text_char(out, ':');
    put_blank(out, left);
    text_put(out, words, n);
    put_blank(out, BODY - n - left);
    TEXT_LIT(out, ":\n");
}

/* ".. 65:129 not captured .....>": bytes that did not come by here. */
static void put_missing_bytes(struct ladder *l, const struct rung *s,
                              struct text *out)
{
    if (!(s->v->flags & TL_V_LOST_SEGMENT))
        return;
    const uint32_t base = s->rec->step.seq_base;
    text_truncate(&l->label, 0);
    text_printf(&l->label, " %u:%u not captured ",
                relative(l, s->v->expected, base),
                relative(l, s->tcp->seq, base));
    const unsigned n = (unsigned)text_len(&l->label);
    const unsigned dots = BODY - 3 - n;
    TEXT_LIT(out, "   ?            ");
    put_rail(l, out);
    if (s->to_right) {
        TEXT_LIT(out, "..");
    } else {
        text_str(out, l->glyphs.to_left);
        text_fill(out, '.', dots);
    }
    text_put(out, l->label.start, n);
    if (s->to_right) {
        text_fill(out, '.', dots);
        text_str(out, l->glyphs.to_right);
    } else {
        TEXT_LIT(out, "..");
    }
    put_rail(l, out);
    text_char(out, '\n');
}

/* The name of an end, at most NAME columns of it; answers how many. */
static unsigned put_end(struct ladder *l, const struct segment *seg,
                        bool source, struct text *out)
{
    const size_t before = text_len(out);

    put_segment_end(l->line, seg, source, out);
    if (text_len(out) - before > NAME) {
        text_truncate(out, before + NAME - 1);
        text_char(out, '~');
    }
    return (unsigned)(text_len(out) - before);
}

static void put_heading(struct ladder *l, const struct rung *s,
                        struct text *out)
{
    const struct segment *seg = s->rec->judged->seg;
    const bool opens = s->v->completeness == 0 && s->tcp->flags & TL_SYN;
    const bool seen_open = (s->v->completeness & 3) != 0;
    const char *remark = opens || seen_open ? "" : "(already open)";

    if (l->begun)
        text_char(out, '\n');
    TEXT_LIT(out, "   #      time  ");
    const unsigned left = put_end(l, seg, s->to_right, out);
    const unsigned right = put_end(l, seg, !s->to_right, &l->label);
    const unsigned room = WIDTH - MARGIN - left - right;
    const unsigned gap = left < RIGHT_NAME ? RIGHT_NAME - left : 1;
    put_blank(out, gap < room ? gap : room);
    text_put(out, l->label.start, right);
    text_char(out, '\n');
    l->before = MARGIN;
    l->body = BODY;
    put_no_margin(l, out);
    put_rail(l, out);
    put_between(l, true, remark, (unsigned)strlen(remark), out);
    put_rail(l, out);
    TEXT_LIT(out, "  win\n");
}

/* A segment of the packet's own, whose header is there. */
static bool rung_of(const struct record *rec, struct rung *s)
{
    const struct tl_judgement *j = rec->judged;

    if (j == NULL || j->found_in != rec->pkt ||
        rec->pkt->tcp_layer == TL_NO_LAYER ||
        rec->pkt->tcp.end != TL_TCP_WHOLE || !j->verdict.len_known ||
        j->verdict.judged < TL_JUDGED_HEADER)
        return false;
    const struct segment *seg = j->seg;
    *s = (struct rung){
        .rec = rec,
        .v = &j->verdict,
        .tcp = &rec->pkt->tcp,
        .to_right = j->verdict.from_first,
        .itself = seg->sport == seg->dport &&
                  memcmp(seg->src, seg->dst, seg->ip4 ? 4 : 16) == 0,
    };
    return true;
}

static void put_record(void *ctx, const struct record *rec, struct text *out)
{
    struct ladder *l = ctx;
    struct rung s;

    if (!rung_of(rec, &s)) {
        line_record(l->line, rec, out);
        return;
    }
    text_truncate(&l->label, 0);
    if (!l->begun || l->stream != s.v->stream)
        put_heading(l, &s, out);
    else
        put_pause(l, &s, out);
    l->begun = true;
    l->stream = s.v->stream;
    put_missing_bytes(l, &s, out);
    put_margin(l, &s, out);
    put_row(l, &s, out);
    put_verdicts(l, &s, out);
    put_diagnosis(l, &s, out);
}

static void put_report(void *ctx, const struct tl_report *report,
                       struct text *out)
{
    struct ladder *l = ctx;

    connection_report_begin(&l->report, report, out);
}

static void put_connection(void *ctx, const struct tl_connection_sum *sum,
                           struct text *out)
{
    const struct ladder *l = ctx;

    connection_report_add(&l->report, sum, out);
}

static void free_ladder(void *ctx)
{
    struct ladder *l = ctx;

    line_free(l->line);
    text_free(&l->label);
    free(l);
}

bool form_ladder(const struct line_style *style, struct names *names,
                 struct form *out)
{
    struct ladder *l = calloc(1, sizeof(*l));

    if (l == NULL)
        return false;
    l->line = line_new(style, names);
    l->glyphs = ladder_glyphs_of(style->ladder_utf8);
    l->report = connection_report_of(style);
    if (!text_init(&l->label, LABEL_CAPACITY) || l->line == NULL) {
        free_ladder(l);
        return false;
    }
    *out =
        (struct form){put_record, put_report, put_connection, free_ladder, l};
    return true;
}
