/*
 * form_line.c - the tcpdump line as a form, the table below the lines.
 */
#include "conversations_text.h"
#include "form_makers.h"

static void put_record(void *ctx, const struct record *rec, struct text *out)
{
    line_record(ctx, rec, out);
}

static void put_report(void *ctx, const struct conversation_table *table,
                       struct text *out)
{
    (void)ctx;
    conversations_text(table, out);
}

static void free_line(void *ctx)
{
    line_free(ctx);
}

bool form_line(const struct line_style *style, struct names *names,
               struct form *out)
{
    struct line *line = line_new(style, names);

    if (line == NULL)
        return false;
    *out = (struct form){put_record, put_report, free_line, line};
    return true;
}
