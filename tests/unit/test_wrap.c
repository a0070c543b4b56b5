/*
 * test_wrap.c - where rows of notes end: at blanks, between wide characters,
 * and not where a mark would be torn from its words.
 */
#include "wrap.h"

#include <string.h>

#include "unit_main.h"

enum { WIDTH = 20 };

static struct text out;

static const struct {
    const char *words, *rows;
} cases[] = {
    {"short", "# short\n"},
    {"exactly eighteen c", "# exactly eighteen c\n"},
    {"exactly eighteen ch", "# exactly eighteen\n#   ch\n"},
    {"one two three four five six seven",
     "# one two three four\n#   five six seven\n"},
    {"no-blank-before-the-end-of-it",
     "# no-blank-before-th\n#   e-end-of-it\n"},
    /* Nine characters of two columns fill a row of eighteen. */
    {"一二三四五六七八九十", "# 一二三四五六七八九\n#   十\n"},
    /* A full stop goes with the character before it. */
    {"一二三四五六七八九。十", "# 一二三四五六七八\n#   九。十\n"},
    /* What opens goes with what follows. */
    {"一二三四五六七八（十", "# 一二三四五六七八\n#   （十\n"},
    /* A number is not torn apart. */
    {"一二三四五六七 12345 八", "# 一二三四五六七\n#   12345 八\n"},
    /* Small kana and the mark of length stay behind theirs. */
    {"アイウエオカキクシャ", "# アイウエオカキク\n#   シャ\n"},
    {"アイウエオカキクケー", "# アイウエオカキク\n#   ケー\n"},
    /* What is no UTF-8 is a column each, and lost nowhere. */
    {"\xff\xe3\x81", "# \xff\xe3\x81\n"},
};

START_TEST(rows_end_where_they_may)
{
    const struct wrap_style style = {.width = WIDTH,
                                     .first = "# ",
                                     .more = "#   ",
                                     .begin = "",
                                     .close = ""};

    ck_assert(text_init(&out, 64));
    wrap_put(&style, cases[_i].words, strlen(cases[_i].words), &out);
    text_char(&out, '\0');
    ck_assert_str_eq(out.start, cases[_i].rows);
    text_free(&out);
}
END_TEST

START_TEST(every_row_has_its_colour)
{
    const struct wrap_style style = {.width = WIDTH,
                                     .first = "# ",
                                     .more = "#   ",
                                     .begin = "<",
                                     .close = ">"};
    static const char words[] = "one two three four five";

    ck_assert(text_init(&out, 64));
    wrap_put(&style, words, sizeof(words) - 1, &out);
    text_char(&out, '\0');
    ck_assert_str_eq(out.start, "<# one two three four>\n<#   five>\n");
    text_free(&out);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("wrap");
    TCase *tc = tcase_create("rows");

    tcase_add_loop_test(tc, rows_end_where_they_may, 0, COUNT_OF(cases));
    tcase_add_test(tc, every_row_has_its_colour);
    suite_add_tcase(s, tc);
    return s;
}
