/*
 * test_only.c - the list that --only takes.
 */

#include "only.h"
#include "unit_main.h"

static struct only only;
static struct err e;

START_TEST(names_and_unions)
{
    ck_assert(only_parse(&only, "retransmission,zero_window,rst", &e));
    ck_assert_uint_eq(only.verdicts, TL_V_RETRANSMISSION | TL_V_ZERO_WINDOW);
    ck_assert_uint_eq(only.tcp_flags, TL_RST);
    ck_assert(only_parse(&only, "any", &e));
    ck_assert_uint_eq(only.verdicts, (1U << TL_VERDICT_COUNT) - 1);
    ck_assert(only_parse(&only, "none", &e));
    ck_assert_uint_eq(only.verdicts | only.tcp_flags, 0);
}
END_TEST

START_TEST(wrong_names)
{
    static const char *const wrong[] = {"",     "retrans",          "any,",
                                        ",any", "any,zero-windows", "RST"};
    e.text[0] = '\0';
    ck_assert(!only_parse(&only, wrong[_i], &e));
    ck_assert(e.text[0] != '\0');
}
END_TEST

START_TEST(what_matches)
{
    struct segment seg = {.flags = TL_ACK};
    struct tl_verdict v = {.judged = TL_JUDGED_WHOLLY,
                           .flags = TL_V_ZERO_WINDOW};

    ck_assert(only_parse(&only, "zero-window,rst", &e));
    ck_assert(only_matches(&only, &seg, &v));
    v.flags = TL_V_KEEP_ALIVE;
    ck_assert(!only_matches(&only, &seg, &v));
    seg.flags |= TL_RST;
    ck_assert(only_matches(&only, &seg, &v));
    /* What Wireshark does not get to show does not count. */
    seg.flags = TL_ACK;
    v = (struct tl_verdict){.judged = TL_JUDGED_HEADER,
                            .flags = TL_V_ZERO_WINDOW};
    ck_assert(!only_matches(&only, &seg, &v));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("only");
    TCase *t = tcase_create("list");
    tcase_add_test(t, names_and_unions);
    tcase_add_loop_test(t, wrong_names, 0, 6);
    tcase_add_test(t, what_matches);
    suite_add_tcase(s, t);
    return s;
}
