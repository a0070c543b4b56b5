/*
 * test_flow_index.c - the index of connections by itself: tags chosen so that
 * lines overflow, that several entries have one tag, and that parts split as
 * far as there are bits, which no hash does by accident.
 */
#include "flow_index.h"
#include "unit_main.h"

static struct flow_index ix;

static void setup(void)
{
    ck_assert(flow_index_init(&ix));
}

static void teardown(void)
{
    flow_index_release(&ix);
}

static void add(uint32_t tag, uint32_t entry)
{
    ck_assert(flow_index_reserve(&ix, tag));
    flow_index_add(&ix, tag, entry);
}

static bool has(uint32_t tag, uint32_t entry)
{
    unsigned nth = 0;
    uint32_t found;

    do {
        found = flow_index_next(&ix, tag, &nth);
    } while (found != 0 && found != entry);
    return found != 0;
}

/* The same numbers in each run. */
static uint32_t some(void)
{
    static uint64_t state = 1;

    state = state * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(state >> 32);
}

/* Odd multiples of an odd number: no tag comes twice. */
static uint32_t tag_of(uint32_t entry)
{
    return entry * 2654435769U;
}

START_TEST(grows)
{
    enum { MANY = 300000 };

    for (uint32_t i = 1; i <= MANY; i++)
        add(tag_of(i), i);
    for (uint32_t i = 1; i <= MANY; i++)
        ck_assert_uint_eq(flow_index_likely(&ix, tag_of(i)), i);
    for (uint32_t i = MANY + 1; i <= 2 * MANY; i++)
        ck_assert_uint_eq(flow_index_likely(&ix, tag_of(i)), 0);
}
END_TEST

/* Nothing is where nothing was put, be the tag that of a free slot. */
START_TEST(is_empty)
{
    ck_assert_uint_eq(flow_index_likely(&ix, 0), 0);
    ck_assert(!has(0, 0));
    add(0, 7);
    ck_assert_uint_eq(flow_index_likely(&ix, 0), 7);
    ck_assert_uint_eq(flow_index_likely(&ix, INDEX_LINES), 0);
}
END_TEST

/*
 * Those of one line, more than it has room for, of the last one as well, which
 * sends on to the first. They go in another order than they came in.
 */
START_TEST(lines_overflow)
{
    enum { MANY = 3 * INDEX_SLOTS + 1 };
    const uint32_t line = _i == 0 ? INDEX_LINES - 1 : 5;

    for (uint32_t i = 1; i <= MANY; i++) {
        add(line + i * INDEX_LINES, i);
        add(line - 1 + i * INDEX_LINES, MANY + i);
    }
    for (uint32_t i = 1; i <= MANY; i++) {
        ck_assert_uint_eq(flow_index_likely(&ix, line + i * INDEX_LINES), i);
        ck_assert_uint_eq(flow_index_likely(&ix, line - 1 + i * INDEX_LINES),
                          MANY + i);
    }
    for (uint32_t n = 0; n < MANY; n++) {
        const uint32_t i = n * 7 % MANY + 1;
        flow_index_remove(&ix, line - 1 + i * INDEX_LINES, MANY + i);
        ck_assert(!has(line - 1 + i * INDEX_LINES, MANY + i));
        for (uint32_t k = 1; k <= MANY; k++)
            ck_assert_uint_eq(flow_index_likely(&ix, line + k * INDEX_LINES),
                              k);
    }
}
END_TEST

START_TEST(tags_may_be_alike)
{
    enum { MANY = 2 * INDEX_SLOTS + 3 };
    const uint32_t tag = 0x12345678;

    for (uint32_t i = 1; i <= MANY; i++)
        add(tag, i);
    for (uint32_t gone = 1; gone <= MANY; gone++) {
        for (uint32_t i = gone; i <= MANY; i++)
            ck_assert(has(tag, i));
        flow_index_remove(&ix, tag, gone);
        ck_assert(!has(tag, gone));
    }
    ck_assert_uint_eq(flow_index_likely(&ix, tag), 0);
}
END_TEST

/* Coming and going, against a list of what should be there. */
START_TEST(comes_and_goes)
{
    enum { MANY = 2000, TIMES = 60000 };
    static bool there[MANY + 1];
    /* All over the index, or crowded in few lines of few parts. */
    const uint32_t mask = _i == 0 ? UINT32_MAX : 0x03000007;

    for (uint32_t n = 0; n < TIMES; n++) {
        const uint32_t entry = 1 + some() % MANY;
        const uint32_t tag = tag_of(entry) & mask;
        ck_assert(has(tag, entry) == there[entry]);
        if (there[entry])
            flow_index_remove(&ix, tag, entry);
        else if (mask == UINT32_MAX || some() % 4 == 0)
            add(tag, entry);
        else
            continue;
        there[entry] = !there[entry];
    }
    for (uint32_t entry = 1; entry <= MANY; entry++)
        ck_assert(has(tag_of(entry) & mask, entry) == there[entry]);
}
END_TEST

/*
 * What no more bits can part fills its part, but for one slot, and then there
 * is no room; all others still have some.
 */
START_TEST(alike_without_end)
{
    enum { ROOM = INDEX_LINES * INDEX_SLOTS - 1 };
    const uint32_t tag = 0x80000001;
    uint32_t n = 0;

    while (n <= ROOM && flow_index_reserve(&ix, tag))
        flow_index_add(&ix, tag, ++n);
    ck_assert_uint_eq(n, ROOM);
    ck_assert(has(tag, 1));
    ck_assert(has(tag, ROOM));
    ck_assert(!has(tag, ROOM + 1));
    add(tag ^ 0x80000000, n + 1);
    ck_assert_uint_eq(flow_index_likely(&ix, tag ^ 0x80000000), n + 1);
    flow_index_remove(&ix, tag, ROOM / 2);
    add(tag, ROOM / 2);
    ck_assert(has(tag, ROOM / 2));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("flow_index");
    TCase *tc = tcase_create("index");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, grows);
    tcase_add_test(tc, is_empty);
    tcase_add_loop_test(tc, lines_overflow, 0, 2);
    tcase_add_test(tc, tags_may_be_alike);
    tcase_add_loop_test(tc, comes_and_goes, 0, 2);
    tcase_add_test(tc, alike_without_end);
    suite_add_tcase(s, tc);
    return s;
}
