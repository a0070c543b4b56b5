/*
 * pim_text.c - PIM's register: the leaf's words, and with -v the packet.
 */
#include "protocols.h"
#include "render.h"

enum part_end part_pim(struct line *line, const struct tl_layer *l)
{
    struct printer pr;
    part_printer(line, l, &pr);

    line->leaf = l;
    const enum protocol_end end = protocol_print(LEAF_pim, &pr);
    line->label = pr.label;
    if (end == PROTOCOL_CUT)
        return PART_CUT;
    return line->style.verbose > 0 ? PART_NEXT : PART_END;
}
