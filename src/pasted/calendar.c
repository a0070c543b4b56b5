/*
 * calendar.c - stamps to times.
 */
#include "calendar.h"

#include <time.h>

#include "tcpline/stamp.h"

enum { DAY = 86400 };

int64_t calendar_clock(const struct told_stamp *stamp)
{
    if (stamp->kind != TOLD_CLOCK)
        return 0;
    const int64_t ns = stamp->sec * TL_BILLION + stamp->ns;
    return stamp->negative ? -ns : ns;
}

void calendar_look(struct calendar *c, const struct told_stamp *stamp)
{
    if (stamp->kind != TOLD_CLOCK)
        return;
    const int64_t now = calendar_clock(stamp);
    if (!c->any)
        c->from_zero = now == 0;
    else if (now < c->seen)
        c->fell++;
    else if (now > c->seen && c->seen > 0)
        c->rose++;
    else if (now == c->seen && now > 0)
        c->stood++;
    c->deltas = c->from_zero && (4 * c->fell > c->rose || c->stood > c->rose);
    c->any = true;
    c->seen = now;
}

/* Seconds since 1970, of a time here or in UTC; -1 where there is none. */
static int64_t seconds_of(const struct calendar *c,
                          const struct told_stamp *stamp)
{
    struct tm tm = {.tm_year = stamp->year - 1900,
                    .tm_mon = stamp->month - 1,
                    .tm_mday = stamp->day,
                    .tm_hour = (int)(stamp->sec / 3600),
                    .tm_min = (int)(stamp->sec / 60 % 60),
                    .tm_sec = (int)(stamp->sec % 60),
                    .tm_isdst = -1};

    if (stamp->zoned)
        return (int64_t)timegm(&tm) - stamp->offset;
    return (int64_t)(c->utc ? timegm(&tm) : mktime(&tm));
}

/* Midnight of the n-th day after the first of January, 1970. */
static int64_t midnight(const struct calendar *c, int n)
{
    const struct told_stamp stamp = {.year = 1970, .month = 1, .day = 1 + n};

    return seconds_of(c, &stamp);
}

static void set_time(struct calendar *c, int64_t sec, int64_t ns)
{
    sec += ns / TL_BILLION;
    ns %= TL_BILLION;
    if (ns < 0) {
        sec--;
        ns += TL_BILLION;
    }
    c->sec = sec > 0 ? sec : 0;
    c->ns = (uint32_t)ns;
}

/* Packets may be a little out of order at midnight, too. */
static void go_round(struct calendar *c, int64_t now)
{
    const int64_t half_a_day = (int64_t)DAY / 2 * TL_BILLION;

    if (now - c->clock < -half_a_day)
        c->day++;
    else if (now - c->clock > half_a_day && c->day > 0)
        c->day--;
    c->clock = now;
}

static void take_clock(struct calendar *c, const struct told_stamp *stamp,
                       int64_t skipped)
{
    const int64_t now = calendar_clock(stamp);

    if (c->deltas && c->sec > 0) {
        set_time(c, c->sec, c->ns + skipped + now);
    } else if (c->from_zero) {
        set_time(c, midnight(c, 1), now);
    } else {
        go_round(c, now);
        set_time(c, midnight(c, 1 + c->day), now);
    }
}

void calendar_take(struct calendar *c, const struct told_stamp *stamp,
                   int64_t skipped)
{
    switch (stamp->kind) {
    case TOLD_NO_TIME: /* that of the line before */
        break;
    case TOLD_CLOCK:
        take_clock(c, stamp, skipped);
        break;
    case TOLD_DATE:
        set_time(c, seconds_of(c, stamp), stamp->ns);
        break;
    case TOLD_EPOCH:
        set_time(c, stamp->sec, stamp->ns);
        break;
    }
}
