/*
 * test_segment.c - a TCP header as the analysis reads it: 16 captured bytes
 * are enough, and options go on by their declared length.
 */
#include <stdlib.h>
#include <string.h>

#include "decode.h"
#include "guard_page.h"
#include "hex_bytes.h"
#include "segment.h"
#include "transit.h"
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

enum { DATA = 5 };

/* A frame of `n` bytes, of which `cut` were not captured. */
static void decode_bytes(const uint8_t *bytes, uint32_t n, uint32_t cut,
                         struct tl_packet *out)
{
    const uint32_t kept = n - cut;

    out->raw = (struct tl_raw){
        .data = guard_page_put(&page, bytes, kept),
        .cap_len = kept,
        .wire_len = n,
        .link_type = 1,
        .number = 7,
    };
    decode_packet(&out->raw, out);
}

/* A frame over Ethernet and IPv4: flags of that, then the TCP header. */
static void decode_frame(uint8_t ip_flags, const char *tcp, uint32_t cut,
                         struct tl_packet *out)
{
    enum { IP_LEN = 16, IP_FLAGS = 20, TCP_AT = 34 };
    uint8_t bytes[128] = {0};
    uint32_t n = (uint32_t)hex_bytes("0200 0000 0001 0200 0000 0002 0800 "
                                     "4500 0000 0001 0000 4006 0000 "
                                     "0a00 0001 0a00 0002",
                                     bytes);

    ck_assert_uint_eq(n, TCP_AT);
    n += (uint32_t)hex_bytes(tcp, bytes + n) + DATA;
    bytes[IP_LEN + 1] = (uint8_t)(n - 14);
    bytes[IP_FLAGS] = ip_flags;
    decode_bytes(bytes, n, cut, out);
}

/* The same over IPv6. */
static void decode_frame6(const char *tcp, uint32_t cut, struct tl_packet *out)
{
    enum { PAYLOAD_LEN = 18, TCP_AT = 54 };
    uint8_t bytes[128] = {0};
    uint32_t n = (uint32_t)hex_bytes("0200 0000 0001 0200 0000 0002 86dd "
                                     "6000 0000 0000 0639 "
                                     "20010db8 00000000 00000000 00000001"
                                     "20010db8 00000000 00000000 00000002",
                                     bytes);

    ck_assert_uint_eq(n, TCP_AT);
    n += (uint32_t)hex_bytes(tcp, bytes + n) + DATA;
    bytes[PAYLOAD_LEN + 1] = (uint8_t)(n - TCP_AT);
    decode_bytes(bytes, n, cut, out);
}

static void check_same(const struct segment *a, const struct segment *b)
{
    ck_assert_ptr_eq(a->src, b->src);
    ck_assert_ptr_eq(a->dst, b->dst);
    ck_assert_ptr_eq(a->hdr, b->hdr);
    ck_assert_int_eq(a->ip4, b->ip4);
    ck_assert_int_eq(a->time, b->time);
    ck_assert_uint_eq(a->frame, b->frame);
    ck_assert_uint_eq(a->seq, b->seq);
    ck_assert_uint_eq(a->ack, b->ack);
    ck_assert_uint_eq(a->len, b->len);
    ck_assert_uint_eq(a->sport, b->sport);
    ck_assert_uint_eq(a->dport, b->dport);
    ck_assert_uint_eq(a->window, b->window);
    ck_assert_uint_eq(a->flags, b->flags);
    ck_assert_uint_eq(a->hdr_len, b->hdr_len);
    ck_assert_uint_eq(a->hdr_cap, b->hdr_cap);
    ck_assert_int_eq(a->len_known, b->len_known);
    ck_assert_int_eq(a->options_cut, b->options_cut);
    ck_assert_int_eq(a->plain, b->plain);
    ck_assert_int_eq(a->sack_short, b->sack_short);
    ck_assert_int_eq(a->has_window_shift, b->has_window_shift);
    ck_assert_uint_eq(a->n_sack, b->n_sack);
}

static void check_same_way(const struct transit *a, const struct transit *b)
{
    ck_assert_int_eq(a->has_ts, b->has_ts);
    ck_assert_uint_eq(a->ts, b->ts);
    ck_assert_uint_eq(a->echo, b->echo);
    ck_assert_uint_eq(a->id, b->id);
    ck_assert_uint_eq(a->checksum, b->checksum);
    ck_assert_uint_eq(a->mss, b->mss);
    ck_assert_uint_eq(a->numbers, b->numbers);
    ck_assert_int_eq(a->sack_permitted, b->sack_permitted);
    ck_assert_int_eq(a->quoted, b->quoted);
    ck_assert(is_same_way(&a->way, &b->way));
}

static void check_plain(const struct tl_packet *pkt)
{
    struct segment quick = {0}, slow = {0};
    struct transit quick_way, slow_way;

    ck_assert(segment_is_plain(pkt));
    segment_of_plain(pkt, 99, &quick);
    ck_assert(segment_of(pkt, 99, &slow));
    check_same(&quick, &slow);
    transit_of_plain(pkt, &quick, &quick_way);
    transit_of(pkt, pkt, &slow, &slow_way);
    check_same_way(&quick_way, &slow_way);
}

#define TIME_STAMPS "0101 080a 00000001 00000002"

/* What decoding has read, and what is read for the analysis. */
START_TEST(plain_is_the_same)
{
    static const char *const tcp[] = {
        NUMBERS "5f18 0200 0000 0000",
        NUMBERS "8010 0200 0000 0000" TIME_STAMPS,
    };
    struct tl_packet *pkt = calloc(1, sizeof(*pkt));

    ck_assert_ptr_nonnull(pkt);
    for (int i = 0; i < 2; i++)
        for (uint32_t cut = 0; cut <= DATA; cut++) {
            decode_frame(0x40, tcp[i], cut, pkt);
            check_plain(pkt);
            decode_frame6(tcp[i], cut, pkt);
            check_plain(pkt);
        }
    free(pkt);
}
END_TEST

START_TEST(not_plain)
{
    static const struct {
        uint8_t ip_flags;
        const char *tcp;
        uint32_t cut;
    } rows[] = {
        {0x20, NUMBERS "5010 0200 0000 0000", 0}, /* more fragments */
        {0, NUMBERS "4010 0200 0000 0000", 0},    /* too short a header */
        {0, NUMBERS "f010 0200 0000 0000", 0},    /* too long a one */
        {0, NUMBERS "6010 0200 0000 0000 01010101", 0},
        {0, NUMBERS "8010 0200 0000 0000" TIME_STAMPS, 6},
        {0, NUMBERS "5010 0200 0000 0000", 6},
    };
    struct tl_packet *pkt = calloc(1, sizeof(*pkt));

    ck_assert_ptr_nonnull(pkt);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        decode_frame(rows[i].ip_flags, rows[i].tcp, rows[i].cut, pkt);
        ck_assert(!segment_is_plain(pkt));
    }
    free(pkt);
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
    tcase_add_test(tc, plain_is_the_same);
    tcase_add_test(tc, not_plain);
    suite_add_tcase(s, tc);
    return s;
}
