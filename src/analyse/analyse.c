/*
 * analyse.c - the numbers of one segment, and the order of judgement.
 */
#include "analyse.h"

#include "rules.h"
#include "rules_short.h"

/* What Wireshark gets to show before it runs into the end of the header. */
static enum tl_judged judged(const struct segment *seg,
                             const struct stream_step *step)
{
    if (seg->hdr_len < SEGMENT_HEADER)
        return TL_JUDGED_NUMBERS;
    if (seg->hdr_cap < SEGMENT_HEADER)
        return TL_JUDGED_WINDOW;
    if (seg->options_cut || step->options_spoilt)
        return TL_JUDGED_HEADER;
    return TL_JUDGED_WHOLLY;
}

/* The scale known before this segment's own options; none in a SYN. */
static void show_window(const struct segment *seg,
                        const struct stream_side *mine, struct tl_verdict *v)
{
    v->window = seg->window;
    if ((seg->flags & TL_SYN) != 0)
        return;
    v->window_shift = mine->shift;
    if (mine->shift > 0 && seg->len_known)
        v->window <<= mine->shift;
}

static void show_numbers(const struct segment *seg,
                         const struct stream_step *step, struct tl_verdict *v)
{
    const bool ends = (seg->flags & (TL_SYN | TL_FIN)) != 0;

    v->seq = seg->seq;
    v->ack = seg->ack;
    v->len_known = seg->len_known;
    if (!seg->len_known)
        return;
    v->seq_base = step->mine->base;
    v->ack_base = step->theirs->base;
    v->seq -= v->seq_base;
    if ((seg->flags & TL_ACK) != 0)
        v->ack -= v->ack_base;
    v->len = seg->len;
    v->next_seq = v->seq + seg->len + ends;
}

void analyse_before(const struct segment *seg, const struct stream_step *step,
                    struct tl_verdict *v, bool *unseen)
{
    *v = (struct tl_verdict){
        .judged = (uint8_t)judged(seg, step),
        .completeness = step->completeness,
        .stream = step->stream->number,
        .from_first = step->from_first,
        .expected = step->mine->next,
        .time_relative = step->time_relative,
        .time_delta = step->time_delta,
    };
    *unseen = false;
    show_numbers(seg, step, v);
    show_window(seg, step->mine, v);
    if (step->reused)
        v->flags = TL_V_REUSED_PORTS;
    v->has_record = step->syn_again;
    if (seg->len_known)
        rules_apply(seg, step, v, unseen);
    v->has_record |= v->flags != 0 || *unseen;
}

void analyse_after(const struct segment *seg, const struct stream *s,
                   const struct stream_effect *effect, struct tl_verdict *v)
{
    if (effect->acked.exact) {
        v->acks_frame = frame_before(seg, effect->acked.segment.frame);
        v->ack_rtt = tl_since(seg->time, effect->acked.segment.time);
        v->has_record = true;
    }
    if ((v->flags & TL_V_ZERO_WINDOW) != 0 &&
        effect->closed_frame != (uint32_t)seg->frame)
        v->closed_frame = frame_before(seg, effect->closed_frame);
    v->has_record |= effect->in_flight_known;
    v->bytes_in_flight = effect->in_flight;
    if (v->bytes_in_flight != 0)
        v->push_bytes_sent = effect->pushed;
    analyse_without(s, v);
}
