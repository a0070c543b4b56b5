/*
 * test_examine.c - a packet's way through the diagnosis, and what there is to
 * say of connections: also of those that are over, those that lost most time
 * first.
 */
#include <pcap/dlt.h>
#include <stdio.h>
#include <string.h>

#include "decode.h"
#include "flow_table.h"
#include "hex_bytes.h"
#include "hex_packet.h"
#include "judge.h"
#include "unit_main.h"

enum { CLIENT, SERVER };
enum { DATA = TL_ACK | TL_PSH };

static struct flow_table *flows;
static struct judge judge;
static struct record rec;
static struct tl_packet pkt;
static uint64_t number;
static int64_t clock_ms;
static unsigned port;
static bool looked_up; /* its connection, for the line */

static void begin(const struct judge_wants *wants)
{
    flows = flow_table_new(0, 0);
    ck_assert_ptr_nonnull(flows);
    ck_assert(judge_init(&judge, wants, flows));
    number = 0;
    clock_ms = 0;
    port = 0x0401;
    looked_up = false;
}

static void setup(void)
{
    begin(&(struct judge_wants){
        .diagnosis = true, .connections = true, .tls = true});
}

static void teardown(void)
{
    judge_free(&judge);
    flow_table_free(flows);
}

static void judge_hex_at(const char *hex, struct tl_stamp time)
{
    hex_packet(&pkt, DLT_RAW, hex, ++number, time);
    rec = (struct record){.pkt = &pkt};
    if (looked_up)
        rec.step.flow = flow_of_packet(flows, &pkt);
    judge_record(&judge, &rec);
}

/* A segment at the clock's time, with an id of its own. */
static void see(int from, uint32_t seq, uint32_t ack, unsigned flags,
                const char *payload)
{
    char hex[1200];
    uint8_t bytes[512];
    const unsigned len = (unsigned)hex_bytes(payload, bytes);
    static const char *const hosts[] = {"c0000201 c6336402",
                                        "c6336402 c0000201"};

    snprintf(hex, sizeof(hex),
             "4500 %04x %04x 0000 4006 0000 %s %04x %04x %08x %08x 50%02x "
             "0200 0000 0000 %s",
             40 + len, (unsigned)(number + 1) & 0xffffU, hosts[from],
             from == CLIENT ? port : 80U, from == CLIENT ? 80U : port, seq, ack,
             flags, payload);
    judge_hex_at(hex, tl_stamp(1700000000 + clock_ms / 1000,
                               clock_ms % 1000 * INT64_C(1000000)));
}

/* 10 ms to the server. */
static void open_connection(uint32_t isn)
{
    see(CLIENT, isn, 0, TL_SYN, "");
    clock_ms += 10;
    see(SERVER, 5000, isn + 1, TL_SYN | TL_ACK, "");
    see(CLIENT, isn + 1, 5001, TL_ACK, "");
}

static struct tl_connection_sum sums[16];
static unsigned n_sums;

static void take(void *ctx, const struct tl_connection_sum *sum)
{
    (void)ctx;
    if (n_sums < 16)
        sums[n_sums] = *sum;
    n_sums++;
}

static void take_all(void)
{
    n_sums = 0;
    examiner_each(&judge.examiner, take, NULL);
}

START_TEST(a_repair_is_diagnosed)
{
    open_connection(1000);
    see(CLIENT, 1001, 5001, DATA, "61626364");
    ck_assert_int_eq(rec.diagnosis->event, TL_EVENT_NONE);
    clock_ms += 300;
    see(CLIENT, 1001, 5001, DATA, "61626364");
    ck_assert_int_eq(rec.diagnosis->event, TL_EVENT_RETRANSMISSION);
    ck_assert_uint_eq(rec.diagnosis->of, 4);
}
END_TEST

START_TEST(not_asked_nothing_is_said)
{
    teardown();
    begin(&(struct judge_wants){.verdicts = true});
    see(CLIENT, 1001, 5001, DATA, "61626364");
    ck_assert_ptr_nonnull(rec.judged);
    ck_assert_ptr_null(rec.diagnosis);
    ck_assert_ptr_null(rec.explanation);
    ck_assert_uint_eq(examiner_report(&judge.examiner).connections, 0);
}
END_TEST

START_TEST(a_report_begins_with_what_was_missed)
{
    see(CLIENT, 1001, 5001, DATA, "61626364");
    clock_ms += 10;
    see(SERVER, 5001, 1105, TL_ACK, "");
    port++;
    see(CLIENT, 1001, 5001, DATA, "61626364");
    const struct tl_report report = examiner_report(&judge.examiner);
    ck_assert_uint_eq(report.connections, 2);
    ck_assert_uint_eq(report.incomplete, 1);
    ck_assert_uint_eq(report.unseen, 100);
    ck_assert_int_eq(report.began, INT64_C(1700000000) * 1000000000);
}
END_TEST

/* The second lost time, the third was never answered, the first is large. */
START_TEST(who_lost_most_comes_first)
{
    open_connection(1000);
    see(CLIENT, 1001, 5001, DATA, "6162636465666768");
    port = 0x0402;
    open_connection(1000);
    see(CLIENT, 1001, 5001, DATA, "61626364");
    clock_ms += 300;
    see(CLIENT, 1001, 5001, DATA, "61626364");
    clock_ms += 10;
    see(SERVER, 5001, 1005, TL_ACK, "");
    port = 0x0403;
    see(CLIENT, 1000, 0, TL_SYN, "");
    clock_ms += 1000;
    see(CLIENT, 1000, 0, TL_SYN, "");
    take_all();
    ck_assert_uint_eq(n_sums, 3);
    ck_assert_uint_eq(sums[0].port[0], 0x0403);
    ck_assert_uint_eq(sums[1].port[0], 0x0402);
    ck_assert_uint_eq(sums[2].port[0], 0x0401);
    ck_assert_int_eq(tl_ending_of(&sums[0]), TL_ENDING_UNANSWERED);
    ck_assert_int_eq(sums[1].place, TL_PLACE_SENDER);
}
END_TEST

START_TEST(used_ends_are_kept_to_be_told_of)
{
    open_connection(1000);
    see(CLIENT, 1001, 5001, DATA, "61626364");
    open_connection(900000);
    take_all();
    ck_assert_uint_eq(n_sums, 2);
    ck_assert_uint_eq(sums[0].side[0].bytes + sums[1].side[0].bytes, 4);
    ck_assert_uint_eq(examiner_report(&judge.examiner).connections, 2);
}
END_TEST

/* More than are kept: each is told of at once, or nobody wants it. */
START_TEST(what_has_no_room_is_told_of_at_once)
{
    n_sums = 0;
    if (_i == 0)
        examiner_on_overflow(&judge.examiner, take, NULL);
    for (uint32_t i = 0; i < EXAMINER_OVER + 3; i++)
        see(CLIENT, 1000 + i * 100000, 0, TL_SYN, "");
    ck_assert_uint_eq(n_sums, _i == 0 ? 2 : 0);
    ck_assert_uint_eq(examiner_report(&judge.examiner).connections,
                      EXAMINER_OVER + 1);
}
END_TEST

/* A ClientHello that asks for a.test. */
static const char hello[] =
    "160301 003e 010000 3a 0303 "
    "0000000000000000000000000000000000000000000000000000000000000000 "
    "00 0002 1301 01 00 000f 0000 000b 0009 00 0006 612e74657374";

START_TEST(a_name_stays_with_its_connection)
{
    open_connection(1000);
    see(CLIENT, 1001, 5001, DATA, hello);
    ck_assert_ptr_nonnull(rec.tls);
    if (!rec.tls->client_hello || rec.tls->sni.p == NULL)
        ck_abort_msg("no name in the hello");
    /* The first one counts: after 67 bytes somebody asks for b.test. */
    char other[sizeof(hello)];
    memcpy(other, hello, sizeof(hello));
    strstr(other, "612e7465")[1] = '2';
    see(CLIENT, 1068, 5001, DATA, other);
    ck_assert_ptr_nonnull(rec.tls);
    ck_assert_mem_eq(rec.tls->sni.p, "b.test", 6);
    take_all();
    ck_assert_str_eq(sums[0].server_name, "a.test");
    /* Over, it keeps it; and it is freed with the rest. */
    open_connection(900000);
    take_all();
    ck_assert_uint_eq(n_sums, 2);
    const char *name =
        sums[0].server_name != NULL ? sums[0].server_name : sums[1].server_name;
    ck_assert_str_eq(name, "a.test");
}
END_TEST

/* Clocks may jump, but not for ever. */
START_TEST(times_too_far_apart_are_not_believed)
{
    static const char syn[] =
        "4500 0028 0001 0000 4006 0000 c0000201 c6336402 0401 0050 000003e8 "
        "00000000 5002 0200 0000 0000";

    judge_hex_at(syn, tl_stamp(0, 0));
    for (int i = 0; i < 6; i++)
        judge_hex_at(syn, tl_stamp(i % 2 ? 0 : INT64_C(1) << 31, 0));
    ck_assert_uint_gt(judge_losses(&judge).times, 0);
    ck_assert_uint_eq(judge_losses(&judge).connections, 0);
}
END_TEST

START_TEST(explanations_know_the_ends)
{
    teardown();
    begin(&(struct judge_wants){
        .verdicts = true, .explanation = true, .tls = true});
    open_connection(1000);
    ck_assert_ptr_nonnull(rec.explanation);
    /* One record to the end; then one that another follows. */
    see(CLIENT, 1001, 5001, DATA, "1503030002 0100");
    ck_assert_ptr_nonnull(rec.explanation);
    see(CLIENT, 1008, 5001, DATA, "1503030002 0100 1703030010 0000");
    ck_assert_ptr_nonnull(rec.explanation);
    ck_assert_ptr_null(rec.diagnosis);
    /* Of a fragment only the diagnosis is known. */
    judge_hex_at("4500 0024 0007 2000 4006 0000 c0000201 c6336402 0401 0050 "
                 "000003e8 000007d0 5018 0200",
                 tl_stamp(1700000001, 0));
    ck_assert_ptr_null(rec.explanation);
}
END_TEST

/* A table of its own gives up first what nobody answered. */
START_TEST(connections_may_be_remembered_apart)
{
    teardown();
    begin(&(struct judge_wants){
        .verdicts = true, .diagnosis = true, .connections = true, .apart = 4});
    for (port = 0x0401; port < 0x0410; port++)
        see(CLIENT, 1000, 0, TL_SYN, "");
    ck_assert_uint_eq(flow_table_count(flows), 0);
    ck_assert_uint_le(flow_table_count(judge.own), 4);
    take_all();
    ck_assert_uint_eq(n_sums, 15);
}
END_TEST

/* What is looked up or announced before is the same connection. */
START_TEST(connections_may_be_known_before)
{
    teardown();
    begin(&(struct judge_wants){.verdicts = true,
                                .diagnosis = true,
                                .connections = true,
                                .apart = _i == 1 ? 4 : 0});
    looked_up = _i == 0;
    open_connection(1000);
    const struct flow soon = judge.flow;
    judge_expect(&judge, &soon, 1);
    see(CLIENT, 1001, 5001, DATA, "61626364");
    clock_ms += 300;
    judge_expect(&judge, &soon, 1);
    see(CLIENT, 1001, 5001, DATA, "61626364");
    ck_assert_int_eq(rec.diagnosis->event, TL_EVENT_RETRANSMISSION);
    ck_assert_uint_eq(rec.judged->verdict.flags, TL_V_RETRANSMISSION);
    ck_assert_uint_eq(judge_losses(&judge).segments, 0);
    take_all();
    ck_assert_uint_eq(n_sums, 1);
}
END_TEST

/* Of a first fragment the line has a connection, the diagnosis nothing yet. */
START_TEST(without_a_segment_nothing_is_known)
{
    looked_up = true;
    judge_hex_at("4500 0024 0007 2000 4006 0000 c0000201 c6336402 0401 0050 "
                 "000003e8 000007d0 5018 0200",
                 tl_stamp(1700000001, 0));
    ck_assert_uint_eq(flow_table_count(flows), 1);
    ck_assert_ptr_null(rec.diagnosis);
    take_all();
    ck_assert_uint_eq(n_sums, 0);
    ck_assert_uint_eq(examiner_report(&judge.examiner).connections, 0);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("examine");
    TCase *t = tcase_create("connections");

    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, a_repair_is_diagnosed);
    tcase_add_test(t, not_asked_nothing_is_said);
    tcase_add_test(t, a_report_begins_with_what_was_missed);
    tcase_add_test(t, who_lost_most_comes_first);
    tcase_add_test(t, used_ends_are_kept_to_be_told_of);
    tcase_add_loop_test(t, what_has_no_room_is_told_of_at_once, 0, 2);
    tcase_add_test(t, a_name_stays_with_its_connection);
    tcase_add_test(t, times_too_far_apart_are_not_believed);
    tcase_add_test(t, explanations_know_the_ends);
    tcase_add_test(t, connections_may_be_remembered_apart);
    tcase_add_loop_test(t, connections_may_be_known_before, 0, 3);
    tcase_add_test(t, without_a_segment_nothing_is_known);
    suite_add_tcase(s, t);
    return s;
}
