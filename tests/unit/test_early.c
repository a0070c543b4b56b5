/*
 * test_early.c - the first segments of a connection: which are kept as they
 * came, and that nobody sees a difference.
 */
#include "count.h"
#include "diagnose_scene.h"
#include "early.h"
#include "examine.h"
#include "history_parts.h"

/* The same connection once more, judged from its first segment on. */
static struct flow_table *other_flows;
static struct history_table *judged;

/* As many connections as have a history at once. */
static void fill(struct flow_table *in)
{
    for (unsigned i = 0; i < HISTORY_FIRST; i++)
        (void)flow_of_ends(in, true, (struct flow_end){addr_a, (uint16_t)i},
                           (struct flow_end){addr_b, 79});
}

static void open_both(void)
{
    with_stamps = with_ids = true;
    stamps[A] = 1000;
    stamps[B] = 77000;
    ids[A] = 100;
    ids[B] = 40000;
    frame = 0;
    now = 0;
    open_table();
    history_table_keep_early(table, diagnose, examine_short);
    fill(flows);
    other_flows = flow_table_new(0, 0);
    judged = history_table_new(other_flows);
    ck_assert_ptr_nonnull(judged);
}

static void close_both(void)
{
    history_table_free(judged);
    flow_table_free(other_flows);
    close_table();
}

static struct flow flow_in(struct flow_table *in, const struct sent *s)
{
    return flow_of_ends(in, s->seg.ip4,
                        (struct flow_end){s->seg.src, s->seg.sport},
                        (struct flow_end){s->seg.dst, s->seg.dport});
}

static void judge_in(struct history_table *in, const struct sent *s,
                     struct flow flow, struct finding *out)
{
    struct history_step step;

    ck_assert(history_open(in, &s->seg, flow, &step));
    diagnose(&s->seg, &s->way, &step, out);
    history_advance(in, &s->seg, &s->way, &step, out);
}

static void sides_are_the_same(const struct tl_sender_sum *a,
                               const struct tl_sender_sum *b)
{
    ck_assert_mem_eq(a->share, b->share, sizeof(a->share));
    ck_assert_uint_eq(a->bytes, b->bytes);
    ck_assert_uint_eq(a->unseen, b->unseen);
    ck_assert_uint_eq(a->segments, b->segments);
    ck_assert_uint_eq(a->retransmissions, b->retransmissions);
    ck_assert_uint_eq(a->duplicates, b->duplicates);
    ck_assert_uint_eq(a->least_window, b->least_window);
    ck_assert_uint_eq(a->least_window_frame, b->least_window_frame);
    ck_assert_uint_eq(a->rtts, b->rtts);
    ck_assert_uint_eq(a->rtt_95, b->rtt_95);
}

static void sums_are_the_same(void)
{
    struct tl_connection_sum a, b;
    struct history_glance x, y;

    ck_assert(history_table_sum(table, HISTORY_FIRST, 0, &a));
    ck_assert(history_table_sum(judged, 0, 0, &b));
    sides_are_the_same(&a.side[0], &b.side[0]);
    sides_are_the_same(&a.side[1], &b.side[1]);
    ck_assert_uint_eq(a.number, b.number);
    ck_assert_int_eq(a.last_time, b.last_time);
    ck_assert_int_eq(a.established, b.established);
    ck_assert(history_table_glance(table, HISTORY_FIRST, &x));
    ck_assert(history_table_glance(judged, 0, &y));
    ck_assert_int_eq(x.first_time, y.first_time);
    ck_assert_int_eq(x.waited, y.waited);
    ck_assert_int_eq(x.lost, y.lost);
    ck_assert_uint_eq(x.bytes, y.bytes);
}

/* Whether it was kept; nobody may see whether. */
static bool is_kept(struct sent s)
{
    struct finding whole, late = {0};

    s.seg.time = (int64_t)(now * 1e6 + 0.5) + INT64_C(1000000000);
    s.seg.frame = ++frame;
    s.way.numbers = transit_numbers(&s.seg);
    judge_in(judged, &s, flow_in(other_flows, &s), &whole);
    const struct flow flow = flow_in(flows, &s);
    const bool kept = history_keep_early(table, &s.seg, &s.way, flow);
    if (!kept)
        judge_in(table, &s, flow, &late);
    ck_assert_mem_eq(&late.d, &whole.d, sizeof(late.d));
    sums_are_the_same();
    now += 7;
    return kept;
}

static void shake_hands(void)
{
    open_both();
    ck_assert(is_kept(make(A, CLIENT_ISN, 0, TL_SYN, 0)));
    ck_assert(is_kept(make(B, SERVER_ISN, 0, TL_SYN | TL_ACK, CLIENT_ISN + 1)));
    ck_assert(is_kept(make(A, CLIENT_ISN + 1, 0, TL_ACK, SERVER_ISN + 1)));
}

START_TEST(a_handshake_and_a_question_are_kept)
{
    told_mss = 1460;
    shake_hands();
    ck_assert(is_kept(data(0, 500)));
    ck_assert(is_kept(ack(500)));
    ck_assert(is_kept(make(B, SERVER_ISN + 1, MSS, DATA, CLIENT_ISN + 501)));
    close_both();
}
END_TEST

/* A block has room for twelve at most: of what kind they are, matters. */
START_TEST(what_there_is_no_room_for_is_judged)
{
    unsigned n = 3, sent = 0;

    shake_hands();
    while (is_kept(n % 2 == 0 ? ack(sent) : data(sent, MSS))) {
        sent += n % 2 == 0 ? 0 : MSS;
        n++;
    }
    ck_assert_uint_gt(n, 2 * EARLY_BLOCKS);
    ck_assert_uint_lt(n, 12 * EARLY_BLOCKS);
    ck_assert(!is_kept(n % 2 == 0 ? ack(sent + MSS) : ack(sent)));
    close_both();
}
END_TEST

/* Both sides' FIN, and the last acknowledgement. */
START_TEST(an_orderly_end_is_kept)
{
    shake_hands();
    ck_assert(is_kept(data(0, 500)));
    ck_assert(
        is_kept(make(B, SERVER_ISN + 1, 0, TL_ACK | TL_FIN, CLIENT_ISN + 501)));
    ck_assert(
        is_kept(make(A, CLIENT_ISN + 501, 7, TL_ACK | TL_FIN, SERVER_ISN + 2)));
    ck_assert(is_kept(make(B, SERVER_ISN + 2, 0, TL_ACK, CLIENT_ISN + 509)));
    close_both();
}
END_TEST

START_TEST(data_behind_the_end_are_judged)
{
    shake_hands();
    ck_assert(
        is_kept(make(A, CLIENT_ISN + 1, 0, TL_ACK | TL_FIN, SERVER_ISN + 1)));
    ck_assert(!is_kept(make(A, CLIENT_ISN + 2, MSS, TL_ACK, SERVER_ISN + 1)));
    close_both();
}
END_TEST

/* With an acknowledgement and without, and closed windows, as hosts do. */
START_TEST(a_reset_is_kept_and_nothing_behind_it)
{
    struct sent s =
        _i == 0 ? make(A, CLIENT_ISN + 1, 0, TL_RST, 0)
                : make(A, CLIENT_ISN + 1, 0, TL_RST | TL_ACK, SERVER_ISN + 1);

    shake_hands();
    s.seg.window = 0;
    ck_assert(is_kept(s));
    ck_assert(!is_kept(make(B, SERVER_ISN + 1, 0, TL_ACK, CLIENT_ISN + 1)));
    close_both();
}
END_TEST

START_TEST(a_refusal_is_kept_and_nothing_behind_it)
{
    struct sent s = make(B, 0, 0, TL_RST | TL_ACK, CLIENT_ISN + 1);

    open_both();
    ck_assert(is_kept(make(A, CLIENT_ISN, 0, TL_SYN, 0)));
    s.seg.window = 0;
    ck_assert(is_kept(s));
    ck_assert(!is_kept(make(A, CLIENT_ISN, 0, TL_SYN, 0)));
    close_both();
}
END_TEST

/* As many as a block has no room for, and what stamps and echoes may be. */
START_TEST(all_stamps_are_told_again)
{
    static const uint32_t stamps_of[] = {
        0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 255, 256, 65536};

    shake_hands();
    for (size_t i = 0; i < COUNT_OF(stamps_of); i++) {
        struct sent s = ack(0);
        s.way.ts = stamps_of[i];
        s.way.echo = stamps_of[COUNT_OF(stamps_of) - 1 - i];
        s.way.has_ts = i % 3 != 0;
        s.way.checksum = (uint16_t)i;
        if (!is_kept(s))
            break;
    }
    close_both();
}
END_TEST

/* Of a connection whose beginning the capture has not. */
START_TEST(a_later_segment_begins_nothing)
{
    open_both();
    ck_assert(!is_kept(data(0, MSS)));
    ck_assert(!is_kept(ack(MSS)));
    close_both();
}
END_TEST

/* Odd after a handshake: each would have been said something of. */
static struct sent odd(int i)
{
    struct sent s = data(0, MSS);

    switch (i) {
    case 0: /* a gap */
        return data(MSS, MSS);
    case 1: /* the SYN again */
        return make(A, CLIENT_ISN, 0, TL_SYN, 0);
    case 2: /* other ends' first SYN */
        return make(A, CLIENT_ISN + 70000, 0, TL_SYN, 0);
    case 3: /* acknowledges what was not seen */
        return ack(MSS);
    case 4: /* a keep-alive */
        return make(A, CLIENT_ISN, 0, TL_ACK, SERVER_ISN + 1);
    case 5: /* names later bytes */
        return sack(0, MSS, 2 * MSS);
    case 6: /* closes its window */
        s.seg.window = 0;
        return s;
    case 7: /* captured elsewhere */
        s.way.way.ttl = 9;
        return s;
    case 8: /* packets before it are missing */
        s.way.id = (uint16_t)(s.way.id + 3);
        return s;
    case 9: /* a FIN with a gap before it */
        return make(A, CLIENT_ISN + 2, 0, TL_ACK | TL_FIN, SERVER_ISN + 1);
    case 10: /* a RST that may be anybody's */
        return make(A, CLIENT_ISN + 700, 0, TL_RST, 0);
    case 11: /* longer than known */
        s.seg.len_known = false;
        return s;
    case 12: /* the same, of a FIN */
        s = make(A, CLIENT_ISN + 1, 0, TL_ACK | TL_FIN, SERVER_ISN + 1);
        s.way.id = (uint16_t)(s.way.id + 3);
        return s;
    default: /* quoted by an ICMP error */
        s.way.quoted = true;
        return s;
    }
}

enum { ODDITIES = 14 };

START_TEST(what_is_odd_is_judged)
{
    shake_hands();
    ck_assert(!is_kept(odd(_i)));
    ck_assert(!is_kept(data(0, MSS)));
    close_both();
}
END_TEST

/* Each id is one more, until one is missing. */
START_TEST(a_gap_in_ids_behind_several_is_judged)
{
    shake_hands();
    for (unsigned at = 0; at < 3 * MSS; at += MSS) {
        ck_assert(is_kept(data(at, MSS)));
        ck_assert(is_kept(ack(at + MSS)));
    }
    ids[A]++;
    ck_assert(!is_kept(data(3 * MSS, MSS)));
    close_both();
}
END_TEST

/* A host that counts all its packets, most of which go elsewhere. */
START_TEST(gaps_in_ids_that_others_share_are_kept)
{
    open_both();
    ck_assert(is_kept(make(A, CLIENT_ISN, 0, TL_SYN, 0)));
    ck_assert(is_kept(make(B, SERVER_ISN, 0, TL_SYN | TL_ACK, CLIENT_ISN + 1)));
    ids[A] += 4;
    ck_assert(is_kept(make(A, CLIENT_ISN + 1, 0, TL_ACK, SERVER_ISN + 1)));
    ids[A] += 6;
    ck_assert(is_kept(data(0, MSS)));
    ck_assert(is_kept(ack(MSS)));
    ids[A] += 3;
    ck_assert(is_kept(data(MSS, MSS)));
    close_both();
}
END_TEST

/* The bridge's other port has shown it a moment ago. */
START_TEST(a_copy_is_judged)
{
    struct sent s;

    shake_hands();
    s = ack(0);
    ck_assert(is_kept(s));
    now -= 6.9;
    s.way.way.ttl = 9;
    ck_assert(!is_kept(s));
    close_both();
}
END_TEST

/* In nanoseconds four seconds have room, in microseconds an hour. */
START_TEST(what_comes_hours_later_is_judged)
{
    shake_hands();
    now += 3e6;
    ck_assert(is_kept(data(0, MSS)));
    now += 3e6;
    ck_assert(!is_kept(ack(MSS)));
    close_both();
    open_both();
    now = 0.000001;
    ck_assert(is_kept(make(A, CLIENT_ISN, 0, TL_SYN, 0)));
    now += 5000;
    ck_assert(
        !is_kept(make(B, SERVER_ISN, 0, TL_SYN | TL_ACK, CLIENT_ISN + 1)));
    close_both();
}
END_TEST

/* Given up early, it is told of like any other. */
static void keep_sum(void *ctx, const struct tl_connection_sum *sum)
{
    *(struct tl_connection_sum *)ctx = *sum;
}

START_TEST(one_given_up_is_told_of)
{
    struct tl_connection_sum sum = {0};

    shake_hands();
    history_table_on_forget(table, keep_sum, &sum);
    ck_assert(!is_kept(odd(2)));
    ck_assert_uint_eq(sum.side[0].segments, 2);
    ck_assert_uint_eq(sum.side[1].segments, 1);
    ck_assert(sum.established);
    close_both();
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("early");
    TCase *tc = tcase_create("rules");

    tcase_add_checked_fixture(tc, setup, NULL);
    tcase_add_test(tc, a_handshake_and_a_question_are_kept);
    tcase_add_test(tc, what_there_is_no_room_for_is_judged);
    tcase_add_test(tc, an_orderly_end_is_kept);
    tcase_add_test(tc, data_behind_the_end_are_judged);
    tcase_add_loop_test(tc, a_reset_is_kept_and_nothing_behind_it, 0, 2);
    tcase_add_test(tc, a_refusal_is_kept_and_nothing_behind_it);
    tcase_add_test(tc, all_stamps_are_told_again);
    tcase_add_test(tc, a_later_segment_begins_nothing);
    tcase_add_loop_test(tc, what_is_odd_is_judged, 0, ODDITIES);
    tcase_add_test(tc, a_gap_in_ids_behind_several_is_judged);
    tcase_add_test(tc, gaps_in_ids_that_others_share_are_kept);
    tcase_add_test(tc, a_copy_is_judged);
    tcase_add_test(tc, what_comes_hours_later_is_judged);
    tcase_add_test(tc, one_given_up_is_told_of);
    suite_add_tcase(s, tc);
    return s;
}
