/*
 * stamp_scan.c - time stamps of every kind that -t makes.
 */
#include "count.h"
#include "told.h"

static bool scan_fraction(struct scan *s, uint32_t *ns)
{
    enum { MOST_DIGITS = 9 };
    int digits = 0;

    *ns = 0;
    if (scan_over(s) || *s->at != '.')
        return true; /* some cut it off */
    s->at++;
    for (; !scan_over(s) && *s->at >= '0' && *s->at <= '9'; s->at++)
        if (digits++ < MOST_DIGITS)
            *ns = *ns * 10 + (uint32_t)(*s->at - '0');
    for (int i = digits; i < MOST_DIGITS; i++)
        *ns *= 10;
    return digits > 0 && digits <= MOST_DIGITS;
}

/* Two digits, no more. */
static bool scan_two(struct scan *s, uint32_t most, uint32_t *out)
{
    const char *from = s->at;

    if (scan_most(s, most, out) && s->at - from <= 2)
        return true;
    s->at = from;
    return false;
}

static bool scan_clock(struct scan *s, struct told_stamp *out)
{
    uint32_t hour, minute, second;

    if (!scan_two(s, 99, &hour) || !scan_text(s, ":") ||
        !scan_two(s, 59, &minute) || !scan_text(s, ":") ||
        !scan_two(s, 60, &second) || !scan_fraction(s, &out->ns))
        return false;
    out->kind = TOLD_CLOCK;
    out->sec = (int64_t)hour * 3600 + minute * 60 + second;
    return true;
}

/* "Z", "+09:00": as ISO 8601 has it. */
static bool scan_zone(struct scan *s, struct told_stamp *out)
{
    uint32_t hours, minutes;

    out->zoned = true;
    if (scan_text(s, "Z"))
        return true;
    const bool west = scan_text(s, "-");
    if ((!west && !scan_text(s, "+")) || !scan_two(s, 14, &hours) ||
        !scan_text(s, ":") || !scan_two(s, 59, &minutes))
        return false;
    out->offset = (int)(hours * 3600 + minutes * 60) * (west ? -1 : 1);
    return true;
}

static bool scan_date(struct scan *s, struct told_stamp *out)
{
    uint32_t year, month, day;

    if (!scan_most(s, 9999, &year) || year < 1000 || !scan_text(s, "-") ||
        !scan_two(s, 12, &month) || !scan_text(s, "-") ||
        !scan_two(s, 31, &day))
        return false;
    const bool iso = scan_text(s, "T");
    if ((!iso && !scan_gap(s)) || !scan_clock(s, out) ||
        (iso && !scan_zone(s, out)))
        return false;
    out->kind = TOLD_DATE;
    out->year = (int)year;
    out->month = (int)month;
    out->day = (int)day;
    return true;
}

/* At least as many digits as 1980 has, so that no line number is one. */
static bool scan_epoch(struct scan *s, struct told_stamp *out)
{
    enum { YEAR_1980 = 315532800 };
    uint32_t sec;

    if (!scan_u32(s, &sec) || sec < YEAR_1980 || scan_over(s) || *s->at != '.')
        return false;
    out->kind = TOLD_EPOCH;
    out->sec = sec;
    return scan_fraction(s, &out->ns);
}

bool told_scan_stamp(struct scan *s, struct told_stamp *out)
{
    bool (*const kinds[])(struct scan *, struct told_stamp *) = {
        scan_clock, scan_date, scan_epoch};
    const char *from = s->at;

    for (unsigned i = 0; i < COUNT_OF(kinds); i++) {
        *out = (struct told_stamp){.negative = scan_text(s, "-")};
        if (kinds[i](s, out) && scan_gap(s))
            return true;
        s->at = from;
    }
    *out = (struct told_stamp){0};
    return false;
}
