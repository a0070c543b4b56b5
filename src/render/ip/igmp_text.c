/*
 * igmp_text.c - IGMP (format F): RFC 1112, 2236, 3376.
 */
#include "bytes.h"
#include "checksum.h"
#include "render.h"

enum {
    IGMP_HDR = 8,
    QUERY3_HDR = 12,
    RECORD_HDR = 8,
    USUAL_WAIT = 100, /* tenths of a second */
};

static const uint8_t *bytes_at(const struct line *line,
                               const struct tl_layer *l, uint32_t at)
{
    return line->pkt->raw.data + l->off + at;
}

/* RFC 3376 section 4.1.1: above 127 a mantissa and an exponent. */
static uint32_t wait_of_code(uint8_t code)
{
    if (code < 128)
        return code;
    return ((code & 15U) | 16U) << ((code >> 4 & 7) + 3);
}

static void put_wait(struct line *line, uint8_t code)
{
    const uint32_t tenths = wait_of_code(code);

    if (tenths == USUAL_WAIT)
        return;
    TEXT_LIT(line->out, " [max resp time ");
    if (tenths < 600)
        text_printf(line->out, "%u.%us", tenths / 10, tenths % 10);
    else
        text_printf(line->out, "%um%us", tenths / 600, tenths / 10 % 60);
    text_char(line->out, ']');
}

/* -vv: " { 10.0.0.1 10.0.0.2 }". False when the capture ended among them. */
static bool put_sources(struct line *line, const struct tl_layer *l,
                        uint32_t at, uint32_t n)
{
    TEXT_LIT(line->out, " {");
    for (uint32_t i = 0; i < n; i++, at += 4) {
        if (at + 4 > l->cap)
            return false;
        text_char(line->out, ' ');
        put_addr4(line, bytes_at(line, l, at));
    }
    TEXT_LIT(line->out, " }");
    return true;
}

static enum part_end put_query3(struct line *line, const struct tl_layer *l)
{
    TEXT_LIT(line->out, " v3");
    if (l->len < QUERY3_HDR) {
        text_printf(line->out, " [invalid len %u]", l->len);
        return PART_END;
    }
    if (l->cap < 2)
        return part_mark(line, PART_CUT);
    put_wait(line, l->igmp.code);
    if (l->cap < IGMP_HDR)
        return part_mark(line, PART_CUT);
    const uint8_t *p = bytes_at(line, l, 0);
    if (load_be32(p + 4) == 0)
        return PART_END;
    TEXT_LIT(line->out, " [gaddr ");
    put_addr4(line, p + 4);
    if (l->cap < QUERY3_HDR)
        return part_mark(line, PART_CUT);
    const uint32_t n = load_be16(p + 10);
    if (n > 0) {
        if (QUERY3_HDR + n * 4 > l->len)
            TEXT_LIT(line->out, " [invalid number of sources]");
        else if (line->style.verbose < 2)
            text_printf(line->out, ", %u source(s)", n);
        else if (!put_sources(line, l, QUERY3_HDR, n))
            return part_mark(line, PART_CUT);
    }
    text_char(line->out, ']');
    return PART_END;
}

static enum part_end put_query(struct line *line, const struct tl_layer *l)
{
    TEXT_LIT(line->out, "igmp query");
    if (l->len >= QUERY3_HDR)
        return put_query3(line, l);
    if (l->cap < 2)
        return part_mark(line, PART_CUT);
    if (l->igmp.code == 0) {
        TEXT_LIT(line->out, " v1");
    } else {
        TEXT_LIT(line->out, " v2");
        if (l->igmp.code != USUAL_WAIT)
            text_printf(line->out, " [max resp time %u]", l->igmp.code);
    }
    if (l->cap < IGMP_HDR)
        return part_mark(line, PART_CUT);
    if (load_be32(l->igmp.group) != 0) {
        TEXT_LIT(line->out, " [gaddr ");
        put_addr4(line, l->igmp.group);
        text_char(line->out, ']');
    }
    return PART_END;
}

static void put_record_type(struct line *line, uint8_t type)
{
    static const char *const names[] = {NULL,    "is_in", "is_ex", "to_in",
                                        "to_ex", "allow", "block"};

    if (type < sizeof(names) / sizeof(names[0]) && names[type] != NULL)
        text_printf(line->out, " %s", names[type]);
    else
        text_printf(line->out, "  [v3-report-#%u]", type);
}

/* -v: the group records. */
static enum part_end put_records(struct line *line, const struct tl_layer *l,
                                 uint32_t n)
{
    uint32_t at = IGMP_HDR;

    for (uint32_t i = 0; i < n; i++) {
        if (at + RECORD_HDR > l->len) {
            TEXT_LIT(line->out, " [invalid number of groups]");
            return PART_END;
        }
        if (at + RECORD_HDR > l->cap)
            return part_mark(line, PART_CUT);
        const uint8_t *p = bytes_at(line, l, at);
        const uint32_t sources = load_be16(p + 2);
        TEXT_LIT(line->out, " [gaddr ");
        put_addr4(line, p + 4);
        put_record_type(line, p[0]);
        at += RECORD_HDR;
        if (at + sources * 4 > l->len) {
            text_printf(line->out, " [invalid number of sources %u]", sources);
            return PART_END;
        }
        if (line->style.verbose < 2)
            text_printf(line->out, ", %u source(s)", sources);
        else if (!put_sources(line, l, at, sources))
            return part_mark(line, PART_CUT);
        text_char(line->out, ']');
        at += sources * 4;
    }
    return PART_END;
}

static enum part_end put_report3(struct line *line, const struct tl_layer *l)
{
    TEXT_LIT(line->out, "igmp v3 report");
    if (l->len < IGMP_HDR + RECORD_HDR) {
        text_printf(line->out, " [invalid len %u]", l->len);
        return PART_END;
    }
    if (l->cap < IGMP_HDR)
        return part_mark(line, PART_CUT);
    const uint32_t n = load_be16(bytes_at(line, l, 6));
    text_printf(line->out, ", %u group record(s)", n);
    return line->style.verbose > 0 ? put_records(line, l, n) : PART_END;
}

static enum part_end put_group(struct line *line, const struct tl_layer *l,
                               const char *what)
{
    if (l->cap < IGMP_HDR)
        return part_mark(line, PART_CUT);
    text_str(line->out, what);
    put_addr4(line, l->igmp.group);
    return PART_END;
}

/* Only here the oracle minds a length that is not the protocol's. */
static enum part_end put_report1(struct line *line, const struct tl_layer *l)
{
    const enum part_end how = put_group(line, l, "igmp v1 report ");

    if (how == PART_END && l->len != IGMP_HDR)
        text_printf(line->out, " [len %u]", l->len);
    return how;
}

static enum part_end put_message(struct line *line, const struct tl_layer *l)
{
    switch (l->igmp.type) {
    case 0x11:
        return put_query(line, l);
    case 0x12:
        return put_report1(line, l);
    case 0x16:
        return put_group(line, l, "igmp v2 report ");
    case 0x17:
        return put_group(line, l, "igmp leave ");
    case 0x22:
        return put_report3(line, l);
    default:
        text_printf(line->out, "igmp-%u", l->igmp.type);
        return PART_END;
    }
}

enum part_end part_igmp(struct line *line, const struct tl_layer *l)
{
    line->label = "igmp";
    if (line->style.quiet != 0) {
        TEXT_LIT(line->out, "igmp");
        return PART_END;
    }
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    const enum part_end how = put_message(line, l);
    if (how == PART_CUT || line->style.verbose == 0)
        return how;
    const struct checksum_verdict v =
        checksum_bytes(line->pkt, l, 0, l->igmp.checksum);
    if (v.state == CHECKSUM_BAD)
        text_printf(line->out, " bad igmp cksum %x!", v.stored);
    return how;
}
