/*
 * test_sink.c - when bytes leave, and what a failed write means.
 */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "sink.h"
#include "unit_main.h"

static int ends[2]; /* of a pipe */
static struct sink sink;
static struct err e;

static void setup(void)
{
    (void)signal(SIGPIPE, SIG_IGN);
    ck_assert_int_eq(pipe(ends), 0);
    e = (struct err){0};
}

static void teardown(void)
{
    sink_free(&sink);
    (void)close(ends[0]);
    (void)close(ends[1]);
}

/* Bytes waiting in the pipe. */
static int waiting(void)
{
    int n = -1;

    ck_assert_int_eq(ioctl(ends[0], FIONREAD, &n), 0);
    return n;
}

START_TEST(blocks_wait_for_the_flush)
{
    ck_assert(sink_init(&sink, ends[1], SINK_BLOCKS));
    text_str(&sink.text, "one\n");
    ck_assert(sink_record(&sink, &e));
    ck_assert_int_eq(waiting(), 0);
    ck_assert(sink_flush(&sink, &e));
    ck_assert_int_eq(waiting(), 4);
    ck_assert(sink_flush(&sink, &e));
    ck_assert_int_eq(waiting(), 4);
}
END_TEST

static const enum sink_mode eager[] = {SINK_PACKETS, SINK_LINES};

START_TEST(packets_and_lines_do_not_wait)
{
    ck_assert(sink_init(&sink, ends[1], eager[_i]));
    text_str(&sink.text, "one\n");
    ck_assert(sink_record(&sink, &e));
    ck_assert_int_eq(waiting(), 4);
}
END_TEST

/* /dev/full refuses every byte. */
static bool fails_on_full_disk(enum sink_mode mode, size_t bytes)
{
    const int full = open("/dev/full", O_WRONLY);

    ck_assert(sink_init(&sink, full, mode));
    text_fill(&sink.text, 'x', bytes);
    const bool failed = !sink_flush(&sink, &e);
    (void)close(full);
    return failed;
}

START_TEST(lines_notice_a_full_disk)
{
    ck_assert(fails_on_full_disk(SINK_LINES, 1));
    ck_assert_str_eq(e.text, "Unable to write output: No space left on device");
    ck_assert_int_eq(e.exit_code, 14);
}
END_TEST

START_TEST(much_text_notices_a_full_disk)
{
    ck_assert(fails_on_full_disk(SINK_BLOCKS, 4097));
    ck_assert_int_eq(e.exit_code, 14);
}
END_TEST

/* No loss is too small to be told. */
START_TEST(little_text_does_too)
{
    ck_assert(fails_on_full_disk(SINK_BLOCKS, 1));
    ck_assert_int_eq(e.exit_code, 14);
    sink_free(&sink);
    ck_assert(fails_on_full_disk(SINK_PACKETS, 1));
}
END_TEST

START_TEST(closed_pipe)
{
    ck_assert(sink_init(&sink, ends[1], SINK_LINES));
    (void)close(ends[0]);
    text_str(&sink.text, "one\n");
    ck_assert(!sink_record(&sink, &e));
    ck_assert_str_eq(e.text, "Unable to write output: Broken pipe");
    ends[0] = dup(ends[1]);
}
END_TEST

enum { MUCH = 1 << 20 }; /* more than a pipe holds */

static void *drain(void *arg)
{
    size_t *total = arg;
    char block[4096];

    while (*total < MUCH) {
        const ssize_t n = read(ends[0], block, sizeof(block));
        if (n <= 0)
            break;
        *total += (size_t)n;
    }
    return NULL;
}

/* A descriptor that would block is waited for, not given up. */
START_TEST(nonblocking_pipe)
{
    pthread_t reader;
    size_t total = 0;

    ck_assert_int_eq(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
    ck_assert(sink_init(&sink, ends[1], SINK_BLOCKS));
    text_fill(&sink.text, 'x', MUCH);
    ck_assert_int_eq(pthread_create(&reader, NULL, drain, &total), 0);
    ck_assert(sink_record(&sink, &e));
    ck_assert_int_eq(pthread_join(reader, NULL), 0);
    ck_assert_uint_eq(total, MUCH);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("sink");
    TCase *tc = tcase_create("sink");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, blocks_wait_for_the_flush);
    tcase_add_loop_test(tc, packets_and_lines_do_not_wait, 0, 2);
    tcase_add_test(tc, lines_notice_a_full_disk);
    tcase_add_test(tc, much_text_notices_a_full_disk);
    tcase_add_test(tc, little_text_does_too);
    tcase_add_test(tc, closed_pipe);
    tcase_add_test(tc, nonblocking_pipe);
    suite_add_tcase(s, tc);
    return s;
}
