/*
 * outstanding.c - the segments one side has sent and the other has not
 * acknowledged.
 */
#include "outstanding.h"

#include <stddef.h>

#include "hash.h"

static const uint32_t half_circle = 0x80000000U;

/*
 * A segment of the list. Each starts at or behind the end of the one before
 * it, counted from the base, and all of them fit into half the circle. So an
 * acknowledgement takes them from one end of the list, and lies inside of at
 * most the first that stays.
 */
struct run {
    struct outstanding_segment seg;
    uint32_t next, prev;
};

void outstanding_store_init(struct outstanding_store *s)
{
    pool_init(&s->runs, sizeof(struct run));
    tangle_store_init(&s->tangles, (uint32_t)hash_key_random().k0);
}

void outstanding_store_release(struct outstanding_store *s)
{
    pool_release(&s->runs);
    tangle_store_release(&s->tangles);
}

static struct run *run_at(const struct outstanding_store *s, uint32_t id)
{
    return pool_at(&s->runs, id);
}

bool outstanding_continues(const struct outstanding_store *s,
                           const struct outstanding *o, uint32_t base,
                           const struct outstanding_segment *seg)
{
    if (seg->end - base < seg->start - base)
        return false;
    if (o == NULL || o->head == 0)
        return true;
    return seg->start - base >= run_at(s, o->tail)->seg.end - base &&
           seg->end - run_at(s, o->head)->seg.start < half_circle;
}

static bool run_append(struct outstanding_store *s, struct outstanding *o,
                       const struct outstanding_segment *seg)
{
    const uint32_t id = pool_take(&s->runs);

    if (id == 0)
        return false;
    *run_at(s, id) = (struct run){*seg, 0, o->tail};
    if (o->tail != 0)
        run_at(s, o->tail)->next = id;
    else
        o->head = id;
    o->tail = id;
    return true;
}

static void run_pop(struct outstanding_store *s, struct outstanding *o)
{
    const uint32_t id = o->head;

    o->head = run_at(s, id)->next;
    if (o->head != 0)
        run_at(s, o->head)->prev = 0;
    else
        o->tail = 0;
    pool_put(&s->runs, id);
}

/* Of a list whose head stays. */
static void run_pop_tail(struct outstanding_store *s, struct outstanding *o)
{
    const uint32_t id = o->tail;

    o->tail = run_at(s, id)->prev;
    run_at(s, o->tail)->next = 0;
    pool_put(&s->runs, id);
}

bool outstanding_add(struct outstanding_store *s, struct outstanding *o,
                     uint32_t base, const struct outstanding_segment *seg)
{
    if (o->count >= OUTSTANDING_MAX)
        return false;
    const bool added = outstanding_continues(s, o, base, seg)
                           ? run_append(s, o, seg)
                           : tangle_add(&s->tangles, &o->tangle, seg->start,
                                        seg->end, seg->seen);
    o->count += added;
    return added;
}

/* Whether an acknowledgement takes a segment with this end. */
static bool covers(uint32_t ack, uint32_t end)
{
    return ack - end < half_circle;
}

static void note_acked(struct acked *out, uint32_t ack, const struct run *r)
{
    out->removed++;
    if (r->seg.end == ack) {
        out->exact = true;
        out->segment = r->seg.seen;
    }
}

static void run_ack(struct outstanding_store *s, struct outstanding *o,
                    uint32_t ack, struct acked *out)
{
    struct run *r;

    while (o->head != 0 && covers(ack, (r = run_at(s, o->head))->seg.end)) {
        note_acked(out, ack, r);
        run_pop(s, o);
    }
    while (o->tail != 0 && covers(ack, (r = run_at(s, o->tail))->seg.end)) {
        note_acked(out, ack, r);
        run_pop_tail(s, o);
    }
    if (o->head == 0)
        return;
    r = run_at(s, o->head);
    const uint32_t into = ack - r->seg.start;
    if (into != 0 && into < r->seg.end - r->seg.start)
        r->seg.start = ack;
}

struct acked outstanding_ack(struct outstanding_store *s, struct outstanding *o,
                             uint32_t ack)
{
    struct acked out = {0};

    if (o->head != 0)
        run_ack(s, o, ack, &out);
    if (o->tangle != 0)
        tangle_ack(&s->tangles, &o->tangle, ack, &out);
    o->count -= out.removed;
    return out;
}

void outstanding_rebase(struct outstanding_store *s, struct outstanding *o)
{
    while (o->head != 0) {
        const struct outstanding_segment seg = run_at(s, o->head)->seg;
        if (!tangle_add(&s->tangles, &o->tangle, seg.start, seg.end, seg.seen))
            o->count--;
        run_pop(s, o);
    }
}

void outstanding_clear(struct outstanding_store *s, struct outstanding *o)
{
    while (o->head != 0)
        run_pop(s, o);
    if (o->tangle != 0)
        tangle_clear(&s->tangles, &o->tangle);
    o->count = 0;
}

struct sighting outstanding_oldest(const struct outstanding_store *s,
                                   const struct outstanding *o)
{
    if (o->tangle == 0)
        return run_at(s, o->head)->seg.seen;
    const struct sighting tangled = tangle_oldest(&s->tangles, o->tangle);
    if (o->head == 0)
        return tangled;
    const struct sighting in_run = run_at(s, o->head)->seg.seen;
    return sighting_older(in_run, tangled) ? in_run : tangled;
}

struct outstanding_reach outstanding_reach(const struct outstanding_store *s,
                                           const struct outstanding *o,
                                           uint32_t base)
{
    struct outstanding_reach reach = {UINT32_MAX, 0};

    if (o->head != 0) {
        reach.low = run_at(s, o->head)->seg.start - base;
        reach.high = run_at(s, o->tail)->seg.end - base;
    }
    if (o->tangle != 0) {
        const uint32_t start =
            tangle_lowest_start(&s->tangles, o->tangle, base);
        const uint32_t end = tangle_highest_end(&s->tangles, o->tangle, base);
        reach.low = start < reach.low ? start : reach.low;
        reach.high = end > reach.high ? end : reach.high;
    }
    return reach;
}

void outstanding_expect(const struct outstanding_store *s,
                        const struct outstanding *o)
{
    if (o->head == 0)
        return;
    __builtin_prefetch(run_at(s, o->head), 1);
    __builtin_prefetch(run_at(s, o->tail), 1);
}
