/*
 * stream_short.h - the short way through a connection, for what most segments
 * are.
 *
 * Header prediction, as Van Jacobson called it: a segment that goes on where
 * its side stopped is found out by few comparisons, and little is to be done
 * about it. The long way, stream_open() and stream_advance(), comes to the
 * same.
 */
#ifndef TCPLINE_TRACK_STREAM_SHORT_H
#define TCPLINE_TRACK_STREAM_SHORT_H

#include "stream.h"

/* A connection, by the sender of a segment. Only track writes to it. */
struct stream_at {
    struct stream *stream;
    struct stream_side *mine, *theirs;
};

/*
 * Finds the connection of a segment that goes on, and answers whether it does:
 * its header is plain, no flag of it opens or ends anything, its window is
 * open, its side stopped where it begins, what it acknowledges was seen, and
 * its payload was not acknowledged before it came, into a window that is open
 * as well. The connection's last segment was one of known length.
 */
bool stream_goes_on(const struct stream_table *t, const struct segment *seg,
                    struct flow flow, struct stream_at *at);

/*
 * Makes the connection remember such a segment; `flags`: the verdict. False:
 * it had no effect, and `effect` was not filled.
 */
bool stream_go_on(struct stream_table *t, const struct segment *seg,
                  const struct stream_at *at, uint16_t flags,
                  struct stream_effect *effect);

#endif
