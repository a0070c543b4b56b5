/*
 * utc.c - the civil calendar.
 */
#include "utc.h"

enum { DAY = 86400, YEAR_DAYS = 365, FOUR_YEARS = 1461, CENTURY = 36524 };
enum { FOUR_CENTURIES = 146097, FROM_MARCH_0000 = 719468 };

struct date {
    int64_t year;
    unsigned month, day;
};

/*
 * Years are counted from the first of March, so that the leap day is their
 * last. From then on 153 days make five months.
 */
static struct date date_of(int64_t days)
{
    days += FROM_MARCH_0000;
    const int64_t era =
        (days >= 0 ? days : days - (FOUR_CENTURIES - 1)) / FOUR_CENTURIES;
    const unsigned in_era = (unsigned)(days - era * FOUR_CENTURIES);
    const unsigned leaps = in_era / (FOUR_YEARS - 1) - in_era / CENTURY +
                           in_era / (FOUR_CENTURIES - 1);
    const unsigned year = (in_era - leaps) / YEAR_DAYS;
    const unsigned in_year =
        in_era - (YEAR_DAYS * year + year / 4 - year / 100);
    const unsigned month = (5 * in_year + 2) / 153; /* 0 is March */

    return (struct date){
        .year = era * 400 + year + (month >= 10),
        .month = month < 10 ? month + 3 : month - 9,
        .day = in_year - (153 * month + 2) / 5 + 1,
    };
}

static int64_t days_of(int64_t sec)
{
    return (sec >= 0 ? sec : sec - (DAY - 1)) / DAY;
}

static void put(struct text *out, int64_t sec, char between)
{
    const int64_t days = days_of(sec);
    const unsigned in_day = (unsigned)(sec - days * DAY);
    const struct date d = date_of(days);

    text_dec_pad(out, (uint64_t)d.year, 4, '0');
    text_printf(out, "-%02u-%02u%c%02u:%02u:%02u", d.month, d.day, between,
                in_day / 3600, in_day / 60 % 60, in_day % 60);
}

void utc_put(struct text *out, int64_t sec)
{
    put(out, sec, 'T');
}

void utc_put_spaced(struct text *out, int64_t sec)
{
    put(out, sec, ' ');
}
