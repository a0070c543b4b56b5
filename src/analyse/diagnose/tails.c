/*
 * tails.c - what was lost with nothing behind it: packets that are missing by
 * their ids, silences, and what else they may have been.
 */
#include <limits.h>
#include <stddef.h>

#include "evidence.h"
#include "seq.h"

enum { MS = 1000 * 1000 };

/* Packets that as many bytes take. */
static unsigned packets_in(uint32_t bytes, uint32_t mss)
{
    return mss == 0 ? 0 : (bytes + mss - 1) / mss;
}

/* A window with room for a segment was never probed. */
static bool window_probes_may_miss(const struct history_step *s)
{
    return s->theirs->window == 0 ||
           (s->mine->filled && s->theirs->least_window < s->mine->mss);
}

/* Window probes may be missing as well, and what the capture missed. */
static bool other_packets_may_miss(const struct facts *f)
{
    const struct history_step *s = f->step;

    return window_probes_may_miss(s) ||
           s->theirs->data_time >= s->mine->newest_time ||
           s->my_trouble->unseen != 0 || s->their_trouble->unseen != 0;
}

/*
 * Far fewer packets before the newest than its bytes lie below the edge: it is
 * no late copy of their first transmission.
 */
bool sent_again_lately(const struct facts *f)
{
    const struct history_side *s = f->step->mine;
    const uint16_t before = (uint16_t)(s->newest_id - f->way->id);

    return ids_count(&s->ids) && f->way->id != 0 &&
           packets_in(s->edge - f->seg->seq, s->mss) > 2U * before + 2;
}

/*
 * All that was seen of the sender is the handshake, one id after the other,
 * and one is missing: just as long ago as its timer takes.
 */
static bool is_first_request(const struct facts *f, unsigned step)
{
    const struct history_side *s = f->step->mine;
    const int64_t silence = f->seg->time - s->newest_time;
    const int64_t timer = timer_of(f->step);

    return step == 2 && s->segments == 2 && s->has_isn && s->ids.exact == 1 &&
           silence >= timer * 9 / 10 && silence <= timer * 3 / 2;
}

/*
 * A tail that is lost shows no hole: its retransmission continues what was
 * seen. But the ids of what was lost are missing. Those of acknowledgements
 * may be, too, so the sender must not have owed any.
 */
unsigned missing_packets(const struct facts *f)
{
    const struct history_side *s = f->step->mine;
    const unsigned step = (uint16_t)(f->way->id - s->newest_id);

    if (f->way->id == 0 || step > IDS_FAR || f->place == TL_PLACE_SENDER ||
        other_packets_may_miss(f))
        return 0;
    const uint32_t hole =
        seq_above(f->seg->seq, s->edge) ? f->seg->seq - s->edge : 0;
    const unsigned gone = s->newest_packets + packets_in(hole, s->mss);
    if (!ids_count_packets(&s->ids) && !is_first_request(f, step))
        return 0;
    return step > gone ? step - gone : 0;
}

unsigned room_for_packets(const struct facts *f)
{
    const struct history_side *r = f->step->theirs;

    if (r->shift == HISTORY_NO_SHIFT || !seq_above(r->window_edge, f->seg->seq))
        return UINT_MAX;
    return packets_in(r->window_edge - f->seg->seq, f->step->mine->mss);
}

unsigned repairs_lost_by_silence(const struct facts *f)
{
    const int64_t silence = f->seg->time - f->step->mine->newest_time;
    const int64_t timer = timer_of(f->step);
    unsigned n = 0;

    /* The next one after three timers, seven, and so on; not quite known. */
    for (int64_t next = timer * 3;
         silence >= next - next / 5 && next < INT64_MAX / 4; n++)
        next = next * 2 + timer;
    return n;
}

bool probe_may_miss(const struct facts *f, const struct tl_diagnosis *d)
{
    const struct history_step *s = f->step;

    return d->trigger == TL_TRIGGER_TIMER && s->my_trouble->sign_last == 0 &&
           s->mine->sack_permitted && s->theirs->sack_permitted;
}

bool hole_was_sent_now(const struct facts *f)
{
    const struct history_side *s = f->step->mine;
    const unsigned step = (uint16_t)(f->way->id - s->newest_id);

    return ids_count_packets(&s->ids) && f->way->id != 0 &&
           seq_above(f->seg->seq, s->edge) &&
           step ==
               s->newest_packets + packets_in(f->seg->seq - s->edge, s->mss);
}

bool all_has_come_by(const struct facts *f)
{
    const struct history_side *s = f->step->mine;

    return s->has_acked && s->acked == s->edge;
}

bool came_late(const struct facts *f)
{
    const struct history_side *s = f->step->mine;
    const struct range newest = {.ts = s->newest_ts, .id = s->newest_id};
    uint32_t evidence = 0;

    return order_of(f, &newest, &evidence) == SENT_BEFORE;
}

/* It was told of a hole at the end of what was acknowledged. */
bool repair_may_miss(const struct facts *f)
{
    const struct history_side *s = f->step->mine;

    if (!f->step->my_trouble->recovering || !s->has_acked)
        return false;
    const struct range *first = ranges_find(&s->sent, s->acked, s->edge);
    return first != NULL && first->kind == RANGE_HOLE &&
           feedback_reached_sender(f, first->time);
}

static const struct range *tail_of(const struct history_side *s)
{
    return ranges_find(&s->sent, s->edge - 1, s->edge);
}

/*
 * A probe of the tail needs SACK, and waits for a delayed ACK where but one
 * segment is in flight (RFC 8985 section 7); a timer takes twice as long with
 * each repair that is lost. It begins when the last was sent: within a round
 * trip after the last that came by. What comes later is new.
 */
bool silence_is_a_timers(const struct facts *f, unsigned missing)
{
    enum { MOST_REPAIRS = 6, DELAYED_ACK = 100 * MS };
    const struct history_step *s = f->step;
    const int64_t silence = f->seg->time - s->mine->newest_time;
    const int64_t timer = timer_of(s);
    const unsigned lost = missing < MOST_REPAIRS ? missing : MOST_REPAIRS;
    const bool probes = s->mine->sack_permitted && s->theirs->sack_permitted &&
                        (missing > 1 || silence >= DELAYED_ACK);

    return silence <= (timer << lost) + round_trip(s) &&
           (probes ? timer_can_have_fired(f, s->mine->newest_time)
                   : silence >= timer * 9 / 10);
}

bool tail_is_old(const struct facts *f)
{
    const struct range *last = tail_of(f->step->mine);

    return last != NULL &&
           (last->copies > 1 ||
            f->seg->time - last->time >= round_trip(f->step) * 9 / 10);
}

bool newest_was_new(const struct facts *f)
{
    const struct range *last = tail_of(f->step->mine);

    return last != NULL && last->frame == f->step->mine->newest_frame;
}
