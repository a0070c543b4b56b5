/* test_tails.c - which missing packets are a lost tail, and which are not. */
#include "diagnose_scene.h"

/*
 * No ids: full segments that nothing pushed, and a timer's silence. A push
 * ends what a program writes; and neither before the timer nor long after.
 */
START_TEST(what_was_not_pushed_was_lost)
{
    static const struct {
        unsigned flags;
        double pause;
        bool lost;
    } cases[] = {{DATA, 245, true},
                 {DATA | TL_PSH, 245, false},
                 {DATA, 100, false},
                 {DATA, 2000, false}};

    at_receiver(false, false);
    see_data(0, 3);
    see(make(A, CLIENT_ISN + 1 + 3 * MSS, MSS, cases[_i].flags,
             SERVER_ISN + 1));
    see(ack(4 * MSS));
    now += cases[_i].pause;
    expect(4, cases[_i].lost);
    ck_assert_int_eq((f.d.evidence & TL_E_NOT_PUSHED) != 0, cases[_i].lost);
}
END_TEST

/* A capture at the sender has all it sends. */
START_TEST(nothing_is_missing_at_the_sender)
{
    at_sender(false, false);
    see_data(0, 4);
    now += 40;
    see(ack(4 * MSS));
    now += 245;
    expect(4, false);
}
END_TEST

/*
 * The next id: nothing is missing. And what left before its sender heard the
 * last ACK waited for no timer.
 */
START_TEST(no_timer_cut_short_what_goes_on)
{
    at_receiver(_i == 2, _i != 2);
    see_data(0, 1);
    see(ack(MSS));
    const struct sent last = ack(MSS);
    ids[A] = 9000; /* so far its ids tell nothing */
    see_data(1, 2);
    see(ack(2 * MSS));
    if (_i == 1)
        ids[A] = 7000;
    now += 245;
    struct sent next = data(2 * MSS, MSS);
    if (_i == 2)
        next.way.echo = last.way.ts - 1;
    if (_i == 1)
        IS(see(next), RETRANSMISSION);
    else
        IS(see(next), NONE);
}
END_TEST

/* An ACK that repeats another may be the first that its sender has heard. */
START_TEST(who_was_just_answered_waited_for_no_timer)
{
    at_receiver(false, false);
    see_data(0, 4);
    see(ack(4 * MSS));
    now += 205;
    if (_i == 1)
        see(ack(4 * MSS));
    now += 40;
    expect(4, _i == 0);
}
END_TEST

/* Less than a segment was all it had; and a full window holds it back. */
START_TEST(who_has_sent_all_waits_for_its_program)
{
    offered = _i == 0 ? 60000 : 3 * MSS;
    at_receiver(false, false);
    see_data(0, 2);
    see(data(2 * MSS, _i == 0 ? 500 : MSS));
    see(ack(2 * MSS + (_i == 0 ? 500 : MSS)));
    now += 245;
    IS(see(data(2 * MSS + (_i == 0 ? 500 : MSS), MSS)), NONE);
}
END_TEST

/* A probe comes soon where more than the last is in flight. */
START_TEST(with_more_in_flight_the_probe_comes_soon)
{
    at_receiver(true, true);
    see_data(0, 4);
    if (_i == 1)
        see(ack(4 * MSS));
    lose(4);
    now += 70;
    expect(4, _i == 0);
}
END_TEST

/* What the server has sent again is acknowledged again: that may be missing. */
START_TEST(what_is_sent_again_is_answered_again)
{
    at_receiver(true, true);
    see(make(B, SERVER_ISN + 1, 50, DATA, CLIENT_ISN + 1));
    now += 40;
    see(make(A, CLIENT_ISN + 1, 0, TL_ACK, SERVER_ISN + 51));
    see_data(0, 4);
    if (_i == 0)
        IS(see(make(B, SERVER_ISN + 1, 50, DATA, CLIENT_ISN + 1)),
           RETRANSMISSION);
    now += 10;
    see_data(4, 5);
    (void)make(A, CLIENT_ISN + 1 + 5 * MSS, 0, TL_ACK, SERVER_ISN + 51);
    now += 280;
    expect(5, _i == 1);
}
END_TEST

/* Nobody probes a window with bytes in flight. */
START_TEST(only_who_is_idle_probes_a_window)
{
    offered = 3 * MSS + MSS / 2;
    at_receiver(true, true);
    offered = MSS / 2;
    see(ack(0));
    offered = 3 * MSS + MSS / 2;
    see(ack(0));
    see_data(0, 3);
    if (_i == 1) {
        offered = MSS / 2;
        see(ack(3 * MSS));
        now += 1;
        offered = 3 * MSS + MSS / 2;
        see(ack(3 * MSS));
    }
    (void)data(3 * MSS, MSS / 2);
    now += 120;
    if (_i == 0)
        IS(see(data(3 * MSS, MSS / 2)), RETRANSMISSION);
    else
        IS(see(data(3 * MSS, MSS / 2)), NONE);
}
END_TEST

/* Two of a tail are missing, one of them known of: the probe does not wait. */
START_TEST(a_known_part_of_a_tail_was_in_flight)
{
    at_receiver(true, true);
    see_hole(6);
    if (_i == 0)
        lose(6);
    now += 42;
    expect(4, true);
    see(ack(6 * MSS));
    lose(7);
    now += 65;
    expect(6, _i == 0);
    expect_behind(7, _i == 0);
}
END_TEST

/*
 * Nothing between the SYN-ACK and data but a silence: with more ids missing
 * than the acknowledgement's, a flight was lost. Not before its timer.
 */
START_TEST(a_flight_is_lost_with_the_handshake)
{
    static const struct {
        unsigned missing;
        double pause;
        bool lost;
    } cases[] = {{3, 450, true}, {1, 450, false}, {3, 100, false}};

    with_stamps = false;
    with_ids = true;
    open_table();
    see(make(A, CLIENT_ISN, 0, TL_SYN, 0));
    now += 0.1;
    see(make(B, SERVER_ISN, 0, TL_SYN | TL_ACK, CLIENT_ISN + 1));
    ids[A] = (uint16_t)(ids[A] + cases[_i].missing);
    now += cases[_i].pause;
    expect(0, cases[_i].lost);
    expect_behind(1, cases[_i].lost);
}
END_TEST

/* What the SYN-ACK acknowledges the capture has missed, and perhaps the rest.
 */
START_TEST(a_handshake_with_a_gap_tells_of_no_flight)
{
    with_stamps = false;
    with_ids = true;
    open_table();
    see(make(A, CLIENT_ISN, 0, TL_SYN, 0));
    now += 0.1;
    see(make(B, SERVER_ISN, 0, TL_SYN | TL_ACK, CLIENT_ISN + 1 + MSS));
    ids[A] = (uint16_t)(ids[A] + 3);
    now += 450;
    expect(1, false);
}
END_TEST

/*
 * One packet is missing from who is sent nothing: whenever that was sent, it
 * is what comes now. From who is sent something, for a second; and later than
 * that it may have been a keep-alive. What was not acknowledged may have been
 * repaired for nothing.
 */
START_TEST(nothing_but_a_tail_is_missing_for_long)
{
    static const struct {
        bool answered, acked;
        double pause;
        bool lost;
    } cases[] = {{false, true, 700, true},   {true, true, 700, true},
                 {false, true, 2000, true},  {true, true, 2000, false},
                 {false, true, 5000, false}, {false, false, 2000, false}};

    at_receiver(false, true);
    if (cases[_i].answered)
        see(make(B, SERVER_ISN + 1, 50, DATA, CLIENT_ISN + 1));
    now += 100;
    (void)make(A, CLIENT_ISN + 1, 0, TL_ACK, SERVER_ISN + 51);
    ids[A]--;
    see(make(A, CLIENT_ISN + 1, MSS, DATA,
             SERVER_ISN + (cases[_i].answered ? 51 : 1)));
    see_pushed(1);
    see(ack(cases[_i].acked ? 2 * MSS : MSS));
    lose(2);
    now += cases[_i].pause;
    expect(2, cases[_i].lost);
}
END_TEST

static void open_with(void (*change)(struct sent *s))
{
    struct sent syn = make(A, CLIENT_ISN, 0, TL_SYN, 0);
    struct sent answer =
        make(B, SERVER_ISN, 0, TL_SYN | TL_ACK, CLIENT_ISN + 1);

    change(&syn);
    change(&answer);
    open_table();
    see(syn);
    now += 0.1;
    see(answer);
    now += 40;
    see(make(A, CLIENT_ISN + 1, 0, TL_ACK, SERVER_ISN + 1));
}

static void keep(struct sent *s)
{
    (void)s;
}

static void cut_options(struct sent *s)
{
    s->seg.options_cut = true;
    s->way.sack_permitted = false;
}

/*
 * The scale of windows may be cut off: then one of 79 is not known to be
 * small, and its probes are not missing. Without an option it is.
 */
START_TEST(a_scale_that_was_cut_off_is_not_none)
{
    with_stamps = false;
    with_ids = true;
    offered = 79;
    open_with(_i == 0 ? cut_options : keep);
    see_data(0, 4);
    see_pushed(4);
    see(ack(5 * MSS));
    lose(5);
    now += 245;
    expect(5, _i == 0);
}
END_TEST

static void take_id(struct sent *s)
{
    if ((s->seg.flags & TL_ACK) != 0)
        s->way.id = 0;
}

/* The answer to a SYN has no id (Linux): the next is no step that says much. */
START_TEST(ids_count_from_the_first_one_on)
{
    with_stamps = false;
    with_ids = true;
    open_with(_i == 0 ? take_id : keep);
    if (_i == 1)
        ids[B] = 9000;
    for (unsigned i = 0; i < 4; i++)
        see(make(B, SERVER_ISN + 1 + i * MSS, MSS, DATA | TL_PSH,
                 CLIENT_ISN + 1));
    now += 0.1;
    see(make(A, CLIENT_ISN + 1, 0, TL_ACK, SERVER_ISN + 1 + 4 * MSS));
    (void)make(B, SERVER_ISN + 1 + 4 * MSS, MSS, DATA, CLIENT_ISN + 1);
    now += 245;
    const struct sent again =
        make(B, SERVER_ISN + 1 + 4 * MSS, MSS, DATA, CLIENT_ISN + 1);
    if (_i == 0)
        IS(see(again), RETRANSMISSION);
    else
        IS(see(again), NONE);
}
END_TEST

/*
 * A packet that the capture missed, not the path: what is sent after it is
 * judged as ever. But until then what is missing may be the capture's.
 */
START_TEST(what_the_capture_missed_is_soon_past)
{
    at_receiver(false, true);
    see_data(0, 4);
    lose(4);
    IS(see(ack(5 * MSS)), UNSEEN);
    now += 1;
    if (_i == 0) {
        see_data(5, 8);
        see(ack(8 * MSS));
    } else {
        lose(5);
        IS(see(ack(6 * MSS)), UNSEEN);
    }
    lose(8);
    now += 245;
    expect(_i == 0 ? 8 : 6, _i == 0);
}
END_TEST

/* The end of what a program wrote was pushed, but the capture missed it. */
START_TEST(an_unseen_end_may_have_been_pushed)
{
    at_receiver(false, false);
    see_data(0, 4);
    see(ack(4 * MSS));
    if (_i == 1)
        IS(see(ack(5 * MSS)), UNSEEN);
    now += 245;
    expect(_i == 0 ? 4 : 5, _i == 0);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("tails");
    TCase *t = tcase_create("rules");

    tcase_add_checked_fixture(t, setup, close_table);
    tcase_add_loop_test(t, what_was_not_pushed_was_lost, 0, 4);
    tcase_add_loop_test(t, no_timer_cut_short_what_goes_on, 0, 3);
    tcase_add_loop_test(t, who_was_just_answered_waited_for_no_timer, 0, 2);
    tcase_add_loop_test(t, who_has_sent_all_waits_for_its_program, 0, 2);
    tcase_add_loop_test(t, with_more_in_flight_the_probe_comes_soon, 0, 2);
    tcase_add_loop_test(t, what_is_sent_again_is_answered_again, 0, 2);
    tcase_add_loop_test(t, only_who_is_idle_probes_a_window, 0, 2);
    tcase_add_loop_test(t, a_known_part_of_a_tail_was_in_flight, 0, 2);
    tcase_add_loop_test(t, nothing_but_a_tail_is_missing_for_long, 0, 6);
    tcase_add_loop_test(t, a_scale_that_was_cut_off_is_not_none, 0, 2);
    tcase_add_loop_test(t, ids_count_from_the_first_one_on, 0, 2);
    tcase_add_loop_test(t, what_the_capture_missed_is_soon_past, 0, 2);
    tcase_add_loop_test(t, an_unseen_end_may_have_been_pushed, 0, 2);
    tcase_add_test(t, nothing_is_missing_at_the_sender);
    tcase_add_test(t, a_handshake_with_a_gap_tells_of_no_flight);
    tcase_add_loop_test(t, a_flight_is_lost_with_the_handshake, 0, 3);
    suite_add_tcase(s, t);
    return s;
}
