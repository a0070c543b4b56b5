/*
 * rules_short.h - the rules that a segment which goes on can meet
 * (stream_short.h). Private to analyse.
 *
 * All of them compare the raw 16-bit window. D is the sender of the segment,
 * R the other side; both as they were before it.
 */
#ifndef TCPLINE_ANALYSE_RULES_SHORT_H
#define TCPLINE_ANALYSE_RULES_SHORT_H

#include "segment.h"
#include "stream.h"
#include "tcpline/verdict.h"

/* The full number of an earlier frame, remembered by its low 32 bits. */
static inline uint64_t frame_before(const struct segment *seg, uint32_t low)
{
    return low == 0 ? 0 : seg->frame - (uint32_t)((uint32_t)seg->frame - low);
}

/* Ends exactly where the window of R's last segment does. */
static inline bool rules_fills_window(const struct segment *seg,
                                      const struct stream_side *r)
{
    if (seg->len == 0 || r->shift == TL_SCALE_UNKNOWN)
        return false;
    const bool unscaled = r->shift < 0 || (r->state & SIDE_UNSCALED) != 0;
    const unsigned shift = unscaled ? 0 : (unsigned)r->shift;
    return seg->seq + seg->len == r->ack + (side_window(r) << shift);
}

/* Says nothing but its window, acknowledging nothing new. */
static inline uint16_t rules_repeated_ack(const struct segment *seg,
                                          const struct stream_side *d,
                                          const struct stream_side *r)
{
    if (seg->len != 0 || seg->seq != d->next || seg->ack != d->ack)
        return 0;
    if (seg->window != side_window(d))
        return seg->window != 0 ? TL_V_WINDOW_UPDATE : 0;
    if (seg->window == 0)
        return r->state & SIDE_PROBED ? TL_V_ZERO_WINDOW_PROBE_ACK : 0;
    return r->state & SIDE_KEPT_ALIVE ? TL_V_KEEP_ALIVE_ACK
                                      : TL_V_DUPLICATE_ACK;
}

/* All ones are a counter that an unseen acknowledgement filled up. */
static inline uint32_t rules_next_duplicate(const struct stream_side *d)
{
    return d->dup_count == UINT32_MAX ? 1 : d->dup_count + 1;
}

static inline void rules_show_duplicate(const struct segment *seg,
                                        const struct stream_side *d,
                                        struct tl_verdict *v)
{
    v->duplicate_ack_num = rules_next_duplicate(d);
    v->duplicate_ack_frame = frame_before(seg, d->dup_frame);
}

/* The verdict on a segment that goes on; in `v`, what proves it. */
static inline uint16_t rules_short(const struct segment *seg,
                                   const struct stream_side *d,
                                   const struct stream_side *r,
                                   struct tl_verdict *v)
{
    if (seg->len != 0)
        return rules_fills_window(seg, r) ? TL_V_WINDOW_FULL : 0;
    const uint16_t flags = rules_repeated_ack(seg, d, r);
    if ((flags & TL_V_DUPLICATE_ACK) != 0)
        rules_show_duplicate(seg, d, v);
    return flags;
}

#endif
