/*
 * calendar.h - when a segment came: the stamps of a text, one after the other,
 * as seconds since 1970.
 *
 * A clock without a date begins at the second of January, 1970, and a day later
 * whenever it goes back by half a day. Clocks that begin at zero are -ttttt's,
 * of which a few may be out of order; or -ttt's if they go back often, or most
 * do not go on.
 */
#ifndef TCPLINE_PASTED_CALENDAR_H
#define TCPLINE_PASTED_CALENDAR_H

#include "told.h"

struct calendar {
    bool utc;                   /* clocks and dates are of that */
    bool any;                   /* a clock has come by */
    bool from_zero;             /* it began with zero: -ttt or -ttttt */
    bool deltas;                /* -ttt, as it looks so far */
    uint32_t fell, stood, rose; /* how often, but for the first two */
    int day;                    /* how often the clock went round */
    int64_t seen;  /* the last clock looked at, nanoseconds of the day ... */
    int64_t clock; /* ... and the last one taken */
    int64_t sec;   /* the last time */
    uint32_t ns;
};

/* What the stamp is taken for decides about those that follow. */
void calendar_look(struct calendar *c, const struct told_stamp *stamp);

/*
 * The time of the stamp: `sec` and `ns` of the calendar. `skipped` is the sum
 * of the clocks since the one before, of lines that are no segments.
 */
void calendar_take(struct calendar *c, const struct told_stamp *stamp,
                   int64_t skipped);

/* A clock's nanoseconds; 0 for other stamps. */
int64_t calendar_clock(const struct told_stamp *stamp);

#endif
