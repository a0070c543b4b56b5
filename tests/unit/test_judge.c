/*
 * test_judge.c - which packets have a segment to judge: whole ones, fragments
 * put together, and those that another packet carries or quotes.
 */
#include <pcap/dlt.h>
#include <string.h>

#include "decode.h"
#include "flow_table.h"
#include "hex_packet.h"
#include "judge.h"
#include "unit_main.h"

#define HOSTS "c0000201 c6336402 "
#define BACK "c6336402 c0000201 "
#define TCP "0401 07d0 000003e8 000007d0 5018 0200 0000 0000 "

static struct flow_table *flows;
static struct judge judge;
static struct record rec;
static struct tl_packet pkt;
static uint64_t number;

static void setup(void)
{
    flows = flow_table_new(0, 0);
    ck_assert_ptr_nonnull(flows);
    ck_assert(judge_init(
        &judge, &(struct judge_wants){.verdicts = true, .tls = true}, flows));
}

static void teardown(void)
{
    judge_free(&judge);
    flow_table_free(flows);
}

/* Judges a packet that comes 10 ms after the one before. */
static void judge_link(int link_type, const char *hex)
{
    number++;
    hex_packet(&pkt, link_type, hex, number,
               tl_stamp(1700000000, (int64_t)number * 10 * 1000 * 1000));
    rec = (struct record){.pkt = &pkt};
    judge_record(&judge, &rec);
}

static void judge_hex(const char *hex)
{
    judge_link(DLT_RAW, hex);
}

START_TEST(a_segment_and_the_same_again)
{
    judge_hex("45 00 002c 0001 0000 40 06 0000 " HOSTS TCP "61626364");
    ck_assert_ptr_nonnull(rec.judged);
    ck_assert_ptr_eq(rec.judged->found_in, &pkt);
    ck_assert_uint_eq(rec.judged->seg->len, 4);
    ck_assert_uint_eq(rec.judged->verdict.flags, 0);
    judge_hex("45 00 002c 0001 0000 40 06 0000 " HOSTS TCP "61626364");
    ck_assert_uint_eq(rec.judged->verdict.flags, TL_V_RETRANSMISSION);
    ck_assert_uint_eq(rec.judged->verdict.stream, 0);
}
END_TEST

START_TEST(both_directions_are_one_stream)
{
    judge_hex("45 00 002c 0001 0000 40 06 0000 " HOSTS TCP "61626364");
    judge_hex("45 00 0028 0001 0000 40 06 0000 " BACK
              "07d0 0401 000007d0 000003ec 5010 0200 0000 0000");
    ck_assert_ptr_nonnull(rec.judged);
    ck_assert_uint_eq(rec.judged->verdict.stream, 0);
    ck_assert_uint_eq(rec.judged->verdict.acks_frame, number - 1);
    judge_hex("45 00 0028 0001 0000 40 06 0000 " BACK
              "07d1 0401 000007d0 000003ec 5010 0200 0000 0000");
    ck_assert_uint_eq(rec.judged->verdict.stream, 1);
}
END_TEST

START_TEST(no_segment)
{
    judge_hex("45 00 001f 0001 0000 40 11 0000 " HOSTS "ea60 07d0 000b 0000 "
              "616263");
    ck_assert_ptr_null(rec.judged);
    judge_hex("45 00 0020 0001 0000 40 01 0000 " HOSTS "0800 0000 00000000 "
              "61626364");
    ck_assert_ptr_null(rec.judged);
}
END_TEST

/* The last piece to come has the verdict. */
START_TEST(fragments_are_put_together)
{
    judge_hex("45 00 002c 0007 2000 40 06 0000 " HOSTS TCP "61626364");
    ck_assert_ptr_null(rec.judged);
    judge_hex("45 00 0017 0007 0003 40 06 0000 " HOSTS "656667");
    ck_assert_ptr_nonnull(rec.judged);
    ck_assert_uint_eq(rec.judged->seg->seq, 1000);
    ck_assert_uint_eq(rec.judged->seg->len, 7);
    judge_hex("45 00 0017 0008 0003 40 06 0000 " HOSTS "656667");
    ck_assert_ptr_null(rec.judged);
}
END_TEST

/* Of a link type that nobody knows there is not even a first header. */
START_TEST(no_layer)
{
    judge_link(255, "45 00 0028 0001 0000 40 06 0000 " HOSTS TCP);
    ck_assert_uint_eq(pkt.n_layers, 0);
    ck_assert_ptr_null(rec.judged);
}
END_TEST

/* What an error quotes has numbers, but no length to judge by. */
START_TEST(a_quoted_segment)
{
    judge_hex("45 00 0044 0001 0000 40 01 0000 " BACK "0301 0000 00000000 "
              "45 00 0028 0001 0000 40 06 0000 " HOSTS TCP);
    ck_assert_ptr_nonnull(rec.judged);
    ck_assert(!rec.judged->seg->len_known);
    ck_assert_uint_eq(rec.judged->verdict.flags, 0);
}
END_TEST

/* What GTP carries (3GPP TS 29.281) is a packet on its way, and has a length.
 */
START_TEST(a_carried_segment)
{
    judge_hex("45 00 0050 0001 0000 40 11 0000 " HOSTS "0868 0868 003c 0000 "
              "30 ff 002c 00000001 "
              "45 00 002c 0001 0000 40 06 0000 " BACK TCP "61626364");
    ck_assert_ptr_nonnull(rec.judged);
    ck_assert_ptr_ne(rec.judged->found_in, &pkt);
    ck_assert(rec.judged->seg->len_known);
    ck_assert_uint_eq(rec.judged->seg->len, 4);
    /* The same without a packet in it. */
    judge_hex("45 00 0025 0001 0000 40 11 0000 " HOSTS "0868 0868 0011 0000 "
              "30 ff 0001 00000001 00");
    ck_assert_ptr_null(rec.judged);
}
END_TEST

/* A record of TLS is looked at where it begins a whole segment. */
START_TEST(a_look_into_tls)
{
    judge_hex("45 00 002f 0001 0000 40 06 0000 " HOSTS TCP "15030300020100");
    ck_assert_ptr_nonnull(rec.tls);
    ck_assert_uint_eq(rec.tls->content_type, 21);
    judge_hex("45 00 002c 0001 0000 40 06 0000 " HOSTS TCP "61626364");
    ck_assert_ptr_null(rec.tls);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("judge");
    TCase *tc = tcase_create("packets");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_segment_and_the_same_again);
    tcase_add_test(tc, both_directions_are_one_stream);
    tcase_add_test(tc, no_segment);
    tcase_add_test(tc, no_layer);
    tcase_add_test(tc, fragments_are_put_together);
    tcase_add_test(tc, a_quoted_segment);
    tcase_add_test(tc, a_carried_segment);
    tcase_add_test(tc, a_look_into_tls);
    suite_add_tcase(s, tc);
    return s;
}
