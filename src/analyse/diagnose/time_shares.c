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

enum { US = 1000, SLACK = 5000 * US, INITIAL_WINDOW = 10 };

struct share_view {
    const struct facts *f;
    const struct tl_diagnosis *d;
    const struct history_side *sender, *receiver;
    const struct trouble *trouble;
    bool resends; /* the segment is of this direction, a retransmission */
    bool opens;   /* the connection is not open yet */
    int64_t span;
};

/* Its FIN went out with the last data, or before these can have arrived. */
static bool fin_follows_data(const struct share_view *v)
{
    const struct history_side *s = v->sender;
    const struct range *fin = ranges_find(&s->sent, s->edge - 1, s->edge);

    if (fin == NULL || fin->start != s->edge - 1)
        return fin != NULL;
    const struct range *data = ranges_find(&s->sent, s->edge - 2, s->edge);
    return data != NULL && fin->time - data->time < round_trip(v->f->step);
}

/*
 * What part of the span came after the FIN and all before it had arrived, as
 * far as the sender could know. Where nobody acknowledges, all of it.
 */
static int64_t closing_part(const struct share_view *v)
{
    const struct history_side *s = v->sender;

    if (!s->fin || !s->has_acked || v->f->step->connection->reset ||
        !fin_follows_data(v))
        return v->span;
    if (seq_below(s->acked, s->edge - 1))
        return 0;
    const int64_t known = s->acked_time + (int64_t)s->rtts.least * US;
    const int64_t part = v->f->seg->time - known;
    return part < 0 ? 0 : part < v->span ? part : v->span;
}

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

/* `now` is no later than an answer to its last ACK goes out. */
static bool may_answer_ack(const struct history_side *sender, int64_t now)
{
    return now - sender->acked_time <=
           (int64_t)sender->rtts.least * US * 5 / 4 + SLACK;
}

/* The same of the window that was offered last. */
static bool may_answer_offer(const struct history_side *sender,
                             const struct history_side *receiver, int64_t now)
{
    if (!receiver->windowed || receiver->more->windows.offers.n == 0)
        return false;
    const uint32_t since = (uint32_t)((uint64_t)now / US) -
                           last_offer(&receiver->more->windows.offers)->us;
    return since <= sender->rtts.least * 5 / 4 + SLACK / US;
}

/*
 * More than this would be used at once by who has something to send (RFC 9293
 * section 3.8.6.2.1): the rest of what a program wrote, or one segment after
 * the other, which may wait for a second.
 */
static inline uint32_t least_to_use(const struct history_side *sender)
{
    return sender->pushed && sender->partial && !sender->fin ? sender->mss - 1U
                                                             : 2U * sender->mss;
}

/*
 * It filled the window, and has not had the time to use what was opened since.
 * Inlined always, as what else nearly every segment asks for both sides.
 */
__attribute__((always_inline)) static inline bool
fills_when(const struct history_side *sender,
           const struct history_side *receiver, bool idle, int64_t now)
{
    if (!sender->filled)
        return receiver->window == 0 && receiver->segments > 1;
    return !idle || receiver->window <= least_to_use(sender) ||
           may_answer_ack(sender, now) ||
           may_answer_offer(sender, receiver, now);
}

static inline bool fills_window(const struct history_side *sender,
                                const struct history_side *receiver,
                                int64_t now)
{
    return fills_when(sender, receiver, history_idle(sender), now);
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

    return trigger == TL_TRIGGER_TAIL_PROBE &&
           fills_window(v->sender, v->receiver, v->f->seg->time);
}

/*
 * The part of the span before `now` in which the sender had nothing to send:
 * when it had pushed less than a segment, all; else what follows the answer it
 * waited for.
 */
__attribute__((always_inline)) static inline int64_t
nothing_to_send(const struct history_side *sender, int64_t now, int64_t span)
{
    if (sender->pushed && sender->partial)
        return span;
    const int64_t idle = sender->acked_time > sender->data_time
                             ? sender->acked_time
                             : sender->data_time;
    const int64_t from = idle + (int64_t)sender->rtts.least * US;

    if (from >= now)
        return 0;
    return now - from < span ? now - from : span;
}

/*
 * What a span went to in which nothing was known lost: windows and what was in
 * flight decide. The rest of it went to the path.
 */
__attribute__((always_inline)) static inline struct time_split
split_by(const struct history_side *sender, bool fills, bool idle, int64_t now,
         int64_t span)
{
    struct time_split split = {
        .rest = span,
        .rest_to = TL_SHARE_APPLICATION,
        .undecided_was = TL_SHARE_COUNT,
        .doubted_was = TL_SHARE_COUNT,
    };

    if (fills)
        split.rest_to = TL_SHARE_RECEIVER;
    else if (idle)
        split.rest = nothing_to_send(sender, now, span);
    else if (!sender->pushed)
        split.rest_to = TL_SHARE_PATH;
    else
        split.rest_to = SPLIT_UNDECIDED;
    split.path = span - split.rest;
    return split;
}

static inline struct time_split calm_split(const struct history_side *sender,
                                           const struct history_side *receiver,
                                           int64_t now, int64_t span)
{
    return split_by(sender, fills_window(sender, receiver, now),
                    history_idle(sender), now, span);
}

/* Both have acknowledged something, and their windows are open. */
static inline struct time_split open_split(const struct history_side *sender,
                                           const struct history_side *receiver,
                                           int64_t now, int64_t span)
{
    const bool idle = sender->acked == sender->edge;

    return split_by(sender,
                    sender->filled && fills_when(sender, receiver, idle, now),
                    idle, now, span);
}

/* What the span went to if to any of these; SPLIT_COUNT if not. */
static uint8_t odd_share_of(const struct share_view *v)
{
    if (v->opens)
        return TL_SHARE_OPENING;
    if (probes_full_window(v))
        return TL_SHARE_RECEIVER;
    if (was_timer(v))
        return TL_SHARE_STALLED;
    if (v->trouble->recovering && !history_idle(v->sender))
        return v->trouble->resent_since ? TL_SHARE_RECOVERY : SPLIT_DOUBTED;
    if (!closes(v))
        return SPLIT_COUNT;
    return !v->f->step->connection->reset &&
                   fills_window(v->sender, v->receiver, v->f->seg->time)
               ? TL_SHARE_RECEIVER
               : TL_SHARE_CLOSING;
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

static struct time_split odd_split(const struct share_view *v)
{
    const uint8_t odd = odd_share_of(v);
    struct time_split split =
        calm_split(v->sender, v->receiver, v->f->seg->time, v->span);

    if (odd != SPLIT_COUNT) {
        split.rest_to = odd;
        split.rest = odd == TL_SHARE_CLOSING ? closing_part(v) : v->span;
        split.path = v->span - split.rest;
    }
    split.doubted_was = doubted_was(v);
    return split;
}

/* Both directions, where one of them may repair, open or close something. */
__attribute__((noinline)) static void split_oddly(const struct facts *f,
                                                  const struct tl_diagnosis *d,
                                                  bool opens, int64_t span,
                                                  struct time_split out[2])
{
    const struct share_view mine = {
        .f = f,
        .d = d,
        .sender = f->step->mine,
        .receiver = f->step->theirs,
        .trouble = f->step->my_trouble,
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

    out[0] = odd_split(&mine);
    out[1] = odd_split(&other);
}

/* Of new data, of a calm connection or another: who sends them, and when. */
struct new_data {
    const struct transit *way;
    const struct history_side *sender, *receiver;
    int64_t now;
    bool is_fin; /* and nothing else */
};

/* New data that go out as an answer to the ACK that frees them. */
static bool answers_ack(const struct new_data *n)
{
    return n->sender->acked_time > n->sender->data_time &&
           may_answer_ack(n->sender, n->now);
}

/* The other side has sent something since, to which these may be an answer. */
static bool is_asked_for(const struct new_data *n)
{
    return n->receiver->data_time > n->sender->data_time;
}

static bool ack_came_alone(const struct new_data *n)
{
    return n->sender->acked_time >= n->sender->data_time && !is_asked_for(n);
}

/*
 * They come when who is told by an ACK alone can answer it, to a part of the
 * way there and back and to what a host takes: no program would be so punctual.
 * What was shorter than the shortest so far was so by little.
 */
static bool follows_ack_at_once(const struct new_data *n)
{
    enum { HOST = 100 * US, PART = 64, LITTLE = 256 };
    const int64_t least = (int64_t)n->sender->rtts.least * US;
    const int64_t late = n->now - n->sender->acked_time - least;

    return late >= -(least / LITTLE + HOST) && late <= least / PART + HOST;
}

/* About as much as may be sent before an ACK (RFC 6928), but for what one or
 * two have acknowledged. */
static bool has_much_in_flight(const struct history_side *s)
{
    return s->edge - s->acked >= (INITIAL_WINDOW - 3) * (uint32_t)s->mss;
}

/*
 * The program had written all, it seemed, and yet more follows as an answer to
 * an ACK that came alone: of as much as may be sent at first, or of less than a
 * segment, behind which less than one waits as well (RFC 9293 section 3.7.4).
 */
static bool held_back_by_ack(const struct new_data *n)
{
    if (!ack_came_alone(n) || !follows_ack_at_once(n))
        return false;
    return history_idle(n->sender) ? !n->is_fin : has_much_in_flight(n->sender);
}

/*
 * Soon behind the last, or with data in flight: their timer would have sent
 * them again; a probe of the tail is sooner.
 */
static bool comes_before_timer(const struct new_data *n)
{
    const int64_t silence = n->now - n->sender->data_time;

    if (history_idle(n->sender))
        return silence < round_trip_of(n->sender, n->receiver) / 2;
    return silence < LEAST_SILENCE ||
           silence < timer_of_sides(n->sender, n->receiver);
}

/*
 * New data: with no ACK to free them just now, they were not there to be sent.
 * Behind whole segments they may have been: senders that pace themselves wait
 * as well, and a probe of the tail is of new data where there are some (RFC
 * 8985 section 7.3).
 */
static uint8_t undecided_was(const struct new_data *n)
{
    if (n->sender->pushed && n->sender->partial)
        return held_back_by_ack(n) ? TL_SHARE_PATH : TL_SHARE_APPLICATION;
    return answers_ack(n) || comes_before_timer(n) ? TL_SHARE_PATH
                                                   : TL_SHARE_APPLICATION;
}

/*
 * It left before its sender heard that all was acknowledged: the
 * acknowledgement is what was seen last here, and its time stamp not yet
 * echoed.
 */
static bool echo_is_older_than_ack(const struct new_data *n)
{
    const struct history_side *r = n->receiver;

    return n->way->echo != 0 && r->newest_time == n->sender->acked_time &&
           sent_order_by_time_stamp(n->way->echo, r->newest_ts) == SENT_BEFORE;
}

static bool is_away_from_sender(const struct new_data *n)
{
    return place_of(n->sender->rtts.least, n->receiver->rtts.least) !=
           TL_PLACE_SENDER;
}

/* Of less than all its sender had: more was on its way, but not yet here. */
static bool more_was_to_come(const struct new_data *n)
{
    const struct history_side *s = n->sender;

    return !s->pushed && !s->partial && is_away_from_sender(n);
}

/*
 * Whole segments before it, no time for a timer, and nobody asked for more:
 * there may have been.
 */
static bool more_may_have_come(const struct new_data *n)
{
    return !n->sender->partial && !is_asked_for(n) &&
           n->now - n->sender->data_time < LEAST_SILENCE &&
           is_away_from_sender(n);
}

/* It came behind the one before at the pace of those its sender had at once. */
static bool keeps_pace(const struct new_data *n)
{
    const struct history_side *s = n->sender;

    return s->windowed && n->way->echo == 0 &&
           n->now - s->data_time <= (int64_t)s->more->windows.pace * 2 * US;
}

/*
 * By its sender's clock a pause was longer than it was here: what had been sent
 * last waited in a queue on its way. A clock of milliseconds, which nearly all
 * are; of slower ones the pause is not longer, of faster ones by far too much.
 */
static int64_t queued_before_pause(const struct new_data *n)
{
    enum { MS = 1000 * US, TICKS = 3, MOST = 4 };
    const struct history_side *s = n->sender;
    const int64_t here = n->now - s->newest_time;
    const int64_t there = (int64_t)(n->way->ts - s->newest_ts) * MS;
    const int64_t more = there - here;

    return n->way->has_ts && s->newest_ts != 0 && more >= TICKS * MS &&
                   there <= here * MOST
               ? more
               : 0;
}

/*
 * A FIN alone that waited for an ACK, as far from its sender as this: as much
 * as may be sent at first had been in flight.
 */
static bool fin_waits_for_ack(const struct new_data *n)
{
    return n->is_fin && ack_came_alone(n) &&
           may_answer_ack(n->sender, n->now + queued_before_pause(n)) &&
           n->sender->bytes > (INITIAL_WINDOW - 1) * (uint64_t)n->sender->mss &&
           is_away_from_sender(n);
}

/* All that came by is acknowledged, yet these new data were under way. */
static void note_under_way(const struct new_data *n, struct time_split *split)
{
    const struct history_side *s = n->sender;
    const int64_t span = split->path + split->rest;
    const bool more = more_was_to_come(n);

    if (s->pushed && s->partial ? !fin_waits_for_ack(n)
                                : !more && !echo_is_older_than_ack(n) &&
                                      !keeps_pace(n) && !more_may_have_come(n))
        return;
    split->path = span;
    split->rest = 0;
    split->undecided_was = TL_SHARE_PATH;
    if (more)
        split->pace = (uint32_t)((n->now - s->data_time) / US);
}

/* While that waited its program was idle already. */
static void note_pause(const struct new_data *n, struct time_split *split)
{
    const int64_t path = n->sender->path;
    const int64_t queued = queued_before_pause(n);
    const int64_t ns = queued < path ? queued : path;

    split->path -= ns;
    split->rest += ns;
}

/* Less than a segment was acknowledged, and let go what is now on its way. */
static bool waited_behind_little(const struct new_data *n,
                                 const struct time_split *split)
{
    const struct history_side *s = n->sender;

    return s->pushed && s->partial && history_idle(s) &&
           split->undecided_was == TL_SHARE_PATH;
}

/* When in that time it was written nobody can know: after half, on average. */
static void share_wait(const struct new_data *n, struct time_split *split)
{
    const int64_t span = split->path + split->rest;

    split->path = (span - n->sender->undecided) / 2;
    split->rest = span - split->path;
}

static void heed_new_data(const struct new_data *n, struct time_split *split)
{
    split->undecided_was = undecided_was(n);
    if (split->rest_to != TL_SHARE_APPLICATION)
        return;
    if (waited_behind_little(n, split)) {
        share_wait(n, split);
        return;
    }
    if (split->rest == 0)
        return;
    note_under_way(n, split);
    if (split->rest != 0)
        note_pause(n, split);
}

static int64_t span_since(const struct history *h, int64_t now)
{
    return now > h->last_time ? now - h->last_time : 0;
}

/* Whether new data say anything of the time before them. */
static inline bool data_decide(const struct history_side *sender,
                               const struct time_split *split)
{
    return sender->undecided != 0 || split->rest_to == SPLIT_UNDECIDED ||
           split->rest_to == TL_SHARE_APPLICATION;
}

void split_calmly(const struct segment *seg, const struct transit *way,
                  const struct history_at *at, struct time_split out[2])
{
    const int64_t span = span_since(at->connection, seg->time);

    out[0] = open_split(at->mine, at->theirs, seg->time, span);
    out[1] = open_split(at->theirs, at->mine, seg->time, span);
    if (seg->len != 0 && data_decide(at->mine, &out[0]))
        heed_new_data(
            &(struct new_data){way, at->mine, at->theirs, seg->time, false},
            &out[0]);
}

void split_time(const struct facts *f, const struct tl_diagnosis *d,
                struct time_split out[2])
{
    const struct history *h = f->step->connection;
    const struct history_side *mine = f->step->mine;
    const struct history_side *theirs = f->step->theirs;
    const int64_t now = f->seg->time;
    const int64_t span = span_since(h, now);
    const bool opens = !h->established && h->syn;
    const bool resends = d->event == TL_EVENT_RETRANSMISSION;

    if (opens || resends || f->step->troubled || h->closes) {
        split_oddly(f, d, opens, span, out);
    } else {
        out[0] = calm_split(mine, theirs, now, span);
        out[1] = calm_split(theirs, mine, now, span);
    }
    if (d->event == TL_EVENT_WINDOW_PROBE) {
        out[0].path = 0;
        out[0].rest = span;
        out[0].rest_to = TL_SHARE_RECEIVER;
    }
    if (resends && mine->pushed && mine->partial)
        out[0].undecided_was = TL_SHARE_APPLICATION;
    if ((f->seg->len == 0 && (f->seg->flags & TL_FIN) == 0) || resends)
        return;
    heed_new_data(
        &(struct new_data){f->way, mine, theirs, now, f->seg->len == 0},
        &out[0]);
}

int64_t idle_before_lost_tail(const struct facts *f, int64_t stall)
{
    const struct history_side *s = f->step->mine;
    const int64_t before = stall - timer_of(f->step);

    return history_idle(s) && s->pushed && s->partial &&
                   f->seg->seq == s->edge && before > 0
               ? before
               : 0;
}
