/*
 * test_stamp.c - nanoseconds since 1970, and what they cannot say.
 */
#include "tcpline/stamp.h"
#include "unit_main.h"

static const struct {
    int64_t sec, part;
    int64_t ns;
} stamps[] = {
    {0, 0, 0},
    {1700000000, 123456789, 1700000000123456789},
    {1700000000, 4294967295, 1700000004294967295}, /* more than a second */
    {-1, 999999999, -1},
    {5, -1000, 4999999000},
    {INT32_MIN, INT64_C(-2147483648) * 1000, -2147485795483648000},
    {TL_STAMP_MOST_SEC, 1, TL_STAMP_MOST_SEC *TL_BILLION + 1},
    {TL_STAMP_MOST_SEC + 1, 1, TL_STAMP_MOST_SEC *TL_BILLION + 1},
    {INT64_MAX, 999999999, TL_STAMP_MOST_SEC *TL_BILLION + 999999999},
    {INT64_MIN, 17, -TL_STAMP_MOST_SEC *TL_BILLION + 17},
};

/* Whatever becomes of the number, both parts can be had again. */
START_TEST(there_and_back)
{
    const struct tl_stamp t = tl_stamp(stamps[_i].sec, stamps[_i].part);

    ck_assert_int_eq(t.ns, stamps[_i].ns);
    ck_assert_int_eq(t.sec, stamps[_i].sec);
    ck_assert_int_eq(tl_stamp_part(t), stamps[_i].part);
}
END_TEST

START_TEST(parts_beyond_all_files)
{
    ck_assert_int_eq(tl_stamp(INT64_MAX, INT64_MAX).ns,
                     TL_STAMP_MOST_SEC * TL_BILLION + TL_STAMP_MOST_PART);
    ck_assert_int_eq(tl_stamp(INT64_MIN, INT64_MIN).ns,
                     -TL_STAMP_MOST_SEC * TL_BILLION - TL_STAMP_MOST_PART);
}
END_TEST

START_TEST(differences)
{
    ck_assert_int_eq(tl_since(5, 7), -2);
    ck_assert_int_eq(tl_since(INT64_MAX, 0), INT64_MAX);
    ck_assert_int_eq(tl_since(INT64_MAX, -1), INT64_MAX);
    ck_assert_int_eq(tl_since(INT64_MIN, 1), INT64_MIN);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("stamp");
    TCase *tc = tcase_create("nanoseconds");

    tcase_add_loop_test(tc, there_and_back, 0, COUNT_OF(stamps));
    tcase_add_test(tc, parts_beyond_all_files);
    tcase_add_test(tc, differences);
    suite_add_tcase(s, tc);
    return s;
}
