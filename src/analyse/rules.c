/*
 * rules.c - the rules by which one segment is judged, in the order of asking.
 *
 * All of them compare the raw 16-bit window. D is the sender of the segment,
 * R the other side; both as they were before it.
 */
#include "rules.h"

#include "rules_short.h"
#include "seq.h"

static const uint64_t fast_ns = 20 * 1000 * 1000;
static const uint64_t reorder_ns = 3 * 1000 * 1000; /* round trip unknown */

enum { FAST_DUP_ACKS = 2 };

static bool has(const struct segment *seg, unsigned flags)
{
    return (seg->flags & flags) != 0;
}

/* One byte into a closed window. */
static bool is_window_probe(const struct segment *seg,
                            const struct stream_side *d,
                            const struct stream_side *r)
{
    return seg->len == 1 && seg->seq == d->next && side_window(r) == 0;
}

/* The byte before the next one, or nothing, from there. */
static bool is_keep_alive(const struct segment *seg,
                          const struct stream_side *d)
{
    return seg->len <= 1 && seg->seq == d->next - 1 &&
           !has(seg, TL_SYN | TL_FIN | TL_RST);
}

/* What the segment is to its own side, and its window to the other. */
static uint16_t judge_window(const struct segment *seg,
                             const struct stream_side *d,
                             const struct stream_side *r)
{
    uint16_t flags = 0;

    if (is_window_probe(seg, d, r))
        return TL_V_ZERO_WINDOW_PROBE;
    if (d->next != 0 && seq_above(seg->seq, d->next) && !has(seg, TL_RST))
        flags |= TL_V_LOST_SEGMENT;
    if (has(seg, TL_SYN | TL_FIN | TL_RST))
        return flags;
    if (seg->window == 0)
        flags |= TL_V_ZERO_WINDOW;
    if (is_keep_alive(seg, d))
        flags |= TL_V_KEEP_ALIVE;
    if (rules_fills_window(seg, r))
        flags |= TL_V_WINDOW_FULL;
    return flags | rules_repeated_ack(seg, d, r);
}

/*
 * Answers R's counter of duplicate ACKs as judge_repeat() finds it: reporting
 * an unseen acknowledgement fills it up.
 */
static uint32_t judge_unseen(const struct segment *seg,
                             const struct stream_side *r, uint16_t *flags,
                             bool *unseen)
{
    *unseen =
        has(seg, TL_ACK) && r->ceiling != 0 && seq_above(seg->ack, r->ceiling);
    if (!*unseen)
        return r->dup_count;
    const bool within_seen = seq_below(r->ceiling, r->next);
    if (within_seen || r->dup_count == 0)
        *flags |= TL_V_ACK_LOST_SEGMENT;
    return within_seen ? r->dup_count : UINT32_MAX;
}

/* At most one of the retransmission family. */
static uint16_t judge_repeat(const struct segment *seg,
                             const struct stream_step *step, uint32_t r_dups)
{
    const struct stream_side *d = step->mine, *r = step->theirs;
    const uint32_t end = seg->seq + seg->len;
    const bool syn_or_fin = has(seg, TL_SYN | TL_FIN);
    const uint64_t irtt = (uint64_t)stream_initial_rtt(step->stream);

    if (seg->len > 0 && r->ack != 0 && seq_not_above(end, r->ack))
        return TL_V_SPURIOUS_RETRANSMISSION | TL_V_RETRANSMISSION;
    if (d->next == 0 || !seq_below(seg->seq, d->next))
        return 0;
    if (seg->len > 1 && seg->seq == d->next - 1)
        return 0;
    if (r_dups >= FAST_DUP_ACKS && r->ack == seg->seq &&
        (uint64_t)tl_since(seg->time, r->seen_time) < fast_ns)
        return TL_V_FAST_RETRANSMISSION | TL_V_RETRANSMISSION;
    if ((uint64_t)tl_since(seg->time, d->next_time) <
            (irtt != 0 ? irtt : reorder_ns) &&
        end + syn_or_fin != d->next)
        return TL_V_OUT_OF_ORDER;
    return TL_V_RETRANSMISSION;
}

static void show_timeout(const struct segment *seg,
                         const struct stream_step *step, struct tl_verdict *v)
{
    const struct sighting since =
        step->has_oldest
            ? step->oldest
            : (struct sighting){step->mine->next_frame, step->mine->next_time};
    v->rto = tl_since(seg->time, since.time);
    if (v->rto != 0)
        v->rto_frame = frame_before(seg, since.frame);
}

void rules_apply(const struct segment *seg, const struct stream_step *step,
                 struct tl_verdict *v, bool *unseen)
{
    const struct stream_side *d = step->mine, *r = step->theirs;
    uint16_t flags = judge_window(seg, d, r);

    if ((flags & TL_V_DUPLICATE_ACK) != 0)
        rules_show_duplicate(seg, d, v);
    const uint32_t r_dups = judge_unseen(seg, r, &flags, unseen);
    if ((seg->len > 0 || has(seg, TL_SYN | TL_FIN)) &&
        (flags & TL_V_KEEP_ALIVE) == 0)
        flags |= judge_repeat(seg, step, r_dups);
    v->flags |= flags;
    const uint16_t family = TL_V_RETRANSMISSION | TL_V_FAST_RETRANSMISSION |
                            TL_V_SPURIOUS_RETRANSMISSION;
    if ((flags & family) == TL_V_RETRANSMISSION)
        show_timeout(seg, step, v);
}
