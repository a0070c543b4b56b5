/*
 * test_no_alloc.c - a packet of a known connection costs no allocation.
 *
 * The linker sends every allocation of the rooms through the counters below
 * (--wrap), so that a malloc sneaking into the hot path fails here.
 */
#include <pcap/dlt.h>

#include "conn.h"
#include "decode.h"
#include "hex_bytes.h"
#include "line.h"
#include "unit_main.h"

void *__real_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t n);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t n);

static unsigned long allocations;

void *__wrap_malloc(size_t n)
{
    allocations++;
    return __real_malloc(n);
}

void *__wrap_calloc(size_t n, size_t size)
{
    allocations++;
    return __real_calloc(n, size);
}

void *__wrap_realloc(void *p, size_t n)
{
    allocations++;
    return __real_realloc(p, n);
}

/* A segment with options and a payload that has a printer. */
static const char segment[] = "020000000002 020000000001 0800"
                              "4500 0049 0001 0000 4006 0000 c0000201 c6336402"
                              "0401 0050 000003e8 000007d0 8018 0200 0000 0000"
                              "0101 080a 00000001 00000002"
                              "474554202f20485454502f312e300d0a48 6f73743a0d0a";

static const struct line_style styles[] = {
    {.no_names = true},
    {.no_names = true, .verbose = 3, .link_header = true},
    {.no_names = true, .dump = LINE_DUMP_HEX_ASCII},
    {.no_names = true, .time = LINE_TIME_DATE, .absolute = true},
};

START_TEST(known_connection_allocates_nothing)
{
    enum { ROUNDS = 1000 };
    uint8_t bytes[128];
    const uint32_t n = (uint32_t)hex_bytes(segment, bytes);
    struct line *line = line_new(&styles[_i], NULL);
    struct conn_table *conns = conn_table_new(0);
    struct tl_packet *pkt = malloc(sizeof(*pkt));
    struct record rec = {.pkt = pkt};
    struct text out;

    ck_assert(text_init(&out, 65536));
    for (int i = 0; i < ROUNDS; i++) {
        const struct tl_raw raw = {.data = bytes,
                                   .cap_len = n,
                                   .wire_len = n,
                                   .time = tl_stamp(1700000000 + i, 0),
                                   .link_type = DLT_EN10MB};
        text_truncate(&out, 0);
        decode_packet(&raw, pkt);
        conn_track(conns, pkt, true, &rec.step);
        line_record(line, &rec, &out);
        if (i == 0)
            allocations = 0; /* the connection and the time zone are known */
    }
    ck_assert_uint_eq(allocations, 0);
    text_free(&out);
    free(pkt);
    conn_table_free(conns);
    line_free(line);
}
END_TEST

/* The counters count: a new connection does allocate. */
START_TEST(counters_work)
{
    allocations = 0;
    conn_table_free(conn_table_new(0));
    ck_assert_uint_gt(allocations, 0);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("no-alloc");
    TCase *tc = tcase_create("hot path");

    tcase_add_loop_test(tc, known_connection_allocates_nothing, 0,
                        COUNT_OF(styles));
    tcase_add_test(tc, counters_work);
    suite_add_tcase(s, tc);
    return s;
}
