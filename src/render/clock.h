/*
 * clock.h - the time stamp in front of a line.
 *
 * Keeps the references of -ttt and -ttttt and the text of the last second, so
 * that a packet of the same second costs only its fraction.
 */
#ifndef TCPLINE_RENDER_CLOCK_H
#define TCPLINE_RENDER_CLOCK_H

#include "line.h"

struct clock {
    enum line_time mode;
    bool nanoseconds;
    bool have_text;
    int64_t text_sec; /* the second that `text` is of */
    char text[40];
    unsigned text_len;
    /* Reference of the deltas; all zero counts as not yet set. */
    int64_t ref_sec, ref_frac;
};

void clock_init(struct clock *c, enum line_time mode, bool nanoseconds);

/* Appends the stamp of `raw` and the blank behind it. */
void clock_put(struct clock *c, const struct tl_raw *raw, struct text *out);

#endif
