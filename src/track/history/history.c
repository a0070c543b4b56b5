/*
 * history.c - connections as the diagnosis knows them: what a segment leaves
 * behind in one.
 */
#include "history.h"

#include <stdlib.h>

#include "history_ids.h"
#include "history_parts.h"
#include "seq.h"
#include "shortage.h"

const struct trouble history_no_trouble;

static bool more_make(struct history_table *t, struct history_side *s)
{
    if (s->more != NULL)
        return true;
    const uint32_t id = pool_get(&t->blocks);
    if (id == 0)
        return false;
    s->more = pool_at(&t->blocks, id);
    s->more->id = id;
    return true;
}

/* Without memory nothing is remembered: something takes the writing. */
static struct trouble *trouble_make(struct history_table *t,
                                    struct history_side *s)
{
    if (!s->troubled && more_make(t, s)) {
        s->more->trouble = calloc(1, sizeof(*s->more->trouble));
        s->troubled = s->more->trouble != NULL;
        if (!s->troubled) {
            shortage_note();
        } else {
            s->more->trouble->clock_time = s->newest_time;
            s->more->trouble->clock_ts = s->newest_ts;
        }
    }
    return s->troubled ? s->more->trouble : &t->spare;
}

static bool has(const struct segment *seg, unsigned flags)
{
    return (seg->flags & flags) != 0;
}

/* Where a side's time of one share is summed up. */
static int64_t *share_of(struct history_table *t, struct history_side *s,
                         unsigned what)
{
    return is_seldom_share(what)
               ? &trouble_make(t, s)->share[what - SHARE_SELDOM]
               : history_share(s, what);
}

static void add_doubted(struct history_table *t, struct history_side *s,
                        const struct time_split *split)
{
    struct trouble *tr = trouble_make(t, s);

    if (split->rest_to == SPLIT_DOUBTED)
        tr->doubted += split->rest;
    if (split->doubted_was < TL_SHARE_COUNT) {
        *share_of(t, s, split->doubted_was) += tr->doubted;
        tr->doubted = 0;
    }
}

void history_hold_path(struct windows *w, int64_t ns)
{
    const uint64_t us = w->since_full + (uint64_t)ns / 1000;

    w->since_full = us < UINT32_MAX ? (uint32_t)us : UINT32_MAX;
}

static void take_back_path(struct history_side *s, int64_t ns)
{
    int64_t *path = history_share(s, TL_SHARE_PATH);

    ns = ns < *path ? ns : *path;
    *path -= ns;
    *history_share(s, TL_SHARE_RECEIVER) += ns;
}

/*
 * A sender that fills the window round after round was on its way to it
 * between: what went to the path then, a round trip at most, was the
 * receiver's. What went before the first round was not: its own window grew,
 * but to a `small` one at once. `round`: the round trip in microseconds.
 */
static void note_full(struct history_side *s, uint32_t round, bool small,
                      int64_t now)
{
    struct windows *w = &s->more->windows;
    const uint32_t us = (uint32_t)((uint64_t)now / 1000);
    const uint32_t since = us - w->full_at;
    const uint32_t most = round + round / 4;
    const uint32_t held = w->since_full < most ? w->since_full : most;

    w->since_full = 0;
    if (since < round / 2) {
        w->first_full += held;
        return;
    }
    if (since < round * 2 + round / 2) {
        take_back_path(s, ((int64_t)w->first_full + held) * 1000);
        w->first_full = 0;
        w->full_rounds++;
    } else {
        w->first_full = small ? held : 0;
        w->full_rounds = 1;
    }
    w->full_at = us;
}

/* While it repairs losses, a full window is no sign of the receiver's. */
void history_note_filling(struct history_side *mine,
                          const struct history_side *theirs, int64_t now)
{
    const uint32_t round = mine->rtts.least + theirs->rtts.least;

    if (history_trouble(mine)->recovering)
        mine->more->windows.since_full = mine->more->windows.first_full = 0;
    else if (mine->filled)
        note_full(mine, round, history_is_small_window(mine, theirs), now);
}

__attribute__((always_inline)) static inline void
add_split(struct history_table *t, struct history_side *s,
          const struct time_split *split)
{
    int64_t *path = history_share(s, TL_SHARE_PATH);
    const int64_t path_before = *path;

    *path += split->path;
    if (split->rest_to < TL_SHARE_COUNT)
        *share_of(t, s, split->rest_to) += split->rest;
    else if (split->rest_to == SPLIT_UNDECIDED)
        s->undecided += split->rest;
    if (split->undecided_was < TL_SHARE_COUNT) {
        *share_of(t, s, split->undecided_was) += s->undecided;
        s->undecided = 0;
    }
    if (s->troubled || split->rest_to == SPLIT_DOUBTED)
        add_doubted(t, s, split);
    if (s->windowed && *path > path_before)
        history_hold_path(&s->more->windows, *path - path_before);
}

static void add_idle_before_loss(struct history_table *t,
                                 struct history_side *s, int64_t ns)
{
    *share_of(t, s, TL_SHARE_STALLED) -= ns;
    *share_of(t, s, TL_SHARE_APPLICATION) += ns;
}

static void count_copy(struct history_table *t, struct history_side *mine,
                       const struct finding *f)
{
    struct trouble *tr = trouble_make(t, mine);

    tr->duplicates += !f->d.captured_twice;
    tr->captured_twice += f->d.captured_twice;
}

static bool came_late(const struct tl_diagnosis *d)
{
    return d->event == TL_EVENT_REORDERED || d->event == TL_EVENT_LATE;
}

/* A probe, or who knows what, when all has arrived: no loss to recover from. */
static bool repairs_nothing(const struct history_side *mine,
                            const struct tl_diagnosis *d)
{
    return history_idle(mine) && (d->trigger == TL_TRIGGER_TAIL_PROBE ||
                                  d->trigger == TL_TRIGGER_UNKNOWN);
}

static void count_event(struct history_table *t, struct history_side *mine,
                        const struct segment *seg, const struct finding *f)
{
    const struct tl_diagnosis *d = &f->d;

    if (d->event != TL_EVENT_RETRANSMISSION && !came_late(d) && !mine->troubled)
        return;
    struct trouble *tr = trouble_make(t, mine);
    const unsigned packets = history_packets(mine, seg);
    tr->owed_ids = f->owed_ids;
    tr->lost_repairs = f->lost_repairs;
    tr->late_fills = f->late_fills;
    if (d->event != TL_EVENT_RETRANSMISSION && !came_late(d))
        return;
    if (came_late(d)) {
        tr->reordered++;
        if (d->after > tr->latest)
            tr->latest = d->after;
        return;
    }
    tr->retransmissions += packets;
    tr->resent += seg->len;
    tr->by_trigger[d->trigger] += packets;
    tr->by_cause[d->cause] += packets;
    tr->cause = d->cause;
    tr->repaired = seg->seq;
    if (has(seg, TL_SYN))
        return;
    if (repairs_nothing(mine, d))
        return;
    if (!tr->recovering)
        tr->recover = mine->edge;
    if (!tr->recovering || !tr->resent_since)
        tr->trigger = d->trigger;
    tr->recovering = tr->resent_since = true;
}

/*
 * Nobody is seen to acknowledge: new data say as well as anything that the
 * repair is over.
 */
static void end_unanswered(struct history_side *mine,
                           const struct history_side *theirs,
                           const struct segment *seg, const struct finding *f)
{
    struct trouble *tr = trouble_in(mine);

    if (theirs->segments != 0 || tr == NULL || seg->len == 0 ||
        f->d.event == TL_EVENT_RETRANSMISSION ||
        seq_below(seg->seq, tr->recover))
        return;
    tr->recovering = tr->resent_since = false;
    tr->trigger = TL_TRIGGER_NONE;
}

/* What arrived unseen is owed no more. */
static void note_unseen(const struct history_side *theirs, struct trouble *tr,
                        const struct segment *seg, uint32_t bytes)
{
    const uint32_t arrived = history_packets_in(bytes, theirs->mss);

    if (bytes == 0)
        return;
    tr->unseen += bytes;
    tr->unseen_time = seg->time;
    tr->owed_ids -= (uint16_t)(tr->owed_ids < arrived ? tr->owed_ids : arrived);
}

/* The peer's trouble: what it acknowledges, names and cannot have. */
static void heed_ack(struct history_table *t, struct history_side *mine,
                     struct history_side *theirs, const struct segment *seg,
                     const struct finding *f)
{
    const bool told = seg->n_sack > 0 || f->d.duplicate_acks > 1 ||
                      f->d.unseen_bytes > 0 || f->d.event == TL_EVENT_REVISION;
    if (!told && f->d.duplicate_acks == 0 && theirs->has_acked &&
        !seq_above(seg->ack, theirs->acked))
        return;
    struct trouble *tr = told               ? trouble_make(t, theirs)
                         : theirs->troubled ? theirs->more->trouble
                                            : &t->spare;

    note_unseen(theirs, tr, seg, f->d.unseen_bytes);
    history_take_ack(mine, theirs, tr, seg, f);
    history_heed_sack(theirs, tr, seg, f->d.duplicate_acks > 0);
    if (f->d.event == TL_EVENT_REVISION) {
        const struct range *again =
            ranges_find(&theirs->sent, seg->sack[0].left, theirs->edge);
        tr->revised++;
        if (again != NULL && tr->by_cause[again->cause] > 0) {
            tr->by_cause[again->cause]--;
            tr->by_cause[TL_CAUSE_UNNECESSARY]++;
        }
        history_note_revised(theirs, seg);
    }
}

/* What it offers was said in its last packet, at the latest. */
static void keep_windows(struct history_table *t, struct history_side *s)
{
    if (s->windowed || !more_make(t, s))
        return;
    s->windowed = true;
    history_hold_path(&s->more->windows, *history_share(s, TL_SHARE_PATH));
    if (s->window_edge != 0)
        history_note_offer(&s->more->windows.offers, 0, s->window_edge,
                           s->newest_time, s->newest_ts);
}

static bool begins_windows(const struct history_step *step,
                           const struct segment *seg, const struct transit *way,
                           const struct time_split *split)
{
    if (step->mine->windowed || !seg->len_known || seg->len == 0)
        return false;
    return history_needs_windows(step->mine, step->theirs, seg->len) ||
           history_needs_pace(way, split);
}

static void note_window(struct history_table *t, struct history_side *mine,
                        const struct history_side *theirs,
                        const struct segment *seg, const struct transit *way)
{
    const bool shut = history_take_window(mine, seg);

    history_offer_window(mine, theirs, seg, way);
    if (!shut)
        return;
    struct trouble *tr = trouble_make(t, mine);
    if (mine->window == 0 && tr->shut_since == 0) {
        tr->shut_since = seg->time;
    } else if (mine->window != 0 && tr->shut_since != 0) {
        tr->window_closed += seg->time - tr->shut_since;
        tr->shut_since = 0;
    }
}

static void note_flags(struct history *h, struct history_side *mine,
                       const struct segment *seg, const struct transit *way)
{
    const uint8_t at = mine == &h->side[1];

    if (!has(seg, TL_SYN | TL_FIN | TL_RST)) {
        h->established |= has(seg, TL_ACK);
        return;
    }
    h->closes |= has(seg, TL_FIN | TL_RST);
    if (has(seg, TL_SYN)) {
        mine->has_isn = true;
        mine->isn = seg->seq;
        h->syn |= !has(seg, TL_ACK);
        h->syn_ack |= has(seg, TL_ACK);
        mine->sack_permitted = way->sack_permitted;
        mine->syn_cut = seg->options_cut;
        history_settle_scale(mine, &h->side[!at], seg);
        history_told_mss(&h->side[!at], way->mss);
    } else if (has(seg, TL_ACK) && !has(seg, TL_RST)) {
        h->established = true;
    }
    if (has(seg, TL_FIN)) {
        if (!h->side[0].fin && !h->side[1].fin)
            h->fin_by = at;
        mine->fin = true;
    }
    if (has(seg, TL_RST) && !h->reset) {
        h->reset = true;
        h->reset_by = at;
    }
}

static void advance(struct history_table *t, const struct segment *seg,
                    const struct transit *way, const struct history_step *step,
                    const struct finding *f)
{
    struct history *h = step->owned;
    struct history_side *mine = step->own_mine;
    struct history_side *theirs = step->own_theirs;

    if (way->quoted) {
        h->unreachable = true;
        return;
    }
    h->last_time = seg->time;
    if (begins_windows(step, seg, way, &f->split[0])) {
        keep_windows(t, mine);
        keep_windows(t, theirs);
    }
    add_split(t, mine, &f->split[0]);
    add_split(t, theirs, &f->split[1]);
    if (f->idle_before_loss != 0)
        add_idle_before_loss(t, mine, f->idle_before_loss);
    if (f->split[0].pace != 0 && mine->windowed)
        mine->more->windows.pace = f->split[0].pace;
    if (f->d.event == TL_EVENT_DUPLICATE) {
        count_copy(t, mine, f);
        ranges_note_copy(&mine->sent, seg->seq, mine->edge);
        return;
    }
    mine->segments++;
    /* Who has no connection resets it, with no time stamp, and id 0. */
    if (!has(seg, TL_RST))
        history_learn_ids(mine, seg, way);
    if (seg->len_known) {
        count_event(t, mine, seg, f);
        end_unanswered(mine, theirs, seg, f);
        if (has(seg, TL_ACK) && theirs->has_edge && !has(seg, TL_RST))
            heed_ack(t, mine, theirs, seg, f);
        if (!has(seg, TL_RST)) {
            note_window(t, mine, theirs, seg, way);
            history_take_bytes(mine, theirs, seg, way, step, f);
            if (mine->windowed && (mine->filled || mine->troubled))
                history_note_filling(mine, theirs, seg->time);
        }
    }
    note_flags(h, mine, seg, way);
}

void history_advance(struct history_table *t, const struct segment *seg,
                     const struct transit *way, struct history_step *step,
                     const struct finding *f)
{
    advance(t, seg, way, step, f);
    history_settle(step->owned);
}
