/*
 * history_parts.h - what a segment leaves behind in one side of its
 * connection. Private to track.
 */
#ifndef TCPLINE_TRACK_HISTORY_PARTS_H
#define TCPLINE_TRACK_HISTORY_PARTS_H

#include "flow_table.h"
#include "fuzzing.h"
#include "history.h"
#include "history_short.h"
#include "history_state.h"
#include "pool.h"
#include "seq.h"

/*
 * Whether windows of both sides are worth remembering from a segment with so
 * many bytes on: not in so short a connection, nor before a good part of the
 * window can have been in flight, which near the receiver shows in no other
 * way.
 */
static inline bool history_needs_windows(const struct history_side *mine,
                                         const struct history_side *theirs,
                                         uint32_t len)
{
    enum { WINDOWS_FROM = 4, PART = 8 };

    return mine->segments + 1 >= WINDOWS_FROM &&
           mine->bytes + len > theirs->window / PART;
}

/* So many connections ahead their records are asked for when one looks at all
   of them. */
enum { HISTORY_ROWS = 8 };

struct history_table {
    struct flow_table *flows; /* their notes say where each is remembered */
    struct pool blocks;       /* early segments, and struct history_more */
    struct pool histories;
    struct trouble spare;
    uint32_t n_connections;
    uint32_t rows[HISTORY_ROWS]; /* connections asked for soon, and the turn */
    unsigned row;
    history_go_on_fn *go_on;
    history_diagnose_fn *diagnose; /* NULL: all have a history from the first */
    void (*fn)(void *ctx, const struct tl_connection_sum *sum);
    void *ctx;
};

/* A connection's place is the number of its early segments or its history. */
static inline bool history_is_early(uint32_t place)
{
    return (place & 1U) != 0;
}

/* The history of a connection that has one, or NULL. */
static inline struct history *history_at(const struct history_table *t,
                                         uint32_t place)
{
    return place == 0 || history_is_early(place)
               ? NULL
               : pool_at(&t->histories, place >> 1);
}

/*
 * The first connections have a history at once, whose number is that of their
 * flow: where they are few, it is found by that alone. All zero before.
 */
enum { HISTORY_FIRST = UNLESS_FUZZING(8192, 2) };

static inline struct history *history_of(const struct history_table *t,
                                         uint32_t id)
{
    if (id - 1 < HISTORY_FIRST)
        return t->histories.n_chunks == 0
                   ? NULL
                   : (struct history *)(void *)t->histories.chunks[0] + id - 1;
    return id == 0 ? NULL : history_at(t, *flow_table_note(t->flows, id));
}

/* Of who has had none. */
extern const struct trouble history_no_trouble;

static inline const struct trouble *
history_trouble(const struct history_side *s)
{
    return s->troubled ? s->more->trouble : &history_no_trouble;
}

/* A window of less than may be sent before any ACK (RFC 6928). */
static inline bool history_is_small_window(const struct history_side *sender,
                                           const struct history_side *receiver)
{
    enum { SEGMENTS = 10, BYTES = 14600 };
    const uint32_t flight = SEGMENTS * (uint32_t)sender->mss;

    return receiver->window < (flight < BYTES ? flight : BYTES) &&
           receiver->shift != HISTORY_NO_SHIFT;
}

/* The longest segment that the other side takes, as its SYN says. */
void history_told_mss(struct history_side *theirs, uint16_t mss);

/* By what it says alone, whether it may go on: see history_short.h. */
static inline bool history_is_usual(const struct segment *seg)
{
    const unsigned kind = seg->flags & (TL_SYN | TL_FIN | TL_RST | TL_ACK);

    return seg->len_known && kind == TL_ACK && seg->window != 0;
}

/* Windows are in use already, or not yet. */
static inline bool history_keeps_windows(const struct history_at *at,
                                         const struct segment *seg)
{
    return seg->len == 0 || at->mine->windowed ||
           !history_needs_windows(at->mine, at->theirs, seg->len);
}

/* The same by where its connection has stopped. */
static inline bool history_goes_on_at(const struct segment *seg,
                                      const struct history_at *at)
{
    return at->connection->calm && seg->seq == at->mine->edge &&
           !seq_above(seg->ack, at->theirs->edge) &&
           !seq_below(seg->ack, at->theirs->acked) &&
           history_keeps_windows(at, seg);
}

/* Its bytes, and how they travelled. */
void history_take_bytes(struct history_side *mine,
                        const struct history_side *theirs,
                        const struct segment *seg, const struct transit *way,
                        const struct history_step *step,
                        const struct finding *f);

/* The same of payload that begins at the edge, of a segment without a flag. */
void history_go_on_bytes(struct history_side *mine,
                         const struct history_side *theirs,
                         const struct segment *seg, const struct transit *way);

/* A packet without sequence space. */
static inline void history_remember_seqless(struct history_side *mine,
                                            const struct segment *seg,
                                            const struct transit *way)
{
    mine->recent[mine->n_recent++ % HISTORY_RECENT] = (struct recent){
        (uint32_t)seg->frame, way->ts, way->id, way->checksum, way->way};
}

/* Its SACK option, and that it repeats an acknowledgement. */
void history_heed_sack(struct history_side *theirs, struct trouble *tr,
                       const struct segment *seg, bool repeated);

/* Its acknowledgement: round trips, and the end of a recovery. */
void history_take_ack(struct history_side *mine, struct history_side *theirs,
                      struct trouble *tr, const struct segment *seg,
                      const struct finding *f);

/* The same where nothing was lost and all it acknowledges has come by. */
void history_go_on_ack(struct history_side *mine, struct history_side *theirs,
                       const struct segment *seg);

/* Its DSACK: the bytes were resent for nothing. */
void history_note_revised(struct history_side *theirs,
                          const struct segment *seg);

/* RFC 7323 section 2.2: both sides scale their windows, or neither. */
void history_settle_scale(struct history_side *mine,
                          struct history_side *theirs,
                          const struct segment *seg);

/* Its window; whether it is closed, or was. */
bool history_take_window(struct history_side *mine, const struct segment *seg);

/* An offer of window at `now`, stamped `ts`; `reach` of who is to learn of it.
 */
void history_note_offer(struct offers *o, uint32_t reach, uint32_t edge,
                        int64_t now, uint32_t ts);

/* It offers so much now. */
static inline void history_note_window(struct history_side *mine,
                                       const struct segment *seg,
                                       uint32_t window)
{
    const uint32_t edge = seg->ack + window;

    mine->window = window;
    if (mine->window_edge != 0 && !seq_above(edge, mine->window_edge))
        return;
    mine->window_edge = edge;
    mine->offered = false;
}

static inline void history_note_least_window(struct history_side *mine,
                                             const struct segment *seg)
{
    if (mine->least_window_frame != 0 && mine->window >= mine->least_window)
        return;
    mine->least_window = mine->window;
    mine->least_window_frame = (uint32_t)seg->frame;
}

/* The window that `mine` offers now, unless it is what it offered last. */
static inline void history_offer_window(struct history_side *mine,
                                        const struct history_side *theirs,
                                        const struct segment *seg,
                                        const struct transit *way)
{
    if (mine->offered || !mine->windowed)
        return;
    struct offers *o = &mine->more->windows.offers;
    if (o->n == 0 || last_offer(o)->edge != mine->window_edge)
        history_note_offer(o, theirs->rtts.least, mine->window_edge, seg->time,
                           way->ts);
    mine->offered = true;
}

/* `ns` more of path since the window was full. */
void history_hold_path(struct windows *w, int64_t ns);

/* After a segment of `mine`, whose windows are in use: whether it is full. */
void history_note_filling(struct history_side *mine,
                          const struct history_side *theirs, int64_t now);

/*
 * What a sender knew that is `reach` away, and whose segment has this `echo`,
 * or 0; `otherwise` without an offer.
 */
uint32_t history_offered(const struct offers *o, uint32_t reach,
                         uint32_t otherwise, int64_t now, uint32_t echo);

/* Whether what goes on may take the short way, see history_short.h. */
void history_settle(struct history *h);

/* All there is to say of a connection but its ends. */
void history_sum(const struct history *h, const struct trouble *first,
                 const struct trouble *second, struct tl_connection_sum *sum);
struct history_glance history_glance_of(const struct history *h,
                                        const struct trouble *first,
                                        const struct trouble *second);
void history_sum_swap_ends(struct tl_connection_sum *sum);

#endif
