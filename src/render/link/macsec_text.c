/*
 * macsec_text.c - the MACsec tag (IEEE 802.1AE), shown with -e or when what it
 * protects is hidden.
 */
#include "macsec.h"

#include "codes.h"
#include "render.h"

static const struct code_name letters[] = {
    {MACSEC_ENCRYPTED, "E"}, {MACSEC_CHANGED, "C"}, {MACSEC_END_STATION, "S"},
    {MACSEC_BROADCAST, "B"}, {MACSEC_SCI, "I"},
};

void put_macsec(struct line *line, const struct tl_layer *l)
{
    const struct tl_macsec *sec = &l->macsec;

    text_printf(line->out, "an %u, pn %u, flags ", sec->tci & MACSEC_AN,
                sec->number);
    CODE_PUT_BITS_OR(line->out, letters, sec->tci, "", "none");
    if (sec->short_len != 0)
        text_printf(line->out, ", sl %u", sec->short_len);
    if (sec->sci != NULL) {
        TEXT_LIT(line->out, ", sci ");
        text_hex_bytes(line->out, sec->sci, 8);
    }
    TEXT_LIT(line->out, ", ");
}

enum part_end part_macsec(struct line *line, const struct tl_layer *l)
{
    const char *outer = line->label; /* of what has the type behind the tag */

    line->label = "macsec";
    if (!l->macsec.has_tag)
        return part_mark_cut(line, l);
    if (l->end == TL_BAD && l->macsec.short_len != 1)
        return part_invalid(line);
    if (line->style.link_header)
        put_macsec(line, l);
    if (l->end == TL_CUT_SEEN)
        return part_mark_cut(line, l);
    line->label = outer;
    if (l->end == TL_BAD) {
        TEXT_LIT(line->out, " [caplen 1 < 2]");
        return PART_END;
    }
    if (l->end == TL_CUT_NEEDED)
        return part_mark_cut(line, l);
    if (line->style.link_header && !macsec_hides(l))
        put_tagged(line, l, l->macsec.type);
    return PART_NEXT;
}
