/*
 * form_explain.c - --explain: below a record of any form, what its segment
 * does, and the first time what that means.
 */
#include <stdlib.h>

#include "form_makers.h"
#include "note_fields.h"
#include "render.h"
#include "seq.h"
#include "wrap.h"

enum { CAPACITY = 1024, LEAST_WIDTH = 60, MOST_WIDTH = 120, USUAL_WIDTH = 80 };

struct explain_form {
    struct form plain;
    struct line *line; /* names the ends */
    struct wording wording;
    struct wrap_style rows;
    struct text words;
    enum line_explain wish;
    bool said[TL_NOTES];
};

/* tcpdump counts a connection's numbers from its SYNs; here it cannot. */
static bool counts_oddly(const struct note_facts *f)
{
    return !f->absolute && (f->seg->flags & (TL_SYN | TL_RST)) == 0 &&
           !f->e->counts_behind_data && (f->seg->flags & TL_ACK) != 0 &&
           ((f->seg->len > 0 &&
             (!f->e->has_isn || f->rec->step.seq_base != f->e->isn)) ||
            !f->e->has_peer_isn || f->rec->step.ack_base != f->e->peer_isn);
}

/* Why, is known of captures; a text may just begin anywhere. */
static bool begins_anywhere(const struct note_facts *f)
{
    const struct tl_retold *told = f->rec->pkt->raw.retold;

    return told != NULL && told->has_step;
}

/* What depends on how numbers are shown, or on what is. */
static bool fits(const struct explain_form *x, const struct note_facts *f,
                 enum tl_note note)
{
    const struct line_style *style = &x->line->style;

    switch (note) {
    case TL_NOTE_COUNT_FROM:
        return !f->absolute && !counts_oddly(f);
    case TL_NOTE_FIRST_ACK:
        return f->absolute;
    case TL_NOTE_COUNT_BEHIND_DATA:
        return !f->absolute;
    case TL_NOTE_GAP: /* below what the line counts from, it has no number */
        return f->absolute ||
               (!seq_below(f->e->due, f->rec->step.seq_base) &&
                (!f->e->due_is_first || f->rec->step.seq_base == f->e->isn));
    case TL_NOTE_ODD_COUNT: /* a text keeps the numbers it was printed with */
    case TL_NOTE_TTL:
    case TL_NOTE_DONT_FRAGMENT:
    case TL_NOTE_OFFLOAD:
        return style->explain_source != LINE_SOURCE_TEXT;
    case TL_NOTE_INTERFACE:
        return style->explain_source == LINE_SOURCE_FILE;
    case TL_NOTE_LOST_BEFORE:
    case TL_NOTE_LOST_AFTER:
    case TL_NOTE_UNNECESSARY:
        return style->diagnosis;
    default:
        return true;
    }
}

static bool is_due(struct explain_form *x, const struct note_facts *f,
                   enum tl_note note)
{
    const struct line_style *style = &x->line->style;
    const enum note_time time = note_time_of(note);

    if (!fits(x, f, note))
        return false;
    if (time == NOTE_ALWAYS)
        return true;
    if (style->quiet > 0 || (time == NOTE_DETAIL && style->verbose == 0) ||
        (x->said[note] && x->wish != LINE_EXPLAIN_ALL))
        return false;
    x->said[note] = true;
    return true;
}

static void put_row(struct explain_form *x, struct text *out)
{
    wrap_put(&x->rows, x->words.start, text_len(&x->words), out);
    if (text_failed(&x->words))
        out->failed = true;
    text_truncate(&x->words, 0);
}

static void put_note(struct explain_form *x, const struct note_facts *f,
                     enum tl_note note, struct text *out)
{
    if (!is_due(x, f, note))
        return;
    note_fill(f, wording_note(&x->wording, note, note_form_of(f, note)),
              &x->words);
    put_row(x, out);
}

static void put_record(void *ctx, const struct record *rec, struct text *out)
{
    struct explain_form *x = ctx;

    x->plain.record(x->plain.ctx, rec, out);
    if (rec->explanation == NULL)
        return;
    struct note_facts f = {
        .wording = &x->wording,
        .rec = rec,
        .e = rec->explanation,
        .seg = rec->judged->seg,
        .line = x->line,
        .absolute = x->line->style.absolute,
    };
    for (enum tl_note note = 0; note < TL_NOTES; note++)
        if (tl_note_has(f.e, note) ||
            (note == TL_NOTE_ODD_COUNT && counts_oddly(&f) &&
             !begins_anywhere(&f)))
            put_note(x, &f, note, out);
    note_states(&f, &x->words);
    if (text_len(&x->words) > 0)
        put_row(x, out);
}

static void put_report(void *ctx, const struct tl_report *report,
                       struct text *out)
{
    struct explain_form *x = ctx;

    x->plain.report(x->plain.ctx, report, out);
}

static void put_connection(void *ctx, const struct tl_connection_sum *sum,
                           struct text *out)
{
    struct explain_form *x = ctx;

    x->plain.connection(x->plain.ctx, sum, out);
}

static void free_explain(void *ctx)
{
    struct explain_form *x = ctx;

    x->plain.free(x->plain.ctx);
    line_free(x->line);
    text_free(&x->words);
    free(x);
}

static unsigned width_of(const struct line_style *style, enum form_kind kind)
{
    const unsigned width = style->columns != 0 ? style->columns : style->width;

    if (width == 0 || kind == FORM_LADDER)
        return USUAL_WIDTH;
    return width < LEAST_WIDTH  ? LEAST_WIDTH
           : width > MOST_WIDTH ? MOST_WIDTH
                                : width;
}

bool form_explain(const struct line_style *style, enum form_kind kind,
                  struct names *names, struct form *form)
{
    struct explain_form *x = calloc(1, sizeof(*x));

    if (x == NULL)
        return false;
    x->line = line_new(style, names);
    if (x->line == NULL || !text_init(&x->words, CAPACITY)) {
        line_free(x->line);
        free(x);
        return false;
    }
    x->plain = *form;
    x->wish = style->explain;
    x->rows = (struct wrap_style){
        .width = width_of(style, kind),
        .first = "    # ",
        .more = "    #   ",
        .begin = style->color ? "\033[2m" : "",
        .close = style->color ? "\033[0m" : "",
    };
    wording_load(&x->wording);
    *form =
        (struct form){put_record, put_report, put_connection, free_explain, x};
    return true;
}
