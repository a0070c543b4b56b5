/*
 * ip_text.c - the IPv4 and IPv6 parts of a line (format B.1, B.2).
 */
#include "checksum.h"
#include "render.h"

/* "IP " and "IP6 " stand where -e has not named the protocol already. */
static void put_name(struct line *line, const char *name)
{
    if (!line->style.link_header)
        text_str(line->out, name);
}

/* Transports that print the addresses themselves, with ports. */
static bool transport_has_ports(uint8_t proto)
{
    enum { TCP = 6, UDP = 17, DCCP = 33, SCTP = 132 };

    return proto == TCP || proto == UDP || proto == DCCP || proto == SCTP;
}

static const char *proto_name(uint8_t proto)
{
    const char *name = name_of_ip_proto(proto);
    return name != NULL ? name : "unknown";
}

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
    text_str(out, proto_name(ip->proto));
    TEXT_LIT(out, " (");
    text_u32(out, ip->proto);
    TEXT_LIT(out, "), length ");
    text_u32(out, ip->total_len);
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

static void put_missing(struct line *line, const char *what, uint32_t missing)
{
    text_str(line->out, what);
    text_u32(line->out, missing);
    TEXT_LIT(line->out, " bytes missing!");
}

enum part_end part_ip4(struct line *line, const struct tl_layer *l)
{
    line->label = "ip";
    line->addresses_shown = false;
    if (l->end == TL_CUT_NEEDED)
        return part_mark_cut(line, l);
    if (l->end == TL_BAD && l->ip4.fault == TL_IP4_VERSION)
        return put_ip4_version(line, l);
    put_name(line, "IP ");
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
    if (line->style.verbose > 0 && put_ip4_header(line, l) != PART_NEXT)
        return PART_END;
    /* A header whose options were not captured has nothing behind it. */
    if ((l->ip4.frag & TL_IP4_OFFSET) != 0) {
        if (line->style.quiet > 1)
            return PART_END;
        put_ip_pair(line, l);
    } else if (l->cap < l->ip4.hdr_len) {
        text_printf(line->out, " [remaining caplen(%u) < header length(%u)]",
                    l->cap, l->ip4.hdr_len);
        return part_mark(line, PART_CUT);
    } else if (!transport_has_ports(l->ip4.proto)) {
        put_ip_pair(line, l);
        line->addresses_shown = true;
    }
    return PART_NEXT;
}

/* The protocol of a fragment that is not the first. */
enum part_end part_later_fragment(struct line *line, const struct tl_layer *l)
{
    const char *name = name_of_ip_proto_short(l->other.proto);

    if (line->style.no_names || name == NULL)
        text_printf(line->out, "ip-proto-%u", l->other.proto);
    else
        text_str(line->out, name);
    return PART_END;
}

enum part_end part_ip_other(struct line *line, const struct tl_layer *l)
{
    enum { NO_NEXT_HEADER = 59, SUN_ND = 77 };

    if (l->other.proto == NO_NEXT_HEADER) {
        TEXT_LIT(line->out, "no next header");
        return PART_END;
    }
    text_char(line->out, ' ');
    if (l->other.proto == SUN_ND)
        TEXT_LIT(line->out, "nd");
    else
        (void)part_later_fragment(line, l);
    text_char(line->out, ' ');
    text_u32(line->out, l->len);
    return PART_END;
}

static void put_ip6_header(struct line *line, const struct tl_ip6 *ip)
{
    struct text *out = line->out;

    text_char(out, '(');
    if (ip->traffic_class != 0) {
        TEXT_LIT(out, "class 0x");
        text_hex_pad(out, ip->traffic_class, 2);
        TEXT_LIT(out, ", ");
    }
    if (ip->flow_label != 0) {
        TEXT_LIT(out, "flowlabel 0x");
        text_hex_pad(out, ip->flow_label, 5);
        TEXT_LIT(out, ", ");
    }
    TEXT_LIT(out, "hlim ");
    text_u32(out, ip->hop_limit);
    TEXT_LIT(out, ", next-header ");
    text_str(out, proto_name(ip->next_header));
    TEXT_LIT(out, " (");
    text_u32(out, ip->next_header);
    TEXT_LIT(out, ") payload length: ");
    text_u32(out, ip->payload_len);
    TEXT_LIT(out, ") ");
}

enum part_end part_ip6(struct line *line, const struct tl_layer *l)
{
    line->label = "ip6";
    line->addresses_shown = false;
    if (l->end == TL_CUT_SEEN)
        return part_mark_cut(line, l);
    if (l->ip6.fault == TL_IP6_CARRIER_SHORT) {
        TEXT_LIT(line->out, "truncated-ip6 ");
        text_u32(line->out, l->len);
        return PART_END;
    }
    put_name(line, "IP6 ");
    if (l->ip6.fault == TL_IP6_VERSION) {
        text_printf(line->out, "version error: %u != 6", l->ip6.version);
        return PART_END;
    }
    if (l->ip6.missing != 0)
        put_missing(line, "truncated-ip6 - ", l->ip6.missing);
    if (line->style.verbose > 0)
        put_ip6_header(line, &l->ip6);
    if (!transport_has_ports(l->ip6.next_header)) {
        put_ip_pair(line, l);
        line->addresses_shown = true;
    }
    return PART_NEXT;
}

enum part_end part_ip6_options(struct line *line, const struct tl_layer *l)
{
    text_str(line->out, l->kind == TL_HOPOPT ? "HBH " : "DSTOPT ");
    line->label = l->kind == TL_HOPOPT ? "hbhopt" : "dstopt";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    line->label = "ip6";
    return PART_NEXT;
}

enum part_end part_ip6_routing(struct line *line, const struct tl_layer *l)
{
    line->label = "rt6";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    text_printf(line->out, "RT6 (len=%u, type=%u, segleft=%u) ",
                l->ext.hdr_len / 8 - 1, l->ext.routing_type,
                l->ext.segments_left);
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
