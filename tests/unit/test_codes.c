/*
 * test_codes.c - tables of names: values, bits, and what has no name.
 */
#include "unit_main.h"

#include "codes.h"

static const struct code_name colours[] = {
    {1, "red"}, {2, "green"}, {4, "blue"}, {4, "azure"}, {0x18, "pale"},
};

static struct text out;

static void setup(void)
{
    ck_assert(text_init(&out, 64));
}

static void teardown(void)
{
    text_free(&out);
}

static void is(const char *want)
{
    text_char(&out, '\0');
    ck_assert_str_eq(out.start, want);
}

START_TEST(first_row_that_fits)
{
    ck_assert_str_eq(CODE_NAME(colours, 4, NULL), "blue");
    ck_assert_str_eq(CODE_NAME(colours, 3, "other"), "other");
    ck_assert_ptr_null(CODE_NAME(colours, 8, NULL));
}
END_TEST

START_TEST(value_by_name_or_number)
{
    CODE_PUT(&out, colours, 2, "colour %u");
    text_char(&out, ' ');
    CODE_PUT(&out, colours, 171, "colour 0x%04x");
    is("green colour 0x00ab");
}
END_TEST

START_TEST(bits_in_the_order_of_rows)
{
    ck_assert_uint_eq(CODE_PUT_BITS(&out, colours, 0x47, ", "), 0x40);
    is("red, green, blue, azure");
}
END_TEST

START_TEST(a_mask_of_two_bits_fits_by_one)
{
    ck_assert_uint_eq(CODE_PUT_BITS(&out, colours, 0x10, ", "), 0);
    is("pale");
}
END_TEST

START_TEST(word_for_no_bits)
{
    CODE_PUT_BITS_OR(&out, colours, 0x40, "", "none");
    text_char(&out, ' ');
    CODE_PUT_BITS_OR(&out, colours, 3, "+", "none");
    is("none red+green");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("codes");
    TCase *tc = tcase_create("tables");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, first_row_that_fits);
    tcase_add_test(tc, value_by_name_or_number);
    tcase_add_test(tc, bits_in_the_order_of_rows);
    tcase_add_test(tc, a_mask_of_two_bits_fits_by_one);
    tcase_add_test(tc, word_for_no_bits);
    suite_add_tcase(s, tc);
    return s;
}
