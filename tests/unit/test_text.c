/*
 * test_text.c - the text writers against known strings and against printf.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "count.h"
#include "hexdump.h"
#include "text.h"
#include "unit_main.h"

static struct text t;

static void setup(void)
{
    ck_assert(text_init(&t, 8)); /* tiny, so that growth is exercised */
}

static void teardown(void)
{
    text_free(&t);
}

static void expect(const char *want)
{
    text_char(&t, '\0');
    ck_assert_str_eq(t.start, want);
    text_truncate(&t, 0);
}

static const uint64_t numbers[] = {
    0,     1,      9,       10,        99,         100,        101,
    999,   1000,   9999,    10000,     99999,      100000,     999999,
    65535, 123456, 9999999, 123456789, 4294967294, 4294967295,
};

START_TEST(decimal_as_printf)
{
    char want[32];

    (void)snprintf(want, sizeof(want), "%" PRIu64, numbers[_i]);
    text_u32(&t, (uint32_t)numbers[_i]);
    expect(want);
    text_u64(&t, numbers[_i] << 31);
    (void)snprintf(want, sizeof(want), "%" PRIu64, numbers[_i] << 31);
    expect(want);
    text_dec_pad(&t, numbers[_i], 6, '0');
    (void)snprintf(want, sizeof(want), "%06" PRIu64, numbers[_i]);
    expect(want);
}
END_TEST

START_TEST(hex_forms)
{
    text_hex(&t, 0);
    text_char(&t, ' ');
    text_hex_pad(&t, 0xbeef, 8);
    text_char(&t, ' ');
    text_hex_alt(&t, 0);
    text_char(&t, ' ');
    text_hex_alt(&t, 0x5010);
    text_char(&t, ' ');
    text_hex_bytes(&t, (const uint8_t[]){0x00, 0xff, 0x1a}, 3);
    expect("0 0000beef 0 0x5010 00ff1a");
}
END_TEST

START_TEST(signed_decimal)
{
    text_i64(&t, INT64_MIN);
    text_char(&t, ' ');
    text_i64(&t, -1);
    expect("-9223372036854775808 -1");
}
END_TEST

START_TEST(ip4)
{
    text_ip4(&t, (const uint8_t[]){0, 9, 10, 255});
    text_char(&t, ' ');
    text_ip4(&t, (const uint8_t[]){192, 0, 2, 100});
    expect("0.9.10.255 192.0.2.100");
}
END_TEST

/* The same words as eight numbers, and the text they must give. */
static const struct {
    uint16_t word[8];
    const char *want;
} ip6_rows[] = {
    {{1, 0, 0, 2, 0, 0, 0, 3}, "1:0:0:2::3"},
    {{1, 0, 0, 2, 3, 0, 0, 4}, "1::2:3:0:0:4"},
    {{0x2001, 0xdb8, 0, 1, 1, 1, 1, 1}, "2001:db8:0:1:1:1:1:1"},
    {{0, 0, 0, 0, 0, 0xffff, 0x102, 0x304}, "::ffff:1.2.3.4"},
    {{0, 0, 0, 0, 0, 0, 0x102, 0x304}, "::1.2.3.4"},
    {{0, 0, 0, 0, 0, 0, 0, 1}, "::1"},
    {{0, 0, 0, 0, 0, 0, 0, 0}, "::"},
    {{0, 0, 0, 0, 0, 0, 0, 0x102}, "::102"},
    {{0, 0, 0, 0, 0, 0, 0x102, 0}, "::1.2.0.0"},
    {{0x64, 0xff9b, 0, 0, 0, 0, 0x102, 0x304}, "64:ff9b::102:304"},
    {{0, 0, 0, 0, 0xffff, 0, 0x102, 0x304}, "::ffff:0:102:304"},
    {{1, 2, 3, 4, 5, 6, 7, 0}, "1:2:3:4:5:6:7:0"},
    {{0xfe80, 0, 0, 0, 0, 0, 0, 0}, "fe80::"},
};

START_TEST(ip6)
{
    uint8_t addr[16];

    for (int i = 0; i < 8; i++) {
        addr[2 * i] = (uint8_t)(ip6_rows[_i].word[i] >> 8);
        addr[2 * i + 1] = (uint8_t)ip6_rows[_i].word[i];
    }
    text_ip6(&t, addr);
    expect(ip6_rows[_i].want);
}
END_TEST

START_TEST(visible_bytes)
{
    static const uint8_t bytes[] = {'a', 1, 0x7f, 0x80, 0xff, '\n'};

    for (size_t i = 0; i < sizeof(bytes); i++)
        text_visible(&t, bytes[i]);
    expect("a^A^?M-^@M-^?^J");
}
END_TEST

START_TEST(hex_rows)
{
    uint8_t bytes[17] = {0x45, 0x00, 'a', ' '};

    hexdump_hex(&t, "\n\t", bytes, 3);
    expect("\n\t0x0000:  4500 61");
    bytes[16] = 'z';
    hexdump_hex_ascii(&t, "\n\t", bytes, sizeof(bytes));
    expect("\n\t0x0000:  4500 6120 0000 0000 0000 0000 0000 0000  "
           "E.a............."
           "\n\t0x0010:  7a                                       z");
}
END_TEST

/* One row as its description has it. */
static size_t put_plain_row(char *to, const char *indent, const uint8_t *p,
                            size_t off, size_t n, bool graphic)
{
    char *at = to + sprintf(to, "%s0x%04zx: ", indent, off);

    for (size_t i = 0; i < n; i++)
        at += sprintf(at, i % 2 == 0 ? " %02x" : "%02x", p[off + i]);
    if (!graphic)
        return (size_t)(at - to);
    at += sprintf(at, "%*s", (int)(42 - n / 2 * 5 - n % 2 * 3), "");
    for (size_t i = 0; i < n; i++)
        *at++ = p[off + i] > ' ' && p[off + i] < 0x7f ? (char)p[off + i] : '.';
    return (size_t)(at - to);
}

/* Bytes of each value at each place of a row, and offsets of five digits. */
START_TEST(hex_many_rows)
{
    enum { MOST = 66000, COLUMNS = 100 };
    static const size_t lengths[] = {0,   1,   15,  16,  17,
                                     255, 256, 257, 513, MOST};
    static const char *const indents[] = {"", "\n\t", "\n\t  ----------------"};
    const bool graphic = _i % 2 != 0;
    const char *indent = indents[_i / 2];
    uint8_t *bytes = malloc(MOST);
    char *want = malloc((MOST / 16 + 1) * COLUMNS);

    for (size_t i = 0; i < MOST; i++)
        bytes[i] = (uint8_t)(i * 37 + i / 256);
    for (size_t i = 0; i < COUNT_OF(lengths); i++) {
        const size_t n = lengths[i];
        size_t len = 0;

        for (size_t off = 0; off < n; off += 16)
            len += put_plain_row(want + len, indent, bytes, off,
                                 n - off < 16 ? n - off : 16, graphic);
        want[len] = '\0';
        text_truncate(&t, 0);
        if (graphic)
            hexdump_hex_ascii(&t, indent, bytes, n);
        else
            hexdump_hex(&t, indent, bytes, n);
        expect(want);
    }
    free(want);
    free(bytes);
}
END_TEST

static const struct {
    const char *in, *want;
} ascii_rows[] = {
    {"a\rb", "\nab"},       {"a\rbc", "\na.bc"},  {"a\r\r\n", "\na.\n"},
    {"x\ty z", "\nx\ty z"}, {"\x01\x80", "\n.."}, {"", "\n"},
};

START_TEST(ascii_dump)
{
    hexdump_ascii(&t, (const uint8_t *)ascii_rows[_i].in,
                  strlen(ascii_rows[_i].in));
    expect(ascii_rows[_i].want);
}
END_TEST

/* Against printf(3): what is written here, what is not, and both at once. */
START_TEST(printf_as_printf)
{
    const unsigned v = (unsigned)numbers[_i];
    char want[256];

#define AS_PRINTF(...)                                                         \
    do {                                                                       \
        (void)snprintf(want, sizeof(want), __VA_ARGS__);                       \
        text_printf(&t, __VA_ARGS__);                                          \
        expect(want);                                                          \
    } while (0)
    AS_PRINTF("%u %d %x%%%c.%s", v, (int)v, v, 'c', "text");
    AS_PRINTF("%02u %06u %010u %02x %04x %08x", v, v, v, v, v, v);
    AS_PRINTF("%lu %020lu %u", (unsigned long)numbers[_i],
              (unsigned long)numbers[_i] << 31, v);
    AS_PRINTF("%u %5u %s", v, v, "behind");
    AS_PRINTF("%llu %X %-8x|%.2s|%12s", (unsigned long long)v, v, v, "abc",
              "r");
    AS_PRINTF("%s", "");
    AS_PRINTF("%o %+d %#x", v, (int)v, v);
#undef AS_PRINTF
}
END_TEST

START_TEST(printf_grows)
{
    text_printf(&t, "%s %u", "longer than the eight bytes given", 7U);
    expect("longer than the eight bytes given 7");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("text");
    TCase *tc = tcase_create("writers");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_loop_test(tc, decimal_as_printf, 0, COUNT_OF(numbers));
    tcase_add_test(tc, hex_forms);
    tcase_add_test(tc, signed_decimal);
    tcase_add_test(tc, ip4);
    tcase_add_loop_test(tc, ip6, 0, COUNT_OF(ip6_rows));
    tcase_add_test(tc, visible_bytes);
    tcase_add_test(tc, hex_rows);
    tcase_add_loop_test(tc, hex_many_rows, 0, 6);
    tcase_add_loop_test(tc, ascii_dump, 0, COUNT_OF(ascii_rows));
    tcase_add_loop_test(tc, printf_as_printf, 0, COUNT_OF(numbers));
    tcase_add_test(tc, printf_grows);
    suite_add_tcase(s, tc);
    return s;
}
