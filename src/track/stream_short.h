/*
 * stream_short.h - the short way through a connection, for what most segments
 * are.
 *
 * Header prediction, as Van Jacobson called it: a segment that goes on where
 * its side stopped is found out by few comparisons, and little is to be done
 * about it. The long way, stream_open() and stream_advance(), comes to the
 * same.
 *
 * Inline, so that a segment of which little is asked needs no memory.
 */
#ifndef TCPLINE_TRACK_STREAM_SHORT_H
#define TCPLINE_TRACK_STREAM_SHORT_H

#include "seq.h"
#include "stream.h"
#include "stream_parts.h"

/* A connection, by the sender of a segment. Only track writes to it. */
struct stream_at {
    struct stream *stream;
    struct stream_side *mine, *theirs;
};

/* Private to stream_short, as all that begins with stream_short_. */
static inline bool stream_short_has(const struct stream_table *t, uint32_t id)
{
    return id != 0 && (id - 1) >> POOL_CHUNK_SHIFT < t->streams.n_chunks;
}

/*
 * s->side + second, by a mask: nobody can predict which way a segment goes,
 * and as an index it is reckoned again at each use.
 */
static inline struct stream_side *stream_short_side(struct stream *s,
                                                    bool second)
{
    const size_t off = -(size_t)second & sizeof(struct stream_side);

    return (struct stream_side *)(void *)((char *)s->side + off);
}

/* Of a segment without payload nothing more is asked. */
static inline bool stream_short_payload(const struct stream_side *theirs,
                                        const struct segment *seg)
{
    return seg->len == 0 ||
           (side_window(theirs) != 0 &&
            (theirs->ack == 0 ||
             !seq_not_above(seg->seq + seg->len, theirs->ack)));
}

/*
 * Finds the connection of a segment that goes on, and answers whether it does:
 * its header is plain, no flag of it opens or ends anything, its window is
 * open, its side stopped where it begins, what it acknowledges was seen, and
 * its payload was not acknowledged before it came, into a window that is open
 * as well. The connection's last segment was one of known length.
 *
 * A side that has a next number has a base, and its connection is known.
 */
static inline bool stream_goes_on(const struct stream_table *t,
                                  const struct segment *seg, struct flow flow,
                                  struct stream_at *at)
{
    const unsigned kind = seg->flags & (TL_SYN | TL_FIN | TL_RST | TL_ACK);

    if (!seg->plain || !seg->len_known || kind != TL_ACK || seg->window == 0 ||
        !stream_short_has(t, flow.id))
        return false;
    struct stream *s = pool_at(&t->streams, flow.id);
    struct stream_side *mine = stream_short_side(s, flow.reverse);
    struct stream_side *theirs = stream_short_side(s, !flow.reverse);
    *at = (struct stream_at){s, mine, theirs};
    return s->last <= STREAM_LAST_SIDE_1 && seg->seq == mine->next &&
           mine->next != 0 && theirs->ceiling != 0 &&
           !seq_above(seg->ack, theirs->ceiling) &&
           stream_short_payload(theirs, seg);
}

/* What few segments need, apart: room apart for what they send, ... */
__attribute__((noinline)) void
stream_short_send_apart(struct stream_table *t, struct stream_side *mine,
                        uint32_t end, uint32_t frame, int64_t time);

/* ... and, as the last thing, what is there acknowledged, or the handshake. */
__attribute__((noinline)) void stream_short_end(struct stream_table *t,
                                                struct stream *s,
                                                struct stream_side *theirs,
                                                uint32_t ack, int64_t time);

/* The payload of a segment that goes on; `more`: its side's, or NULL. */
static inline void stream_short_send(struct stream_table *t,
                                     struct stream_side *mine,
                                     const struct side_more *more,
                                     const struct segment *seg)
{
    const uint32_t end = seg->seq + seg->len, frame = (uint32_t)seg->frame;
    const bool alone = (mine->state & SIDE_SENT) == 0 &&
                       (more == NULL || more->out.count == 0);

    if (alone && end - mine->base >= seg->seq - mine->base) {
        mine->sent = seg->seq;
        mine->state |= SIDE_SENT;
    } else {
        stream_short_send_apart(t, mine, end, frame, seg->time);
    }
    if (mine->ceiling == seg->seq || mine->ceiling == 0)
        mine->ceiling = end;
    mine->next = end;
    mine->next_frame = frame;
    mine->next_time = seg->time;
}

/* What `theirs` sent last may be acknowledged. */
static inline void stream_short_acknowledge(struct stream_side *theirs,
                                            uint32_t ack)
{
    struct acked sent = {0};

    if ((theirs->state & SIDE_SENT) != 0)
        side_ack_sent(theirs, ack, &sent);
}

/*
 * Duplicate ACKs count up to the next change of the acknowledgement, which
 * none of them is.
 */
static inline void stream_short_count(struct stream_side *mine,
                                      const struct segment *seg, uint16_t flags)
{
    if (seg->ack != mine->ack) {
        mine->dup_frame = (uint32_t)seg->frame;
        mine->dup_count = 0;
    } else if ((flags & TL_V_DUPLICATE_ACK) != 0) {
        mine->dup_count += mine->dup_count == UINT32_MAX ? 2 : 1;
    }
}

/*
 * What the next segment of either side is compared with. One that goes on is
 * neither a probe nor a keep-alive.
 */
static inline void stream_short_remember(struct stream_side *mine,
                                         const struct segment *seg)
{
    const unsigned gone = SIDE_PROBED | SIDE_KEPT_ALIVE | SIDE_UNSCALED;

    mine->state = (uint8_t)((mine->state & ~gone) | SIDE_WINDOW_SEEN);
    mine->window = seg->window;
    mine->ack = seg->ack;
    mine->seen_time = seg->time;
}

/* It may be the first acknowledgement behind a handshake. */
static inline void stream_short_note_handshake(struct stream *s, int64_t time)
{
    if (!s->round_trip_known && s->handshake != 0)
        stream_note_round_trip(s, time);
}

/*
 * What its own side remembers of such a segment, and the connection; `more`:
 * its side's, or NULL.
 */
static inline void stream_short_note(struct stream_table *t,
                                     const struct segment *seg,
                                     const struct stream_at *at,
                                     struct side_more *more, uint16_t flags)
{
    struct stream *s = at->stream;
    struct stream_side *mine = at->mine;

    if (more != NULL)
        more->closed_frame = more->sacked = 0;
    stream_short_count(mine, seg, flags);
    if (seg->len != 0)
        stream_short_send(t, mine, more, seg);
    stream_short_remember(mine, seg);
    at->theirs->state &= (uint8_t)~SIDE_FLIGHT_UNKNOWN;
    s->completeness |= seg->len != 0 ? STREAM_DATA : STREAM_ACK;
    s->last = mine == s->side ? STREAM_LAST_SIDE_0 : STREAM_LAST_SIDE_1;
}

/*
 * Makes the connection remember such a segment, and what it acknowledges;
 * `flags`: the verdict. For who asks for no more: of bytes since a PSH nothing
 * is remembered.
 */
static inline void stream_pass(struct stream_table *t,
                               const struct segment *seg,
                               const struct stream_at *at, uint16_t flags)
{
    struct stream *s = at->stream;
    struct stream_side *theirs = at->theirs;

    stream_short_note(t, seg, at, side_more(&t->store, at->mine), flags);
    /* In the end, so that nothing waits in registers for its return. */
    if (theirs->more != 0 || (!s->round_trip_known && s->handshake != 0))
        stream_short_end(t, s, theirs, seg->ack, seg->time);
    else
        stream_short_acknowledge(theirs, seg->ack);
}

/* What a segment without payload, of no closed window, can leave as it is. */
static inline bool stream_has_effect(const struct stream_side *theirs,
                                     const struct segment *seg)
{
    return seg->len != 0 || theirs->more != 0 ||
           (theirs->state & SIDE_SENT) != 0;
}

/* What stream_pass() does with a segment that has no such effect. */
static inline void stream_pass_bare(struct stream_table *t,
                                    const struct segment *seg,
                                    const struct stream_at *at, uint16_t flags)
{
    stream_short_note(t, seg, at, side_more(&t->store, at->mine), flags);
    stream_short_note_handshake(at->stream, seg->time);
}

/* The same, for who wants to know all of the effect it has. */
void stream_go_on(struct stream_table *t, const struct segment *seg,
                  const struct stream_at *at, uint16_t flags,
                  struct stream_effect *effect);

#endif
