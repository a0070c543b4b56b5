/*
 * clock.h - the time stamp in front of a line.
 *
 * Keeps the references of -ttt and -ttttt and the text of the last second, so
 * that a packet of the same second costs only its fraction.
 */
#ifndef TCPLINE_RENDER_CLOCK_H
#define TCPLINE_RENDER_CLOCK_H

#include "digits.h"
#include "line.h"

enum {
    ZONE_LEN = 6,
    SECOND_LEN = 40, /* at most, date and time of day */
};

struct clock {
    enum line_time mode;
    bool nanoseconds; /* nine digits show, not six */
    bool have_text;
    bool has_clock;   /* the second has a time of day */
    bool repeats;     /* another stamp of it: `text` and six digits */
    int64_t text_sec; /* the second that `text` is of ... */
    int64_t text_ns;  /* ... and its beginning in a stamp */
    char text[SECOND_LEN];
    unsigned text_len;
    char zone[ZONE_LEN]; /* "Z", "+01:00": of --time=iso8601 */
    unsigned zone_len;
    /* Reference of the deltas; all zero counts as not yet set. */
    int64_t ref_sec, ref_part;
};

void clock_init(struct clock *c, enum line_time mode, bool nanoseconds);

/* Appends the stamp `t` and the blank behind it. */
void clock_put_any(struct clock *c, struct tl_stamp t, struct text *out);

/* The same; nearly every stamp is of the second before it. */
static inline void clock_put(struct clock *c, struct tl_stamp t,
                             struct text *out)
{
    const uint64_t ns = (uint64_t)t.ns - (uint64_t)c->text_ns;
    char *at;

    if (!c->repeats || c->text_sec != t.sec || ns >= TL_BILLION ||
        (at = text_reserve(out, SECOND_LEN + 16)) == NULL) {
        clock_put_any(c, t, out);
        return;
    }
    memcpy(at, c->text, SECOND_LEN);
    at += c->text_len;
    *at++ = '.';
    at = digits_six(at, (uint32_t)ns / 1000);
    *at++ = ' ';
    out->at = at;
}

#endif
