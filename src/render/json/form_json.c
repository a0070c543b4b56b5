/*
 * form_json.c - JSON as a form: an object a packet, then one a connection.
 *
 * What the tcpdump line says of a payload is a member of the object, so a
 * line of the same style is kept for asking it.
 */
#include <stdlib.h>

#include "form_makers.h"
#include "json_layers.h"
#include "json_usual.h"

enum { INFO_CAPACITY = 4096 };

void json_find_info(struct json_form *f, const struct tl_packet *pkt)
{
    text_truncate(&f->info, 0);
    line_info(f->line, pkt, &f->info);
}

/*
 * Hot, for gcc: behind so many conditions it would take the copies for rare,
 * and make loops of them that take less room and four times as long.
 */
__attribute__((hot)) void json_record(void *ctx, const struct record *rec,
                                      struct text *out)
{
    usual_record(ctx, rec, out);
}

/* No resolver of the linker's: those run before what a sanitizer needs is set.
 */
static bool is_wide(void)
{
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx2") != 0;
#else
    return false;
#endif
}

static void put_report(void *ctx, const struct tl_report *report,
                       struct text *out)
{
    (void)ctx;
    (void)report;
    (void)out;
}

static void put_connection(void *ctx, const struct tl_connection_sum *sum,
                           struct text *out)
{
    struct json_form *f = ctx;

    json_connection(&f->json, sum, out);
}

static void free_json(void *ctx)
{
    struct json_form *f = ctx;

    line_free(f->line);
    json_layers_free(f->json.layers);
    free(f->json.pieces);
    free(f->json.fronts);
    free(f->json.ips);
    free(f->json.windows);
    free(f->json.stamps);
    free(f->json.sides);
    text_free(&f->info);
    free(f);
}

/* All zero: nothing was written yet. */
static bool make_pieces(struct json *j)
{
    const size_t places = (size_t)1 << JSON_PIECE_SHIFT;

    j->pieces = calloc(1, sizeof(*j->pieces));
    j->fronts = calloc(places, sizeof(*j->fronts));
    j->ips = calloc(places, sizeof(*j->ips));
    j->windows = calloc(places, sizeof(*j->windows));
    j->stamps = calloc(places, sizeof(*j->stamps));
    j->sides = calloc((size_t)1 << JSON_SIDES_SHIFT, sizeof(*j->sides));
    return j->pieces != NULL && j->fronts != NULL && j->ips != NULL &&
           j->windows != NULL && j->stamps != NULL && j->sides != NULL;
}

bool form_json(const struct line_style *style, struct names *names,
               struct form *out)
{
    struct json_form *f = calloc(1, sizeof(*f));
    struct line_style numeric = *style;

    if (f == NULL)
        return false;
    numeric.no_names = true; /* as every other member is */
    f->json.verify_checksums = style->verbose > 0 && !style->no_checksums;
    f->line = line_new(&numeric, names);
    f->json.layers = json_layers_new();
    if (!text_init(&f->info, INFO_CAPACITY) || f->line == NULL ||
        f->json.layers == NULL || !make_pieces(&f->json)) {
        free_json(f);
        return false;
    }
    *out = (struct form){is_wide() ? json_record_wide : json_record, put_report,
                         put_connection, free_json, f};
    return true;
}
