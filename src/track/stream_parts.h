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

/* The payload that is on its way once a segment has been remembered. */
void stream_measure(struct stream_table *t, struct stream_side *mine,
                    const struct stream_side *theirs, const struct segment *seg,
                    struct stream_effect *effect);

/* The first acknowledgement behind a SYN; none at all counts as none. */
void stream_note_round_trip(struct stream *s, int64_t time);

#endif
