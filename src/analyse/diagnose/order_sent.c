/*
 * order_sent.c - what a sender sent before what, and what it can have known
 * when it did.
 */
#include <limits.h>
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

int64_t round_trip(const struct history_step *step)
{
    return ((int64_t)step->mine->rtts.least + step->theirs->rtts.least) * US;
}

/*
 * RFC 6298, with the least timer of the systems in use: it asks for a second,
 * they take 200 ms.
 */
int64_t timer_of(const struct history_step *step)
{
    const struct history_side *r = step->theirs;
    enum { LEAST = 200 * MS };

    if (r->rtts.n == 0)
        return LEAST;
    const struct rtts_smooth smooth = rtts_smoothed(&r->rtts);
    const int64_t srtt = ((int64_t)smooth.srtt + step->mine->rtts.least) * US;
    const int64_t var = (int64_t)smooth.rttvar * 4 * US;
    return srtt + (var > LEAST ? var : LEAST);
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
    return f->seg->time - told >=
           (int64_t)f->step->mine->rtts.least * US * 9 / 10;
}

/* A probe of the tail comes after two round trips: RFC 8985 section 7.2. */
bool timer_can_have_fired(const struct facts *f, int64_t since)
{
    const int64_t rtt = round_trip(f->step);
    const int64_t probe = rtt != 0 ? rtt * 3 / 2 : 10 * MS;
    const int64_t least = probe > 5 * MS ? probe : 5 * MS;

    return f->seg->time - since >= least;
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
