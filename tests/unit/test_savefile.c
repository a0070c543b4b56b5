/*
 * test_savefile.c - savefiles plain and compressed, and lists of them.
 */
#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "classic.h"
#include "count.h"
#include "file_list.h"
#include "savefile.h"
#include "small.h"
#include "unit_main.h"
#include "unpack.h"

enum { PACKETS = 1000, PACKET_BYTES = 60 };

static char dir[] = "/tmp/tcpline-savefile-XXXXXX";
static char path[64];
static struct err e;
static struct unpacker unpacker;

static void setup(void)
{
    unpacker = (struct unpacker){.memory_mib = 0};
    ck_assert(unpacker_start(&unpacker, &e));
    strcpy(dir + sizeof(dir) - 7, "XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
    (void)snprintf(path, sizeof(path), "%s/file", dir);
    e = (struct err){0};
}

static void teardown(void)
{
    unpacker_finish(&unpacker);
    (void)unlink(path);
    (void)rmdir(dir);
}

static struct savefile *open_path(const char *name, bool nanoseconds)
{
    const int fd = savefile_descriptor(name, &e);

    return fd < 0 ? NULL : savefile_open(fd, nanoseconds, &unpacker, &e);
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

struct seen {
    uint32_t count;
    uint32_t next, shown; /* ahead: the next in turn, and how many were */
    struct pcap_pkthdr last;
};

/* Packet n is packet n. */
static void see(u_char *user, const struct pcap_pkthdr *h, const u_char *data)
{
    struct seen *seen = (struct seen *)(void *)user;

    ck_assert_uint_eq((unsigned)data[0] << 8 | data[1], seen->count);
    seen->count++;
    seen->last = *h;
}

/* Reads on; how many packets there were, and whether to the file's end. */
static uint32_t count_packets(struct savefile *s, bool *whole)
{
    struct seen seen = {0};

    *whole = savefile_loop(s, 0, see, (u_char *)&seen);
    return seen.count;
}

static void expect_whole_capture(void)
{
    struct savefile *s = open_path(path, false);
    bool whole;

    ck_assert_str_eq(e.text, "");
    ck_assert_uint_eq(count_packets(s, &whole), PACKETS);
    ck_assert(whole);
    savefile_close(s);
}

/* One after the other, from what comes next where reading begins anew. */
static void look_ahead(u_char *user, struct upcoming *u)
{
    struct seen *seen = (struct seen *)(void *)user;
    const uint8_t *data;
    uint32_t cap_len;

    for (int i = 0; i < CLASSIC_AHEAD && upcoming_next(u, &data, &cap_len);
         i++) {
        const uint32_t n = (uint32_t)data[0] << 8 | data[1];
        ck_assert_uint_eq(cap_len, PACKET_BYTES);
        if (n != seen->next) {
            ck_assert_uint_gt(n, seen->next);
            ck_assert_uint_eq(n, seen->count);
        }
        seen->next = n + 1;
        seen->shown++;
    }
    ck_assert_uint_le(seen->next,
                      seen->count + (CLASSIC_LEAD + 1) * CLASSIC_AHEAD);
}

START_TEST(looked_at_before)
{
    struct seen seen = {0};
    size_t size;
    char *image = make_capture(&size);

    store(image, size);
    struct savefile *s = open_path(path, false);
    savefile_look_ahead(s, look_ahead);
    ck_assert(savefile_loop(s, 0, see, (u_char *)&seen));
    ck_assert_uint_eq(seen.count, PACKETS);
    ck_assert_uint_eq(seen.next, PACKETS);
    ck_assert_uint_gt(seen.shown, PACKETS - PACKETS / 8);
    savefile_close(s);
    free(image);
}
END_TEST

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
    bool whole;

    store_compressed(ARCHIVE_FILTER_GZIP, image, size);
    ck_assert_int_eq(truncate(path, 4000), 0);
    struct savefile *s = open_path(path, false);
    ck_assert_uint_lt(count_packets(s, &whole), PACKETS);
    ck_assert(!whole);
    ck_assert_str_eq(savefile_complaint(s), "truncated gzip input");
    savefile_close(s);
    free(image);
}
END_TEST

/* A file given up half way leaves nothing behind for the one after it. */
START_TEST(next_compressed)
{
    size_t size;
    char *image = make_capture(&size);
    struct seen seen = {0};

    store_compressed(ARCHIVE_FILTER_GZIP, image, size);
    struct savefile *s = open_path(path, false);
    ck_assert(savefile_loop(s, 3, see, (u_char *)&seen));
    ck_assert_uint_eq(seen.count, 3);
    savefile_close(s);
    expect_whole_capture();
    free(image);
}
END_TEST

/* As libpcap says it, whoever reads the records. */
START_TEST(cut_plain)
{
    size_t size;
    char *image = make_capture(&size);
    bool whole;

    store(image, size - PACKET_BYTES / 2);
    struct savefile *s = open_path(path, false);
    ck_assert_uint_eq(count_packets(s, &whole), PACKETS - 1);
    ck_assert(!whole);
    ck_assert_str_eq(savefile_complaint(s),
                     "truncated dump file; tried to read 60 captured bytes, "
                     "only got 30");
    savefile_close(s);
    free(image);
}
END_TEST

static void expect_one_by_one(void)
{
    struct savefile *s = open_path(path, false);
    struct seen seen = {0};
    struct pcap_pkthdr head;
    const u_char *data;

    while (savefile_next(s, &head, &data) == SAVEFILE_PACKET)
        see((u_char *)&seen, &head, data);
    ck_assert_uint_eq(seen.count, PACKETS);
    savefile_close(s);
}

/* What is not plain comes through libpcap, and so does all behind it. */
START_TEST(odd_record)
{
    const size_t record = sizeof(uint32_t[4]) + PACKET_BYTES;
    const uint32_t odd[] = {0x80000000, 1000000};
    size_t size;
    char *image = make_capture(&size);
    bool whole;

    memcpy(image + sizeof(struct pcap_file_header) + 500 * record, odd,
           sizeof(odd));
    store(image, size);
    struct savefile *s = open_path(path, false);
    ck_assert_uint_eq(count_packets(s, &whole), PACKETS);
    ck_assert(whole);
    savefile_close(s);
    expect_one_by_one();
    free(image);
}
END_TEST

static void swap_words(char *at, size_t n)
{
    for (; n > 0; n--, at += sizeof(uint32_t)) {
        uint32_t word;

        memcpy(&word, at, sizeof(word));
        word = __builtin_bswap32(word);
        memcpy(at, &word, sizeof(word));
    }
}

/* As a machine of the other byte order would have written it. */
static void swap_capture(char *image, size_t size)
{
    enum { VERSION = 4, RECORD = 16, HEAD = sizeof(struct pcap_file_header) };
    const uint16_t version[] = {__builtin_bswap16(2), __builtin_bswap16(4)};

    swap_words(image, HEAD / sizeof(uint32_t));
    memcpy(image + VERSION, version, sizeof(version));
    for (size_t at = HEAD; at < size; at += RECORD + PACKET_BYTES)
        swap_words(image + at, RECORD / sizeof(uint32_t));
}

static const struct {
    uint16_t link_type;
    uint8_t protocol_at;
    bool swapped;
} cooked[] = {
    {113, 14, false},
    {113, 14, true},
    {276, 0, false},
    {276, 0, true},
};

/* CAN in a cooked frame: libpcap puts its words in this machine's order. */
START_TEST(cooked_as_libpcap)
{
    enum { AT_LINK = 20, AT_PACKET = 40, AT_CAN = 16, CAN = 12 };
    size_t size;
    char *image = make_capture(&size), text[PCAP_ERRBUF_SIZE];
    char *packet = image + AT_PACKET;
    struct pcap_pkthdr head, *their_head;
    const u_char *data, *their_data;

    memcpy(image + AT_LINK, &cooked[_i].link_type, sizeof(uint16_t));
    packet[cooked[_i].protocol_at] = 0;
    packet[cooked[_i].protocol_at + 1] = CAN;
    for (int i = AT_CAN; i < PACKET_BYTES; i++)
        packet[i] = (char)i;
    if (cooked[_i].swapped)
        swap_capture(image, size);
    store(image, size);
    struct savefile *s = open_path(path, false);
    pcap_t *p = pcap_open_offline(path, text);
    ck_assert(s != NULL && p != NULL);
    for (int i = 0; i < PACKETS; i++) {
        ck_assert_int_eq(savefile_next(s, &head, &data), SAVEFILE_PACKET);
        ck_assert_int_eq(pcap_next_ex(p, &their_head, &their_data), 1);
        ck_assert_mem_eq(data, their_data, PACKET_BYTES);
    }
    pcap_close(p);
    savefile_close(s);
    free(image);
}
END_TEST

START_TEST(nanoseconds_on_request)
{
    size_t size;
    char *image = make_capture(&size);
    struct seen seen = {0};

    store(image, size);
    struct savefile *s = open_path(path, true);
    ck_assert(savefile_loop(s, 1, see, (u_char *)&seen));
    ck_assert_uint_eq(seen.count, 1);
    ck_assert_int_eq(seen.last.ts.tv_usec, 999999000);
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
     12, "Lzma library error:  No progress is possible"},
};

static size_t small_bytes_of_path(void)
{
    const int fd = open(path, O_RDONLY);
    const size_t n = small_bytes(fd, NULL, NULL);

    ck_assert_int_eq((int)lseek(fd, 0, SEEK_CUR), 0);
    (void)close(fd);
    return n;
}

/* Whole and plain: then the records are those that libpcap's file has. */
START_TEST(small_and_plain)
{
    size_t size;
    char *image = make_capture(&size);
    bool whole;

    store(image, size);
    ck_assert_uint_eq(small_bytes_of_path(), size);
    struct savefile *s =
        savefile_open_small(open(path, O_RDONLY), true, size, &e);
    ck_assert_ptr_nonnull(s);
    const struct source from = savefile_source(s);
    ck_assert_ptr_null(from.pcap);
    ck_assert_int_eq(from.link_type, DLT_EN10MB);
    ck_assert_int_eq(from.snaplen, 65535);
    ck_assert(from.nanoseconds);
    ck_assert_str_eq(source_link_name(&from), "EN10MB");
    ck_assert_str_eq(source_link_description(&from), "Ethernet");
    ck_assert_uint_eq(count_packets(s, &whole), PACKETS);
    ck_assert(whole);
    savefile_close(s);
    free(image);
}
END_TEST

/* One byte of the file that takes it out of what is plain. */
static const struct {
    size_t at;
    char byte;
} oddities[] = {
    {0, 0},    /* another magic number */
    {4, 1},    /* version 1.4 */
    {16, 0},   /* a snapshot length of 65280: its packets still fit */
    {17, 0},   /* ... of 255, ... */
    {18, 16},  /* ... of more than anybody wrote */
    {20, 113}, /* cooked */
    {22, 1},   /* something behind each frame */
    {27, -1},  /* a time before 1970 */
    {31, 1},   /* more than a second */
    {32, 61},  /* a record that reaches into the next */
    {35, 1},   /* ... that is too long */
};

START_TEST(small_and_odd)
{
    size_t size;
    char *image = make_capture(&size);
    const bool fits = oddities[_i].at == 16 || oddities[_i].at == 17;

    image[oddities[_i].at] = oddities[_i].byte;
    store(image, size);
    ck_assert_uint_eq(small_bytes_of_path(), fits ? size : 0);
    free(image);
}
END_TEST

START_TEST(small_but_cut_or_changed)
{
    size_t size;
    char *image = make_capture(&size);
    bool whole;
    int ends[2];

    for (size_t cut = 1; cut < 16 + PACKET_BYTES; cut += 7) {
        store(image, size - cut);
        ck_assert_uint_eq(small_bytes_of_path(), 0);
    }
    /* It has become shorter since. */
    struct savefile *s =
        savefile_open_small(open(path, O_RDONLY), false, size, &e);
    ck_assert_uint_eq(count_packets(s, &whole), PACKETS - 1);
    ck_assert(!whole);
    ck_assert_str_eq(savefile_complaint(s),
                     "the file has changed since it was looked at");
    savefile_close(s);
    /* No header is left. */
    store(image, 10);
    ck_assert_ptr_null(
        savefile_open_small(open(path, O_RDONLY), false, size, &e));
    ck_assert_str_eq(e.text, "the file has changed since it was looked at");
    /* Nobody knows how long a pipe is. */
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_uint_eq(small_bytes(ends[0], NULL, NULL), 0);
    (void)close(ends[0]);
    (void)close(ends[1]);
    free(image);
}
END_TEST

START_TEST(no_capture)
{
    store(refused[_i].bytes, refused[_i].size);
    ck_assert_ptr_null(open_path(path, false));
    ck_assert_str_eq(e.text, refused[_i].complaint);
    ck_assert_int_eq(e.exit_code, 1);
}
END_TEST

START_TEST(no_file)
{
    ck_assert_ptr_null(open_path("/nonexistent/x", false));
    ck_assert_str_eq(e.text, "/nonexistent/x: No such file or directory");
    ck_assert_ptr_null(open_path(dir, false));
    ck_assert_str_eq(e.text, "error reading dump file: Is a directory");
}
END_TEST

static enum file_list_state next(struct file_list *l, char *name, int *fd)
{
    return file_list_next(l, name, fd, &e);
}

START_TEST(list_of_names)
{
    struct file_list list = {0};
    char name[PATH_MAX], text[256];
    int fd;

    const int n = snprintf(text, sizeof(text), "%s\n-\n\nno/such", path);
    store(text, (size_t)n);
    ck_assert(file_list_open(&list, path, &e));
    ck_assert(file_list_start(&list, &e));
    ck_assert_int_eq(next(&list, name, &fd), FILE_LIST_FILE);
    ck_assert_str_eq(name, path);
    ck_assert_int_eq(read(fd, text, 5), 5);
    ck_assert_int_eq(memcmp(text, "/tmp/", 5), 0);
    (void)close(fd);
    ck_assert_int_eq(next(&list, name, &fd), FILE_LIST_FILE);
    ck_assert_int_eq(fd, STDIN_FILENO);
    ck_assert_int_eq(next(&list, name, &fd), FILE_LIST_FAILED);
    ck_assert_str_eq(e.text, ": No such file or directory");
    ck_assert_int_eq(next(&list, name, &fd), FILE_LIST_FAILED);
    ck_assert_str_eq(e.text, "no/such: No such file or directory");
    ck_assert_int_eq(next(&list, name, &fd), FILE_LIST_END);
    file_list_finish(&list);
}
END_TEST

START_TEST(list_without_names)
{
    struct file_list list = {0};
    char want[96], name[PATH_MAX];
    int fd;

    store("", 0);
    ck_assert(file_list_open(&list, path, &e));
    ck_assert(file_list_start(&list, &e));
    ck_assert_int_eq(next(&list, name, &fd), FILE_LIST_FAILED);
    (void)snprintf(want, sizeof(want), "Nothing in %s", path);
    ck_assert_str_eq(e.text, want);
    file_list_finish(&list);
    ck_assert(!file_list_open(&list, "/nonexistent/x", &e));
    ck_assert_str_eq(e.text, "Unable to open file: No such file or directory");
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("savefile");
    TCase *tc = tcase_create("savefile");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, plain);
    tcase_add_test(tc, looked_at_before);
    tcase_add_loop_test(tc, compressed, 0, COUNT_OF(filters));
    tcase_add_test(tc, cut_compressed);
    tcase_add_test(tc, next_compressed);
    tcase_add_test(tc, cut_plain);
    tcase_add_test(tc, odd_record);
    tcase_add_loop_test(tc, cooked_as_libpcap, 0, COUNT_OF(cooked));
    tcase_add_test(tc, nanoseconds_on_request);
    tcase_add_test(tc, small_and_plain);
    tcase_add_loop_test(tc, small_and_odd, 0, COUNT_OF(oddities));
    tcase_add_test(tc, small_but_cut_or_changed);
    tcase_add_loop_test(tc, no_capture, 0, COUNT_OF(refused));
    tcase_add_test(tc, no_file);
    tcase_add_test(tc, list_of_names);
    tcase_add_test(tc, list_without_names);
    suite_add_tcase(s, tc);
    return s;
}
