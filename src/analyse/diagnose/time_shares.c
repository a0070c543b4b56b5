/*
 * time_shares.c - where the time of each direction went since the last
 * segment of its connection.
 *
 * Time is told in hindsight: what a sender waited for shows in what it does
 * next. So the time before a segment is judged by what was known then and by
 * the segment itself; what even that leaves open is undecided (application
 * or path?) or doubted (loss or lateness?) until later segments tell.
 */
#include "evidence.h"
#include "seq.h"

enum { US = 1000 };

struct share_view {
    const struct facts *f;
    const struct tl_diagnosis *d;
    const struct history_side *sender, *receiver;
    const struct trouble *trouble;
    bool own;     /* the segment is of this direction ... */
    bool resends; /* ... and a retransmission */
    bool opens;   /* the connection is not open yet */
    int64_t span;
};

static bool closes(const struct share_view *v)
{
    return v->sender->fin || v->f->step->connection->reset;
}

static bool was_timer(const struct share_view *v)
{
    return v->resends &&
           (v->d->trigger == TL_TRIGGER_TIMER ||
            v->d->trigger == TL_TRIGGER_TAIL_PROBE) &&
           (v->d->evidence & TL_E_SILENCE) != 0;
}

static bool window_full(const struct share_view *v)
{
    const struct history_side *r = v->receiver;

    return v->sender->filled || (r->segments > 1 && r->window == 0);
}

/*
 * A probe of the tail while the window is full: its answer is what the
 * receiver is slow with.
 */
static bool probes_full_window(const struct share_view *v)
{
    const uint8_t trigger = v->resends                 ? v->d->trigger
                            : v->trouble->resent_since ? v->trouble->trigger
                                                       : TL_TRIGGER_NONE;

    return trigger == TL_TRIGGER_TAIL_PROBE && window_full(v);
}

static bool in_flight(const struct share_view *v)
{
    return !history_idle(v->sender);
}

/*
 * The part of the span in which the sender had nothing to send: when it had
 * pushed less than a segment, all; else what follows the answer it waited for.
 */
static int64_t nothing_to_send(const struct share_view *v)
{
    if (v->sender->pushed && v->sender->partial)
        return v->span;
    const int64_t idle = v->sender->acked_time > v->sender->data_time
                             ? v->sender->acked_time
                             : v->sender->data_time;
    const int64_t from = idle + (int64_t)v->sender->reach * US;
    const int64_t now = v->f->seg->time;

    if (from >= now)
        return 0;
    return now - from < v->span ? now - from : v->span;
}

/* What the span went to if to a loss; SPLIT_COUNT if not. */
static uint8_t repair_of(const struct share_view *v)
{
    if (probes_full_window(v))
        return TL_SHARE_RECEIVER;
    if (was_timer(v))
        return TL_SHARE_STALLED;
    if (v->trouble->recovering && in_flight(v))
        return v->trouble->resent_since ? TL_SHARE_RECOVERY : SPLIT_DOUBTED;
    return SPLIT_COUNT;
}

/* What the span went to; less of it where part went to the path. */
__attribute__((always_inline)) static inline uint8_t
rest_of(const struct share_view *v, int64_t *rest)
{
    if (v->opens)
        return TL_SHARE_OPENING;
    if (v->resends || v->trouble->recovering) {
        const uint8_t repair = repair_of(v);
        if (repair != SPLIT_COUNT)
            return repair;
    }
    if (closes(v))
        return TL_SHARE_CLOSING;
    if (window_full(v))
        return TL_SHARE_RECEIVER;
    if (!in_flight(v)) {
        *rest = nothing_to_send(v);
        return TL_SHARE_APPLICATION;
    }
    if (v->sender->pushed && v->sender->partial)
        return TL_SHARE_APPLICATION;
    return v->sender->pushed ? SPLIT_UNDECIDED : TL_SHARE_PATH;
}

/*
 * New data: with no ACK since the last to free them, they were not there to be
 * sent. Senders that pace themselves wait as well, but not for long.
 */
static uint8_t undecided_was(const struct share_view *v)
{
    const struct history_side *s = v->sender;

    if (v->f->seg->len == 0 || v->d->event == TL_EVENT_RETRANSMISSION)
        return TL_SHARE_COUNT;
    return s->acked_time > s->data_time ||
                   v->f->seg->time - s->data_time < round_trip(v->f->step) / 2
               ? TL_SHARE_PATH
               : TL_SHARE_APPLICATION;
}

/* The row of signs ended, or was followed by a repair. */
static uint8_t doubted_was(const struct share_view *v)
{
    if (v->trouble->doubted == 0 && v->d->event != TL_EVENT_RETRANSMISSION)
        return TL_SHARE_COUNT;
    if (v->trouble->resent_since || v->resends)
        return TL_SHARE_RECOVERY;
    if (v->trouble->recovering)
        return TL_SHARE_COUNT;
    return closes(v) ? TL_SHARE_CLOSING : TL_SHARE_PATH;
}

/* Inlined always: much of it is known for either direction. */
__attribute__((always_inline)) static inline void
split_one(const struct share_view *v, struct time_split *out)
{
    int64_t rest = v->span;

    out->rest_to = rest_of(v, &rest);
    out->path = v->span - rest;
    out->rest = rest;
    out->undecided_was = v->own ? undecided_was(v) : (uint8_t)TL_SHARE_COUNT;
    out->doubted_was = doubted_was(v);
}

void split_time(const struct facts *f, const struct tl_diagnosis *d,
                struct time_split out[2])
{
    const struct history *h = f->step->connection;
    const int64_t span =
        f->seg->time > h->last_time ? f->seg->time - h->last_time : 0;
    const bool opens = !h->established && h->syn;
    const struct share_view mine = {
        .f = f,
        .d = d,
        .sender = f->step->mine,
        .receiver = f->step->theirs,
        .trouble = f->step->my_trouble,
        .own = true,
        .resends = d->event == TL_EVENT_RETRANSMISSION,
        .opens = opens,
        .span = span,
    };
    const struct share_view other = {
        .f = f,
        .d = d,
        .sender = f->step->theirs,
        .receiver = f->step->mine,
        .trouble = f->step->their_trouble,
        .opens = opens,
        .span = span,
    };

    split_one(&mine, &out[f->step->side]);
    split_one(&other, &out[!f->step->side]);
}
