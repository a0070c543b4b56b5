/*
 * test_filter.c - filters from words and files, compiled here and elsewhere.
 */
#include <pcap/pcap.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compiler.h"
#include "filter.h"
#include "unit_main.h"

static struct err e;

static void setup(void)
{
    e = (struct err){0};
}

START_TEST(filter_words)
{
    char *words[] = {(char[]){"tcp"}, (char[]){""}, (char[]){"port 80"}, NULL};
    const struct filter_source source = {.words = words, .fd = -1};
    char *text = filter_text(&source, &e);

    ck_assert_str_eq(text, "tcp  port 80");
    free(text);
}
END_TEST

START_TEST(filter_file)
{
    static const char text_there[] = "tcp # and udp\n#x\nor arp#";
    char path[] = "/tmp/tcpline-filter-XXXXXX";
    char *words[] = {(char[]){"ignored"}, NULL};
    struct filter_source source = {.file = path, .words = words};
    const int fd = mkstemp(path);

    ck_assert_int_eq(write(fd, text_there, strlen(text_there)),
                     (ssize_t)strlen(text_there));
    (void)close(fd);
    filter_source_open(&source);
    (void)unlink(path);
    char *text = filter_text(&source, &e);
    ck_assert_str_eq(text, "tcp \n\nor arp");
    free(text);
    source.file = "/nonexistent/x";
    filter_source_open(&source);
    ck_assert_ptr_null(filter_text(&source, &e));
    ck_assert_str_eq(e.text,
                     "can't open /nonexistent/x: No such file or directory");
}
END_TEST

/* The code is what libpcap makes in this process. */
START_TEST(filter_compiled_elsewhere)
{
    char *words[] = {(char[]){"tcp port http or udp"}, NULL};
    const struct filter_source source = {.words = words, .fd = -1};
    struct compiler compiler = {.source = &source, .optimize = true};
    struct bpf_program here, there;
    pcap_t *p = pcap_open_dead(DLT_RAW, 65535);

    ck_assert(compiler_start(&compiler, &e));
    ck_assert(compiler_compile(
        &compiler, &there,
        &(struct compiler_target){.link_type = DLT_RAW, .snaplen = 65535}, &e));
    ck_assert_int_eq(pcap_compile(p, &here, words[0], 1, 0), 0);
    ck_assert_uint_eq(there.bf_len, here.bf_len);
    ck_assert_mem_eq(there.bf_insns, here.bf_insns,
                     here.bf_len * sizeof(*here.bf_insns));
    pcap_freecode(&here);
    pcap_freecode(&there);
    pcap_close(p);
    compiler_finish(&compiler);
}
END_TEST

START_TEST(filter_refused_elsewhere)
{
    char *words[] = {(char[]){"inbound"}, NULL};
    const struct filter_source source = {.words = words, .fd = -1};
    struct compiler compiler = {.source = &source};
    struct bpf_program code;

    ck_assert(compiler_start(&compiler, &e));
    ck_assert(!compiler_compile(
        &compiler, &code,
        &(struct compiler_target){.link_type = DLT_EN10MB, .snaplen = 65535},
        &e));
    ck_assert_ptr_nonnull(strstr(e.text, "savefile"));
    compiler_finish(&compiler);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("filter");
    TCase *tc = tcase_create("filter");

    tcase_add_checked_fixture(tc, setup, NULL);
    tcase_add_test(tc, filter_words);
    tcase_add_test(tc, filter_file);
    tcase_add_test(tc, filter_compiled_elsewhere);
    tcase_add_test(tc, filter_refused_elsewhere);
    suite_add_tcase(s, tc);
    return s;
}
