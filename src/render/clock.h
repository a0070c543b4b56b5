/*
 * clock.h - the time stamp in front of a line.
 *
 * Keeps the references of -ttt and -ttttt and the text of the last second, so
 * that a packet of the same second costs only its fraction.
 */
#ifndef TCPLINE_RENDER_CLOCK_H
#define TCPLINE_RENDER_CLOCK_H

#include "line.h"

enum { ZONE_LEN = 6 };

struct clock {
    enum line_time mode;
    bool nanoseconds; /* nine digits show, not six */
    bool have_text;
    bool has_clock;   /* the second has a time of day */
    int64_t text_sec; /* the second that `text` is of ... */
    int64_t text_ns;  /* ... and its beginning in a stamp */
    char text[40];
    unsigned text_len;
    char zone[ZONE_LEN]; /* "Z", "+01:00": of --time=iso8601 */
    unsigned zone_len;
    /* Reference of the deltas; all zero counts as not yet set. */
    int64_t ref_sec, ref_part;
};

void clock_init(struct clock *c, enum line_time mode, bool nanoseconds);

/* Appends the stamp `t` and the blank behind it. */
void clock_put(struct clock *c, struct tl_stamp t, struct text *out);

#endif
