/*
 * stream.c - connections as the analysis knows them.
 */
#include "stream.h"

#include <stdlib.h>

#include "flow_table.h"
#include "seq.h"

struct stream_table {
    struct pool streams; /* by the number of the flow */
    struct outstanding_store store;
    uint32_t n_streams;
    uint64_t unremembered;
};

static void release(struct stream_table *t, struct stream *s)
{
    outstanding_clear(&t->store, &s->side[0].out);
    outstanding_clear(&t->store, &s->side[1].out);
}

static void forget(void *ctx, const struct flow_key *key, uint32_t id)
{
    struct stream_table *t = ctx;

    (void)key;
    if (!pool_reach(&t->streams, id))
        return;
    struct stream *s = pool_at(&t->streams, id);
    release(t, s);
    s->known = false;
}

struct stream_table *stream_table_new(struct flow_table *flows)
{
    struct stream_table *t = calloc(1, sizeof(*t));

    if (t == NULL)
        return NULL;
    pool_init(&t->streams, sizeof(struct stream));
    pool_limit(&t->streams, flow_table_most(flows));
    outstanding_store_init(&t->store);
    flow_table_on_forget(flows, forget, t);
    return t;
}

void stream_table_free(struct stream_table *t)
{
    if (t == NULL)
        return;
    pool_release(&t->streams);
    outstanding_store_release(&t->store);
    free(t);
}

uint64_t stream_table_unremembered(const struct stream_table *t)
{
    return t->unremembered;
}

static bool has(const struct segment *seg, unsigned flags)
{
    return (seg->flags & flags) != 0;
}

static bool has_syn_only(const struct segment *seg)
{
    return (seg->flags & (TL_SYN | TL_ACK)) == TL_SYN;
}

static void stream_begin(struct stream_table *t, struct stream *s,
                         const struct segment *seg)
{
    *s = (struct stream){
        .first_time = seg->time,
        .last_time = seg->time,
        .number = t->n_streams++,
        .known = true,
    };
    s->side[0].window = s->side[1].window = STREAM_NO_WINDOW;
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
    outstanding_rebase(&t->store, &mine->out);
    mine->base = seg->seq;
    step->reused = true;
}

/* Numbers count from the SYN, or from one below what is seen first. */
static void begin_numbers(struct stream_side *mine, struct stream_side *theirs,
                          const struct segment *seg)
{
    if (!mine->has_base) {
        mine->base = has(seg, TL_SYN) ? seg->seq : seg->seq - 1;
        mine->has_base = true;
    }
    if (!theirs->has_base && has(seg, TL_ACK)) {
        theirs->base = seg->ack - 1;
        theirs->has_base = true;
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
    else if (mine->has_base && has_syn_only(seg))
        open_again(t, s, mine, seg, step);
    else if (mine->has_base && has(seg, TL_SYN) && seg->seq != mine->base)
        answer_again(t, mine, seg, step);
    if (created || (step->reused && has_syn_only(seg)))
        s->first = reverse;
    step->from_first = s->first == reverse;
    step->completeness = s->completeness;
    step->time_relative = tl_since(seg->time, s->first_time);
    step->time_delta = tl_since(seg->time, s->last_time);
    s->last_time = seg->time;
    mine->sacked = 0;
    if (seg->len_known)
        begin_numbers(mine, theirs, seg);
    step->options_spoilt = spoilt_by_sack(theirs, seg);
    step->has_oldest = mine->out.count != 0;
    if (step->has_oldest)
        step->oldest = outstanding_oldest(&t->store, &mine->out);
    return true;
}

/* Duplicate ACKs count up to the next change of the acknowledgement. */
static void count_duplicates(struct stream_side *mine,
                             const struct segment *seg, uint16_t flags)
{
    if ((flags & TL_V_DUPLICATE_ACK) != 0) {
        mine->dup_count++;
        if (mine->dup_count == 0)
            mine->dup_count = 1;
    }
    if (seg->ack != mine->ack) {
        mine->dup_frame = (uint32_t)seg->frame;
        mine->dup_count = 0;
    }
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
    uint32_t end = seg->seq + seg->len;

    if (seg->len != 0 || has(seg, TL_SYN | TL_FIN)) {
        const bool room = mine->out.count < OUTSTANDING_MAX;
        end += room && has(seg, TL_SYN | TL_FIN);
        const struct outstanding_segment sent = {
            seg->seq, end, {(uint32_t)seg->frame, seg->time}};
        if (!outstanding_add(&t->store, &mine->out, mine->base, &sent))
            t->unremembered++;
    }
    if ((flags & TL_V_ZERO_WINDOW_PROBE) != 0)
        return;
    if (mine->next == 0 || seq_above(end, mine->next)) {
        mine->next = end;
        mine->next_frame = (uint32_t)seg->frame;
        mine->next_time = seg->time;
    }
    if (mine->ceiling == 0 || mine->ceiling == seg->seq)
        mine->ceiling = mine->next;
}

static void remember_fields(struct stream_side *mine, const struct segment *seg,
                            uint16_t flags)
{
    if (seg->window != 0)
        mine->closed_frame = 0;
    else if (mine->closed_frame == 0)
        mine->closed_frame = (uint32_t)seg->frame;
    mine->window = seg->window;
    mine->ack = seg->ack;
    mine->seen_time = seg->time;
    mine->last_flags = flags;
}

static void count_pushed(struct stream_side *mine, const struct segment *seg)
{
    const bool push = has(seg, TL_PSH);

    mine->pushed = mine->push_ended ? seg->len : mine->pushed + seg->len;
    mine->push_ended = push;
}

static void measure_flight(struct stream_table *t, struct stream_side *mine,
                           const struct stream_side *theirs,
                           const struct segment *seg, struct stream_step *step)
{
    if (seg->len == 0 || mine->out.count == 0 || mine->flight_unknown)
        return;
    step->in_flight_known = true;
    count_pushed(mine, seg);
    step->pushed = mine->pushed;
    step->in_flight =
        outstanding_span(&t->store, &mine->out, mine->base) - theirs->sacked;
    const bool plausible = step->in_flight > 0 && step->in_flight < 2000000000;
    if (!plausible) {
        step->in_flight = 0;
        return;
    }
    step->in_flight -= has(seg, TL_SYN | TL_FIN);
}

static void judge_numbers(struct stream_table *t, struct stream_side *mine,
                          struct stream_side *theirs, const struct segment *seg,
                          struct stream_step *step, uint16_t flags, bool unseen)
{
    if (has(seg, TL_ACK))
        theirs->flight_unknown = false;
    if ((flags & TL_V_LOST_SEGMENT) != 0)
        mine->flight_unknown = true;
    count_duplicates(mine, seg, flags);
    if (unseen)
        accept_unseen(theirs);
    remember_sent(t, mine, seg, flags);
    remember_fields(mine, seg, flags);
    step->acked = outstanding_ack(&t->store, &theirs->out, seg->ack);
    measure_flight(t, mine, theirs, seg, step);
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

static void note_handshake(struct stream *s, struct stream_side *mine,
                           const struct segment *seg)
{
    if (has(seg, TL_SYN)) {
        mine->window_unscaled = true;
        if (!has(seg, TL_ACK)) {
            s->syn_time = seg->time;
        }
    } else if (has(seg, TL_ACK)) {
        mine->window_unscaled = false;
        if (s->syn_time != 0 && s->initial_rtt == 0)
            s->initial_rtt = tl_since(seg->time, s->syn_time);
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

static void note_options(struct stream_side *mine, struct stream_side *theirs,
                         const struct segment *seg,
                         const struct stream_step *step)
{
    if (seg->hdr_cap < SEGMENT_HEADER)
        return;
    if (seg->has_window_shift)
        mine->shift = (int8_t)seg->window_shift;
    mine->sacked = sacked_bytes(seg);
    if (has(seg, TL_SYN) && !seg->options_cut && !step->options_spoilt)
        settle_scale(mine, theirs, seg);
}

void stream_advance(struct stream_table *t, const struct segment *seg,
                    struct stream_step *step, uint16_t flags, bool unseen)
{
    struct stream *s = step->owned;
    struct stream_side *mine = &s->side[step->mine - s->side];
    struct stream_side *theirs = &s->side[step->theirs - s->side];

    if (seg->len_known)
        judge_numbers(t, mine, theirs, seg, step, flags, unseen);
    if (seg->hdr_len < SEGMENT_HEADER)
        return;
    note_completeness(s, seg, step);
    note_handshake(s, mine, seg);
    note_options(mine, theirs, seg, step);
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
        outstanding_expect(&t->store, &s->side[0].out);
        outstanding_expect(&t->store, &s->side[1].out);
    }
}
