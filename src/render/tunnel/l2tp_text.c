/*
 * l2tp_text.c - the L2TP part of a line (RFC 2661): the tunnelled packet
 * stands in braces.
 */
#include "l2tp.h"

#include "codes.h"
#include "render.h"

static const struct code_name letters[] = {
    {L2TP_CONTROL, "T"}, {L2TP_LENGTH, "L"},   {L2TP_SEQUENCE, "S"},
    {L2TP_OFFSET, "O"},  {L2TP_PRIORITY, "P"},
};

/* Piece by piece as captured: tunnel, session, the two counters. */
static void put_fields(struct line *line, const struct tl_layer *l)
{
    const struct tl_l2tp *l2tp = &l->l2tp;
    uint32_t at = l2tp->flags & L2TP_LENGTH ? 4 : 2;

    if (l->cap < at + 2)
        return;
    text_printf(line->out, "(%u/", l2tp->tunnel);
    if (l->cap < at + 4)
        return;
    text_printf(line->out, "%u)", l2tp->session);
    if ((l2tp->flags & L2TP_SEQUENCE) == 0)
        return;
    at += 4;
    if (l->cap < at + 2)
        return;
    text_printf(line->out, "Ns=%u,", l2tp->ns);
    if (l->cap < at + 4)
        return;
    text_printf(line->out, "Nr=%u", l2tp->nr);
}

/* Without a length field the carrier's length stands in. */
static bool put_bad_length(struct line *line, const struct tl_layer *l)
{
    const struct tl_l2tp *l2tp = &l->l2tp;

    if (l2tp->length < l2tp->hdr_len)
        text_printf(line->out, " Length %u smaller than header length",
                    l2tp->length);
    else if (l2tp->length > l->len)
        text_printf(line->out, " Length %u larger than packet", l2tp->length);
    else
        return false;
    return true;
}

/* Control messages: a list of attributes, or nothing at all. */
static enum part_end put_control(struct line *line, const struct tl_layer *l)
{
    if (l->l2tp.length == l->l2tp.hdr_len) {
        TEXT_LIT(line->out, " ZLB");
        return PART_END;
    }
    return PART_NEXT;
}

enum part_end part_l2tp(struct line *line, const struct tl_layer *l)
{
    line->label = "l2tp";
    if (l->cap < 2)
        return part_mark(line, PART_CUT);
    if (l->end == TL_BAD) {
        text_str(line->out, (l->l2tp.flags & L2TP_VERSION) == 1
                                ? " l2f:"
                                : " Unknown Version, neither L2F(1) nor "
                                  "L2TP(2)");
        return PART_END;
    }
    TEXT_LIT(line->out, " l2tp:[");
    (void)CODE_PUT_BITS(line->out, letters, l->l2tp.flags, "");
    text_char(line->out, ']');
    put_fields(line, l);
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if ((l->l2tp.flags & (L2TP_CONTROL | L2TP_LENGTH)) == L2TP_CONTROL) {
        TEXT_LIT(line->out, " No length");
        return PART_END;
    }
    if (put_bad_length(line, l))
        return PART_END;
    if (l->l2tp.flags & L2TP_CONTROL)
        return put_control(line, l);
    TEXT_LIT(line->out, " {");
    return PART_NEXT;
}

enum part_end close_l2tp(struct line *line, const struct tl_layer *l)
{
    if (l->end == TL_WHOLE && part_following(line, l)->kind == TL_PPP)
        text_char(line->out, '}');
    return PART_END;
}
