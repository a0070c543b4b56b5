/*
 * history_acks.c - what an acknowledgement leaves behind: round trips by
 * Karn's rule (RFC 6298 section 3), signs of loss, windows.
 */
#include <stddef.h>

#include "history_parts.h"
#include "seq.h"

static bool has(const struct segment *seg, unsigned flags)
{
    return (seg->flags & flags) != 0;
}

/* In microseconds, one at least: 0 says that nothing is known. */
static uint32_t round_up(int64_t ns)
{
    if (ns <= 1000)
        return 1;
    return ns / 1000 < UINT32_MAX ? (uint32_t)(ns / 1000) : UINT32_MAX;
}

/*
 * The range that ends where the acknowledgement does, when everything the
 * acknowledgement covers went by once, and this last of all: then nothing
 * else has caused it.
 */
static const struct range *what_caused(const struct history_side *theirs,
                                       uint32_t ack)
{
    const struct range *last =
        ranges_find(&theirs->sent, ack - 1, theirs->edge);

    if (last == NULL || last->kind != RANGE_SEEN || last->copies != 1 ||
        ranges_end(&theirs->sent, last, theirs->edge) != ack)
        return NULL;
    if (!theirs->has_acked || last->start == theirs->acked)
        return last;
    const struct range *r =
        ranges_find(&theirs->sent, theirs->acked, theirs->edge);
    for (; r != NULL && r < last; r = ranges_next(&theirs->sent, r))
        if (r->kind != RANGE_SEEN || r->copies != 1 || r->time > last->time)
            return NULL;
    return last;
}

static void raise_edge(struct history_side *theirs, const struct segment *seg)
{
    const struct range unseen = {
        .time = seg->time,
        .start = theirs->edge,
        .frame = (uint32_t)seg->frame,
        .kind = RANGE_UNSEEN,
    };

    ranges_append(&theirs->sent, &unseen, theirs->acked);
    theirs->edge = seg->ack;
}

static bool names_later_bytes(const struct segment *seg)
{
    for (int i = 0; i < seg->n_sack; i++)
        if (seq_above(seg->sack[i].left, seg->ack))
            return true;
    return false;
}

/* A partial acknowledgement leaves the signs: they told of later holes, too. */
static void end_recovery(struct history_side *theirs, struct trouble *tr,
                         const struct segment *seg)
{
    const bool partial =
        tr->recovering && seq_below(theirs->acked, tr->recover);

    tr->n_sacked = 0;
    tr->lost_repairs = 0;
    if (!partial && !names_later_bytes(seg))
        tr->sign_first = tr->sign_last = 0;
    if (partial)
        return;
    tr->recovering = tr->resent_since = false;
    tr->trigger = TL_TRIGGER_NONE;
}

static const struct range *syn_of(const struct history_side *s)
{
    return s->has_isn ? ranges_find(&s->sent, s->isn, s->edge) : NULL;
}

/*
 * Karn's rule doubts what was sent twice. But a SYN-ACK that was sent once for
 * each SYN was asked for again: who did so had not got the one before. NULL
 * where it is not so.
 */
static const struct range *
syn_ack_asked_for_each_time(const struct history_side *mine,
                            const struct history_side *theirs, uint32_t ack)
{
    const struct range *syn = syn_of(mine), *answer = syn_of(theirs);

    if (syn == NULL || answer == NULL || ack != theirs->isn + 1 ||
        syn->copied || answer->copied || syn->time > answer->time)
        return NULL;
    return syn->copies == answer->copies ? answer : NULL;
}

static void take_round_trip(struct history_side *mine,
                            const struct history_side *theirs,
                            const struct segment *seg)
{
    const struct range *cause = what_caused(theirs, seg->ack);

    if (cause == NULL && !theirs->has_acked)
        cause = syn_ack_asked_for_each_time(mine, theirs, seg->ack);
    if (cause != NULL)
        rtts_add(&mine->rtts, round_up(seg->time - cause->time));
}

static void set_acked(struct history_side *theirs, const struct segment *seg)
{
    theirs->acked = seg->ack;
    theirs->has_acked = true;
    theirs->acked_time = seg->time;
    theirs->duplicate_acks = 0;
}

void history_go_on_ack(struct history_side *mine, struct history_side *theirs,
                       const struct segment *seg)
{
    take_round_trip(mine, theirs, seg);
    set_acked(theirs, seg);
}

void history_take_ack(struct history_side *mine, struct history_side *theirs,
                      struct trouble *tr, const struct segment *seg,
                      const struct finding *f)
{
    if (theirs->has_acked && !seq_above(seg->ack, theirs->acked))
        return;
    take_round_trip(mine, theirs, seg);
    if (f->d.unseen_bytes > 0)
        ranges_give_up_holes(&theirs->sent, seg->ack);
    if (seq_above(seg->ack, theirs->edge))
        raise_edge(theirs, seg);
    set_acked(theirs, seg);
    end_recovery(theirs, tr, seg);
}

static void note_sign(struct history_side *theirs, struct trouble *tr,
                      const struct segment *seg)
{
    if (tr->sign_first == 0)
        tr->sign_first = seg->time;
    tr->sign_last = seg->time;
    if (tr->recovering || history_idle(theirs))
        return;
    tr->recovering = true;
    tr->recover = theirs->edge;
}

/* Blocks that lie above the acknowledgement; a DSACK does not. */
void history_heed_sack(struct history_side *theirs, struct trouble *tr,
                       const struct segment *seg, bool repeated)
{
    uint8_t n = 0;

    for (int i = 0; i < seg->n_sack; i++) {
        const struct sack_block b = seg->sack[i];
        if (!seq_above(b.left, seg->ack) || n == TROUBLE_SACKED)
            continue;
        if (n == 0 && (tr->n_sacked == 0 || seq_above(b.right, tr->sack_high)))
            tr->sack_high = b.right;
        tr->sacked[n++] = b;
    }
    if (n > 0 && seg->ack == theirs->acked)
        tr->n_sacked = n;
    if (repeated && theirs->duplicate_acks < UINT16_MAX)
        theirs->duplicate_acks++;
    /* A single repetition says nothing yet. */
    if (n > 0 || (repeated && theirs->duplicate_acks > 1))
        note_sign(theirs, tr, seg);
}

void history_note_revised(struct history_side *theirs,
                          const struct segment *seg)
{
    ranges_set_cause(&theirs->sent, seg->sack[0].left, seg->sack[0].right,
                     TL_CAUSE_UNNECESSARY);
}

void history_settle_scale(struct history_side *mine,
                          struct history_side *theirs,
                          const struct segment *seg)
{
    if (seg->options_cut && !seg->has_window_shift)
        return; /* what is cut off may be the scale */
    mine->unscaled = !seg->has_window_shift;
    mine->shift = seg->has_window_shift ? seg->window_shift : 0;
    if (has(seg, TL_ACK) && (mine->unscaled || theirs->unscaled))
        mine->shift = theirs->shift = 0;
}

/* Nanoseconds to microseconds on a circle of 32 bits. */
static uint32_t moment(int64_t ns)
{
    return (uint32_t)((uint64_t)ns / 1000);
}

void history_note_offer(struct offers *o, uint32_t reach, uint32_t edge,
                        int64_t now, uint32_t ts)
{
    const struct offer offer = {moment(now), edge, ts};
    struct offer_span *span = &o->span[(o->n - 1) % HISTORY_OFFERS];

    if (o->n != 0 && offer.us - span->first.us < reach / 2) {
        span->last = offer;
        return;
    }
    o->span[o->n++ % HISTORY_OFFERS] = (struct offer_span){offer, offer};
}

/* In `span` of all that took `whole`, evenly. */
static uint32_t edge_after(const struct offer_span *s, uint32_t span,
                           uint32_t whole)
{
    const uint64_t grown = s->last.edge - s->first.edge;

    if (span >= whole)
        return s->last.edge;
    return s->first.edge + (uint32_t)(grown * span / whole);
}

/* Where the last offer lies that is no younger than the stamp; or NULL. */
static const struct offer_span *span_of_stamp(const struct offers *o,
                                              uint32_t ts)
{
    for (unsigned i = 1; i <= HISTORY_OFFERS && i <= o->n; i++) {
        const struct offer_span *s = &o->span[(o->n - i) % HISTORY_OFFERS];
        if (s->first.ts == 0 || !seq_above(s->first.ts, ts))
            return s;
    }
    return NULL;
}

/* At the beginning of a tick of its clock. */
static uint32_t edge_at_tick(const struct offer_span *s, uint32_t ts)
{
    return edge_after(s, ts - s->first.ts, s->last.ts - s->first.ts + 1);
}

/* By the time it takes at the least until it is answered. */
static uint32_t offered_by_time(const struct offers *o, uint32_t otherwise,
                                uint32_t then)
{
    for (unsigned i = 1; i <= HISTORY_OFFERS && i <= o->n; i++) {
        const struct offer_span *s = &o->span[(o->n - i) % HISTORY_OFFERS];
        if (!seq_above(s->first.us, then))
            return edge_after(s, then - s->first.us, s->last.us - s->first.us);
    }
    return otherwise;
}

/*
 * What it echoes it has heard, and nothing later; within one tick of the clock
 * the time tells more.
 */
uint32_t history_offered(const struct offers *o, uint32_t reach,
                         uint32_t otherwise, int64_t now, uint32_t echo)
{
    const uint32_t by_time = offered_by_time(o, otherwise, moment(now) - reach);
    const struct offer_span *s = echo == 0 ? NULL : span_of_stamp(o, echo);

    if (s == NULL || s->first.ts == 0)
        return by_time;
    const uint32_t low = edge_at_tick(s, echo);
    const uint32_t high = edge_at_tick(s, echo + 1);
    return seq_below(by_time, low)    ? low
           : seq_above(by_time, high) ? high
                                      : by_time;
}

bool history_take_window(struct history_side *mine, const struct segment *seg)
{
    const bool was_shut = mine->window == 0 && mine->window_edge != 0;
    const bool syn = has(seg, TL_SYN);

    if (!has(seg, TL_ACK))
        return false;
    history_note_window(mine, seg,
                        syn ? seg->window : history_window(mine, seg));
    if (!syn)
        history_note_least_window(mine, seg);
    return mine->window == 0 || was_shut;
}
