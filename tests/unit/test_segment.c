/*
 * test_segment.c - a TCP header as the analysis reads it: 16 captured bytes
 * are enough, and options go on by their declared length.
 */
#include <string.h>

#include "guard_page.h"
#include "hex_bytes.h"
#include "segment.h"
#include "unit_main.h"

#define NUMBERS "0401 07d0 000003e8 000007d0 "

static struct guard_page page;
static struct segment seg;

static void setup(void)
{
    ck_assert(guard_page_open(&page, 256));
}

static void teardown(void)
{
    guard_page_close(&page);
}

/* Reads a header of which `cap` bytes (0: all) are captured. */
static bool read_hex(const char *hex, uint32_t cap, uint32_t seg_len)
{
    uint8_t bytes[64];
    const uint32_t n = (uint32_t)hex_bytes(hex, bytes);

    if (cap == 0)
        cap = n;
    return segment_read(guard_page_put(&page, bytes, cap), cap, seg_len, &seg);
}

START_TEST(fields)
{
    ck_assert(read_hex(NUMBERS "5f18 0200 0000 0000", 0, 23));
    ck_assert_uint_eq(seg.sport, 1025);
    ck_assert_uint_eq(seg.dport, 2000);
    ck_assert_uint_eq(seg.seq, 1000);
    ck_assert_uint_eq(seg.ack, 2000);
    ck_assert_uint_eq(seg.hdr_len, 20);
    ck_assert_uint_eq(seg.flags, 0xf00 | TL_PSH | TL_ACK);
    ck_assert_uint_eq(seg.window, 512);
    ck_assert(seg.len_known);
    ck_assert_uint_eq(seg.len, 3);
    ck_assert(!seg.has_window_shift);
    ck_assert_uint_eq(seg.n_sack, 0);
}
END_TEST

START_TEST(sixteen_bytes_count)
{
    for (uint32_t cap = 0; cap < SEGMENT_HEADER; cap++)
        ck_assert_int_eq(read_hex(NUMBERS "5010 0200 0000 0000", cap + 1, 20),
                         cap + 1 >= SEGMENT_MIN_CAP);
}
END_TEST

/* A header below 20 bytes, or beyond the segment: the length is unknown. */
START_TEST(lengths_that_lie)
{
    ck_assert(read_hex(NUMBERS "4010 0200 0000 0000", 0, 40));
    ck_assert_uint_eq(seg.hdr_len, 16);
    ck_assert(read_hex(NUMBERS "6010 0200 0000 0000", 0, 20));
    ck_assert(!seg.len_known);
}
END_TEST

START_TEST(window_scale)
{
    ck_assert(read_hex(NUMBERS "6002 0200 0000 0000 01 030307", 0, 24));
    ck_assert(seg.has_window_shift);
    ck_assert_uint_eq(seg.window_shift, 7);
    /* RFC 7323 section 2.3: more than 14 count as 14. */
    ck_assert(read_hex(NUMBERS "6002 0200 0000 0000 01 0303ff", 0, 24));
    ck_assert_uint_eq(seg.window_shift, 14);
}
END_TEST

START_TEST(selective_acknowledgement)
{
    ck_assert(read_hex(NUMBERS "a010 0200 0000 0000 0101 0512 00000001 "
                               "00000002 00000003 00000004",
                       0, 40));
    ck_assert_uint_eq(seg.n_sack, 2);
    ck_assert_uint_eq(seg.sack[0].left, 1);
    ck_assert_uint_eq(seg.sack[1].right, 4);
    ck_assert(!seg.options_cut);
    ck_assert(read_hex(NUMBERS "a010 0200 0000 0000 0101 0512 00000001 "
                               "00000002 00000003 00000004",
                       32, 40));
    ck_assert(seg.options_cut);
}
END_TEST

/* The declared length moves on, whatever the kind would need. */
START_TEST(options_by_declared_length)
{
    struct segment_option o;
    uint32_t at = SEGMENT_HEADER;

    ck_assert(
        read_hex(NUMBERS "7010 0200 0000 0000 0206 05b4 0101 03 02", 0, 28));
    ck_assert(segment_option_next(&seg, &at, &o));
    ck_assert_uint_eq(o.kind, 2);
    ck_assert_uint_eq(o.len, 6);
    ck_assert(segment_option_next(&seg, &at, &o));
    ck_assert_uint_eq(o.kind, 3);
    ck_assert_uint_eq(o.len, 2);
    ck_assert(!segment_option_next(&seg, &at, &o));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("segment");
    TCase *tc = tcase_create("header");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, fields);
    tcase_add_test(tc, sixteen_bytes_count);
    tcase_add_test(tc, lengths_that_lie);
    tcase_add_test(tc, window_scale);
    tcase_add_test(tc, selective_acknowledgement);
    tcase_add_test(tc, options_by_declared_length);
    suite_add_tcase(s, tc);
    return s;
}
