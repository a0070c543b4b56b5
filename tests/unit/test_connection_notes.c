/*
 * test_connection_notes.c - what is said of a connection at its end.
 */
#include <string.h>

#include "connection_notes.h"
#include "unit_main.h"

static char said[1024];

/* A connection of 10 ms, half of it on its way. */
static struct tl_connection_sum usual(void)
{
    struct tl_connection_sum sum = {.ip4 = true,
                                    .syn = true,
                                    .syn_ack = true,
                                    .established = true,
                                    .first_time = 1,
                                    .last_time = 10000001};

    sum.side[0].segments = 3;
    sum.side[0].bytes = 1000;
    sum.side[0].share[TL_SHARE_PATH] = 5000000;
    sum.side[0].share[TL_SHARE_APPLICATION] = 4000000;
    sum.side[1].segments = 2;
    return sum;
}

static const char *notes(const struct tl_connection_sum *sum)
{
    struct text out;

    ck_assert(text_init(&out, sizeof(said)));
    connection_notes(sum, &out);
    ck_assert_uint_lt(text_len(&out), sizeof(said));
    memcpy(said, out.start, text_len(&out));
    said[text_len(&out)] = '\0';
    text_free(&out);
    return said;
}

static bool says(const struct tl_connection_sum *sum, const char *what)
{
    return strstr(notes(sum), what) != NULL;
}

START_TEST(the_largest_share_is_the_verdict)
{
    const struct tl_connection_sum sum = usual();

    ck_assert(says(&sum, "limited by the path 50% of 10 ms; open"));
    ck_assert(says(&sum, "application 40%, path 50%"));
}
END_TEST

/* Its windows and acknowledgements are what tells, and they are not there. */
START_TEST(one_direction_tells_no_cause)
{
    struct tl_connection_sum sum = usual();

    sum.side[1].segments = 0;
    ck_assert(says(&sum, "one direction only"));
    ck_assert(!says(&sum, "limited"));
    ck_assert(!says(&sum, "path"));
}
END_TEST

START_TEST(a_refusal_is_said_once)
{
    struct tl_connection_sum sum = usual();

    sum.syn_ack = sum.established = false;
    sum.reset = true;
    sum.reset_by = 1;
    sum.side[0] = (struct tl_sender_sum){.segments = 1};
    sum.side[1] = (struct tl_sender_sum){.segments = 1};
    const char *first = strstr(notes(&sum), "refused");
    ck_assert_ptr_nonnull(first);
    ck_assert_ptr_null(strstr(first + 1, "refused"));
    ck_assert(says(&sum, " in 1 segment;"));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("connection_notes");
    TCase *t = tcase_create("notes");

    tcase_add_test(t, the_largest_share_is_the_verdict);
    tcase_add_test(t, one_direction_tells_no_cause);
    tcase_add_test(t, a_refusal_is_said_once);
    suite_add_tcase(s, t);
    return s;
}
