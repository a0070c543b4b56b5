/*
 * stream_short.c - the short way through a connection, for what most segments
 * are.
 */
#include "stream_short.h"

#include "seq.h"
#include "stream_parts.h"

static inline bool is_there(const struct stream_table *t, uint32_t id)
{
    return id != 0 && (id - 1) >> POOL_CHUNK_SHIFT < t->streams.n_chunks;
}

/* Of a segment without payload nothing more is asked. */
static inline bool payload_goes_on(const struct stream_side *theirs,
                                   const struct segment *seg)
{
    return seg->len == 0 ||
           (side_window(theirs) != 0 &&
            (theirs->ack == 0 ||
             !seq_not_above(seg->seq + seg->len, theirs->ack)));
}

/* A side that has a next number has a base, and its connection is known. */
bool stream_goes_on(const struct stream_table *t, const struct segment *seg,
                    struct flow flow, struct stream_at *at)
{
    const unsigned kind = seg->flags & (TL_SYN | TL_FIN | TL_RST | TL_ACK);

    if (!seg->plain || !seg->len_known || kind != TL_ACK || seg->window == 0 ||
        !is_there(t, flow.id))
        return false;
    struct stream *s = pool_at(&t->streams, flow.id);
    struct stream_side *mine = &s->side[flow.reverse];
    struct stream_side *theirs = &s->side[!flow.reverse];
    *at = (struct stream_at){s, mine, theirs};
    return s->last <= STREAM_LAST_SIDE_1 && seg->seq == mine->next &&
           mine->next != 0 && theirs->ceiling != 0 &&
           !seq_above(seg->ack, theirs->ceiling) &&
           payload_goes_on(theirs, seg);
}

/* The payload of a segment that goes on, from `next`. */
static inline void send(struct stream_table *t, struct stream_side *mine,
                        const struct segment *seg)
{
    const uint32_t end = seg->seq + seg->len;
    const bool alone =
        (mine->state & SIDE_SENT) == 0 && side_apart(&t->store, mine) == NULL;

    if (alone && end - mine->base >= seg->seq - mine->base) {
        mine->sent = seg->seq;
        mine->state |= SIDE_SENT;
    } else {
        const struct outstanding_segment sent = {
            seg->seq, end, {(uint32_t)seg->frame, seg->time}};
        side_send(&t->store, mine, &sent, true);
    }
    if (mine->ceiling == seg->seq || mine->ceiling == 0)
        mine->ceiling = end;
    mine->next = end;
    mine->next_frame = (uint32_t)seg->frame;
    mine->next_time = seg->time;
}

static inline void acknowledge(struct stream_table *t,
                               struct stream_side *theirs, uint32_t ack,
                               struct acked *acked)
{
    if (side_apart(&t->store, theirs) != NULL)
        *acked = side_ack(&t->store, theirs, ack);
    else if ((theirs->state & SIDE_SENT) != 0)
        side_ack_sent(theirs, ack, acked);
}

/* What a segment without payload, of no closed window, can leave as it is. */
static inline bool has_effect(const struct stream_side *theirs,
                              const struct segment *seg)
{
    return seg->len != 0 || theirs->more != 0 ||
           (theirs->state & SIDE_SENT) != 0;
}

bool stream_go_on(struct stream_table *t, const struct segment *seg,
                  const struct stream_at *at, uint16_t flags,
                  struct stream_effect *effect)
{
    struct stream *s = at->stream;
    struct stream_side *mine = at->mine, *theirs = at->theirs;
    struct side_more *more = side_more(&t->store, mine);
    const bool effective = has_effect(theirs, seg);

    if (more != NULL)
        more->closed_frame = more->sacked = 0;
    stream_count_duplicates(mine, seg, flags);
    if (seg->len != 0)
        send(t, mine, seg);
    stream_remember_fields(mine, seg, flags);
    mine->state &= (uint8_t)~SIDE_UNSCALED;
    theirs->state &= (uint8_t)~SIDE_FLIGHT_UNKNOWN;
    if (effective) {
        *effect = (struct stream_effect){0};
        acknowledge(t, theirs, seg->ack, &effect->acked);
        stream_measure(t, mine, theirs, seg, effect);
    }
    s->completeness |= seg->len != 0 ? STREAM_DATA : STREAM_ACK;
    if (!s->round_trip_known && s->handshake != 0)
        stream_note_round_trip(s, seg->time);
    s->last = mine == s->side ? STREAM_LAST_SIDE_0 : STREAM_LAST_SIDE_1;
    return effective;
}
