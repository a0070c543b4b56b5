/*
 * test_told_drops.c - packets that a pcapng file says were dropped, whatever
 * else it holds and in whatever pieces it comes.
 */
#include <string.h>

#include "told_drops.h"
#include "unit_main.h"

static uint8_t file[4096];
static size_t size;
static bool big_endian;

static void put(uint64_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++)
        file[size++] = (uint8_t)(value >> 8 * (big_endian ? bytes - 1 - i : i));
}

/* With `len` bytes between its head and its end. */
static void put_head(uint32_t type, uint32_t len)
{
    put(type, 4);
    put(len + 12, 4);
}

static void put_section(bool big)
{
    big_endian = big;
    put_head(0x0a0d0d0a, 16);
    put(0x1a2b3c4d, 4);
    put(1, 2);
    put(0, 2);
    put(UINT64_MAX, 8);
    put(28, 4);
}

/* A packet of bytes that look like a block of statistics. */
static void put_packet(void)
{
    put_head(6, 64);
    for (int i = 0; i < 16; i++)
        put(5, 4);
    put(76, 4);
}

static void put_option(unsigned code, uint64_t value)
{
    put(code, 2);
    put(8, 2);
    put(value, 8);
}

static void put_statistics(uint32_t interface, uint64_t if_drop, uint64_t drop)
{
    enum { TIME = 8, COMMENT = 8, OPTION = 12, END = 4 };
    const uint32_t len = 4 + TIME + COMMENT + 3 * OPTION + END;

    put_head(5, len);
    put(interface, 4);
    put(0, TIME);
    put(1, 2);
    put(3, 2);
    put(0x2a2a2a00, 4);
    put_option(4, 1000); /* received */
    put_option(5, if_drop);
    put_option(7, drop);
    put(0, 4);
    put(len + 12, 4);
}

static void begin(void)
{
    size = 0;
    put_section(false);
}

static uint64_t told(size_t piece)
{
    struct told_drops t = {0};

    for (size_t at = 0; at < size; at += piece)
        told_drops_take(&t, file + at, size - at < piece ? size - at : piece);
    return told_drops_sum(&t);
}

/* The last block of an interface holds; interfaces and sections add up. */
START_TEST(what_is_told_last_counts)
{
    static const size_t pieces[] = {1, 3, 7, 12, 64, sizeof(file)};

    begin();
    put_packet();
    put_statistics(0, 1, 1);
    put_statistics(1, 100, 0);
    put_packet();
    put_statistics(0, 40, 2);
    put_section(true);
    put_packet();
    put_statistics(0, 1000, 0);
    ck_assert_uint_eq(told(pieces[_i]), 1142);
}
END_TEST

START_TEST(packets_tell_nothing)
{
    begin();
    put_packet();
    put_packet();
    ck_assert_uint_eq(told(sizeof(file)), 0);
}
END_TEST

/* No section first, a length that cannot be, an interface far away. */
START_TEST(what_is_damaged_tells_nothing)
{
    size = 0;
    if (_i != 0)
        put_section(false);
    if (_i == 1)
        put_head(6, UINT32_MAX - 20);
    if (_i == 2)
        put_head(6, UINT32_MAX - 3);
    put_statistics(_i == 3 ? UINT32_MAX : 0, 5, 5);
    ck_assert_uint_eq(told(sizeof(file)), 0);
}
END_TEST

/* A block that ends within an option, or is longer than is looked at. */
START_TEST(a_short_block_says_what_it_has)
{
    begin();
    put_head(5, 12 + 12 + (_i == 0 ? 6 : 4000));
    put(0, 4);
    put(0, 8);
    put_option(5, 9);
    put(7, 2);
    put(8, 2);
    put(0, 2);
    put(0, 4);
    if (_i == 1) {
        memset(file + size, 0, sizeof(file) - size);
        size = sizeof(file);
    }
    ck_assert_uint_eq(told(5), 9);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("told drops");
    TCase *t = tcase_create("blocks");

    tcase_add_loop_test(t, what_is_told_last_counts, 0, 6);
    tcase_add_test(t, packets_tell_nothing);
    tcase_add_loop_test(t, what_is_damaged_tells_nothing, 0, 4);
    tcase_add_loop_test(t, a_short_block_says_what_it_has, 0, 2);
    suite_add_tcase(s, t);
    return s;
}
