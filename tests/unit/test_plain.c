/*
 * test_plain.c - what is decoded in one step comes out as layer by layer.
 */
#include <check.h>
#include <pcap/dlt.h>
#include <string.h>

#include "bytes.h"
#include "decode.h"
#include "unit_main.h"

enum {
    ETHER = 14,
    TYPE = 12, /* where it stands */
    FRAME = ETHER + 20 + 32,
    FRAME6 = ETHER + 40 + 32,
};

/* Ethernet, IPv4, TCP with the timestamp option. */
static const uint8_t frame[FRAME] = {
    2,    0,    0, 0,  0,  2, 2,    0,  0, 0, 0, 1, 8,    0, /* */
    0x45, 0,    0, 52, 1,  2, 0x40, 0,  9, 6, 7, 7,          /* */
    10,   0,    0, 1,  10, 0, 0,    2,                       /* */
    0x12, 0x34, 0, 80, 1,  2, 3,    4,  5, 6, 7, 8, 0x80, 0x10, 1, 246,
    9,    9,    0, 0,  1,  1, 8,    10, 1, 2, 3, 4, 5,    6,    7, 8};

/* The same over IPv6. */
static const uint8_t frame6[FRAME6] = {
    2,    0,    0,  0,   0, 2,  2, 0,  0, 0, 0, 1, 0x86, 0xdd, /* */
    0x60, 1,    2,  3,   0, 32, 6, 64,                         /* */
    0x20, 1,    13, 184, 0, 0,  0, 0,  0, 0, 0, 0, 0,    0,    0, 1,
    0x20, 1,    13, 184, 0, 0,  0, 0,  0, 0, 0, 0, 0,    0,    0, 2,
    0x12, 0x34, 0,  80,  1, 2,  3, 4,  5, 6, 7, 8, 0x80, 0x10, 1, 246,
    9,    9,    0,  0,   1, 1,  8, 10, 1, 2, 3, 4, 5,    6,    7, 8};

static struct tl_packet whole, inner;

static void same_tcp(const struct tl_tcp *a, const struct tl_tcp *b)
{
    ck_assert_uint_eq(a->end, b->end);
    ck_assert_ptr_eq(a->hdr, b->hdr);
    ck_assert_uint_eq(a->seg_len, b->seg_len);
    ck_assert_uint_eq(a->seg_cap, b->seg_cap);
    if (a->end == TL_TCP_NO_PORTS || a->end == TL_TCP_NO_HEADER)
        return;
    ck_assert_uint_eq(a->sport, b->sport);
    ck_assert_uint_eq(a->seq, b->seq);
    ck_assert_uint_eq(a->flags, b->flags);
    ck_assert_uint_eq(a->n_options, b->n_options);
    ck_assert_uint_eq(a->data_len, b->data_len);
}

static void same_ip4(const struct tl_ip4 *a, const struct tl_ip4 *b)
{
    ck_assert_int_eq(a->fault, b->fault);
    if (a->fault == TL_IP4_VERSION || a->fault == TL_IP4_CARRIER_SHORT)
        return;
    ck_assert_uint_eq(a->version, b->version);
    ck_assert_uint_eq(a->hdr_len, b->hdr_len);
    ck_assert_uint_eq(a->tos, b->tos);
    ck_assert_uint_eq(a->ttl, b->ttl);
    ck_assert_uint_eq(a->proto, b->proto);
    ck_assert_uint_eq(a->total_len, b->total_len);
    ck_assert_uint_eq(a->id, b->id);
    ck_assert_uint_eq(a->checksum, b->checksum);
    ck_assert_uint_eq(a->frag, b->frag);
    ck_assert_ptr_eq(a->src, b->src);
    ck_assert_ptr_eq(a->dst, b->dst);
    if (a->fault == TL_IP4_FINE)
        ck_assert_uint_eq(a->missing, b->missing);
}

static void same_ip6(const struct tl_ip6 *a, const struct tl_ip6 *b)
{
    ck_assert_int_eq(a->fault, b->fault);
    ck_assert_uint_eq(a->jumbo_len, b->jumbo_len);
    if (a->fault == TL_IP6_CARRIER_SHORT)
        return;
    ck_assert_uint_eq(a->version, b->version);
    if (a->fault != TL_IP6_FINE)
        return;
    ck_assert_uint_eq(a->traffic_class, b->traffic_class);
    ck_assert_uint_eq(a->flow_label, b->flow_label);
    ck_assert_uint_eq(a->payload_len, b->payload_len);
    ck_assert_uint_eq(a->next_header, b->next_header);
    ck_assert_uint_eq(a->hop_limit, b->hop_limit);
    ck_assert_uint_eq(a->missing, b->missing);
    ck_assert_ptr_eq(a->src, b->src);
    ck_assert_ptr_eq(a->dst, b->dst);
}

static void same_layer(const struct tl_layer *a, const struct tl_layer *b)
{
    ck_assert_uint_eq(a->kind, b->kind);
    ck_assert_uint_eq(a->end, b->end);
    ck_assert_uint_eq(a->ip, b->ip == TL_NO_LAYER ? b->ip : b->ip + 1);
    ck_assert_uint_eq(a->depth, b->depth);
    ck_assert_int_eq(a->plain_only, b->plain_only);
    ck_assert_int_eq(a->verbose_only, b->verbose_only);
    ck_assert_uint_eq(a->off, b->off + ETHER);
    ck_assert_uint_eq(a->cap, b->cap);
    ck_assert_uint_eq(a->len, b->len);
    if (a->kind == TL_IPV4 && a->end != TL_CUT_NEEDED && a->end != TL_CUT_SEEN)
        same_ip4(&a->ip4, &b->ip4);
    if (a->kind == TL_IPV6 && a->end != TL_CUT_SEEN)
        same_ip6(&a->ip6, &b->ip6);
}

/* The frame's IP packet by itself is decoded layer by layer. */
static void check(const uint8_t *bytes, uint32_t cap, uint32_t wire)
{
    const struct tl_raw raw = {.data = bytes,
                               .cap_len = cap,
                               .wire_len = wire,
                               .link_type = DLT_EN10MB};
    const struct tl_raw ip = {.data = bytes + ETHER,
                              .cap_len = cap - ETHER,
                              .wire_len = wire - ETHER};

    memset(&whole, 0xa5, sizeof(whole));
    decode_packet(&raw, &whole);
    ck_assert_uint_eq(whole.layers[0].kind, TL_ETHER);
    ck_assert_uint_eq(whole.layers[0].ether.type, load_be16(bytes + TYPE));
    ck_assert_uint_eq(whole.link_hdr_len, ETHER);
    if (bytes[TYPE] == 8)
        decode_ip4_packet(&ip, &inner);
    else
        decode_ip6_packet(&ip, &inner);
    ck_assert_uint_eq(whole.n_layers, inner.n_layers + 1);
    for (unsigned i = 0; i < inner.n_layers; i++)
        same_layer(&whole.layers[i + 1], &inner.layers[i]);
    ck_assert_uint_eq(whole.tcp_layer == TL_NO_LAYER,
                      inner.tcp_layer == TL_NO_LAYER);
    if (inner.tcp_layer != TL_NO_LAYER)
        same_tcp(&whole.tcp, &inner.tcp);
}

static void check_values(const uint8_t *sound, uint32_t len, unsigned at)
{
    uint8_t bytes[FRAME6];

    for (unsigned value = 0; value < 256; value++) {
        memcpy(bytes, sound, len);
        bytes[at] = (uint8_t)value;
        check(bytes, len, len);
        check(bytes, len, len + 40);
    }
}

static void check_lengths(const uint8_t *sound, uint32_t len)
{
    for (uint32_t cap = ETHER + 1; cap <= len; cap++)
        for (uint32_t wire = cap; wire <= len + 1; wire++)
            check(sound, cap, wire);
}

START_TEST(every_value_of_every_byte)
{
    check_values(frame, FRAME, (unsigned)_i);
}
END_TEST

START_TEST(every_value_of_every_byte_over_ip6)
{
    check_values(frame6, FRAME6, (unsigned)_i);
}
END_TEST

START_TEST(every_length)
{
    check_lengths(frame, FRAME);
    check_lengths(frame6, FRAME6);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("plain");
    TCase *tc = tcase_create("plain");

    tcase_add_loop_test(tc, every_value_of_every_byte, ETHER, FRAME);
    tcase_add_loop_test(tc, every_value_of_every_byte_over_ip6, ETHER, FRAME6);
    tcase_add_test(tc, every_length);
    suite_add_tcase(s, tc);
    return s;
}
