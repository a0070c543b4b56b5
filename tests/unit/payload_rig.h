/*
 * payload_rig.h - runs one payload through the port table, as the TCP line
 * would, and checks its text.
 *
 * Payloads are written in hexadecimal; blanks are free, and "M" stands for
 * the sixteen octets of BGP's marker.
 */
#ifndef TCPLINE_TESTS_PAYLOAD_RIG_H
#define TCPLINE_TESTS_PAYLOAD_RIG_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "by_port.h"
#include "guard_page.h"
#include "leaf_members.h"

enum { RIG_MAX = 8192 };

struct rig_case {
    const char *name;
    uint16_t sport, dport;
    struct payload_style style;
    const char *hex;
    const char *text;
};

struct rig {
    struct guard_page guard;
    struct text out;
    struct leaf_memory memory;
};

static inline void rig_addr4(void *ctx, struct text *out, const uint8_t a[4])
{
    (void)ctx;
    text_ip4(out, a);
}

static inline void rig_addr6(void *ctx, struct text *out, const uint8_t a[16])
{
    (void)ctx;
    text_ip6(out, a);
}

static inline bool rig_packet(void *ctx, struct text *out, const uint8_t *p,
                              uint32_t cap, uint32_t len, const char **label)
{
    (void)ctx;
    (void)p;
    (void)label;
    text_printf(out, "(%u of %u bytes)", cap, len);
    return false;
}

static inline void rig_open(struct rig *rig)
{
    memset(&rig->memory, 0, sizeof(rig->memory));
    ck_assert(guard_page_open(&rig->guard, RIG_MAX));
    ck_assert(text_init(&rig->out, 4096));
}

static inline void rig_close(struct rig *rig)
{
    guard_page_close(&rig->guard);
    text_free(&rig->out);
}

static inline unsigned rig_digit(char c)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    ck_assert(c >= 'a' && c <= 'f');
    return (unsigned)(c - 'a' + 10);
}

static inline uint32_t rig_unhex(const char *hex, uint8_t out[RIG_MAX])
{
    uint32_t n = 0;

    for (; *hex != '\0'; hex++) {
        ck_assert_uint_lt(n + 16, RIG_MAX);
        if (*hex == ' ')
            continue;
        if (*hex == 'M') {
            memset(out + n, 0xff, 16);
            n += 16;
            continue;
        }
        out[n++] = (uint8_t)(rig_digit(hex[0]) << 4 | rig_digit(hex[1]));
        hex++;
    }
    return n;
}

/* The text for a payload of `len` bytes of which `cap` were captured. */
static inline const char *rig_print(struct rig *rig, const struct rig_case *c,
                                    const uint8_t *payload, uint32_t cap,
                                    uint32_t len, bool reverse)
{
    static const uint8_t src[4] = {192, 0, 2, 1}, dst[4] = {198, 51, 100, 2};
    const struct payload_host host = {
        .addr4 = rig_addr4,
        .addr6 = rig_addr6,
        .ip_packet = rig_packet,
        .frame = rig_packet,
    };
    struct printer pr = {
        .base = guard_page_put(&rig->guard, payload, cap),
        .cap = cap,
        .len = len,
        .out = &rig->out,
        .style = &c->style,
        .host = &host,
        .label = "tcp",
        .sport = reverse ? c->dport : c->sport,
        .dport = reverse ? c->sport : c->dport,
        .src_addr = reverse ? dst : src,
        .dst_addr = reverse ? src : dst,
        .addr_len = 4,
        .memory = &rig->memory,
    };

    text_truncate(&rig->out, 0);
    (void)print_by_port(&pr, false, TL_TYPE_BY_PORT);
    text_char(&rig->out, '\0');
    ck_assert(!text_failed(&rig->out));
    return rig->out.start;
}

/*
 * Checks a case's text, then prints it again at every shorter capture length:
 * those must only stay within the bytes. `reverse` sends it from dport.
 */
static inline void rig_check_one(struct rig *rig, const struct rig_case *c,
                                 bool reverse)
{
    static uint8_t payload[RIG_MAX];
    const uint32_t len = rig_unhex(c->hex, payload);

    const char *text = rig_print(rig, c, payload, len, len, reverse);
    if (strcmp(text, c->text) != 0)
        ck_abort_msg("%s:\n got \"%s\"\nwant \"%s\"", c->name, text, c->text);
    for (uint32_t cap = 0; cap < len; cap++)
        rig_print(rig, c, payload, cap, len, reverse);
}

static inline void rig_check(const struct rig_case *c)
{
    struct rig rig;

    rig_open(&rig);
    rig_check_one(&rig, c, false);
    rig_close(&rig);
}

/* A case and what is answered to it. */
static inline void rig_check_pair(const struct rig_case pair[2])
{
    struct rig rig;

    rig_open(&rig);
    rig_check_one(&rig, &pair[0], false);
    rig_check_one(&rig, &pair[1], true);
    rig_close(&rig);
}

#endif
