/*
 * figures.c - connections in numbers.
 */
#include "figures.h"

#include <string.h>

#include "count.h"
#include "tcpline/stamp.h"

#define FIGURE(name)                                                           \
    static bool name(const struct tl_connection_sum *sum, int64_t *value)

static int64_t of_both(uint64_t a, uint64_t b)
{
    const uint64_t sum = a + b;

    return sum < a || sum > INT64_MAX ? INT64_MAX : (int64_t)sum;
}

FIGURE(connections)
{
    (void)sum;
    *value = 1;
    return true;
}

static bool ends_as(const struct tl_connection_sum *sum, enum tl_ending ending,
                    int64_t *value)
{
    *value = tl_ending_of(sum) == ending;
    return true;
}

FIGURE(refused)
{
    return ends_as(sum, TL_ENDING_REFUSED, value);
}

FIGURE(reset)
{
    return ends_as(sum, TL_ENDING_RESET, value);
}

FIGURE(unanswered)
{
    return ends_as(sum, TL_ENDING_UNANSWERED, value);
}

FIGURE(unreachable)
{
    return ends_as(sum, TL_ENDING_UNREACHABLE, value);
}

FIGURE(bytes)
{
    *value = of_both(sum->side[0].bytes, sum->side[1].bytes);
    return true;
}

FIGURE(resent)
{
    *value = of_both(sum->side[0].resent, sum->side[1].resent);
    return true;
}

FIGURE(duration)
{
    *value = tl_since(sum->last_time, sum->first_time);
    return true;
}

FIGURE(window_closed)
{
    *value = of_both((uint64_t)sum->side[0].window_closed,
                     (uint64_t)sum->side[1].window_closed);
    return true;
}

/* A round trip to the farther side; neither may have been measured. */
static bool farther(const struct tl_connection_sum *sum, uint32_t near_us,
                    uint32_t far_us, int64_t *value)
{
    const uint32_t us = near_us > far_us ? near_us : far_us;

    *value = (int64_t)us * 1000;
    return sum->side[0].rtts + sum->side[1].rtts > 0;
}

FIGURE(rtt_least)
{
    return farther(sum, sum->side[0].rtt_least, sum->side[1].rtt_least, value);
}

FIGURE(rtt_median)
{
    return farther(sum, sum->side[0].rtt_median, sum->side[1].rtt_median,
                   value);
}

FIGURE(rtt_p95)
{
    return farther(sum, sum->side[0].rtt_95, sum->side[1].rtt_95, value);
}

static const struct expect_figure figures[] = {
    {"bytes", EXPECT_BYTES, true, bytes},
    {"connections", EXPECT_COUNT, true, connections},
    {"duration", EXPECT_NANOSECONDS, false, duration},
    {"refused", EXPECT_COUNT, true, refused},
    {"resent", EXPECT_BYTES, true, resent},
    {"reset", EXPECT_COUNT, true, reset},
    {"rtt-least", EXPECT_NANOSECONDS, false, rtt_least},
    {"rtt-median", EXPECT_NANOSECONDS, false, rtt_median},
    {"rtt-p95", EXPECT_NANOSECONDS, false, rtt_p95},
    {"syn-unanswered", EXPECT_COUNT, true, unanswered},
    {"unanswered", EXPECT_COUNT, true, unanswered},
    {"unreachable", EXPECT_COUNT, true, unreachable},
    {"window-closed", EXPECT_NANOSECONDS, false, window_closed},
};

const struct expect_figure *expect_figure_named(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(figures); i++)
        if (strcmp(figures[i].name, name) == 0)
            return &figures[i];
    return NULL;
}

const char *expect_figure_name(size_t i)
{
    return i < COUNT_OF(figures) ? figures[i].name : NULL;
}
