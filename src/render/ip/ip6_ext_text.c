/*
 * ip6_ext_text.c - the extension headers of IPv6 (RFC 8200, RFC 8754).
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

/* False when what stands behind the address is not whole. */
static bool put_home_addr(struct line *line, const struct ip6_option *opt)
{
    struct ip6_option inner;

    TEXT_LIT(line->out, "(homeaddr: ");
    put_addr6(line, opt->data);
    for (uint32_t pos = 0; ip6_suboption_next(opt, &pos, &inner);) {
        if (inner.end != IP6_OPTION_WHOLE)
            return false;
        if (inner.type == IP6_OPTION_PAD1)
            TEXT_LIT(line->out, ", pad1");
        else if (inner.type == IP6_OPTION_PADN)
            TEXT_LIT(line->out, ", padn");
        else
            text_printf(line->out, ", sopt_type 0x%02x: len=%u", inner.type,
                        inner.len);
    }
    text_char(line->out, ')');
    return true;
}

/* False when the line ends in it. */
static bool put_option(struct line *line, const struct tl_layer *l,
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
        return put_home_addr(line, opt);
    default:
        text_printf(line->out, "(opt_type 0x%02x: len=%u)", opt->type,
                    opt->len);
        break;
    }
    return true;
}

/* Room for the whole option is looked at before its length. */
static void put_bad_length(struct line *line, const char *name,
                           const struct ip6_option *opt, unsigned whole)
{
    if (opt->left < whole)
        text_printf(line->out, "(%s: trunc)", name);
    else
        text_printf(line->out, "(%s: invalid len %u)", name, opt->len);
}

static void put_bad_option(struct line *line, const struct ip6_option *opt)
{
    switch (opt->type) {
    case IP6_OPTION_ALERT:
        put_bad_length(line, "rtalert", opt, 4);
        break;
    case IP6_OPTION_JUMBO:
        put_bad_length(line, "jumbo", opt, 6);
        break;
    default:
        put_bad_length(line, "homeaddr", opt, 18);
        break;
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
        if (line->style.verbose > 0 && !put_option(line, l, &opt, had_jumbo))
            return false;
        had_jumbo = had_jumbo || opt.type == IP6_OPTION_JUMBO;
    }
    if (line->style.verbose > 0)
        text_char(line->out, ' ');
    return true;
}

/* What a payload length of 0 does to what is behind the last header. */
static enum part_end part_behind(struct line *line, const struct tl_layer *l)
{
    line->label = "ip6";
    if (l->ext.fault == TL_EXT_NO_PAYLOAD)
        return part_mark(line, PART_END);
    if (l->ext.missing != 0)
        put_missing(line, "truncated-ip6 - ", l->ext.missing);
    return PART_NEXT;
}

/* A second hop-by-hop options header, or one in the wrong place. */
static enum part_end put_misplaced(struct line *line, const struct tl_layer *l)
{
    text_str(line->out,
             l->ext.fault == TL_EXT_TWICE
                 ? "[The Hop-by-Hop Options header was already found]"
                 : "[The Hop-by-Hop Options header don't follow the IPv6 "
                   "header]");
    return part_invalid(line);
}

enum part_end part_ip6_hop_options(struct line *line, const struct tl_layer *l)
{
    if (l->ext.fault == TL_EXT_LATE || l->ext.fault == TL_EXT_TWICE)
        return put_misplaced(line, l);
    line->label = "hbhopt";
    if (l->end == TL_CUT_NEEDED)
        return part_mark_cut(line, l);
    bool sound = l->end != TL_CUT_SEEN;
    if (sound) {
        TEXT_LIT(line->out, "HBH ");
        sound = put_options(line, l);
    }
    if (!sound)
        (void)part_mark(line, PART_END);
    if (l->ext.fault == TL_EXT_JUMBO) {
        TEXT_LIT(line->out, "[No valid Jumbo Payload Hop-by-Hop option found]");
        return part_invalid(line);
    }
    return sound ? part_behind(line, l) : PART_END;
}

enum part_end part_ip6_options(struct line *line, const struct tl_layer *l)
{
    line->label = "dstopt";
    if (l->end == TL_CUT_NEEDED || l->end == TL_CUT_SEEN)
        return part_mark_cut(line, l);
    TEXT_LIT(line->out, "DSTOPT ");
    /* The oracle reads these options only to show them. */
    if (line->style.verbose > 0 && !put_options(line, l))
        return part_mark(line, PART_END);
    return part_behind(line, l);
}

static void put_hops(struct printer *pr, uint32_t end)
{
    enum { FIRST = 8, ADDR = 16 };

    for (uint32_t off = FIRST, i = 0; off < end && printer_ok(pr);
         off += ADDR, i++) {
        if (printer_need(pr, off, ADDR))
            text_printf(pr->out, ", [%u]", i);
        printer_addr6(pr, off);
    }
}

/* Type 4: segment routing, RFC 8754. */
static void put_segments(struct printer *pr)
{
    text_printf(pr->out, ", last-entry=%u", printer_u8(pr, 4));
    const uint8_t flags = printer_u8(pr, 5);
    if (flags != 0 || pr->style->verbose > 0)
        text_printf(pr->out, ", flags=0x%x", flags);
    text_printf(pr->out, ", tag=%x", printer_u16(pr, 6));
}

/* Types 0 (RFC 5095) and 2 (RFC 6275). */
static void put_reserved(struct printer *pr)
{
    const uint32_t reserved = printer_u32(pr, 4);

    if (reserved != 0 || pr->style->verbose > 0)
        text_printf(pr->out, ", rsv=0x%x", reserved);
}

/* The two words that all types begin with. */
static void put_routing_start(struct printer *pr)
{
    text_printf(pr->out, " (len=%u", printer_u8(pr, 1));
    const uint8_t type = printer_u8(pr, 2);
    text_printf(pr->out, ", type=%u", type);
    if (type == 0)
        TEXT_LIT(pr->out, " [Deprecated]");
    text_printf(pr->out, ", segleft=%u", printer_u8(pr, 3));
}

/* " (invalid)" behind it, unless the capture ends before. */
static enum part_end end_routing(struct line *line, struct printer *pr)
{
    return printer_finish(pr) ? PART_CUT : part_invalid(line);
}

enum part_end part_ip6_routing(struct line *line, const struct tl_layer *l)
{
    enum { SEGMENTS = 4 };

    if (l->cap == 0)
        return part_mark(line, PART_END);
    line->label = "rt6";
    TEXT_LIT(line->out, "RT6");
    struct printer pr;
    part_printer(line, l, &pr);
    put_routing_start(&pr);
    if (l->ext.fault == TL_EXT_TYPE) {
        TEXT_LIT(line->out, " (unknown type)");
        return end_routing(line, &pr);
    }
    if (l->ext.routing_type == SEGMENTS)
        put_segments(&pr);
    else
        put_reserved(&pr);
    if (l->ext.fault == TL_EXT_LENGTH) {
        text_printf(line->out, " (invalid length %u)", l->ext.hdr_len / 8 - 1);
        return end_routing(line, &pr);
    }
    put_hops(&pr, l->ext.hdr_len);
    if (printer_finish(&pr))
        return PART_CUT;
    TEXT_LIT(line->out, ") ");
    return part_behind(line, l);
}

/* The oracle counts without looking whether the header itself has room. */
static void put_fragment_len(struct line *line, const struct tl_layer *l)
{
    enum { IP6_HDR = 40, FRAGMENT_HDR = 8 };
    const struct tl_layer *ip = part_ip(line, l);

    text_u64(line->out, (uint64_t)ip->ip6.payload_len + IP6_HDR -
                            (l->off - ip->off) - FRAGMENT_HDR);
}

enum part_end part_ip6_fragment(struct line *line, const struct tl_layer *l)
{
    enum { FRAGMENT_HDR = 8 };

    line->label = "frag6";
    if (l->end == TL_CUT_NEEDED)
        return part_mark_cut(line, l);
    if (line->style.verbose > 0 && l->cap < FRAGMENT_HDR)
        return part_mark(line, PART_CUT);
    TEXT_LIT(line->out, "frag (");
    if (line->style.verbose > 0)
        text_printf(line->out, "0x%08x:", l->ext.frag_id);
    text_printf(line->out, "%u|", l->ext.frag_offset);
    put_fragment_len(line, l);
    text_char(line->out, ')');
    if (l->ext.frag_offset != 0)
        return PART_END;
    text_char(line->out, ' ');
    return part_behind(line, l);
}
