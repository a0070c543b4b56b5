/*
 * ip4_text.c - the IPv4 part of a line (format B.1).
 */
#include "checksum.h"
#include "render.h"

/* RFC 3168 */
static void put_ecn(struct text *out, uint8_t tos)
{
    static const char *const names[] = {"", ",ECT(1)", ",ECT(0)", ",CE"};

    text_str(out, names[tos & 3]);
}

static void put_ip4_flags(struct text *out, uint16_t frag)
{
    const char *sep = "";

    TEXT_LIT(out, ", flags [");
    if ((frag & 0xe000) == 0)
        TEXT_LIT(out, "none");
    if (frag & TL_IP4_MF) {
        text_char(out, '+');
        sep = ", ";
    }
    if (frag & TL_IP4_DF) {
        text_printf(out, "%sDF", sep);
        sep = ", ";
    }
    if (frag & 0x8000)
        text_printf(out, "%srsvd", sep);
    text_char(out, ']');
}

static void put_ip4_checksum(struct line *line, const struct tl_layer *l)
{
    if (line->style.no_checksums || l->cap < l->ip4.hdr_len)
        return;
    const struct checksum_verdict v = checksum_ip4(line->pkt, l);
    if (v.state != CHECKSUM_BAD)
        return;
    TEXT_LIT(line->out, ", bad cksum ");
    text_hex(line->out, v.stored);
    TEXT_LIT(line->out, " (->");
    text_hex(line->out, v.expected);
    TEXT_LIT(line->out, ")!");
}

/* -v: the header in parentheses on a line of its own. */
static enum part_end put_ip4_header(struct line *line, const struct tl_layer *l)
{
    const struct tl_ip4 *ip = &l->ip4;
    struct text *out = line->out;

    TEXT_LIT(out, "(tos 0x");
    text_hex(out, ip->tos);
    put_ecn(out, ip->tos);
    if (ip->ttl != 0) {
        TEXT_LIT(out, ", ttl ");
        text_u32(out, ip->ttl);
    }
    TEXT_LIT(out, ", id ");
    text_u32(out, ip->id);
    TEXT_LIT(out, ", offset ");
    text_u32(out, (ip->frag & TL_IP4_OFFSET) * 8U);
    put_ip4_flags(out, ip->frag);
    TEXT_LIT(out, ", proto ");
    text_str(out, name_or_unknown(ip->proto));
    TEXT_LIT(out, " (");
    text_u32(out, ip->proto);
    TEXT_LIT(out, "), length ");
    text_u32(out, ip->total_len);
    if (ip->hdr_len > 20) {
        enum part_end how;

        TEXT_LIT(out, ", options (");
        if (put_ip4_options(line, l, &how))
            return how;
        text_char(out, ')');
    }
    put_ip4_checksum(line, l);
    TEXT_LIT(out, ")\n    ");
    return PART_NEXT;
}

static enum part_end put_ip4_fault(struct line *line, const struct tl_layer *l)
{
    switch (l->ip4.fault) {
    case TL_IP4_CARRIER_SHORT:
        TEXT_LIT(line->out, "truncated-ip ");
        text_u32(line->out, l->len);
        break;
    case TL_IP4_HLEN:
        TEXT_LIT(line->out, "bad-hlen ");
        text_u32(line->out, l->ip4.hdr_len);
        break;
    default:
        TEXT_LIT(line->out, "bad-len ");
        text_u32(line->out, l->ip4.total_len);
        break;
    }
    return PART_END;
}

static enum part_end put_ip4_version(struct line *line,
                                     const struct tl_layer *l)
{
    if (l->ip4.version == 6) {
        TEXT_LIT(line->out, "IP6, wrong link-layer encapsulation");
    } else {
        TEXT_LIT(line->out, "IP");
        text_u32(line->out, l->ip4.version);
    }
    return part_invalid(line);
}

/*
 * What comes before the addresses: remarks on the lengths and, with -v, the
 * header. PART_NEXT when the line goes on.
 */
static enum part_end put_ip4_preamble(struct line *line,
                                      const struct tl_layer *l)
{
    if (l->end == TL_CUT_SEEN)
        return part_mark_cut(line, l);
    if (l->end == TL_BAD && l->ip4.fault != TL_IP4_TOTAL_LEN)
        return put_ip4_fault(line, l);
    if (l->ip4.missing != 0) {
        put_missing(line, "truncated-ip - ", l->ip4.missing);
        text_char(line->out, ' ');
    }
    if (l->end == TL_BAD)
        return put_ip4_fault(line, l);
    return line->style.verbose > 0 ? put_ip4_header(line, l) : PART_NEXT;
}

/* The options were not wholly captured, so nothing behind them was either. */
static enum part_end put_ip4_cut(struct line *line, const struct tl_layer *l)
{
    if (line->style.verbose > 0) {
        put_ip_pair(line, l);
        return part_mark(line, PART_END);
    }
    text_printf(line->out, " [remaining caplen(%u) < header length(%u)]",
                l->cap, l->ip4.hdr_len);
    return part_mark(line, PART_CUT);
}

enum part_end part_ip4(struct line *line, const struct tl_layer *l)
{
    line->label = "ip";
    line->addresses_shown = false;
    if (l->end == TL_CUT_NEEDED)
        return part_mark_cut(line, l);
    if (l->end == TL_BAD && l->ip4.fault == TL_IP4_VERSION)
        return put_ip4_version(line, l);
    put_network_name(line, "IP ");
    const enum part_end how = put_ip4_preamble(line, l);
    if (how != PART_NEXT)
        return how;
    if ((l->ip4.frag & TL_IP4_OFFSET) != 0) {
        if (line->style.quiet > 1)
            return PART_END;
        put_ip_pair(line, l);
    } else if (l->cap < l->ip4.hdr_len) {
        return put_ip4_cut(line, l);
    } else if (!ip_proto_has_ports(l->ip4.proto)) {
        put_ip_pair(line, l);
        line->addresses_shown = true;
    }
    return PART_NEXT;
}
