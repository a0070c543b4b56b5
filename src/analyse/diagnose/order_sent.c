/*
 * order_sent.c - what a sender sent before what, and what it can have known
 * when it did.
 */
#include <stddef.h>

#include "evidence.h"
#include "seq.h"

enum { US = 1000, MS = 1000 * 1000 };

enum sent_order order_of(const struct facts *f, const struct range *than,
                         uint32_t *evidence)
{
    enum sent_order order = SENT_UNKNOWN;

    if (f->way->has_ts)
        order = sent_order_by_time_stamp(f->way->ts, than->ts);
    if (order != SENT_UNKNOWN) {
        *evidence |= order == SENT_BEFORE ? TL_E_OLDER_TIME_STAMP
                                          : TL_E_NEWER_TIME_STAMP;
        return order;
    }
    if (ids_count(&f->step->mine->ids))
        order = sent_order_by_id(f->way->id, than->id);
    if (order != SENT_UNKNOWN)
        *evidence |= order == SENT_BEFORE ? TL_E_OLDER_ID : TL_E_NEWER_ID;
    return order;
}

/* All above the hole is a FIN, or nothing: an ACK has shown it. */
bool overtaken_by_no_byte(const struct facts *f, const struct range *hole)
{
    const struct history_side *s = f->step->mine;
    const struct range *above = ranges_next(&s->sent, hole);

    return above == NULL || (s->fin && above->start == s->edge - 1);
}

int64_t round_trip_of(const struct history_side *a,
                      const struct history_side *b)
{
    return ((int64_t)a->rtts.least + b->rtts.least) * US;
}

int64_t round_trip(const struct history_step *step)
{
    return round_trip_of(step->mine, step->theirs);
}

/*
 * RFC 6298, with the least timer of the systems in use: it asks for a second,
 * they take 200 ms.
 */
int64_t timer_of_sides(const struct history_side *sender,
                       const struct history_side *receiver)
{
    enum { LEAST = 200 * MS };

    if (receiver->rtts.n == 0)
        return LEAST;
    const struct rtts_smooth smooth = rtts_smoothed(&receiver->rtts);
    const int64_t srtt = ((int64_t)smooth.srtt + sender->rtts.least) * US;
    const int64_t var = (int64_t)smooth.rttvar * 4 * US;
    return srtt + (var > LEAST ? var : LEAST);
}

int64_t timer_of(const struct history_step *step)
{
    return timer_of_sides(step->mine, step->theirs);
}

/*
 * Its clock ticks about every millisecond, as most do, by the lowest bytes that
 * are remembered and what it sent last. A tick or two more or less are no
 * matter.
 */
static bool stamps_tick_in_ms(const struct history_side *s)
{
    const struct range *old = ranges_lowest(&s->sent);

    while (old != NULL && (old->kind != RANGE_SEEN || old->was_hole))
        old = ranges_next(&s->sent, old);
    if (old == NULL)
        return false;
    const int64_t ticks = (int32_t)(s->newest_ts - old->ts);
    const int64_t span = s->newest_time - old->time;
    return ticks >= 2 && span >= ticks * MS / 2 && span <= ticks * MS * 3 / 2;
}

/*
 * The longest that a tick of its clock takes, in ns, as it has gone since its
 * side's first trouble; 0: not known yet.
 */
static int64_t tick_of(const struct facts *f)
{
    enum { ENOUGH = 8 };
    const struct history_side *s = f->step->mine;
    const struct trouble *tr = f->step->my_trouble;
    const int64_t ticks = (int32_t)(s->newest_ts - tr->clock_ts);

    return tr->clock_ts == 0 || ticks < ENOUGH
               ? 0
               : (s->newest_time - tr->clock_time) / (ticks - 1);
}

/*
 * Its clock has not ticked since that was sent, and ticks in less than a round
 * trip: no answer can have reached its sender between.
 */
bool was_sent_within_a_tick_of(const struct facts *f, const struct range *than)
{
    const int64_t tick = tick_of(f);

    return f->way->has_ts && f->way->ts == than->ts && tick != 0 &&
           tick <= round_trip(f->step) * 9 / 10;
}

/*
 * When it would have come by at the latest, had it not been late: behind what
 * its sender sent last of those seen by as many ticks as their stamps differ.
 */
static int64_t due_by_stamp(const struct facts *f)
{
    const struct history_side *s = f->step->mine;

    if (!f->way->has_ts || !stamps_tick_in_ms(s))
        return f->seg->time;
    const int64_t ticks = (int32_t)(f->way->ts - s->newest_ts);
    const int64_t due = s->newest_time + (ticks + 1) * MS;
    return due < f->seg->time ? due : f->seg->time;
}

/*
 * A row of signs may have begun before `since`: then what was told first
 * after it is not known, and `since` stands for it.
 */
bool feedback_reached_sender(const struct facts *f, int64_t since)
{
    const struct trouble *tr = f->step->my_trouble;
    const int64_t told = tr->sign_first > since ? tr->sign_first : since;

    if (tr->sign_last < since || tr->sign_last == 0)
        return false;
    return due_by_stamp(f) - told >=
           (int64_t)f->step->mine->rtts.least * US * 9 / 10;
}

/*
 * It echoes what its sender had heard last (RFC 7323 section 4.3), and that is
 * older than what the other side said when the hole was shown. Only who has
 * got all of the other side's bytes echoes its newest.
 */
static bool echoes_what_was_said_before(const struct facts *f,
                                        const struct range *hole)
{
    return hole->kind == RANGE_HOLE && hole->heard != 0 && f->way->echo != 0 &&
           f->seg->ack == f->step->theirs->edge &&
           sent_order_by_time_stamp(f->way->echo, hole->heard) == SENT_BEFORE;
}

/* A probe of the tail comes after two round trips: RFC 8985 section 7.2. */
static int64_t least_timer(const struct facts *f)
{
    const int64_t rtt = round_trip(f->step);
    const int64_t probe = rtt != 0 ? rtt * 3 / 2 : 10 * MS;

    return probe > 5 * MS ? probe : 5 * MS;
}

bool timer_can_have_fired(const struct facts *f, int64_t since)
{
    return f->seg->time - since >= least_timer(f);
}

/* Without SACK there are no probes, and with stamps a repair has a newer one.
 */
bool timer_can_have_resent(const struct facts *f, int64_t since)
{
    const bool probes = !f->way->has_ts || !repairs_one_by_one(f);

    return due_by_stamp(f) - since >=
           (probes ? least_timer(f) : timer_of(f->step) * 9 / 10);
}

bool can_have_been_told(const struct facts *f, int64_t since)
{
    return feedback_reached_sender(f, since) || timer_can_have_resent(f, since);
}

/*
 * A probe of the tail (RFC 8985 section 7) resends what was sent last: no hole.
 * Where nobody is seen to answer, less is known, and without stamps, which say
 * when it was due.
 */
static bool timer_can_have_repaired(const struct facts *f,
                                    const struct range *hole)
{
    return !f->way->has_ts || f->step->theirs->segments == 0
               ? timer_can_have_resent(f, hole->time)
               : due_by_stamp(f) - hole->time >= timer_of(f->step) * 9 / 10;
}

bool can_have_heard_of(const struct facts *f, const struct range *hole)
{
    if (was_sent_within_a_tick_of(f, hole))
        return false;
    return timer_can_have_repaired(f, hole) ||
           (feedback_reached_sender(f, hole->time) &&
            !echoes_what_was_said_before(f, hole));
}

/*
 * Where the last data filled a window that was closed then, who sends no more
 * may not have heard that it was opened.
 */
bool window_is_closed(const struct facts *f)
{
    const struct history_side *r = f->step->theirs;

    if (r->segments == 0)
        return false;
    return r->window == 0 ||
           (f->step->mine->filled && f->step->their_trouble->window_closed > 0);
}

bool acked_before(const struct facts *f)
{
    const struct history_side *s = f->step->mine;

    return s->has_acked && seq_not_above(f->step->end, s->acked);
}

bool sacked_before(const struct facts *f)
{
    const struct trouble *tr = f->step->my_trouble;

    for (int i = 0; i < tr->n_sacked; i++)
        if (seq_not_above(tr->sacked[i].left, f->seg->seq) &&
            seq_not_above(f->step->end, tr->sacked[i].right))
            return true;
    return false;
}

bool answers_crossing_syn(const struct facts *f, const struct range *seen)
{
    const unsigned both = TL_SYN | TL_ACK;
    const struct history_side *r = f->step->theirs;

    return (f->seg->flags & both) == both && r->has_isn &&
           f->seg->ack == r->isn + 1 && seen->numbers != f->way->numbers;
}

bool has_dsack(const struct segment *seg)
{
    if (seg->n_sack == 0)
        return false;
    const struct sack_block first = seg->sack[0];
    if (seq_not_above(first.right, seg->ack))
        return true;
    return seg->n_sack > 1 && seq_not_above(seg->sack[1].left, first.left) &&
           seq_not_above(first.right, seg->sack[1].right);
}
