/*
 * history_table.c - connections as the diagnosis knows them: finding one, and
 * what is known of all.
 *
 * The place of each is the note of its flow.
 */
#include "history.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "early.h"
#include "flow_table.h"
#include "fuzzing.h"
#include "history_parts.h"
#include "history_short.h"
#include "pool.h"
#include "seq.h"
#include "shortage.h"

static void sum_up(const struct flow_key *key, const struct history *h,
                   struct tl_connection_sum *sum)
{
    history_sum(h, history_trouble(&h->side[0]), history_trouble(&h->side[1]),
                sum);
    flow_key_ends(key, sum->addr, sum->port);
    if (h->opener == 1)
        history_sum_swap_ends(sum);
}

static void release_side(struct history_side *s)
{
    ranges_clear(&s->sent);
    rtts_clear(&s->rtts);
    free(trouble_in(s));
    s->troubled = s->windowed = false;
}

static void release(struct history *h)
{
    release_side(&h->side[0]);
    release_side(&h->side[1]);
    free(h->server_name);
}

static void give_back_more(struct history_table *t, struct history_side *s)
{
    if (s->more != NULL)
        pool_put(&t->blocks, s->more->id);
    s->more = NULL;
}

static void give_back(struct history_table *t, struct history *h)
{
    give_back_more(t, &h->side[0]);
    give_back_more(t, &h->side[1]);
}

static struct early *early_at(const struct history_table *t, uint32_t place)
{
    return pool_at(&t->blocks, place >> 1);
}

static void give_back_early(struct history_table *t, uint32_t place)
{
    early_log_release(&t->blocks, &early_at(t, place)->log);
    pool_put(&t->blocks, place >> 1);
}

static void give_up(struct history_table *t, const struct flow_key *key,
                    struct history *h)
{
    struct tl_connection_sum sum;

    if (t->fn != NULL) {
        sum_up(key, h, &sum);
        t->fn(t->ctx, &sum);
    }
    release(h);
    give_back(t, h);
}

static void begin(struct history *h, const struct segment *seg, bool reverse,
                  uint32_t number)
{
    *h = (struct history){
        .first_time = seg->time,
        .last_time = seg->time,
        .number = number,
        .opener = reverse,
        .ip4 = seg->ip4,
    };
    h->side[0].shift = h->side[1].shift = HISTORY_NO_SHIFT;
}

/* `fresh`: nothing is known of it yet. */
static void step_into(struct history *h, const struct segment *seg,
                      bool reverse, bool fresh, struct history_step *step)
{
    struct history_side *mine = reverse ? &h->side[1] : &h->side[0];
    struct history_side *theirs = reverse ? &h->side[0] : &h->side[1];
    const bool syn = (seg->flags & TL_SYN) != 0;
    const bool fin = (seg->flags & TL_FIN) != 0;

    *step = (struct history_step){
        .connection = h,
        .mine = mine,
        .theirs = theirs,
        .my_trouble = fresh ? &history_no_trouble : history_trouble(mine),
        .their_trouble = fresh ? &history_no_trouble : history_trouble(theirs),
        .owned = h,
        .own_mine = mine,
        .own_theirs = theirs,
        .end = seg->seq + seg->len + syn + fin,
        .troubled = mine->troubled || theirs->troubled,
    };
    if (mine->has_edge && seq_below(seg->seq, mine->edge))
        step->found = ranges_find(&mine->sent, seg->seq, mine->edge);
}

/* Of early segments there was nothing to say. */
static void check_silence(const struct finding *f)
{
    (void)f;
    if (UNLESS_FUZZING(false,
                       f->d.event != TL_EVENT_NONE || f->d.evidence != 0))
        abort();
}

static bool retell_shortly(const struct history_table *t,
                           const struct segment *seg, const struct transit *way,
                           struct history *h, bool reverse)
{
    const struct history_at at = {h, &h->side[reverse], &h->side[!reverse]};

    return history_is_usual(seg) && history_goes_on_at(seg, &at) &&
           t->go_on(seg, way, h, at.mine, at.theirs);
}

/* Tells a history what its connection began with. */
static void retell(struct history_table *t, const struct early *e,
                   struct history *h)
{
    struct early_reader reader = {.of = e, .blocks = &t->blocks};
    struct history_step step;
    struct segment seg;
    struct transit way;
    struct finding f;
    bool reverse;

    while (early_next(&reader, &seg, &way, &reverse)) {
        const bool fresh = reader.n == 1;
        if (fresh)
            begin(h, &seg, reverse, e->number);
        else if (retell_shortly(t, &seg, &way, h, reverse))
            continue;
        step_into(h, &seg, reverse, fresh, &step);
        t->diagnose(&seg, &way, &step, &f);
        check_silence(&f);
        history_advance(t, &seg, &way, &step, &f);
    }
}

/* The same for somebody who asks once. */
static void sum_up_early(struct history_table *t, const struct flow_key *key,
                         const struct early *e, struct tl_connection_sum *sum)
{
    struct history h;

    retell(t, e, &h);
    sum_up(key, &h, sum);
    release(&h);
    give_back(t, &h);
}

static void forget(void *ctx, const struct flow_key *key, uint32_t id)
{
    struct history_table *t = ctx;
    uint32_t *place = flow_table_note(t->flows, id);
    struct history *h = history_at(t, *place);
    struct tl_connection_sum sum;

    if (h != NULL) {
        give_up(t, key, h);
        h->calm = false;
        if (id > HISTORY_FIRST)
            pool_put(&t->histories, *place >> 1);
    } else if (history_is_early(*place)) {
        if (t->fn != NULL) {
            sum_up_early(t, key, early_at(t, *place), &sum);
            t->fn(t->ctx, &sum);
        }
        give_back_early(t, *place);
    }
    *place = 0;
}

/*
 * A connection has early segments, or a history and perhaps more of each side;
 * both while early segments are retold.
 */
static uint32_t most_blocks(uint32_t connections)
{
    static_assert(sizeof(struct history_more) <= EARLY_BLOCK_BYTES,
                  "they share a pool");
    const uint64_t most = (uint64_t)connections * EARLY_BLOCKS + 2;

    return connections == 0 || most > UINT32_MAX ? 0 : (uint32_t)most;
}

struct history_table *history_table_new(struct flow_table *flows)
{
    struct history_table *t = calloc(1, sizeof(*t));
    const uint32_t most = flow_table_most(flows);

    if (t == NULL)
        return NULL;
    t->flows = flows;
    flow_table_keep_notes(flows);
    flow_table_on_forget(flows, forget, t);
    pool_init(&t->blocks, EARLY_BLOCK_BYTES);
    pool_init(&t->histories, sizeof(struct history));
    pool_limit(&t->blocks, most_blocks(most));
    pool_limit(&t->histories, most);
    pool_reserve(&t->histories, HISTORY_FIRST);
    return t;
}

void history_table_keep_early(struct history_table *t,
                              history_diagnose_fn *diagnose,
                              history_go_on_fn *go_on)
{
    t->diagnose = diagnose;
    t->go_on = go_on;
}

/* Of connection `i`, any number. */
static uint32_t place_of_row(const struct history_table *t, uint32_t i)
{
    return i < flow_table_count(t->flows) ? *flow_table_note(t->flows, i + 1)
                                          : 0;
}

/* Says that what is known of connection `i` is asked for soon. */
__attribute__((always_inline)) static inline void
expect_row(const struct history_table *t, uint32_t i)
{
    const uint32_t place = place_of_row(t, i);

    if (history_is_early(place))
        pool_expect(&t->blocks, place >> 1);
    else
        pool_expect(&t->histories, place >> 1);
}

/* Its second or third block of early segments; those before it have come. */
enum expected_block { SECOND_BLOCK, THIRD_BLOCK };

__attribute__((always_inline)) static inline void
expect_block(const struct history_table *t, uint32_t place,
             enum expected_block which)
{
    static_assert(EARLY_BLOCKS == 3, "so there is none behind these");

    if (!history_is_early(place))
        return;
    uint32_t id = early_at(t, place)->log.block.next;
    if (which == THIRD_BLOCK && id != 0)
        id = ((const struct early_block *)pool_at(&t->blocks, id))->next;
    pool_expect(&t->blocks, id);
}

/* The place of what was asked for so many calls ago. */
static uint32_t place_before(const struct history_table *t, unsigned calls)
{
    return place_of_row(t, t->rows[(t->row - calls) % HISTORY_ROWS]);
}

/* Step by step what is to be summed up HISTORY_ROWS calls later. */
static void expect_sum(struct history_table *t, uint32_t i)
{
    enum { FIRST_HAS_COME = 3, SECOND_HAS_COME = 5 }; /* calls later */

    t->rows[t->row % HISTORY_ROWS] = i;
    expect_row(t, i);
    expect_block(t, place_before(t, FIRST_HAS_COME), SECOND_BLOCK);
    expect_block(t, place_before(t, SECOND_HAS_COME), THIRD_BLOCK);
    t->row++;
}

void history_table_free(struct history_table *t)
{
    if (t == NULL)
        return;
    for (uint32_t id = 1; id <= flow_table_count(t->flows); id++) {
        struct history *h = history_at(t, *flow_table_note(t->flows, id));
        expect_row(t, id + HISTORY_ROWS);
        if (h != NULL)
            release(h);
    }
    pool_release(&t->blocks);
    pool_release(&t->histories);
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

uint32_t history_table_count(const struct history_table *t)
{
    return flow_table_count(t->flows);
}

bool history_table_sum(struct history_table *t, uint32_t i, uint32_t soon,
                       struct tl_connection_sum *sum)
{
    const uint32_t place = *flow_table_note(t->flows, i + 1);
    struct flow_key key;

    expect_sum(t, soon);
    if (place == 0)
        return false;
    flow_table_key(t->flows, i + 1, &key);
    if (history_is_early(place))
        sum_up_early(t, &key, early_at(t, place), sum);
    else
        sum_up(&key, history_at(t, place), sum);
    return true;
}

/* Nothing that began as all do has lost anything. */
static struct history_glance glance_of(const struct history_table *t,
                                       const struct early *e)
{
    return (struct history_glance){
        .first_time = e->first_time,
        .waited = early_waited(&t->blocks, e),
        .bytes = (uint64_t)e->sent[0] + e->sent[1],
    };
}

bool history_table_glance(const struct history_table *t, uint32_t i,
                          struct history_glance *out)
{
    const uint32_t place = *flow_table_note(t->flows, i + 1);

    expect_row(t, i + HISTORY_ROWS);
    if (place == 0)
        return false;
    const struct history *h = history_at(t, place);
    *out = h == NULL ? glance_of(t, early_at(t, place))
                     : history_glance_of(h, history_trouble(&h->side[0]),
                                         history_trouble(&h->side[1]));
    return true;
}

/* Half the numbers are as many as there is memory for. */
static bool set_place(struct pool *from, uint32_t id, bool early,
                      uint32_t *place)
{
    if (id == 0)
        return false;
    if (id > UINT32_MAX >> 1) {
        pool_put(from, id);
        shortage_note();
        return false;
    }
    *place = id << 1 | early;
    return true;
}

bool history_keep_early(struct history_table *t, const struct segment *seg,
                        const struct transit *way, struct flow flow)
{
    if (t->diagnose == NULL || flow.id <= HISTORY_FIRST)
        return false;
    uint32_t *place = flow_table_note(t->flows, flow.id);
    if (*place != 0)
        return history_is_early(*place) &&
               early_add(&t->blocks, early_at(t, *place), seg, way,
                         flow.reverse);
    if (!early_may_begin(seg, way) ||
        !set_place(&t->blocks, pool_take(&t->blocks), true, place))
        return false;
    early_begin(early_at(t, *place), seg, way, flow.reverse,
                t->n_connections++);
    return true;
}

/* The number of a history for flow `id`; 0 without memory. */
static uint32_t number_for(struct history_table *t, uint32_t id)
{
    if (!pool_reach(&t->histories, id <= HISTORY_FIRST ? id : HISTORY_FIRST))
        return 0;
    return id <= HISTORY_FIRST ? id : pool_get(&t->histories);
}

/* A history for a connection that has but early segments, or none. */
static bool become_history(struct history_table *t, uint32_t id,
                           uint32_t *place)
{
    const uint32_t before = *place;

    if (!set_place(&t->histories, number_for(t, id), false, place))
        return false;
    if (before != 0) {
        retell(t, early_at(t, before), pool_at(&t->histories, *place >> 1));
        give_back_early(t, before);
    }
    return true;
}

void history_name(struct history_table *t, struct flow flow, const char *name,
                  size_t len)
{
    enum { LONGEST = 255 };
    uint32_t *place = flow_table_note(t->flows, flow.id);

    if (*place == 0 || len > LONGEST ||
        (history_is_early(*place) && !become_history(t, flow.id, place)))
        return;
    struct history *h = history_at(t, *place);
    if (h->server_name != NULL)
        return;
    h->server_name = strndup(name, len);
    if (h->server_name == NULL)
        shortage_note();
}

/* A SYN with another number than the one before, on the same ends. */
static bool is_reuse(const struct history_side *mine, const struct segment *seg)
{
    return (seg->flags & (TL_SYN | TL_ACK)) == TL_SYN && mine->has_edge &&
           !(mine->has_isn && mine->isn == seg->seq);
}

/*
 * Five of a history's lines: what else there is, most segments do not ask for.
 * Inlined always, see pool_expect().
 */
__attribute__((always_inline)) static inline void
expect_usual(const struct history *h, bool reverse)
{
    static_assert(offsetof(struct history, side) < POOL_LINE, "the same line");

    __builtin_prefetch(&h->side[0].edge, 1);
    __builtin_prefetch(&h->side[0].rtts, 1);
    __builtin_prefetch(&h->side[1].edge, 1);
    __builtin_prefetch(&h->side[1].rtts, 1);
    __builtin_prefetch(&h->side[reverse].recent[HISTORY_RECENT - 1], 1);
}

/* What is under way is acknowledged soon. */
__attribute__((always_inline)) static inline void
expect_more(const struct history_side *s)
{
    if (s->edge != s->acked) {
        __builtin_prefetch(&s->sent, 1);
        ranges_expect(&s->sent);
    }
    rtts_expect(&s->rtts);
    if (s->windowed || s->troubled)
        __builtin_prefetch(s->more, 1);
}

/* Its lines are on their way from here on. Inlined always, as above. */
__attribute__((always_inline)) static inline void
expect_record(const struct history_table *t, uint32_t place, bool reverse)
{
    const struct history *h = history_at(t, place);

    if (h != NULL)
        expect_usual(h, reverse);
    else if (place != 0)
        pool_expect(&t->blocks, place >> 1);
}

/* They have come meanwhile, and tell what else is asked for. */
__attribute__((always_inline)) static inline void
expect_rest(const struct history_table *t, uint32_t place)
{
    const struct history *h = history_at(t, place);

    if (h == NULL) {
        expect_block(t, place, SECOND_BLOCK);
        return;
    }
    expect_more(&h->side[0]);
    expect_more(&h->side[1]);
}

void history_expect(const struct history_table *t, const struct flow *flows,
                    size_t n)
{
    uint32_t places[FLOW_AHEAD];

    for (size_t i = 0; i < n; i++) {
        places[i] =
            flows[i].id == 0 ? 0 : *flow_table_note(t->flows, flows[i].id);
        expect_record(t, places[i], flows[i].reverse);
    }
    for (size_t i = 0; i < n; i++)
        expect_rest(t, places[i]);
    for (size_t i = 0; i < n; i++)
        expect_block(t, places[i], THIRD_BLOCK);
}

bool history_open(struct history_table *t, const struct segment *seg,
                  struct flow flow, struct history_step *step)
{
    const bool reverse = flow.reverse;
    struct flow_key key;

    if (flow.id == 0)
        return false;
    uint32_t *place = flow_table_note(t->flows, flow.id);
    const bool created = *place == 0;
    if ((created || history_is_early(*place)) &&
        !become_history(t, flow.id, place))
        return false;
    struct history *h = history_at(t, *place);
    const bool reused =
        !created && seg->len_known && is_reuse(&h->side[reverse], seg);
    if (reused) {
        flow_table_key(t->flows, flow.id, &key);
        give_up(t, &key, h);
    }
    if (created || reused)
        begin(h, seg, reverse, t->n_connections++);
    step_into(h, seg, reverse, created || reused, step);
    return true;
}
