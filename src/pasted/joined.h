/*
 * joined.h - one segment's line, put together from the lines it was wrapped
 * into.
 *
 * Where a line was cut, a blank may have been lost or not, so the text is kept
 * in a few versions; those that cannot be tcpdump's are dropped as soon as that
 * shows.
 */
#ifndef TCPLINE_PASTED_JOINED_H
#define TCPLINE_PASTED_JOINED_H

#include "told.h"

enum {
    JOINED_BYTES = 65536, /* of a line; more is cut off */
    JOINED_VERSIONS = 4,
    JOINED_LINES = 16, /* a line is not wrapped more often */
};

struct joined_versions {
    unsigned count; /* the first is the likeliest */
    size_t len[JOINED_VERSIONS];
    char text[JOINED_VERSIONS][JOINED_BYTES];
};

struct joined {
    enum told_state state;
    unsigned lines;
    size_t width; /* of the last line that was wrapped, or 0 */
    size_t last;  /* of the last line */
    struct joined_versions v[2];
    unsigned now; /* which of the two */
};

/*
 * A line begins; the state says whether more is wanted. `shown` is the width it
 * had before it was cleaned.
 */
void joined_begin(struct joined *j, struct span line, size_t shown);

/*
 * The line below goes on with it, if that makes a segment or may make one:
 * else false, and nothing has changed.
 */
bool joined_add(struct joined *j, struct span line, size_t shown);

/* A segment is there, but its last line is as long as those that were cut. */
bool joined_may_go_on(const struct joined *j);

/* What stands in it. Spans are good until the next call. */
enum told_state joined_scan(const struct joined *j, struct told *out);

#endif
