/*
 * test_line.c - whole lines from annotated packets. The texts were observed
 * from tcpdump 4.99.3 on the same bytes.
 *
 * Every packet is also rendered at each shorter capture length, its bytes set
 * against an unmapped page, so that reading one byte too far faults.
 */
#include <pcap/dlt.h>

#include "conn.h"
#include "decode.h"
#include "guard_page.h"
#include "hex_bytes.h"
#include "line.h"
#include "unit_main.h"

#define ETHER "020000000002 020000000001 "
/* 192.0.2.1 > 198.51.100.2, protocol TCP */
#define IP4(total)                                                             \
    "0800 45 00 " total " 0001 0000 40 06 0000 c0000201 c6336402 "
#define PORTS "0401 07d0 "
#define NUMBERS "000003e8 000007d0 "

static const struct line_style plain = {.no_names = true,
                                        .time = LINE_TIME_NONE};
static const struct line_style verbose = {
    .no_names = true, .time = LINE_TIME_NONE, .verbose = 1};
static const struct line_style very_verbose = {.no_names = true,
                                               .time = LINE_TIME_NONE,
                                               .verbose = 2,
                                               .no_checksums = true};
static const struct line_style quiet = {
    .no_names = true, .time = LINE_TIME_NONE, .quiet = 1};
static const struct line_style with_link = {
    .no_names = true, .time = LINE_TIME_NONE, .link_header = true};
static const struct line_style with_hex = {
    .no_names = true, .time = LINE_TIME_NONE, .dump = LINE_DUMP_HEX};

#define PAIR "192.0.2.1.1025 > 198.51.100.2.2000: "

static const struct {
    const char *what;
    const struct line_style *style;
    int link_type;
    unsigned cap; /* capture length, 0: all */
    const char *hex;
    const char *want;
} rows[] = {
    {"pure acknowledgment", &plain, DLT_EN10MB, 0,
     ETHER IP4("0028") PORTS NUMBERS "5010 0200 0000 0000",
     "IP " PAIR "Flags [.], ack 2000, win 512, length 0\n"},
    {"all flags", &plain, DLT_EN10MB, 0,
     ETHER IP4("0028") PORTS NUMBERS "50ff 0200 0000 0000",
     "IP " PAIR "Flags [FSRP.UEW], seq 1000, ack 2000, win 512, urg 0, "
     "length 0\n"},
    {"no flag", &plain, DLT_EN10MB, 0,
     ETHER IP4("0028") PORTS NUMBERS "5000 0200 0000 0000",
     "IP " PAIR "Flags [none], win 512, length 0\n"},
    {"-vv shows the seq of an empty segment", &very_verbose, DLT_EN10MB, 0,
     ETHER IP4("0028") PORTS NUMBERS "5010 0200 0000 0000",
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), "
     "length 40)\n    " PAIR "Flags [.], seq 1000, ack 2000, win 512, "
     "length 0\n"},
    {"-v verifies checksums", &verbose, DLT_EN10MB, 0,
     ETHER IP4("0028") PORTS NUMBERS "5010 0200 1234 0000",
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), "
     "length 40, bad cksum 0 (->8e98)!)\n    " PAIR
     "Flags [.], cksum 0x1234 (incorrect -> 0xaa14), ack 2000, win 512, "
     "length 0\n"},
    {"sequence wraps", &plain, DLT_EN10MB, 0,
     ETHER IP4("002d") PORTS "ffffffff 000007d0 5018 0200 0000 0000 "
                             "6162636465",
     "IP " PAIR "Flags [P.], seq 4294967295:4, ack 2000, win 512, length 5\n"},
    {"quiet", &quiet, DLT_EN10MB, 0,
     ETHER IP4("0028") PORTS NUMBERS "5010 0200 0000 0000",
     "IP " PAIR "tcp 0\n"},
    {"options of a SYN", &plain, DLT_EN10MB, 0,
     ETHER IP4("003c") PORTS "000003e8 00000000 a002 0200 0000 0000 "
                             "020405b4 0402 080a 00000001 00000002 01 030307",
     "IP " PAIR "Flags [S], seq 1000, win 512, options [mss 1460,sackOK,"
     "TS val 1 ecr 2,nop,wscale 7], length 0\n"},
    {"a wrong option length shows", &plain, DLT_EN10MB, 0,
     ETHER IP4("0030") PORTS NUMBERS "7010 0200 0000 0000 0206 05b4 0101 0000",
     "IP " PAIR "Flags [.], ack 2000, win 512, options [mss 1460[len 6],nop,"
     "nop,eol], length 0\n"},
    {"SACK edges are relative on the first segment", &plain, DLT_EN10MB, 0,
     ETHER IP4("0034") PORTS NUMBERS
     "8010 0200 0000 0000 0101 050a 000007d1 00000835",
     "IP " PAIR "Flags [.], ack 2000, win 512, options [nop,nop,"
     "sack 1 {2:102}], length 0\n"},
    {"bad option first", &plain, DLT_EN10MB, 0,
     ETHER IP4("002c") PORTS NUMBERS "6010 0200 0000 0000 02010000",
     "IP " PAIR "Flags [.], ack 2000, win 512, options [[bad opt]\n"},
    {"cut in option data", &plain, DLT_EN10MB, 14 + 20 + 23,
     ETHER IP4("003c") PORTS "000003e8 00000000 a002 0200 0000 0000 "
                             "01 0204 05b4 ",
     "IP " PAIR "Flags [S], seq 1000, win 512, options [nop,mss [|tcp]>\n"},
    {"cut at a kind shows the whole packet in hex", &with_hex, DLT_EN10MB,
     14 + 20 + 20,
     ETHER IP4("003c") PORTS "000003e8 00000000 a002 0200 0000 0000 ",
     "IP " PAIR "Flags [S], seq 1000, win 512, options [ [|tcp]\n"
     "\t0x0000:  0200 0000 0002 0200 0000 0001 0800 4500\n"
     "\t0x0010:  003c 0001 0000 4006 0000 c000 0201 c633\n"
     "\t0x0020:  6402 0401 07d0 0000 03e8 0000 0000 a002\n"
     "\t0x0030:  0200 0000 0000\n"},
    {"header too short", &plain, DLT_EN10MB, 0,
     ETHER IP4("0028") PORTS NUMBERS "4010 0200 0000 0000",
     "IP " PAIR " tcp 4 [bad hdr length 16 - too short, < 20]\n"},
    {"header too long", &plain, DLT_EN10MB, 0,
     ETHER IP4("0028") PORTS NUMBERS "f010 0200 0000 0000",
     "IP " PAIR "Flags [.] [bad hdr length 60 - too long, > 20]\n"},
    {"reset with a reason", &verbose, DLT_EN10MB, 0,
     ETHER IP4("002b") PORTS NUMBERS "5014 0200 0000 0000 627965",
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), "
     "length 43, bad cksum 0 (->8e95)!)\n    " PAIR
     "Flags [R.], cksum 0x0000 (incorrect -> 0xe293), seq 1000:1003, "
     "ack 2000, win 512, length 3 [RST bye]\n"},
    {"VLAN tag with -e", &with_link, DLT_EN10MB, 0,
     ETHER "8100 f064 " IP4("0028") PORTS NUMBERS "5010 0200 0000 0000",
     "02:00:00:00:00:01 > 02:00:00:00:00:02, ethertype 802.1Q (0x8100), "
     "length 58: vlan 100, p 7, DEI, ethertype IPv4 (0x0800), " PAIR
     "Flags [.], ack 2000, win 512, length 0\n"},
    {"nothing of a cut Ethernet header", &with_hex, DLT_EN10MB, 13, ETHER "08",
     " [|ether]\n"},
    {"IPv6", &plain, DLT_RAW, 0,
     "60000000 0014 06 40 20010db8 00000000 00000000 00000001 "
     "20010db8 00000000 00000000 00000002 " PORTS NUMBERS "5010 0200 0000 0000",
     "IP6 2001:db8::1.1025 > 2001:db8::2.2000: Flags [.], ack 2000, win 512, "
     "length 0\n"},
    {"family in the other byte order", &with_link, DLT_NULL, 0,
     "00000002 45 00 0028 0001 0000 40 06 0000 c0000201 c6336402 " PORTS NUMBERS
     "5010 0200 0000 0000",
     "AF IPv4 (2), length 44: " PAIR "Flags [.], ack 2000, win 512, "
     "length 0\n"},
};

static struct guard_page guard;
static struct text out;
static struct tl_packet pkt;

static void setup(void)
{
    ck_assert(guard_page_open(&guard, 65536));
    ck_assert(text_init(&out, 256));
}

static void teardown(void)
{
    guard_page_close(&guard);
    text_free(&out);
}

static void render(const struct line_style *style, int link_type,
                   const uint8_t *bytes, uint32_t cap, uint32_t len)
{
    struct line *line = line_new(style, NULL);
    struct conn_table *conns = conn_table_new(0);
    struct conn_step step;
    const struct tl_raw raw = {
        .data = guard_page_put(&guard, bytes, cap),
        .cap_len = cap,
        .wire_len = len,
        .link_type = link_type,
        .number = 1,
    };

    text_truncate(&out, 0);
    decode_packet(&raw, &pkt);
    conn_track(conns, &pkt, style->verbose > 0, &step);
    line_record(line, &pkt, &step, &out);
    text_char(&out, '\0');
    conn_table_free(conns);
    line_free(line);
}

START_TEST(observed_text)
{
    uint8_t bytes[256];
    const uint32_t len = (uint32_t)hex_bytes(rows[_i].hex, bytes);
    const uint32_t cap = rows[_i].cap != 0 ? rows[_i].cap : len;
    /* What the capture length left out was there on the wire. */
    const uint32_t wire = rows[_i].cap != 0 ? 14 + 60 : len;

    render(rows[_i].style, rows[_i].link_type, bytes, cap, wire);
    ck_assert_msg(strcmp(out.start, rows[_i].want) == 0,
                  "%s:\n  want %s  got  %s", rows[_i].what, rows[_i].want,
                  out.start);
}
END_TEST

/* Every style at every shorter capture: one record, ended once. */
START_TEST(every_cut)
{
    static const struct line_style *const styles[] = {
        &plain, &verbose, &very_verbose, &quiet, &with_link, &with_hex};
    uint8_t bytes[256];
    const uint32_t len = (uint32_t)hex_bytes(rows[_i].hex, bytes);

    for (uint32_t cap = 1; cap <= len; cap++)
        for (size_t s = 0; s < COUNT_OF(styles); s++) {
            render(styles[s], rows[_i].link_type, bytes, cap, len);
            ck_assert(text_len(&out) > 1 && out.at[-2] == '\n');
        }
}
END_TEST

int main(void)
{
    Suite *s = suite_create("line");
    TCase *tc = tcase_create("lines");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_loop_test(tc, observed_text, 0, COUNT_OF(rows));
    tcase_add_loop_test(tc, every_cut, 0, COUNT_OF(rows));
    suite_add_tcase(s, tc);
    return unit_run(s);
}
