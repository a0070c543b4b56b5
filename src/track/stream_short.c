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

void stream_go_on(struct stream_table *t, const struct segment *seg,
                  const struct stream_at *at, uint16_t flags,
                  struct stream_effect *effect)
{
    *effect = (struct stream_effect){0};
    stream_pass(t, seg, at, flags, &effect->acked);
    stream_measure(t, at->mine, at->theirs, seg, effect);
}
