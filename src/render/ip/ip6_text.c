/*
 * ip6_text.c - the IPv6 part of a line (FORMAT.md, "IPv4 and IPv6").
 */
#include "render.h"

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
    text_str(out, name_or_unknown(ip->next_header));
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
    put_network_name(line, "IP6 ");
    if (l->ip6.fault == TL_IP6_VERSION) {
        text_printf(line->out, "version error: %u != 6", l->ip6.version);
        return PART_END;
    }
    if (l->ip6.missing != 0)
        put_missing(line, "truncated-ip6 - ", l->ip6.missing);
    if (line->style.verbose > 0)
        put_ip6_header(line, &l->ip6);
    if (!ip_proto_has_ports(l->ip6.next_header)) {
        put_ip_pair(line, l);
        line->addresses_shown = true;
    }
    return PART_NEXT;
}
