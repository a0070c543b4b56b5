/*
 * form_tree.c - --tree: under the line every header, one row a field.
 *
 * The line is the short one, and -v and -q speak of the tree: each flag in a
 * row of its own; no link and no IP headers. With -x and -X the payload's
 * bytes are below, as the line would have them.
 */
#include <stdlib.h>

#include "connection_report.h"
#include "form_makers.h"
#include "hexdump.h"
#include "render.h"
#include "tree.h"

enum { ROWS_CAPACITY = 4096 };

struct tree_form {
    struct tree tree;
    struct connection_report report;
};

/* -q: what only carries. */
static bool is_carrier(const struct tl_layer *l)
{
    return l->kind < TL_ARP;
}

static void begin(void *ctx, const struct header *h, uint32_t off)
{
    struct tree *t = ctx;

    (void)h;
    text_truncate(&t->rows, 0);
    t->row_len = 0;
    if (off > t->done && t->style.quiet == 0) {
        tree_title(t, "Bytes", off - t->done);
        tree_bytes(t, t->line->pkt->raw.data + t->done, t->done, off - t->done);
    }
    t->done = off;
}

static void row(void *ctx, const struct field_scene *s,
                const struct field_row *r)
{
    struct tree *t = ctx;

    tree_row(t, s, r, &t->rows);
}

static void end(void *ctx, const struct field_scene *s, uint32_t len)
{
    struct tree *t = ctx;

    t->done += len;
    if (text_failed(&t->rows))
        t->out->failed = true;
    if (text_len(&t->rows) == 0 || (t->style.quiet > 0 && is_carrier(s->layer)))
        return;
    tree_title(t, s->header->title, len);
    text_put(t->out, t->rows.start, text_len(&t->rows));
}

/* The payload alone; its rows begin with a tab, as those of a line do. */
static void put_dump(const struct tree *t, const struct tl_packet *pkt)
{
    const uint8_t *p = pkt->raw.data + t->done;
    const uint32_t cap = pkt->raw.cap_len;
    const uint32_t n = t->done < cap ? cap - t->done : 0;
    const size_t start = text_len(t->out);

    if (n == 0 || t->style.dump == LINE_DUMP_NONE)
        return;
    /* Rows open with a newline: the one that is there already goes. */
    text_truncate(t->out, start - 1);
    if (t->style.dump == LINE_DUMP_HEX)
        hexdump_hex(t->out, "\n\t", p, n);
    else if (t->style.dump == LINE_DUMP_HEX_ASCII)
        hexdump_hex_ascii(t->out, "\n\t", p, n);
    else
        hexdump_ascii(t->out, p, n);
    text_char(t->out, '\n');
}

static void put_frame(struct tree *t, const struct tl_raw *raw)
{
    if (t->style.quiet > 0)
        return;
    text_printf(t->out, "  Frame %llu, %u bytes",
                (unsigned long long)raw->number, raw->wire_len);
    if (raw->cap_len < raw->wire_len)
        text_printf(t->out, ", %u captured", raw->cap_len);
    text_char(t->out, '\n');
}

static void put_tree(struct tree *t, const struct record *rec)
{
    const struct field_taker taker = {begin, row, end, t};
    struct field_scene scene = {
        .rec = rec,
        .pkt = rec->pkt,
        .taker = &taker,
        .full = t->style.verbose > 0,
        .absolute = t->style.absolute,
        .no_checksums = t->style.no_checksums,
    };

    t->done = 0;
    put_frame(t, &rec->pkt->raw);
    (void)fields_of_packet(&scene);
    tree_payload(t, &scene);
    tree_connection(t, rec);
    put_dump(t, rec->pkt);
}

static bool has_box(const struct tl_packet *pkt)
{
    return pkt->tcp_layer != TL_NO_LAYER && pkt->tcp.end == TL_TCP_WHOLE &&
           pkt->tcp.hdr_len <= pkt->tcp.seg_cap;
}

static void put_record(void *ctx, const struct record *rec, struct text *out)
{
    struct tree_form *f = ctx;
    struct tree *t = &f->tree;

    line_record(t->line, rec, out);
    if (tl_raw_impossible(&rec->pkt->raw))
        return;
    t->out = out;
    if (t->style.tree == LINE_TREE_BOXES && has_box(rec->pkt))
        tree_boxes(rec, t->style.absolute, out);
    else
        put_tree(t, rec);
}

static void put_report(void *ctx, const struct tl_report *report,
                       struct text *out)
{
    struct tree_form *f = ctx;

    connection_report_begin(&f->report, report, out);
}

static void put_connection(void *ctx, const struct tl_connection_sum *sum,
                           struct text *out)
{
    const struct tree_form *f = ctx;

    connection_report_add(&f->report, sum, out);
}

static void free_tree(void *ctx)
{
    struct tree_form *f = ctx;

    line_free(f->tree.line);
    text_free(&f->tree.rows);
    free(f);
}

bool form_tree(const struct line_style *style, struct names *names,
               struct form *out)
{
    struct line_style line = *style;
    struct tree_form *f = calloc(1, sizeof(*f));

    if (f == NULL)
        return false;
    line.verbose = 0;
    line.quiet = 0;
    line.dump = LINE_DUMP_NONE;
    f->tree.style = *style;
    f->report = connection_report_of(style);
    f->tree.line = line_new(&line, names);
    if (!text_init(&f->tree.rows, ROWS_CAPACITY) || f->tree.line == NULL) {
        free_tree(f);
        return false;
    }
    *out = (struct form){put_record, put_report, put_connection, free_tree, f};
    return true;
}
