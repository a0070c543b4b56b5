/*
 * test_late.c - what came late, what came twice and what was sent again, where
 * no id and no stamp of its own tells one from the other.
 */
#include "diagnose_scene.h"

/* Its stamp is that of what overtook it; its echo is older than the hole. */
START_TEST(an_old_echo_was_not_told_of_the_hole)
{
    at_receiver(true, false);
    see_data(0, 4);
    see(ack(4 * MSS));
    if (_i == 2)
        see(make(B, SERVER_ISN + 1, 10, DATA, CLIENT_ISN + 1 + 4 * MSS));
    const struct sent last = ack(4 * MSS);
    struct sent late = data(4 * MSS, MSS);
    late.way.echo = last.way.ts + (_i == 1 ? 1U : -1U);
    see_data(5, 8);
    sack_thrice(5, 8);
    now += 50;
    if (_i == 0)
        IS(see(late), REORDERED);
    else
        IS(see(late), RETRANSMISSION);
}
END_TEST

/* A clock of 100 ms. */
static struct sent coarse(struct sent s)
{
    s.way.ts /= 100;
    return s;
}

/*
 * It has the stamp of what overtook it, so it was due then, and its sender had
 * heard of no hole. Of a clock that hardly ticks that is not known.
 */
START_TEST(its_stamp_says_when_it_was_due)
{
    at_receiver(true, false);
    for (unsigned i = 0; i < 4; i++) {
        now += 2;
        see(_i == 0 ? data(i * MSS, MSS) : coarse(data(i * MSS, MSS)));
    }
    const struct sent late = data(4 * MSS, MSS), over = data(5 * MSS, MSS);
    see(_i == 0 ? over : coarse(over));
    sack_thrice(5, 6);
    now += 50;
    if (_i == 0)
        IS(see(late), REORDERED);
    else
        IS(see(coarse(late)), RETRANSMISSION);
}
END_TEST

/* A clock of so many ms. */
static struct sent ticking(struct sent s, unsigned ms)
{
    s.way.ts /= ms;
    return s;
}

/*
 * No tick since what overtook it was sent: so there was no round trip either,
 * where the clock is known to tick faster than that.
 */
START_TEST(a_round_trip_takes_longer_than_a_tick)
{
    const unsigned ms = _i == 0 ? 20 : 100;

    with_stamps = true;
    with_ids = false;
    open_table();
    see(ticking(make(A, CLIENT_ISN, 0, TL_SYN, 0), ms));
    now += 0.1;
    see(make(B, SERVER_ISN, 0, TL_SYN | TL_ACK, CLIENT_ISN + 1));
    now += 40;
    see(ticking(data(0, MSS), ms));
    const struct sent late = ticking(data(MSS, MSS), ms);
    see(ticking(data(2 * MSS, MSS), ms));
    see(ack(MSS));
    now += 1;
    IS(see(late), REORDERED);
    for (unsigned i = 3; i < 13; i++) {
        now += ms;
        see(ticking(data(i * MSS, MSS), ms));
    }
    const struct sent hole = ticking(data(13 * MSS, MSS), ms);
    see(ticking(data(14 * MSS, MSS), ms));
    for (int i = 0; i < 3; i++)
        see(sack(13 * MSS, 14 * MSS, 15 * MSS));
    now += 50;
    if (_i == 0)
        IS(see(hole), REORDERED);
    else
        IS(see(hole), RETRANSMISSION);
}
END_TEST

/*
 * In time for a probe of the tail, which repairs no hole, but not for a timer:
 * late, if stamps say that much of when it was sent. A timer later it may be
 * the repair.
 */
START_TEST(a_probe_repairs_no_hole)
{
    static const struct {
        bool stamps;
        double later;
        int event;
    } cases[] = {{true, 100, TL_EVENT_REORDERED},
                 {false, 100, TL_EVENT_RETRANSMISSION},
                 {true, 250, TL_EVENT_RETRANSMISSION}};

    at_receiver(cases[_i].stamps, false);
    for (unsigned i = 0; i < 4; i++)
        see(coarse(data(i * MSS, MSS)));
    const struct sent hole = coarse(data(4 * MSS, MSS));
    see(coarse(data(5 * MSS, MSS)));
    now += cases[_i].later;
    ck_assert_int_eq(see(hole).event, cases[_i].event);
}
END_TEST

/* The path makes copies within half a round trip; then they are sent again. */
START_TEST(copies_come_soon)
{
    at_receiver(false, false);
    see_data(0, 3);
    const struct sent first = data(3 * MSS, MSS);
    see(first);
    now += _i == 0 ? 15 : 25;
    if (_i == 0)
        IS(see(first), DUPLICATE);
    else
        IS(see(first), RETRANSMISSION);
}
END_TEST

/*
 * Soon behind a repair comes its copy, or, where the path is known for that,
 * the original; half a round trip later it is the next repair.
 */
START_TEST(behind_a_repair)
{
    static const struct {
        bool delays;
        double later;
        int event;
    } cases[] = {{false, 2, TL_EVENT_DUPLICATE},
                 {true, 2, TL_EVENT_REORDERED},
                 {false, 25, TL_EVENT_RETRANSMISSION},
                 {true, 25, TL_EVENT_RETRANSMISSION}};

    at_receiver(false, false);
    see_hole(8);
    const struct sent late = data(8 * MSS, MSS);
    see(data(9 * MSS, MSS));
    if (cases[_i].delays)
        IS(see(late), REORDERED);
    now += 42;
    const struct sent repair = data(4 * MSS, MSS);
    IS(see(repair), RETRANSMISSION);
    see(ack(8 * MSS));
    now += cases[_i].later;
    ck_assert_int_eq(see(repair).event, cases[_i].event);
}
END_TEST

/* What came late itself may be repaired at once: its sender has been told. */
START_TEST(behind_what_came_late)
{
    at_receiver(false, false);
    see_data(0, 4);
    const struct sent late = data(4 * MSS, MSS);
    see_data(5, 8);
    now += 2;
    IS(see(late), REORDERED);
    now += 2;
    IS(see(late), RETRANSMISSION);
}
END_TEST

/* Forgotten since it was repaired: late, if this path has not made copies. */
START_TEST(forgotten_originals_come_late)
{
    at_receiver(true, true);
    see_data(0, 4);
    const struct sent first = data(4 * MSS, MSS);
    const struct sent other = data(5 * MSS, MSS);
    const struct sent above = data(6 * MSS, MSS);
    see(above);
    now += 1;
    if (_i == 1)
        IS(see(above), DUPLICATE);
    IS(see(other), REORDERED);
    sack_thrice(5, 7);
    now += 42;
    IS(see(data(4 * MSS, MSS)), RETRANSMISSION);
    see(ack(7 * MSS));
    for (unsigned i = 7; i < 80; i++) {
        now += 3;
        see_data(i, i + 1);
        see(ack((i + 1) * MSS));
    }
    if (_i == 0)
        IS(see(first), REORDERED);
    else
        IS(see(first), DUPLICATE);
}
END_TEST

/* What headers that are cut off after 34 bytes leave of a SYN's options. */
static struct sent cut(struct sent s)
{
    s.seg.options_cut = true;
    s.way.has_ts = s.way.sack_permitted = false;
    s.way.ts = 0;
    return s;
}

/*
 * A SYN without its stamp: later ones, far up on their circle, are not older.
 * Their ids are learned from, and say what the equal stamps do not.
 */
START_TEST(no_stamp_is_not_an_old_stamp)
{
    with_stamps = with_ids = true;
    open_table();
    stamps[A] = UINT32_C(0x90000000);
    see(cut(make(A, CLIENT_ISN, 0, TL_SYN, 0)));
    now += 0.1;
    see(cut(make(B, SERVER_ISN, 0, TL_SYN | TL_ACK, CLIENT_ISN + 1)));
    now += 40;
    see_data(0, 4);
    const struct sent late = data(4 * MSS, MSS);
    see_data(5, 8);
    struct sent repair = data(4 * MSS, MSS);
    sack_thrice(5, 8);
    now += 50;
    if (_i == 0)
        IS(see(late), REORDERED);
    else
        IS(see(repair), RETRANSMISSION);
}
END_TEST

static void see_syn(void)
{
    see(make(A, CLIENT_ISN, 0, TL_SYN, 0));
}

static void see_syn_ack(void)
{
    see(make(B, SERVER_ISN, 0, TL_SYN | TL_ACK, CLIENT_ISN + 1));
}

/* A server answers each SYN that reaches it, be it a copy that the path made.
 */
START_TEST(each_syn_is_answered)
{
    with_stamps = with_ids = false;
    open_table();
    const struct sent syn = make(A, CLIENT_ISN, 0, TL_SYN, 0);
    const struct sent answer =
        make(B, SERVER_ISN, 0, TL_SYN | TL_ACK, CLIENT_ISN + 1);
    see(syn);
    if (_i != 1) {
        now += _i == 0 ? 0.04 : 0.001;
        IS(see(syn), DUPLICATE);
    }
    see(answer);
    now += 0.001;
    if (_i == 0)
        IS(see(answer), RETRANSMISSION);
    else
        IS(see(answer), DUPLICATE);
}
END_TEST

/* A SYN-ACK for each SYN: the ACK answers the last. Not if it came by itself.
 */
START_TEST(the_last_syn_ack_was_asked_for)
{
    open_table();
    see_syn();
    see_syn_ack();
    now += 1000;
    if (_i == 0)
        see_syn();
    see_syn_ack();
    now += 40;
    see(make(A, CLIENT_ISN + 1, 0, TL_ACK, SERVER_ISN + 1));
    ck_assert_uint_eq(sum_of_all().side[0].rtt_least, _i == 0 ? 40000 : 0);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("late");
    TCase *t = tcase_create("rules");

    tcase_add_checked_fixture(t, setup, close_table);
    tcase_add_loop_test(t, an_old_echo_was_not_told_of_the_hole, 0, 3);
    tcase_add_loop_test(t, its_stamp_says_when_it_was_due, 0, 2);
    tcase_add_loop_test(t, a_round_trip_takes_longer_than_a_tick, 0, 2);
    tcase_add_loop_test(t, a_probe_repairs_no_hole, 0, 3);
    tcase_add_loop_test(t, copies_come_soon, 0, 2);
    tcase_add_loop_test(t, behind_a_repair, 0, 4);
    tcase_add_test(t, behind_what_came_late);
    tcase_add_loop_test(t, forgotten_originals_come_late, 0, 2);
    tcase_add_loop_test(t, no_stamp_is_not_an_old_stamp, 0, 2);
    tcase_add_loop_test(t, each_syn_is_answered, 0, 3);
    tcase_add_loop_test(t, the_last_syn_ack_was_asked_for, 0, 2);
    suite_add_tcase(s, t);
    return s;
}
