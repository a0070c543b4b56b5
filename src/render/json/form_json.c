/*
 * form_json.c - JSON as a form: an object a packet, then one a connection.
 *
 * What the tcpdump line says of a payload is a member of the object, so a
 * line of the same style is kept for asking it.
 */
#include <stdlib.h>

#include "form_makers.h"
#include "json.h"

enum { INFO_CAPACITY = 4096 };

struct json_form {
    struct json json;
    struct line *line;
    struct text info;
};

static void put_record(void *ctx, const struct record *rec, struct text *out)
{
    struct json_form *f = ctx;

    text_truncate(&f->info, 0);
    line_info(f->line, rec->pkt, &f->info);
    json_record(&f->json, rec, &f->info, out);
}

static void put_report(void *ctx, const struct conversation_table *table,
                       struct text *out)
{
    struct json_form *f = ctx;

    for (uint32_t i = 0; i < table->count; i++)
        json_conversation(&f->json, table->rows[i], out);
}

static void free_json(void *ctx)
{
    struct json_form *f = ctx;

    line_free(f->line);
    text_free(&f->info);
    free(f);
}

bool form_json(const struct line_style *style, struct names *names,
               struct form *out)
{
    struct json_form *f = calloc(1, sizeof(*f));

    if (f == NULL)
        return false;
    f->json.verify_checksums = style->verbose > 0 && !style->no_checksums;
    f->line = line_new(style, names);
    if (!text_init(&f->info, INFO_CAPACITY) || f->line == NULL) {
        free_json(f);
        return false;
    }
    *out = (struct form){put_record, put_report, free_json, f};
    return true;
}
