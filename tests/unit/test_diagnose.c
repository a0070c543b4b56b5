/*
 * test_diagnose.c - each rule of the diagnosis: what shows it, and what must
 * not.
 */
#include "diagnose_scene.h"

START_TEST(normal_segments_get_nothing)
{
    at_receiver(_i & 1, _i & 2);
    for (unsigned i = 0; i < 20; i++) {
        now += 1;
        IS(see(data(i * MSS, MSS)), NONE);
        IS(see(ack((i + 1) * MSS)), NONE);
    }
}
END_TEST

START_TEST(older_time_stamp_shows_reordering)
{
    at_receiver(true, _i);
    const struct sent first = data(0, MSS);
    now += 2;
    const struct sent second = data(MSS, MSS);
    IS(see(second), GAP);
    ck_assert_uint_eq(f.d.missing_bytes, MSS);
    now += 4;
    const struct tl_diagnosis d = see(first);
    IS(d, REORDERED);
    ck_assert_uint_eq(d.of, 4);
    ck_assert_int_eq(d.after, 4000000);
    ck_assert(d.certain && (d.evidence & TL_E_OLDER_TIME_STAMP) != 0);
}
END_TEST

/* A FIN has no byte, and an acknowledgement none either; data have. */
START_TEST(overtaken_by_no_byte_is_not_reordered)
{
    static const unsigned flags[] = {TL_FIN | TL_ACK, TL_ACK,
                                     TL_FIN | TL_ACK | TL_PSH};

    at_receiver(false, true);
    see(data(0, MSS));
    const struct sent late = data(MSS, MSS);
    see(make(A, CLIENT_ISN + 1 + 2 * MSS, _i == 2, flags[_i], SERVER_ISN + 1));
    IS(f.d, GAP);
    now += 4;
    const struct tl_diagnosis d = see(late);
    if (_i == 2)
        IS(d, REORDERED);
    else
        IS(d, LATE);
    ck_assert_uint_eq(d.of, 5);
    ck_assert_int_eq(d.after, 4000000);
    ck_assert_uint_eq(sum_of_all().side[0].reordered, 1);
    now += 300;
    IS(see(data(MSS, MSS)), RETRANSMISSION);
}
END_TEST

START_TEST(newer_time_stamp_shows_a_loss_before)
{
    at_receiver(true, _i);
    (void)data(0, MSS);
    IS(see(data(MSS, MSS)), GAP);
    now += 0.1;
    see(sack(0, MSS, 2 * MSS));
    now += 41;
    const struct tl_diagnosis d = see(data(0, MSS));
    IS(d, RETRANSMISSION);
    ck_assert_int_eq(d.cause, TL_CAUSE_LOST_BEFORE);
    ck_assert_int_eq(d.trigger, TL_TRIGGER_FAST);
    ck_assert((d.evidence & TL_E_NEWER_TIME_STAMP) != 0);
}
END_TEST

/* Within one tick the ids tell, where they count. */
START_TEST(ids_tell_the_order_of_equal_time_stamps)
{
    at_receiver(_i, true);
    const struct sent first = data(0, MSS), second = data(MSS, MSS);
    see(second);
    struct tl_diagnosis d = see(first);
    IS(d, REORDERED);
    ck_assert((d.evidence & TL_E_OLDER_ID) != 0);
    (void)data(2 * MSS, MSS);
    see(data(3 * MSS, MSS));
    d = see(data(2 * MSS, MSS));
    IS(d, RETRANSMISSION);
    ck_assert((d.evidence & TL_E_NEWER_ID) != 0);
}
END_TEST

START_TEST(random_ids_tell_nothing)
{
    with_stamps = false;
    at_receiver(false, true);
    ids[A] = 40000;
    for (unsigned i = 0; i < 8; i++) {
        ids[A] = (uint16_t)(ids[A] * 31 + 12345);
        see(data(i * MSS, MSS));
    }
    ids[A] = 7;
    const struct sent late = data(8 * MSS, MSS);
    ids[A] = 3;
    see(data(9 * MSS, MSS));
    now += 1;
    const struct tl_diagnosis d = see(late);
    IS(d, REORDERED);
    ck_assert((d.evidence & (TL_E_OLDER_ID | TL_E_NEWER_ID)) == 0);
    ck_assert((d.evidence & TL_E_NO_FEEDBACK) != 0 && !d.certain);
}
END_TEST

START_TEST(nothing_told_the_sender)
{
    at_receiver(false, false);
    see(data(0, MSS));
    see(data(2 * MSS, MSS));
    now += 0.1;
    see(sack(MSS, 2 * MSS, 3 * MSS));
    now += 20; /* half a round trip */
    IS(see(data(MSS, MSS)), REORDERED);
    ck_assert((f.d.evidence & TL_E_NO_FEEDBACK) != 0);
}
END_TEST

START_TEST(the_sender_was_told_in_time)
{
    at_receiver(false, false);
    see(data(0, MSS));
    see(data(2 * MSS, MSS));
    now += 0.1;
    see(sack(MSS, 2 * MSS, 3 * MSS));
    now += 41;
    IS(see(data(MSS, MSS)), RETRANSMISSION);
    ck_assert((f.d.evidence & TL_E_FEEDBACK) != 0 && !f.d.certain);
}
END_TEST

START_TEST(same_id_and_time_stamp_show_a_copy)
{
    at_receiver(_i, true);
    const struct sent once = data(0, MSS);
    see(once);
    now += 0.6;
    const struct tl_diagnosis d = see(once);
    IS(d, DUPLICATE);
    ck_assert_uint_eq(d.of, 4);
    ck_assert(d.certain && !d.captured_twice);
    ck_assert((d.evidence & TL_E_SAME_ID) != 0);
}
END_TEST

START_TEST(another_id_is_no_copy)
{
    at_receiver(false, true);
    see(data(0, MSS));
    now += 300;
    IS(see(data(0, MSS)), RETRANSMISSION);
}
END_TEST

/* One and the same id: what crosses a SYN is no copy of the own SYN. */
START_TEST(other_numbers_are_no_copy)
{
    with_stamps = with_ids = false;
    open_table();
    now = 0;
    frame = 0;
    struct sent syn = make(A, CLIENT_ISN, 0, TL_SYN, 0);
    struct sent crossing = make(B, SERVER_ISN, 0, TL_SYN, 0);
    struct sent answer =
        make(A, CLIENT_ISN, 0, TL_SYN | TL_ACK, SERVER_ISN + 1);
    syn.way.id = crossing.way.id = answer.way.id = 7;
    answer.way.checksum = syn.way.checksum;
    IS(see(syn), NONE);
    now += 1;
    IS(see(crossing), NONE);
    IS(see(answer), NONE);
    now += 0.01;
    IS(see(answer), DUPLICATE);
    /* Without a SYN to cross it is the same number again. */
    answer.seg.ack = 1;
    answer.way.numbers++;
    IS(see(answer), RETRANSMISSION);
}
END_TEST

START_TEST(one_id_may_be_all_there_is)
{
    with_stamps = with_ids = false;
    open_table();
    now = 0;
    frame = 0;
    struct sent syn = make(A, CLIENT_ISN, 0, TL_SYN, 0);
    syn.way.id = 7;
    IS(see(syn), NONE);
    now += _i == 0 ? 1000 : 5;
    if (_i == 0)
        IS(see(syn), RETRANSMISSION);
    else
        IS(see(syn), DUPLICATE);
}
END_TEST

START_TEST(another_way_shows_capturing_twice)
{
    at_receiver(true, true);
    struct sent once = data(0, MSS);
    once.way.way.ttl = 64;
    see(once);
    now += 0.02;
    once.way.way.ttl = 63;
    const struct tl_diagnosis d = see(once);
    IS(d, DUPLICATE);
    ck_assert(d.captured_twice);
    ck_assert((d.evidence & TL_E_OTHER_TTL) != 0);
    /* A pure ACK as well: it must not count as a duplicate ACK. */
    struct sent a = ack(MSS);
    see(a);
    a.way.way.mac = 9;
    IS(see(a), DUPLICATE);
    ck_assert(f.d.captured_twice);
}
END_TEST

START_TEST(without_ids_no_time_to_resend_shows_a_copy)
{
    at_receiver(_i, false);
    const struct sent once = data(0, MSS);
    see(once);
    now += 1;
    IS(see(once), DUPLICATE);
    ck_assert((f.d.evidence & TL_E_NO_FEEDBACK) != 0);
    /* After the timer it can be a retransmission, alike to the last bit. */
    if (!_i) {
        now += 300;
        IS(see(once), RETRANSMISSION);
    }
}
END_TEST

START_TEST(at_the_sender_nothing_is_reordered)
{
    at_sender(false, false);
    see(data(0, MSS));
    see(data(MSS, MSS));
    now += 3;
    const struct tl_diagnosis d = see(data(0, MSS - 1));
    IS(d, RETRANSMISSION);
    ck_assert_int_eq(d.place, TL_PLACE_SENDER);
    /* In 3 ms nothing has told of a loss. */
    ck_assert_int_eq(d.cause, TL_CAUSE_UNKNOWN);
}
END_TEST

START_TEST(seen_before_is_lost_after)
{
    at_sender(true, true);
    for (unsigned i = 0; i < 5; i++)
        see(data(i * MSS, MSS));
    now += 40;
    for (unsigned i = 0; i < 3; i++)
        see(ack(0));
    now += 0.1;
    const struct tl_diagnosis d = see(data(0, MSS));
    IS(d, RETRANSMISSION);
    ck_assert_int_eq(d.cause, TL_CAUSE_LOST_AFTER);
    ck_assert_int_eq(d.trigger, TL_TRIGGER_FAST);
    ck_assert_uint_eq(d.duplicate_acks, 3);
    ck_assert_uint_eq(d.of, 4);
}
END_TEST

START_TEST(acked_before_is_unnecessary)
{
    at_receiver(true, true);
    see(data(0, MSS));
    now += 0.1;
    see(ack(MSS));
    now += 300;
    const struct tl_diagnosis d = see(data(0, MSS));
    IS(d, RETRANSMISSION);
    ck_assert_int_eq(d.cause, TL_CAUSE_UNNECESSARY);
    ck_assert((d.evidence & TL_E_ACKED_BEFORE) != 0);
}
END_TEST

START_TEST(dsack_revises)
{
    at_sender(true, true);
    see(data(0, MSS));
    see(data(MSS, MSS));
    now += 300;
    see(data(0, MSS));
    now += 40;
    struct sent s = ack(2 * MSS);
    s.seg.n_sack = 1;
    s.seg.sack[0] = (struct sack_block){CLIENT_ISN + 1, CLIENT_ISN + 1 + MSS};
    const struct tl_diagnosis d = see(s);
    IS(d, REVISION);
    ck_assert_uint_eq(d.of, 6);
    ck_assert_int_eq(d.cause, TL_CAUSE_UNNECESSARY);
    IS(see(ack(2 * MSS)), NONE);
}
END_TEST

START_TEST(acknowledged_but_never_seen_is_no_loss)
{
    at_sender(true, true);
    see(data(0, MSS));
    (void)data(MSS, MSS);
    see(data(2 * MSS, MSS));
    now += 40;
    struct tl_diagnosis d = see(ack(3 * MSS));
    IS(d, UNSEEN);
    ck_assert_uint_eq(d.unseen_bytes, MSS);
    /* Beyond everything seen, too. */
    d = see(ack(5 * MSS));
    IS(d, UNSEEN);
    ck_assert_uint_eq(d.unseen_bytes, 2 * MSS);
    IS(see(data(5 * MSS, MSS)), NONE);
}
END_TEST

START_TEST(silence_shows_the_timer)
{
    at_sender(true, true);
    see(data(0, MSS));
    see(data(MSS, MSS));
    now += 300;
    see(data(0, MSS));
    ck_assert_int_eq(f.d.trigger, TL_TRIGGER_TIMER);
}
END_TEST

/* Unacknowledged, and nothing else outstanding: the last one alone. */
START_TEST(the_last_alone_is_a_tail_probe)
{
    at_sender(true, true);
    see(data(0, MSS));
    see(data(MSS, MSS));
    now += 90;
    see(data(MSS, MSS));
    ck_assert_int_eq(f.d.event, TL_EVENT_RETRANSMISSION);
    ck_assert_int_eq(f.d.trigger, TL_TRIGGER_TAIL_PROBE);
}
END_TEST

START_TEST(syn_timer)
{
    open_table();
    now = 0;
    see(make(A, CLIENT_ISN, 0, TL_SYN, 0));
    now += 1000;
    see(make(A, CLIENT_ISN, 0, TL_SYN, 0));
    IS(f.d, RETRANSMISSION);
    ck_assert_int_eq(f.d.trigger, TL_TRIGGER_SYN_TIMER);
    /* Another number is another connection. */
    see(make(A, CLIENT_ISN + 999999, 0, TL_SYN, 0));
    IS(f.d, NONE);
}
END_TEST

START_TEST(missing_ids_show_a_lost_tail)
{
    at_receiver(true, true);
    for (unsigned i = 0; i < 4; i++)
        see(data(i * MSS, MSS));
    (void)data(4 * MSS, MSS);
    now += 280;
    const struct tl_diagnosis d = see(data(4 * MSS, MSS));
    IS(d, RETRANSMISSION);
    ck_assert((d.evidence & TL_E_MISSING_IDS) != 0 && !d.certain);
}
END_TEST

START_TEST(a_pause_is_no_lost_tail)
{
    at_receiver(true, true);
    for (unsigned i = 0; i < 4; i++)
        see(data(i * MSS, MSS));
    now += 280;
    IS(see(make(A, CLIENT_ISN + 1 + 4 * MSS, MSS, DATA | TL_PSH,
                SERVER_ISN + 1)),
       NONE);
    /* An id may be missing for an ACK that the sender owed. */
    see(make(B, SERVER_ISN + 1, 50, DATA, CLIENT_ISN + 1 + 5 * MSS));
    (void)make(A, CLIENT_ISN + 1 + 5 * MSS, 0, TL_ACK, SERVER_ISN + 51);
    now += 280;
    IS(see(data(5 * MSS, MSS)), NONE);
}
END_TEST

/* What is announced has room for the time stamps, too: five went together. */
START_TEST(offloaded_segments_count_ids_without_options)
{
    told_mss = MSS + 12;
    at_receiver(true, true);
    see_data(0, 4);
    see(data(4 * MSS, 4 * MSS + 19));
    ids[A] += 4;
    if (_i == 1)
        (void)data(8 * MSS + 19, MSS);
    now += 280;
    const struct tl_diagnosis d = see(data(8 * MSS + 19, MSS));
    if (_i == 0)
        IS(d, NONE);
    else
        IS(d, RETRANSMISSION);
}
END_TEST

START_TEST(probes_are_no_retransmissions)
{
    at_sender(true, true);
    see(data(0, MSS));
    see(ack(MSS));
    now += 5000;
    IS(see(data(MSS - 1, 1)), KEEP_ALIVE);
    IS(see(data(MSS - 1, 0)), KEEP_ALIVE);
    struct sent shut = ack(MSS);
    shut.seg.window = 0;
    see(shut);
    IS(see(data(MSS - 1, 0)), WINDOW_PROBE);
    IS(see(data(MSS, 1)), WINDOW_PROBE);
}
END_TEST

START_TEST(overtaken_by_its_own_retransmission)
{
    at_receiver(true, true);
    const struct sent original = data(0, MSS);
    see(data(MSS, MSS));
    see(sack(0, MSS, 2 * MSS));
    now += 41;
    IS(see(data(0, MSS)), RETRANSMISSION);
    now += 1;
    IS(see(original), REORDERED);
}
END_TEST

START_TEST(numbers_wrap)
{
    at_receiver(true, true);
    close_table();
    open_table();
    const uint32_t base = UINT32_MAX - MSS / 2;
    IS(see(make(A, base, MSS, DATA, 1)), NONE);
    const struct sent late = make(A, base + MSS, MSS, DATA, 1);
    now += 2;
    IS(see(make(A, base + 2 * MSS, MSS, DATA, 1)), GAP);
    IS(see(late), REORDERED);
    IS(see(make(A, base + 3 * MSS, MSS, DATA, 1)), NONE);
}
END_TEST

static void count_one(void *ctx, const struct tl_connection_sum *sum)
{
    (void)sum;
    ++*(int *)ctx;
}

START_TEST(shares_sum_to_the_duration)
{
    struct tl_connection_sum sum;
    int64_t all[2] = {0};

    at_sender(true, true);
    for (unsigned i = 0; i < 50; i++) {
        now += i % 7 == 3 ? 250 : 3;
        see(data(i * MSS, MSS));
        now += 40;
        see(ack((i + 1) * MSS));
    }
    sum = sum_of_all();
    for (int side = 0; side < 2; side++)
        for (int i = 0; i < TL_SHARE_COUNT; i++)
            all[side] += sum.side[side].share[i];
    ck_assert_int_eq(all[0], sum.last_time - sum.first_time);
    ck_assert_int_eq(all[1], sum.last_time - sum.first_time);
    ck_assert_uint_eq(sum.side[0].bytes, 50 * MSS);
    ck_assert_uint_eq(sum.side[1].rtt_median, 40000);
}
END_TEST

/* Karn's rule: what was sent twice is no round trip. */
START_TEST(round_trips_leave_out_what_was_resent)
{
    struct tl_connection_sum sum;

    at_sender(true, true);
    see(data(0, MSS));
    now += 300;
    see(data(0, MSS));
    now += 40;
    see(ack(MSS));
    sum = sum_of_all();
    ck_assert_uint_eq(sum.side[1].rtts, 1);
    ck_assert_uint_eq(sum.side[1].rtt_95, 40000);
    ck_assert_uint_eq(sum.side[0].retransmissions, 1);
}
END_TEST

START_TEST(used_ends_are_told_of)
{
    int told = 0;

    at_sender(true, true);
    history_table_on_forget(table, count_one, &told);
    see(data(0, MSS));
    see(make(A, CLIENT_ISN + 700000, 0, TL_SYN, 0));
    ck_assert_int_eq(told, 1);
}
END_TEST

/* The lowest are forgotten first, and every byte has one place. */
START_TEST(memory_of_ranges_is_bounded)
{
    struct tl_connection_sum sum;

    at_sender(true, true);
    const unsigned n = 12 * RANGES_MAX;
    for (unsigned i = 0; i < n; i++)
        see(data(i * MSS, MSS));
    sum = sum_of_all();
    ck_assert_uint_gt(sum.side[0].forgotten, 0);
    now += 300;
    IS(see(data(0, MSS)), RETRANSMISSION);
    IS(see(data((n - 2) * MSS, MSS)), RETRANSMISSION);
}
END_TEST

/* What came by at the receiver has arrived; at the sender it may get lost. */
START_TEST(seen_at_the_receiver_is_unnecessary)
{
    at_receiver(true, true);
    see(data(0, MSS));
    see(data(MSS, MSS));
    now += 300;
    const struct tl_diagnosis d = see(data(0, MSS));
    IS(d, RETRANSMISSION);
    ck_assert_int_eq(d.cause, TL_CAUSE_UNNECESSARY);
    ck_assert((d.evidence & TL_E_AT_RECEIVER) != 0 && !d.certain);
}
END_TEST

/* One that stands for three of what the other side takes. */
START_TEST(offloaded_repairs_count_as_many)
{
    told_mss = _i == 0 ? MSS + 12 : 0;
    at_sender(true, true);
    for (unsigned i = 0; i < 3; i++)
        see(data(i * 3 * MSS, 3 * MSS));
    now += 300;
    IS(see(data(0, 3 * MSS)), RETRANSMISSION);
    ck_assert_uint_eq(sum_of_all().side[0].retransmissions, _i == 0 ? 3 : 1);
}
END_TEST

/* Whether what is missing is a repair of the hole, or the tail. */
START_TEST(a_missing_repair_is_no_lost_tail)
{
    at_receiver(true, true);
    for (unsigned i = 0; i < 4; i++)
        see(data(i * MSS, MSS));
    if (_i == 0) {
        (void)data(4 * MSS, MSS);
        see(data(5 * MSS, MSS));
        for (unsigned i = 0; i < 3; i++)
            see(ack(4 * MSS));
        now += 42;
        see(data(6 * MSS, MSS));
        see(data(7 * MSS, MSS));
        now += 100;
        (void)data(4 * MSS, MSS);
        IS(see(data(8 * MSS, MSS)), NONE);
    } else {
        see(ack(4 * MSS));
        (void)data(4 * MSS, MSS);
        now += 100;
        IS(see(data(4 * MSS, MSS)), RETRANSMISSION);
    }
}
END_TEST

/* Its sender has not heard that the window is open; a mere idle one has. */
START_TEST(an_unheard_window_is_probed)
{
    offered = 2 * MSS;
    at_receiver(true, true);
    see(data(0, 2 * MSS));
    offered = _i == 0 ? 0 : 2 * MSS;
    see(ack(2 * MSS));
    now += 500;
    offered = 20 * MSS;
    see(ack(2 * MSS));
    now += 500;
    if (_i == 0)
        IS(see(data(2 * MSS - 1, 0)), WINDOW_PROBE);
    else
        IS(see(data(2 * MSS - 1, 0)), KEEP_ALIVE);
}
END_TEST

/* A timer, not a pause: neither before it nor long after. */
START_TEST(only_a_timers_silence_shows_a_lost_tail)
{
    static const struct {
        double pause;
        bool lost;
    } cases[] = {{20, false}, {280, true}, {7000, false}};

    at_receiver(true, true);
    for (unsigned i = 0; i < 4; i++)
        see(data(i * MSS, MSS));
    (void)data(4 * MSS, MSS);
    now += cases[_i].pause;
    if (cases[_i].lost)
        IS(see(data(4 * MSS, MSS)), RETRANSMISSION);
    else
        IS(see(data(4 * MSS, MSS)), NONE);
}
END_TEST

/* Probes of the tail need SACK; without it there is but the timer. */
START_TEST(without_sack_no_probe_shows_a_lost_tail)
{
    no_sack = _i == 1;
    at_receiver(true, true);
    for (unsigned i = 0; i < 4; i++)
        see(data(i * MSS, MSS));
    see(ack(4 * MSS));
    (void)data(4 * MSS, MSS);
    if (_i != 2) /* of one alone there is no probe so soon */
        (void)data(5 * MSS, MSS);
    now += _i == 2 ? 70 : 100;
    if (_i == 0)
        IS(see(data(4 * MSS, MSS)), RETRANSMISSION);
    else
        IS(see(data(4 * MSS, MSS)), NONE);
}
END_TEST

/* After the handshake: one id missing, and a timer's silence. */
START_TEST(a_first_request_may_be_lost)
{
    static const struct {
        double pause;
        unsigned missing;
        bool lost;
    } cases[] = {{240, 1, true}, {240, 0, false}, {420, 1, false}};

    at_receiver(true, true);
    for (unsigned i = 0; i < cases[_i].missing; i++)
        (void)data(0, 100);
    now += cases[_i].pause;
    if (cases[_i].lost)
        IS(see(data(0, 100)), RETRANSMISSION);
    else
        IS(see(data(0, 100)), NONE);
}
END_TEST

/* What is missing comes late: then it is no tail that was lost. */
START_TEST(late_ones_are_not_missing)
{
    at_receiver(true, true);
    for (unsigned i = 0; i < 4; i++)
        see(data(i * MSS, MSS));
    (void)data(4 * MSS, MSS);
    see(data(6 * MSS, MSS));
    const struct sent late = data(7 * MSS, MSS);
    for (unsigned i = 0; i < 3; i++)
        see(ack(4 * MSS));
    now += 42;
    IS(see(data(4 * MSS, MSS)), RETRANSMISSION);
    if (_i == 0)
        IS(see(late), NONE);
    now += 50;
    if (_i == 0)
        IS(see(data(8 * MSS, MSS)), NONE);
    else
        IS(see(data(7 * MSS, MSS)), RETRANSMISSION);
}
END_TEST

/* Within the time of a packet on any link, no path has made it. */
START_TEST(at_once_is_captured_twice)
{
    at_receiver(true, true);
    const struct sent once = data(0, MSS), acks = ack(MSS);
    see(once);
    now += _i == 0 ? 0.002 : 0.6;
    IS(see(once), DUPLICATE);
    ck_assert_int_eq(f.d.captured_twice, _i == 0);
    now += 1;
    see(acks);
    now += _i == 0 ? 0.002 : 0.6;
    IS(see(acks), DUPLICATE);
    ck_assert_int_eq(f.d.captured_twice, _i == 0);
}
END_TEST

/* The first that is seen of a side is one below what it has sent. */
START_TEST(the_answer_to_a_keep_alive_misses_nothing)
{
    with_stamps = with_ids = true;
    open_table();
    now = 0;
    frame = 0;
    see(data(0, 0));
    if (_i == 0) {
        IS(see(ack(1)), NONE);
    } else {
        IS(see(ack(2)), UNSEEN);
        ck_assert_uint_eq(f.d.unseen_bytes, 2);
    }
}
END_TEST

/* Long forgotten bytes: a late copy, or sent again about now and late. */
START_TEST(forgotten_bytes_may_be_sent_again)
{
    at_receiver(false, true);
    const struct sent first = data(0, MSS);
    see(first);
    for (unsigned i = 1; i < 40; i++) {
        now += 3;
        see(data(i * MSS, MSS));
        see(ack((i + 1) * MSS));
    }
    const struct sent again = data(0, MSS);
    see(data(40 * MSS, MSS));
    now += 1;
    if (_i == 0) {
        IS(see(again), RETRANSMISSION);
        ck_assert_int_eq(f.d.cause, TL_CAUSE_UNNECESSARY);
    } else {
        IS(see(first), DUPLICATE);
    }
}
END_TEST

/* What they carry once more was forgotten, too; but the last one is known. */
START_TEST(a_copy_of_forgotten_bytes)
{
    at_receiver(_i & 1, true);
    see(data(0, MSS));
    for (unsigned i = 1; i < 40; i++) {
        now += 3;
        see(data(i * MSS, MSS));
        see(ack((i + 1) * MSS));
    }
    const struct sent again = data(0, MSS);
    IS(see(again), RETRANSMISSION);
    now += 0.6;
    if (_i < 2) {
        IS(see(again), DUPLICATE);
        ck_assert_uint_eq(f.d.of, frame - 1);
    } else {
        IS(see(data(0, MSS)), RETRANSMISSION);
    }
}
END_TEST

/* Alike to the last bit, but another SYN has come in between. */
START_TEST(another_syn_gets_another_answer)
{
    with_stamps = with_ids = false;
    open_table();
    now = 0;
    frame = 0;
    const struct sent syn = make(A, CLIENT_ISN, 0, TL_SYN, 0);
    const struct sent answer =
        make(B, SERVER_ISN, 0, TL_SYN | TL_ACK, CLIENT_ISN + 1);
    see(syn);
    see(answer);
    now += 1000;
    see(answer);
    now += 1;
    if (_i == 0) {
        IS(see(syn), RETRANSMISSION);
        IS(see(answer), RETRANSMISSION);
    } else {
        IS(see(answer), DUPLICATE);
    }
}
END_TEST

/* A probe comes before the timer, which may double, or not at all. */
START_TEST(long_after_the_timer_no_probe)
{
    at_sender(true, true);
    see(data(0, MSS));
    see(data(MSS, MSS));
    now += _i == 0 ? 250 : 20000;
    IS(see(data(MSS, MSS)), RETRANSMISSION);
    if (_i == 0)
        ck_assert_int_eq(f.d.trigger, TL_TRIGGER_TAIL_PROBE);
    else
        ck_assert_int_ne(f.d.trigger, TL_TRIGGER_TAIL_PROBE);
}
END_TEST

/* SACK told of both holes when the first was not yet filled. */
START_TEST(signs_outlive_a_partial_acknowledgement)
{
    at_receiver(false, false);
    see(data(0, MSS));
    see(data(2 * MSS, MSS));
    see(sack(MSS, 2 * MSS, 3 * MSS));
    see(data(4 * MSS, MSS));
    see(sack(MSS, 4 * MSS, 5 * MSS));
    now += _i == 0 ? 41 : 20;
    see(data(MSS, MSS));
    see(sack(3 * MSS, 4 * MSS, 5 * MSS));
    if (_i == 0)
        IS(see(data(3 * MSS, MSS)), RETRANSMISSION);
    else
        IS(see(data(3 * MSS, MSS)), REORDERED);
}
END_TEST

/* Who gives up with a reset of its own was not answered. */
START_TEST(a_reset_of_its_own_is_no_answer)
{
    with_stamps = with_ids = false;
    open_table();
    now = 0;
    see(make(A, CLIENT_ISN, 0, TL_SYN, 0));
    now += 1000;
    if (_i == 0)
        see(make(A, CLIENT_ISN, 0, TL_RST, 0));
    else
        see(make(B, 0, 0, TL_RST | TL_ACK, CLIENT_ISN + 1));
    const struct tl_connection_sum sum = sum_of_all();
    ck_assert_int_eq(tl_ending_of(&sum),
                     _i == 0 ? TL_ENDING_UNANSWERED : TL_ENDING_REFUSED);
}
END_TEST

/* SACK named the bytes before they came again; or others. */
START_TEST(sacked_before_is_unnecessary)
{
    at_sender(true, true);
    for (unsigned i = 0; i < 4; i++)
        see(data(i * MSS, MSS));
    now += 40;
    see(sack(0, (_i == 0 ? 1 : 2) * MSS, 3 * MSS));
    now += 1;
    const struct tl_diagnosis d = see(data(MSS, MSS));
    IS(d, RETRANSMISSION);
    ck_assert_int_eq(d.cause,
                     _i == 0 ? TL_CAUSE_UNNECESSARY : TL_CAUSE_LOST_AFTER);
    ck_assert_int_eq((d.evidence & TL_E_SACKED_BEFORE) != 0, _i == 0);
}
END_TEST

/* A SACK of bytes above the acknowledgement revises nothing. */
START_TEST(a_sack_is_no_dsack)
{
    at_sender(true, true);
    see(data(0, MSS));
    see(data(MSS, MSS));
    now += 300;
    see(data(MSS, MSS));
    now += 40;
    if (_i == 0)
        IS(see(sack(0, MSS, 2 * MSS)), NONE);
    else
        IS(see(sack(2 * MSS, MSS, 2 * MSS)), REVISION);
}
END_TEST

/* Bytes above are SACKed, or below: then nothing says of a loss. */
START_TEST(sacked_bytes_above_make_it_fast)
{
    at_sender(true, true);
    for (unsigned i = 0; i < 4; i++)
        see(data(i * MSS, MSS));
    now += 40;
    see(sack(0, _i == 0 ? 2 * MSS : MSS, _i == 0 ? 3 * MSS : 2 * MSS));
    now += 0.1;
    const struct tl_diagnosis d = see(data(_i == 0 ? MSS : 3 * MSS, MSS));
    ck_assert_int_eq((d.evidence & TL_E_SACK) != 0, _i == 0);
}
END_TEST

/* In silence a timer resends the first that is not acknowledged. */
START_TEST(a_timer_begins_with_the_first)
{
    at_sender(true, true);
    for (unsigned i = 0; i < 4; i++)
        see(data(i * MSS, MSS));
    see(ack(MSS));
    now += 150; /* longer than a probe waits, less than the least timer */
    const struct tl_diagnosis d = see(data((_i == 0 ? 1 : 2) * MSS, MSS));
    IS(d, RETRANSMISSION);
    ck_assert_int_eq(d.trigger,
                     _i == 0 ? TL_TRIGGER_TIMER : TL_TRIGGER_UNKNOWN);
}
END_TEST

/*
 * A packet is missing between new data and a repair: a tail that was lost. But
 * behind another repair, a timer later, it may be one of these.
 */
START_TEST(what_is_missing_behind_new_data_was_new)
{
    at_receiver(true, true);
    for (unsigned i = 0; i < 4; i++)
        see(data(i * MSS, MSS));
    (void)data(4 * MSS, MSS);
    (void)data(5 * MSS, MSS);
    see(data(6 * MSS, MSS));
    for (unsigned i = 0; i < 3; i++)
        see(ack(4 * MSS));
    if (_i == 0)
        (void)data(7 * MSS, MSS);
    now += 42;
    IS(see(data(4 * MSS, MSS)), RETRANSMISSION);
    if (_i == 1) {
        see(ack(5 * MSS));
        (void)data(5 * MSS, MSS);
        now += 242;
        IS(see(data(5 * MSS, MSS)), RETRANSMISSION);
    }
    see(ack((_i == 0 ? 5 : 7) * MSS));
    now += 50;
    if (_i == 0)
        IS(see(data(7 * MSS, MSS)), RETRANSMISSION);
    else
        IS(see(data(7 * MSS, MSS)), NONE);
}
END_TEST

/* Sooner than an answer can have come, nothing of a tail is sent again. */
START_TEST(a_young_tail_is_not_sent_again)
{
    at_receiver(true, true);
    for (unsigned i = 0; i < 4; i++)
        see(data(i * MSS, MSS));
    (void)data(4 * MSS, MSS);
    see(data(5 * MSS, MSS));
    for (unsigned i = 0; i < 3; i++)
        see(ack(4 * MSS));
    now += 30;
    see(data(6 * MSS, MSS));
    (void)data(7 * MSS, MSS);
    now += 12;
    IS(see(data(4 * MSS, MSS)), RETRANSMISSION);
    see(ack(7 * MSS));
    now += _i == 0 ? 1 : 45;
    if (_i == 0)
        IS(see(data(7 * MSS, MSS)), NONE);
    else
        IS(see(data(7 * MSS, MSS)), RETRANSMISSION);
}
END_TEST

/* A reset for a used port has its own ids, mostly 0, and no time stamp. */
START_TEST(resets_teach_nothing_of_ids)
{
    at_receiver(false, true);
    see(data(0, MSS));
    struct sent reset =
        make(A, CLIENT_ISN + 1 + MSS, 0, _i == 0 ? TL_RST : TL_ACK, 0);
    ids[A]--;
    reset.way.id = 0;
    see(reset);
    const struct sent late = data(MSS, MSS);
    see(data(2 * MSS, MSS));
    now += 100;
    if (_i == 0)
        IS(see(late), REORDERED);
    else
        IS(see(late), RETRANSMISSION);
}
END_TEST

/* Eight were lost, but the window had room for three: so were repairs. */
START_TEST(a_lost_tail_fits_the_window)
{
    offered = _i == 0 ? 3 * MSS : 20 * MSS;
    at_receiver(false, true);
    for (unsigned i = 0; i < 4; i++) {
        see(data(i * MSS, MSS));
        see(ack((i + 1) * MSS));
    }
    for (unsigned i = 0; i < 8; i++)
        (void)data(i * MSS, MSS);
    now += 280;
    for (unsigned i = 4; i < 7; i++) {
        IS(see(data(i * MSS, MSS)), RETRANSMISSION);
        now += 41;
    }
    see(ack(7 * MSS));
    if (_i == 0)
        IS(see(data(7 * MSS, MSS)), NONE);
    else
        IS(see(data(7 * MSS, MSS)), RETRANSMISSION);
}
END_TEST

/*
 * A window that has always had room for a segment needs no probes, nor one that
 * has it with the ACK of all.
 */
START_TEST(only_small_windows_are_probed)
{
    offered = 2 * MSS;
    at_receiver(false, true);
    see(data(0, MSS));
    offered = _i == 0 ? 2 * MSS : MSS / 2;
    see(ack(MSS));
    offered = 2 * MSS;
    see(ack(MSS));
    see(data(MSS, MSS));
    see(data(2 * MSS, MSS));
    if (_i == 1)
        offered = MSS / 2;
    see(ack(3 * MSS));
    now += 1;
    offered = 2 * MSS;
    if (_i == 1)
        see(ack(3 * MSS));
    (void)data(3 * MSS, MSS);
    now += 280;
    if (_i != 1)
        IS(see(data(3 * MSS, MSS)), RETRANSMISSION);
    else
        IS(see(data(3 * MSS, MSS)), NONE);
}
END_TEST

/* After three timers a packet that is missing was the repair at the first. */
START_TEST(long_silence_has_room_for_a_lost_repair)
{
    no_sack = true;
    at_receiver(true, true);
    for (unsigned i = 0; i < 4; i++)
        see(data(i * MSS, MSS));
    see(ack(4 * MSS));
    (void)data(4 * MSS, MSS);
    see(data(5 * MSS, MSS));
    (void)data(6 * MSS, MSS);
    now += _i == 0 ? 800 : 280;
    IS(see(data(4 * MSS, MSS)), RETRANSMISSION);
    see(ack(6 * MSS));
    now += 41;
    if (_i == 0)
        IS(see(data(6 * MSS, MSS)), NONE);
    else
        IS(see(data(6 * MSS, MSS)), RETRANSMISSION);
}
END_TEST

/* All that SACK told of was repaired once, before it waited for the timer. */
START_TEST(first_repairs_may_be_what_is_missing)
{
    const unsigned lost = _i == 0 ? 3 : 4;

    at_receiver(true, true);
    for (unsigned i = 0; i < 4; i++)
        see(data(i * MSS, MSS));
    see(ack(4 * MSS));
    for (unsigned i = 4; i < 7; i++)
        (void)data(i * MSS, MSS);
    see(data(7 * MSS, MSS));
    see(sack(4 * MSS, 7 * MSS, 8 * MSS));
    for (unsigned i = 0; i < lost; i++)
        (void)data((4 + i) * MSS, MSS);
    now += 400;
    IS(see(data(4 * MSS, MSS)), RETRANSMISSION);
    ck_assert_int_eq(f.d.trigger, TL_TRIGGER_TIMER);
    now += 41;
    if (_i == 0)
        IS(see(data(8 * MSS, MSS)), NONE);
    else
        IS(see(data(8 * MSS, MSS)), RETRANSMISSION);
}
END_TEST

/* A clock may go wrong. */
START_TEST(silence_may_last_for_70_years)
{
    at_receiver(false, true);
    see(data(0, MSS));
    now += 70.0 * 365 * 86400e3;
    IS(see(data(0, MSS)), RETRANSMISSION);
}
END_TEST

/* With SACK a probe of the tail comes before the timer, and may be lost. */
START_TEST(a_probe_may_be_what_is_missing)
{
    no_sack = _i == 1;
    at_receiver(true, true);
    for (unsigned i = 0; i < 4; i++)
        see(data(i * MSS, MSS));
    see(ack(4 * MSS));
    (void)data(3 * MSS, MSS);
    now += 280;
    IS(see(data(0, MSS)), RETRANSMISSION);
    see(ack(4 * MSS));
    now += 41;
    if (_i == 0)
        IS(see(data(4 * MSS, MSS)), NONE);
    else
        IS(see(data(4 * MSS, MSS)), RETRANSMISSION);
}
END_TEST

/* Nothing was left to repair: then what is missing behind one was new. */
START_TEST(between_repairs_new_data_may_be_lost)
{
    at_receiver(true, true);
    for (unsigned i = 0; i < 4; i++)
        see(data(i * MSS, MSS));
    (void)data(4 * MSS, MSS);
    see(data(5 * MSS, MSS));
    for (unsigned i = 0; i < 4; i++)
        see(sack(4 * MSS, 5 * MSS, 6 * MSS));
    now += 42;
    IS(see(data(4 * MSS, MSS)), RETRANSMISSION);
    see(ack(_i == 0 ? 6 * MSS : 5 * MSS));
    (void)data(6 * MSS, MSS);
    now += 280;
    IS(see(data(4 * MSS, MSS)), RETRANSMISSION);
    see(ack(6 * MSS));
    now += 41;
    if (_i == 0)
        IS(see(data(6 * MSS, MSS)), RETRANSMISSION);
    else
        IS(see(data(6 * MSS, MSS)), NONE);
}
END_TEST

/* Of a tail that is sent again one more is lost; or all behind it is new. */
START_TEST(a_hole_in_a_tail_sent_again)
{
    at_receiver(true, true);
    for (unsigned i = 0; i < 4; i++)
        see(data(i * MSS, MSS));
    for (unsigned i = 4; i < 4 + (_i == 0 ? 3 : 2); i++)
        (void)data(i * MSS, MSS);
    now += 280;
    IS(see(data(4 * MSS, MSS)), RETRANSMISSION);
    see(ack(5 * MSS));
    (void)data(5 * MSS, MSS);
    now += 41;
    if (_i == 0)
        IS(see(data(6 * MSS, MSS)), RETRANSMISSION);
    else
        IS(see(data(6 * MSS, MSS)), GAP);
}
END_TEST

/* The last was sent as late as an answer to what came by allows. */
START_TEST(the_timer_of_a_tail_starts_a_round_trip_late)
{
    with_stamps = with_ids = true;
    open_connection(0.1, 300);
    for (unsigned i = 0; i < 4; i++)
        see(data(i * MSS, MSS));
    (void)data(4 * MSS, MSS);
    now += _i == 0 ? 1120 : 1600;
    if (_i == 0)
        IS(see(data(4 * MSS, MSS)), RETRANSMISSION);
    else
        IS(see(data(4 * MSS, MSS)), NONE);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("diagnose");
    TCase *t = tcase_create("rules");
    tcase_add_checked_fixture(t, setup, close_table);
    tcase_add_loop_test(t, normal_segments_get_nothing, 0, 4);
    tcase_add_loop_test(t, older_time_stamp_shows_reordering, 0, 2);
    tcase_add_loop_test(t, overtaken_by_no_byte_is_not_reordered, 0, 3);
    tcase_add_loop_test(t, newer_time_stamp_shows_a_loss_before, 0, 2);
    tcase_add_loop_test(t, ids_tell_the_order_of_equal_time_stamps, 0, 2);
    tcase_add_test(t, random_ids_tell_nothing);
    tcase_add_test(t, nothing_told_the_sender);
    tcase_add_test(t, the_sender_was_told_in_time);
    tcase_add_loop_test(t, same_id_and_time_stamp_show_a_copy, 0, 2);
    tcase_add_test(t, another_id_is_no_copy);
    tcase_add_test(t, other_numbers_are_no_copy);
    tcase_add_loop_test(t, one_id_may_be_all_there_is, 0, 2);
    tcase_add_test(t, another_way_shows_capturing_twice);
    tcase_add_loop_test(t, without_ids_no_time_to_resend_shows_a_copy, 0, 2);
    tcase_add_test(t, at_the_sender_nothing_is_reordered);
    tcase_add_test(t, seen_before_is_lost_after);
    tcase_add_test(t, acked_before_is_unnecessary);
    tcase_add_test(t, dsack_revises);
    tcase_add_test(t, acknowledged_but_never_seen_is_no_loss);
    tcase_add_test(t, silence_shows_the_timer);
    tcase_add_test(t, the_last_alone_is_a_tail_probe);
    tcase_add_test(t, syn_timer);
    tcase_add_test(t, missing_ids_show_a_lost_tail);
    tcase_add_test(t, a_pause_is_no_lost_tail);
    tcase_add_loop_test(t, offloaded_segments_count_ids_without_options, 0, 2);
    tcase_add_test(t, probes_are_no_retransmissions);
    tcase_add_test(t, overtaken_by_its_own_retransmission);
    tcase_add_test(t, seen_at_the_receiver_is_unnecessary);
    tcase_add_loop_test(t, offloaded_repairs_count_as_many, 0, 2);
    tcase_add_loop_test(t, a_missing_repair_is_no_lost_tail, 0, 2);
    tcase_add_loop_test(t, an_unheard_window_is_probed, 0, 2);
    tcase_add_loop_test(t, only_a_timers_silence_shows_a_lost_tail, 0, 3);
    tcase_add_loop_test(t, without_sack_no_probe_shows_a_lost_tail, 0, 3);
    tcase_add_loop_test(t, a_first_request_may_be_lost, 0, 3);
    tcase_add_loop_test(t, late_ones_are_not_missing, 0, 2);
    tcase_add_loop_test(t, at_once_is_captured_twice, 0, 2);
    tcase_add_loop_test(t, the_answer_to_a_keep_alive_misses_nothing, 0, 2);
    tcase_add_loop_test(t, forgotten_bytes_may_be_sent_again, 0, 2);
    tcase_add_loop_test(t, a_copy_of_forgotten_bytes, 0, 3);
    tcase_add_loop_test(t, another_syn_gets_another_answer, 0, 2);
    tcase_add_loop_test(t, long_after_the_timer_no_probe, 0, 2);
    tcase_add_loop_test(t, signs_outlive_a_partial_acknowledgement, 0, 2);
    tcase_add_loop_test(t, a_reset_of_its_own_is_no_answer, 0, 2);
    tcase_add_loop_test(t, sacked_before_is_unnecessary, 0, 2);
    tcase_add_loop_test(t, a_sack_is_no_dsack, 0, 2);
    tcase_add_loop_test(t, sacked_bytes_above_make_it_fast, 0, 2);
    tcase_add_loop_test(t, a_timer_begins_with_the_first, 0, 2);
    tcase_add_loop_test(t, what_is_missing_behind_new_data_was_new, 0, 2);
    tcase_add_loop_test(t, a_young_tail_is_not_sent_again, 0, 2);
    tcase_add_loop_test(t, resets_teach_nothing_of_ids, 0, 2);
    tcase_add_loop_test(t, a_lost_tail_fits_the_window, 0, 2);
    tcase_add_loop_test(t, only_small_windows_are_probed, 0, 3);
    tcase_add_loop_test(t, long_silence_has_room_for_a_lost_repair, 0, 2);
    tcase_add_loop_test(t, first_repairs_may_be_what_is_missing, 0, 2);
    tcase_add_test(t, silence_may_last_for_70_years);
    tcase_add_loop_test(t, a_probe_may_be_what_is_missing, 0, 2);
    tcase_add_loop_test(t, between_repairs_new_data_may_be_lost, 0, 2);
    tcase_add_loop_test(t, a_hole_in_a_tail_sent_again, 0, 2);
    tcase_add_loop_test(t, the_timer_of_a_tail_starts_a_round_trip_late, 0, 2);
    tcase_add_test(t, numbers_wrap);
    tcase_add_test(t, shares_sum_to_the_duration);
    tcase_add_test(t, round_trips_leave_out_what_was_resent);
    tcase_add_test(t, used_ends_are_told_of);
    tcase_add_test(t, memory_of_ranges_is_bounded);
    suite_add_tcase(s, t);
    return s;
}
