/*
 * test_rotate.c - names of savefiles, when they change, what a failed write
 * costs.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "dump.h"
#include "err.h"
#include "filer.h"
#include "rotate.h"
#include "unit_main.h"

enum { RECORD = 16 + 1000, HEAD = 24 };

static char directory[] = "/tmp/tcpline-rotate-XXXXXX";
static char completed[1024];
static struct dump_head head;
static uint8_t data[1000];

static void note_complete(void *ctx, const char *name)
{
    (void)ctx;
    const size_t n = strlen(completed);
    snprintf(completed + n, sizeof(completed) - n, "%s ", name);
}

static struct rotate *start(struct rotate_config config, time_t now)
{
    struct err e = {0};
    completed[0] = '\0';
    config.complete = note_complete;
    struct rotate *r = rotate_new(&config, &e);
    ck_assert_msg(r != NULL, "%s", e.text);
    ck_assert_msg(rotate_begin(r, &head, now, &e) >= 0, "%s", e.text);
    return r;
}

static enum rotate_end put(struct rotate *r, time_t now)
{
    const struct pcap_pkthdr h = {{now, 0}, sizeof(data), sizeof(data)};
    struct err e = {0};
    return rotate_put(r, &h, data, now, &e);
}

static void put_many(struct rotate *r, unsigned n, time_t now)
{
    while (n-- > 0)
        ck_assert_int_eq(put(r, now), ROTATE_GOES_ON);
}

static void finish(struct rotate *r)
{
    struct err e = {0};
    ck_assert_msg(rotate_finish(r, &e), "%s", e.text);
    ck_assert_uint_eq(rotate_lost(r), 0);
    rotate_free(r);
}

static off_t size_of(const char *name)
{
    struct stat st;
    return stat(name, &st) == 0 ? st.st_size : -1;
}

/* Packets libpcap reads back, or -1 when the file ends in half a record. */
static int packets_in(const char *name)
{
    char errbuf[PCAP_ERRBUF_SIZE];
    struct pcap_pkthdr *h;
    const u_char *bytes;
    int n = 0;
    int rc;
    pcap_t *p = pcap_open_offline(name, errbuf);
    ck_assert_msg(p != NULL, "%s", errbuf);
    while ((rc = pcap_next_ex(p, &h, &bytes)) == 1)
        n++;
    pcap_close(p);
    return rc == PCAP_ERROR_BREAK ? n : -1;
}

START_TEST(one_file_without_rotation)
{
    struct rotate *r = start((struct rotate_config){.name = "one"}, 1000);
    ck_assert(!rotate_opens_files(r));
    ck_assert_int_eq(rotate_due(r), 0);
    put_many(r, 5, 1000);
    finish(r);
    ck_assert_int_eq(size_of("one"), HEAD + 5 * RECORD);
    ck_assert_int_eq(packets_in("one"), 5);
    ck_assert_str_eq(completed, "");
}
END_TEST

/* A file is full when it is larger than -C, looked at before each packet. */
START_TEST(size_starts_a_numbered_file)
{
    const struct rotate_config c = {.name = "size", .max_bytes = 3 * RECORD};
    struct rotate *r = start(c, 1000);
    put_many(r, 7, 1000);
    finish(r);
    ck_assert_int_eq(size_of("size"), HEAD + 3 * RECORD);
    ck_assert_int_eq(size_of("size1"), HEAD + 3 * RECORD);
    ck_assert_int_eq(size_of("size2"), HEAD + RECORD);
    ck_assert_str_eq(completed, "size size1 ");
}
END_TEST

START_TEST(a_ring_of_files_begins_again)
{
    const struct rotate_config c = {
        .name = "ring", .max_bytes = RECORD, .files = 11};
    struct rotate *r = start(c, 1000);
    put_many(r, 12, 1000);
    finish(r);
    ck_assert_int_eq(size_of("ring00"), HEAD + RECORD);
    ck_assert_int_eq(size_of("ring10"), HEAD + RECORD);
    ck_assert_int_eq(size_of("ring11"), -1);
    ck_assert_int_eq(size_of("ring"), -1);
}
END_TEST

START_TEST(a_ring_of_one_has_no_number)
{
    const struct rotate_config c = {
        .name = "single", .max_bytes = RECORD, .files = 1};
    struct rotate *r = start(c, 1000);
    put_many(r, 3, 1000);
    finish(r);
    ck_assert_int_eq(size_of("single"), HEAD + RECORD);
    ck_assert_int_eq(size_of("single0"), -1);
    ck_assert_str_eq(completed, "single single ");
}
END_TEST

START_TEST(time_names_the_files)
{
    const struct rotate_config c = {.name = "t%s", .seconds = 10};
    struct rotate *r = start(c, 1000);
    ck_assert(rotate_asks_clock(r));
    put_many(r, 1, 1009);
    put_many(r, 2, 1010);
    put_many(r, 3, 1025);
    finish(r);
    ck_assert_int_eq(packets_in("t1000"), 1);
    ck_assert_int_eq(packets_in("t1010"), 2);
    ck_assert_int_eq(packets_in("t1025"), 3);
}
END_TEST

/* An idle capture makes no empty files, but ends when -W says so. */
START_TEST(only_the_last_period_ends_without_a_packet)
{
    const struct rotate_config c = {.name = "i%s", .seconds = 10, .files = 2};
    struct err e = {0};
    struct rotate *r = start(c, 2000);
    ck_assert_int_eq(rotate_due(r), 0);
    ck_assert_int_eq(rotate_tick(r, 2030, &e), ROTATE_GOES_ON);
    put_many(r, 1, 2035);
    ck_assert_int_eq(rotate_due(r), 2045);
    ck_assert_int_eq(rotate_tick(r, 2044, &e), ROTATE_GOES_ON);
    ck_assert_int_eq(rotate_tick(r, 2045, &e), ROTATE_LIMIT);
    ck_assert_str_eq(completed, "i2000 i2035 ");
    finish(r);
    ck_assert_int_eq(packets_in("i2000"), 0);
    ck_assert_int_eq(packets_in("i2035"), 1);
    ck_assert_int_eq(size_of("i2045"), -1);
}
END_TEST

/* A clock set back must not stretch the period by the difference. */
START_TEST(a_clock_set_back_starts_the_period_anew)
{
    const struct rotate_config c = {.name = "b%s", .seconds = 10, .files = 1};
    struct err e = {0};
    struct rotate *r = start(c, 90000);
    ck_assert_int_eq(rotate_tick(r, 3000, &e), ROTATE_GOES_ON);
    ck_assert_int_eq(rotate_due(r), 3010);
    finish(r);
}
END_TEST

START_TEST(time_and_size_together)
{
    const struct rotate_config c = {
        .name = "c%s", .seconds = 10, .max_bytes = RECORD, .files = 2};
    struct rotate *r = start(c, 1000);
    put_many(r, 3, 1000); /* c10000, c10001, c10000 again */
    put_many(r, 1, 1010);
    finish(r);
    ck_assert_str_eq(completed, "c10000 c10001 c10000 ");
}
END_TEST

START_TEST(directories_may_come_from_the_clock)
{
    const struct rotate_config c = {.name = "sub/%s/x", .seconds = 10};
    ck_assert_int_eq(mkdir("sub", 0700), 0);
    ck_assert_int_eq(mkdir("sub/1000", 0700), 0);
    struct rotate *r = start(c, 1000);
    put_many(r, 1, 1000);
    const struct pcap_pkthdr h = {{1010, 0}, sizeof(data), sizeof(data)};
    struct err e = {0};
    ck_assert_int_eq(rotate_put(r, &h, data, 1010, &e), ROTATE_FAILED);
    ck_assert_str_eq(e.text, "sub/1010/x: No such file or directory");
    ck_assert_uint_eq(rotate_lost(r), 1);
    ck_assert_int_eq(packets_in("sub/1000/x"), 1);
    rotate_free(r);
}
END_TEST

/* What is too long ends the name where strftime(3) gave up, as in tcpdump. */
START_TEST(a_time_too_long_ends_the_name)
{
    struct file_names names = {.pattern = "d/x%99999d-%H",
                               .numbered = true,
                               .timed = true,
                               .files = 9};

    file_names_begin(&names);
    ck_assert(file_names_step(&names, FILE_PERIOD, 0));
    ck_assert_str_eq(names.name, "d/x0");
}
END_TEST

/* With the unit tests' standard output sent to a file of the test's. */
static int redirect_to(const char *name)
{
    const int kept = dup(STDOUT_FILENO);
    const int fd = open(name, O_RDWR | O_CREAT | O_TRUNC, 0600);
    ck_assert_int_ge(dup2(fd, STDOUT_FILENO), 0);
    (void)close(fd);
    return kept;
}

static void redirect_back(int kept)
{
    (void)dup2(kept, STDOUT_FILENO);
    (void)close(kept);
}

/* It is the first file; -C's further ones have numbers behind the hyphen. */
START_TEST(standard_output_is_followed_by_numbers)
{
    const struct rotate_config c = {.name = "-", .max_bytes = 2 * RECORD};
    const int kept = redirect_to("first");
    struct rotate *r = start(c, 1000);
    put_many(r, 5, 1000);
    ck_assert_int_eq(fcntl(STDOUT_FILENO, F_GETFD), 0);
    finish(r);
    redirect_back(kept);
    ck_assert_int_eq(packets_in("first"), 2);
    ck_assert_int_eq(packets_in("-1"), 2);
    ck_assert_int_eq(packets_in("-2"), 1);
}
END_TEST

START_TEST(standard_output_ends_with_its_period)
{
    const struct rotate_config c = {.name = "-", .seconds = 10, .files = _i};
    const struct pcap_pkthdr h = {{1010, 0}, sizeof(data), sizeof(data)};
    struct err e = {0};
    const int kept = redirect_to("period");
    struct rotate *r = start(c, 1000);
    ck_assert(!rotate_opens_files(r));
    put_many(r, 2, 1009);
    const enum rotate_end end = rotate_put(r, &h, data, 1010, &e);
    redirect_back(kept);
    ck_assert_int_eq(end, _i == 1 ? ROTATE_LIMIT : ROTATE_FAILED);
    if (_i != 1)
        ck_assert_str_eq(e.text,
                         "Can't write to standard output: Bad file descriptor");
    ck_assert_int_eq(packets_in("period"), 2);
    ck_assert_uint_eq(rotate_lost(r), 0);
    rotate_free(r);
}
END_TEST

/* tcpdump gives up on a pipe with -C before it has written a packet. */
START_TEST(a_pipe_has_no_size)
{
    const struct rotate_config c = {.name = "-", .max_bytes = RECORD};
    const struct pcap_pkthdr h = {{1000, 0}, sizeof(data), sizeof(data)};
    struct err e = {0};
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    const int kept = dup(STDOUT_FILENO);
    ck_assert_int_ge(dup2(ends[1], STDOUT_FILENO), 0);
    struct rotate *r = start(c, 1000);
    const enum rotate_end end = rotate_put(r, &h, data, 1000, &e);
    redirect_back(kept);
    ck_assert_int_eq(end, ROTATE_FAILED);
    ck_assert_str_eq(e.text, "ftell fails on output file");
    rotate_free(r);
    (void)close(ends[0]);
    (void)close(ends[1]);
}
END_TEST

/*
 * The file system refuses in the middle of the 11th record. Ten are in the
 * file, whole; the rest has been named as lost.
 */
START_TEST(a_full_disk_loses_no_packet_silently)
{
    const struct rlimit limit = {HEAD + 10 * RECORD + 500, RLIM_INFINITY};
    const struct rotate_config c = {.name = "full", .each_packet = _i == 1};
    struct err e = {0};
    unsigned taken = 0;
    struct rotate *r = start(c, 1000);
    signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    while (taken < 40) {
        taken++;
        if (put(r, 1000) == ROTATE_FAILED)
            break;
    }
    const bool finished = rotate_finish(r, &e);
    ck_assert(finished == (_i == 1));
    if (_i == 0)
        ck_assert_str_eq(e.text, "Unable to write output: File too large");
    ck_assert_uint_eq(rotate_lost(r), taken - 10);
    ck_assert_int_eq(packets_in("full"), 10);
    rotate_free(r);
}
END_TEST

static bool make_head(void)
{
    struct err e = {0};
    pcap_t *p = pcap_open_dead(DLT_EN10MB, 262144);
    const bool ok = p && dump_head_make(&head, p, &e);
    if (p)
        pcap_close(p);
    return ok;
}

static void setup(void)
{
    ck_assert(make_head());
    ck_assert_ptr_nonnull(mkdtemp(directory));
    ck_assert_int_eq(chdir(directory), 0);
}

static void teardown(void)
{
    ck_assert_int_eq(system("rm -rf \"$PWD\""), 0);
}

static void unsettled(void *ctx, int dir)
{
    (void)ctx;
    (void)dir;
}

/* Another process makes up the same names, and heeds nothing but its steps. */
START_TEST(a_process_names_and_creates)
{
    const struct rotate_config c = {
        .name = "by%Y", .max_bytes = RECORD, .seconds = 60, .files = 3};
    struct filer f = {.names = rotate_names(&c), .settle = unsettled};
    struct err e = {0};
    char want[16], name[FILE_NAME_ROOM];
    const time_t now = time(NULL);

    ck_assert(strftime(want, sizeof(want), "by%Y", localtime(&now)) > 0);
    ck_assert_msg(filer_start(&f, &e), "%s", e.text);
    ck_assert(helper_hand(f.helper.fd, &(char){'/'}, 1, -1));
    for (int i = 0; i < 5; i++) {
        const int fd = filer_next(&f, i == 0 ? FILE_PERIOD : FILE_NEXT, name);
        char numbered[32];

        (void)snprintf(numbered, sizeof(numbered), "%s%d", want, i % 3);
        ck_assert_str_eq(name, numbered);
        ck_assert_msg(fd >= 0, "%s: %s", name, strerror(errno));
        ck_assert_int_eq(write(fd, "x", 1), 1);
        ck_assert_int_eq(size_of(numbered), 1);
        (void)close(fd);
    }
    filer_finish(&f);
}
END_TEST

START_TEST(standard_output_has_no_descriptor)
{
    const struct rotate_config c = {.name = "-", .max_bytes = RECORD};
    struct filer f = {.names = rotate_names(&c), .settle = unsettled};
    struct err e = {0};
    char name[FILE_NAME_ROOM];

    ck_assert_msg(filer_start(&f, &e), "%s", e.text);
    ck_assert_int_eq(filer_next(&f, FILE_PERIOD, name), -1);
    ck_assert_int_eq(errno, 0);
    const int fd = filer_next(&f, FILE_NEXT, name);
    ck_assert_str_eq(name, "-1");
    ck_assert_int_ge(fd, 0);
    (void)close(fd);
    filer_finish(&f);
}
END_TEST

/* Names that nobody wrote down lead to new files, or to one's own. */
START_TEST(later_files_are_new_or_ours)
{
    struct file_names names = {.pattern = "own", .numbered = true};
    const int fd = open("own1", O_WRONLY | O_CREAT, 0666);

    if (getuid() != 0)
        return; /* only root can give a file away */
    ck_assert_int_eq(write(fd, "x", 1), 1);
    ck_assert_int_eq(fchown(fd, 65534, 65534), 0);
    (void)close(fd);
    ck_assert_int_eq(symlink("own1", "own2"), 0);
    file_names_begin(&names);
    file_names_open_directory(&names);
    ck_assert(file_names_step(&names, FILE_PERIOD, 0));
    ck_assert_int_ge(file_names_create(&names), 0);
    ck_assert(file_names_step(&names, FILE_NEXT, 0));
    ck_assert_int_eq(file_names_create(&names), -1);
    ck_assert_int_eq(errno, EPERM);
    ck_assert_int_eq(size_of("own1"), 1);
    ck_assert(file_names_step(&names, FILE_NEXT, 0));
    ck_assert_int_eq(file_names_create(&names), -1);
    ck_assert_int_eq(errno, ELOOP);
    file_names_end(&names);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("rotate");
    TCase *tc = tcase_create("rotate");

    tcase_add_unchecked_fixture(tc, setup, teardown);
    tcase_add_test(tc, one_file_without_rotation);
    tcase_add_test(tc, size_starts_a_numbered_file);
    tcase_add_test(tc, a_ring_of_files_begins_again);
    tcase_add_test(tc, a_ring_of_one_has_no_number);
    tcase_add_test(tc, time_names_the_files);
    tcase_add_test(tc, only_the_last_period_ends_without_a_packet);
    tcase_add_test(tc, a_clock_set_back_starts_the_period_anew);
    tcase_add_test(tc, time_and_size_together);
    tcase_add_test(tc, directories_may_come_from_the_clock);
    tcase_add_test(tc, a_time_too_long_ends_the_name);
    tcase_add_test(tc, standard_output_is_followed_by_numbers);
    tcase_add_loop_test(tc, standard_output_ends_with_its_period, 0, 3);
    tcase_add_test(tc, a_pipe_has_no_size);
    tcase_add_loop_test(tc, a_full_disk_loses_no_packet_silently, 0, 2);
    tcase_add_test(tc, a_process_names_and_creates);
    tcase_add_test(tc, standard_output_has_no_descriptor);
    tcase_add_test(tc, later_files_are_new_or_ours);
    suite_add_tcase(s, tc);
    return s;
}
