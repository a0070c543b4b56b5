/*
 * test_clock.c - the time stamp in all its modes (FORMAT.md, "Time
 * stamps").
 */
#include "clock.h"
#include "unit_main.h"

#include <time.h>

#define NO_TIME "[Error converting time] "

static struct text out;
static struct clock clk;

static void setup(void)
{
    setenv("TZ", "UTC", 1);
    tzset();
    ck_assert(text_init(&out, 64));
}

static void teardown(void)
{
    text_free(&out);
}

static void expect(int64_t sec, int64_t ns, const char *want)
{
    text_truncate(&out, 0);
    clock_put(&clk, tl_stamp(sec, ns), &out);
    text_char(&out, '\0');
    ck_assert_str_eq(out.start, want);
}

START_TEST(time_of_day)
{
    clock_init(&clk, LINE_TIME_CLOCK, false);
    expect(1700000000, 123456789, "22:13:20.123456 ");
    expect(1700000000, 7999, "22:13:20.000007 ");
    expect(1700000001, 0, "22:13:21.000000 ");
    expect(1700000000, 1000000000, "22:13:20.1000000 ");
    expect(1700000000, -1000, "22:13:20.4294967295 ");
    expect(0x80000000, 5, NO_TIME);
}
END_TEST

START_TEST(date_and_epoch)
{
    clock_init(&clk, LINE_TIME_DATE, false);
    expect(1700000000, 123456000, "2023-11-14 22:13:20.123456 ");
    clock_init(&clk, LINE_TIME_EPOCH, false);
    expect(1700000000, 123456000, "1700000000.123456 ");
    clock_init(&clk, LINE_TIME_EPOCH, true);
    expect(1700000000, 123456789, "1700000000.123456789 ");
    clock_init(&clk, LINE_TIME_NONE, false);
    expect(1700000000, 123456000, "");
}
END_TEST

/* What a pcapng file may say, observed from tcpdump 4.99.3. */
START_TEST(far_away)
{
    clock_init(&clk, LINE_TIME_EPOCH, false);
    expect(INT64_MIN, 500000000, "0.500000 ");
    expect((INT64_C(1) << 40) + 7, 17000, "7.000017 ");
    clock_init(&clk, LINE_TIME_CLOCK, false);
    expect(INT64_MIN, 500000000, NO_TIME);
    clock_init(&clk, LINE_TIME_DATE, false);
    expect(INT64_C(1) << 40, 0, "36812-02-20 00:36:16.000000 ");
    clock_init(&clk, LINE_TIME_SINCE_LAST, false);
    expect(-(INT64_C(1) << 62), 0, " 00:00:00.000000 ");
    expect(INT64_C(1) << 62, 0, " " NO_TIME);
}
END_TEST

START_TEST(since_the_last)
{
    clock_init(&clk, LINE_TIME_SINCE_LAST, false);
    expect(100, 10000, " 00:00:00.000000 ");
    expect(101, 4000, " 00:00:00.999994 ");
    expect(99, 999994000, "-00:00:01.000010 ");
    expect(100 + 2 * 86400, 999994000, " 00:00:01.000000 ");
}
END_TEST

/* Each stamp is cut to microseconds before the difference is taken. */
START_TEST(since_in_micro_and_nano)
{
    clock_init(&clk, LINE_TIME_SINCE_LAST, false);
    expect(100, 1999, " 00:00:00.000000 ");
    expect(100, 2000, " 00:00:00.000001 ");
    clock_init(&clk, LINE_TIME_SINCE_LAST, true);
    expect(100, 1999, " 00:00:00.000000000 ");
    expect(100, 2000, " 00:00:00.000000001 ");
}
END_TEST

/* A reference of exactly zero counts as none. */
START_TEST(since_the_first)
{
    clock_init(&clk, LINE_TIME_SINCE_FIRST, false);
    expect(0, 0, " 00:00:00.000000 ");
    expect(50, 5000, " 00:00:00.000000 ");
    expect(60, 5000, " 00:00:10.000000 ");
    expect(70, 5000, " 00:00:20.000000 ");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("clock");
    TCase *tc = tcase_create("stamps");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, time_of_day);
    tcase_add_test(tc, date_and_epoch);
    tcase_add_test(tc, far_away);
    tcase_add_test(tc, since_the_last);
    tcase_add_test(tc, since_in_micro_and_nano);
    tcase_add_test(tc, since_the_first);
    suite_add_tcase(s, tc);
    return s;
}
