/*
 * stream_parts.h - what both ways through a connection share. Private to
 * track.
 */
#ifndef TCPLINE_TRACK_STREAM_PARTS_H
#define TCPLINE_TRACK_STREAM_PARTS_H

#include "stream.h"

struct stream_table {
    struct pool streams; /* by the number of the flow */
    struct side_store store;
    uint32_t n_streams;
};

/* Duplicate ACKs count up to the next change of the acknowledgement. */
static inline void stream_count_duplicates(struct stream_side *mine,
                                           const struct segment *seg,
                                           uint16_t flags)
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

/* What the next segment of either side is compared with. */
static inline void stream_remember_fields(struct stream_side *mine,
                                          const struct segment *seg,
                                          uint16_t flags)
{
    unsigned state = mine->state & ~(unsigned)(SIDE_PROBED | SIDE_KEPT_ALIVE);

    if ((flags & TL_V_ZERO_WINDOW_PROBE) != 0)
        state |= SIDE_PROBED;
    if ((flags & TL_V_KEEP_ALIVE) != 0)
        state |= SIDE_KEPT_ALIVE;
    mine->state = (uint8_t)(state | SIDE_WINDOW_SEEN);
    mine->window = seg->window;
    mine->ack = seg->ack;
    mine->seen_time = seg->time;
}

/* Answers the bytes since the last PSH; `more`: the side's, or NULL. */
static inline uint32_t stream_count_pushed(struct side_store *store,
                                           struct stream_side *mine,
                                           struct side_more *more,
                                           const struct segment *seg)
{
    const bool push = (seg->flags & TL_PSH) != 0;
    const bool begins = (mine->state & SIDE_PUSH_ENDED) != 0;
    const uint32_t pushed =
        seg->len + (begins || more == NULL ? 0 : more->pushed);

    if (more == NULL && !push)
        more = side_make_more(store, mine);
    if (more != NULL)
        more->pushed = pushed;
    if (push)
        mine->state |= SIDE_PUSH_ENDED;
    else
        mine->state &= (uint8_t)~SIDE_PUSH_ENDED;
    return pushed;
}

/*
 * The payload that is on its way once a segment has been remembered; `more`
 * and `other`: what there is more of its side and of the other, or NULL.
 * Inlined: the short way comes here with most of what carries any.
 */
__attribute__((always_inline)) static inline void
stream_measure(struct side_store *store, struct stream_side *mine,
               struct side_more *more, const struct side_more *other,
               const struct segment *seg, struct stream_effect *effect)
{
    enum { IMPLAUSIBLE = 2000000000 };

    if (seg->len == 0)
        return;
    const bool apart = more != NULL && more->out.count != 0;

    if ((mine->state & SIDE_FLIGHT_UNKNOWN) != 0 ||
        (!apart && (mine->state & SIDE_SENT) == 0))
        return;
    uint32_t in_flight =
        apart ? side_span(store, mine) : mine->next - mine->sent;
    if (other != NULL)
        in_flight -= other->sacked;
    effect->in_flight_known = true;
    effect->pushed = stream_count_pushed(store, mine, more, seg);
    if (in_flight == 0 || in_flight >= IMPLAUSIBLE)
        effect->in_flight = 0;
    else
        effect->in_flight = in_flight - ((seg->flags & (TL_SYN | TL_FIN)) != 0);
}

/* The first acknowledgement behind a SYN; none at all counts as none. */
void stream_note_round_trip(struct stream *s, int64_t time);

#endif
