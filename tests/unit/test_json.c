/*
 * test_json.c - JSON's strings and numbers (RFC 8259, RFC 3629).
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "count.h"
#include "json_write.h"
#include "unit_main.h"

static struct text t;

static void setup(void)
{
    ck_assert(text_init(&t, 8));
}

static void teardown(void)
{
    text_free(&t);
}

static void expect_string(const char *s, size_t n, const char *want)
{
    text_truncate(&t, 0);
    json_string(&t, s, n);
    text_char(&t, '\0');
    ck_assert_str_eq(t.start, want);
}

#define STRING(s, want) expect_string("" s, sizeof(s) - 1, want)
#define LOST "\xef\xbf\xbd"

START_TEST(escapes)
{
    STRING("plain", "\"plain\"");
    STRING("a\"b\\c/d", "\"a\\\"b\\\\c/d\"");
    STRING("\b\t\n\f\r", "\"\\b\\t\\n\\f\\r\"");
    STRING("\0\x1f\x7f", "\"\\u0000\\u001f\\u007f\"");
}
END_TEST

START_TEST(only_utf8_gets_out)
{
    STRING("\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80",
           "\"\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80\"");
    STRING("\x80", "\"" LOST "\"");                            /* alone */
    STRING("\xc3", "\"" LOST "\"");                            /* cut */
    STRING("\xe2\x82", "\"" LOST LOST "\"");                   /* cut */
    STRING("\xc0\xaf", "\"" LOST LOST "\"");                   /* overlong */
    STRING("\xe0\x80\xaf", "\"" LOST LOST LOST "\"");          /* overlong */
    STRING("\xed\xa0\x80", "\"" LOST LOST LOST "\"");          /* surrogate */
    STRING("\xf4\x90\x80\x80", "\"" LOST LOST LOST LOST "\""); /* too high */
    STRING("\xff\x61", "\"" LOST "a\"");
    STRING("\xe2\x61\xac", "\"" LOST "a" LOST "\"");
}
END_TEST

static void expect_seconds(int64_t ns, const char *want)
{
    char buf[64];
    *json_seconds(buf, ns) = '\0';
    ck_assert_str_eq(buf, want);
}

/* Every number of digits, and both sides of each step between them. */
START_TEST(short_numbers)
{
    char buf[32], want[32];

    for (uint64_t step = 1; step <= UINT32_MAX; step *= 10) {
        for (uint64_t v = step - 1; v <= step + 1; v++) {
            const uint32_t whole = (uint32_t)v;
            *digits_u32(buf, whole) = '\0';
            (void)snprintf(want, sizeof(want), "%" PRIu32, whole);
            ck_assert_str_eq(buf, want);
            *digits_u16(buf, (uint16_t)v) = '\0';
            (void)snprintf(want, sizeof(want), "%u", (uint16_t)v);
            ck_assert_str_eq(buf, want);
        }
    }
}
END_TEST

START_TEST(numbers)
{
    static const uint64_t values[] = {0,
                                      9,
                                      99999999,
                                      100000000,
                                      123456789,
                                      999999999,
                                      1000000000,
                                      1000000001,
                                      4294967295,
                                      4294967296,
                                      999999999999999999U,
                                      1000000000000000000U,
                                      UINT64_MAX};
    char buf[64], want[64];

    for (unsigned i = 0; i < COUNT_OF(values); i++) {
        *digits_u64(buf, values[i]) = '\0';
        (void)snprintf(want, sizeof(want), "%" PRIu64, values[i]);
        ck_assert_str_eq(buf, want);
    }
    expect_seconds(0, "0.000000000");
    expect_seconds(-500000, "-0.000500000");
    expect_seconds(1700000000123456789, "1700000000.123456789");
    expect_seconds(INT64_MIN, "-9223372036.854775808");
}
END_TEST

START_TEST(objects)
{
    char buf[64], *at = buf;

    *json_close(buf, at) = '\0';
    ck_assert_str_eq(buf, "{}");
    at = JSON_U32(at, "a", 1);
    at = JSON_TRUE(at, "b");
    at = json_hex(JSON_KEY(at, "c"), (const uint8_t *)"\x0a\xff", 2);
    *json_close(buf, at) = '\0';
    ck_assert_str_eq(buf, "{\"a\":1,\"b\":true,\"c\":\"0aff\"}");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("json");
    TCase *tc = tcase_create("write");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, escapes);
    tcase_add_test(tc, only_utf8_gets_out);
    tcase_add_test(tc, short_numbers);
    tcase_add_test(tc, numbers);
    tcase_add_test(tc, objects);
    suite_add_tcase(s, tc);
    return s;
}
