/*
 * test_kit.c - what the printers of protocols share: walks over lists of
 * elements, strings, addresses and prefixes.
 */
#include <stdio.h>

#include "unit_main.h"

#include "tlv.h"
#include "values.h"

static struct text out;

static void addr4(void *ctx, struct text *to, const uint8_t addr[4])
{
    (void)ctx;
    text_ip4(to, addr);
}

static void addr6(void *ctx, struct text *to, const uint8_t addr[16])
{
    (void)ctx;
    text_ip6(to, addr);
}

static const struct payload_host host = {.addr4 = addr4, .addr6 = addr6};

static struct printer printer_of(const char *bytes, uint32_t cap)
{
    return (struct printer){
        .base = (const uint8_t *)bytes,
        .cap = cap,
        .len = cap,
        .out = &out,
        .host = &host,
        .label = "kit",
    };
}

static void setup(void)
{
    ck_assert(text_init(&out, 64));
}

static void teardown(void)
{
    text_free(&out);
}

static void is(struct printer *pr, const char *want)
{
    printer_finish(pr);
    text_char(&out, '\0');
    ck_assert_str_eq(out.start, want);
    text_truncate(&out, 0);
}

/* --- lists ------------------------------------------------------------- */

static const struct tlv_form plain = {.type_bits = 8, .length_bits = 8};
static const struct tlv_form whole = {
    .type_bits = 16, .length_bits = 16, .whole = true};

/* "1:ab 2:" and how the walk ended, with what was left of the list. */
static void walk(struct printer *pr, const struct tlv_form *form, uint32_t len,
                 const char *want)
{
    static const char *const ends[] = {
        [TLV_NONE] = "none",
        [TLV_CUT] = "cut",
        [TLV_SHORT] = "short",
        [TLV_LONG] = "long",
    };
    struct span list = {0, len};
    enum tlv_fit fit;
    struct tlv t;
    char got[256] = "";
    size_t n = 0;

    while ((fit = tlv_next(pr, form, &list, &t)) == TLV_FITS)
        n += (size_t)snprintf(got + n, sizeof(got) - n, "%u:%.*s ", t.type,
                              (int)t.value.len,
                              (const char *)pr->base + t.value.off);
    snprintf(got + n, sizeof(got) - n, "%s %u", ends[fit], list.len);
    ck_assert_str_eq(got, want);
    ck_assert_int_eq(pr->cut, fit == TLV_CUT);
}

START_TEST(elements_in_turn)
{
    struct printer pr = printer_of("\1\2ab\2\0\3\1c", 9);
    walk(&pr, &plain, 9, "1:ab 2: 3:c none 0");
    walk(&pr, &plain, 5, "1:ab none 1");
    walk(&pr, &plain, 8, "1:ab 2: long 2");
    walk(&pr, &plain, 0, "none 0");
}
END_TEST

START_TEST(header_that_is_not_captured)
{
    struct printer pr = printer_of("\1\2ab\2\0", 5);
    walk(&pr, &plain, 6, "1:ab cut 2");
}
END_TEST

START_TEST(value_that_is_not_captured)
{
    struct printer pr = printer_of("\1\2ab", 2);
    struct span list = {0, 4};
    struct tlv t;

    ck_assert_int_eq(tlv_next(&pr, &plain, &list, &t), TLV_FITS);
    ck_assert_uint_eq(t.value.len, 2);
    ck_assert(printer_ok(&pr));
    ck_assert(!printer_need(&pr, t.value.off, t.value.len));
}
END_TEST

START_TEST(length_that_counts_the_header)
{
    struct printer pr = printer_of("\0\7\0\6ab\0\x8\0\3c", 11);
    walk(&pr, &whole, 11, "7:ab short 5");
    walk(&pr, &whole, 6, "7:ab none 0");
}
END_TEST

START_TEST(what_does_not_fit_still_says_its_type)
{
    struct printer pr = printer_of("\x80\1\xff\xff", 4);
    struct span list = {0, 4};
    struct tlv t;

    ck_assert_int_eq(tlv_next(&pr, &whole, &list, &t), TLV_LONG);
    ck_assert_uint_eq(t.type, 0x8001);
    ck_assert_uint_eq(t.length, 0xffff);
    ck_assert_uint_eq(t.value.len, 0);
    ck_assert_uint_eq(list.len, 4);
}
END_TEST

/* As of LLDP: seven bits and nine. */
START_TEST(header_of_odd_widths)
{
    static const struct tlv_form form = {.type_bits = 7, .length_bits = 9};
    struct printer pr = printer_of("\4\2ab\0\0", 6);

    walk(&pr, &form, 6, "2:ab 0: none 0");
}
END_TEST

START_TEST(padding_is_skipped_as_far_as_there_is)
{
    static const struct tlv_form form = {
        .type_bits = 16, .length_bits = 16, .align = 4};
    struct printer pr = printer_of("\0\1\0\1a...\0\2\0\2bc", 14);

    walk(&pr, &form, 14, "1:a 2:bc none 0");
}
END_TEST

/* --- values ------------------------------------------------------------ */

START_TEST(strings_end_at_zero_or_at_the_cut)
{
    struct printer pr = printer_of("ab\0cd", 5);
    printer_string(&pr, 0, 5);
    printer_chars(&pr, 0, 4);
    is(&pr, "abab^@c");
    printer_string(&pr, 0, 100);
    ck_assert(printer_ok(&pr));
    is(&pr, "ab");
    printer_string(&pr, 3, 3);
    is(&pr, "cd [|kit]");
}
END_TEST

START_TEST(characters_before_the_cut_are_shown)
{
    struct printer pr = printer_of("abc", 3);
    printer_chars(&pr, 1, 3);
    is(&pr, "bc [|kit]");
}
END_TEST

START_TEST(hardware_address)
{
    struct printer pr = printer_of("\2\0\0\0\0\1", 6);
    printer_mac(&pr, 0);
    printer_mac(&pr, 1);
    is(&pr, "02:00:00:00:00:01 [|kit]");
}
END_TEST

START_TEST(bits_behind_a_prefix_are_masked)
{
    struct printer pr = printer_of("\x0a\xff\xff", 3);
    printer_prefix4(&pr, 0, 0);
    text_char(&out, ' ');
    printer_prefix4(&pr, 0, 9);
    text_char(&out, ' ');
    printer_prefix6(&pr, 0, 24);
    is(&pr, "0.0.0.0/0 10.128.0.0/9 aff:ff00::/24");
    printer_prefix4(&pr, 0, 25);
    is(&pr, " [|kit]");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("kit");
    TCase *lists = tcase_create("lists");
    TCase *values = tcase_create("values");

    tcase_add_checked_fixture(lists, setup, teardown);
    tcase_add_test(lists, elements_in_turn);
    tcase_add_test(lists, header_that_is_not_captured);
    tcase_add_test(lists, value_that_is_not_captured);
    tcase_add_test(lists, length_that_counts_the_header);
    tcase_add_test(lists, what_does_not_fit_still_says_its_type);
    tcase_add_test(lists, header_of_odd_widths);
    tcase_add_test(lists, padding_is_skipped_as_far_as_there_is);
    suite_add_tcase(s, lists);
    tcase_add_checked_fixture(values, setup, teardown);
    tcase_add_test(values, strings_end_at_zero_or_at_the_cut);
    tcase_add_test(values, characters_before_the_cut_are_shown);
    tcase_add_test(values, hardware_address);
    tcase_add_test(values, bits_behind_a_prefix_are_masked);
    suite_add_tcase(s, values);
    return s;
}
