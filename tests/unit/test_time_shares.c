/*
 * test_time_shares.c - where the time went: what counts it to a share, and
 * what must not.
 */
#include "sent_order.h"
#include "share_scene.h"

/* A FIN with data waits for their answer as the data do. */
START_TEST(data_before_a_fin_are_on_the_path)
{
    at_sender(true, true);
    see(part(0, 500, LAST));
    now += 40;
    see(ack(501));
    now += 7;
    see(make(B, SERVER_ISN + 1, 0, TL_ACK | TL_FIN, CLIENT_ISN + 502));
    SHARE_IS(PATH, 40);
    SHARE_IS(CLOSING, 7);
    SHARE_IS(APPLICATION, 0);
}
END_TEST

/* At the receiver the answer has but begun its way. */
START_TEST(data_before_a_fin_as_the_receiver_sees_it)
{
    at_receiver(true, true);
    see(part(0, 500, PUSHED));
    see(part(500, 0, TL_ACK | TL_FIN));
    see(ack(501));
    now += 40;
    see(make(A, CLIENT_ISN + 502, 0, TL_ACK, SERVER_ISN + 1));
    SHARE_IS(PATH, 40);
    now += 100;
    see(make(B, SERVER_ISN + 1, 0, TL_ACK | TL_FIN, CLIENT_ISN + 502));
    SHARE_IS(CLOSING, 100);
}
END_TEST

START_TEST(a_fin_alone_closes)
{
    at_sender(true, true);
    see(part(0, 500, PUSHED));
    now += 40;
    see(ack(500));
    now += 200;
    see(part(500, 0, TL_ACK | TL_FIN));
    now += 40;
    see(ack(501));
    SHARE_IS(CLOSING, 40);
    SHARE_IS(APPLICATION, 240);
}
END_TEST

START_TEST(after_a_reset_all_closes)
{
    at_sender(true, true);
    see(part(0, 500, DATA));
    see(make(B, SERVER_ISN + 1, 0, TL_RST, 0));
    now += 30;
    see(make(B, SERVER_ISN + 1, 0, TL_RST, 0));
    SHARE_IS(CLOSING, 30);
}
END_TEST

/* Each is less than the other side takes: there was no more. */
START_TEST(small_segments_are_all_there_was)
{
    told();
    at_sender(true, true);
    for (unsigned i = 0; i < 20; i++) {
        see(part(i * 100, 100, PUSHED));
        now += 10;
        if (i >= 4)
            see(ack((i - 3) * 100));
    }
    ck_assert_double_ge(share(TL_SHARE_APPLICATION), 185);
}
END_TEST

START_TEST(whole_segments_wait_for_the_path)
{
    told();
    at_sender(true, true);
    for (unsigned i = 0; i < 20; i++) {
        see(part(i * WHOLE, WHOLE, i % 2 ? PUSHED : DATA));
        now += 10;
        if (i >= 4)
            see(ack((i - 3) * WHOLE));
    }
    SHARE_IS(APPLICATION, 0);
}
END_TEST

/* Ten together, as offloading leaves them, are as whole as one. */
START_TEST(offloaded_segments_are_whole)
{
    told();
    at_sender(true, true);
    for (unsigned i = 0; i < 5; i++) {
        const unsigned n = i % 2 ? 10 : 4;
        see(part(i * 10 * WHOLE, n * WHOLE, PUSHED));
        if (n == 4)
            see(part((i * 10 + 4) * WHOLE, 6 * WHOLE, PUSHED));
        now += 40;
        see(ack((i + 1) * 10 * WHOLE));
    }
    SHARE_IS(APPLICATION, 0);
    const unsigned rest = _i == 0 ? 3 * WHOLE + 100 : 9 * WHOLE - 50;
    see(part(50 * WHOLE, rest, PUSHED));
    now += 40;
    see(ack(50 * WHOLE + rest));
    SHARE_IS(APPLICATION, 40);
}
END_TEST

/* Forty-two, each a little shorter than it might be, or one less. */
START_TEST(offloaded_segments_of_a_narrower_path)
{
    const unsigned each = _i == 0 ? WHOLE : WHOLE - 24;

    offered = 65535;
    told();
    at_sender(true, true);
    see(part(0, 42 * each, PUSHED));
    now += 40;
    see(ack(42 * each));
    SHARE_IS(APPLICATION, 0);
    see(part(42 * each, 42 * each - 7, PUSHED));
    now += 40;
    see(ack(84 * each - 7));
    SHARE_IS(APPLICATION, 40);
}
END_TEST

/* A probe of the tail repeats the end of something, and does not push it. */
START_TEST(a_repeated_end_is_no_whole_segment)
{
    told();
    at_sender(true, true);
    see(part(0, 800, PUSHED));
    now += 90;
    see(part(0, 800, DATA));
    now += 40;
    see(ack(800));
    see(part(800, 10 * WHOLE, PUSHED));
    now += 40;
    see(ack(800 + 10 * WHOLE));
    const double before = share(TL_SHARE_APPLICATION);
    for (unsigned i = 10; i < 14; i++) {
        see(part(800 + i * WHOLE, WHOLE, PUSHED));
        now += 10;
    }
    ck_assert_double_eq_tol(share(TL_SHARE_APPLICATION) - before, 0, 0.5);
}
END_TEST

/* Shorter ones, followed by more: a path that takes no longer ones. */
START_TEST(a_path_may_take_less_than_announced)
{
    told();
    at_sender(true, true);
    see(part(0, 1300, DATA));
    see(part(1300, 1300, PUSHED));
    now += 40;
    see(ack(2600));
    see(part(2600, 1300, PUSHED));
    SHARE_IS(APPLICATION, 0);
    SHARE_IS(PATH, 40);
}
END_TEST

/* Whole segments, all pushed: what they waited for shows in the next ones. */
START_TEST(an_answer_to_an_ack_was_on_the_path)
{
    at_sender(true, true);
    see(part(0, MSS, PUSHED));
    now += 40;
    see(ack(MSS));
    now += 1;
    see(part(MSS, MSS, PUSHED));
    SHARE_IS(PATH, 40);
}
END_TEST

START_TEST(long_after_the_ack_there_was_nothing_to_send)
{
    at_sender(true, true);
    see(part(0, MSS, PUSHED));
    now += 40;
    see(ack(MSS));
    now += 200;
    if (_i == 0)
        see(part(MSS, MSS, PUSHED));
    else
        see(part(MSS, 0, TL_ACK | TL_FIN));
    SHARE_IS(PATH, 0);
    SHARE_IS(APPLICATION, 240);
}
END_TEST

/* With one direction alone, new data end a repair. */
START_TEST(repairs_that_nobody_answers)
{
    with_stamps = with_ids = true;
    open_table();
    now = 0;
    frame = 0;
    see(part(0, MSS, DATA));
    see(part(2 * MSS, MSS, DATA));
    now += 50;
    IS(see(part(MSS, MSS, DATA)), RETRANSMISSION);
    now += 5;
    see(part(3 * MSS, MSS, DATA));
    SHARE_IS(RECOVERY, 5);
    for (unsigned i = 4; i < 20; i++) {
        now += 10;
        see(part(i * MSS, MSS, DATA));
    }
    SHARE_IS(RECOVERY, 5);
}
END_TEST

START_TEST(repairs_that_are_answered_last_until_then)
{
    at_sender(true, true);
    for (unsigned i = 0; i < 5; i++)
        see(part(i * MSS, MSS, DATA));
    now += 40;
    for (unsigned i = 0; i < 3; i++)
        see(ack(0));
    see(part(0, MSS, DATA));
    now += 5;
    see(part(5 * MSS, MSS, DATA));
    now += 35;
    see(ack(6 * MSS));
    SHARE_IS(RECOVERY, 40);
}
END_TEST

/* At the receiver, too: no data are on their way any more. */
START_TEST(a_fin_alone_as_the_receiver_sees_it)
{
    at_receiver(true, true);
    see(part(0, 500, PUSHED));
    see(ack(500));
    now += 200;
    see(part(500, 0, TL_ACK | TL_FIN));
    see(ack(501));
    now += 40;
    see(make(A, CLIENT_ISN + 502, 0, TL_ACK, SERVER_ISN + 1));
    SHARE_IS(CLOSING, 40);
}
END_TEST

START_TEST(silence_until_a_timer_is_stalled)
{
    at_sender(true, true);
    see(part(0, MSS, DATA));
    see(part(MSS, MSS, DATA));
    now += 300;
    IS(see(part(0, MSS, DATA)), RETRANSMISSION);
    SHARE_IS(STALLED, 300);
    SHARE_IS(RECOVERY, 0);
}
END_TEST

/*
 * What a timer sent again was written a timer before: until then its program
 * had written all there was, if it seemed so. Else it was lost when more was.
 */
START_TEST(before_a_lost_tail_its_program_was_idle)
{
    told();
    at_receiver(true, true);
    for (unsigned i = 0; i < 4; i++)
        see(part(i * WHOLE, WHOLE, DATA));
    see(part(4 * WHOLE, 500, _i == 0 ? PUSHED : DATA));
    see(ack(4 * WHOLE + 500));
    (void)part(4 * WHOLE + 500, 500, PUSHED);
    now += 1000;
    IS(see(part(4 * WHOLE + 500, 500, PUSHED)), RETRANSMISSION);
    if (_i == 0) {
        SHARE_IS(STALLED, 240);
        SHARE_IS(APPLICATION, 760);
    } else {
        SHARE_IS(STALLED, 1000);
    }
}
END_TEST

/* RFC 7323 section 5.2: stamps go round, as ids do; the same tell nothing. */
START_TEST(order_of_sending)
{
    ck_assert_int_eq(sent_order_by_time_stamp(7, 7), SENT_UNKNOWN);
    ck_assert_int_eq(sent_order_by_time_stamp(0xfffffff0, 5), SENT_BEFORE);
    ck_assert_int_eq(sent_order_by_time_stamp(5, 0xfffffff0), SENT_AFTER);
    ck_assert_int_eq(sent_order_by_id(7, 7), SENT_UNKNOWN);
    ck_assert_int_eq(sent_order_by_id(0, 7), SENT_UNKNOWN);
    ck_assert_int_eq(sent_order_by_id(7, 0), SENT_UNKNOWN);
    ck_assert_int_eq(sent_order_by_id(0xfff0, 5), SENT_BEFORE);
    ck_assert_int_eq(sent_order_by_id(5, 0xfff0), SENT_AFTER);
}
END_TEST

/* An echo of the acknowledgement itself shows that they waited for it. */
START_TEST(an_older_echo_shows_data_under_way)
{
    told();
    at_receiver(true, true);
    see(part(0, WHOLE, PUSHED));
    now += 5;
    const struct sent answer = ack(WHOLE);
    see(answer);
    now += 200;
    struct sent next = part(WHOLE, WHOLE, PUSHED);
    next.way.echo = answer.way.ts - (_i == 0 ? 5 : 0);
    see(next);
    if (_i == 0)
        SHARE_IS(APPLICATION, 0);
    else
        SHARE_IS(APPLICATION, 165);
}
END_TEST

/*
 * More was to come, as the receiver sees it; its sender was idle. By the ids
 * nothing was lost meanwhile.
 */
START_TEST(what_is_not_pushed_is_followed)
{
    told();
    with_stamps = false;
    with_ids = true;
    open_connection(_i == 1 ? 40 : 0.1, _i == 1 ? 0.1 : 40);
    see(part(0, WHOLE, _i == 2 ? PUSHED : DATA));
    now += _i == 1 ? 40 : 0;
    see(ack(WHOLE));
    now += _i == 1 ? 100 : 240;
    see(part(WHOLE, WHOLE, PUSHED));
    SHARE_IS(APPLICATION, _i == 0 ? 0 : _i == 1 ? 100 : 200);
}
END_TEST

/* Before any timer even if pushed, were it not the end of something. */
START_TEST(whole_segments_are_followed_before_a_timer)
{
    const unsigned len = _i == 2 ? 700 : WHOLE;

    told();
    with_stamps = with_ids = false;
    open_connection(0.1, 40);
    see(part(0, len, PUSHED));
    see(ack(len));
    now += _i == 1 ? 240 : 140;
    see(part(len, WHOLE, PUSHED));
    SHARE_IS(APPLICATION, _i == 0 ? 0 : _i == 1 ? 200 : 140);
}
END_TEST

/* Not the answer to what the other side has asked for since. */
START_TEST(whole_segments_are_followed_unless_asked_for)
{
    told();
    with_stamps = with_ids = false;
    open_connection(0.1, 40);
    see(part(0, WHOLE, PUSHED));
    see(ack(WHOLE));
    now += 50;
    see(_i == 0 ? ack(WHOLE)
                : make(B, SERVER_ISN + 1, 50, PUSHED, CLIENT_ISN + 1 + WHOLE));
    now += 45;
    see(part(WHOLE, WHOLE, PUSHED));
    SHARE_IS(APPLICATION, _i == 0 ? 10 : 55);
}
END_TEST

/* Pacing, or a probe of the tail: new data while others are in flight. */
START_TEST(data_in_flight_wait_for_no_program)
{
    told();
    at_sender(true, true);
    for (unsigned i = 0; i < 4; i++)
        see(part(i * WHOLE, WHOLE, PUSHED));
    const double before = share(TL_SHARE_APPLICATION);
    if (_i == 2) {
        now += 40;
        see(ack(4 * WHOLE));
    }
    now += _i == 1 ? 260 : 90;
    see(part(4 * WHOLE, WHOLE, PUSHED));
    ck_assert_double_eq_tol(share(TL_SHARE_APPLICATION) - before,
                            _i == 0   ? 0
                            : _i == 1 ? 260
                                      : 130,
                            0.5);
}
END_TEST

/* A slow path delivers pushed segments no sooner than others. */
START_TEST(a_slow_path_sets_the_pace)
{
    told();
    with_stamps = with_ids = false;
    open_connection(0.1, 2);
    for (unsigned i = 0; i < 10; i++) {
        see(part(i * WHOLE, WHOLE, i % 2 ? PUSHED : DATA));
        see(ack((i + 1) * WHOLE));
        now += 12;
    }
    /* Once it is known. */
    const double before = share(TL_SHARE_APPLICATION);
    ck_assert_double_lt(before, 12);
    now += 200;
    see(part(10 * WHOLE, WHOLE, PUSHED));
    ck_assert_double_gt(share(TL_SHARE_APPLICATION) - before, 200);
}
END_TEST

/* Nor do those that the other side may have asked for; later ones may. */
START_TEST(what_keeps_the_pace_answers_nothing)
{
    told();
    with_stamps = with_ids = false;
    open_connection(0.1, 2);
    for (unsigned i = 0; i < 10; i++) {
        now += 12;
        see(part(i * WHOLE, WHOLE, i % 2 ? PUSHED : DATA));
        see(ack((i + 1) * WHOLE));
    }
    const double before = share(TL_SHARE_APPLICATION);
    now += 2;
    see(make(B, SERVER_ISN + 1, 50, PUSHED, CLIENT_ISN + 1 + 10 * WHOLE));
    now += _i == 0 ? 10 : 30;
    see(make(A, CLIENT_ISN + 1 + 10 * WHOLE, WHOLE, PUSHED, SERVER_ISN + 51));
    ck_assert_double_eq_tol(share(TL_SHARE_APPLICATION) - before,
                            _i == 0 ? 0 : 30, 0.5);
}
END_TEST

/*
 * As much as may be sent at first, the end of it pushed; and the FIN goes out
 * as an answer to the first ACK, which held it back. Less does not wait for
 * one, nor what follows no ACK or what the other side has sent.
 */
START_TEST(an_ack_may_hold_back_the_rest)
{
    static const struct {
        unsigned segments;
        bool acked, asked, held_back;
    } cases[] = {{9, true, false, true},
                 {7, true, false, false},
                 {9, false, false, false},
                 {9, true, true, false}};
    const unsigned n = cases[_i].segments;

    at_sender(true, true);
    for (unsigned i = 0; i < n; i++)
        see(data(i * MSS, MSS));
    see(make(A, CLIENT_ISN + 1 + n * MSS, 500, DATA | TL_PSH, SERVER_ISN + 1));
    const double before = share(TL_SHARE_APPLICATION);
    now += 40;
    if (cases[_i].acked && cases[_i].asked)
        see(make(B, SERVER_ISN + 1, 50, DATA, CLIENT_ISN + 1 + MSS));
    else if (cases[_i].acked)
        see(ack(MSS));
    see(make(A, CLIENT_ISN + 1 + n * MSS + 500, 0, TL_FIN | TL_ACK,
             SERVER_ISN + 1));
    const double programs = share(TL_SHARE_APPLICATION) - before;
    if (cases[_i].held_back)
        ck_assert_double_lt(programs, 1);
    else
        ck_assert_double_ge(programs, 39);
}
END_TEST

/* The same as the receiver sees it: all there was has long been acknowledged.
 */
START_TEST(a_fin_may_wait_for_an_ack)
{
    const unsigned n = _i == 1 ? 3 : 9;

    at_receiver(true, true);
    for (unsigned i = 0; i < n; i++)
        see(data(i * MSS, MSS));
    see(make(A, CLIENT_ISN + 1 + n * MSS, 500, DATA | TL_PSH, SERVER_ISN + 1));
    see(ack(n * MSS + 500));
    const double before = share(TL_SHARE_APPLICATION);
    now += _i == 2 ? 100 : 41;
    see(make(A, CLIENT_ISN + 1 + n * MSS + 500, 0, TL_FIN | TL_ACK,
             SERVER_ISN + 1));
    ck_assert_double_eq_tol(share(TL_SHARE_APPLICATION) - before,
                            _i == 0   ? 0
                            : _i == 1 ? 41
                                      : 100,
                            0.5);
}
END_TEST

/*
 * Less than a segment is held back until the one before is acknowledged, here
 * or far away, for half of that time as far as is known. What comes later its
 * program had not written, nor what answers the other side's data.
 */
START_TEST(less_than_a_segment_waits_for_an_ack)
{
    static const struct {
        double answer, path;
        bool away, asked;
    } cases[] = {{0.05, 20, false, false}, {2, 0, false, false},
                 {0.05, 0, false, true},   {40.3, 20, true, false},
                 {42, 0, true, false},     {38, 0, true, false}};
    const double answer = cases[_i].answer;

    told();
    with_stamps = with_ids = true;
    open_connection(cases[_i].away ? 0.1 : 40, cases[_i].away ? 40 : 0.1);
    see(part(0, 500, PUSHED));
    now += cases[_i].away ? 0.1 : 40;
    if (cases[_i].asked)
        see(make(B, SERVER_ISN + 1, 50, PUSHED, CLIENT_ISN + 501));
    else
        see(ack(500));
    now += answer;
    see(part(500, 300, PUSHED));
    SHARE_IS(PATH, cases[_i].path);
    ck_assert_double_eq_tol(share(TL_SHARE_APPLICATION) + cases[_i].path,
                            now - 40.1, 0.5);
}
END_TEST

/* What its program did before a repair, an ACK behind it does not tell. */
START_TEST(an_ack_behind_a_repair_held_nothing_back)
{
    told();
    at_sender(true, true);
    see(part(0, WHOLE, DATA));
    see(part(WHOLE, 500, PUSHED));
    now += 40;
    see(sack(0, WHOLE, WHOLE + 500));
    see(part(0, WHOLE, DATA));
    now += 40;
    see(ack(WHOLE + 500));
    see(part(WHOLE + 500, 500, PUSHED));
    SHARE_IS(APPLICATION, 40);
    SHARE_IS(RECOVERY, 40);
}
END_TEST

/* A FIN that answers one waited for that alone. */
START_TEST(a_fin_that_answers_a_fin_waits_for_no_ack)
{
    at_receiver(true, true);
    for (unsigned i = 0; i < 9; i++)
        see(data(i * MSS, MSS));
    see(make(A, CLIENT_ISN + 1 + 9 * MSS, 500, DATA | TL_PSH, SERVER_ISN + 1));
    see(ack(9 * MSS + 500));
    const double before = share(TL_SHARE_APPLICATION);
    now += 1;
    see(make(B, SERVER_ISN + 1, 0, TL_FIN | TL_ACK,
             CLIENT_ISN + 1 + 9 * MSS + 500));
    now += 40;
    see(make(A, CLIENT_ISN + 1 + 9 * MSS + 500, 0, TL_FIN | TL_ACK,
             SERVER_ISN + 2));
    ck_assert_double_eq_tol(share(TL_SHARE_APPLICATION) - before, 41, 0.5);
}
END_TEST

/*
 * Sent at once, come by slowly: its program was idle from the first on. That
 * shows in stamps of milliseconds, not in slower or faster ones.
 */
START_TEST(what_waited_in_a_queue_was_sent_before)
{
    static const struct {
        bool stamped;
        uint32_t ticks;
        unsigned pause;
    } cases[] = {{true, 200, 200},
                 {false, 0, 120},
                 {true, 20, 120},
                 {true, 200000, 120}};

    told();
    with_stamps = cases[_i].stamped;
    open_connection(0.1, 40);
    const struct sent first = part(0, WHOLE, DATA);
    see(first);
    see(ack(WHOLE));
    now += 80;
    struct sent last = part(WHOLE, 700, PUSHED);
    last.way.ts = first.way.ts;
    see(last);
    see(ack(WHOLE + 700));
    const double before = share(TL_SHARE_APPLICATION);
    now += 120;
    struct sent next = part(WHOLE + 700, 700, PUSHED);
    next.way.ts = first.way.ts + cases[_i].ticks;
    see(next);
    ck_assert_double_eq_tol(share(TL_SHARE_APPLICATION) - before,
                            cases[_i].pause, 0.5);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("time_shares");
    TCase *t = tcase_create("rules");
    tcase_add_checked_fixture(t, setup, close_table);
    tcase_add_test(t, data_before_a_fin_are_on_the_path);
    tcase_add_test(t, data_before_a_fin_as_the_receiver_sees_it);
    tcase_add_test(t, a_fin_alone_closes);
    tcase_add_test(t, order_of_sending);
    tcase_add_test(t, after_a_reset_all_closes);
    tcase_add_test(t, small_segments_are_all_there_was);
    tcase_add_test(t, whole_segments_wait_for_the_path);
    tcase_add_loop_test(t, offloaded_segments_are_whole, 0, 2);
    tcase_add_test(t, a_path_may_take_less_than_announced);
    tcase_add_loop_test(t, offloaded_segments_of_a_narrower_path, 0, 2);
    tcase_add_test(t, a_repeated_end_is_no_whole_segment);
    tcase_add_test(t, an_answer_to_an_ack_was_on_the_path);
    tcase_add_loop_test(t, long_after_the_ack_there_was_nothing_to_send, 0, 2);
    tcase_add_test(t, a_fin_alone_as_the_receiver_sees_it);
    tcase_add_test(t, silence_until_a_timer_is_stalled);
    tcase_add_loop_test(t, before_a_lost_tail_its_program_was_idle, 0, 2);
    tcase_add_test(t, repairs_that_nobody_answers);
    tcase_add_test(t, repairs_that_are_answered_last_until_then);
    tcase_add_loop_test(t, an_older_echo_shows_data_under_way, 0, 2);
    tcase_add_loop_test(t, what_is_not_pushed_is_followed, 0, 3);
    tcase_add_test(t, a_slow_path_sets_the_pace);
    tcase_add_loop_test(t, what_keeps_the_pace_answers_nothing, 0, 2);
    tcase_add_loop_test(t, an_ack_may_hold_back_the_rest, 0, 4);
    tcase_add_loop_test(t, a_fin_may_wait_for_an_ack, 0, 3);
    tcase_add_loop_test(t, whole_segments_are_followed_before_a_timer, 0, 3);
    tcase_add_loop_test(t, whole_segments_are_followed_unless_asked_for, 0, 2);
    tcase_add_loop_test(t, data_in_flight_wait_for_no_program, 0, 3);
    tcase_add_loop_test(t, what_waited_in_a_queue_was_sent_before, 0, 4);
    tcase_add_loop_test(t, less_than_a_segment_waits_for_an_ack, 0, 6);
    tcase_add_test(t, an_ack_behind_a_repair_held_nothing_back);
    tcase_add_test(t, a_fin_that_answers_a_fin_waits_for_no_ack);
    suite_add_tcase(s, t);
    return s;
}
