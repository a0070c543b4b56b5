/*
 * Lines of the rarer link layers, as tcpdump 4.99.3 prints them, and decoding
 * of their packets at every capture length.
 */
#include <check.h>
#include <pcap/dlt.h>
#include <stdlib.h>

#include "count.h"
#include "decode.h"
#include "line.h"

#include "link_rows.h"

static size_t from_hex(const char *hex, uint8_t *out)
{
    size_t n = 0;

    for (; hex[0] != '\0'; hex += 2) {
        char digits[3] = {hex[0], hex[1], '\0'};
        out[n++] = (uint8_t)strtoul(digits, NULL, 16);
    }
    return n;
}

static struct tl_raw raw_of(const struct link_row *row, const uint8_t *data,
                            uint32_t len)
{
    return (struct tl_raw){
        .data = data,
        .cap_len = row->cap != 0 ? row->cap : len,
        .wire_len = len,
        .link_type = row->link_type,
    };
}

/* The line of `row` without its newline, on the heap. */
static char *render(const struct link_row *row)
{
    const struct line_style style = {
        .time = LINE_TIME_NONE,
        .no_names = true,
        .link_header = strchr(row->options, 'e') != NULL,
        .quiet = strchr(row->options, 'q') != NULL,
        .dump =
            strchr(row->options, 'x') != NULL ? LINE_DUMP_HEX : LINE_DUMP_NONE,
    };
    struct line *line = line_new(&style, NULL);
    struct tl_packet *pkt = malloc(sizeof(*pkt));
    const struct conn_step step = {0};
    uint8_t data[512];
    struct text out;

    ck_assert(line != NULL && pkt != NULL && text_init(&out, 1024));
    const struct tl_raw raw =
        raw_of(row, data, (uint32_t)from_hex(row->hex, data));
    decode_packet(&raw, pkt);
    line_record(line, pkt, &step, &out);
    char *s = strndup(out.start, text_len(&out) - 1);
    text_free(&out);
    line_free(line);
    free(pkt);
    return s;
}

START_TEST(line_is_the_oracles)
{
    const struct link_row *row = &link_rows[_i];
    char *got = render(row);

    ck_assert_msg(strcmp(got, row->text) == 0, "link type %d, -%s: %s\nnot: %s",
                  row->link_type, row->options, got, row->text);
    free(got);
}
END_TEST

/* Exact allocations let the address sanitizer see a read too far. */
START_TEST(any_cut_stays_inside)
{
    const struct link_row *row = &link_rows[_i];
    struct tl_packet *pkt = malloc(sizeof(*pkt));
    uint8_t data[512];
    const size_t n = from_hex(row->hex, data);

    for (size_t cut = 1; cut <= n; cut++) {
        uint8_t *copy = malloc(cut);
        ck_assert(copy != NULL && pkt != NULL);
        memcpy(copy, data, cut);
        struct tl_raw raw = raw_of(row, copy, (uint32_t)n);
        raw.cap_len = (uint32_t)cut;
        decode_packet(&raw, pkt);
        ck_assert_uint_le(pkt->link_hdr_len, cut);
        for (unsigned i = 0; i < pkt->n_layers; i++)
            ck_assert_uint_le(pkt->layers[i].off + pkt->layers[i].cap, cut);
        free(copy);
    }
    free(pkt);
}
END_TEST

int main(void)
{
    const int rows = COUNT_OF(link_rows);
    Suite *suite = suite_create("link types");
    TCase *tcase = tcase_create("all");

    tcase_add_loop_test(tcase, line_is_the_oracles, 0, rows);
    tcase_add_loop_test(tcase, any_cut_stays_inside, 0, rows);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
