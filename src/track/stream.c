/*
 * stream.c - connections as the analysis knows them.
 */
#include "stream.h"

#include <stdlib.h>

#include "flow_table.h"
#include "seq.h"
#include "stream_parts.h"

static void release(struct stream_table *t, struct stream *s)
{
    side_clear(&t->store, &s->side[0]);
    side_clear(&t->store, &s->side[1]);
}

static void forget(void *ctx, const struct flow_key *key, uint32_t id)
{
    struct stream_table *t = ctx;

    (void)key;
    if (!pool_reach(&t->streams, id))
        return;
    struct stream *s = pool_at(&t->streams, id);
    release(t, s);
    *s = (struct stream){0};
}

struct stream_table *stream_table_new(struct flow_table *flows)
{
    struct stream_table *t = calloc(1, sizeof(*t));

    if (t == NULL)
        return NULL;
    pool_init(&t->streams, sizeof(struct stream));
    pool_limit(&t->streams, flow_table_most(flows));
    side_store_init(&t->store);
    flow_table_on_forget(flows, forget, t);
    return t;
}

void stream_table_free(struct stream_table *t)
{
    if (t == NULL)
        return;
    pool_release(&t->streams);
    side_store_release(&t->store);
    free(t);
}

uint64_t stream_table_unremembered(const struct stream_table *t)
{
    return t->store.unremembered;
}

static bool has(const struct segment *seg, unsigned flags)
{
    return (seg->flags & flags) != 0;
}

static bool has_syn_only(const struct segment *seg)
{
    return (seg->flags & (TL_SYN | TL_ACK)) == TL_SYN;
}

static bool has_base(const struct stream_side *d)
{
    return (d->state & SIDE_HAS_BASE) != 0;
}

static void stream_begin(struct stream_table *t, struct stream *s,
                         const struct segment *seg)
{
    *s = (struct stream){
        .first_time = seg->time,
        .number = t->n_streams++,
        .last = STREAM_LAST_FIRST,
        .known = true,
    };
    s->side[0].shift = s->side[1].shift = TL_SCALE_UNKNOWN;
}

/*
 * A SYN of a side that is known: the same number repeats it, whatever
 * happened since; another number starts a new connection on the same ends.
 */
static void open_again(struct stream_table *t, struct stream *s,
                       struct stream_side *mine, const struct segment *seg,
                       struct stream_step *step)
{
    if (seg->seq == mine->base) {
        side_settle(&t->store, mine);
        mine->next = mine->ceiling;
        step->syn_again = true;
        return;
    }
    release(t, s);
    stream_begin(t, s, seg);
    s->completeness = STREAM_SYN;
    step->reused = true;
}

/* Only the answer has another number: the connection goes on from there. */
static void answer_again(struct stream_table *t, struct stream_side *mine,
                         const struct segment *seg, struct stream_step *step)
{
    side_rebase(&t->store, mine);
    mine->base = seg->seq;
    step->reused = true;
}

/* Numbers count from the SYN, or from one below what is seen first. */
static void begin_numbers(struct stream_side *mine, struct stream_side *theirs,
                          const struct segment *seg)
{
    if (!has_base(mine)) {
        mine->base = has(seg, TL_SYN) ? seg->seq : seg->seq - 1;
        mine->state |= SIDE_HAS_BASE;
    }
    if (!has_base(theirs) && has(seg, TL_ACK)) {
        theirs->base = seg->ack - 1;
        theirs->state |= SIDE_HAS_BASE;
    }
}

/*
 * Wireshark takes the first right edge for 0 where a SACK option has none.
 * When that makes a D-SACK it runs into the option's end, and gives up.
 */
static bool spoilt_by_sack(const struct stream_side *theirs,
                           const struct segment *seg)
{
    const uint32_t base = seg->len_known && has(seg, TL_ACK) ? theirs->base : 0;

    return seg->sack_short && seq_not_above(0, seg->ack - base);
}

static int64_t last_time(const struct stream_table *t, const struct stream *s)
{
    switch (s->last) {
    case STREAM_LAST_SIDE_0:
        return s->side[0].seen_time;
    case STREAM_LAST_SIDE_1:
        return s->side[1].seen_time;
    case STREAM_LAST_PASSED:
        return side_more(&t->store, &s->side[0])->passed_time;
    default:
        return s->first_time;
    }
}

/* A segment whose sender does not count it. Without memory it has no time. */
static void note_passed(struct stream_table *t, struct stream *s,
                        const struct segment *seg)
{
    struct side_more *more = side_make_more(&t->store, &s->side[0]);

    if (more == NULL)
        return;
    more->passed_time = seg->time;
    s->last = STREAM_LAST_PASSED;
}

bool stream_open(struct stream_table *t, const struct segment *seg,
                 struct flow flow, struct stream_step *step)
{
    const bool reverse = flow.reverse;

    if (flow.id == 0 || !pool_reach(&t->streams, flow.id))
        return false;
    struct stream *s = pool_at(&t->streams, flow.id);
    const bool created = !s->known;
    struct stream_side *mine = &s->side[reverse];
    struct stream_side *theirs = &s->side[!reverse];
    *step = (struct stream_step){
        .stream = s,
        .mine = mine,
        .theirs = theirs,
        .owned = s,
        .created = created,
    };
    if (created)
        stream_begin(t, s, seg);
    else if (has_base(mine) && has_syn_only(seg))
        open_again(t, s, mine, seg, step);
    else if (has_base(mine) && has(seg, TL_SYN) && seg->seq != mine->base)
        answer_again(t, mine, seg, step);
    if (created || (step->reused && has_syn_only(seg)))
        s->first = reverse;
    step->from_first = s->first == reverse;
    step->completeness = s->completeness;
    step->time_relative = tl_since(seg->time, s->first_time);
    step->time_delta = tl_since(seg->time, last_time(t, s));
    struct side_more *more = side_more(&t->store, mine);
    if (more != NULL)
        more->sacked = 0;
    if (seg->len_known)
        begin_numbers(mine, theirs, seg);
    step->options_spoilt = spoilt_by_sack(theirs, seg);
    step->has_oldest = side_oldest(&t->store, mine, &step->oldest);
    return true;
}

/*
 * An acknowledgement of unseen data is accepted up to what was seen; beyond
 * that, all ones in the peer's counter say it has been reported.
 */
static void accept_unseen(struct stream_side *theirs)
{
    if (seq_below(theirs->ceiling, theirs->next))
        theirs->ceiling = theirs->next;
    else
        theirs->dup_count = UINT32_MAX;
}

static void remember_sent(struct stream_table *t, struct stream_side *mine,
                          const struct segment *seg, uint16_t flags)
{
    const bool ends = has(seg, TL_SYN | TL_FIN);
    uint32_t end = seg->seq + seg->len;

    end += ends && side_count(&t->store, mine) < OUTSTANDING_MAX;
    const bool probe = (flags & TL_V_ZERO_WINDOW_PROBE) != 0;
    const bool advances =
        !probe && (mine->next == 0 || seq_above(end, mine->next));
    if (seg->len != 0 || ends) {
        const struct outstanding_segment sent = {
            seg->seq, end, {(uint32_t)seg->frame, seg->time}};
        side_send(&t->store, mine, &sent, advances);
    } else if (advances) {
        side_settle(&t->store, mine);
    }
    if (advances) {
        mine->next = end;
        mine->next_frame = (uint32_t)seg->frame;
        mine->next_time = seg->time;
    }
    if (!probe && (mine->ceiling == 0 || mine->ceiling == seg->seq))
        mine->ceiling = mine->next;
}

/* Answers since which frame the window is closed; 0: it is open. */
static uint32_t closed_since(struct stream_table *t, struct stream_side *mine,
                             const struct segment *seg)
{
    struct side_more *more = seg->window != 0 ? side_more(&t->store, mine)
                                              : side_make_more(&t->store, mine);

    if (more == NULL)
        return 0;
    if (seg->window != 0)
        more->closed_frame = 0;
    else if (more->closed_frame == 0)
        more->closed_frame = (uint32_t)seg->frame;
    return more->closed_frame;
}

static void judge_numbers(struct stream_table *t, struct stream_side *mine,
                          struct stream_side *theirs, const struct segment *seg,
                          struct stream_step *step, uint16_t flags, bool unseen)
{
    if (has(seg, TL_ACK))
        theirs->state &= (uint8_t)~SIDE_FLIGHT_UNKNOWN;
    if ((flags & TL_V_LOST_SEGMENT) != 0)
        mine->state |= SIDE_FLIGHT_UNKNOWN;
    stream_count_duplicates(mine, seg, flags);
    if (unseen)
        accept_unseen(theirs);
    remember_sent(t, mine, seg, flags);
    step->effect.closed_frame = closed_since(t, mine, seg);
    stream_remember_fields(mine, seg, flags);
    step->effect.acked = side_ack(&t->store, theirs, seg->ack);
    stream_measure(&t->store, mine, side_more(&t->store, mine),
                   side_more(&t->store, theirs), seg, &step->effect);
}

/* The first segment counts only as a SYN: tshark's bits lag behind. */
static void note_completeness(struct stream *s, const struct segment *seg,
                              const struct stream_step *step)
{
    const bool data = seg->len_known && seg->len != 0;

    if (step->created) {
        if (has_syn_only(seg))
            s->completeness = STREAM_SYN | (data ? STREAM_DATA : 0);
        return;
    }
    if (has(seg, TL_ACK)) {
        if (has(seg, TL_SYN))
            s->completeness |= STREAM_SYN_ACK;
        else
            s->completeness |= data ? STREAM_DATA : STREAM_ACK;
        if (has(seg, TL_FIN))
            s->completeness |= STREAM_FIN;
    }
    if (has(seg, TL_RST))
        s->completeness |= STREAM_RST;
}

/* A round trip of nothing at all counts as none. */
void stream_note_round_trip(struct stream *s, int64_t time)
{
    const int64_t span = tl_since(time, s->handshake);

    if (span == 0)
        return;
    s->handshake = span;
    s->round_trip_known = true;
}

static void note_handshake(struct stream *s, struct stream_side *mine,
                           const struct segment *seg)
{
    if (has(seg, TL_SYN)) {
        mine->state |= SIDE_UNSCALED;
        if (!has(seg, TL_ACK) && !s->round_trip_known)
            s->handshake = seg->time;
    } else if (has(seg, TL_ACK)) {
        mine->state &= (uint8_t)~SIDE_UNSCALED;
        if (!s->round_trip_known && s->handshake != 0)
            stream_note_round_trip(s, seg->time);
    }
}

/* RFC 7323 section 2.2: both sides offer window scaling, or neither uses it. */
static void settle_scale(struct stream_side *mine, struct stream_side *theirs,
                         const struct segment *seg)
{
    if (mine->shift == TL_SCALE_UNKNOWN) {
        mine->shift = TL_SCALE_UNUSED;
        theirs->shift = TL_SCALE_UNUSED;
    } else if (has(seg, TL_ACK) && theirs->shift == TL_SCALE_UNUSED) {
        mine->shift = TL_SCALE_UNUSED;
    }
}

/* Of the first three blocks, D-SACK included. */
static uint32_t sacked_bytes(const struct segment *seg)
{
    const int n = seg->n_sack < 3 ? seg->n_sack : 3;
    uint32_t sum = 0;

    for (int i = 0; i < n; i++)
        sum += seg->sack[i].right - seg->sack[i].left;
    return sum;
}

static void note_options(struct stream_table *t, struct stream_side *mine,
                         struct stream_side *theirs, const struct segment *seg,
                         const struct stream_step *step)
{
    if (seg->hdr_cap < SEGMENT_HEADER)
        return;
    if (seg->has_window_shift)
        mine->shift = (int8_t)seg->window_shift;
    if (seg->n_sack != 0) {
        struct side_more *more = side_make_more(&t->store, mine);
        if (more != NULL)
            more->sacked = sacked_bytes(seg);
    }
    if (has(seg, TL_SYN) && !seg->options_cut && !step->options_spoilt)
        settle_scale(mine, theirs, seg);
}

void stream_advance(struct stream_table *t, const struct segment *seg,
                    struct stream_step *step, uint16_t flags, bool unseen)
{
    struct stream *s = step->owned;
    struct stream_side *mine = &s->side[step->mine - s->side];
    struct stream_side *theirs = &s->side[step->theirs - s->side];

    if (seg->len_known) {
        judge_numbers(t, mine, theirs, seg, step, flags, unseen);
        s->last = mine == s->side ? STREAM_LAST_SIDE_0 : STREAM_LAST_SIDE_1;
    } else {
        note_passed(t, s, seg);
    }
    if (seg->hdr_len < SEGMENT_HEADER)
        return;
    note_completeness(s, seg, step);
    note_handshake(s, mine, seg);
    note_options(t, mine, theirs, seg, step);
}

void stream_expect(const struct stream_table *t, const struct flow *flows,
                   size_t n)
{
    for (size_t i = 0; i < n; i++)
        pool_expect(&t->streams, flows[i].id);
    for (size_t i = 0; i < n; i++) {
        if ((flows[i].id - 1) >> POOL_CHUNK_SHIFT >= t->streams.n_chunks)
            continue;
        const struct stream *s = pool_at(&t->streams, flows[i].id);
        side_expect(&t->store, &s->side[0]);
        side_expect(&t->store, &s->side[1]);
    }
}
