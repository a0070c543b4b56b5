/*
 * test_owed.c - how many packets of a tail were lost while others are
 * repaired, and how many of those that are missing were repairs.
 */
#include "diagnose_scene.h"

/* Two are missing before the repair of the upper hole: one is of the lower. */
START_TEST(lower_holes_are_repaired_first)
{
    at_receiver(true, true);
    see_two_holes();
    sack_thrice(7, 8);
    if (_i == 0)
        lose(8);
    lose(4);
    now += 42;
    expect(6, true);
    now += 42;
    expect(4, true);
    expect_behind(8, _i == 0);
}
END_TEST

/* Without SACK but the first hole has been repaired before the timer. */
START_TEST(without_sack_one_hole_is_repaired)
{
    no_sack = _i == 0;
    at_receiver(true, true);
    see_two_holes();
    for (unsigned i = 0; i < 3; i++)
        see(no_sack ? ack(4 * MSS) : sack(4 * MSS, 7 * MSS, 8 * MSS));
    lose(8);
    lose(4);
    now += 280;
    expect(4, true);
    expect_behind(6, true);
    expect_behind(8, _i == 0);
}
END_TEST

/* A fast repair and one by the timer are missing; a third one was new. */
START_TEST(a_fast_repair_comes_before_the_timers)
{
    at_receiver(true, true);
    see_hole(6);
    if (_i == 1)
        lose(6);
    lose(4);
    lose(4);
    now += 800;
    expect(4, true);
    expect_behind(6, _i == 1);
}
END_TEST

/*
 * A hole was open for long and then filled late: the sender may have repaired
 * it. Not where it was filled at once, nor where that repair comes itself.
 */
START_TEST(what_comes_late_may_be_repaired)
{
    at_receiver(true, true);
    see_data(0, 4);
    const struct sent late = data(4 * MSS, MSS);
    see_data(5, 7);
    see_pushed(7);
    for (unsigned i = 0; i < (_i == 1 ? 1 : 3); i++)
        see(sack(4 * MSS, 5 * MSS, 8 * MSS));
    now += _i == 1 ? 1 : 11;
    IS(see(late), REORDERED);
    see(ack(8 * MSS));
    if (_i == 2) {
        lose(8);
        now += 20;
        expect(4, true);
    } else {
        lose(4);
    }
    now += 280;
    expect(8, _i != 0);
}
END_TEST

/*
 * Without SACK a sender knows of the lowest hole alone: that one it may have
 * repaired for nothing, and the one above it not.
 */
START_TEST(without_sack_the_lowest_hole_may_be_repaired)
{
    no_sack = true;
    at_receiver(true, true);
    see_data(0, 4);
    const struct sent first = data(4 * MSS, MSS);
    see_data(5, 6);
    const struct sent second = data(6 * MSS, MSS);
    see_pushed(7);
    for (unsigned i = 0; i < 4; i++)
        see(ack(4 * MSS));
    now += 11;
    if (_i == 0) {
        IS(see(first), REORDERED);
        see(ack(6 * MSS));
        now += 30;
        expect(6, true);
        lose(4);
    } else {
        IS(see(second), REORDERED);
        now += 30;
        expect(4, true);
        lose(8);
    }
    see(ack(8 * MSS));
    now += 280;
    expect(8, _i == 1);
}
END_TEST

/*
 * A tail of three is lost, and its repairs go on. What is missing between them
 * was sent just now by its id, or it is all that was missing of the tail.
 */
START_TEST(a_hole_between_repairs_was_sent_now_or_is_the_rest)
{
    at_receiver(true, true);
    see_data(0, 4);
    see(ack(4 * MSS));
    for (unsigned i = 4; i < 7; i++)
        lose(i);
    now += 280;
    expect(4, true);
    see(ack(5 * MSS));
    now += 42;
    if (_i == 0) {
        lose(5);
        expect(6, true);
    } else {
        IS(see(data(6 * MSS, MSS)), GAP);
    }
}
END_TEST

/* The repair of a hole comes late, not what is missing of the tail. */
START_TEST(a_late_repair_is_no_tail)
{
    at_receiver(true, true);
    see_two_holes();
    sack_thrice(7, 8);
    if (_i == 0)
        lose(8);
    const struct sent late = data(4 * MSS, MSS);
    now += 42;
    expect(6, true);
    now += 5;
    IS(see(late), RETRANSMISSION);
    expect_behind(8, _i == 0);
}
END_TEST

/* Nor is what repairs nothing, if it comes late: one packet less is missing. */
START_TEST(a_late_repair_for_nothing_is_no_tail)
{
    at_receiver(true, true);
    see_hole(7);
    const struct sent late = data(5 * MSS, MSS);
    now += 42;
    expect(4, true);
    if (_i == 0) {
        now += 5;
        IS(see(late), RETRANSMISSION);
    }
    expect_behind(7, _i == 1);
}
END_TEST

/*
 * Between two repairs, with no hole between them, what is missing was new: that
 * a repair was lost shows in what is sent after it. A timer later it may be
 * another repair, as it may behind one for nothing.
 */
START_TEST(between_repairs_new_data_may_be_lost)
{
    at_receiver(true, true);
    see_two_holes();
    sack_thrice(7, 8);
    now += 42;
    expect(4, true);
    if (_i == 2)
        expect(5, true);
    see(sack(6 * MSS, 7 * MSS, 8 * MSS));
    lose(8);
    now += _i == 1 ? 242 : 20;
    expect(6, true);
    expect_behind(8, _i == 0);
}
END_TEST

/* Every second one of so many behind the 24th does not come by. */
enum { HOLES = 24 };
static void see_holes(unsigned n)
{
    see_data(0, HOLES);
    for (unsigned i = 0; i < n; i += 2) {
        lose(HOLES + i);
        see_data(HOLES + i + 1, HOLES + i + 2);
    }
    for (unsigned i = 0; i < 3; i++)
        see(sack(HOLES * MSS, (HOLES + n - 1) * MSS, (HOLES + n) * MSS));
}

/* A queue drops new data while repairs go on: one packet after the other. */
START_TEST(what_is_owed_adds_up)
{
    at_receiver(true, true);
    see_holes(6);
    lose(HOLES + 6);
    now += 42;
    expect(HOLES, true);
    see(ack((HOLES + 2) * MSS));
    if (_i == 0)
        lose(HOLES + 7);
    now += 20;
    expect(HOLES + 2, true);
    see(ack((HOLES + 4) * MSS));
    now += 20;
    expect(HOLES + 4, true);
    see(ack((HOLES + 6) * MSS));
    now += 42;
    expect(HOLES + 6, true);
    expect(HOLES + 7, _i == 0);
    expect(HOLES + 8, false);
}
END_TEST

/* Missing before a lower repair: that of a higher hole, or else it was new. */
START_TEST(who_goes_back_may_have_repaired_above)
{
    const unsigned first = _i == 0 ? 2 : 0;

    at_receiver(true, true);
    see_holes(6);
    now += 42;
    expect(HOLES + first, true);
    lose(HOLES + (_i == 0 ? 4 : 6));
    now += 20;
    expect(HOLES + 2 - first, true);
    see(ack((HOLES + 4) * MSS));
    now += 20;
    expect(HOLES + 4, true);
    see(ack((HOLES + 6) * MSS));
    now += 42;
    expect(HOLES + 6, _i == 1);
}
END_TEST

/* The lowest hole stays: its repair may be missing, and the one after that. */
START_TEST(the_repair_of_a_hole_is_lost_twice_at_the_most)
{
    at_receiver(true, true);
    see_holes(12);
    now += 42;
    for (unsigned i = 2; i < 10; i += 2) {
        expect(HOLES + i, true);
        if (i < 6)
            lose(HOLES);
        else if (_i == 0 && i == 6)
            lose(HOLES + 12);
        now += 20;
    }
    expect(HOLES + 10, true);
    now += 42;
    expect(HOLES, true);
    see(ack((HOLES + 12) * MSS));
    now += 42;
    expect(HOLES + 12, _i == 0);
}
END_TEST

/* Before the timer nothing was repaired: one more of the tail is missing. */
START_TEST(a_tail_grows)
{
    at_receiver(true, true);
    see_hole(6);
    lose(6);
    now += 42;
    expect(4, true);
    see(ack(6 * MSS));
    if (_i == 0)
        lose(7);
    now += 120;
    expect(6, true);
    expect_behind(7, _i == 0);
}
END_TEST

/* Repairs begin with the lowest hole: what came late above it was not yet. */
START_TEST(the_lowest_hole_is_repaired_first)
{
    at_receiver(true, true);
    see_data(0, 4);
    const struct sent low = data(4 * MSS, MSS);
    const struct sent high = data(5 * MSS, MSS);
    see_data(6, 8);
    sack_thrice(6, 8);
    now += 11;
    IS(see(_i == 0 ? high : low), REORDERED);
    lose(8);
    now += 35;
    expect(_i == 0 ? 4 : 5, true);
    expect_behind(8, _i == 0);
}
END_TEST

/* Without SACK two duplicate ACKs made no repair; after three it is missing. */
START_TEST(two_duplicate_acks_repair_nothing)
{
    no_sack = true;
    at_receiver(true, true);
    see_data(0, 4);
    lose(4);
    see_data(5, 8);
    for (int i = 0; i < 3 + _i; i++)
        see(ack(4 * MSS));
    lose(_i == 0 ? 8 : 4);
    now += 280;
    expect(4, true);
    expect_behind(8, _i == 0);
}
END_TEST

/* Missing before a repair: lost and owed, until it is acknowledged. */
START_TEST(what_arrived_unseen_is_not_owed)
{
    at_receiver(true, true);
    see_hole(8);
    lose(8);
    now += 42;
    expect(4, true);
    see(ack((_i == 0 ? 8 : 9) * MSS));
    now += 42;
    expect(_i == 0 ? 8 : 9, _i == 0);
}
END_TEST

/* One repair for nothing alone: what is missing before it was new. */
START_TEST(what_is_missing_before_one_repair_for_nothing_was_new)
{
    at_receiver(true, true);
    see_hole(8);
    if (_i == 1) {
        now += 42;
        expect(2, true);
        see_data(8, 9);
    }
    lose(8 + (unsigned)_i);
    now += 42;
    expect(1, true);
    expect(4, true);
    see(ack((8 + (unsigned)_i) * MSS));
    now += 42;
    expect(8 + (unsigned)_i, _i == 0);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("owed");
    TCase *t = tcase_create("rules");

    tcase_add_checked_fixture(t, setup, close_table);
    tcase_add_loop_test(t, lower_holes_are_repaired_first, 0, 2);
    tcase_add_loop_test(t, without_sack_one_hole_is_repaired, 0, 2);
    tcase_add_loop_test(t, a_fast_repair_comes_before_the_timers, 0, 2);
    tcase_add_loop_test(t, what_comes_late_may_be_repaired, 0, 3);
    tcase_add_loop_test(t, a_hole_between_repairs_was_sent_now_or_is_the_rest,
                        0, 2);
    tcase_add_loop_test(t, without_sack_the_lowest_hole_may_be_repaired, 0, 2);
    tcase_add_loop_test(t, a_late_repair_is_no_tail, 0, 2);
    tcase_add_loop_test(t, a_late_repair_for_nothing_is_no_tail, 0, 2);
    tcase_add_loop_test(t, between_repairs_new_data_may_be_lost, 0, 3);
    tcase_add_loop_test(t, what_is_owed_adds_up, 0, 2);
    tcase_add_loop_test(t, who_goes_back_may_have_repaired_above, 0, 2);
    tcase_add_loop_test(t, the_repair_of_a_hole_is_lost_twice_at_the_most, 0,
                        2);
    tcase_add_loop_test(t, a_tail_grows, 0, 2);
    tcase_add_loop_test(t, the_lowest_hole_is_repaired_first, 0, 2);
    tcase_add_loop_test(t, two_duplicate_acks_repair_nothing, 0, 2);
    tcase_add_loop_test(t, what_arrived_unseen_is_not_owed, 0, 2);
    tcase_add_loop_test(
        t, what_is_missing_before_one_repair_for_nothing_was_new, 0, 2);
    suite_add_tcase(s, t);
    return s;
}
