/*
 * form_line.c - the tcpdump line as a form; below the lines a table of
 * connections, or notes on each.
 */
#include <stdlib.h>

#include "connection_report.h"
#include "form_makers.h"

struct line_form {
    struct line *line;
    struct connection_report report;
};

static void put_record(void *ctx, const struct record *rec, struct text *out)
{
    const struct line_form *f = ctx;

    line_record(f->line, rec, out);
}

static void put_report(void *ctx, const struct tl_report *report,
                       struct text *out)
{
    struct line_form *f = ctx;

    connection_report_begin(&f->report, report, out);
}

static void put_connection(void *ctx, const struct tl_connection_sum *sum,
                           struct text *out)
{
    const struct line_form *f = ctx;

    connection_report_add(&f->report, sum, out);
}

static void free_line(void *ctx)
{
    struct line_form *f = ctx;

    line_free(f->line);
    free(f);
}

bool form_line(const struct line_style *style, struct names *names,
               struct form *out)
{
    struct line_form *f = calloc(1, sizeof(*f));

    if (f == NULL)
        return false;
    f->report = connection_report_of(style);
    f->line = line_new(style, names);
    if (f->line == NULL) {
        free(f);
        return false;
    }
    *out = (struct form){put_record, put_report, put_connection, free_line, f};
    return true;
}
