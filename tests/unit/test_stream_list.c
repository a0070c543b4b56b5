/*
 * test_stream_list.c - the numbers that --stream takes.
 */
#include "stream_list.h"

#include "count.h"
#include "unit_main.h"

static struct stream_list list;
static struct err e;

START_TEST(numbers_and_ranges)
{
    ck_assert(stream_list_parse(&list, "0,3,7-9,4294967295", &e));
    const uint32_t in[] = {0, 3, 7, 8, 9, UINT32_MAX};
    const uint32_t out[] = {1, 2, 4, 6, 10, UINT32_MAX - 1};

    for (size_t i = 0; i < COUNT_OF(in); i++) {
        ck_assert(stream_list_has(&list, in[i]));
        ck_assert(!stream_list_has(&list, out[i]));
    }
}
END_TEST

START_TEST(none_means_all)
{
    list.count = 0;
    ck_assert(stream_list_has(&list, 17));
}
END_TEST

START_TEST(what_is_no_list)
{
    static const char *const wrong[] = {"",    ",",   "1,",         "a", "1-",
                                        "3-2", "1 2", "4294967296", "-1"};

    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        ck_assert_msg(!stream_list_parse(&list, wrong[i], &e), "%s", wrong[i]);
}
END_TEST

START_TEST(no_more_than_there_is_room_for)
{
    char words[2 * STREAM_LIST_MAX + 2];

    for (int i = 0; i < STREAM_LIST_MAX + 1; i++) {
        words[2 * i] = '1';
        words[2 * i + 1] = ',';
    }
    words[2 * STREAM_LIST_MAX + 1] = '\0';
    ck_assert(!stream_list_parse(&list, words, &e));
    words[2 * STREAM_LIST_MAX - 1] = '\0';
    ck_assert(stream_list_parse(&list, words, &e));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("stream_list");
    TCase *tc = tcase_create("lists");

    tcase_add_test(tc, numbers_and_ranges);
    tcase_add_test(tc, none_means_all);
    tcase_add_test(tc, what_is_no_list);
    tcase_add_test(tc, no_more_than_there_is_room_for);
    suite_add_tcase(s, tc);
    return s;
}
