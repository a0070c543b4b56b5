/*
 * test_window_shares.c - when a window held a sender back, and when it did
 * not.
 */
#include "share_scene.h"

static struct sent window(unsigned at, unsigned room)
{
    offered = (uint16_t)room;
    return ack(at);
}

START_TEST(a_full_window_is_the_receivers)
{
    offered = 2 * MSS;
    at_sender(true, true);
    see(part(0, MSS, DATA));
    see(part(MSS, MSS, PUSHED));
    now += 40;
    see(window(2 * MSS, 2 * MSS));
    SHARE_IS(RECEIVER, 40);
}
END_TEST

/* Who does not use what was opened has nothing to send. */
START_TEST(an_open_window_that_is_not_used)
{
    offered = 2 * MSS;
    at_receiver(true, true);
    see(part(0, MSS, DATA));
    see(part(MSS, MSS, PUSHED));
    see(window(2 * MSS, 30 * MSS));
    now += _i == 0 ? 42 : 400;
    see(part(2 * MSS, MSS, PUSHED));
    if (_i == 0)
        SHARE_IS(RECEIVER, 42);
    else
        SHARE_IS(RECEIVER, 0);
}
END_TEST

/*
 * A small window that was filled by the end of what a program wrote takes the
 * next of it at once; not if it takes less than a segment, nor if it was filled
 * by what has a rest.
 */
START_TEST(a_small_open_window_that_is_not_used)
{
    const unsigned end = _i == 2 ? MSS : 300;

    offered = (uint16_t)(MSS + end);
    at_sender(true, true);
    see(part(0, MSS, DATA));
    see(part(MSS, end, PUSHED));
    now += 40;
    see(window(MSS + end, _i == 1 ? MSS - 1 : 2 * MSS));
    const double before = share(TL_SHARE_RECEIVER);
    now += 400;
    see(part(MSS + end, 10, PUSHED));
    ck_assert_double_eq_tol(share(TL_SHARE_RECEIVER) - before,
                            _i == 0 ? 0 : 400, 0.5);
}
END_TEST

/* The news that it is open was lost: its sender goes on asking. */
START_TEST(an_unheard_window_is_closed)
{
    offered = MSS;
    at_receiver(true, true);
    see(part(0, MSS, PUSHED));
    see(window(MSS, 0));
    now += 300;
    see(window(MSS, 30 * MSS));
    now += 500;
    IS(see(part(MSS - 1, 0, DATA)), WINDOW_PROBE);
    SHARE_IS(RECEIVER, 800);
}
END_TEST

/* The probe of a full window: what it waited for is the receiver. */
START_TEST(a_probe_of_a_full_window_is_the_receivers)
{
    offered = _i == 0 ? 2 * MSS : 60000;
    at_sender(true, true);
    see(part(0, MSS, DATA));
    see(part(MSS, MSS, PUSHED));
    now += 90;
    see(part(MSS, MSS, PUSHED));
    ck_assert_int_eq(f.d.trigger, TL_TRIGGER_TAIL_PROBE);
    SHARE_IS(RECEIVER, _i == 0 ? 90 : 0);
    SHARE_IS(STALLED, _i == 0 ? 0 : 90);
}
END_TEST

/* A window that was opened late is used a round trip later, at the soonest. */
START_TEST(a_window_that_was_opened_late)
{
    offered = MSS;
    at_receiver(true, true);
    for (unsigned i = 0; i < 20; i++) {
        see(part(i * MSS, MSS, PUSHED));
        see(window((i + 1) * MSS, MSS));
        now += 40;
    }
    see(part(20 * MSS, MSS, PUSHED));
    see(window(21 * MSS, MSS / 2));
    now += 100;
    see(window(21 * MSS, 5 * MSS));
    const double before = share(TL_SHARE_RECEIVER);
    now += 42;
    see(part(21 * MSS, MSS, PUSHED));
    SHARE_IS(RECEIVER, before + 42);
}
END_TEST

/* A window that is shut at the end has been shut up to the last packet. */
START_TEST(shut_to_the_end)
{
    at_sender(true, false);
    see(data(0, MSS));
    now += 40;
    offered = 0;
    see(ack(MSS));
    offered = 60000;
    ck_assert_int_eq(sum_of_all().side[B].window_closed, 0);
    now += 500;
    see(make(A, CLIENT_ISN + 1 + MSS, 0, TL_ACK, SERVER_ISN + 1));
    ck_assert_int_eq(sum_of_all().side[B].window_closed,
                     500 * INT64_C(1000000));
    ck_assert_int_eq(sum_of_all().side[A].window_closed, 0);
    now += 100;
    see(ack(MSS));
    now += 100;
    see(make(A, CLIENT_ISN + 1 + MSS, 0, TL_ACK, SERVER_ISN + 1));
    ck_assert_int_eq(sum_of_all().side[B].window_closed,
                     600 * INT64_C(1000000));
}
END_TEST

/* What a full window held back, round after round, ends with a FIN. */
START_TEST(the_rest_of_a_full_window_ends_it)
{
    const unsigned rounds = _i == 0 ? 5 : 2;

    told();
    offered = 4 * ANNOUNCED;
    at_sender(true, true);
    for (unsigned i = 0; i < rounds; i++) {
        see(part(i * 4 * WHOLE, 4 * WHOLE, DATA));
        now += 40;
        see(ack((i + 1) * 4 * WHOLE));
    }
    const double before = share(TL_SHARE_RECEIVER);
    now += 0.1;
    see(part(rounds * 4 * WHOLE, 500, LAST));
    now += 100;
    see(ack(rounds * 4 * WHOLE + 501));
    ck_assert_double_eq_tol(share(TL_SHARE_RECEIVER) - before,
                            _i == 0 ? 100 : 0, 0.5);
}
END_TEST

/*
 * A later offer, not echoed yet, its sender did not know: it was full. What it
 * echoes it knew, were the round trip ever so long when it was measured.
 */
START_TEST(echoes_tell_which_offer_was_known)
{
    enum { ROUNDS = 20, N = 20 };

    told();
    offered = N * ANNOUNCED;
    with_stamps = with_ids = true;
    open_connection(0.1, _i == 2 ? 200 : 40);
    uint32_t echo = stamps[B];
    for (unsigned i = 0; i < ROUNDS; i++) {
        struct sent data = part(i * N * WHOLE, N * WHOLE, DATA);
        data.way.echo = echo;
        see(data);
        now += 1;
        offered = N * ANNOUNCED;
        const struct sent first = ack((i + 1) * N * WHOLE);
        see(first);
        now += 15;
        offered = 2 * N * ANNOUNCED;
        const struct sent second = ack((i + 1) * N * WHOLE);
        see(second);
        now += 45;
        echo = _i == 0 ? first.way.ts : second.way.ts;
    }
    if (_i == 0)
        ck_assert_double_gt(share(TL_SHARE_RECEIVER), 30 * ROUNDS);
    else
        ck_assert_double_lt(share(TL_SHARE_RECEIVER), 5 * ROUNDS);
}
END_TEST

/* A window so small is full whenever its sender has more. */
START_TEST(a_window_below_the_first_flight)
{
    enum { ROUNDS = 5 };
    const unsigned len = _i == 2 ? 700 : WHOLE;

    told();
    offered = (_i == 1 ? 20 : 6) * ANNOUNCED;
    at_receiver(true, true);
    for (unsigned i = 0; i < ROUNDS; i++) {
        see(part(i * len * 2, len, PUSHED));
        see(part(i * len * 2 + len, len, PUSHED));
        see(ack((i + 1) * len * 2));
        now += 42;
    }
    if (_i == 0)
        ck_assert_double_ge(share(TL_SHARE_RECEIVER), 40 * (ROUNDS - 1));
    else
        SHARE_IS(RECEIVER, 0);
}
END_TEST

/* After a loss its sender may have slowed down, not by a probe; nor for long.
 */
START_TEST(a_small_window_after_a_loss)
{
    const unsigned since = _i == 2 ? 30 : 0;

    told();
    offered = 6 * ANNOUNCED;
    at_sender(true, true);
    for (unsigned i = 0; i < 4; i++)
        see(part(i * WHOLE, WHOLE, PUSHED));
    now += _i == 0 ? 90 : 300;
    see(part(_i == 0 ? 3 * WHOLE : 0, WHOLE, PUSHED));
    ck_assert_int_eq(f.d.trigger,
                     _i == 0 ? TL_TRIGGER_TAIL_PROBE : TL_TRIGGER_TIMER);
    now += 40;
    see(ack(4 * WHOLE));
    for (unsigned i = 4; i < 4 + since; i++) {
        see(part(i * WHOLE, WHOLE, PUSHED));
        now += 40;
        see(ack((i + 1) * WHOLE));
    }
    const double before = share(TL_SHARE_RECEIVER);
    see(part((4 + since) * WHOLE, WHOLE, PUSHED));
    now += 40;
    see(ack((5 + since) * WHOLE));
    ck_assert_double_eq_tol(share(TL_SHARE_RECEIVER) - before, _i == 1 ? 0 : 40,
                            0.5);
}
END_TEST

/* Its own window grew up to the receiver's: that was the path's time. */
START_TEST(a_window_is_full_from_the_first_time_on)
{
    enum { N = 20, ROUNDS = 4 };
    unsigned at = 0;

    told();
    offered = N * ANNOUNCED;
    at_sender(true, true);
    for (unsigned i = 0; i < ROUNDS; i++) {
        const unsigned n = i == 0 ? N / 4 : i == 1 ? N / 2 : N;
        see(part(at * WHOLE, n * WHOLE, DATA));
        now += 20;
        see(ack((at + n / 2) * WHOLE));
        now += 20;
        see(ack((at + n) * WHOLE));
        at += n;
    }
    SHARE_IS(PATH, 2 * 40);
    SHARE_IS(RECEIVER, 2 * 40);
}
END_TEST

/* Until its sender can have heard that the last of it has arrived. */
START_TEST(what_fills_the_window_at_the_end)
{
    enum { N = 6, ROUNDS = 5 };

    told();
    offered = N * ANNOUNCED;
    at_receiver(true, true);
    for (unsigned i = 0; i < ROUNDS; i++) {
        see(part(i * N * WHOLE, N * WHOLE, DATA));
        see(ack((i + 1) * N * WHOLE));
        now += 42;
    }
    see(part(ROUNDS * N * WHOLE, 500, LAST));
    see(ack(ROUNDS * N * WHOLE + 501));
    const double before = share(TL_SHARE_RECEIVER);
    now += _i == 0 ? 35 : 200;
    see(make(B, SERVER_ISN + 1, 0, TL_ACK | TL_FIN,
             CLIENT_ISN + 1 + ROUNDS * N * WHOLE + 501));
    ck_assert_double_eq_tol(share(TL_SHARE_RECEIVER) - before, _i == 0 ? 35 : 0,
                            0.5);
    SHARE_IS(CLOSING, _i == 0 ? 0 : 160);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("window_shares");
    TCase *t = tcase_create("rules");
    tcase_add_checked_fixture(t, setup, close_table);
    tcase_add_test(t, a_full_window_is_the_receivers);
    tcase_add_loop_test(t, an_open_window_that_is_not_used, 0, 2);
    tcase_add_test(t, an_unheard_window_is_closed);
    tcase_add_loop_test(t, a_probe_of_a_full_window_is_the_receivers, 0, 2);
    tcase_add_test(t, a_window_that_was_opened_late);
    tcase_add_test(t, shut_to_the_end);
    tcase_add_loop_test(t, the_rest_of_a_full_window_ends_it, 0, 2);
    tcase_add_loop_test(t, echoes_tell_which_offer_was_known, 0, 3);
    tcase_add_loop_test(t, a_window_below_the_first_flight, 0, 3);
    tcase_add_loop_test(t, a_small_window_after_a_loss, 0, 3);
    tcase_add_test(t, a_window_is_full_from_the_first_time_on);
    tcase_add_loop_test(t, what_fills_the_window_at_the_end, 0, 2);
    tcase_add_loop_test(t, a_small_open_window_that_is_not_used, 0, 3);
    suite_add_tcase(s, t);
    return s;
}
