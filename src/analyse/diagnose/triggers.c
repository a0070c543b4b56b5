/*
 * triggers.c - what made a sender send again.
 */
#include <stddef.h>

#include "evidence.h"
#include "seq.h"

enum { US = 1000, MS = 1000 * 1000, DUPLICATE_ACKS = 3, MOST_TIMERS = 4 };

/* SACKed bytes above the segment: RFC 6675, RFC 8985. */
static bool sack_above(const struct facts *f)
{
    const struct trouble *tr = f->step->my_trouble;

    return tr->n_sacked > 0 && seq_above(tr->sack_high, f->seg->seq);
}

/* How long the sender was silent before it. */
static int64_t silence(const struct facts *f)
{
    return f->seg->time - f->step->mine->data_time;
}

/* It came as an answer: within the way to the sender and back. */
static bool answers_feedback(const struct facts *f)
{
    const struct trouble *tr = f->step->my_trouble;
    const struct history_side *s = f->step->mine;
    const int64_t heard =
        tr->sign_last > s->acked_time ? tr->sign_last : s->acked_time;
    const int64_t rtt = round_trip(f->step);
    const int64_t slack = rtt / 4 > 5 * MS ? rtt / 4 : 5 * MS;

    return f->seg->time - heard <= (int64_t)s->rtts.least * US * 5 / 4 + slack;
}

/* Nothing of it is acknowledged: what a timer resends first. */
static bool is_first_unacked(const struct facts *f)
{
    const struct history_side *s = f->step->mine;

    return s->has_acked && seq_not_above(f->seg->seq, s->acked);
}

static bool is_last_sent(const struct facts *f)
{
    return !seq_below(f->step->end, f->step->mine->edge);
}

static uint32_t signs(const struct facts *f)
{
    return (sack_above(f) ? TL_E_SACK : 0) |
           (f->step->mine->duplicate_acks >= DUPLICATE_ACKS
                ? TL_E_DUPLICATE_ACKS
                : 0);
}

/* The end alone, and others before it outstanding: no timer does that. */
static bool is_tail_probe(const struct facts *f)
{
    const struct history_step *s = f->step;

    if (!is_last_sent(f) || s->my_trouble->recovering)
        return false;
    if (!s->mine->sack_permitted || !s->theirs->sack_permitted)
        return false;
    if (silence(f) > timer_of(s) * MOST_TIMERS) /* it comes before the timer */
        return false;
    return s->found == NULL || s->found->copies < 2;
}

static enum tl_trigger timer_trigger(const struct facts *f, uint32_t *evidence)
{
    *evidence |= TL_E_SILENCE;
    if (is_tail_probe(f)) {
        *evidence |= TL_E_LAST_SENT;
        return TL_TRIGGER_TAIL_PROBE;
    }
    if (is_first_unacked(f) || silence(f) >= timer_of(f->step))
        return TL_TRIGGER_TIMER;
    return TL_TRIGGER_UNKNOWN;
}

enum tl_trigger trigger_of(const struct facts *f, uint32_t *evidence)
{
    const struct trouble *tr = f->step->my_trouble;
    const uint32_t told = signs(f);

    if ((f->seg->flags & TL_SYN) != 0)
        return TL_TRIGGER_SYN_TIMER;
    if (silence(f) >= timer_of(f->step) * 9 / 10 && !answers_feedback(f))
        return timer_trigger(f, evidence);
    if (told != 0) {
        *evidence |= told;
        return TL_TRIGGER_FAST;
    }
    if (tr->resent_since && tr->trigger != TL_TRIGGER_UNKNOWN &&
        tr->trigger != TL_TRIGGER_TAIL_PROBE)
        return tr->trigger;
    /* A partial acknowledgement (RFC 6582), or fewer than three duplicates. */
    if (tr->recovering && answers_feedback(f))
        return TL_TRIGGER_FAST;
    if (timer_can_have_fired(f, f->step->mine->data_time) &&
        !answers_feedback(f))
        return timer_trigger(f, evidence);
    return TL_TRIGGER_UNKNOWN;
}
