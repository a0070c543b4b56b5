/*
 * part.c - what the writers of all parts end with, and the layer behind.
 */
#include "render.h"

enum part_end part_mark(struct line *line, enum part_end how)
{
    TEXT_LIT(line->out, " [|");
    text_str(line->out, line->label);
    text_char(line->out, ']');
    return how;
}

enum part_end part_mark_cut(struct line *line, const struct tl_layer *l)
{
    return part_mark(line, l->end == TL_CUT_NEEDED ? PART_CUT : PART_END);
}

enum part_end part_invalid(struct line *line)
{
    TEXT_LIT(line->out, " (invalid)");
    return PART_END;
}

const struct tl_layer *part_following(const struct line *line,
                                      const struct tl_layer *l)
{
    static const struct tl_layer none = {.kind = TL_NONE};
    const struct tl_packet *pkt = line->pkt;

    return l + 1 < pkt->layers + pkt->n_layers ? l + 1 : &none;
}
