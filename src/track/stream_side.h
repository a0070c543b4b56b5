/*
 * stream_side.h - what is remembered of one side of a connection, in the room
 * that nearly all of them need. Private to stream and the rules, which read.
 *
 * Of what a side has sent and nobody has acknowledged yet, the segment that
 * set `next` is described by that: its end, its frame and its time are the
 * side's. Older segments, and all that few sides need, are apart.
 */
#ifndef TCPLINE_TRACK_STREAM_SIDE_H
#define TCPLINE_TRACK_STREAM_SIDE_H

#include <stdbool.h>
#include <stdint.h>

#include "outstanding.h"

/* Bits of a side's state. */
enum side_state {
    SIDE_HAS_BASE = 1 << 0,
    SIDE_WINDOW_SEEN = 1 << 1,
    SIDE_UNSCALED = 1 << 2,       /* its last window came with a SYN */
    SIDE_FLIGHT_UNKNOWN = 1 << 3, /* a gap, and no ACK from the peer since */
    SIDE_PUSH_ENDED = 1 << 4,
    SIDE_PROBED = 1 << 5,     /* its last segment was a window probe, ... */
    SIDE_KEPT_ALIVE = 1 << 6, /* ... or a keep-alive */
    SIDE_SENT = 1 << 7,       /* from `sent` to `next` awaits its ACK */
};

/* No window seen yet, which no window field can say. */
#define STREAM_NO_WINDOW UINT32_MAX

/* Frames are remembered by their low 32 bits. */
struct stream_side {
    uint32_t base;       /* numbers are shown relative to it */
    uint32_t next;       /* highest end of a segment; 0 unknown */
    uint32_t next_frame; /* the segment that set it */
    uint32_t ceiling;    /* what the peer may acknowledge; 0 unknown */
    uint32_t ack;        /* of the last segment, as is ... */
    uint16_t window;     /* ... this one */
    int8_t shift;        /* of the window, or enum tl_window_scale */
    uint8_t state;       /* bits of enum side_state */
    uint32_t dup_count, dup_frame;
    uint32_t sent;
    uint32_t more; /* number of a struct side_more; 0: none */
    int64_t next_time;
    int64_t seen_time; /* of the last segment */
};

/* What few sides need. */
struct side_more {
    uint32_t pushed;        /* bytes since the last PSH */
    uint32_t sacked;        /* bytes the last segment's SACK option names */
    uint32_t closed_frame;  /* since which its window is 0; 0: it is open */
    struct outstanding out; /* all but what SIDE_SENT says */
    int64_t passed_time;    /* of a segment of unknown length */
};

/* What the sides of all connections share. */
struct side_store {
    struct pool more;
    struct outstanding_store out;
    uint64_t unremembered; /* segments, to keep within the bounds */
};

void side_store_init(struct side_store *s);
void side_store_release(struct side_store *s);

/* What is remembered apart, made when there is none; NULL: no memory. */
struct side_more *side_make_more(struct side_store *s, struct stream_side *d);

/* The same, NULL when there is none. */
static inline struct side_more *side_more(const struct side_store *s,
                                          const struct stream_side *d)
{
    return d->more == 0 ? NULL : pool_at(&s->more, d->more);
}

/* What awaits its acknowledgement apart, NULL when nothing does. */
static inline struct outstanding *side_apart(const struct side_store *s,
                                             const struct stream_side *d)
{
    struct side_more *more = side_more(s, d);
    return more != NULL && more->out.count != 0 ? &more->out : NULL;
}

/* Gives up what is remembered apart, before the side is forgotten. */
void side_clear(struct side_store *s, struct stream_side *d);

/* The segment that SIDE_SENT speaks of goes to the others: `next` changes. */
void side_settle(struct side_store *s, struct stream_side *d);

/* To be called before the side's numbers count from another base. */
void side_rebase(struct side_store *s, struct stream_side *d);

/* How many segments await their acknowledgement. */
uint32_t side_count(const struct side_store *s, const struct stream_side *d);

/* Whether any do, and the oldest of them. */
bool side_oldest(const struct side_store *s, const struct stream_side *d,
                 struct sighting *oldest);

/* With any: from the first start to the last end. */
uint32_t side_span(const struct side_store *s, const struct stream_side *d);

/*
 * The side sends a segment: remembers it until it is acknowledged.
 * `advances`: `next` will be its end, its frame and its time.
 */
void side_send(struct side_store *s, struct stream_side *d,
               const struct outstanding_segment *seg, bool advances);

/* Forgets what `ack` covers; cuts it off segments it lies inside of. */
struct acked side_ack(struct side_store *s, struct stream_side *d,
                      uint32_t ack);

/* When what SIDE_SENT speaks of was seen. */
static inline struct sighting side_sent_seen(const struct stream_side *d)
{
    return (struct sighting){d->next_frame, d->next_time};
}

/*
 * What side_ack() does with what SIDE_SENT speaks of. It is the newest: what
 * covers it has covered all that come before.
 */
static inline void side_ack_sent(struct stream_side *d, uint32_t ack,
                                 struct acked *out)
{
    const uint32_t half_circle = 0x80000000U, into = ack - d->sent;

    if (ack - d->next >= half_circle) {
        if (into != 0 && into < d->next - d->sent)
            d->sent = ack;
        return;
    }
    d->state &= (uint8_t)~SIDE_SENT;
    out->removed++;
    if (d->next == ack &&
        (!out->exact || sighting_older(side_sent_seen(d), out->segment))) {
        out->exact = true;
        out->segment = side_sent_seen(d);
    }
}

/* Says that what is remembered apart is asked for soon. */
void side_expect(const struct side_store *s, const struct stream_side *d);

/* The window of its last segment, or STREAM_NO_WINDOW. */
static inline uint32_t side_window(const struct stream_side *d)
{
    return (d->state & SIDE_WINDOW_SEEN) != 0 ? d->window : STREAM_NO_WINDOW;
}

#endif
