/*
 * test_checksum.c - the Internet checksum, over bytes and over layers.
 */
#include <pcap/dlt.h>
#include <string.h>

#include "checksum.h"
#include "decode.h"
#include "hex_bytes.h"
#include "inet_sum.h"
#include "unit_main.h"

/* 10.0.0.1 > 10.0.0.2: every checksum in it is right. */
#define IP4 "45 00 001f 0001 4000 40 11 26cb 0a000001 0a000002 "
#define UDP "ea60 07d0 000b 3542 616263"
#define IP6                                                                    \
    "60000000 000b 11 40 20010db8000000000000000000000001 "                    \
    "20010db8000000000000000000000002 "

static uint8_t bytes[256];
static struct tl_packet pkt;

/* Decodes `hex`, `missing` bytes of which were not captured. */
static void decode_hex(const char *hex, uint32_t missing)
{
    const uint32_t n = (uint32_t)hex_bytes(hex, bytes);
    const struct tl_raw raw = {
        .data = bytes,
        .cap_len = n - missing,
        .wire_len = n,
        .link_type = DLT_RAW,
    };

    decode_packet(&raw, &pkt);
}

static const struct tl_layer *last(enum tl_kind kind)
{
    const struct tl_layer *l = &pkt.layers[pkt.n_layers - 1];

    ck_assert_uint_eq(l->kind, kind);
    return l;
}

/* RFC 1071 section 3's own numbers. */
START_TEST(sum_of_the_rfc)
{
    static const uint8_t data[] = {0x00, 0x01, 0xf2, 0x03,
                                   0xf4, 0xf5, 0xf6, 0xf7};

    ck_assert_uint_eq(inet_sum_fold(inet_sum_add(0, data, sizeof(data))),
                      0xddf2);
    ck_assert_uint_eq(inet_sum_fold(0), 0);
}
END_TEST

/* An odd last byte is the high one of a word whose low one is zero. */
START_TEST(sum_as_word_by_word)
{
    uint8_t data[67];

    for (unsigned i = 0; i < sizeof(data); i++)
        data[i] = (uint8_t)(i * 151 + 201);
    for (uint32_t n = 0; n <= sizeof(data); n++) {
        uint32_t sum = 0;
        for (uint32_t i = 0; i < n; i++)
            sum += i % 2 == 0 ? (uint32_t)data[i] << 8 : data[i];
        while (sum > 0xffff)
            sum = (sum & 0xffff) + (sum >> 16);
        ck_assert_uint_eq(inet_sum_fold(inet_sum_add(0, data, n)), sum);
    }
}
END_TEST

START_TEST(ip4_header)
{
    decode_hex(IP4 UDP, 0);
    ck_assert_int_eq(checksum_ip4(&pkt, &pkt.layers[1]).state, CHECKSUM_GOOD);
    bytes[8]--;
    const struct checksum_verdict v = checksum_ip4(&pkt, &pkt.layers[1]);
    ck_assert_int_eq(v.state, CHECKSUM_BAD);
    ck_assert_uint_eq(v.stored, 0x26cb);
    ck_assert_uint_eq(v.expected, 0x27cb);
}
END_TEST

START_TEST(udp_over_both)
{
    decode_hex(IP4 UDP, 0);
    ck_assert_int_eq(checksum_udp(&pkt, last(TL_UDP)).state, CHECKSUM_GOOD);
    decode_hex(IP6 "0401 07d0 000b d42f 616263", 0);
    ck_assert_int_eq(checksum_udp(&pkt, last(TL_UDP)).state, CHECKSUM_GOOD);
    decode_hex(IP6 "0401 07d0 000b d430 616263", 0);
    const struct checksum_verdict v = checksum_udp(&pkt, last(TL_UDP));
    ck_assert_int_eq(v.state, CHECKSUM_BAD);
    ck_assert_uint_eq(v.stored, 0xd430);
    ck_assert_uint_eq(v.expected, 0xd42f);
}
END_TEST

START_TEST(unknown_when_bytes_are_missing)
{
    for (uint32_t missing = 1; missing <= 3; missing++) {
        decode_hex(IP4 UDP, missing);
        ck_assert_int_eq(checksum_udp(&pkt, last(TL_UDP)).state,
                         CHECKSUM_UNKNOWN);
    }
}
END_TEST

START_TEST(tcp)
{
    decode_hex("45 00 0028 0001 0000 40 06 8e98 c0000201 c6336402 "
               "0401 07d0 000003e8 000007d0 5010 0200 aa14 0000",
               0);
    ck_assert_int_eq(checksum_tcp(&pkt).state, CHECKSUM_GOOD);
    bytes[20 + 13] ^= 1;
    const struct checksum_verdict v = checksum_tcp(&pkt);
    ck_assert_int_eq(v.state, CHECKSUM_BAD);
    ck_assert_uint_eq(v.expected, 0xaa13);
    /* A first fragment does not have all that is summed. */
    decode_hex("45 00 0028 0001 2000 40 06 6e98 c0000201 c6336402 "
               "0401 07d0 000003e8 000007d0 5010 0200 aa14 0000",
               0);
    ck_assert(checksum_is_partial(&pkt, last(TL_TCP)));
    ck_assert_int_eq(checksum_tcp(&pkt).state, CHECKSUM_UNKNOWN);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("checksum");
    TCase *tc = tcase_create("sums");

    tcase_add_test(tc, sum_of_the_rfc);
    tcase_add_test(tc, sum_as_word_by_word);
    tcase_add_test(tc, ip4_header);
    tcase_add_test(tc, udp_over_both);
    tcase_add_test(tc, unknown_when_bytes_are_missing);
    tcase_add_test(tc, tcp);
    suite_add_tcase(s, tc);
    return s;
}
