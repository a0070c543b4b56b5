/*
 * macsec_text.c - the MACsec tag (format B.5), shown with -e or when what it
 * protects is hidden.
 */
#include "macsec.h"

#include "render.h"

enum part_end part_macsec(struct line *line, const struct tl_layer *l)
{
    line->label = "macsec";
    if (l->end == TL_CUT_SEEN || l->end == TL_CUT_NEEDED)
        return part_mark_cut(line, l);
    if (l->end == TL_BAD)
        return part_invalid(line);
    return PART_NEXT;
}
