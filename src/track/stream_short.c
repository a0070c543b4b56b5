/*
 * stream_short.c - the short way through a connection, for what most segments
 * are.
 */
#include "stream_short.h"

void stream_short_send_apart(struct stream_table *t, struct stream_side *mine,
                             uint32_t end, uint32_t frame, int64_t time)
{
    const struct outstanding_segment sent = {mine->next, end, {frame, time}};

    side_send(&t->store, mine, &sent, true);
}

void stream_short_end(struct stream_table *t, struct stream *s,
                      struct stream_side *theirs, uint32_t ack, int64_t time,
                      struct acked *acked)
{
    if (side_apart(&t->store, theirs) != NULL) {
        const struct acked all = side_ack(&t->store, theirs, ack);
        if (acked != NULL)
            *acked = all;
    } else {
        stream_short_acknowledge(theirs, ack, acked);
    }
    if (!s->round_trip_known && s->handshake != 0)
        stream_note_round_trip(s, time);
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
    struct acked acked = {0};

    if (!has_effect(at->theirs, seg)) {
        stream_pass(t, seg, at, flags, NULL);
        return false;
    }
    stream_pass(t, seg, at, flags, &acked);
    *effect = (struct stream_effect){.acked = acked};
    stream_measure(t, at->mine, at->theirs, seg, effect);
    return true;
}
