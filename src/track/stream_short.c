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
                      struct stream_side *theirs, uint32_t ack, int64_t time)
{
    if (side_apart(&t->store, theirs) != NULL)
        (void)side_ack(&t->store, theirs, ack);
    else
        stream_short_acknowledge(theirs, ack);
    stream_short_note_handshake(s, time);
}

/* What is acknowledged, in registers: the caller then keeps it in such. */
struct acked_apart {
    int64_t time;
    uint32_t frame;
    bool exact;
};

__attribute__((noinline)) static struct acked_apart
ack_apart(struct stream_table *t, struct stream_side *theirs, uint32_t ack)
{
    const struct acked all = side_ack(&t->store, theirs, ack);

    return (struct acked_apart){all.segment.time, all.segment.frame, all.exact};
}

void stream_go_on(struct stream_table *t, const struct segment *seg,
                  const struct stream_at *at, uint16_t flags,
                  struct stream_effect *effect)
{
    struct stream_side *theirs = at->theirs;
    struct side_more *more = side_more(&t->store, at->mine);

    *effect = (struct stream_effect){0};
    stream_short_note(t, seg, at, more, flags);
    if (more == NULL) /* which that may have made */
        more = side_more(&t->store, at->mine);
    const struct side_more *other = side_more(&t->store, theirs);
    if (other != NULL && other->out.count != 0) {
        const struct acked_apart all = ack_apart(t, theirs, seg->ack);
        effect->acked.exact = all.exact;
        effect->acked.segment = (struct sighting){all.frame, all.time};
    } else if ((theirs->state & SIDE_SENT) != 0) {
        side_ack_sent(theirs, seg->ack, &effect->acked);
    }
    stream_short_note_handshake(at->stream, seg->time);
    stream_measure(&t->store, at->mine, more, other, seg, effect);
}
