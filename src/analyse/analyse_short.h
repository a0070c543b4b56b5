/*
 * analyse_short.h - the verdict on a segment that goes on, all of it. Inline,
 * as stream_short.h is.
 */
#ifndef TCPLINE_ANALYSE_ANALYSE_SHORT_H
#define TCPLINE_ANALYSE_ANALYSE_SHORT_H

#include "rules_short.h"

/* What few verdicts have. */
static inline void clear_proof(struct tl_verdict *v)
{
    v->duplicate_ack_num = 0;
    v->bytes_in_flight = v->push_bytes_sent = 0;
    v->duplicate_ack_frame = 0;
    v->rto_frame = v->acks_frame = v->closed_frame = 0;
    v->rto = v->ack_rtt = v->initial_rtt = 0;
}

/*
 * What analyse_before() says of a segment that goes on (stream_short.h), sent
 * by `mine` of the two sides of `s`.
 */
__attribute__((always_inline)) static inline void
analyse_short(const struct segment *seg, const struct stream *s,
              const struct stream_side *mine, const struct stream_side *theirs,
              struct tl_verdict *v)
{
    /* One by one: nothing is kept in wait for others, nor written twice. */
    v->judged = TL_JUDGED_WHOLLY;
    v->len_known = true;
    v->completeness = s->completeness;
    v->stream = s->number;
    v->from_first = (mine != s->side) == (s->first != 0);
    v->window_shift = mine->shift;
    v->window = (uint32_t)seg->window << (mine->shift > 0 ? mine->shift : 0);
    v->seq_base = mine->base;
    v->ack_base = theirs->base;
    v->seq = seg->seq - mine->base;
    v->ack = seg->ack - theirs->base;
    v->len = seg->len;
    v->next_seq = v->seq + v->len;
    v->expected = mine->next;
    v->time_relative = tl_since(seg->time, s->first_time);
    v->time_delta = tl_since(seg->time, s->side[s->last].seen_time);
    clear_proof(v);
    v->flags = rules_short(seg, mine, theirs, v);
    v->has_record = v->flags != 0;
}

/* The same for analyse_after(): its window is open. */
static inline void analyse_short_after(const struct segment *seg,
                                       const struct stream *s,
                                       const struct stream_effect *effect,
                                       struct tl_verdict *v)
{
    if (effect->acked.exact) {
        v->acks_frame = frame_before(seg, effect->acked.segment.frame);
        v->ack_rtt = tl_since(seg->time, effect->acked.segment.time);
        v->has_record = true;
    }
    if (effect->in_flight_known) {
        v->has_record = true;
        v->bytes_in_flight = effect->in_flight;
        v->push_bytes_sent = effect->in_flight != 0 ? effect->pushed : 0;
    }
    analyse_without(s, v);
}

#endif
