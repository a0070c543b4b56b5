/*
 * conversations.c - what there is to say of each connection at the end.
 */
#include "conversations.h"

#include <stdlib.h>
#include <string.h>

#include "pool.h"
#include "sort.h"

struct conversations {
    struct pool rows;                   /* row `stream` + 1 */
    const struct conversation **sorted; /* for the table; NULL before */
    uint32_t n_streams; /* highest stream number seen, and one */
    int64_t began;
};

struct conversations *conversations_new(void)
{
    struct conversations *c = calloc(1, sizeof(*c));

    if (c != NULL)
        pool_init(&c->rows, sizeof(struct conversation));
    return c;
}

void conversations_free(struct conversations *c)
{
    if (c == NULL)
        return;
    pool_release(&c->rows);
    free(c->sorted);
    free(c);
}

static struct conversation *row_at(const struct conversations *c, uint32_t id)
{
    return pool_at(&c->rows, id);
}

static void begin_row(struct conversation *row, const struct segment *seg,
                      uint32_t stream)
{
    const size_t n = seg->ip4 ? 4 : 16;

    row->stream = stream;
    row->ip4 = seg->ip4;
    row->first_time = row->last_time = seg->time;
    memcpy(row->side[0].addr, seg->src, n);
    memcpy(row->side[1].addr, seg->dst, n);
    row->side[0].port = seg->sport;
    row->side[1].port = seg->dport;
}

/* Stream numbers come without gaps, unless memory ran out. */
static struct conversation *find_row(struct conversations *c,
                                     const struct segment *seg, uint32_t stream)
{
    if (stream >= c->n_streams) {
        if (c->n_streams == 0)
            c->began = seg->time;
        c->n_streams = stream + 1;
    }
    while (c->rows.used <= stream && c->rows.used < CONVERSATIONS_MAX) {
        const uint32_t id = pool_get(&c->rows);
        if (id == 0)
            return NULL;
        begin_row(row_at(c, id), seg, id - 1);
    }
    return stream < c->rows.used ? row_at(c, stream + 1) : NULL;
}

static struct conversation_side *sender(struct conversation *row,
                                        const struct segment *seg)
{
    const struct conversation_side *a = &row->side[0];
    const bool first = a->port == seg->sport &&
                       memcmp(a->addr, seg->src, row->ip4 ? 4 : 16) == 0;
    return &row->side[!first];
}

static void count_verdict(struct conversation_side *side, uint16_t flags)
{
    side->retransmissions += (flags & TL_V_RETRANSMISSION) != 0;
    side->lost += (flags & TL_V_LOST_SEGMENT) != 0;
    side->duplicate_acks += (flags & TL_V_DUPLICATE_ACK) != 0;
    side->zero_windows += (flags & TL_V_ZERO_WINDOW) != 0;
}

void conversations_add(struct conversations *c, const struct segment *seg,
                       const struct tl_verdict *v, int64_t initial_rtt)
{
    struct conversation *row = find_row(c, seg, v->stream);

    if (row == NULL)
        return;
    struct conversation_side *side = sender(row, seg);
    row->last_time = seg->time;
    row->initial_rtt = initial_rtt;
    if (!seg->len_known)
        return;
    side->segments++;
    side->bytes += seg->len;
    side->fin |= (seg->flags & TL_FIN) != 0;
    if ((seg->flags & TL_SYN) != 0) {
        row->syn |= (seg->flags & TL_ACK) == 0;
        row->syn_ack |= (seg->flags & TL_ACK) != 0;
    }
    row->reset |= (seg->flags & TL_RST) != 0;
    count_verdict(side, v->flags);
}

static uint64_t both(uint64_t a, uint64_t b)
{
    return a + b;
}

/* Data that had to be sent again or is missing, or a peer that took none. */
static uint64_t hurt(const struct conversation *row)
{
    uint64_t sum = 0;

    for (int i = 0; i < 2; i++)
        sum += (uint64_t)row->side[i].retransmissions + row->side[i].lost +
               row->side[i].zero_windows;
    return sum;
}

static int descending(uint64_t a, uint64_t b)
{
    return (a < b) - (a > b);
}

/* What hurts, then signs of it, then size; the first to begin before others. */
static int by_hurt(const void *left, const void *right)
{
    const struct conversation *const *rows[] = {left, right};
    const struct conversation *a = *rows[0], *b = *rows[1];
    int d = descending(hurt(a), hurt(b));

    if (d == 0)
        d = descending(
            both(a->side[0].duplicate_acks, a->side[1].duplicate_acks),
            both(b->side[0].duplicate_acks, b->side[1].duplicate_acks));
    if (d == 0)
        d = descending(a->reset, b->reset);
    if (d == 0)
        d = descending(both(a->side[0].bytes, a->side[1].bytes),
                       both(b->side[0].bytes, b->side[1].bytes));
    return d != 0 ? d : (a->stream > b->stream) - (a->stream < b->stream);
}

struct conversation_table conversations_table(struct conversations *c)
{
    /* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers are sorted */
    const size_t size = sizeof(*c->sorted);
    uint32_t n = c->rows.used;

    free(c->sorted);
    c->sorted = malloc((n + (size_t)1) * size);
    if (c->sorted == NULL)
        n = 0; /* not listed, but counted */
    for (uint32_t i = 0; i < n; i++)
        c->sorted[i] = row_at(c, i + 1);
    sort_rows(c->sorted, n, size, by_hurt);
    return (struct conversation_table){
        .rows = c->sorted,
        .count = n,
        .unlisted = c->n_streams - n,
        .began = c->began,
    };
}
