/*
 * test_form.c - every form shows a record and a report, as its maker says.
 */
#include <pcap/dlt.h>
#include <string.h>

#include "decode.h"
#include "form.h"
#include "hex_bytes.h"
#include "json_usual.h"
#include "segment.h"
#include "unit_main.h"

static const char hex[] = "020000000002 020000000001 0800"
                          "4500 0028 0001 0000 4006 0000 c0000201 c6336402"
                          "0401 07d0 000003e8 000007d0 5014 0200 0000 0000";
static struct line_style style = {
    .no_names = true, .analysis = true, .time = LINE_TIME_EPOCH};

static struct tl_packet pkt;
static uint8_t bytes[64];
static struct segment seg;
static struct tl_judgement now;
static struct text out;
static struct form form;

static void setup(void)
{
    const uint32_t n = (uint32_t)hex_bytes(hex, bytes);

    decode_packet(&(struct tl_raw){.data = bytes,
                                   .cap_len = n,
                                   .wire_len = n,
                                   .time = tl_stamp(17, 5000),
                                   .link_type = DLT_EN10MB,
                                   .number = 1},
                  &pkt);
    ck_assert(segment_of(&pkt, pkt.raw.time.ns, &seg));
    now = (struct tl_judgement){.found_in = &pkt,
                                .seg = &seg,
                                .verdict = {.judged = TL_JUDGED_WHOLLY,
                                            .flags = TL_V_RETRANSMISSION,
                                            .has_record = true}};
    ck_assert(text_init(&out, 4096));
}

static void teardown(void)
{
    form_free(&form);
    text_free(&out);
}

static void show(enum form_kind kind, const struct record *rec)
{
    ck_assert(form_new(kind, &style, NULL, &form));
    form.record(form.ctx, rec, &out);
    text_char(&out, '\0');
}

START_TEST(line_with_and_without_verdict)
{
    show(FORM_LINE, &(struct record){.pkt = &pkt});
    ck_assert_str_eq(out.start,
                     "17.000005 IP 192.0.2.1.1025 > 198.51.100.2.2000: "
                     "Flags [R.], seq 1000, ack 2000, win 512, length 0\n");
    text_truncate(&out, 0);
    form_free(&form);
    show(FORM_LINE, &(struct record){.pkt = &pkt, .judged = &now});
    ck_assert_str_eq(out.start,
                     "17.000005 IP 192.0.2.1.1025 > 198.51.100.2.2000: "
                     "Flags [R.], seq 1000, ack 2000, win 512, length 0"
                     " [TCP Retransmission]\n");
}
END_TEST

START_TEST(json_with_and_without_verdict)
{
    show(FORM_JSON, &(struct record){.pkt = &pkt});
    ck_assert_ptr_nonnull(strstr(out.start, "\"time_epoch\":\"17.000005000\""));
    ck_assert_ptr_nonnull(
        strstr(out.start, "\"tcp\":{\"srcport\":1025,\"dstport\":2000,"));
    text_truncate(&out, 0);
    form_free(&form);
    show(FORM_JSON, &(struct record){.pkt = &pkt, .judged = &now});
    ck_assert_ptr_nonnull(
        strstr(out.start, "\"analysis\":{\"retransmission\":true}"));
}
END_TEST

/* Of the bytes, with one of them changed, and of the verdict, what differs. */
static void change_segment(unsigned turn, struct segment *to)
{
    enum { AT_ID = 18, AT_ACK = 42, AT_WINDOW = 48, AT_CHECKSUM = 50 };
    struct tl_verdict *v = &now.verdict;

    bytes[AT_ID] = (uint8_t)(turn / 5);
    bytes[AT_ACK + 3] = (uint8_t)(turn / 4);
    bytes[AT_WINDOW] = (uint8_t)(turn / 7);
    bytes[AT_CHECKSUM] = (uint8_t)turn;
    decode_packet(&(struct tl_raw){.data = bytes,
                                   .cap_len = pkt.raw.cap_len,
                                   .wire_len = pkt.raw.wire_len,
                                   .time = tl_stamp(turn / 9, turn * 12345),
                                   .link_type = DLT_EN10MB,
                                   .number = turn * 100},
                  &pkt);
    ck_assert(segment_of(&pkt, pkt.raw.time.ns, to));
    v->len_known = true;
    v->stream = turn / 30;
    v->seq = turn / 3;
    v->ack = to->ack;
    v->window = to->window;
    v->completeness = (uint8_t)(turn / 20);
    v->time_relative = (int64_t)turn * turn * turn * 12345;
    v->flags = turn % 11 == 0 ? TL_V_RETRANSMISSION : TL_V_DUPLICATE_ACK;
    v->duplicate_ack_num = turn + 1;
    v->duplicate_ack_frame = turn;
    v->initial_rtt = turn / 50 * 1000;
}

/* Each piece is written, kept, copied and written over by both ways. */
START_TEST(json_is_as_wide_as_may_be)
{
    struct text other;

    ck_assert(text_init(&other, 4096));
    ck_assert(form_new(FORM_JSON, &style, NULL, &form));
    struct form wide;
    ck_assert(form_new(FORM_JSON, &style, NULL, &wide));
    for (unsigned turn = 1; turn < 200; turn++) {
        change_segment(turn, &seg);
        const struct record rec = {.pkt = &pkt, .judged = &now};
        text_truncate(&out, 0);
        text_truncate(&other, 0);
        json_record(form.ctx, &rec, &out);
        wide.record(wide.ctx, &rec, &other);
        ck_assert_uint_eq(text_len(&out), text_len(&other));
        ck_assert_mem_eq(out.start, other.start, text_len(&out));
    }
    form_free(&wide);
    text_free(&other);
}
END_TEST

START_TEST(tree_of_a_segment)
{
    style.tree = LINE_TREE_FIELDS;
    show(FORM_TREE, &(struct record){.pkt = &pkt});
    ck_assert_ptr_nonnull(strstr(out.start, "\n  Ethernet, 14 bytes\n"));
    ck_assert_ptr_nonnull(strstr(out.start,
                                 "\n    0024  07 d0                    "
                                 "destination port   2000\n"));
    ck_assert_ptr_nonnull(strstr(out.start, ".... ...0 0001 0100  RST, ACK\n"));
    ck_assert_ptr_null(strstr(out.start, "complete:"));
    text_truncate(&out, 0);
    form.record(form.ctx,
                &(struct record){.pkt = &pkt, .judged = &now, .complete = 9},
                &out);
    text_char(&out, '\0');
    ck_assert_ptr_nonnull(
        strstr(out.start, "complete:          SYN, data (9)"));
    text_truncate(&out, 0);
    form_free(&form);
    style.tree = LINE_TREE_NAMES;
    show(FORM_TREE, &(struct record){.pkt = &pkt});
    ck_assert_ptr_nonnull(strstr(out.start, "  tcp.dstport          "));
    text_truncate(&out, 0);
    form_free(&form);
    style.tree = LINE_TREE_BOXES;
    show(FORM_TREE, &(struct record){.pkt = &pkt});
    ck_assert_ptr_nonnull(strstr(out.start,
                                 "\n  |        source port 1025       |"
                                 "     destination port 2000     |\n"));
    style.tree = LINE_NO_TREE;
}
END_TEST

/* A UDP datagram of 8 bytes, in the place of the segment. */
START_TEST(json_of_tables)
{
    static const char udp[] = "020000000002 020000000001 8100 2001 0800"
                              "4500 001c 0001 0000 4011 0000 c0000201 c6336402"
                              "0401 07d0 0008 0000";
    const uint32_t n = (uint32_t)hex_bytes(udp, bytes);

    decode_packet(&(struct tl_raw){.data = bytes,
                                   .cap_len = n,
                                   .wire_len = n,
                                   .link_type = DLT_EN10MB,
                                   .number = 1},
                  &pkt);
    show(FORM_JSON, &(struct record){.pkt = &pkt});
    ck_assert_ptr_nonnull(strstr(
        out.start, "\"protocols\":\"eth:ethertype:vlan:ethertype:ip:udp\""));
    ck_assert_ptr_nonnull(strstr(out.start, "\"vlan\":[{\"priority\":1,"));
    ck_assert_ptr_nonnull(strstr(out.start,
                                 "\"udp\":{\"srcport\":1025,\"dstport\":2000,"
                                 "\"length\":8,\"checksum\":0},\"info\":"));
}
END_TEST

/* A heading says what the capture misses; the connection follows. */
START_TEST(reports)
{
    static const char *const wants[FORM_COUNT] = {
        [FORM_LINE] = "This capture is incomplete: 7 bytes of 1 connection ",
        [FORM_TREE] = "This capture is incomplete: 7 bytes of 1 connection ",
        [FORM_LADDER] = "This capture is incomplete: 7 bytes of 1 connection ",
        [FORM_JSON] = ("{\"event\":\"connection\",\"conversation\":"
                       "{\"stream\":3,"),
    };
    const struct tl_connection_sum sum = {
        .ip4 = true, .number = 3, .first_time = 5, .last_time = 9};
    const struct tl_report report = {
        .connections = 1, .unseen = 7, .incomplete = 1, .began = 5};

    style.lists = true;
    ck_assert(form_new((enum form_kind)_i, &style, NULL, &form));
    form.report(form.ctx, &report, &out);
    form.connection(form.ctx, &sum, &out);
    text_char(&out, '\0');
    if (wants[_i] == NULL) { /* it has no list, but the segments themselves */
        ck_assert_str_eq(out.start, "");
        return;
    }
    ck_assert_ptr_nonnull(strstr(out.start, wants[_i]));
    ck_assert_ptr_nonnull(strstr(out.start, "mid-stream"));
}
END_TEST

/* What the kernel and the device report is said in the same line. */
START_TEST(drops_are_said)
{
    const struct tl_report report = {.dropped = 12, .if_dropped = 1};
    const struct tl_report complete = {.connections = 1};

    style.lists = true;
    ck_assert(form_new(FORM_LINE, &style, NULL, &form));
    form.report(form.ctx, &complete, &out);
    text_char(&out, '\0');
    ck_assert_ptr_null(strstr(out.start, "incomplete"));
    text_truncate(&out, 0);
    form.report(form.ctx, &report, &out);
    text_char(&out, '\0');
    ck_assert_ptr_nonnull(
        strstr(out.start, "This capture is incomplete: the kernel dropped 12 "
                          "packets; the interface dropped 1 packet.\n"));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("form");
    TCase *tc = tcase_create("forms");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, line_with_and_without_verdict);
    tcase_add_test(tc, json_with_and_without_verdict);
    tcase_add_test(tc, json_is_as_wide_as_may_be);
    tcase_add_test(tc, tree_of_a_segment);
    tcase_add_test(tc, json_of_tables);
    tcase_add_loop_test(tc, reports, 0, FORM_COUNT);
    tcase_add_test(tc, drops_are_said);
    suite_add_tcase(s, tc);
    return s;
}
