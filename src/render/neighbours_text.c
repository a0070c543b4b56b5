/*
 * neighbours_text.c - lines of what is not TCP: ICMPv6, IGMP, ARP
 * (format F).
 */
#include "bytes.h"
#include "render.h"

enum part_end part_icmp6(struct line *line, const struct tl_layer *l)
{
    line->label = "icmp6";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    TEXT_LIT(line->out, "ICMP6, ");
    if (l->icmp.type == 128 || l->icmp.type == 129)
        text_printf(line->out, "echo %s, id %u, seq %u",
                    l->icmp.type == 128 ? "request" : "reply", l->icmp.id,
                    l->icmp.seq);
    else
        text_printf(line->out, "type-#%u", l->icmp.type);
    text_printf(line->out, ", length %u", l->len);
    return PART_END;
}

enum part_end part_igmp(struct line *line, const struct tl_layer *l)
{
    line->label = "igmp";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    text_printf(line->out, "igmp-%u", l->igmp.type);
    return PART_END;
}

enum part_end part_arp(struct line *line, const struct tl_layer *l)
{
    line->label = "arp";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (!line->style.link_header)
        TEXT_LIT(line->out, "ARP, ");
    if (l->arp.op == 1) {
        TEXT_LIT(line->out, "Request who-has ");
        put_addr4(line, l->arp.tpa);
        TEXT_LIT(line->out, " tell ");
        put_addr4(line, l->arp.spa);
    } else {
        TEXT_LIT(line->out, "Reply ");
        put_addr4(line, l->arp.spa);
        TEXT_LIT(line->out, " is-at ");
        put_mac(line, l->arp.sha);
    }
    text_printf(line->out, ", length %u", l->len);
    return PART_END;
}
