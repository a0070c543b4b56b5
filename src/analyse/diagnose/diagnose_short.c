/*
 * diagnose_short.c - what most segments are: they go on, and there is nothing
 * to say of them. Of what diagnose.c asks, here stands what such a segment can
 * meet at all, and whether it may be: that is for diagnose.c to say.
 */
#include "evidence.h"

/* One like it was among the last without a byte: see copies.c. */
static inline bool may_be_copy(const struct transit *way,
                               const struct history_side *mine)
{
    const bool by_id = way->id != 0 && ids_tell_apart(&mine->ids);

    for (int i = 0; i < HISTORY_RECENT; i++) {
        const struct recent *seen = &mine->recent[i];
        if (seen->checksum == way->checksum &&
            (by_id || !is_same_way(&seen->way, &way->way)))
            return true;
    }
    return false;
}

/* A duplicate ACK: see judge_ack() in diagnose.c. */
static inline bool repeats_ack(const struct segment *seg,
                               const struct history_side *mine,
                               const struct history_side *theirs)
{
    return seg->ack == theirs->acked && theirs->acked != theirs->edge &&
           seg->ack + history_window(mine, seg) == mine->window_edge;
}

/* By its id, a tail that was lost may precede it: see missing_packets(). */
static inline bool may_follow_tail(const struct transit *way,
                                   const struct history_side *mine)
{
    const unsigned step = (uint16_t)(way->id - mine->newest_id);

    return way->id != 0 && step > mine->newest_packets && step <= IDS_FAR;
}

/* Or by a silence: see timer_cut_short_what_was_written(). */
static inline bool may_follow_timer(const struct segment *seg,
                                    const struct history_side *mine)
{
    return seg->time - mine->newest_time >= LEAST_SILENCE && !mine->pushed;
}

/* A byte where the window was full, and has been closed: see probe_of(). */
static inline bool may_probe_window(const struct segment *seg,
                                    const struct history_side *mine)
{
    return seg->len == 1 && mine->filled;
}

static inline bool may_be_odd(const struct segment *seg,
                              const struct transit *way,
                              const struct history_side *mine,
                              const struct history_side *theirs)
{
    return seg->len != 0
               ? may_follow_tail(way, mine) || may_follow_timer(seg, mine) ||
                     may_probe_window(seg, mine)
               : may_be_copy(way, mine) || repeats_ack(seg, mine, theirs);
}

bool diagnose_short(const struct segment *seg, const struct transit *way,
                    const struct history_at *at, struct time_split split[2])
{
    if (may_be_odd(seg, way, at->mine, at->theirs))
        return false;
    split_calmly(seg, way, at, split);
    return at->mine->windowed || !history_needs_pace(way, &split[0]);
}
