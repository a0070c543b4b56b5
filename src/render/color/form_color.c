/*
 * form_color.c - --color: a form's records, with colours put on afterwards.
 */
#include <stdlib.h>

#include "form_makers.h"
#include "paint.h"

enum { PLAIN_CAPACITY = 1024 };

struct color {
    struct form plain;
    struct text text; /* of the record at hand */
    bool has_time;
    enum form_kind kind;
};

static void put_record(void *ctx, const struct record *rec, struct text *out)
{
    struct color *c = ctx;
    struct strokes strokes = {0};

    text_truncate(&c->text, 0);
    c->plain.record(c->plain.ctx, rec, &c->text);
    if (text_failed(&c->text)) {
        out->failed = true;
        return;
    }
    if (c->kind == FORM_TREE) {
        put_painted_tree(c->text.start, text_len(&c->text), rec, c->has_time,
                         out);
        return;
    }
    /* A ladder shows what has no arrow by its line. */
    if (c->kind == FORM_LADDER && rec->judged != NULL)
        paint_ladder(c->text.start, text_len(&c->text), rec, &strokes);
    else
        paint_line(c->text.start, text_len(&c->text), rec, c->has_time,
                   &strokes);
    strokes_put(&strokes, c->text.start, text_len(&c->text), out);
}

static void put_report(void *ctx, const struct tl_report *report,
                       struct text *out)
{
    struct color *c = ctx;

    c->plain.report(c->plain.ctx, report, out);
}

static void put_connection(void *ctx, const struct tl_connection_sum *sum,
                           struct text *out)
{
    struct color *c = ctx;

    c->plain.connection(c->plain.ctx, sum, out);
}

static void free_color(void *ctx)
{
    struct color *c = ctx;

    c->plain.free(c->plain.ctx);
    text_free(&c->text);
    free(c);
}

bool form_color(const struct line_style *style, enum form_kind kind,
                struct form *form)
{
    struct color *c = calloc(1, sizeof(*c));

    if (c == NULL || !text_init(&c->text, PLAIN_CAPACITY)) {
        free(c);
        return false;
    }
    c->plain = *form;
    c->has_time = style->time != LINE_TIME_NONE || style->number;
    c->kind = kind;
    *form =
        (struct form){put_record, put_report, put_connection, free_color, c};
    return true;
}
