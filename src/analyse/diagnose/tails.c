/*
 * tails.c - what was lost with nothing behind it: packets that are missing by
 * their ids, silences, and what else they may have been.
 */
#include <limits.h>
#include <stddef.h>

#include "evidence.h"
#include "seq.h"

enum { US = 1000, MS = 1000 * 1000 };

/* What acknowledged all has opened the window, or left it open. */
static bool was_open_when_idle(const struct history_step *s)
{
    return s->theirs->newest_time == s->mine->acked_time &&
           s->theirs->window >= s->mine->mss && s->theirs->window != 0;
}

/* With bytes in flight, or room for a segment, no window is probed. */
static bool window_probes_may_miss(const struct history_step *s)
{
    return history_idle(s->mine) && !was_open_when_idle(s) &&
           (s->theirs->window == 0 ||
            (s->mine->filled && s->theirs->least_window < s->mine->mss));
}

static const struct range *tail_of(const struct history_side *s)
{
    return ranges_find(&s->sent, s->edge - 1, s->edge);
}

/* Its answers to what the other side sent last, or has sent again. */
static bool answers_may_miss(const struct history_step *s)
{
    const struct range *last = tail_of(s->theirs);
    const bool again = last != NULL && (last->copies > 1 || last->copied);
    const int64_t late = again ? round_trip(s) * 5 / 4 : 0;

    return !history_idle(s->theirs) ||
           s->theirs->data_time + late >= s->mine->newest_time;
}

static bool capture_misses_bytes(const struct history_step *s)
{
    return s->my_trouble->unseen != 0 || s->their_trouble->unseen != 0;
}

/* Of what the side sent last, some was acknowledged that never came by. */
static bool capture_misses_newest(const struct history_side *s,
                                  const struct trouble *tr)
{
    return tr->unseen != 0 && tr->unseen_time >= s->newest_time;
}

/* Window probes may be missing as well, and what the capture missed. */
static bool other_packets_may_miss(const struct facts *f)
{
    const struct history_step *s = f->step;

    return window_probes_may_miss(s) || answers_may_miss(s) ||
           s->their_trouble->unseen != 0 ||
           capture_misses_newest(s->mine, s->my_trouble);
}

/*
 * Fewer packets before the newest than its bytes lie below the edge: it is no
 * late copy of their first transmission.
 */
bool sent_again_lately(const struct facts *f)
{
    const struct history_side *s = f->step->mine;
    const uint16_t before = (uint16_t)(s->newest_id - f->way->id);

    return ids_count(&s->ids) && f->way->id != 0 &&
           packets_in(s->edge - f->seg->seq, s->mss) > before + 2U;
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
 * Data behind a SYN and its answer, and nothing between: the acknowledgement of
 * the answer is missing, and what more ids there are below this one's. So few
 * that they count.
 */
static bool follows_lost_handshake(const struct facts *f, unsigned step)
{
    const struct history_side *s = f->step->mine, *r = f->step->theirs;

    return s->segments == 1 && s->has_isn && r->segments == 1 && r->has_isn &&
           f->seg->len != 0 && f->seg->seq == s->edge && step > 2 &&
           f->seg->time - s->newest_time >= timer_of(f->step) * 9 / 10;
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

    if (f->way->id == 0 || step > IDS_FAR || f->place == TL_PLACE_SENDER)
        return 0;
    if (follows_lost_handshake(f, step) && !capture_misses_bytes(f->step))
        return step - 2;
    if (other_packets_may_miss(f))
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

/* Both have said so; else, as far as is known, neither. */
static bool uses_sack(const struct history_step *s)
{
    return s->mine->sack_permitted && s->theirs->sack_permitted;
}

/* Of its SYN, which has come by whole. */
static bool knows_options(const struct history_side *s)
{
    return s->has_isn && !s->syn_cut;
}

bool repairs_one_by_one(const struct facts *f)
{
    const struct history_step *s = f->step;

    return knows_options(s->mine) && knows_options(s->theirs) && !uses_sack(s);
}

bool probe_may_miss(const struct facts *f, const struct tl_diagnosis *d)
{
    const struct history_step *s = f->step;

    return d->trigger == TL_TRIGGER_TIMER && s->my_trouble->sign_last == 0 &&
           uses_sack(s);
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

/* The sender has not heard that the last byte seen here has arrived. */
static bool more_was_in_flight(const struct facts *f)
{
    const struct history_side *s = f->step->mine;

    return !history_idle(s) ||
           f->seg->time - s->acked_time < (int64_t)s->rtts.least * US * 9 / 10;
}

/*
 * A timer takes twice as long with each repair that is lost. But where all that
 * came by is acknowledged, and nothing else can be missing, it matters little
 * when the tail was sent: keep-alives alone are no sooner than that.
 */
static int64_t latest_timer(const struct facts *f, unsigned lost)
{
    static const int64_t only = INT64_C(3000) * MS, other = INT64_C(990) * MS;
    const struct history_step *s = f->step;
    const int64_t latest = (timer_of(s) << lost) + round_trip(s);
    const int64_t least = s->theirs->bytes == 0 ? only : other;

    return latest > least || !history_idle(s->mine) ? latest : least;
}

/*
 * A probe of the tail needs SACK, and waits for a delayed ACK where but one
 * segment is in flight (RFC 8985 section 7). A timer begins when the last was
 * sent: within a round trip after the last that came by. What comes later is
 * new.
 */
bool silence_is_a_timers(const struct facts *f, unsigned missing)
{
    enum { MOST_REPAIRS = 6, DELAYED_ACK = 100 * MS };
    const struct history_step *s = f->step;
    const int64_t silence = f->seg->time - s->mine->newest_time;
    const int64_t timer = timer_of(s);
    const unsigned lost = missing < MOST_REPAIRS ? missing : MOST_REPAIRS;
    const bool probes =
        uses_sack(s) && (missing + s->my_trouble->owed_ids > 1 ||
                         silence >= DELAYED_ACK || more_was_in_flight(f));

    return silence <= latest_timer(f, lost) &&
           (probes ? timer_can_have_fired(f, s->mine->newest_time)
                   : silence >= timer * 9 / 10);
}

/*
 * With ids that count packets one is missing, or there are no such ids; but the
 * next id says that none is, even of a host not known for long.
 */
static bool a_packet_may_be_missing(const struct facts *f)
{
    const struct history_side *s = f->step->mine;
    const unsigned step = (uint16_t)(f->way->id - s->newest_id);

    return (f->way->id == 0 || step != s->newest_packets) &&
           (!ids_count_packets(&s->ids) || step > s->newest_packets);
}

/* By its echo: else it left before, and waited for no timer. */
static bool has_heard_last_ack(const struct facts *f)
{
    return f->way->echo == 0 ||
           sent_order_by_time_stamp(f->way->echo, f->step->theirs->newest_ts) !=
               SENT_BEFORE;
}

/* And it is known how far. */
static bool is_away_from_sender(const struct facts *f)
{
    return f->place == TL_PLACE_MIDDLE || f->place == TL_PLACE_RECEIVER;
}

/*
 * A sender with more to send does not wait for so long: only the push ends what
 * a program has written (RFC 9293 section 3.9.1). It was not the window that
 * held it back, nor an ACK that it needed.
 */
bool timer_cut_short_what_was_written(const struct facts *f)
{
    const struct history_side *s = f->step->mine;
    const struct history_side *r = f->step->theirs;
    const int64_t silence = f->seg->time - s->newest_time;
    const int64_t unasked = f->seg->time - r->newest_time;

    if (silence < LEAST_SILENCE || s->pushed || s->partial || s->filled ||
        s->bytes == 0 || f->seg->len == 0 || f->seg->seq != s->edge ||
        capture_misses_newest(s, f->step->my_trouble))
        return false;
    const int64_t timer = timer_of(f->step);
    return unasked >= timer * 9 / 10 &&
           silence <= timer * 3 / 2 + round_trip(f->step) && history_idle(s) &&
           r->rtts.n != 0 && r->window >= s->mss && is_away_from_sender(f) &&
           a_packet_may_be_missing(f) && has_heard_last_ack(f);
}

bool tail_is_old(const struct facts *f)
{
    const struct range *last = tail_of(f->step->mine);

    return last != NULL && (last->copies > 1 || f->seg->time - last->time >=
                                                    round_trip(f->step) / 2);
}

bool newest_was_new(const struct facts *f)
{
    const struct range *last = tail_of(f->step->mine);

    return last != NULL && last->frame == f->step->mine->newest_frame;
}

/* What it repairs came late, too, and is one of these. */
static bool repairs_late_one(const struct facts *f)
{
    const struct range *found = f->step->found;

    return found != NULL && found->was_hole &&
           found->time + round_trip(f->step) >=
               f->step->my_trouble->late_fills.last;
}

/* Repairs begin with the lowest hole, and this is lower than what came late. */
static bool repairs_below_late(const struct facts *f)
{
    const struct range *found = f->step->found;

    return found != NULL && found->kind == RANGE_HOLE &&
           seq_below(f->seg->seq, f->step->my_trouble->late_fills.lowest);
}

/* Its sender can have repaired them until it heard that they had come. */
static unsigned repairs_of_late(const struct facts *f)
{
    const struct late_fills *late = &f->step->my_trouble->late_fills;
    const unsigned this = repairs_late_one(f);

    if (late->n <= this || repairs_below_late(f) ||
        f->step->mine->newest_time >= late->last + round_trip(f->step))
        return 0;
    return late->n - this;
}

unsigned besides_repairs_of_late(const struct facts *f, unsigned missing)
{
    const unsigned repairs = repairs_of_late(f);

    return missing > repairs ? missing - repairs : 0;
}

/* Without SACK it takes three duplicate ACKs, or a repair before (RFC 6582). */
bool was_told_of_holes(const struct facts *f)
{
    const struct trouble *tr = f->step->my_trouble;

    return tr->sign_last != 0 && (!repairs_one_by_one(f) || tr->resent_since ||
                                  f->step->mine->duplicate_acks >= 3);
}

/* The first of all holes. */
static bool acked_up_to_here(const struct facts *f)
{
    const struct history_side *s = f->step->mine;

    return s->has_acked && s->acked == f->seg->seq;
}

/*
 * It fills a hole late: its sender had the time to repair that, three
 * duplicate ACKs or a quarter of a round trip (RFC 8985 section 6.2).
 */
static bool fills_late(const struct facts *f)
{
    const struct range *found = f->step->found;

    return found != NULL && found->kind == RANGE_HOLE && was_told_of_holes(f) &&
           came_late(f) && (!repairs_one_by_one(f) || acked_up_to_here(f)) &&
           (f->step->mine->duplicate_acks >= 3 ||
            f->seg->time - found->time >= round_trip(f->step) / 4);
}

struct late_fills late_fills_after(const struct facts *f)
{
    struct late_fills late = f->step->my_trouble->late_fills;

    if (fills_late(f)) {
        late.n =
            f->seg->time < late.last + round_trip(f->step) ? late.n + 1 : 1;
        late.last = f->seg->time;
        if (late.n == 1 || seq_below(f->seg->seq, late.lowest))
            late.lowest = f->seg->seq;
    } else if (late.n > 0 && repairs_late_one(f)) {
        late.n--;
    }
    return late;
}
