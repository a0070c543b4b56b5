/*
 * Round trips: what is said of few is exact, of many within three percent,
 * and none is lost where their memory grows.
 */
#include <stdbool.h>

#include "rtts.h"
#include "unit_main.h"

enum { EXACT = 32, STEP = 1000 };

/* So many values, 1, 2, 3, ... steps, the largest first or last. */
static void fill(struct rtts *r, uint32_t n, bool falling)
{
    for (uint32_t i = 0; i < n; i++)
        rtts_add(r, (falling ? n - i : i + 1) * STEP);
}

START_TEST(few_are_exact)
{
    for (uint32_t n = 1; n <= EXACT; n++) {
        struct rtts r = {0};

        fill(&r, n, _i != 0);
        ck_assert_uint_eq(r.n, n);
        ck_assert_uint_eq(r.least, STEP);
        ck_assert_uint_eq(rtts_at(&r, 0), STEP);
        ck_assert_uint_eq(rtts_at(&r, 50), ((n - 1) / 2 + 1) * STEP);
        ck_assert_uint_eq(rtts_at(&r, 100), n * STEP);
        rtts_clear(&r);
    }
}
END_TEST

START_TEST(many_are_near)
{
    enum { MANY = 1000 };
    struct rtts r = {0};

    fill(&r, MANY, _i != 0);
    ck_assert_uint_eq(r.n, MANY);
    ck_assert_uint_ge(rtts_at(&r, 50), MANY * STEP / 200 * 97);
    ck_assert_uint_le(rtts_at(&r, 50), MANY * STEP / 200 * 103);
    rtts_clear(&r);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("rtts");
    TCase *t = tcase_create("rtts");

    tcase_add_loop_test(t, few_are_exact, 0, 2);
    tcase_add_loop_test(t, many_are_near, 0, 2);
    suite_add_tcase(s, t);
    return s;
}
