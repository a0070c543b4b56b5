/*
 * Outstanding segments, by themselves and with the newest of them kept by its
 * side, against the plain list they stand for: one entry per segment, all of
 * them walked for each packet.
 */
#include <stdlib.h>

#include "outstanding.h"
#include "seq.h"
#include "stream_side.h"
#include "unit_main.h"

enum { MODEL_MAX = OUTSTANDING_MAX, STEPS = 20000 };

static const uint32_t half_circle = 0x80000000U;

struct model {
    int n;
    struct outstanding_segment seg[MODEL_MAX];
};

static struct acked model_ack(struct model *m, uint32_t ack)
{
    struct acked out = {0};
    int kept = 0;

    for (int i = m->n - 1; i >= 0; i--) {
        struct outstanding_segment *s = &m->seg[i];
        if (s->end == ack) {
            out.exact = true;
            out.segment = s->seen;
        } else if ((int32_t)(s->start - ack) < 0 &&
                   (int32_t)(ack - s->end) < 0) {
            s->start = ack;
        }
    }
    for (int i = 0; i < m->n; i++) {
        if (ack - m->seg[i].end < half_circle)
            out.removed++;
        else
            m->seg[kept++] = m->seg[i];
    }
    m->n = kept;
    return out;
}

static uint32_t model_span(const struct model *m, uint32_t base)
{
    uint32_t low = UINT32_MAX, high = 0;

    for (int i = 0; i < m->n; i++) {
        const uint32_t start = m->seg[i].start - base;
        const uint32_t end = m->seg[i].end - base;
        low = start < low ? start : low;
        high = end > high ? end : high;
    }
    return high - low;
}

/* A generator of our own, so that a failing seed fails everywhere. */
static uint32_t draw(uint32_t *state)
{
    *state = *state * 1664525U + 1013904223U;
    return *state >> 8;
}

struct world {
    struct outstanding_store store;
    struct outstanding out;
    struct side_store sides;
    struct stream_side side;
    struct model model;
    uint32_t rng, base, next;
};

/* As a connection does with what its side sends. */
static void side_add(struct world *w, const struct outstanding_segment *seg)
{
    struct stream_side *d = &w->side;
    const bool advances = d->next == 0 || seq_above(seg->end, d->next);

    side_send(&w->sides, d, seg, advances);
    if (!advances)
        return;
    d->next = seg->end;
    d->next_frame = seg->seen.frame;
    d->next_time = seg->seen.time;
}

static void step_add(struct world *w, uint32_t frame)
{
    uint32_t start = w->next;
    const uint32_t size = 1 + draw(&w->rng) % (draw(&w->rng) % 8 ? 50 : 65536);

    switch (draw(&w->rng) % 8) {
    case 0:
        start -= draw(&w->rng) % 200;
        break;
    case 1:
        start += draw(&w->rng) % 200;
        break;
    case 2:
        start = draw(&w->rng) % 20 ? start : draw(&w->rng) << 8;
        break;
    default:
        break;
    }
    const struct outstanding_segment seg = {
        start, start + size, {frame, frame * INT64_C(1000)}};
    ck_assert(outstanding_add(&w->store, &w->out, w->base, &seg));
    side_add(w, &seg);
    w->model.seg[w->model.n++] = seg;
    w->next = start + size;
}

static void check_acked(struct acked a, struct acked b)
{
    ck_assert_uint_eq(a.removed, b.removed);
    ck_assert_int_eq(a.exact, b.exact);
    ck_assert_uint_eq(a.segment.frame, b.segment.frame);
    ck_assert_int_eq(a.segment.time, b.segment.time);
}

static void step_ack(struct world *w)
{
    uint32_t ack = w->next - draw(&w->rng) % 300;

    if (w->model.n > 0 && draw(&w->rng) % 2)
        ack = w->model.seg[draw(&w->rng) % (unsigned)w->model.n].end;
    if (draw(&w->rng) % 50 == 0)
        ack += half_circle - 100 + draw(&w->rng) % 200;
    const struct acked want = model_ack(&w->model, ack);
    check_acked(outstanding_ack(&w->store, &w->out, ack), want);
    check_acked(side_ack(&w->sides, &w->side, ack), want);
}

static void check_same(const struct world *w)
{
    struct sighting oldest;

    ck_assert_uint_eq(w->out.count, (uint32_t)w->model.n);
    ck_assert_uint_eq(side_count(&w->sides, &w->side), (uint32_t)w->model.n);
    ck_assert_int_eq(side_oldest(&w->sides, &w->side, &oldest),
                     w->model.n != 0);
    if (w->model.n == 0)
        return;
    ck_assert_uint_eq(oldest.frame, w->model.seg[0].seen.frame);
    ck_assert_uint_eq(side_span(&w->sides, &w->side),
                      model_span(&w->model, w->base));
    const struct outstanding_reach reach =
        outstanding_reach(&w->store, &w->out, w->base);
    ck_assert_uint_eq(reach.high - reach.low, model_span(&w->model, w->base));
    ck_assert_uint_eq(outstanding_oldest(&w->store, &w->out).frame,
                      w->model.seg[0].seen.frame);
}

START_TEST(same_as_a_list)
{
    struct world *w = calloc(1, sizeof(*w));
    const uint32_t acks_of_8 = 1 + (uint32_t)_i % 4;

    outstanding_store_init(&w->store);
    w->rng = (uint32_t)_i;
    w->next = w->base = draw(&w->rng) << 8;
    side_store_init(&w->sides);
    w->side.base = w->base;
    for (uint32_t frame = 1; frame <= STEPS; frame++) {
        if (draw(&w->rng) % 8 < acks_of_8 || w->model.n == MODEL_MAX)
            step_ack(w);
        else
            step_add(w, frame);
        if (draw(&w->rng) % 500 == 0) {
            outstanding_rebase(&w->store, &w->out);
            side_rebase(&w->sides, &w->side);
            w->side.base = w->base = draw(&w->rng) << 8;
        }
        check_same(w);
    }
    outstanding_clear(&w->store, &w->out);
    ck_assert_uint_eq(w->out.count, 0);
    outstanding_store_release(&w->store);
    side_clear(&w->sides, &w->side);
    ck_assert_uint_eq(side_count(&w->sides, &w->side), 0);
    side_store_release(&w->sides);
    free(w);
}
END_TEST

START_TEST(no_more_than_the_cap)
{
    struct outstanding_store store;
    struct outstanding out = {0};

    outstanding_store_init(&store);
    for (uint32_t i = 0; i < OUTSTANDING_MAX; i++) {
        const struct outstanding_segment seg = {i, i + 1 + i % 3, {i + 1, 0}};
        ck_assert(outstanding_add(&store, &out, 0, &seg));
    }
    const struct outstanding_segment more = {1, 2, {20000, 0}};
    ck_assert(!outstanding_add(&store, &out, 0, &more));
    ck_assert_uint_eq(out.count, OUTSTANDING_MAX);
    outstanding_clear(&store, &out);
    ck_assert(outstanding_add(&store, &out, 0, &more));
    outstanding_store_release(&store);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("outstanding");
    TCase *t = tcase_create("model");
    tcase_set_timeout(t, 60);
    tcase_add_loop_test(t, same_as_a_list, 0, 12);
    tcase_add_test(t, no_more_than_the_cap);
    suite_add_tcase(s, t);
    return s;
}
