/*
 * test_savefile.c - savefiles plain and compressed, lists of them, filters.
 */
#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "count.h"
#include "filter.h"
#include "savefile.h"
#include "unit_main.h"

enum { PACKETS = 1000, PACKET_BYTES = 60 };

static char dir[] = "/tmp/tcpline-savefile-XXXXXX";
static char path[64];
static struct err e;

static void setup(void)
{
    strcpy(dir + sizeof(dir) - 7, "XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
    (void)snprintf(path, sizeof(path), "%s/file", dir);
    e = (struct err){0};
}

static void teardown(void)
{
    (void)unlink(path);
    (void)rmdir(dir);
}

/* A pcap file in memory: Ethernet frames that carry their own number. */
static char *make_capture(size_t *size)
{
    char *image;
    FILE *f = open_memstream(&image, size);
    const struct pcap_file_header head = {.magic = 0xa1b2c3d4,
                                          .version_major = 2,
                                          .version_minor = 4,
                                          .snaplen = 65535,
                                          .linktype = 1};

    (void)fwrite(&head, sizeof(head), 1, f);
    for (uint32_t i = 0; i < PACKETS; i++) {
        const uint32_t record[] = {i, 999999, PACKET_BYTES, PACKET_BYTES};
        uint8_t packet[PACKET_BYTES] = {(uint8_t)(i >> 8), (uint8_t)i};

        (void)fwrite(record, sizeof(record), 1, f);
        (void)fwrite(packet, sizeof(packet), 1, f);
    }
    (void)fclose(f);
    return image;
}

static void store(const void *bytes, size_t size)
{
    FILE *f = fopen(path, "w");

    ck_assert_uint_eq(fwrite(bytes, 1, size, f), size);
    (void)fclose(f);
}

static void store_compressed(int filter, const void *bytes, size_t size)
{
    struct archive *a = archive_write_new();
    struct archive_entry *entry = archive_entry_new();

    archive_entry_set_filetype(entry, AE_IFREG);
    (void)archive_write_add_filter(a, filter);
    (void)archive_write_set_format_raw(a);
    ck_assert_int_eq(archive_write_open_filename(a, path), ARCHIVE_OK);
    ck_assert_int_eq(archive_write_header(a, entry), ARCHIVE_OK);
    ck_assert_int_eq(archive_write_data(a, bytes, size), (la_ssize_t)size);
    ck_assert_int_eq(archive_write_close(a), ARCHIVE_OK);
    archive_entry_free(entry);
    (void)archive_write_free(a);
}

/* Reads on, checking that packet n is packet n; returns how many there were. */
static uint32_t count_packets(struct savefile *s, int *last)
{
    struct pcap_pkthdr *h;
    const u_char *data;
    uint32_t n = 0;

    while ((*last = pcap_next_ex(savefile_pcap(s), &h, &data)) == 1) {
        ck_assert_uint_eq((unsigned)data[0] << 8 | data[1], n);
        n++;
    }
    return n;
}

static void expect_whole_capture(void)
{
    struct savefile *s = savefile_open(path, false, &e);
    int last;

    ck_assert_str_eq(e.text, "");
    ck_assert_uint_eq(count_packets(s, &last), PACKETS);
    ck_assert_int_eq(last, PCAP_ERROR_BREAK); /* the end of the file */
    savefile_close(s);
}

START_TEST(plain)
{
    size_t size;
    char *image = make_capture(&size);

    store(image, size);
    expect_whole_capture();
    free(image);
}
END_TEST

static const int filters[] = {
    ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_BZIP2, ARCHIVE_FILTER_XZ,
    ARCHIVE_FILTER_LZMA, ARCHIVE_FILTER_LZIP,  ARCHIVE_FILTER_COMPRESS,
    ARCHIVE_FILTER_LZ4,  ARCHIVE_FILTER_ZSTD,
};

START_TEST(compressed)
{
    size_t size;
    char *image = make_capture(&size);

    store_compressed(filters[_i], image, size);
    expect_whole_capture();
    free(image);
}
END_TEST

START_TEST(cut_compressed)
{
    size_t size;
    char *image = make_capture(&size);
    int last;

    store_compressed(ARCHIVE_FILTER_GZIP, image, size);
    ck_assert_int_eq(truncate(path, 4000), 0);
    struct savefile *s = savefile_open(path, false, &e);
    ck_assert_uint_lt(count_packets(s, &last), PACKETS);
    ck_assert_int_eq(last, PCAP_ERROR);
    ck_assert_str_eq(savefile_complaint(s), "truncated gzip input");
    savefile_close(s);
    free(image);
}
END_TEST

START_TEST(nanoseconds_on_request)
{
    size_t size;
    char *image = make_capture(&size);
    struct pcap_pkthdr *h;
    const u_char *data;

    store(image, size);
    struct savefile *s = savefile_open(path, true, &e);
    ck_assert_int_eq(pcap_next_ex(savefile_pcap(s), &h, &data), 1);
    ck_assert_int_eq(h->ts.tv_usec, 999999000);
    savefile_close(s);
    free(image);
}
END_TEST

/* What is no capture, and libpcap's word for it. */
static const struct {
    const char *bytes;
    size_t size;
    const char *complaint;
} refused[] = {
    {"", 0,
     "truncated dump file; tried to read 4 file header bytes, only got 0"},
    {"\xd4\xc3\xb2", 3,
     "truncated dump file; tried to read 4 file header bytes, only got 3"},
    {"\xd4\xc3\xb2\xa1\x02", 5,
     "truncated dump file; tried to read 24 file header bytes, only got 1"},
    {"GET / HTTP/1.0\r\n", 16, "unknown file format"},
    {"\xfd"
     "7zXZ\0\0\4\xe6\xd6\xb4\x46",
     12, "unknown file format"},
};

START_TEST(no_capture)
{
    store(refused[_i].bytes, refused[_i].size);
    ck_assert_ptr_null(savefile_open(path, false, &e));
    ck_assert_str_eq(e.text, refused[_i].complaint);
    ck_assert_int_eq(e.exit_code, 1);
}
END_TEST

START_TEST(no_file)
{
    ck_assert_ptr_null(savefile_open("/nonexistent/x", false, &e));
    ck_assert_str_eq(e.text, "/nonexistent/x: No such file or directory");
    ck_assert_ptr_null(savefile_open(dir, false, &e));
    ck_assert_str_eq(e.text, "error reading dump file: Is a directory");
}
END_TEST

START_TEST(list_of_names)
{
    struct name_list list;

    store("a.pcap\n\n-", 9);
    ck_assert(name_list_read(&list, path, &e));
    ck_assert_uint_eq(list.count, 3);
    ck_assert_str_eq(list.names[0], "a.pcap");
    ck_assert_str_eq(list.names[1], "");
    ck_assert_str_eq(list.names[2], "-");
    name_list_free(&list);
}
END_TEST

START_TEST(list_without_names)
{
    struct name_list list;
    char want[96];

    store("", 0);
    ck_assert(!name_list_read(&list, path, &e));
    (void)snprintf(want, sizeof(want), "Nothing in %s", path);
    ck_assert_str_eq(e.text, want);
    ck_assert(!name_list_read(&list, "/nonexistent/x", &e));
    ck_assert_str_eq(e.text, "Unable to open file: No such file or directory");
}
END_TEST

START_TEST(filter_words)
{
    char *words[] = {(char[]){"tcp"}, (char[]){""}, (char[]){"port 80"}, NULL};
    char *text = filter_text(NULL, words, &e);

    ck_assert_str_eq(text, "tcp  port 80");
    free(text);
}
END_TEST

START_TEST(filter_file)
{
    char *words[] = {(char[]){"ignored"}, NULL};

    store("tcp # and udp\n#x\nor arp#", 24);
    char *text = filter_text(path, words, &e);
    ck_assert_str_eq(text, "tcp \n\nor arp");
    free(text);
    ck_assert_ptr_null(filter_text("/nonexistent/x", words, &e));
    ck_assert_str_eq(e.text,
                     "can't open /nonexistent/x: No such file or directory");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("savefile");
    TCase *tc = tcase_create("savefile");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, plain);
    tcase_add_loop_test(tc, compressed, 0, COUNT_OF(filters));
    tcase_add_test(tc, cut_compressed);
    tcase_add_test(tc, nanoseconds_on_request);
    tcase_add_loop_test(tc, no_capture, 0, COUNT_OF(refused));
    tcase_add_test(tc, no_file);
    tcase_add_test(tc, list_of_names);
    tcase_add_test(tc, list_without_names);
    tcase_add_test(tc, filter_words);
    tcase_add_test(tc, filter_file);
    suite_add_tcase(s, tc);
    return s;
}
