/*
 * test_rules.c - each verdict: a conversation whose last segment gets it, and
 * one, but little different, whose last does not.
 *
 * What is right here is what tshark 4.0.17 says of the same segments.
 */
#include <string.h>

#include "analyse.h"
#include "flow_table.h"
#include "tcpline/stamp.h"
#include "unit_main.h"

enum { LONGEST = 10, CLIENT = 0, SERVER = 1 };

/* One segment; a story ends at the first without flags. */
struct act {
    unsigned who;
    const char *flags;
    uint32_t seq, ack, len;
    uint16_t window;
    unsigned ms; /* since the segment before */
};

struct story {
    const char *what;
    struct act acts[LONGEST];
    uint16_t want; /* of the last segment */
};

/* clang-format off */
#define OPENED                                                                 \
    {CLIENT, "S", 100, 0, 0, 1000, 0},                                         \
    {SERVER, "S.", 500, 101, 0, 1000, 10},                                     \
    {CLIENT, ".", 101, 501, 0, 1000, 10}
/* clang-format on */
#define SENT(seq, len, ms)                                                     \
    {                                                                          \
        CLIENT, "P.", seq, 501, len, 1000, ms                                  \
    }
#define ACKED(ack, ms)                                                         \
    {                                                                          \
        SERVER, ".", 501, ack, 0, 1000, ms                                     \
    }

static const struct story stories[] = {
    {"a segment again after a while",
     {OPENED, SENT(101, 50, 5), SENT(101, 50, 300)},
     TL_V_RETRANSMISSION},
    {"the next segment", {OPENED, SENT(101, 50, 5), SENT(151, 50, 300)}, 0},
    {"a segment again that was acknowledged",
     {OPENED, SENT(101, 50, 5), ACKED(151, 5), SENT(101, 50, 300)},
     TL_V_RETRANSMISSION | TL_V_SPURIOUS_RETRANSMISSION},
    {"a segment again of which the end was not acknowledged",
     {OPENED, SENT(101, 50, 5), ACKED(121, 5), SENT(101, 50, 300)},
     TL_V_RETRANSMISSION},
    {"what two duplicate ACKs ask for, at once",
     {OPENED, SENT(101, 50, 5), SENT(151, 50, 1), SENT(201, 50, 1),
      ACKED(101, 50), ACKED(101, 1), ACKED(101, 1), SENT(101, 50, 5)},
     TL_V_RETRANSMISSION | TL_V_FAST_RETRANSMISSION},
    {"the same 100 milliseconds later",
     {OPENED, SENT(101, 50, 5), SENT(151, 50, 1), SENT(201, 50, 1),
      ACKED(101, 50), ACKED(101, 1), ACKED(101, 1), SENT(101, 50, 100)},
     TL_V_RETRANSMISSION},
    {"what fills a gap within a round trip",
     {OPENED, SENT(151, 50, 5), SENT(101, 50, 2)},
     TL_V_OUT_OF_ORDER},
    {"what fills a gap later",
     {OPENED, SENT(151, 50, 5), SENT(101, 50, 30)},
     TL_V_RETRANSMISSION},
    {"a segment behind a gap",
     {OPENED, SENT(101, 50, 5), SENT(200, 50, 5)},
     TL_V_LOST_SEGMENT},
    {"a reset behind a gap",
     {OPENED, SENT(101, 50, 5), {CLIENT, "R", 200, 0, 0, 0, 5}},
     0},
    {"what was never sent is acknowledged",
     {OPENED, SENT(101, 50, 5), ACKED(251, 5)},
     TL_V_ACK_LOST_SEGMENT},
    {"all that was sent is acknowledged",
     {OPENED, SENT(101, 50, 5), ACKED(151, 5)},
     0},
    {"the same acknowledgement again",
     {OPENED, SENT(101, 50, 5), ACKED(101, 5), ACKED(101, 5)},
     TL_V_DUPLICATE_ACK},
    {"the same acknowledgement with another window",
     {OPENED,
      SENT(101, 50, 5),
      ACKED(151, 5),
      {SERVER, ".", 501, 151, 0, 900, 5}},
     TL_V_WINDOW_UPDATE},
    {"another acknowledgement with another window",
     {OPENED, SENT(101, 50, 5), {SERVER, ".", 501, 151, 0, 900, 5}},
     0},
    {"a closed window",
     {OPENED, SENT(101, 50, 5), {SERVER, ".", 501, 151, 0, 0, 5}},
     TL_V_ZERO_WINDOW},
    {"a reset with a closed window",
     {OPENED, SENT(101, 50, 5), {SERVER, "R.", 501, 151, 0, 0, 5}},
     0},
    {"one byte into a closed window",
     {OPENED,
      SENT(101, 50, 5),
      {SERVER, ".", 501, 151, 0, 0, 5},
      SENT(151, 1, 500)},
     TL_V_ZERO_WINDOW_PROBE},
    {"two bytes into a closed window",
     {OPENED,
      SENT(101, 50, 5),
      {SERVER, ".", 501, 151, 0, 0, 5},
      SENT(151, 2, 500)},
     0},
    {"the answer to a probe",
     {OPENED,
      SENT(101, 50, 5),
      {SERVER, ".", 501, 151, 0, 0, 5},
      SENT(151, 1, 500),
      {SERVER, ".", 501, 151, 0, 0, 5}},
     TL_V_ZERO_WINDOW | TL_V_ZERO_WINDOW_PROBE_ACK},
    {"a closed window again without a probe",
     {OPENED,
      SENT(101, 50, 5),
      {SERVER, ".", 501, 151, 0, 0, 5},
      {SERVER, ".", 501, 151, 0, 0, 5}},
     TL_V_ZERO_WINDOW},
    {"the byte before the next",
     {OPENED, SENT(101, 50, 5), ACKED(151, 5), SENT(150, 1, 5000)},
     TL_V_KEEP_ALIVE},
    {"nothing from the next byte",
     {OPENED,
      SENT(101, 50, 5),
      ACKED(151, 5),
      {CLIENT, ".", 151, 501, 0, 1000, 5000}},
     TL_V_DUPLICATE_ACK},
    {"the answer to a keep-alive",
     {OPENED,
      SENT(101, 50, 5),
      ACKED(151, 5),
      {CLIENT, ".", 150, 501, 0, 1000, 5000},
      ACKED(151, 5)},
     TL_V_KEEP_ALIVE_ACK},
    {"an acknowledgement again, without a keep-alive",
     {OPENED, SENT(101, 50, 5), ACKED(151, 5), ACKED(151, 5)},
     TL_V_DUPLICATE_ACK},
    {"data up to the window's end",
     {OPENED, SENT(101, 1000, 5)},
     TL_V_WINDOW_FULL},
    {"data up to the byte before", {OPENED, SENT(101, 999, 5)}, 0},
    {"a new connection between the same ports",
     {OPENED, SENT(101, 50, 5), {CLIENT, "S", 9000, 0, 0, 1000, 5000}},
     TL_V_REUSED_PORTS},
    {"the same SYN again",
     {{CLIENT, "S", 100, 0, 0, 1000, 0}, {CLIENT, "S", 100, 0, 0, 1000, 1000}},
     TL_V_RETRANSMISSION},
};

static const uint8_t hosts[2][4] = {{192, 0, 2, 1}, {198, 51, 100, 2}};
static const uint16_t ports[2] = {1025, 2000};

static uint16_t flags_of(const char *letters)
{
    static const char names[] = "FSRP.UEW";
    uint16_t flags = 0;

    for (; *letters != '\0'; letters++)
        flags |= (uint16_t)(1 << (strchr(names, *letters) - names));
    return flags;
}

static struct segment segment_of_act(const struct act *act, int64_t time,
                                     uint64_t frame)
{
    return (struct segment){
        .src = hosts[act->who],
        .dst = hosts[!act->who],
        .ip4 = true,
        .time = time,
        .frame = frame,
        .seq = act->seq,
        .ack = act->ack,
        .len = act->len,
        .sport = ports[act->who],
        .dport = ports[!act->who],
        .window = act->window,
        .flags = flags_of(act->flags),
        .hdr_len = SEGMENT_HEADER,
        .hdr_cap = SEGMENT_HEADER,
        .len_known = true,
    };
}

/* The verdict on the last segment of a story. */
static struct tl_verdict tell(const struct story *story)
{
    struct flow_table *flows = flow_table_new(0, 0);
    ck_assert_ptr_nonnull(flows);
    struct stream_table *streams = stream_table_new(flows);
    struct tl_verdict v = {0};
    int64_t time = INT64_C(1700000000) * TL_BILLION;

    ck_assert_ptr_nonnull(streams);
    for (unsigned i = 0; i < LONGEST && story->acts[i].flags != NULL; i++) {
        struct stream_step step;
        bool unseen;
        time += story->acts[i].ms * INT64_C(1000000);
        const struct segment seg = segment_of_act(&story->acts[i], time, i + 1);
        const struct flow flow =
            flow_of_ends(flows, seg.ip4, (struct flow_end){seg.src, seg.sport},
                         (struct flow_end){seg.dst, seg.dport});
        ck_assert(stream_open(streams, &seg, flow, &step));
        analyse_before(&seg, &step, &v, &unseen);
        stream_advance(streams, &seg, &step, v.flags, unseen);
        analyse_after(&seg, step.stream, &step.effect, &v);
    }
    stream_table_free(streams);
    flow_table_free(flows);
    return v;
}

START_TEST(verdict_on_the_last)
{
    const struct story *story = &stories[_i];
    const struct tl_verdict v = tell(story);

    ck_assert_msg(v.flags == story->want, "%s: 0x%04x, not 0x%04x", story->what,
                  v.flags, story->want);
}
END_TEST

/* Relative numbers, bytes in flight, round trips: a request and its answer. */
START_TEST(numbers_beside_the_verdict)
{
    static const struct story story = {
        "", {OPENED, SENT(101, 50, 5), SENT(151, 30, 2), ACKED(181, 8)}, 0};
    static const struct story sent = {
        "", {OPENED, SENT(101, 50, 5), SENT(151, 30, 2)}, 0};

    struct tl_verdict v = tell(&sent);
    ck_assert_uint_eq(v.judged, TL_JUDGED_WHOLLY);
    ck_assert_uint_eq(v.stream, 0);
    ck_assert_uint_eq(v.seq, 51);
    ck_assert_uint_eq(v.ack, 1);
    ck_assert_uint_eq(v.len, 30);
    ck_assert_uint_eq(v.next_seq, 81);
    ck_assert_uint_eq(v.bytes_in_flight, 80);
    ck_assert_uint_eq(v.push_bytes_sent, 30);
    ck_assert_int_eq(v.initial_rtt, 20 * INT64_C(1000000));
    ck_assert_int_eq(v.time_relative, 27 * INT64_C(1000000));
    ck_assert_int_eq(v.time_delta, 2 * INT64_C(1000000));
    v = tell(&story);
    ck_assert_uint_eq(v.acks_frame, 5);
    ck_assert_int_eq(v.ack_rtt, 8 * INT64_C(1000000));
    ck_assert_uint_eq(v.completeness,
                      STREAM_SYN | STREAM_SYN_ACK | STREAM_ACK | STREAM_DATA);
}
END_TEST

START_TEST(timeouts_and_duplicates_are_counted)
{
    static const struct story again = {
        "", {OPENED, SENT(101, 50, 5), SENT(101, 50, 300)}, 0};
    static const struct story third = {
        "",
        {OPENED, SENT(101, 50, 5), ACKED(101, 5), ACKED(101, 5), ACKED(101, 5)},
        0};

    struct tl_verdict v = tell(&again);
    ck_assert_int_eq(v.rto, 300 * INT64_C(1000000));
    ck_assert_uint_eq(v.rto_frame, 4);
    v = tell(&third);
    ck_assert_uint_eq(v.duplicate_ack_num, 3);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("rules");
    TCase *tc = tcase_create("stories");

    tcase_add_loop_test(tc, verdict_on_the_last, 0, COUNT_OF(stories));
    tcase_add_test(tc, numbers_beside_the_verdict);
    tcase_add_test(tc, timeouts_and_duplicates_are_counted);
    suite_add_tcase(s, tc);
    return s;
}
