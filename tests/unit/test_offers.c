/* test_offers.c - how much window a sender far away has heard of. */
#include "history_parts.h"
#include "unit_main.h"

enum { MS = 1000 * 1000, REACH = 40 * 1000, NOTHING = 1, BURST = 10 };

static struct offers o;

/* An offer a millisecond, each of a thousand bytes more. */
static void burst(int64_t start, uint32_t edge, uint32_t ts, uint32_t tick)
{
    for (uint32_t i = 0; i < BURST; i++)
        history_note_offer(&o, REACH, edge + i * 1000, start + i * (int64_t)MS,
                           ts + i * tick);
}

static uint32_t offered_at(int64_t now, uint32_t echo)
{
    return history_offered(&o, REACH, NOTHING, now, echo);
}

static void setup(void)
{
    o = (struct offers){0};
}

/* What was offered last in a burst counts when it has been heard of. */
START_TEST(a_burst_counts_as_it_grows)
{
    const int64_t start = INT64_C(1000) * MS, heard = start + 40 * (int64_t)MS;

    burst(start, 50000, 0, 0);
    ck_assert_uint_eq(offered_at(heard - MS, 0), NOTHING);
    ck_assert_uint_eq(offered_at(heard, 0), 50000);
    ck_assert_uint_eq(offered_at(heard + 4 * MS, 0), 54000);
    ck_assert_uint_eq(offered_at(heard + 20 * MS, 0), 59000);
}
END_TEST

/* Half of the way later another span begins; the older ones still count. */
START_TEST(older_spans_still_count)
{
    const int64_t start = INT64_C(1000) * MS;

    burst(start, 50000, 0, 0);
    burst(start + 25 * (int64_t)MS, 80000, 0, 0);
    ck_assert_uint_eq(o.n, 2);
    ck_assert_uint_eq(offered_at(start + 60 * (int64_t)MS, 0), 59000);
    ck_assert_uint_eq(offered_at(start + 65 * (int64_t)MS, 0), 80000);
}
END_TEST

/*
 * The echo tells more than the time, be that too late or too early, but not
 * within one tick, and nothing where it is older than all that is remembered.
 */
START_TEST(an_echo_tells_what_was_heard)
{
    const int64_t start = INT64_C(1000) * MS, late = start + 90 * (int64_t)MS;
    const int64_t early = start + 30 * (int64_t)MS;

    burst(start, 50000, 700, _i == 0 ? 1 : 0);
    if (_i == 0) {
        ck_assert_uint_ge(offered_at(late, 703), 53000);
        ck_assert_uint_lt(offered_at(late, 703), 54000);
        ck_assert_uint_eq(offered_at(late, 699), 59000);
    } else if (_i == 1) {
        ck_assert_uint_eq(offered_at(start + 43 * (int64_t)MS, 700), 53000);
    } else {
        ck_assert_uint_eq(offered_at(early, 701), 59000);
        ck_assert_uint_eq(offered_at(early, 0), NOTHING);
    }
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("offers");
    TCase *t = tcase_create("spans");

    tcase_add_checked_fixture(t, setup, NULL);
    tcase_add_test(t, a_burst_counts_as_it_grows);
    tcase_add_test(t, older_spans_still_count);
    tcase_add_loop_test(t, an_echo_tells_what_was_heard, 0, 3);
    suite_add_tcase(s, t);
    return s;
}
