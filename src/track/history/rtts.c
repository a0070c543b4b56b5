/*
 * rtts.c - least, median and 95th percentile of many round trips.
 */
#include "rtts.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "shortage.h"

enum {
    FIRST = 8,  /* values there is room for when they are apart ... */
    EXACT = 32, /* ... and at most; more than that are classed */
    STEPS = 16, /* classes an octave */
    CLASSES = 33 * STEPS,
};

/* Whether the values have memory of their own. */
static bool is_apart(const struct rtts *r)
{
    return r->n > RTTS_FEW;
}

static const uint32_t *store_of(const struct rtts *r)
{
    return is_apart(r) ? r->store : r->few;
}

void rtts_clear(struct rtts *r)
{
    if (is_apart(r))
        free(r->store);
    *r = (struct rtts){0};
}

static uint32_t distance(uint32_t a, uint32_t b)
{
    return a > b ? a - b : b - a;
}

/* RFC 6298 section 2.3 */
static void add_smoothly(struct rtts_smooth *s, uint32_t us)
{
    s->rttvar = s->rttvar - s->rttvar / 4 + distance(s->srtt, us) / 4;
    s->srtt = s->srtt - s->srtt / 8 + us / 8;
}

/* Section 2.2 for the first. */
struct rtts_smooth rtts_smoothed(const struct rtts *r)
{
    if (r->n == 0)
        return (struct rtts_smooth){0};
    if (is_apart(r))
        return r->smooth;
    struct rtts_smooth s = {r->few[0], r->few[0] / 2};
    for (uint32_t i = 1; i < r->n; i++)
        add_smoothly(&s, r->few[i]);
    return s;
}

/* Below STEPS each value is its own class. */
static unsigned class_of(uint32_t us)
{
    if (us < STEPS)
        return us;
    const unsigned octave = 31U - (unsigned)__builtin_clz(us);
    return octave * STEPS + (us >> (octave - 4) & (STEPS - 1));
}

/* The middle of a class. */
static uint32_t value_of(unsigned class)
{
    if (class < STEPS)
        return class;
    const unsigned octave = class / STEPS;
    const uint64_t step = UINT64_C(1) << (octave - 4);
    const uint64_t low = (STEPS + class % STEPS) * step;
    return (uint32_t)(low + step / 2);
}

static uint32_t *resized(uint32_t *store, size_t n)
{
    uint32_t *more = realloc(store, n * sizeof(*more));

    if (more == NULL)
        shortage_note();
    return more;
}

/* Where the few were is then room for what is made of all. */
static bool become_apart(struct rtts *r)
{
    const struct rtts_smooth smooth = rtts_smoothed(r);
    uint32_t *store = resized(NULL, FIRST);

    if (store == NULL)
        return false;
    memcpy(store, r->few, sizeof(r->few));
    r->store = store;
    r->smooth = smooth;
    return true;
}

static bool become_classes(struct rtts *r)
{
    uint32_t values[EXACT];

    memcpy(values, r->store, sizeof(values));
    uint32_t *store = resized(r->store, CLASSES);
    if (store == NULL)
        return false;
    memset(store, 0, CLASSES * sizeof(*store));
    for (int i = 0; i < EXACT; i++)
        store[class_of(values[i])]++;
    r->store = store;
    return true;
}

/* There may be a million of those that never have many: twice the room. */
static bool grow(struct rtts *r)
{
    uint32_t *store = resized(r->store, r->n * (size_t)2);

    if (store == NULL)
        return false;
    r->store = store;
    return true;
}

/* Whether there is room for another one behind the few. */
static bool make_room(struct rtts *r)
{
    switch (r->n) {
    case RTTS_FEW:
        return become_apart(r);
    case FIRST:
    case FIRST * 2:
        return grow(r);
    case EXACT:
        return become_classes(r);
    default:
        return true;
    }
}

/* Behind the few. False where there is no memory. */
static bool add_apart(struct rtts *r, uint32_t us)
{
    if (!make_room(r))
        return false;
    if (r->n >= EXACT)
        r->store[class_of(us)]++;
    else
        r->store[r->n] = us;
    add_smoothly(&r->smooth, us);
    return true;
}

/* Without memory the values so far are what is known. */
void rtts_add(struct rtts *r, uint32_t us)
{
    if (r->n == UINT32_MAX)
        return;
    if (r->n < RTTS_FEW)
        r->few[r->n] = us;
    else if (!add_apart(r, us))
        return;
    if (r->n == 0 || us < r->least)
        r->least = us;
    r->n++;
}

/* Whether it is the value that `rank` others of `n` are not above. */
static bool has_rank(const uint32_t *store, uint32_t n, uint32_t value,
                     uint32_t rank)
{
    uint32_t below = 0, same = 0;

    for (uint32_t i = 0; i < n; i++) {
        below += store[i] < value;
        same += store[i] == value;
    }
    return below <= rank && rank < below + same;
}

/* `rank` is below the number of values, so one of them has it. */
static uint32_t exact_at(const struct rtts *r, uint32_t rank)
{
    const uint32_t *store = store_of(r);
    uint32_t i = 0;

    while (!has_rank(store, r->n, store[i], rank))
        i++;
    return store[i];
}

static uint32_t class_at(const struct rtts *r, uint32_t rank)
{
    unsigned class = 0;
    uint64_t seen = r->store[0];

    while (seen <= rank)
        seen += r->store[++class];
    return value_of(class) > r->least ? value_of(class) : r->least;
}

uint32_t rtts_at(const struct rtts *r, unsigned percent)
{
    if (r->n <= 1)
        return r->least;
    const uint32_t rank = (uint32_t)((uint64_t)(r->n - 1) * percent / 100);
    return r->n <= EXACT ? exact_at(r, rank) : class_at(r, rank);
}
