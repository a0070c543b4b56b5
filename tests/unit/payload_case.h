/*
 * payload_case.h - payloads and what tcpdump 4.99.3 prints for them.
 *
 * A case is printed whole and compared; then again at every shorter capture
 * of the same payload, each ending at a page that must not be touched.
 */
#ifndef TCPLINE_TESTS_PAYLOAD_CASE_H
#define TCPLINE_TESTS_PAYLOAD_CASE_H

#include "payload_rig.h"

struct payload_case {
    const char *bytes;
    uint32_t len;
    const char *want;
    uint16_t port; /* the destination's; the source's is 1025 */
    uint16_t sport;
    uint8_t verbose;
    bool udp;
    bool dump;        /* -X */
    bool cut;         /* the decoding of the packet ends here */
    uint32_t missing; /* bytes at the end that were not captured */
    enum tl_packet_type type;
};

/* The bytes of a string literal, without the zero at its end. */
#define PAYLOAD(s) .bytes = "" s, .len = sizeof(s) - 1

/* Not an IP decoder: shows that one was asked, and for which bytes. */
static inline bool case_ip_packet(void *ctx, struct text *out, const uint8_t *p,
                                  uint32_t cap, uint32_t len,
                                  const char **label)
{
    (void)ctx;
    TEXT_LIT(out, "IP<");
    text_hex_bytes(out, p, cap);
    text_printf(out, " of %u>", len);
    *label = "ip";
    return cap == 0;
}

static inline enum protocol_end case_print(const struct payload_case *c,
                                           const uint8_t *p, uint32_t cap,
                                           struct text *out)
{
    static const uint8_t src[] = {192, 0, 2, 1}, dst[] = {198, 51, 100, 2};
    const struct payload_style style = {
        .verbose = c->verbose,
        .hex_follows = c->dump,
        .ascii_follows = c->dump,
    };
    const struct payload_host host = {
        .addr4 = rig_addr4,
        .addr6 = rig_addr6,
        .ip_packet = case_ip_packet,
        .frame = case_ip_packet,
    };
    struct printer pr = {
        .base = p,
        .cap = cap,
        .len = c->len,
        .out = out,
        .style = &style,
        .host = &host,
        .label = c->udp ? "udp" : "tcp",
        .sport = c->sport == 0 ? 1025 : c->sport,
        .dport = c->port,
        .src_addr = src,
        .dst_addr = dst,
        .addr_len = 4,
    };
    return print_by_port(&pr, c->udp, c->type);
}

/* No byte of a payload may reach a terminal as anything but text. */
static inline void case_check_clean(const struct text *out)
{
    for (const char *s = out->start; s < out->at; s++) {
        const uint8_t c = (uint8_t)*s;
        ck_assert_msg((c >= 0x20 && c < 0x7f) || c == '\t' || c == '\n',
                      "byte 0x%02x at %td", c, s - out->start);
    }
}

static inline void payload_case_check(const struct payload_case *c)
{
    struct guard_page guard;
    const uint32_t captured = c->len - c->missing;
    struct text out;

    ck_assert(guard_page_open(&guard, c->len + 1));
    ck_assert(text_init(&out, 16));
    const enum protocol_end end = case_print(
        c, guard_page_put(&guard, c->bytes, captured), captured, &out);
    text_char(&out, '\0');
    ck_assert_str_eq(out.start, c->want);
    ck_assert_int_eq(end == PROTOCOL_CUT, c->cut);
    for (uint32_t cap = 0; cap < captured; cap++) {
        text_truncate(&out, 0);
        (void)case_print(c, guard_page_put(&guard, c->bytes, cap), cap, &out);
        case_check_clean(&out);
    }
    text_free(&out);
    guard_page_close(&guard);
}

/* Runs `each` for every one of `count` cases; answers main's exit status. */
static inline int payload_suite_run(const char *name, const TTest *each,
                                    int count)
{
    Suite *s = suite_create(name);
    TCase *tc = tcase_create("cases");

    tcase_add_loop_test(tc, each, 0, count);
    suite_add_tcase(s, tc);
    SRunner *sr = srunner_create(s);
    srunner_run_all(sr, CK_NORMAL);
    const int failed = srunner_ntests_failed(sr);
    srunner_free(sr);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#define ROWS(a) ((int)(sizeof(a) / sizeof((a)[0])))

#endif
