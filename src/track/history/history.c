/*
 * history.c - connections as the diagnosis knows them: finding one, and what
 * a segment leaves behind in it.
 */
#include "history.h"

#include <stdlib.h>
#include <string.h>

#include "flow_table.h"
#include "history_parts.h"
#include "pool.h"
#include "seq.h"

struct history_table {
    struct flow_table *flows;
    struct pool troubles;
    uint32_t n_connections;
    void (*fn)(void *ctx, const struct tl_connection_sum *sum);
    void *ctx;
};

static const struct trouble no_trouble;

static const struct trouble *trouble_of(const struct history_table *t,
                                        const struct history_side *s)
{
    return s->trouble != 0 ? pool_at(&t->troubles, s->trouble) : &no_trouble;
}

/* Without memory nothing is remembered, and `spare` takes the writing. */
static struct trouble *trouble_make(struct history_table *t,
                                    struct history_side *s,
                                    struct trouble *spare)
{
    if (s->trouble == 0)
        s->trouble = pool_get(&t->troubles);
    return s->trouble != 0 ? pool_at(&t->troubles, s->trouble) : spare;
}

static void sum_up(const struct history_table *t, const struct flow_key *key,
                   const struct history *h, struct tl_connection_sum *sum)
{
    history_sum(h, trouble_of(t, &h->side[0]), trouble_of(t, &h->side[1]), sum);
    flow_key_ends(key, sum->addr, sum->port);
    if (h->opener == 1)
        history_sum_swap_ends(sum);
}

static void release_side(struct history_table *t, struct history_side *s)
{
    ranges_clear(&s->sent);
    rtts_clear(&s->rtts);
    if (s->trouble != 0)
        pool_put(&t->troubles, s->trouble);
}

static void forget(void *ctx, const struct flow_key *key, void *value)
{
    struct history_table *t = ctx;
    struct history *h = value;
    struct tl_connection_sum sum;

    if (t->fn != NULL) {
        sum_up(t, key, h, &sum);
        t->fn(t->ctx, &sum);
    }
    release_side(t, &h->side[0]);
    release_side(t, &h->side[1]);
}

struct history_table *history_table_new(uint32_t max_connections)
{
    struct history_table *t = calloc(1, sizeof(*t));

    if (t == NULL)
        return NULL;
    t->flows = flow_table_new(sizeof(struct history), max_connections);
    if (t->flows == NULL) {
        free(t);
        return NULL;
    }
    flow_table_on_forget(t->flows, forget, t);
    pool_init(&t->troubles, sizeof(struct trouble));
    return t;
}

static void release(void *ctx, const struct flow_key *key, void *value)
{
    struct history *h = value;

    (void)key;
    release_side(ctx, &h->side[0]);
    release_side(ctx, &h->side[1]);
}

void history_table_free(struct history_table *t)
{
    if (t == NULL)
        return;
    flow_table_each(t->flows, release, t);
    flow_table_free(t->flows);
    pool_release(&t->troubles);
    free(t);
}

void history_table_on_forget(struct history_table *t,
                             void (*fn)(void *ctx,
                                        const struct tl_connection_sum *sum),
                             void *ctx)
{
    t->fn = fn;
    t->ctx = ctx;
}

uint64_t history_table_forgotten(const struct history_table *t)
{
    return flow_table_forgotten(t->flows);
}

struct each {
    const struct history_table *t;
    void (*fn)(void *ctx, const struct tl_connection_sum *sum);
    void *ctx;
};

static void tell_one(void *ctx, const struct flow_key *key, void *value)
{
    const struct each *e = ctx;
    struct tl_connection_sum sum;

    sum_up(e->t, key, value, &sum);
    e->fn(e->ctx, &sum);
}

void history_table_each(const struct history_table *t,
                        void (*fn)(void *ctx,
                                   const struct tl_connection_sum *sum),
                        void *ctx)
{
    flow_table_each(t->flows, tell_one, &(struct each){t, fn, ctx});
}

static bool has(const struct segment *seg, unsigned flags)
{
    return (seg->flags & flags) != 0;
}

static void begin(struct history_table *t, struct history *h,
                  const struct segment *seg, bool reverse)
{
    *h = (struct history){
        .first_time = seg->time,
        .last_time = seg->time,
        .number = t->n_connections++,
        .opener = reverse,
        .ip4 = seg->ip4,
    };
    h->side[0].shift = h->side[1].shift = HISTORY_NO_SHIFT;
}

/* A SYN with another number than the one before, on the same ends. */
static bool is_reuse(const struct history_side *mine, const struct segment *seg)
{
    return (seg->flags & (TL_SYN | TL_ACK)) == TL_SYN && mine->has_edge &&
           ranges_find(&mine->sent, seg->seq, mine->edge) == NULL;
}

bool history_open(struct history_table *t, const struct segment *seg,
                  struct history_step *step)
{
    struct flow_key key;
    bool reverse, created;

    flow_key_make(seg->ip4, (struct flow_end){seg->src, seg->sport},
                  (struct flow_end){seg->dst, seg->dport}, &key, &reverse);
    struct history *h = flow_table_get(t->flows, &key, &created);
    if (h == NULL)
        return false;
    struct history_side *mine = &h->side[reverse];
    const bool reused = !created && seg->len_known && is_reuse(mine, seg);
    if (reused)
        forget(t, &key, h);
    if (created || reused)
        begin(t, h, seg, reverse);
    *step = (struct history_step){
        .connection = h,
        .mine = mine,
        .theirs = &h->side[!reverse],
        .my_trouble = trouble_of(t, mine),
        .their_trouble = trouble_of(t, &h->side[!reverse]),
        .owned = h,
        .end = seg->seq + seg->len + has(seg, TL_SYN) + has(seg, TL_FIN),
        .created = created,
        .reused = reused,
    };
    if (mine->has_edge)
        step->found = ranges_find(&mine->sent, seg->seq, mine->edge);
    return true;
}

static void add_split(struct history_table *t, struct history_side *s,
                      const struct time_split *split, int i)
{
    struct trouble spare = {0};

    for (int k = 0; k < TL_SHARE_COUNT; k++)
        s->share[k] += split->to[i][k];
    s->undecided += split->to[i][SPLIT_UNDECIDED];
    if (split->undecided_was[i] < TL_SHARE_COUNT) {
        s->share[split->undecided_was[i]] += s->undecided;
        s->undecided = 0;
    }
    if (split->to[i][SPLIT_DOUBTED] == 0 && s->trouble == 0)
        return;
    struct trouble *tr = trouble_make(t, s, &spare);
    tr->doubted += split->to[i][SPLIT_DOUBTED];
    if (split->doubted_was[i] < TL_SHARE_COUNT) {
        s->share[split->doubted_was[i]] += tr->doubted;
        tr->doubted = 0;
    }
}

static void count_copy(struct history_table *t, struct history_side *mine,
                       const struct finding *f)
{
    struct trouble spare = {0};
    struct trouble *tr = trouble_make(t, mine, &spare);

    tr->duplicates += !f->d.captured_twice;
    tr->captured_twice += f->d.captured_twice;
}

static void count_event(struct history_table *t, struct history_side *mine,
                        const struct segment *seg, const struct finding *f)
{
    struct trouble spare = {0};
    const struct tl_diagnosis *d = &f->d;

    if (d->event != TL_EVENT_RETRANSMISSION && d->event != TL_EVENT_REORDERED &&
        mine->trouble == 0)
        return;
    struct trouble *tr = trouble_make(t, mine, &spare);
    tr->owed_ids = f->owed_ids;
    if (d->event != TL_EVENT_RETRANSMISSION && d->event != TL_EVENT_REORDERED)
        return;
    if (d->event == TL_EVENT_REORDERED) {
        tr->reordered++;
        if (d->after > tr->latest)
            tr->latest = d->after;
        return;
    }
    tr->retransmissions++;
    tr->resent += seg->len;
    tr->by_trigger[d->trigger]++;
    tr->by_cause[d->cause]++;
    if (has(seg, TL_SYN))
        return;
    if (!tr->recovering)
        tr->recover = mine->edge;
    if (!tr->recovering || !tr->resent_since)
        tr->trigger = d->trigger;
    tr->recovering = tr->resent_since = true;
}

/* The peer's trouble: what it acknowledges, names and cannot have. */
static void heed_ack(struct history_table *t, struct history_side *mine,
                     struct history_side *theirs, const struct segment *seg,
                     const struct finding *f)
{
    struct trouble spare = {0};
    const bool told = seg->n_sack > 0 || f->d.duplicate_acks > 0 ||
                      f->d.unseen_bytes > 0 || f->d.event == TL_EVENT_REVISION;
    struct trouble *tr = told ? trouble_make(t, theirs, &spare)
                         : theirs->trouble != 0
                             ? pool_at(&t->troubles, theirs->trouble)
                             : &spare;

    tr->unseen += f->d.unseen_bytes;
    history_take_ack(mine, theirs, tr, seg, f);
    history_heed_sack(theirs, tr, seg, f->d.duplicate_acks > 0);
    if (f->d.event == TL_EVENT_REVISION) {
        const struct range *again =
            ranges_find(&theirs->sent, seg->sack[0].left, theirs->edge);
        tr->revised++;
        if (again != NULL && tr->by_cause[again->cause] > 0) {
            tr->by_cause[again->cause]--;
            tr->by_cause[TL_CAUSE_UNNECESSARY]++;
        }
        history_note_revised(theirs, seg);
    }
}

static void note_window(struct history_table *t, struct history_side *mine,
                        const struct history_side *theirs,
                        const struct segment *seg)
{
    struct trouble spare = {0};

    if (!history_take_window(mine, theirs, seg))
        return;
    struct trouble *tr = trouble_make(t, mine, &spare);
    if (mine->window == 0 && tr->shut_since == 0) {
        tr->shut_since = seg->time;
    } else if (mine->window != 0 && tr->shut_since != 0) {
        tr->window_closed += seg->time - tr->shut_since;
        tr->shut_since = 0;
    }
}

static void note_flags(struct history *h, struct history_side *mine,
                       const struct segment *seg, const struct transit *way)
{
    const uint8_t at = mine == &h->side[1];

    if (has(seg, TL_SYN)) {
        h->syn |= !has(seg, TL_ACK);
        h->syn_ack |= has(seg, TL_ACK);
        mine->sack_permitted = way->sack_permitted;
        history_settle_scale(mine, &h->side[!at], seg);
    } else if (has(seg, TL_ACK) && !has(seg, TL_RST)) {
        h->established = true;
    }
    if (has(seg, TL_FIN)) {
        if (!h->side[0].fin && !h->side[1].fin)
            h->fin_by = at;
        mine->fin = true;
    }
    if (has(seg, TL_RST) && !h->reset) {
        h->reset = true;
        h->reset_by = at;
    }
}

void history_advance(struct history_table *t, const struct segment *seg,
                     const struct transit *way, struct history_step *step,
                     const struct finding *f)
{
    struct history *h = step->owned;
    struct history_side *mine = &h->side[step->mine - h->side];
    struct history_side *theirs = &h->side[step->theirs - h->side];

    h->last_time = seg->time;
    add_split(t, &h->side[0], &f->split, 0);
    add_split(t, &h->side[1], &f->split, 1);
    if (f->d.event == TL_EVENT_DUPLICATE) {
        count_copy(t, mine, f);
        return;
    }
    mine->segments++;
    history_learn_ids(mine, seg, way);
    if (seg->len_known) {
        count_event(t, mine, seg, f);
        if (has(seg, TL_ACK) && theirs->has_edge && !has(seg, TL_RST))
            heed_ack(t, mine, theirs, seg, f);
        if (!has(seg, TL_RST)) {
            note_window(t, mine, theirs, seg);
            history_take_bytes(mine, theirs, seg, way, step, f);
        }
    }
    note_flags(h, mine, seg, way);
    mine->last_time = seg->time;
}
