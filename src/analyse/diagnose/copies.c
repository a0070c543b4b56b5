/*
 * copies.c - one transmission that was seen twice: made by the path, or by
 * capturing it in two places.
 */
#include <stddef.h>

#include "evidence.h"

uint32_t way_differs(const struct way *a, const struct way *b)
{
    return (a->ttl != b->ttl ? TL_E_OTHER_TTL : 0) |
           (a->mac != b->mac ? TL_E_OTHER_MAC : 0) |
           (a->vlan != b->vlan ? TL_E_OTHER_VLAN : 0) |
           (a->port != b->port ? TL_E_OTHER_INTERFACE : 0);
}

/* As far as is known, the host may have but one id: then the timer may tell. */
static bool may_be_only_id(const struct facts *f)
{
    const struct id_habit *ids = &f->step->mine->ids;
    enum { LEAST_TIMER = 200 * 1000 * 1000 };

    return ids->exact + ids->near + ids->far == 0 &&
           f->seg->time - f->step->mine->newest_time >= LEAST_TIMER;
}

static uint32_t same_transmission(const struct facts *f, uint16_t id,
                                  uint32_t ts)
{
    const struct transit *way = f->way;

    if (way->id == 0 || way->id != id || !ids_tell_apart(&f->step->mine->ids) ||
        may_be_only_id(f))
        return 0;
    if (!way->has_ts)
        return TL_E_SAME_ID;
    return way->ts == ts ? TL_E_SAME_ID | TL_E_SAME_TIME_STAMP : 0;
}

/*
 * Hosts may have but one id, and not many packets to show it: then their
 * flags, acknowledgements and windows tell two transmissions apart.
 */
uint32_t copy_by_same_id(const struct facts *f, const struct range *seen)
{
    if (f->way->numbers != seen->numbers)
        return 0;
    return same_transmission(f, seen->id, seen->ts);
}

/* The first transmission again, after another one. */
uint32_t copy_by_same_first_id(const struct facts *f, const struct range *seen)
{
    const struct range_past past = ranges_past(&f->step->mine->sent, seen);

    return same_transmission(f, past.first_id, past.first_ts);
}

/* The packet that was seen last of its sender: its id, once more. */
uint32_t copy_by_id_of_newest(const struct facts *f)
{
    const struct history_side *s = f->step->mine;

    return same_transmission(f, s->newest_id, s->newest_ts);
}

static unsigned times_seen(const struct range *r)
{
    return r->copies + (unsigned)r->copied;
}

/* Copies of the path count, too: each is answered. Not those of the capture. */
static bool more_syns_than_answers(const struct facts *f,
                                   const struct range *answer)
{
    const struct history_side *r = f->step->theirs;
    const struct range *syn =
        r->has_isn ? ranges_find(&r->sent, r->isn, r->edge) : NULL;

    return syn != NULL && f->step->their_trouble->captured_twice == 0 &&
           times_seen(syn) > times_seen(answer);
}

/* The other side has sent another SYN, which is answered by another. */
static bool answers_another_syn(const struct facts *f, const struct range *seen)
{
    const unsigned both = TL_SYN | TL_ACK;

    return (f->seg->flags & both) == both &&
           (f->step->theirs->data_time > seen->time ||
            more_syns_than_answers(f, seen));
}

bool path_rather_delays_than_copies(const struct facts *f)
{
    const struct trouble *tr = f->step->my_trouble;

    return tr->by_cause[TL_CAUSE_LOST_BEFORE] > 0 &&
           tr->reordered > tr->duplicates;
}

/* A copy comes soon; the next repair not before a round trip. */
static bool comes_soon(const struct facts *f, const struct range *seen)
{
    enum { SOON = 20 * 1000 * 1000 };
    const int64_t half = round_trip(f->step) / 2;

    return f->seg->time - seen->time < (half > SOON ? half : SOON);
}

static bool nothing_made_it_resend(const struct facts *f,
                                   const struct range *seen)
{
    return !answers_another_syn(f, seen) &&
           (was_sent_within_a_tick_of(f, seen) ||
            (!feedback_reached_sender(f, seen->time) &&
             !timer_can_have_resent(f, seen->time)));
}

/* What filled a hole was a repair, by all that is known. */
static bool was_repair(const struct range *seen)
{
    return seen->was_hole && seen->cause != TL_CAUSE_NONE;
}

bool is_late_original_by_habit(const struct facts *f, const struct range *seen)
{
    return !f->way->has_ts && !tells_by_id(f) && f->place != TL_PLACE_SENDER &&
           was_repair(seen) && seen->copies <= 2 && comes_soon(f, seen) &&
           path_rather_delays_than_copies(f) && nothing_made_it_resend(f, seen);
}

/*
 * Of a late original its sender was told before it came, and what comes behind
 * it may be the repair; behind a repair comes none so soon.
 */
static bool may_be_repaired_now(const struct facts *f, const struct range *seen)
{
    return seen->was_hole &&
           (!was_repair(seen) || is_late_original_by_habit(f, seen));
}

/*
 * Without ids: the same header to the last bit, at a moment when nothing can
 * have made the sender send it again.
 */
uint32_t copy_by_no_time_to_resend(const struct facts *f,
                                   const struct range *seen)
{
    const struct transit *way = f->way;
    uint32_t evidence = TL_E_SAME_CHECKSUM | TL_E_NO_FEEDBACK;

    if (tells_by_id(f))
        return 0;
    if (way->checksum != seen->checksum || way->numbers != seen->numbers ||
        (way->has_ts && way->ts != seen->ts))
        return 0;
    /* At the sender the path has made no copies yet, and makes them soon. */
    if (is_same_way(&way->way, &seen->way) &&
        (f->place == TL_PLACE_SENDER || !comes_soon(f, seen) ||
         may_be_repaired_now(f, seen)))
        return 0;
    if (!nothing_made_it_resend(f, seen))
        return 0;
    if (way->has_ts)
        evidence |= TL_E_SAME_TIME_STAMP;
    return evidence;
}

/*
 * Without ids, duplicate ACKs may be alike to the last bit: only one that
 * came another way at once is a copy.
 */
uint32_t copy_of_recent(const struct facts *f, const struct recent *seen)
{
    enum { AT_ONCE = 1000 * 1000 };
    const struct transit *way = f->way;

    if (seen->frame == 0 || way->checksum != seen->checksum ||
        (way->has_ts && way->ts != seen->ts))
        return 0;
    if (tells_by_id(f))
        return same_transmission(f, seen->id, seen->ts);
    if (is_same_way(&way->way, &seen->way) ||
        f->seg->time - f->step->mine->newest_time > AT_ONCE)
        return 0;
    return TL_E_SAME_CHECKSUM;
}
