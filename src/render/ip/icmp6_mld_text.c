/*
 * icmp6_mld_text.c - multicast listener discovery, version 1 (RFC 2710) and
 * version 2 (RFC 3810).
 */
#include "bytes.h"
#include "icmp6.h"

enum {
    QUERY = 130,
    REPORT2 = 143,
    V1_LEN = 24,
    QUERY2_LEN = 28,
    RECORD_HDR = 20
};

static enum icmp6_body put_sources(struct line *line, const struct tl_layer *l,
                                   uint32_t at, uint32_t n)
{
    if (line->style.verbose < 2) {
        text_printf(line->out, ", %u source(s)", n);
        return ICMP6_SHOWN;
    }
    TEXT_LIT(line->out, " {");
    for (uint32_t i = 0; i < n; i++, at += ICMP6_ADDR) {
        if (at + ICMP6_ADDR > l->cap)
            return ICMP6_CUT;
        text_char(line->out, ' ');
        put_addr6(line, icmp6_at(line, l, at));
    }
    TEXT_LIT(line->out, " }");
    return ICMP6_SHOWN;
}

/* RFC 3810 section 5.1.3 */
static uint32_t delay_of_code(uint16_t code)
{
    return code < 0x8000
               ? code
               : ((code & 0xfffU) | 0x1000U) << ((code >> 12 & 7) + 3);
}

/* Section 5.1.9 */
static uint32_t interval_of_code(uint8_t code)
{
    return code < 0x80 ? code : ((code & 15U) | 16U) << ((code >> 4 & 7) + 3);
}

static enum icmp6_body put_robustness(struct line *line,
                                      const struct tl_layer *l)
{
    if (l->cap < 25)
        return ICMP6_CUT;
    const uint8_t flags = *icmp6_at(line, l, 24);
    if (flags & 8)
        TEXT_LIT(line->out, " sflag");
    if (flags & 7)
        text_printf(line->out, " robustness=%u", flags & 7);
    if (l->cap < 26)
        return ICMP6_CUT;
    text_printf(line->out, " qqi=%u", interval_of_code(*icmp6_at(line, l, 25)));
    return ICMP6_SHOWN;
}

static enum icmp6_body put_query2(struct line *line, const struct tl_layer *l)
{
    TEXT_LIT(line->out, " v2");
    if (l->cap < 6)
        return ICMP6_CUT;
    if (line->style.verbose > 0)
        text_printf(line->out, " [max resp delay=%u]",
                    delay_of_code(l->icmp.id));
    if (l->cap < V1_LEN)
        return ICMP6_CUT;
    TEXT_LIT(line->out, " [gaddr ");
    put_addr6(line, icmp6_at(line, l, ICMP6_HDR));
    if (line->style.verbose > 0 && put_robustness(line, l) == ICMP6_CUT)
        return ICMP6_CUT;
    if (l->cap < QUERY2_LEN)
        return ICMP6_CUT;
    const uint32_t n = load_be16(icmp6_at(line, l, 26));
    if (n > 0) {
        if (l->len < QUERY2_LEN + n * ICMP6_ADDR)
            TEXT_LIT(line->out, " [invalid number of sources]");
        else if (put_sources(line, l, QUERY2_LEN, n) == ICMP6_CUT)
            return ICMP6_CUT;
    }
    text_char(line->out, ']');
    return ICMP6_SHOWN;
}

static void put_record_type(struct line *line, uint8_t type)
{
    static const char *const names[] = {NULL,    "is_in", "is_ex", "to_in",
                                        "to_ex", "allow", "block"};

    if (type < sizeof(names) / sizeof(names[0]) && names[type] != NULL)
        text_printf(line->out, " %s", names[type]);
    else
        text_printf(line->out, "  [v2-report-#%u]", type);
}

/* -v: the group records. */
static enum icmp6_body put_records(struct line *line, const struct tl_layer *l,
                                   uint32_t groups)
{
    uint32_t at = ICMP6_HDR;

    for (uint32_t i = 0; i < groups; i++) {
        if (l->len < at + RECORD_HDR) {
            TEXT_LIT(line->out, " [invalid number of groups]");
            return ICMP6_SHOWN;
        }
        if (l->cap < at + RECORD_HDR)
            return ICMP6_CUT;
        const uint8_t *p = icmp6_at(line, l, at);
        const uint32_t n = load_be16(p + 2);
        TEXT_LIT(line->out, " [gaddr ");
        put_addr6(line, p + 4);
        put_record_type(line, p[0]);
        at += RECORD_HDR;
        if (l->len < at + n * ICMP6_ADDR) {
            text_printf(line->out, " [invalid number of sources %u]", n);
            return ICMP6_SHOWN;
        }
        if (put_sources(line, l, at, n) == ICMP6_CUT)
            return ICMP6_CUT;
        text_char(line->out, ']');
        at += n * ICMP6_ADDR;
    }
    return ICMP6_SHOWN;
}

static enum icmp6_body put_report2(struct line *line, const struct tl_layer *l)
{
    if (l->cap < ICMP6_HDR)
        return ICMP6_CUT;
    text_printf(line->out, ", %u group record(s)", l->icmp.seq);
    if (line->style.verbose == 0)
        return ICMP6_SHOWN;
    return put_records(line, l, l->icmp.seq);
}

enum icmp6_body put_icmp6_listener(struct line *line, const struct tl_layer *l)
{
    if (l->icmp.type == REPORT2)
        return put_report2(line, l);
    if (l->cap < 2)
        return ICMP6_CUT;
    if (l->icmp.type == QUERY && l->len >= QUERY2_LEN)
        return put_query2(line, l);
    if (l->icmp.type == QUERY && l->len != V1_LEN) {
        text_printf(line->out, " unknown-version (len %u) ", l->len);
        return ICMP6_SHOWN;
    }
    if (l->cap < V1_LEN)
        return ICMP6_SHOWN;
    text_printf(line->out, "max resp delay: %u addr: ", l->icmp.id);
    put_addr6(line, icmp6_at(line, l, ICMP6_HDR));
    return ICMP6_SHOWN;
}
