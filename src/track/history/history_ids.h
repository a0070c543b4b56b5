/*
 * history_ids.h - how a side counts the IP ids of its packets, and which of
 * these it sent last. Asked for with every segment, and so inline. Private to
 * track.
 */
#ifndef TCPLINE_TRACK_HISTORY_IDS_H
#define TCPLINE_TRACK_HISTORY_IDS_H

#include "history_state.h"

/* Which what is usual is spared, for its division. */
static inline uint32_t history_packets_in(uint32_t len, uint32_t mss)
{
    return len <= mss || mss == 0 ? 1 : (len + mss - 1) / mss;
}

/* What was announced leaves no room for options: for time stamps, if any. */
static inline uint32_t history_room(const struct history_side *s)
{
    enum { TIME_STAMPS = 12 };

    return s->mss_told && s->newest_ts != 0 ? s->mss - TIME_STAMPS : s->mss;
}

/* As how many packets it goes out, where they are still together here. */
static inline unsigned history_packets(const struct history_side *mine,
                                       const struct segment *seg)
{
    if (seg->len <= mine->mss)
        return 1;
    const uint32_t n = history_packets_in(seg->len, history_room(mine));

    return n > 64 ? 64 : n;
}

static inline void ids_count_up(struct id_habit *h, uint8_t *n)
{
    if (++*n < UINT8_MAX)
        return;
    h->exact /= 2;
    h->near /= 2;
    h->far /= 2;
    h->absent /= 2;
}

/* A step of a few: overtaken, lost, or shared by several connections. */
static inline void ids_learn_step(struct id_habit *h, uint16_t id,
                                  uint16_t before, unsigned packets)
{
    enum { FEW = 64 };
    const int step = (int16_t)(uint16_t)(id - before);

    ids_count_up(h, id == 0 || step == 0                         ? &h->absent
                    : step == (int)packets                       ? &h->exact
                    : step >= -FEW && step <= FEW + (int)packets ? &h->near
                                                                 : &h->far);
}

/* Not known to have been sent before the newest. */
static inline bool ids_is_newest(const struct history_side *mine,
                                 const struct transit *way)
{
    enum sent_order order = SENT_UNKNOWN;

    if (way->has_ts)
        order = sent_order_by_time_stamp(way->ts, mine->newest_ts);
    if (order == SENT_UNKNOWN && ids_count(&mine->ids))
        order = sent_order_by_id(way->id, mine->newest_id);
    return order != SENT_BEFORE;
}

/* How its ids go on; and whether the segment is the one sent last. */
static inline void history_learn_ids(struct history_side *mine,
                                     const struct segment *seg,
                                     const struct transit *way)
{
    if (mine->newest_frame != 0) {
        /* The answer to a SYN may have none: no step leads on from that. */
        if (mine->newest_id != 0 || mine->ids.absent != 0 || way->id == 0)
            ids_learn_step(&mine->ids, way->id, mine->newest_id,
                           mine->newest_packets);
        if (!ids_is_newest(mine, way))
            return;
    }
    mine->newest_frame = (uint32_t)seg->frame;
    mine->newest_time = seg->time;
    mine->newest_ts = way->ts;
    mine->newest_id = way->id;
    mine->newest_packets = (uint8_t)history_packets(mine, seg);
}

#endif
