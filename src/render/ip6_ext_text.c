/*
 * ip6_ext_text.c - the extension headers of IPv6 (format B.2).
 */
#include "bytes.h"
#include "ip6_options.h"
#include "render.h"

static void put_jumbo(struct line *line, const struct tl_layer *l,
                      uint32_t value, bool again)
{
    enum { LEAST = 65536 };
    const char *fault = "";

    if (again)
        fault = " - already seen";
    else if (l->kind != TL_HOPOPT)
        fault = " - not a hop-by-hop option";
    else if (part_ip(line, l)->ip6.payload_len != 0)
        fault = " - payload len != 0";
    else if (value < LEAST)
        fault = " - < 65536";
    text_printf(line->out, "(jumbo: %u%s) ", value, fault);
}

static void put_option(struct line *line, const struct tl_layer *l,
                       const struct ip6_option *opt, bool jumbo_again)
{
    switch (opt->type) {
    case IP6_OPTION_PAD1:
        TEXT_LIT(line->out, "(pad1)");
        break;
    case IP6_OPTION_PADN:
        TEXT_LIT(line->out, "(padn)");
        break;
    case IP6_OPTION_ALERT:
        text_printf(line->out, "(rtalert: 0x%04x) ", load_be16(opt->data));
        break;
    case IP6_OPTION_JUMBO:
        put_jumbo(line, l, load_be32(opt->data), jumbo_again);
        break;
    case IP6_OPTION_HOME_ADDR:
        TEXT_LIT(line->out, "(homeaddr: ");
        put_addr6(line, opt->data);
        text_char(line->out, ')');
        break;
    default:
        text_printf(line->out, "(opt_type 0x%02x: len=%u)", opt->type,
                    opt->len);
    }
}

static void put_bad_option(struct line *line, const struct ip6_option *opt)
{
    switch (opt->type) {
    case IP6_OPTION_ALERT:
        text_printf(line->out, "(rtalert: invalid len %u)", opt->len);
        break;
    case IP6_OPTION_JUMBO:
        text_printf(line->out, "(jumbo: invalid len %u)", opt->len);
        break;
    default:
        TEXT_LIT(line->out, "(homeaddr: trunc)");
    }
}

/* False when one of the options breaks a rule. */
static bool put_options(struct line *line, const struct tl_layer *l)
{
    bool had_jumbo = false;
    struct ip6_option opt;

    for (uint32_t pos = 2; ip6_option_next(line->pkt, l, &pos, &opt);) {
        if (opt.end == IP6_OPTION_BAD)
            put_bad_option(line, &opt);
        if (opt.end != IP6_OPTION_WHOLE)
            return false;
        if (line->style.verbose > 0)
            put_option(line, l, &opt, had_jumbo);
        had_jumbo = had_jumbo || opt.type == IP6_OPTION_JUMBO;
    }
    if (line->style.verbose > 0)
        text_char(line->out, ' ');
    return true;
}

enum part_end part_ip6_hop_options(struct line *line, const struct tl_layer *l)
{
    if (l->ext.fault == TL_EXT_LATE || l->ext.fault == TL_EXT_TWICE) {
        text_str(line->out,
                 l->ext.fault == TL_EXT_TWICE
                     ? "[The Hop-by-Hop Options header was already found]"
                     : "[The Hop-by-Hop Options header don't follow the IPv6 "
                       "header]");
        return part_invalid(line);
    }
    line->label = "hbhopt";
    if (l->end == TL_CUT_NEEDED || l->end == TL_CUT_SEEN)
        return part_mark_cut(line, l);
    TEXT_LIT(line->out, "HBH ");
    if (!put_options(line, l))
        return part_mark(line, PART_END);
    line->label = "ip6";
    if (l->ext.fault == TL_EXT_JUMBO) {
        TEXT_LIT(line->out, "[No valid Jumbo Payload Hop-by-Hop option found]");
        return part_invalid(line);
    }
    if (l->ext.missing != 0)
        put_missing(line, "truncated-ip6 - ", l->ext.missing);
    return PART_NEXT;
}

enum part_end part_ip6_options(struct line *line, const struct tl_layer *l)
{
    line->label = "dstopt";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    TEXT_LIT(line->out, "DSTOPT ");
    /* The oracle reads these options only to show them. */
    if (line->style.verbose > 0 && !put_options(line, l))
        return part_mark(line, PART_END);
    line->label = "ip6";
    return PART_NEXT;
}

static void put_hops(struct line *line, const struct tl_layer *l)
{
    enum { FIRST = 8, ADDR = 16 };
    const uint8_t *p = line->pkt->raw.data + l->off;

    for (uint32_t at = FIRST, i = 0; at < l->ext.hdr_len; at += ADDR, i++) {
        text_printf(line->out, ", [%u]", i);
        put_addr6(line, p + at);
    }
}

/* Type 4: segment routing, RFC 8754. */
static void put_segments(struct line *line, const uint8_t *p)
{
    text_printf(line->out, ", last-entry=%u", p[4]);
    if (p[5] != 0 || line->style.verbose > 0)
        text_printf(line->out, ", flags=0x%0x", p[5]);
    text_printf(line->out, ", tag=%x", load_be16(p + 6));
}

enum part_end part_ip6_routing(struct line *line, const struct tl_layer *l)
{
    enum { TYPE0 = 0, SEGMENTS = 4 };
    const uint8_t *p = line->pkt->raw.data + l->off;

    line->label = "rt6";
    if (l->end == TL_CUT_NEEDED || l->end == TL_CUT_SEEN)
        return part_mark_cut(line, l);
    text_printf(line->out, "RT6 (len=%u, type=%u", l->ext.hdr_len / 8 - 1,
                l->ext.routing_type);
    if (l->ext.routing_type == TYPE0)
        TEXT_LIT(line->out, " [Deprecated]");
    text_printf(line->out, ", segleft=%u", l->ext.segments_left);
    if (l->ext.fault == TL_EXT_TYPE) {
        TEXT_LIT(line->out, " (unknown type)");
        return part_invalid(line);
    }
    if (l->ext.fault == TL_EXT_LENGTH) {
        text_printf(line->out, " (invalid length %u)", l->ext.hdr_len / 8 - 1);
        return part_invalid(line);
    }
    if (l->ext.routing_type == SEGMENTS)
        put_segments(line, p);
    else if (load_be32(p + 4) != 0 || line->style.verbose > 0)
        text_printf(line->out, ", rsv=0x%0x", load_be32(p + 4));
    put_hops(line, l);
    TEXT_LIT(line->out, ") ");
    line->label = "ip6";
    return PART_NEXT;
}

enum part_end part_ip6_fragment(struct line *line, const struct tl_layer *l)
{
    line->label = "frag6";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    TEXT_LIT(line->out, "frag (");
    if (line->style.verbose > 0)
        text_printf(line->out, "0x%08x:", l->ext.frag_id);
    text_printf(line->out, "%u|%u)", l->ext.frag_offset, l->len - 8);
    if (l->ext.frag_offset != 0)
        return PART_END;
    text_char(line->out, ' ');
    line->label = "ip6";
    return PART_NEXT;
}

enum part_end part_ip6_mobility(struct line *line, const struct tl_layer *l)
{
    line->label = "mobility";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    TEXT_LIT(line->out, "mobility: ");
    return PART_END;
}
