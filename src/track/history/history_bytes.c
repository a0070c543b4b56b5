/*
 * history_bytes.c - what the bytes of a segment leave behind: which have come
 * by and how.
 */
#include <string.h>

#include "history_ids.h"
#include "history_parts.h"
#include "seq.h"

static bool has(const struct segment *seg, unsigned flags)
{
    return (seg->flags & flags) != 0;
}

enum { MOST_OPTIONS = 40 }; /* what they take is not announced as missing */

void history_told_mss(struct history_side *theirs, uint16_t mss)
{
    if (mss <= MOST_OPTIONS)
        return;
    theirs->mss = mss;
    theirs->mss_told = true;
}

/*
 * What the other side takes is known from its SYN, but for options in each
 * segment; a path may take less, which shows in shorter ones that are followed
 * by more. Yet the shortest were cut at the end of a window, and probes of the
 * tail repeat what may be the end of something, unpushed. Where it is not known
 * it is the longest seen.
 */
static void learn_mss(struct history_side *mine, const struct segment *seg)
{
    const bool more = !has(seg, TL_PSH | TL_FIN | TL_SYN);
    const uint32_t len = seg->len < UINT16_MAX ? seg->len : UINT16_MAX;
    const uint32_t mss = mine->mss;
    const bool shorter = len + MOST_OPTIONS < mss && len >= mss / 2;

    if (mine->mss_told ? more && shorter : len > mss) {
        mine->mss_told = false;
        mine->mss = (uint16_t)len;
    }
}

/*
 * As many of one length as offloading leaves together, of the longest there may
 * be; or of one more, where options or a path made them shorter.
 */
static bool is_of_whole_segments(uint32_t len, uint32_t mss, uint32_t n)
{
    const uint32_t least = mss - MOST_OPTIONS;

    if (n == 1)
        return len >= least && len != 0;
    return (len >= n * least && len % n == 0) ||
           (len >= (n + 1) * least && len % (n + 1) == 0);
}

/* Less than whole segments: its sender had no more. */
static bool is_partial(const struct history_side *mine,
                       const struct segment *seg)
{
    if (!mine->mss_told)
        return seg->len < mine->mss;
    const uint32_t n = seg->len <= mine->mss
                           ? 1
                           : history_packets_in(seg->len, history_room(mine));
    return !is_of_whole_segments(seg->len, mine->mss, n);
}

/* One by one, where it will be: see ranges_add(). */
static inline void write_range(struct range *restrict r,
                               const struct segment *restrict seg,
                               const struct transit *restrict way,
                               uint32_t start)
{
    r->time = seg->time;
    r->start = start;
    r->frame = (uint32_t)seg->frame;
    r->ts = way->ts;
    r->checksum = way->checksum;
    r->numbers = way->numbers;
    r->id = way->id;
    r->copies = 1;
    r->kind = RANGE_SEEN;
    r->cause = 0;
    r->copied = r->was_hole = false;
    r->way = way->way;
}

static struct range range_of(const struct segment *seg,
                             const struct transit *way, uint32_t start)
{
    struct range r;

    write_range(&r, seg, way, start);
    return r;
}

/* The part below the edge replaces what was known of its bytes. */
static void put_again(struct history_side *mine, const struct segment *seg,
                      const struct transit *way,
                      const struct history_step *step, const struct finding *f)
{
    struct range r = range_of(seg, way, seg->seq);
    struct range_past past = {.first_ts = way->ts, .first_id = way->id};
    const struct range *known = step->found;

    r.cause = f->d.cause & 7U;
    r.copies = f->twice_sent ? 2 : 1;
    if (known != NULL && known->kind == RANGE_SEEN) {
        r.copies = known->copies < UINT8_MAX ? known->copies + 1 : UINT8_MAX;
        r.was_hole = known->was_hole;
        past = ranges_past(&mine->sent, known);
    } else if (known != NULL && known->kind == RANGE_HOLE) {
        r.was_hole = true;
        past.shown_ts = known->ts;
        past.shown_id = known->id;
    }
    const uint32_t end =
        seq_above(step->end, mine->edge) ? mine->edge : step->end;
    ranges_put(&mine->sent, &r, &past, end, mine->edge);
}

/* Up to where nothing is needed any more; without ACKs nobody knows. */
static uint32_t acked_up_to(const struct history_side *mine)
{
    enum { MOST_IN_FLIGHT = 1 << 30 };

    return mine->has_acked ? mine->acked : mine->edge - MOST_IN_FLIGHT;
}

/* What should have come by between the edge and this segment. */
static void append_hole(struct history_side *mine,
                        const struct history_side *theirs,
                        const struct segment *seg, const struct transit *way)
{
    struct range hole = range_of(seg, way, mine->edge);

    hole.kind = RANGE_HOLE;
    hole.heard = theirs->newest_ts;
    hole.copies = 0;
    ranges_append(&mine->sent, &hole, acked_up_to(mine));
}

/*
 * Whether bytes up to `end` fill the window that `side` had offered when its
 * peer sent what passes now. Not where all that is remembered was more.
 */
static bool fills_offer(const struct history_side *side,
                        const struct history_side *peer, int64_t now,
                        const struct transit *way, uint32_t end)
{
    if (side->shift == HISTORY_NO_SHIFT)
        return false;
    if (!side->windowed)
        return side->window_edge != 0 && seq_not_above(side->window_edge, end);
    const struct offers *o = &side->more->windows.offers;
    if (o->n != 0 && seq_above(oldest_offer(o)->edge, end))
        return false;
    const uint32_t window =
        history_offered(o, peer->rtts.least, side->window_edge, now, way->echo);
    return window != 0 && seq_not_above(window, end);
}

/* The last of what a full window held back need not fill it again. */
static bool was_held_back(const struct history_side *mine)
{
    enum { ROUND_AFTER_ROUND = 3 };

    return mine->filled && mine->windowed &&
           mine->more->windows.full_rounds >= ROUND_AFTER_ROUND;
}

/*
 * It did not repair but by probes of its tail: its own window is as it was; or
 * so long ago that it has grown again, by a segment with each window sent.
 */
static bool has_not_slowed_down(const struct history_side *mine,
                                uint32_t window)
{
    enum { WINDOWS = 4 };
    const struct trouble *tr = history_trouble(mine);

    return tr->by_trigger[TL_TRIGGER_FAST] + tr->by_trigger[TL_TRIGGER_TIMER] ==
               0 ||
           (!tr->recovering &&
            seq_above(mine->edge, tr->recover + WINDOWS * window));
}

/*
 * Nothing but a small window holds back a sender that has more, and with it the
 * last, where several windows do not take all there was.
 */
static bool fills_small_window(const struct history_side *mine,
                               const struct history_side *theirs, bool last)
{
    enum { SEVERAL = 4 };

    if (!history_is_small_window(mine, theirs) || mine->bytes == 0)
        return false;
    const bool had_more =
        last ? mine->filled && mine->bytes / SEVERAL > theirs->window
             : !(mine->pushed && mine->partial);
    return had_more && has_not_slowed_down(mine, theirs->window);
}

/* Its bytes up to `end` went by: whether there were more to come. */
static void move_edge(struct history_side *mine,
                      const struct history_side *theirs,
                      const struct segment *seg, const struct transit *way,
                      uint32_t end)
{
    mine->edge = end;
    mine->pushed = has(seg, TL_PSH | TL_FIN);
    mine->partial = is_partial(mine, seg);
    /* With but one segment left, senders wait for more (RFC 9293, 3.8.6.2). */
    const uint32_t least = end + mine->mss;
    mine->filled = fills_offer(theirs, mine, seg->time, way, least) ||
                   (has(seg, TL_FIN) && was_held_back(mine)) ||
                   fills_small_window(mine, theirs, has(seg, TL_FIN));
}

static void append(struct history_side *mine, const struct history_side *theirs,
                   const struct segment *seg, const struct transit *way,
                   const struct history_step *step, const struct finding *f)
{
    const bool above = seq_above(seg->seq, mine->edge);
    struct range r = range_of(seg, way, above ? seg->seq : mine->edge);

    if (above)
        append_hole(mine, theirs, seg, way);
    r.copies = f->twice_sent ? 2 : 1;
    r.cause = f->d.cause & 7U;
    if (seg->len != 0 || has(seg, TL_SYN | TL_FIN))
        ranges_append(&mine->sent, &r, acked_up_to(mine));
    move_edge(mine, theirs, seg, way, step->end);
}

void history_go_on_bytes(struct history_side *mine,
                         const struct history_side *theirs,
                         const struct segment *seg, const struct transit *way)
{
    struct ranges *sent = &mine->sent;

    learn_mss(mine, seg);
    mine->bytes += seg->len;
    struct range *r = ranges_add(sent, seg->seq, seg->time, mine->acked);
    if (r != NULL) {
        write_range(r, seg, way, seg->seq);
        ranges_added(sent);
    }
    move_edge(mine, theirs, seg, way, seg->seq + seg->len);
    mine->data_time = seg->time;
}

void history_take_bytes(struct history_side *mine,
                        const struct history_side *theirs,
                        const struct segment *seg, const struct transit *way,
                        const struct history_step *step,
                        const struct finding *f)
{
    const bool bytes = step->end != seg->seq;
    const bool seen = step->found != NULL && step->found->kind == RANGE_SEEN;

    if (!mine->has_edge) {
        mine->has_edge = true;
        mine->edge = seg->seq;
    }
    if (f->d.event == TL_EVENT_KEEP_ALIVE ||
        f->d.event == TL_EVENT_WINDOW_PROBE)
        return;
    if (bytes && seq_below(seg->seq, mine->edge))
        put_again(mine, seg, way, step, f);
    else
        learn_mss(mine, seg);
    if (!seen)
        mine->bytes += seg->len;
    if (seq_above(step->end, mine->edge) || (bytes && seg->seq == mine->edge))
        append(mine, theirs, seg, way, step, f);
    if (bytes)
        mine->data_time = seg->time;
    else
        history_remember_seqless(mine, seg, way);
}
