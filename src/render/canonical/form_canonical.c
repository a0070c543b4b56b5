/*
 * form_canonical.c - what a capture says apart from chance: the same exchange,
 * captured twice, gives the same bytes.
 *
 * Left out is what differs from run to run: times, addresses, ports, first
 * sequence numbers, time stamps, IP ids, how data was cut into segments, how
 * often it was acknowledged. Connections stand one below the other, in the
 * order of their SYNs, their ends named by what they do. As they interleave,
 * they are kept until the end.
 */
#include <stdlib.h>

#include "bytes.h"
#include "form_makers.h"
#include "segment.h"

/* All text together; what comes later is left out, and that is said. */
enum { MOST_TEXT = 256 << 20 };

/* Data that one side sent while the other sent none. */
struct run {
    bool any, by_client;
    uint64_t bytes;
};

/* What one side has sent. */
struct side {
    bool known;
    uint32_t top;     /* up to here, counted from its first number */
    bool closed;      /* its window was, once at least */
    uint32_t repeats; /* segments that brought nothing new, or came late */
};

struct talk {
    uint32_t stream;
    struct side side[2]; /* server, client */
    bool client_first;   /* the end that was seen first is the client */
    struct run run;
    struct text info; /* of the run's first segment */
    struct text rows;
};

struct canonical {
    struct line *line;
    struct talk *talks;
    size_t count, room, kept;
    bool full;
};

static void put_side(struct talk *t, bool client)
{
    if (client)
        TEXT_LIT(&t->rows, "  client: ");
    else
        TEXT_LIT(&t->rows, "  server: ");
}

static void end_run(struct talk *t)
{
    if (!t->run.any)
        return;
    put_side(t, t->run.by_client);
    text_u64(&t->rows, t->run.bytes);
    TEXT_LIT(&t->rows, " bytes");
    text_put(&t->rows, t->info.start, text_len(&t->info));
    text_char(&t->rows, '\n');
    t->run = (struct run){0};
}

static void put_row(struct talk *t, bool client, const char *what)
{
    end_run(t);
    put_side(t, client);
    text_str(&t->rows, what);
    text_char(&t->rows, '\n');
}

/* The options of RFC 9293, 7323 and 2018 by name, others by number. */
static void put_option(struct text *out, const struct segment_option *o)
{
    switch (o->kind) {
    case 0:
        TEXT_LIT(out, "eol");
        return;
    case 1:
        TEXT_LIT(out, "nop");
        return;
    case 2:
        TEXT_LIT(out, "mss ");
        text_u32(out, o->len == 4 ? load_be16(o->data) : 0);
        return;
    case 3:
        TEXT_LIT(out, "wscale ");
        text_u32(out, o->len == 3 ? o->data[0] : 0);
        return;
    case 4:
        TEXT_LIT(out, "sackOK");
        return;
    case 8:
        TEXT_LIT(out, "TS");
        return;
    default:
        TEXT_LIT(out, "kind ");
        text_u32(out, o->kind);
    }
}

static void put_syn(struct talk *t, bool client, const struct segment *seg)
{
    struct segment_option o;
    uint32_t at = SEGMENT_HEADER;
    const char *between = ", options [";

    end_run(t);
    put_side(t, client);
    text_str(&t->rows,
             (seg->flags & TL_ACK) != 0 ? "SYN+ACK, win " : "SYN, win ");
    text_u32(&t->rows, seg->window);
    while (segment_option_next(seg, &at, &o)) {
        text_str(&t->rows, between);
        put_option(&t->rows, &o);
        between = ",";
    }
    if (at > SEGMENT_HEADER)
        text_char(&t->rows, ']');
    text_char(&t->rows, '\n');
}

/*
 * New bytes, those of a hole before them included: what fills it comes late.
 * The first segment of a run says what it is about.
 */
static void add_data(struct canonical *f, struct talk *t, bool client,
                     const struct record *rec)
{
    const struct tl_verdict *v = &rec->judged->verdict;
    struct side *side = &t->side[client];
    const uint32_t end = v->seq + v->len;
    const int32_t more = (int32_t)(end - side->top);

    if (more <= 0) {
        side->repeats++;
        return;
    }
    if (!t->run.any || t->run.by_client != client) {
        end_run(t);
        t->run = (struct run){.any = true, .by_client = client};
        text_truncate(&t->info, 0);
        line_info(f->line, rec->pkt, &t->info);
    }
    t->run.bytes += (uint32_t)more;
    side->top = end;
}

static void add_segment(struct canonical *f, struct talk *t,
                        const struct record *rec)
{
    const struct tl_judgement *j = rec->judged;
    const struct tl_verdict *v = &j->verdict;
    const struct segment *seg = j->seg;
    const bool client = v->from_first == t->client_first;
    const bool data = v->len_known && v->len > 0;
    struct side *side = &t->side[client];

    if ((v->flags & TL_V_KEEP_ALIVE) != 0)
        return;
    if (!side->known)
        *side = (struct side){.known = true,
                              .top = v->seq + ((seg->flags & TL_SYN) != 0)};
    if ((seg->flags & TL_SYN) != 0)
        put_syn(t, client, seg);
    if (data)
        add_data(f, t, client, rec);
    if ((v->flags & TL_V_ZERO_WINDOW) != 0 && !side->closed) {
        put_row(t, client, "window closed");
        side->closed = true;
    }
    if ((seg->flags & TL_FIN) != 0 && v->seq + v->len == side->top) {
        put_row(t, client, "FIN");
        side->top++;
    }
    if ((seg->flags & TL_RST) != 0)
        put_row(t, client, "RST");
}

/* A client sends the SYN, or has the larger port. */
static bool sent_by_client(const struct segment *seg)
{
    if ((seg->flags & TL_SYN) != 0)
        return (seg->flags & TL_ACK) == 0;
    return seg->sport >= seg->dport;
}

/* Connections are numbered in the order in which they begin. */
static struct talk *talk_of(struct canonical *f, const struct tl_judgement *j)
{
    const uint32_t stream = j->verdict.stream;
    size_t at = stream < f->count ? stream : f->count;

    while (at > 0 && f->talks[at - 1].stream >= stream)
        at--;
    for (; at < f->count; at++)
        if (f->talks[at].stream == stream)
            return &f->talks[at];
    if (f->count == f->room) {
        const size_t room = f->room == 0 ? 16 : 2 * f->room;
        struct talk *more = realloc(f->talks, room * sizeof(*more));

        if (more == NULL)
            return NULL;
        f->talks = more;
        f->room = room;
    }
    struct talk *t = &f->talks[f->count];
    *t = (struct talk){
        .stream = stream,
        .client_first = sent_by_client(j->seg) == j->verdict.from_first,
    };
    if (!text_init(&t->rows, 256) || !text_init(&t->info, 64))
        return NULL;
    f->count++;
    return t;
}

static void add_record(void *ctx, const struct record *rec, struct text *out)
{
    struct canonical *f = ctx;

    (void)out;
    if (rec->judged == NULL || f->full)
        return;
    struct talk *t = talk_of(f, rec->judged);
    if (t == NULL) {
        f->full = true;
        return;
    }
    const size_t before = text_len(&t->rows);
    add_segment(f, t, rec);
    f->kept += text_len(&t->rows) - before;
    f->full = f->kept > MOST_TEXT || text_failed(&t->rows);
}

/* How often data came again is chance; that it did may matter. */
static void end_talk(struct talk *t)
{
    end_run(t);
    for (unsigned client = 0; client < 2; client++)
        if (t->side[client].repeats > 0) {
            put_side(t, client);
            TEXT_LIT(&t->rows, "data again, or late\n");
            t->side[client].repeats = 0;
        }
}

static void put_report(void *ctx, const struct tl_report *report,
                       struct text *out)
{
    struct canonical *f = ctx;

    (void)report;
    for (size_t i = 0; i < f->count; i++) {
        struct talk *t = &f->talks[i];

        end_talk(t);
        TEXT_LIT(out, "connection\n");
        text_put(out, t->rows.start, text_len(&t->rows));
    }
    if (f->full)
        TEXT_LIT(out, "there is no room for the rest\n");
}

static void put_connection(void *ctx, const struct tl_connection_sum *sum,
                           struct text *out)
{
    (void)ctx;
    (void)sum;
    (void)out;
}

static void free_canonical(void *ctx)
{
    struct canonical *f = ctx;

    for (size_t i = 0; i < f->count; i++) {
        text_free(&f->talks[i].rows);
        text_free(&f->talks[i].info);
    }
    free(f->talks);
    line_free(f->line);
    free(f);
}

bool form_canonical(const struct line_style *style, struct names *names,
                    struct form *out)
{
    struct canonical *f = calloc(1, sizeof(*f));
    struct line_style plain = *style;

    if (f == NULL)
        return false;
    plain.color = false;
    plain.dump = LINE_DUMP_NONE;
    f->line = line_new(&plain, names);
    if (f->line == NULL) {
        free(f);
        return false;
    }
    *out = (struct form){add_record, put_report, put_connection, free_canonical,
                         f};
    return true;
}
