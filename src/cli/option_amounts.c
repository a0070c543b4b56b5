/*
 * option_amounts.c - the options whose argument is an amount: a time with its
 * unit, a number of packets.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "count.h"
#include "option_table.h"
#include "tcpline/stamp.h"

/* Digits, and nothing but `end` behind them. */
static bool read_number(const char *arg, uint64_t most, const char **end,
                        uint64_t *number)
{
    char *behind;

    errno = 0;
    *number = strtoull(arg, &behind, 10);
    *end = behind;
    return *arg >= '0' && *arg <= '9' && errno == 0 && *number <= most;
}

/*
 * "90", "90s", "15m", "2h", "1d", "200ms" as nanoseconds; false for what is
 * no time, and for none.
 */
static bool read_span(const char *arg, int64_t *ns)
{
    static const struct {
        const char *name;
        int64_t ns;
    } units[] = {
        {"", TL_BILLION},
        {"d", INT64_C(86400) * TL_BILLION},
        {"h", INT64_C(3600) * TL_BILLION},
        {"m", INT64_C(60) * TL_BILLION},
        {"ms", TL_MICRO},
        {"s", TL_BILLION},
    };
    uint64_t number;
    const char *unit;

    if (!read_number(arg, INT64_MAX, &unit, &number))
        return false;
    for (size_t i = 0; i < COUNT_OF(units); i++) {
        if (strcmp(unit, units[i].name) != 0)
            continue;
        return number > 0 &&
               !__builtin_mul_overflow((int64_t)number, units[i].ns, ns);
    }
    return false;
}

static bool packets_of(const char *what, const char *arg, uint64_t *packets,
                       struct err *e)
{
    const char *end;

    return (read_number(arg, UINT64_MAX, &end, packets) && *end == '\0' &&
            *packets > 0) ||
           err_set(e, "invalid number of packets for %s: %s", what, arg);
}

bool option_duration(struct options *o, const char *arg, struct err *e)
{
    return read_span(arg, &o->duration) ||
           err_set(e, "invalid time %s: 90, 90s, 15m, 2h", arg);
}

bool option_skip(struct options *o, const char *arg, struct err *e)
{
    return packets_of("--skip", arg, &o->skip, e);
}

bool option_sample(struct options *o, const char *arg, struct err *e)
{
    return packets_of("--sample", arg, &o->sample, e);
}

/* "100M"; what has no such letter is a time. */
static bool read_size(const char *arg, uint64_t *bytes)
{
    static const struct {
        const char *name;
        uint64_t bytes;
    } units[] = {{"G", 1000000000}, {"M", 1000000}, {"k", 1000}};
    const char *unit;
    uint64_t number;

    if (!read_number(arg, UINT32_MAX, &unit, &number) || number == 0)
        return false;
    for (size_t i = 0; i < COUNT_OF(units); i++) {
        if (strcmp(unit, units[i].name) != 0)
            continue;
        *bytes = number * units[i].bytes;
        return *bytes >= OPTIONS_RECORD_LEAST && *bytes <= OPTIONS_RECORD_MOST;
    }
    return false;
}

bool option_record_before(struct options *o, const char *arg, struct err *e)
{
    return read_size(arg, &o->record_memory) ||
           read_span(arg, &o->record_before) ||
           err_set(e, "invalid time or size %s: 30s, 5m, 1M to 64G", arg);
}

bool option_record_after(struct options *o, const char *arg, struct err *e)
{
    return read_span(arg, &o->record_after) ||
           err_set(e, "invalid time %s: 90, 90s, 15m, 2h", arg);
}

bool option_on(struct options *o, const char *arg, struct err *e)
{
    o->records = true;
    return only_parse(&o->record_on, arg, e);
}

bool option_split(struct options *o, const char *arg, struct err *e)
{
    const char *end;
    uint64_t parts;

    if (!read_number(arg, OPTIONS_PARTS, &end, &parts) || *end != '\0' ||
        parts == 0)
        return err_set(e, "--split wants a number from 1 to %d, not %s",
                       OPTIONS_PARTS, arg);
    o->split = (unsigned)parts;
    return true;
}

bool option_expect(struct options *o, const char *arg, struct err *e)
{
    return expect_parse(&o->expects, arg, e);
}

bool option_fail_on(struct options *o, const char *arg, struct err *e)
{
    return expect_parse_none(&o->expects, arg, e);
}

/* The names of what -t repeats, and one that has no letter. */
static const char *const time_words[] = {
    "clock", "none", "epoch", "delta", "date", "elapsed", "iso8601",
};

const char *option_time_word(size_t i)
{
    return i < COUNT_OF(time_words) ? time_words[i] : NULL;
}

bool option_time(struct options *o, const char *arg, struct err *e)
{
    for (size_t i = 0; i < COUNT_OF(time_words); i++) {
        if (strcmp(arg, time_words[i]) != 0)
            continue;
        o->time_letters = i < OPTIONS_TIME_LETTERS ? (unsigned)i : 0;
        o->iso8601 = i >= OPTIONS_TIME_LETTERS;
        return true;
    }
    return err_set(e,
                   "unknown form of time \"%s\": clock, none, epoch, delta, "
                   "date, elapsed or iso8601",
                   arg);
}
