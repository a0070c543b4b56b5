/*
 * owed.c - how many packets of a tail were lost and have not come again: of
 * those that are missing, what was new, and what may have been a repair.
 */
#include <limits.h>
#include <stddef.h>

#include "evidence.h"
#include "seq.h"

static unsigned least_of(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/*
 * Of what was missing, what may still come. A hole behind the tail: that is
 * what was missing, unless it went out just now, too.
 */
unsigned owed_here(const struct facts *f, uint32_t missing_bytes)
{
    const unsigned owed = f->step->my_trouble->owed_ids;
    const uint32_t mss = f->step->mine->mss;
    const unsigned gone = mss == 0 ? owed : packets_in(missing_bytes, mss);

    if (missing_bytes == 0)
        return owed;
    return owed > gone && hole_was_sent_now(f) ? owed - gone : 0;
}

/*
 * Behind this one: the rest of a tail, as far as the window allowed for it.
 * Before its timer the sender has repaired nothing of what was owed already.
 */
unsigned owed_behind(const struct facts *f, unsigned missing, unsigned owed)
{
    const unsigned repairs = repairs_lost_by_silence(f);
    const bool first =
        f->seg->time - f->step->mine->newest_time < timer_of(f->step) * 9 / 10;
    const unsigned tail =
        (missing > repairs ? missing - repairs : 1) + (first ? owed : 0);

    return least_of(tail, room_for_packets(f)) - 1;
}

/* Bytes in holes below `end` that nobody has acknowledged. */
uint32_t hole_bytes(const struct history_side *s, uint32_t end)
{
    const uint32_t from = s->has_acked ? s->acked : s->edge;
    const struct range *at = ranges_find(&s->sent, from, s->edge);
    uint32_t sum = 0;

    for (; at != NULL && seq_below(at->start, end);
         at = ranges_next(&s->sent, at)) {
        const uint32_t behind = ranges_end(&s->sent, at, s->edge);
        if (at->kind == RANGE_HOLE)
            sum += (seq_below(behind, end) ? behind : end) - at->start;
    }
    return sum;
}

/* The holes below `end`, in packets; without SACK but the first is repaired. */
static unsigned packets_of_holes(const struct facts *f, uint32_t end)
{
    const struct history_side *s = f->step->mine;
    const uint32_t bytes = hole_bytes(s, end);

    if (bytes == 0 || s->mss == 0)
        return bytes != 0;
    return repairs_one_by_one(f) ? 1 : packets_in(bytes, s->mss);
}

/*
 * Earlier repairs: a probe of the tail, or the first of the holes that its
 * sender was told of, and then by its timer as many as the silence had room
 * for; or one of each hole, of which the lower come first.
 */
static unsigned repairs_before(const struct facts *f,
                               const struct tl_diagnosis *d)
{
    const bool fast = d->trigger == TL_TRIGGER_FAST;
    const unsigned by_timer = repairs_lost_by_silence(f);

    if (!fast && !was_told_of_holes(f))
        return by_timer + probe_may_miss(f, d);
    const unsigned holes =
        packets_of_holes(f, fast ? f->seg->seq : f->step->mine->edge);
    const unsigned first = fast ? 0 : 1;
    return holes > by_timer + first ? holes : by_timer + first;
}

static bool seen_before(const struct facts *f)
{
    return f->step->found != NULL && f->step->found->kind == RANGE_SEEN;
}

/* Told of holes, it repairs what was none. */
static bool repairs_for_nothing(const struct facts *f,
                                const struct tl_diagnosis *d)
{
    const struct range *found = f->step->found;

    return d->trigger == TL_TRIGGER_FAST &&
           (found == NULL || found->kind != RANGE_HOLE);
}

/* Behind another one: between them there may have been one more. */
static bool is_one_of_many_for_nothing(const struct facts *f,
                                       const struct tl_diagnosis *d)
{
    return repairs_for_nothing(f, d) &&
           f->step->my_trouble->cause == TL_CAUSE_UNNECESSARY;
}

/*
 * Before its timer the sender learns that a repair is lost by what it sent
 * after that: the repair before was the last, or there are lower holes. Behind
 * a repair for nothing there may be others.
 */
static bool goes_on_repairing(const struct facts *f,
                              const struct tl_diagnosis *d)
{
    return d->trigger == TL_TRIGGER_FAST && !repairs_one_by_one(f) &&
           !repairs_for_nothing(f, d) &&
           f->step->my_trouble->cause != TL_CAUSE_UNNECESSARY &&
           f->seg->time - f->step->mine->newest_time <
               timer_of(f->step) * 9 / 10;
}

/*
 * Holes below it are repaired, and once more when that is found lost, too: so
 * many repairs may be missing, but for those that were taken for missing since
 * the last acknowledgement of new bytes. Where it goes back, holes above the
 * repair before it came first.
 */
static unsigned repairs_left(const struct facts *f)
{
    enum { TWICE = 2 };
    const struct trouble *tr = f->step->my_trouble;
    const bool back = seq_below(f->seg->seq, tr->repaired);
    const uint32_t end = back ? f->step->mine->edge : f->seg->seq;
    const unsigned most = packets_of_holes(f, end) * TWICE;
    const unsigned taken = tr->lost_repairs;

    return most > taken ? most - taken : 0;
}

/*
 * How many of the packets missing before a repair may have been repairs, too;
 * UINT_MAX: any number.
 */
static unsigned repairs_missing(const struct facts *f,
                                const struct tl_diagnosis *d)
{
    if (newest_was_new(f))
        return repairs_before(f, d) + is_one_of_many_for_nothing(f, d);
    if (goes_on_repairing(f, d))
        return repairs_left(f);
    if (f->step->my_trouble->owed_ids != 0)
        return UINT_MAX;
    return d->trigger == TL_TRIGGER_TIMER && all_has_come_by(f)
               ? repairs_lost_by_silence(f)
               : UINT_MAX;
}

/*
 * The other packets missing before a repair were new, and lost: a tail. But
 * not if one of them comes late, and repairs no hole.
 */
void settle_owed(const struct facts *f, struct finding *out)
{
    const struct trouble *tr = f->step->my_trouble;
    const unsigned owed = tr->owed_ids;

    if (out->d.event != TL_EVENT_RETRANSMISSION)
        return;
    if (came_late(f)) {
        out->owed_ids = (uint16_t)(owed - (owed > 0 && seen_before(f)));
        return;
    }
    const unsigned repairs = repairs_missing(f, &out->d);
    if (repairs == UINT_MAX) {
        out->owed_ids = newest_was_new(f) ? 0 : tr->owed_ids;
        return;
    }
    const unsigned missing = besides_repairs_of_late(f, missing_packets(f));
    const unsigned lost = least_of(missing, repairs);
    out->owed_ids = (uint16_t)least_of(owed + missing - lost, UINT16_MAX);
    if (!newest_was_new(f))
        out->lost_repairs =
            (uint16_t)least_of(tr->lost_repairs + lost, UINT16_MAX);
}
