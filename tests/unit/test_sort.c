/*
 * test_sort.c - heapsort against what order means, for rows of any size.
 */
#include <string.h>

#include "sort.h"
#include "unit_main.h"

enum { MOST = 200, WIDTH = 200 };

struct row {
    unsigned key;
    unsigned char rest[WIDTH]; /* follows its key, or a swap lost bytes */
};

static int by_key(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

/* Spread by a prime above their number, so that each key comes once. */
static void fill(struct row *rows, unsigned n)
{
    enum { PRIME = 211 };

    for (unsigned i = 0; i < n; i++) {
        rows[i].key = (i + 1) * 101 % PRIME;
        memset(rows[i].rest, (int)rows[i].key, WIDTH);
    }
}

START_TEST(sorted_and_whole)
{
    static struct row rows[MOST];
    const unsigned n = (unsigned)_i;
    unsigned sum = 0, want = 0;

    fill(rows, n);
    for (unsigned i = 0; i < n; i++)
        want += rows[i].key;
    sort_rows(rows, n, sizeof(rows[0]), by_key);
    for (unsigned i = 0; i < n; i++) {
        ck_assert(i == 0 || rows[i - 1].key < rows[i].key);
        ck_assert_uint_eq(rows[i].rest[0], (unsigned char)rows[i].key);
        ck_assert_uint_eq(rows[i].rest[WIDTH - 1], (unsigned char)rows[i].key);
        sum += rows[i].key;
    }
    ck_assert_uint_eq(sum, want);
}
END_TEST

START_TEST(equal_rows)
{
    struct row rows[3] = {{.key = 2}, {.key = 1}, {.key = 2}};

    sort_rows(rows, 3, sizeof(rows[0]), by_key);
    ck_assert_uint_eq(rows[0].key, 1);
    ck_assert_uint_eq(rows[1].key, 2);
    ck_assert_uint_eq(rows[2].key, 2);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("sort");
    TCase *tc = tcase_create("rows");

    tcase_add_loop_test(tc, sorted_and_whole, 0, MOST);
    tcase_add_test(tc, equal_rows);
    suite_add_tcase(s, tc);
    return s;
}
