/*
 * test_carriages.c - lines of the tunnels and headers TCP travels in, and of
 * its neighbours.
 *
 * Every frame is also decoded and shown at each shorter capture length, its
 * bytes set against an unmapped page, so that reading one byte too far faults.
 */
#include <pcap/dlt.h>

#include "carriage_rows.h"
#include "decode.h"
#include "guard_page.h"
#include "hex_bytes.h"
#include "line.h"
#include "neighbour_rows.h"
#include "unit_main.h"

enum { MAX_FRAME = 512 };

static struct guard_page page;
static struct text out;
static struct tl_packet packet;

static void setup(void)
{
    ck_assert(guard_page_open(&page, MAX_FRAME));
    ck_assert(text_init(&out, 4096));
}

static void teardown(void)
{
    text_free(&out);
    guard_page_close(&page);
}

static unsigned count(const char *options, char letter)
{
    unsigned n = 0;

    for (; *options != '\0'; options++)
        n += *options == letter;
    return n;
}

/* The line of a frame of `len` bytes, `cap` of them captured, in `out`. */
static void render(const char *options, const uint8_t *frame, uint32_t cap,
                   uint32_t len)
{
    const struct line_style style = {
        .no_names = true,
        .time = LINE_TIME_NONE,
        .verbose = count(options, 'v'),
        .quiet = count(options, 'q'),
        .link_header = count(options, 'e') > 0,
        .dump = count(options, 'x') > 0 ? LINE_DUMP_HEX : LINE_DUMP_NONE,
    };
    const struct conn_step absolute = {0};
    const struct tl_raw raw = {
        .data = guard_page_put(&page, frame, cap),
        .cap_len = cap,
        .wire_len = len,
        .link_type = DLT_EN10MB,
    };
    struct line *line = line_new(&style, NULL);

    ck_assert(line != NULL);
    text_truncate(&out, 0);
    decode_packet(&raw, &packet);
    line_record(line, &packet, &absolute, &out);
    text_char(&out, '\0');
    line_free(line);
}

static void check_text(const struct carriage_row *row)
{
    uint8_t frame[MAX_FRAME];
    const uint32_t len = (uint32_t)hex_bytes(row->hex, frame);

    render(row->options, frame, row->cap != 0 ? row->cap : len, len);
    ck_assert_msg(strcmp(out.start, row->text) == 0, "%s:\n  want %s  got  %s",
                  row->what, row->text, out.start);
}

static void check_cuts(const struct carriage_row *row)
{
    static const char *const styles[] = {"", "v", "vvv", "e", "q", "x"};
    uint8_t frame[MAX_FRAME];
    const uint32_t len = (uint32_t)hex_bytes(row->hex, frame);

    for (uint32_t cap = 1; cap <= len; cap++)
        for (size_t s = 0; s < COUNT_OF(styles); s++) {
            render(styles[s], frame, cap, len);
            ck_assert(text_len(&out) > 1 && out.at[-2] == '\n');
        }
}

START_TEST(carriage_text)
{
    check_text(&carriage_rows[_i]);
}
END_TEST

START_TEST(carriage_cuts)
{
    check_cuts(&carriage_rows[_i]);
}
END_TEST

START_TEST(neighbour_text)
{
    check_text(&neighbour_rows[_i]);
}
END_TEST

START_TEST(neighbour_cuts)
{
    check_cuts(&neighbour_rows[_i]);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("carriages");
    TCase *tc = tcase_create("frames");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_loop_test(tc, carriage_text, 0, COUNT_OF(carriage_rows));
    tcase_add_loop_test(tc, carriage_cuts, 0, COUNT_OF(carriage_rows));
    tcase_add_loop_test(tc, neighbour_text, 0, COUNT_OF(neighbour_rows));
    tcase_add_loop_test(tc, neighbour_cuts, 0, COUNT_OF(neighbour_rows));
    suite_add_tcase(s, tc);
    return unit_run(s);
}
