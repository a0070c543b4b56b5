/*
 * examine.c - a packet's way through the diagnosis.
 */
#include "examine.h"

#include <stdlib.h>
#include <string.h>

#include "diagnose.h"
#include "history_short.h"
#include "shortage.h"
#include "sort.h"

/* What the connection itself does not know: where it was captured. */
static void set_place(struct tl_connection_sum *sum)
{
    sum->place =
        (uint8_t)place_of(sum->side[0].rtt_least, sum->side[1].rtt_least);
}

static bool make_over(struct examiner *e)
{
    if (e->over == NULL)
        e->over = calloc(EXAMINER_OVER, sizeof(*e->over));
    if (e->over == NULL)
        shortage_note();
    return e->over != NULL;
}

static void keep_over(void *ctx, const struct tl_connection_sum *sum)
{
    struct examiner *e = ctx;
    struct tl_connection_sum placed = *sum;

    set_place(&placed);
    if (e->n_over == EXAMINER_OVER || !make_over(e)) {
        if (e->fn != NULL)
            e->fn(e->ctx, &placed);
        return;
    }
    if (sum->server_name != NULL) {
        placed.server_name = strdup(sum->server_name);
        if (placed.server_name == NULL)
            shortage_note();
    }
    e->over[e->n_over++] = placed;
}

bool examine_short(const struct segment *seg, const struct transit *way,
                   struct history *h, struct history_side *mine,
                   struct history_side *theirs)
{
    const struct history_at at = {h, mine, theirs};
    struct time_split split[2];

    if (!diagnose_short(seg, way, &at, split))
        return false;
    history_go_on(seg, way, &at, split);
    return true;
}

bool examiner_init(struct examiner *e, struct flow_table *flows, bool keeps)
{
    *e = (struct examiner){.histories = history_table_new(flows)};
    if (e->histories == NULL)
        return false;
    history_table_keep_early(e->histories, diagnose, examine_short);
    if (keeps)
        history_table_on_forget(e->histories, keep_over, e);
    return true;
}

void examiner_free(struct examiner *e)
{
    for (uint32_t i = 0; i < e->n_over; i++)
        free(e->over[i].server_name);
    free(e->over);
    history_table_free(e->histories);
    *e = (struct examiner){0};
}

void examiner_on_overflow(struct examiner *e, connection_fn *fn, void *ctx)
{
    e->fn = fn;
    e->ctx = ctx;
}

/* None where there was no memory to begin with. */
static uint64_t count_of(const struct examiner *e)
{
    if (e->histories == NULL)
        return 0;
    return (uint64_t)e->n_over + history_table_count(e->histories);
}

/*
 * Those that are over come first; `soon` is another that is asked for later.
 * False: nothing is known of this one.
 */
static bool sum_at(const struct examiner *e, uint64_t i, uint64_t soon,
                   struct tl_connection_sum *sum)
{
    if (i < e->n_over) {
        *sum = e->over[i];
        return true;
    }
    if (!history_table_sum(e->histories, (uint32_t)(i - e->n_over),
                           (uint32_t)(soon - e->n_over), sum))
        return false;
    set_place(sum);
    return true;
}

static int64_t lost_by(const struct tl_sender_sum *s)
{
    return s->share[TL_SHARE_RECOVERY] + s->share[TL_SHARE_STALLED] +
           s->window_closed;
}

static struct history_glance glance_of(const struct tl_connection_sum *sum)
{
    const struct tl_sender_sum *a = &sum->side[0], *b = &sum->side[1];

    return (struct history_glance){
        .first_time = sum->first_time,
        .waited =
            sum->syn && !sum->syn_ack ? sum->last_time - sum->first_time : 0,
        .lost = lost_by(a) + lost_by(b),
        .bytes = a->bytes + b->bytes,
        .unseen = a->unseen + b->unseen,
        .resent = a->retransmissions + b->retransmissions,
    };
}

static bool glance_at(const struct examiner *e, uint64_t i,
                      struct history_glance *out)
{
    if (i >= e->n_over)
        return history_table_glance(e->histories, (uint32_t)(i - e->n_over),
                                    out);
    *out = glance_of(&e->over[i]);
    return true;
}

struct tl_report examiner_report(const struct examiner *e)
{
    struct tl_report report = {.began = INT64_MAX};
    const uint64_t n = count_of(e);
    struct history_glance seen;

    for (uint64_t i = 0; i < n; i++) {
        if (!glance_at(e, i, &seen))
            continue;
        report.connections++;
        report.unseen += seen.unseen;
        report.incomplete += seen.unseen != 0;
        if (seen.first_time < report.began)
            report.began = seen.first_time;
    }
    return report;
}

/* Time lost, repairs, size: in this order. */
struct rank {
    int64_t lost;
    uint32_t resent, kilobytes, at;
};

static struct rank rank_of(const struct history_glance *seen, uint64_t at)
{
    const uint64_t kilobytes = seen->bytes / 1000;

    return (struct rank){
        .lost = seen->lost + seen->waited,
        .resent = seen->resent,
        .kilobytes = kilobytes < UINT32_MAX ? (uint32_t)kilobytes : UINT32_MAX,
        .at = (uint32_t)at,
    };
}

static int descending(uint64_t a, uint64_t b)
{
    return (a < b) - (a > b);
}

static int by_rank(const void *x, const void *y)
{
    const struct rank *a = x, *b = y;
    int d = descending((uint64_t)a->lost, (uint64_t)b->lost);

    if (d == 0)
        d = descending(a->resent, b->resent);
    if (d == 0)
        d = descending(a->kilobytes, b->kilobytes);
    return d != 0 ? d : descending(b->at, a->at);
}

/* Those worth a rank, and which they are, by a bit each. */
struct ranking {
    struct rank *rows;
    uint64_t n, room;
    uint8_t *ranked;
};

static bool add_rank(struct ranking *all, const struct rank *r)
{
    enum { FIRST_ROOM = 1024 };

    if (all->n == all->room) {
        const uint64_t room = all->room == 0 ? FIRST_ROOM : all->room * 2;
        struct rank *rows = realloc(all->rows, room * sizeof(*rows));
        if (rows == NULL)
            return false;
        all->rows = rows;
        all->room = room;
    }
    all->rows[all->n++] = *r;
    all->ranked[r->at / 8] |= (uint8_t)(1U << r->at % 8);
    return true;
}

static bool is_ranked(const struct ranking *all, uint64_t i)
{
    return all->ranked != NULL && (all->ranked[i / 8] & 1U << i % 8) != 0;
}

/*
 * Those that lost nothing and are small stay in their order behind all others,
 * without a rank: among a million most are such.
 */
static bool rank_all(const struct examiner *e, uint64_t n, struct ranking *out)
{
    struct history_glance seen;

    *out = (struct ranking){.ranked = calloc(n / 8 + 1, 1)};
    if (out->ranked == NULL)
        return false;
    for (uint64_t i = 0; i < n; i++) {
        if (!glance_at(e, i, &seen))
            continue;
        const struct rank r = rank_of(&seen, i);
        if ((r.lost != 0 || r.resent != 0 || r.kilobytes != 0) &&
            !add_rank(out, &r))
            return false;
    }
    if (out->n != 0)
        sort_rows(out->rows, out->n, sizeof(*out->rows), by_rank);
    return true;
}

static void forget_ranks(struct ranking *all)
{
    free(all->rows);
    free(all->ranked);
    *all = (struct ranking){0};
}

void examiner_each(const struct examiner *e, connection_fn *fn, void *ctx)
{
    enum { AHEAD = 8 };
    const uint64_t n = count_of(e);
    struct ranking all;
    struct tl_connection_sum sum;
    const bool sorted = rank_all(e, n, &all);

    if (!sorted)
        forget_ranks(&all);
    for (uint64_t i = 0; i < all.n; i++) {
        const uint64_t later = i + AHEAD < all.n ? i + AHEAD : i;
        if (sum_at(e, all.rows[i].at, all.rows[later].at, &sum))
            fn(ctx, &sum);
    }
    for (uint64_t i = 0; i < n; i++)
        if (!is_ranked(&all, i) && sum_at(e, i, i + AHEAD, &sum))
            fn(ctx, &sum);
    if (!sorted) /* after them: unsorted they are whole all the same */
        shortage_note();
    forget_ranks(&all);
}

static const struct tl_diagnosis nothing;

/* Without memory for the segment's connection it answers NULL. */
__attribute__((noinline)) static const struct tl_diagnosis *
examine_at_length(struct examiner *e, const struct segment *seg,
                  const struct transit *way, struct flow flow)
{
    struct history_step step;

    if (!seg->options_cut && history_keep_early(e->histories, seg, way, flow))
        return &nothing;
    if (!history_open(e->histories, seg, flow, &step))
        return NULL;
    diagnose(seg, way, &step, &e->last);
    history_advance(e->histories, seg, way, &step, &e->last);
    return &e->last.d;
}

const struct tl_diagnosis *examine(struct examiner *e,
                                   const struct tl_packet *pkt,
                                   const struct tl_packet *inner,
                                   const struct segment *seg,
                                   const struct flow *flow)
{
    struct history_at at;
    struct transit way;

    if (inner == pkt && segment_is_plain(pkt))
        transit_of_plain(pkt, seg, &way);
    else
        transit_of(pkt, inner, seg, &way);
    return history_goes_on(e->histories, seg, *flow, &at) &&
                   examine_short(seg, &way, at.connection, at.mine, at.theirs)
               ? &nothing
               : examine_at_length(e, seg, &way, *flow);
}
