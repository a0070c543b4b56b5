/*
 * nsh_text.c - the network service header (RFC 8300).
 */
#include "bytes.h"
#include "render.h"

enum {
    NSH_FIXED = 8,
    NSH_UNIT = 4,
    NSH_MD_FIXED = 24,
    MD_FIXED = 1,
    MD_VARIABLE = 2
};

static uint32_t header_len(uint32_t base)
{
    return (base >> 16 & 0x3f) * NSH_UNIT;
}

static const char *next_name(uint32_t next)
{
    switch (next) {
    case 1:
        return "IPv4";
    case 2:
        return "IPv6";
    case 3:
        return "Ethernet";
    case 4:
        return "NSH";
    case 5:
        return "MPLS";
    case 0xfe:
        return "Experiment 1";
    case 0xff:
        return "Experiment 2";
    default:
        return NULL;
    }
}

static void put_next(struct line *line, uint32_t next)
{
    if (next_name(next) != NULL)
        text_printf(line->out, "next-protocol %s, ", next_name(next));
    else
        text_printf(line->out, "next-protocol unknown (0x%02x), ", next);
}

static void put_sizes(struct line *line, uint32_t base)
{
    const uint32_t md = base >> 8 & 15;

    text_printf(line->out, "TTL %u, length %u, md type ", base >> 22 & 0x3f,
                header_len(base) / NSH_UNIT);
    if (md == 0)
        TEXT_LIT(line->out, "reserved");
    else if (md == 15)
        TEXT_LIT(line->out, "experimental");
    else if (md <= MD_VARIABLE)
        text_u32(line->out, md);
    else
        text_printf(line->out, "unknown (0x%02x)", md);
    TEXT_LIT(line->out, ", ");
}

static void put_base(struct line *line, uint32_t base)
{
    const unsigned verbose = line->style.verbose;

    text_printf(line->out, "flags [%s], ", base >> 29 & 1 ? "O" : "none");
    if (verbose > 2)
        put_sizes(line, base);
    if (verbose > 1)
        put_next(line, base & 0xff);
}

/* -vvv: four words, or type-length-value triplets; true when all shown. */
static bool put_context(struct line *line, const struct tl_layer *l)
{
    const uint8_t *p = line->pkt->raw.data + l->off;
    const uint32_t end = header_len(l->nsh.base);

    for (uint32_t at = NSH_FIXED, i = 0; at < end; at += NSH_UNIT, i++) {
        if (at + NSH_UNIT > l->cap)
            return false;
        text_printf(line->out, "\n        Context[%02u]: 0x%08x", i,
                    load_be32(p + at));
    }
    return true;
}

/* PART_NEXT when all were shown. */
static enum part_end put_triplets(struct line *line, const struct tl_layer *l)
{
    const uint8_t *p = line->pkt->raw.data + l->off;
    const uint32_t end = header_len(l->nsh.base);
    uint32_t at = NSH_FIXED;

    while (at < end) {
        if (at + NSH_UNIT > l->cap)
            return part_mark(line, PART_CUT);
        const uint32_t len = p[at + 3] & 0x7f;
        const uint32_t padded = (len + 3) / NSH_UNIT * NSH_UNIT;
        text_printf(line->out, "\n        TLV Class %u, Type %u, Len %u",
                    load_be16(p + at), p[at + 2], len);
        at += NSH_UNIT;
        if (at + padded > end) {
            TEXT_LIT(line->out, " (length too big)");
            return part_invalid(line);
        }
        if (len > 0)
            TEXT_LIT(line->out, "\n            Value: ");
        for (uint32_t i = 0; i < len; i++) {
            if (at + i >= l->cap)
                return part_mark(line, PART_CUT);
            text_printf(line->out, i == 0 ? "0x%02x" : ":%02x", p[at + i]);
        }
        at += padded;
    }
    return PART_NEXT;
}

static enum part_end put_metadata(struct line *line, const struct tl_layer *l)
{
    const uint32_t md = l->nsh.base >> 8 & 15;

    if (line->style.verbose > 2 && md == MD_FIXED) {
        if (header_len(l->nsh.base) != NSH_MD_FIXED) {
            TEXT_LIT(line->out, " (invalid length for the MD type)");
            return part_invalid(line);
        }
        if (!put_context(line, l))
            return part_mark(line, PART_CUT);
    }
    if (line->style.verbose > 2 && md == MD_VARIABLE) {
        const enum part_end how = put_triplets(line, l);
        if (how != PART_NEXT)
            return how;
    }
    return l->end == TL_WHOLE ? PART_NEXT : part_mark_cut(line, l);
}

enum part_end part_nsh(struct line *line, const struct tl_layer *l)
{
    const uint32_t base = l->nsh.base;

    line->label = "nsh";
    if (l->cap < 4)
        return part_mark(line, PART_CUT);
    TEXT_LIT(line->out, "NSH, ");
    if (line->style.verbose > 1)
        text_printf(line->out, "ver %u, ", base >> 30);
    if (base >> 30 != 0)
        return PART_END;
    put_base(line, base);
    if (header_len(base) > l->len) {
        text_printf(line->out, " (too many headers for packet length %u)",
                    l->len);
        return part_invalid(line);
    }
    if (l->cap < 7)
        return part_mark(line, PART_CUT);
    text_printf(line->out, "service-path-id 0x%06x, ", l->nsh.path >> 8);
    if (l->cap < NSH_FIXED)
        return part_mark(line, PART_CUT);
    text_printf(line->out, "service-index 0x%x", l->nsh.path & 0xff);
    if (header_len(base) < NSH_FIXED) {
        TEXT_LIT(line->out, " (less than two headers)");
        return part_invalid(line);
    }
    const enum part_end how = put_metadata(line, l);
    if (how != PART_NEXT)
        return how;
    text_str(line->out, line->style.verbose == 0 ? ": " : "\n    ");
    if (part_following(line, l)->kind == TL_NONE)
        TEXT_LIT(line->out, "ERROR: unknown-next-protocol");
    return PART_NEXT;
}
