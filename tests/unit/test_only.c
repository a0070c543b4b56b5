/*
 * test_only.c - the list that --only takes.
 */

#include "only.h"
#include "unit_main.h"

static struct only only;
static const struct tl_diagnosis normal;
static struct err e;

START_TEST(names_and_unions)
{
    ck_assert(only_parse(&only, "retransmission,zero_window,rst", &e));
    ck_assert_uint_eq(only.verdicts, TL_V_RETRANSMISSION | TL_V_ZERO_WINDOW);
    ck_assert_uint_eq(only.tcp_flags, TL_RST);
    ck_assert(only_parse(&only, "any", &e));
    ck_assert_uint_eq(only.verdicts, (1U << TL_VERDICT_COUNT) - 1);
    ck_assert(only_parse(&only, "retrans,zero-window", &e)); /* its beginning */
    ck_assert_uint_eq(only.verdicts, TL_V_RETRANSMISSION | TL_V_ZERO_WINDOW);
    ck_assert(only_parse(&only, "none", &e));
    ck_assert_uint_eq(only.verdicts | only.tcp_flags, 0);
}
END_TEST

START_TEST(wrong_names)
{
    static const char *const wrong[] = {
        "", "zero", "any,", ",any", "any,zero-windows", "RST"};
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
    ck_assert(only_matches(&only, &seg, &v, &normal));
    v.flags = TL_V_KEEP_ALIVE;
    ck_assert(!only_matches(&only, &seg, &v, &normal));
    seg.flags |= TL_RST;
    ck_assert(only_matches(&only, &seg, &v, &normal));
    /* What Wireshark does not get to show does not count. */
    seg.flags = TL_ACK;
    v = (struct tl_verdict){.judged = TL_JUDGED_HEADER,
                            .flags = TL_V_ZERO_WINDOW};
    ck_assert(!only_matches(&only, &seg, &v, &normal));
}
END_TEST

START_TEST(events)
{
    const struct segment seg = {.flags = TL_ACK};
    const struct tl_verdict v = {0};
    struct tl_diagnosis d = {.event = TL_EVENT_REORDERED};

    ck_assert(only_parse(&only, "reordered", &e));
    ck_assert(only.needs_events && !only.needs_verdicts && !only.needs_either);
    ck_assert(only_matches(&only, &seg, &v, &d));
    ck_assert(!only_matches(&only, &seg, &v, &normal));
    ck_assert(!only_matches(&only, &seg, &v, NULL));
    ck_assert(only_parse(&only, "window-full", &e));
    ck_assert(only.needs_verdicts && !only.needs_events);
    ck_assert(only_parse(&only, "rst", &e));
    ck_assert(!only.needs_verdicts && !only.needs_events && !only.needs_either);
}
END_TEST

/* What a person means: not what a healthy receiver says. */
START_TEST(trouble)
{
    ck_assert(only_parse(&only, "trouble", &e));
    ck_assert(only.needs_either);
    ck_assert_uint_eq(only.verdicts & (TL_V_WINDOW_UPDATE | TL_V_KEEP_ALIVE |
                                       TL_V_KEEP_ALIVE_ACK),
                      0);
    ck_assert_uint_ne(only.verdicts & TL_V_RETRANSMISSION, 0);
    ck_assert_uint_eq(
        only.events & (1U << TL_EVENT_KEEP_ALIVE | 1U << TL_EVENT_NONE), 0);
    ck_assert_uint_ne(only.events & 1U << TL_EVENT_UNSEEN, 0);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("only");
    TCase *t = tcase_create("list");
    tcase_add_test(t, names_and_unions);
    tcase_add_loop_test(t, wrong_names, 0, 6);
    tcase_add_test(t, what_matches);
    tcase_add_test(t, events);
    tcase_add_test(t, trouble);
    suite_add_tcase(s, t);
    return s;
}
