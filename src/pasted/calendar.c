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

/* Midnight here, of a day; -1 where there is none. */
static int64_t midnight(int year, int month, int day)
{
    struct tm tm = {.tm_year = year - 1900,
                    .tm_mon = month - 1,
                    .tm_mday = day,
                    .tm_isdst = -1};

    return (int64_t)mktime(&tm);
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
        set_time(c, midnight(1970, 1, 2), now);
    } else {
        go_round(c, now);
        set_time(c, midnight(1970, 1, 2 + c->day), now);
    }
}

static void take_date(struct calendar *c, const struct told_stamp *stamp)
{
    struct tm tm = {.tm_year = stamp->year - 1900,
                    .tm_mon = stamp->month - 1,
                    .tm_mday = stamp->day,
                    .tm_hour = (int)(stamp->sec / 3600),
                    .tm_min = (int)(stamp->sec / 60 % 60),
                    .tm_sec = (int)(stamp->sec % 60),
                    .tm_isdst = -1};

    set_time(c, (int64_t)mktime(&tm), stamp->ns);
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
        take_date(c, stamp);
        break;
    case TOLD_EPOCH:
        set_time(c, stamp->sec, stamp->ns);
        break;
    }
}
