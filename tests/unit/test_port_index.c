/*
 * test_port_index.c - the index finds what a walk over the rows would.
 */
#include "count.h"
#include "port_index.h"
#include "unit_main.h"

enum { FIRST = 1000, SECOND, THIRD, FOURTH, FIFTH };

static const struct port_row rows[] = {{53, 53, PORT_EITHER, FIRST},
                                       {700, 799, PORT_SOURCE, SECOND},
                                       {750, 820, PORT_DESTINATION, THIRD},
                                       {49152, 49153, PORT_BOTH, FOURTH},
                                       {0, 0, PORT_EITHER, FIFTH},
                                       {65535, 65535, PORT_EITHER, FIFTH},
                                       {49100, 49200, PORT_DESTINATION, FIFTH}};

static struct port_index index_of_rows;

static uint32_t found(uint16_t sport, uint16_t dport)
{
    return port_index_find(&index_of_rows, rows, COUNT_OF(rows), sport, dport);
}

START_TEST(first_row_wins)
{
    ck_assert_uint_eq(found(53, 760), FIRST);
    ck_assert_uint_eq(found(760, 53), FIRST);
    ck_assert_uint_eq(found(760, 760), SECOND);
    ck_assert_uint_eq(found(0, 760), THIRD);
    ck_assert_uint_eq(found(1, 65535), FIFTH);
    ck_assert_uint_eq(found(0, 1), FIFTH);
    ck_assert_uint_eq(found(1, 2), TL_NONE);
}
END_TEST

START_TEST(sides_are_heeded)
{
    ck_assert_uint_eq(found(700, 1), SECOND);
    ck_assert_uint_eq(found(1, 700), TL_NONE);
    ck_assert_uint_eq(found(820, 1), TL_NONE);
    ck_assert_uint_eq(found(1, 820), THIRD);
}
END_TEST

START_TEST(both_ports_are_wanted)
{
    ck_assert_uint_eq(found(49152, 49153), FOURTH);
    ck_assert_uint_eq(found(49153, 49153), FOURTH);
    ck_assert_uint_eq(found(49153, 1), TL_NONE);
    ck_assert_uint_eq(found(1, 49153), FIFTH);
    ck_assert_uint_eq(found(49153, 53), FIRST);
}
END_TEST

static bool lies_in(const struct port_row *row, uint16_t port)
{
    return row->from <= port && port <= row->to;
}

static bool fits(const struct port_row *row, uint16_t sport, uint16_t dport)
{
    switch (row->side) {
    case PORT_SOURCE:
        return lies_in(row, sport);
    case PORT_DESTINATION:
        return lies_in(row, dport);
    case PORT_BOTH:
        return lies_in(row, sport) && lies_in(row, dport);
    default:
        return lies_in(row, sport) || lies_in(row, dport);
    }
}

/* The tables themselves: by the index and by a walk over their rows. */
static void compare_table(const struct port_row *table, size_t count,
                          uint32_t (*by_index)(enum tl_packet_type type,
                                               uint16_t sport, uint16_t dport))
{
    for (size_t i = 0; i < count; i++) {
        for (uint32_t other = 0; other < 65536; other += 7) {
            const uint16_t a = table[i].from, b = (uint16_t)other;
            size_t at = 0;
            while (at < count && !fits(&table[at], a, b))
                at++;
            ck_assert_uint_eq(by_index(TL_TYPE_BY_PORT, a, b),
                              at < count ? table[at].next : TL_NONE);
        }
    }
}

START_TEST(tables_are_indexed_as_they_stand)
{
    size_t n;
    const struct port_row *table = next_udp_rows(&n);

    compare_table(table, n, next_of_udp);
    table = next_tcp_rows(&n);
    compare_table(table, n, next_of_tcp);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("port index");
    TCase *tc = tcase_create("rows");

    tcase_add_test(tc, first_row_wins);
    tcase_add_test(tc, sides_are_heeded);
    tcase_add_test(tc, both_ports_are_wanted);
    tcase_add_test(tc, tables_are_indexed_as_they_stand);
    suite_add_tcase(s, tc);
    return s;
}
