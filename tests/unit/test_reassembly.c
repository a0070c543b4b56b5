/*
 * test_reassembly.c - fragments in any order, doubled, overlapping, without
 * end.
 */

#include "reassembly.h"
#include "unit_main.h"

static const uint8_t addresses[8] = {192, 0, 2, 1, 192, 0, 2, 2};
static uint8_t bytes[256];
static struct reassembly *table;
static struct reassembled whole;

static void setup(void)
{
    for (unsigned i = 0; i < sizeof(bytes); i++)
        bytes[i] = (uint8_t)i;
    table = reassembly_new();
    ck_assert_ptr_nonnull(table);
}

static void teardown(void)
{
    reassembly_free(table);
}

static bool add(uint32_t id, uint32_t from, uint32_t to, bool more)
{
    const struct fragment f = {
        .ip4 = true,
        .src = addresses,
        .dst = addresses + 4,
        .id = id,
        .offset = from,
        .len = to - from,
        .more = more,
        .data = bytes + from,
    };
    return reassembly_add(table, &f, &whole);
}

static void check_whole(uint32_t len)
{
    ck_assert_uint_eq(whole.len, len);
    for (uint32_t i = 0; i < len && i < REASSEMBLY_HEADER; i++)
        ck_assert_uint_eq(whole.header[i], i);
}

START_TEST(any_order)
{
    static const uint8_t orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                         {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (uint32_t i = 0; i < 6; i++) {
        for (unsigned k = 0; k < 3; k++) {
            const uint32_t part = orders[i][k];
            ck_assert_int_eq(add(i, part * 40, part * 40 + 40, part < 2),
                             k == 2);
        }
        check_whole(120);
    }
}
END_TEST

START_TEST(doubled_and_overlapping)
{
    ck_assert(!add(1, 0, 48, true));
    ck_assert(!add(1, 0, 48, true));
    ck_assert(!add(1, 24, 72, true));
    ck_assert(!add(1, 96, 120, false));
    ck_assert(add(1, 64, 104, true));
    check_whole(120);
    /* A whole second copy is a segment again. */
    ck_assert(!add(1, 48, 120, false));
    ck_assert(add(1, 0, 48, true));
}
END_TEST

START_TEST(others_do_not_help)
{
    ck_assert(!add(1, 0, 40, true));
    ck_assert(!add(2, 40, 80, false));
    ck_assert(add(1, 40, 80, false));
}
END_TEST

/* More holes than are kept, and more datagrams than fit. */
START_TEST(bounded)
{
    for (uint32_t i = 0; i < 200; i += 2)
        ck_assert(!add(1, i, i + 1, true));
    ck_assert_uint_gt(reassembly_forgotten(table), 0);
    const uint64_t before = reassembly_forgotten(table);
    for (uint32_t id = 2; id < 10000; id++)
        ck_assert(!add(id, 0, 40, true));
    ck_assert_uint_gt(reassembly_forgotten(table), before + 8000);
    ck_assert(add(9999, 40, 80, false));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("reassembly");
    TCase *t = tcase_create("fragments");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, any_order);
    tcase_add_test(t, doubled_and_overlapping);
    tcase_add_test(t, others_do_not_help);
    tcase_add_test(t, bounded);
    suite_add_tcase(s, t);
    return s;
}
