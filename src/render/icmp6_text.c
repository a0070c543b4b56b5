/*
 * icmp6_text.c - ICMPv6 (format F).
 */
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
