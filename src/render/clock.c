/*
 * clock.c - the time stamp in front of a line.
 */
#include "clock.h"

#include <time.h>

#define NO_TIME "[Error converting time] "

enum { DAY = 86400 };

void clock_init(struct clock *c, enum line_time mode, bool nanoseconds)
{
    *c = (struct clock){.mode = mode, .nanoseconds = nanoseconds};
}

/* What is recorded below the seconds, in the unit that shows. */
static int64_t shown_part(const struct clock *c, int64_t ns)
{
    return c->nanoseconds ? ns : ns / 1000;
}

static int64_t part_of(const struct clock *c, struct tl_stamp t)
{
    return shown_part(c, tl_stamp_part(t));
}

/*
 * The part below the seconds, and the blank behind the stamp. An impossible
 * one shows with more digits.
 */
static void put_part(const struct clock *c, int64_t part, struct text *out)
{
    char *at = text_reserve(out, 32);

    if (at == NULL)
        return;
    *at++ = '.';
    if (!c->nanoseconds && part >= 0 && part < TL_MICRO) {
        at = digits_six(at, (uint32_t)part);
        *at++ = ' ';
        out->at = at;
        return;
    }
    out->at = at;
    text_dec_pad(out, (uint32_t)part, c->nanoseconds ? 9 : 6, '0');
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

static char *put_date(char *at, char *end, const struct tm *tm)
{
    /* A year may have more digits than four. */
    at += strftime(at, (size_t)(end - at), "%Y-", tm);
    at = put_two(at, tm->tm_mon + 1);
    *at++ = '-';
    at = put_two(at, tm->tm_mday);
    *at++ = ' ';
    return at;
}

/* RFC 3339, section 5.6: "Z" for UTC, otherwise how far from it. */
static unsigned zone_text(const struct tm *tm, char zone[ZONE_LEN])
{
    const long minutes = tm->tm_gmtoff / 60;
    const int away = (int)(minutes < 0 ? -minutes : minutes);
    char *at = zone;

    if (away == 0) {
        *at = 'Z';
        return 1;
    }
    *at++ = minutes < 0 ? '-' : '+';
    at = put_two(at, away / 60);
    *at++ = ':';
    at = put_two(at, away % 60);
    return (unsigned)(at - zone);
}

/* The text of a second; of one the calendar has no year for, a mark. */
static void remember_second(struct clock *c, struct tl_stamp stamp)
{
    const time_t t = (time_t)stamp.sec;
    char *at = c->text;
    struct tm tm;

    c->have_text = true;
    c->text_sec = stamp.sec;
    c->text_ns = stamp.ns - tl_stamp_part(stamp);
    c->has_clock = localtime_r(&t, &tm) != NULL;
    if (c->has_clock && c->mode != LINE_TIME_CLOCK)
        at = put_date(at, c->text + sizeof(c->text), &tm);
    if (c->has_clock && c->mode == LINE_TIME_ISO8601)
        at[-1] = 'T';
    at = c->has_clock ? put_hms(at, tm.tm_hour, tm.tm_min, tm.tm_sec)
                      : DIGITS_LIT(at, NO_TIME);
    c->text_len = (unsigned)(at - c->text);
    c->zone_len = c->has_clock ? zone_text(&tm, c->zone) : 0;
    c->repeats = c->has_clock && !c->nanoseconds &&
                 (c->mode == LINE_TIME_CLOCK || c->mode == LINE_TIME_DATE);
}

/* The oracle cannot print the time of a second with bit 31 set. */
static bool second_is_printable(int64_t sec, struct text *out)
{
    if ((sec & 0x80000000) == 0)
        return true;
    TEXT_LIT(out, NO_TIME);
    return false;
}

static void put_clock(struct clock *c, struct tl_stamp t, struct text *out)
{
    if (c->mode != LINE_TIME_ISO8601 && !second_is_printable(t.sec, out))
        return;
    if (!c->have_text || c->text_sec != t.sec)
        remember_second(c, t);
    const int64_t part = shown_part(c, t.ns - c->text_ns);
    text_put(out, c->text, c->text_len);
    if (c->has_clock)
        put_part(c, part, out);
}

/* The zone stands between the part of a second and the blank. */
static void put_iso8601(struct clock *c, struct tl_stamp t, struct text *out)
{
    put_clock(c, t, out);
    if (!c->have_text || c->text_sec != t.sec || !c->has_clock)
        return;
    text_truncate(out, text_len(out) - 1);
    text_put(out, c->zone, c->zone_len);
    text_char(out, ' ');
}

/* The oracle shows the low 32 bits of the seconds. */
static void put_epoch(const struct clock *c, struct tl_stamp t,
                      struct text *out)
{
    if (!second_is_printable(t.sec, out))
        return;
    text_u32(out, (uint32_t)t.sec);
    put_part(c, part_of(c, t), out);
}

/*
 * The oracle formats a difference as if it were a time: hours wrap at a day,
 * and years must fit an int.
 */
static bool put_elapsed(int64_t sec, struct text *out)
{
    const int64_t first = INT64_C(-67768040609740800);
    const int64_t last = INT64_C(67768036191676799);
    const int of_day = (int)(sec % DAY + (sec % DAY < 0 ? DAY : 0));
    char hms[8];

    if (!second_is_printable(sec, out))
        return false;
    if (sec < first || sec > last) {
        TEXT_LIT(out, NO_TIME);
        return false;
    }
    put_hms(hms, of_day / 3600, of_day / 60 % 60, of_day % 60);
    text_put(out, hms, sizeof(hms));
    return true;
}

/* Seconds of 64 bits wrap, in the oracle's arithmetic as well. */
static int64_t minus(int64_t a, int64_t b)
{
    return (int64_t)((uint64_t)a - (uint64_t)b);
}

static void put_delta(struct clock *c, struct tl_stamp t, struct text *out)
{
    const int64_t now = part_of(c, t);

    if (c->ref_sec == 0 && c->ref_part == 0) {
        c->ref_sec = t.sec;
        c->ref_part = now;
    }
    const bool negative =
        t.sec != c->ref_sec ? t.sec < c->ref_sec : now < c->ref_part;
    int64_t sec =
        negative ? minus(c->ref_sec, t.sec) : minus(t.sec, c->ref_sec);
    int64_t part = negative ? c->ref_part - now : now - c->ref_part;
    if (part < 0) {
        sec = minus(sec, 1);
        part += c->nanoseconds ? TL_BILLION : TL_MICRO;
    }
    text_char(out, negative ? '-' : ' ');
    if (put_elapsed(sec, out))
        put_part(c, part, out);
    if (c->mode == LINE_TIME_SINCE_LAST) {
        c->ref_sec = t.sec;
        c->ref_part = now;
    }
}

void clock_put_any(struct clock *c, struct tl_stamp t, struct text *out)
{
    switch (c->mode) {
    case LINE_TIME_NONE:
        return;
    case LINE_TIME_CLOCK:
    case LINE_TIME_DATE:
        put_clock(c, t, out);
        break;
    case LINE_TIME_ISO8601:
        put_iso8601(c, t, out);
        break;
    case LINE_TIME_EPOCH:
        put_epoch(c, t, out);
        break;
    case LINE_TIME_SINCE_LAST:
    case LINE_TIME_SINCE_FIRST:
        put_delta(c, t, out);
        break;
    }
}
