/*
 * clock.c - the time stamp in front of a line.
 */
#include "clock.h"

#include <time.h>

#include "digits.h"

enum { DAY = 86400, MICRO = 1000000, NANO = 1000000000 };

void clock_init(struct clock *c, enum line_time mode, bool nanoseconds)
{
    *c = (struct clock){.mode = mode, .nanoseconds = nanoseconds};
}

/*
 * The fraction as recorded, and the blank behind the stamp. An impossible
 * fraction shows with more digits.
 */
static void put_fraction(const struct clock *c, int64_t frac, struct text *out)
{
    char *at = text_reserve(out, 32);

    if (at == NULL)
        return;
    *at++ = '.';
    if (!c->nanoseconds && frac >= 0 && frac < MICRO) {
        at = digits_six(at, (uint32_t)frac);
        *at++ = ' ';
        out->at = at;
        return;
    }
    out->at = at;
    text_dec_pad(out, (uint32_t)frac, c->nanoseconds ? 9 : 6, '0');
    text_char(out, ' ');
}

static char *put_two(char *at, int v)
{
    *at++ = (char)('0' + v / 10 % 10);
    *at++ = (char)('0' + v % 10);
    return at;
}

static char *put_hms(char *at, int hour, int min, int sec)
{
    at = put_two(at, hour);
    *at++ = ':';
    at = put_two(at, min);
    *at++ = ':';
    return put_two(at, sec);
}

static char *put_date(char *at, const struct tm *tm)
{
    const int year = tm->tm_year + 1900;

    at = put_two(at, year / 100);
    at = put_two(at, year % 100);
    *at++ = '-';
    at = put_two(at, tm->tm_mon + 1);
    *at++ = '-';
    at = put_two(at, tm->tm_mday);
    *at++ = ' ';
    return at;
}

static void remember_second(struct clock *c, int64_t sec)
{
    const time_t t = (time_t)sec;
    char *at = c->text;
    struct tm tm;

    c->have_text = true;
    c->text_sec = sec;
    c->text_len = 0;
    if (localtime_r(&t, &tm) == NULL)
        return;
    if (c->mode == LINE_TIME_DATE)
        at = put_date(at, &tm);
    at = put_hms(at, tm.tm_hour, tm.tm_min, tm.tm_sec);
    c->text_len = (unsigned)(at - c->text);
}

/* The oracle cannot print the time of a second with bit 31 set. */
static bool second_is_printable(int64_t sec, struct text *out)
{
    if ((sec & 0x80000000) == 0)
        return true;
    TEXT_LIT(out, "[Error converting time] ");
    return false;
}

static void put_clock(struct clock *c, const struct tl_raw *raw,
                      struct text *out)
{
    if (!second_is_printable(raw->sec, out))
        return;
    if (!c->have_text || c->text_sec != raw->sec)
        remember_second(c, raw->sec);
    text_put(out, c->text, c->text_len);
    put_fraction(c, raw->frac, out);
}

static void put_epoch(const struct clock *c, const struct tl_raw *raw,
                      struct text *out)
{
    if (!second_is_printable(raw->sec, out))
        return;
    text_i64(out, raw->sec);
    put_fraction(c, raw->frac, out);
}

/* Hours wrap at a day, as the oracle formats the difference as a time. */
static void put_elapsed(const struct clock *c, int64_t sec, int64_t frac,
                        struct text *out)
{
    const int of_day = (int)(sec % DAY);
    char hms[8];

    put_hms(hms, of_day / 3600, of_day / 60 % 60, of_day % 60);
    text_put(out, hms, sizeof(hms));
    put_fraction(c, frac, out);
}

static void put_delta(struct clock *c, const struct tl_raw *raw,
                      struct text *out)
{
    if (c->ref_sec == 0 && c->ref_frac == 0) {
        c->ref_sec = raw->sec;
        c->ref_frac = raw->frac;
    }
    const bool negative = raw->sec != c->ref_sec ? raw->sec < c->ref_sec
                                                 : raw->frac < c->ref_frac;
    int64_t sec = negative ? c->ref_sec - raw->sec : raw->sec - c->ref_sec;
    int64_t frac = negative ? c->ref_frac - raw->frac : raw->frac - c->ref_frac;
    if (frac < 0) {
        sec--;
        frac += c->nanoseconds ? NANO : MICRO;
    }
    text_char(out, negative ? '-' : ' ');
    if (second_is_printable(sec, out))
        put_elapsed(c, sec, frac, out);
    if (c->mode == LINE_TIME_SINCE_LAST) {
        c->ref_sec = raw->sec;
        c->ref_frac = raw->frac;
    }
}

void clock_put(struct clock *c, const struct tl_raw *raw, struct text *out)
{
    switch (c->mode) {
    case LINE_TIME_NONE:
        return;
    case LINE_TIME_CLOCK:
    case LINE_TIME_DATE:
        put_clock(c, raw, out);
        break;
    case LINE_TIME_EPOCH:
        put_epoch(c, raw, out);
        break;
    case LINE_TIME_SINCE_LAST:
    case LINE_TIME_SINCE_FIRST:
        put_delta(c, raw, out);
        break;
    }
}
