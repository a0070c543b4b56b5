/*
 * tangle.c - outstanding segments that overlap or came out of order.
 *
 * Only the lowest start is ever asked for, so a segment need not find its
 * own again; it has to keep it in the order as long as it is outstanding. A
 * joined start names the one it became, and `refs` counts the ends and the
 * joined starts that name a record: at zero it goes.
 *
 * Why joining is right: a segment is at most 65,536 bytes long and, once the
 * acknowledgement `ack` has taken what it covers, ends behind `ack` by at
 * most half the circle. So exactly the starts in the 65,535 places before
 * `ack` belong to segments that `ack` lies inside of.
 */
#include "tangle.h"

enum { REACH = 65535 };

static const uint32_t half_circle = 0x80000000U;

struct tangle {
    uint32_t ends, starts; /* the two orders */
    uint32_t oldest;       /* of the ends, in the order of sight */
    uint32_t recent;       /* the last one given its place there */
};

struct end {
    struct order_node by_end;
    uint32_t start; /* the segment's own, or what that became */
    uint32_t older, newer;
    struct sighting seen;
};

struct start {
    struct order_node by_start;
    uint32_t became; /* 0: it is itself in the order */
    uint32_t refs;
};

void tangle_store_init(struct tangle_store *s, uint32_t seed)
{
    s->seed = seed | 1;
    pool_init(&s->tangles, sizeof(struct tangle));
    pool_init(&s->ends, sizeof(struct end));
    pool_init(&s->starts, sizeof(struct start));
}

void tangle_store_release(struct tangle_store *s)
{
    pool_release(&s->tangles);
    pool_release(&s->ends);
    pool_release(&s->starts);
}

static struct order end_order(const struct tangle_store *s)
{
    return (struct order){&s->ends, s->seed};
}

static struct order start_order(const struct tangle_store *s)
{
    return (struct order){&s->starts, s->seed};
}

static struct end *end_at(const struct tangle_store *s, uint32_t id)
{
    return pool_at(&s->ends, id);
}

static struct start *start_at(const struct tangle_store *s, uint32_t id)
{
    return pool_at(&s->starts, id);
}

/* Gives up one reference to a start, and what nobody names after that. */
static void start_drop(struct tangle_store *s, struct tangle *t, uint32_t id)
{
    while (id != 0 && --start_at(s, id)->refs == 0) {
        const uint32_t next = start_at(s, id)->became;
        if (next == 0) {
            const struct order o = start_order(s);
            order_remove(&o, &t->starts, id);
        }
        pool_put(&s->starts, id);
        id = next;
    }
}

/* The start in the order at this place, made when there is none. */
static uint32_t start_for(struct tangle_store *s, struct tangle *t,
                          uint32_t place)
{
    const struct order o = start_order(s);
    uint32_t id = order_find(&o, t->starts, place);

    if (id != 0)
        return id;
    id = pool_get(&s->starts);
    if (id != 0) {
        start_at(s, id)->by_start.key = place;
        order_insert(&o, &t->starts, id);
    }
    return id;
}

static void age_unlink(struct tangle_store *s, struct tangle *t, uint32_t id)
{
    const struct end *e = end_at(s, id);

    if (e->newer != 0)
        end_at(s, e->newer)->older = e->older;
    if (e->older != 0)
        end_at(s, e->older)->newer = e->newer;
    else
        t->oldest = e->newer;
    if (t->recent == id)
        t->recent = e->older;
}

/* Starts at the place of the last one linked: neighbours come together. */
static void age_link(struct tangle_store *s, struct tangle *t, uint32_t id)
{
    struct end *e = end_at(s, id);
    uint32_t older = t->recent, newer;

    while (older != 0 && sighting_older(e->seen, end_at(s, older)->seen))
        older = end_at(s, older)->older;
    newer = older != 0 ? end_at(s, older)->newer : t->oldest;
    while (newer != 0 && sighting_older(end_at(s, newer)->seen, e->seen)) {
        older = newer;
        newer = end_at(s, newer)->newer;
    }
    e->older = older;
    e->newer = newer;
    if (newer != 0)
        end_at(s, newer)->older = id;
    if (older != 0)
        end_at(s, older)->newer = id;
    else
        t->oldest = id;
    t->recent = id;
}

static bool end_new(struct tangle_store *s, struct tangle *t, uint32_t place,
                    uint32_t end, struct sighting seen)
{
    const struct order o = end_order(s);
    const uint32_t start = start_for(s, t, place);
    const uint32_t id = start != 0 ? pool_get(&s->ends) : 0;

    if (id == 0) {
        if (start != 0) {
            start_at(s, start)->refs++;
            start_drop(s, t, start);
        }
        return false;
    }
    start_at(s, start)->refs++;
    struct end *e = end_at(s, id);
    e->by_end.key = end;
    e->start = start;
    e->seen = seen;
    order_insert(&o, &t->ends, id);
    age_link(s, t, id);
    return true;
}

bool tangle_add(struct tangle_store *s, uint32_t *tangle, uint32_t start,
                uint32_t end, struct sighting seen)
{
    if (*tangle == 0) {
        *tangle = pool_get(&s->tangles);
        if (*tangle == 0)
            return false;
    }
    struct tangle *t = pool_at(&s->tangles, *tangle);
    const bool added = end_new(s, t, start, end, seen);
    if (t->ends == 0)
        tangle_clear(s, tangle);
    return added;
}

static void end_remove(struct tangle_store *s, struct tangle *t, uint32_t id)
{
    const struct order o = end_order(s);

    order_remove(&o, &t->ends, id);
    age_unlink(s, t, id);
    start_drop(s, t, end_at(s, id)->start);
    pool_put(&s->ends, id);
}

/* Removes every end in the half circle that closes with `ack`. */
static void drop_covered(struct tangle_store *s, struct tangle *t, uint32_t ack,
                         struct acked *out)
{
    const struct order o = end_order(s);

    while (t->ends != 0) {
        const uint32_t id = order_from(&o, t->ends, ack - (half_circle - 1));
        const struct end *e = end_at(s, id);
        if (ack - e->by_end.key >= half_circle)
            return;
        if (e->by_end.key == ack &&
            (!out->exact || sighting_older(e->seen, out->segment))) {
            out->exact = true;
            out->segment = e->seen;
        }
        out->removed++;
        end_remove(s, t, id);
    }
}

/* Joins the starts that `ack` lies behind into one at `ack`. */
static void trim_starts(struct tangle_store *s, struct tangle *t, uint32_t ack)
{
    const struct order o = start_order(s);
    uint32_t joint = 0;

    while (t->starts != 0) {
        const uint32_t id = order_from(&o, t->starts, ack - REACH);
        if (start_at(s, id)->by_start.key - (ack - REACH) >= REACH)
            return;
        if (joint == 0)
            joint = start_for(s, t, ack);
        if (joint == 0)
            return;
        order_remove(&o, &t->starts, id);
        start_at(s, id)->became = joint;
        start_at(s, joint)->refs++;
    }
}

void tangle_ack(struct tangle_store *s, uint32_t *tangle, uint32_t ack,
                struct acked *out)
{
    struct tangle *t = pool_at(&s->tangles, *tangle);

    drop_covered(s, t, ack, out);
    if (t->ends == 0)
        tangle_clear(s, tangle);
    else
        trim_starts(s, t, ack);
}

void tangle_clear(struct tangle_store *s, uint32_t *tangle)
{
    struct tangle *t = pool_at(&s->tangles, *tangle);

    while (t->oldest != 0)
        end_remove(s, t, t->oldest);
    pool_put(&s->tangles, *tangle);
    *tangle = 0;
}

struct sighting tangle_oldest(const struct tangle_store *s, uint32_t tangle)
{
    const struct tangle *t = pool_at(&s->tangles, tangle);
    return end_at(s, t->oldest)->seen;
}

uint32_t tangle_lowest_start(const struct tangle_store *s, uint32_t tangle,
                             uint32_t base)
{
    const struct tangle *t = pool_at(&s->tangles, tangle);
    const struct order o = start_order(s);
    return start_at(s, order_from(&o, t->starts, base))->by_start.key - base;
}

uint32_t tangle_highest_end(const struct tangle_store *s, uint32_t tangle,
                            uint32_t base)
{
    const struct tangle *t = pool_at(&s->tangles, tangle);
    const struct order o = end_order(s);
    return end_at(s, order_before(&o, t->ends, base))->by_end.key - base;
}
