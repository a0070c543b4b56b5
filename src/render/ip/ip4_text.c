/*
 * ip4_text.c - the IPv4 part of a line (FORMAT.md, "IPv4 and IPv6").
 */
#include "checksum.h"
#include "digits.h"
#include "render.h"

/*
 * Flags in the top three bits: reserved, DF, MF. By their value and whole, as
 * the two bits below them: they stand on every line of -v.
 */
static const char *const ip4_flags[8] = {
    "none", "+", "DF", "+, DF", "rsvd", "+, rsvd", "DF, rsvd", "+, DF, rsvd",
};

/* RFC 3168 */
static const char *const ecn_names[4] = {"", ",ECT(1)", ",ECT(0)", ",CE"};

static char *put_string(char *at, const char *s)
{
    return digits_mem(at, s, strlen(s));
}

/* The fields up to the total length: at most some 140 characters. */
static void put_ip4_fields(struct text *out, const struct tl_ip4 *ip)
{
    char *at = text_reserve(out, 256);

    if (at == NULL)
        return;
    at = DIGITS_LIT(at, "(tos 0x");
    at = digits_hex8(at, ip->tos);
    at = put_string(at, ecn_names[ip->tos & 3]);
    if (ip->ttl != 0) {
        at = DIGITS_LIT(at, ", ttl ");
        at = digits_u32(at, ip->ttl);
    }
    at = DIGITS_LIT(at, ", id ");
    at = digits_u32(at, ip->id);
    at = DIGITS_LIT(at, ", offset ");
    at = digits_u32(at, (ip->frag & TL_IP4_OFFSET) * 8U);
    at = DIGITS_LIT(at, ", flags [");
    at = put_string(at, ip4_flags[ip->frag >> 13]);
    at = DIGITS_LIT(at, "], proto ");
    at = put_string(at, name_or_unknown(ip->proto));
    at = DIGITS_LIT(at, " (");
    at = digits_u32(at, ip->proto);
    at = DIGITS_LIT(at, "), length ");
    out->at = digits_u32(at, ip->total_len);
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
    enum part_end how = PART_NEXT;

    put_ip4_fields(out, ip);
    if (ip->hdr_len > 20) {
        TEXT_LIT(out, ", options (");
        how = put_ip4_options(line, l);
        if (how == PART_CUT)
            return how;
        text_char(out, ')');
    }
    put_ip4_checksum(line, l);
    TEXT_LIT(out, ")\n    ");
    if (how == PART_NEXT)
        return PART_NEXT;
    put_ip_pair(line, l);
    return part_mark(line, PART_END);
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
    if (!ip_proto_has_ports(l->ip4.proto))
        put_ip_pair(line, l);
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
