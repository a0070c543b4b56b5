/*
 * history_short.h - the short way through a connection, for what most segments
 * are: the same for the diagnosis as stream_short.h is for the analysis.
 *
 * A segment that goes on where its side stopped, in a connection that is open
 * and has nothing to repair, is found out by few comparisons, and little is to
 * be done about it. The long way, history_open() and history_advance(), comes
 * to the same.
 */
#ifndef TCPLINE_TRACK_HISTORY_SHORT_H
#define TCPLINE_TRACK_HISTORY_SHORT_H

#include "history.h"

/* A connection, by the sender of a segment. Only track writes to it. */
struct history_at {
    struct history *connection;
    struct history_side *mine, *theirs;
};

/*
 * Finds the connection of a segment that goes on, and answers whether it does:
 * its header is plain, no flag of it opens or ends anything, its window is
 * open, its side stopped where it begins, and what it acknowledges was seen
 * and not below what was acknowledged before. On neither side of the connection
 * is anything lost, missing or doubted, or a window closed.
 */
bool history_goes_on(const struct history_table *t, const struct segment *seg,
                     struct flow flow, struct history_at *at);

/*
 * Makes the connection remember such a segment, of which there was nothing to
 * say, and for which nothing is doubted.
 */
void history_go_on(const struct segment *seg, const struct transit *way,
                   const struct history_at *at,
                   const struct time_split split[2]);

#endif
