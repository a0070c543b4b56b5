/*
 * rtts.c - least, median and 95th percentile of many round trips.
 */
#include "rtts.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "shortage.h"

enum {
    EXACT = 32, /* values in the second; more than that are classed */
    STEPS = 16, /* classes an octave */
    CLASSES = 33 * STEPS,
};

/* Whether the store has memory of its own. */
static bool is_apart(const struct rtts *r)
{
    return r->store != r->few;
}

void rtts_clear(struct rtts *r)
{
    if (is_apart(r))
        free(r->store);
    *r = (struct rtts){0};
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

static bool resize(struct rtts *r, size_t n)
{
    uint32_t *store =
        realloc(is_apart(r) ? r->store : NULL, n * sizeof(*store));

    if (store == NULL) {
        shortage_note();
        return false;
    }
    if (!is_apart(r))
        memcpy(store, r->few, sizeof(r->few));
    r->store = store;
    return true;
}

static bool become_classes(struct rtts *r)
{
    uint32_t values[EXACT];

    memcpy(values, r->store, sizeof(values));
    if (!resize(r, CLASSES))
        return false;
    memset(r->store, 0, CLASSES * sizeof(*r->store));
    for (int i = 0; i < EXACT; i++)
        r->store[class_of(values[i])]++;
    return true;
}

/* The store for one more; it changes when the one before is full. */
static bool make_room(struct rtts *r)
{
    if (r->n == 0)
        r->store = r->few;
    if (r->n == RTTS_FEW)
        return resize(r, EXACT);
    return r->n != EXACT || become_classes(r);
}

/* Without memory the values so far are what is known. */
void rtts_add(struct rtts *r, uint32_t us)
{
    if (r->n == UINT32_MAX || !make_room(r))
        return;
    if (r->n == 0 || us < r->least)
        r->least = us;
    if (r->n >= EXACT)
        r->store[class_of(us)]++;
    else
        r->store[r->n] = us;
    r->n++;
}

/* Whether it is the value that `rank` others are not above. */
static bool has_rank(const struct rtts *r, uint32_t value, uint32_t rank)
{
    uint32_t below = 0, same = 0;

    for (uint32_t i = 0; i < r->n; i++) {
        below += r->store[i] < value;
        same += r->store[i] == value;
    }
    return below <= rank && rank < below + same;
}

/* `rank` is below the number of values, so one of them has it. */
static uint32_t exact_at(const struct rtts *r, uint32_t rank)
{
    uint32_t i = 0;

    while (!has_rank(r, r->store[i], rank))
        i++;
    return r->store[i];
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
