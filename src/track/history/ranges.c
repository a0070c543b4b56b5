/*
 * ranges.c - which bytes of one direction have come by, and how.
 *
 * The row lies in one piece of memory, from `head` on: taking from the front
 * moves the head, and the piece is moved to its beginning when its end is
 * reached.
 */
#include "ranges.h"

#include <stdlib.h>
#include <string.h>

#include "seq.h"
#include "shortage.h"

enum {
    ONE_BY_ONE = 4, /* up to here: there may be a million of short ones */
    /* What was acknowledged stays this long, for copies that come late. */
    KEPT_NS = 30 * 1000 * 1000,
    KEPT_MAX = 1024,
};

void ranges_clear(struct ranges *r)
{
    if (r->apart)
        free(r->row);
    *r = (struct ranges){0};
}

static const struct range *get(const struct ranges *r, uint32_t i)
{
    return &ranges_row(r)[r->head + i];
}

static struct range *at(struct ranges *r, uint32_t i)
{
    return r->apart ? &r->row[r->head + i] : &r->first;
}

static void drop_lowest(struct ranges *r, uint32_t n)
{
    r->head = (uint16_t)(r->head + n);
    r->count = (uint16_t)(r->count - n);
}

/* What begins behind a row of so many. */
static struct range_past *past_behind(struct range *row, uint32_t room)
{
    return (struct range_past *)(void *)(row + room);
}

static struct range_past *past_at(const struct ranges *r, uint32_t i)
{
    return past_behind(r->row, r->room) + r->head + i;
}

static bool resize(struct ranges *r, uint32_t room, bool with_past)
{
    const size_t each =
        sizeof(struct range) + (with_past ? sizeof(struct range_past) : 0);
    struct range *row = realloc(r->apart ? r->row : NULL, room * each);

    if (row == NULL) {
        shortage_note();
        return false;
    }
    if (!r->apart)
        *row = r->first;
    if (r->has_past)
        memmove(past_behind(row, room), past_behind(row, r->room),
                r->room * sizeof(struct range_past));
    r->row = row;
    r->apart = true;
    r->room = room & 0x1fff;
    return true;
}

static bool grow(struct ranges *r)
{
    if (r->room == 0) {
        r->room = 1;
        return true;
    }
    const uint32_t room = r->room < ONE_BY_ONE ? r->room + 1U : r->room * 2U;

    return resize(r, room, r->has_past);
}

/* Of bytes that came by once. */
static struct range_past no_past(const struct range *range)
{
    return (struct range_past){.first_ts = range->ts, .first_id = range->id};
}

static bool make_past(struct ranges *r)
{
    if (!resize(r, r->room, true))
        return false;
    r->has_past = true;
    for (uint32_t i = 0; i < r->count; i++)
        *past_at(r, i) = no_past(at(r, i));
    return true;
}

/* Whether the lowest range, which ends at `end` if alone, is of no use. */
static bool is_spent(const struct ranges *r, uint32_t acked, uint32_t end,
                     int64_t now)
{
    if (r->count == 0)
        return false;
    return seq_not_above(r->count > 1 ? get(r, 1)->start : end, acked) &&
           (r->count > KEPT_MAX || now - get(r, 0)->time > KEPT_NS);
}

/* Moves the ranges from the index `from` on to the index `to`. */
static void move(struct ranges *r, uint32_t to, uint32_t from)
{
    const uint32_t n = r->count - from;

    if (!r->apart) /* one alone has nowhere to go */
        return;
    memmove(r->row + to, at(r, from), n * sizeof(*r->row));
    if (r->has_past)
        memmove(past_behind(r->row, r->room) + to, past_at(r, from),
                n * sizeof(struct range_past));
}

static void move_to_front(struct ranges *r)
{
    move(r, 0, 0);
    r->head = 0;
}

/* Room for one more; those go that end at or below `acked` and are old. */
static bool make_room(struct ranges *r, uint32_t acked, uint32_t end,
                      int64_t now)
{
    if (r->head + r->count < r->room)
        return true;
    while (is_spent(r, acked, end, now))
        drop_lowest(r, 1);
    if (r->room >= RANGES_MAX && r->head < RANGES_MAX / 8) {
        r->forgotten = (uint16_t)(r->forgotten + (r->forgotten < UINT16_MAX));
        drop_lowest(r, RANGES_MAX / 8U - r->head);
    }
    if (r->head > r->room / 4U || r->room >= RANGES_MAX) {
        move_to_front(r);
        return true;
    }
    if (!grow(r))
        return false;
    if (r->head > 0)
        move_to_front(r);
    return true;
}

struct range *ranges_add(struct ranges *r, uint32_t start, int64_t time,
                         uint32_t acked)
{
    return make_room(r, acked, start, time) ? at(r, r->count++) : NULL;
}

void ranges_keep_past(struct ranges *r)
{
    const uint32_t last = r->count - 1U;

    *past_at(r, last) = no_past(at(r, last));
}

bool ranges_append(struct ranges *r, const struct range *add, uint32_t acked)
{
    struct range *room = ranges_add(r, add->start, add->time, acked);

    if (room == NULL)
        return false;
    *room = *add;
    r->has_holes |= add->kind == RANGE_HOLE;
    ranges_added(r);
    return true;
}

/*
 * The last range that starts at or below `seq`, or else the first. What is
 * asked for is mostly near the end, and the beginning is far away: so it is
 * looked for from there, in ever longer steps back.
 */
static uint32_t index_of(const struct ranges *r, uint32_t seq)
{
    const uint32_t top = get(r, r->count - 1U)->start;
    const uint32_t below = top - seq;
    uint32_t low = r->count - 1U, high = r->count;

    if (!seq_above(top, seq))
        return low;
    for (uint32_t step = 1; low > 0 && top - get(r, low)->start < below;
         step *= 2) {
        high = low;
        low = low > step ? low - step : 0;
    }
    while (high - low > 1) {
        const uint32_t mid = low + (high - low) / 2;
        if (top - get(r, mid)->start >= below)
            low = mid;
        else
            high = mid;
    }
    return low;
}

const struct range *ranges_find(const struct ranges *r, uint32_t seq,
                                uint32_t edge)
{
    if (r->count == 0 || !seq_below(seq, edge))
        return NULL;
    const uint32_t i = index_of(r, seq);
    const struct range *found = get(r, i);

    return i == 0 && seq_below(seq, found->start) ? NULL : found;
}

void ranges_give_up_holes(struct ranges *r, uint32_t to)
{
    for (uint32_t i = 0; i < r->count && seq_below(get(r, i)->start, to); i++)
        if (get(r, i)->kind == RANGE_HOLE)
            at(r, i)->kind = RANGE_UNSEEN;
}

/* A hole at or above `seq`; in a long row there may be one. */
static bool may_have_hole(const struct ranges *r, uint32_t seq, uint32_t edge)
{
    enum { LONG = 32 };
    const struct range *at = ranges_find(r, seq, edge);

    for (int n = 0; at != NULL && n < LONG; n++) {
        const struct range *next = ranges_next(r, at);
        if (at->kind == RANGE_HOLE || next == NULL)
            return at->kind == RANGE_HOLE;
        at = next;
    }
    return true;
}

bool ranges_settle(struct ranges *r, uint32_t acked, uint32_t edge)
{
    r->has_holes =
        r->has_holes && acked != edge && may_have_hole(r, acked, edge);
    return !r->has_holes;
}

void ranges_set_cause(struct ranges *r, uint32_t from, uint32_t to,
                      unsigned cause)
{
    for (uint32_t i = 0; i < r->count; i++)
        if (!seq_below(get(r, i)->start, from) &&
            seq_below(get(r, i)->start, to))
            at(r, i)->cause = cause & 7U;
}

void ranges_note_copy(struct ranges *r, uint32_t seq, uint32_t edge)
{
    if (ranges_find(r, seq, edge) != NULL)
        at(r, index_of(r, seq))->copied = true;
}

uint32_t ranges_end(const struct ranges *r, const struct range *range,
                    uint32_t edge)
{
    const struct range *next = ranges_next(r, range);
    return next != NULL ? next->start : edge;
}

const struct range *ranges_next(const struct ranges *r,
                                const struct range *range)
{
    return range + 1 < get(r, r->count) ? range + 1 : NULL;
}

/* Makes a range start at `seq`, by cutting the one it lies in. */
static bool cut_at(struct ranges *r, uint32_t seq, uint32_t *index)
{
    uint32_t i = index_of(r, seq);

    *index = i;
    if (at(r, i)->start == seq)
        return true;
    if (!make_room(r, at(r, 0)->start, seq + 1, at(r, 0)->time) ||
        seq_below(seq, at(r, 0)->start))
        return false;
    i = index_of(r, seq);
    move(r, r->head + i + 1, i);
    r->count++;
    at(r, i + 1)->start = seq;
    *index = i + 1;
    return true;
}

struct range_past ranges_past(const struct ranges *r, const struct range *range)
{
    return r->has_past ? *past_at(r, (uint32_t)(range - get(r, 0)))
                       : no_past(range);
}

bool ranges_put(struct ranges *r, const struct range *add,
                const struct range_past *past, uint32_t end, uint32_t edge)
{
    uint32_t first, behind;

    if (r->count == 0 || seq_below(add->start, at(r, 0)->start))
        return false;
    if (end == edge)
        behind = 0;
    else if (!cut_at(r, end, &behind))
        return false;
    if (!cut_at(r, add->start, &first))
        return false;
    behind = end == edge ? r->count : index_of(r, end);
    if (!r->has_past && !make_past(r))
        return false;
    *at(r, first) = *add;
    *past_at(r, first) = *past;
    const uint32_t gone = behind - first - 1;
    if (gone > 0) {
        move(r, r->head + first + 1, behind);
        r->count = (uint16_t)(r->count - gone);
    }
    return true;
}
