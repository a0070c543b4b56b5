/*
 * ranges.h - which bytes of one direction have come by, and how.
 *
 * A row of ranges without a gap between them: what was seen, what is missing
 * (a hole), and what was acknowledged though the capture never saw it. Looking
 * one up costs a logarithm; adding at the end, which is what nearly every
 * segment does, a few steps. The row is bounded: the lowest ranges are
 * forgotten first, and ranges_floor() says from where on it is complete.
 */
#ifndef TCPLINE_TRACK_RANGES_H
#define TCPLINE_TRACK_RANGES_H

#include <stdbool.h>
#include <stdint.h>

#include "fuzzing.h"
#include "transit.h"

enum { RANGES_MAX = UNLESS_FUZZING(4096, 16) }; /* for each direction */

enum range_kind {
    RANGE_SEEN,
    RANGE_HOLE,   /* time, frame, ts and id are those of what showed it */
    RANGE_UNSEEN, /* acknowledged, never seen: the capture's own gap */
};

/* Frames are remembered by their low 32 bits. */
struct range {
    int64_t time; /* of the last sight */
    uint32_t start;
    uint32_t frame;
    uint32_t ts;
    union {
        struct {
            uint16_t checksum, numbers; /* see struct transit */
        };
        uint32_t
            heard; /* of a hole: the other side's newest stamp then, or 0 */
    };
    uint16_t id;
    uint8_t copies;    /* transmissions known of, up to 255 */
    uint8_t kind : 2;  /* enum range_kind */
    uint8_t cause : 3; /* enum tl_cause, of the last one */
    bool copied : 1;   /* the last one came twice */
    bool was_hole : 1; /* it filled one */
    struct way way;
};

/* What else is known of bytes that came more than once, or late. */
struct range_past {
    uint32_t first_ts, shown_ts; /* of the first sight; of what showed the */
    uint16_t first_id, shown_id; /* hole it filled, 0 if it filled none */
};

/* All zero when nothing has been sent. */
struct ranges {
    union {
        struct range first; /* the row as long as it is not apart */
        struct range *row;  /* `room` of them; behind them as many struct
                               range_past where has_past says so */
    };
    uint16_t head, count;
    uint16_t room : 13;
    bool apart : 1;
    bool has_past : 1;
    bool has_holes : 1; /* or had, see ranges_settle() */
    uint16_t forgotten; /* times that some were given up unacknowledged */
};

static inline const struct range *ranges_row(const struct ranges *r)
{
    return r->apart ? r->row : &r->first;
}

void ranges_clear(struct ranges *r);

/*
 * Adds a range that starts where the last one ends. `acked`: what lies below
 * need not be remembered. False when there is no memory.
 */
bool ranges_append(struct ranges *r, const struct range *add, uint32_t acked);

/*
 * The same in two steps: where the caller writes it, which starts at `start`
 * and was seen at `time`; then ranges_added(). A copy of what was just written
 * field by field would wait for that.
 */
struct range *ranges_add(struct ranges *r, uint32_t start, int64_t time,
                         uint32_t acked);
void ranges_keep_past(struct ranges *r);
static inline void ranges_added(struct ranges *r)
{
    if (r->has_past)
        ranges_keep_past(r);
}

/* The lowest that is remembered, or NULL. */
static inline const struct range *ranges_lowest(const struct ranges *r)
{
    return r->count == 0 ? NULL : &ranges_row(r)[r->head];
}

/* Says that its ends are asked for soon. */
static inline void ranges_expect(const struct ranges *r)
{
    if (!r->apart || r->count == 0)
        return;
    __builtin_prefetch(&r->row[r->head], 1);
    __builtin_prefetch(&r->row[r->head + r->count - 1], 1);
    __builtin_prefetch(&r->row[r->head + r->count], 1);
}

/*
 * Puts a range from add->start up to `end`, which is not above `edge`, the
 * end of the whole row, in the place of whatever was remembered there. False
 * when there is no memory, or it lies below the row.
 */
bool ranges_put(struct ranges *r, const struct range *add,
                const struct range_past *past, uint32_t end, uint32_t edge);

/* Of a range that ranges_find() answered. */
struct range_past ranges_past(const struct ranges *r,
                              const struct range *range);

/*
 * The holes that start below `to` were never seen, and are expected no more:
 * what comes by now is another thing.
 */
void ranges_give_up_holes(struct ranges *r, uint32_t to);

/*
 * Whether all that is not acknowledged has come by, without a hole: from then
 * on has_holes is false. Of a long row nothing is said.
 */
bool ranges_settle(struct ranges *r, uint32_t acked, uint32_t edge);

/* Those that start in [from, to) were sent for this reason. */
void ranges_set_cause(struct ranges *r, uint32_t from, uint32_t to,
                      unsigned cause);

/* The transmission that has this byte came twice. */
void ranges_note_copy(struct ranges *r, uint32_t seq, uint32_t edge);

/* The range that has this byte; NULL when none remembered has. */
const struct range *ranges_find(const struct ranges *r, uint32_t seq,
                                uint32_t edge);

/* Where a range that ranges_find() answered ends. */
uint32_t ranges_end(const struct ranges *r, const struct range *range,
                    uint32_t edge);

/* The range behind it; NULL at the end. */
const struct range *ranges_next(const struct ranges *r,
                                const struct range *range);

#endif
