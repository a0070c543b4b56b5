/*
 * diagnose.c - what really happened to one TCP segment: the order in which
 * the evidence is asked, strongest first.
 */
#include "diagnose.h"

#include <stddef.h>

#include "evidence.h"
#include "seq.h"

static bool has(const struct segment *seg, unsigned flags)
{
    return (seg->flags & flags) != 0;
}

/* The full number of an earlier frame, remembered by its low 32 bits. */
static uint64_t full_frame(const struct facts *f, uint32_t low)
{
    if (low == 0)
        return 0;
    return f->seg->frame - (uint32_t)((uint32_t)f->seg->frame - low);
}

static bool takes_numbers(const struct segment *seg)
{
    return seg->len != 0 || has(seg, TL_SYN | TL_FIN);
}

/* No link carries a packet twice within so many ns: it was captured twice. */
enum { AT_ONCE = 10 * 1000 };

static void say_copy(uint32_t evidence, uint32_t differs, int64_t after,
                     struct tl_diagnosis *d)
{
    d->event = TL_EVENT_DUPLICATE;
    d->evidence = evidence | differs;
    d->captured_twice = differs != 0 || after < AT_ONCE;
    d->certain = (evidence & (TL_E_SAME_ID | TL_E_SAME_TIME_STAMP)) != 0;
}

static bool is_copy_of_bytes(const struct facts *f, struct tl_diagnosis *d)
{
    const struct range *seen = f->step->found;

    if (seen == NULL || seen->kind != RANGE_SEEN || seen->start != f->seg->seq)
        return false;
    uint32_t evidence = copy_by_same_id(f, seen);
    if (evidence == 0)
        evidence = copy_by_no_time_to_resend(f, seen);
    if (evidence == 0 && seen->copies > 1)
        evidence = copy_by_same_first_id(f, seen);
    if (evidence == 0)
        return false;
    d->of = full_frame(f, seen->frame);
    d->after = f->seg->time - seen->time;
    say_copy(evidence, way_differs(&f->way->way, &seen->way), d->after, d);
    return true;
}

/* A packet without sequence space, once more. */
static bool is_copy_of_packet(const struct facts *f, struct tl_diagnosis *d)
{
    const bool by_way = !tells_by_id(f);

    for (int i = 0; i < HISTORY_RECENT; i++) {
        const struct recent *seen = &f->step->mine->recent[i];
        if (seen->checksum != f->way->checksum ||
            (by_way && is_same_way(&seen->way, &f->way->way)))
            continue;
        const uint32_t evidence = copy_of_recent(f, seen);
        if (evidence == 0)
            continue;
        const int64_t since = f->seg->time - f->step->mine->newest_time;
        say_copy(evidence, way_differs(&f->way->way, &seen->way), since, d);
        d->of = full_frame(f, seen->frame);
        return true;
    }
    return false;
}

static bool is_copy(const struct facts *f, struct tl_diagnosis *d)
{
    return takes_numbers(f->seg) ? is_copy_of_bytes(f, d)
                                 : is_copy_of_packet(f, d);
}

/* Below the edge of an idle connection, and hardly anything in it. */
static enum tl_event probe_of(const struct facts *f)
{
    const struct history_side *s = f->step->mine;
    const uint32_t below = s->edge - f->seg->seq;

    if (f->seg->len > 1 || below > 1 || below + f->seg->len == 0 ||
        !s->has_edge || has(f->seg, TL_SYN | TL_FIN | TL_RST))
        return TL_EVENT_NONE;
    const bool closed = window_is_closed(f);
    if (closed && f->seg->len == 1 && below == 0)
        return TL_EVENT_WINDOW_PROBE;
    if (below == 0 || !history_idle(s))
        return TL_EVENT_NONE;
    return closed ? TL_EVENT_WINDOW_PROBE : TL_EVENT_KEEP_ALIVE;
}

static void say_resent(const struct facts *f, enum tl_cause cause, bool certain,
                       struct tl_diagnosis *d)
{
    d->event = TL_EVENT_RETRANSMISSION;
    d->cause = (uint8_t)cause;
    d->certain = certain;
    d->trigger = (uint8_t)trigger_of(f, &d->evidence);
    if (d->trigger == TL_TRIGGER_FAST)
        d->duplicate_acks = f->step->mine->duplicate_acks;
}

static void say_reordered(const struct facts *f, const struct range *by,
                          bool certain, struct tl_diagnosis *d)
{
    d->event = TL_EVENT_REORDERED;
    d->certain = certain;
    d->of = full_frame(f, by->frame);
    d->after = f->seg->time - by->time;
}

/* The receiver had the bytes, as far as this point can know. */
static bool was_unnecessary(const struct facts *f, struct tl_diagnosis *d)
{
    if (acked_before(f))
        d->evidence |= TL_E_ACKED_BEFORE;
    else if (sacked_before(f))
        d->evidence |= TL_E_SACKED_BEFORE;
    else
        return false;
    return true;
}

/*
 * Older than the first sight of its bytes: the first transmission, which its
 * own retransmission has overtaken. But newer than what showed the hole: a
 * retransmission that another one has overtaken.
 */
static bool is_overtaken_original(const struct facts *f,
                                  const struct range *seen, uint32_t *evidence)
{
    const struct range_past past = ranges_past(&f->step->mine->sent, seen);
    const struct range first = {.ts = past.first_ts, .id = past.first_id};
    const struct range shown = {.ts = past.shown_ts, .id = past.shown_id};
    uint32_t other = 0;

    if (order_of(f, &first, evidence) != SENT_BEFORE ||
        f->place == TL_PLACE_SENDER)
        return false;
    return !seen->was_hole || order_of(f, &shown, &other) != SENT_AFTER;
}

/* The same bytes came by before, in another transmission. */
static void judge_seen(const struct facts *f, struct tl_diagnosis *d)
{
    const struct range *seen = f->step->found;

    if (answers_crossing_syn(f, seen))
        return;
    d->evidence |= TL_E_SEEN_BEFORE;
    if (is_overtaken_original(f, seen, &d->evidence)) {
        say_reordered(f, seen, true, d);
        return;
    }
    if (is_late_original_by_habit(f, seen)) {
        d->evidence |= TL_E_NO_FEEDBACK;
        say_reordered(f, seen, false, d);
        return;
    }
    const bool had = was_unnecessary(f, d);
    if (!had && f->place == TL_PLACE_RECEIVER)
        d->evidence |= TL_E_AT_RECEIVER;
    say_resent(f,
               had || f->place == TL_PLACE_RECEIVER ? TL_CAUSE_UNNECESSARY
               : can_have_been_told(f, seen->time)  ? TL_CAUSE_LOST_AFTER
                                                    : TL_CAUSE_UNKNOWN,
               had, d);
    d->certain |= d->trigger == TL_TRIGGER_FAST;
    d->of = full_frame(f, seen->frame);
    d->of_all =
        !seq_above(f->seg->seq + f->seg->len,
                   ranges_end(&f->step->mine->sent, seen, f->step->mine->edge));
    d->after = f->seg->time - seen->time;
}

/* No copy of the bytes came by: the first was lost, or comes only now. */
static void judge_hole(const struct facts *f, struct tl_diagnosis *d)
{
    const struct range *hole = f->step->found;
    enum sent_order order = order_of(f, hole, &d->evidence);
    const bool certain = order != SENT_UNKNOWN;

    if (!certain && f->place == TL_PLACE_SENDER) {
        d->evidence |= TL_E_AT_SENDER;
        order = SENT_AFTER;
    } else if (!certain) {
        const bool told = can_have_heard_of(f, hole);
        d->evidence |= told ? TL_E_FEEDBACK : TL_E_NO_FEEDBACK;
        order = told ? SENT_AFTER : SENT_BEFORE;
    }
    if (order == SENT_BEFORE) {
        say_reordered(f, hole, certain, d);
        if (overtaken_by_no_byte(f, hole))
            d->event = TL_EVENT_LATE;
        return;
    }
    const bool had = was_unnecessary(f, d);
    const bool missed =
        hole->kind == RANGE_UNSEEN || f->place == TL_PLACE_SENDER;
    say_resent(f,
               had      ? TL_CAUSE_UNNECESSARY
               : missed ? TL_CAUSE_UNKNOWN
                        : TL_CAUSE_LOST_BEFORE,
               certain, d);
    d->after = f->seg->time - hole->time;
}

/*
 * What the receiver had acknowledged before it came by went another way, or
 * the capture delivered the two in the wrong order: within a millisecond
 * nothing is said.
 */
static void judge_unseen(const struct facts *f, struct tl_diagnosis *d)
{
    enum { MS = 1000 * 1000 };

    if (f->seg->time - f->step->found->time < MS)
        return;
    judge_hole(f, d);
}

/* Below everything that is remembered: only the packet sent last can tell. */
static void judge_forgotten(const struct facts *f, struct tl_diagnosis *d)
{
    const struct history_side *s = f->step->mine;
    const struct range newest = {
        .time = s->newest_time,
        .frame = s->newest_frame,
        .ts = s->newest_ts,
        .id = s->newest_id,
    };
    const enum sent_order order = order_of(f, &newest, &d->evidence);
    const uint32_t copy = copy_by_id_of_newest(f);

    if (copy != 0) {
        d->of = full_frame(f, newest.frame);
        d->after = f->seg->time - newest.time;
        say_copy(copy, 0, d->after, d);
        return;
    }
    const bool late =
        order == SENT_BEFORE && acked_before(f) && !sent_again_lately(f);
    const bool original = late && path_rather_delays_than_copies(f);
    if (late && !original) {
        say_copy(TL_E_ACKED_BEFORE, 0, f->seg->time - s->newest_time, d);
        return;
    }
    if (original || (order != SENT_AFTER && !acked_before(f))) {
        say_reordered(f, &newest, false, d);
        return;
    }
    say_resent(f,
               was_unnecessary(f, d) ? TL_CAUSE_UNNECESSARY : TL_CAUSE_UNKNOWN,
               false, d);
}

/*
 * At the edge or above: normal, but for a tail that was lost whole. Either
 * the sender was silent for its timer, with packets missing; or they were
 * missing when it began to repair what it knew of.
 */
static void judge_new(const struct facts *f, struct finding *out)
{
    const struct history_side *s = f->step->mine;
    struct tl_diagnosis *d = &out->d;

    if (seq_above(f->seg->seq, s->edge)) {
        d->event = TL_EVENT_GAP;
        d->certain = true;
        d->missing_bytes = f->seg->seq - s->edge;
    }
    const unsigned owed = owed_here(f, d->missing_bytes);
    out->owed_ids = (uint16_t)owed;
    if (!takes_numbers(f->seg))
        return;
    if (came_late(f)) {
        out->owed_ids = (uint16_t)(out->owed_ids - (out->owed_ids > 0));
        return;
    }
    const unsigned gone = repair_may_miss(f) ? 0 : missing_packets(f);
    const unsigned missing =
        silence_is_a_timers(f, gone) ? besides_repairs_of_late(f, gone) : 0;
    const bool unpushed = missing == 0 && timer_cut_short_what_was_written(f);
    if (missing == 0 && !unpushed && (out->owed_ids == 0 || !tail_is_old(f)))
        return;
    d->evidence |= unpushed       ? TL_E_NOT_PUSHED | TL_E_SILENCE
                   : missing != 0 ? TL_E_MISSING_IDS | TL_E_SILENCE
                                  : TL_E_MISSING_IDS;
    say_resent(f, TL_CAUSE_LOST_BEFORE, false, d);
    d->after = f->seg->time - s->newest_time;
    out->owed_ids = (uint16_t)(missing != 0 ? owed_behind(f, missing, owed)
                                            : owed - (owed > 0));
    out->twice_sent = true;
}

static void judge_bytes(const struct facts *f, struct finding *out)
{
    const struct history_side *s = f->step->mine;
    const struct range *found = f->step->found;

    if (!s->has_edge)
        return;
    if (!seq_below(f->seg->seq, s->edge)) {
        judge_new(f, out);
        return;
    }
    if (!takes_numbers(f->seg))
        return;
    if (found == NULL)
        judge_forgotten(f, &out->d);
    else if (found->kind == RANGE_SEEN)
        judge_seen(f, &out->d);
    else if (found->kind == RANGE_HOLE)
        judge_hole(f, &out->d);
    else
        judge_unseen(f, &out->d);
    out->twice_sent = out->d.event == TL_EVENT_RETRANSMISSION;
    settle_owed(f, out);
    out->late_fills = late_fills_after(f);
}

/* Bytes up to `ack` that have not come by. */
static uint32_t unseen_bytes(const struct history_side *r, uint32_t ack)
{
    const uint32_t above = seq_above(ack, r->edge) ? ack - r->edge : 0;

    return r->sent.has_holes ? above + hole_bytes(r, ack) : above;
}

/* All that came by of the other side is one below what it has sent. */
static bool answers_keep_alive(const struct history_side *r, uint32_t ack)
{
    return r->segments == 1 && !r->has_isn && ack == r->edge + 1 &&
           r->bytes <= 1;
}

static void judge_ack(const struct facts *f, struct tl_diagnosis *d)
{
    const struct history_side *r = f->step->theirs;
    const struct segment *seg = f->seg;
    const struct history_side *s = f->step->mine;

    if (!has(seg, TL_ACK) || has(seg, TL_RST) || !r->has_edge)
        return;
    if (!r->has_acked || seq_above(seg->ack, r->acked)) {
        d->unseen_bytes =
            answers_keep_alive(r, seg->ack) ? 0 : unseen_bytes(r, seg->ack);
    } else if (seg->ack == r->acked && seg->len == 0 && !history_idle(r) &&
               !has(seg, TL_SYN | TL_FIN) &&
               (seg->n_sack > 0 ||
                seg->ack + history_window(s, seg) == s->window_edge)) {
        d->duplicate_acks = r->duplicate_acks + 1U;
    }
    if (d->event == TL_EVENT_NONE && d->unseen_bytes > 0) {
        d->event = TL_EVENT_UNSEEN;
        d->certain = true;
    }
}

/*
 * An earlier retransmission turns out to have been for nothing. Not where the
 * path made a copy, which is what the receiver tells of then.
 */
static void judge_dsack(const struct facts *f, struct tl_diagnosis *d)
{
    const struct history_side *r = f->step->theirs;
    const struct segment *seg = f->seg;

    if (d->event != TL_EVENT_NONE || !has(seg, TL_ACK) || !has_dsack(seg))
        return;
    const struct range *again =
        ranges_find(&r->sent, seg->sack[0].left, r->edge);
    if (again == NULL || again->kind != RANGE_SEEN || again->copies < 2 ||
        again->copied || again->cause == TL_CAUSE_UNNECESSARY ||
        again->cause == TL_CAUSE_NONE)
        return;
    d->event = TL_EVENT_REVISION;
    d->cause = TL_CAUSE_UNNECESSARY;
    d->certain = true;
    d->evidence |= TL_E_DSACK;
    d->of = full_frame(f, again->frame);
    d->after = seg->time - again->time;
}

static void judge_place_in_row(const struct facts *f, struct finding *out)
{
    out->d.event = (uint8_t)probe_of(f);
    if (out->d.event == TL_EVENT_NONE)
        judge_bytes(f, out);
}

/*
 * Without a byte, behind the last: of bytes there is nothing to judge, wherever
 * the capture stands.
 */
static bool only_goes_on(const struct segment *seg,
                         const struct history_step *step)
{
    return step->mine->has_edge && seg->seq == step->mine->edge &&
           step->end == seg->seq;
}

static enum tl_place place_here(const struct history_step *step)
{
    return place_of(step->mine->rtts.least, step->theirs->rtts.least);
}

void diagnose(const struct segment *seg, const struct transit *way,
              const struct history_step *step, struct finding *out)
{
    const bool goes_on = only_goes_on(seg, step);
    const struct facts f = {seg, way, step,
                            goes_on ? TL_PLACE_UNKNOWN : place_here(step)};

    out->d = (struct tl_diagnosis){0};
    out->owed_ids = step->my_trouble->owed_ids;
    out->lost_repairs = step->my_trouble->lost_repairs;
    out->late_fills = step->my_trouble->late_fills;
    out->twice_sent = false;
    out->idle_before_loss = 0;
    if (way->quoted)
        return;
    if (seg->len_known && !is_copy(&f, &out->d)) {
        if (!goes_on)
            judge_place_in_row(&f, out);
        judge_ack(&f, &out->d);
        judge_dsack(&f, &out->d);
    }
    if (out->d.event != TL_EVENT_NONE)
        out->d.place = (uint8_t)place_here(step);
    split_time(&f, &out->d, out->split);
    if (out->split[0].rest_to == TL_SHARE_STALLED)
        out->idle_before_loss = idle_before_lost_tail(&f, out->split[0].rest);
}
