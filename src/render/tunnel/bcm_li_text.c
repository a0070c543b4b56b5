/*
 * bcm_li_text.c - Broadcom's shim for lawful interception. With -v it has a
 * line of its own, and what it carries another.
 */
#include "codes.h"
#include "render.h"

enum { SHIM = 4 };

static const struct code_name directions[] = {
    {1, "unused"},
    {2, "egress"},
    {3, "ingress"},
};

static const struct code_name types[] = {
    {TL_BCM_LI_UNDECIDED, "undecided"},
    {5, "ipv4"},
    {6, "ipv6"},
    {7, "ethernet"},
};

static const struct code_name subtypes[] = {
    {1, "single VLAN tag"},
    {2, "double VLAN tag"},
    {3, "untagged"},
};

static void put_fields(struct text *out, const struct tl_bcm_li *li)
{
    text_printf(out,
                "BCM-LI-SHIM: direction %s, pkt-type %s, pkt-subtype %s, "
                "li-id %u",
                CODE_NAME(directions, li->direction, "unknown"),
                CODE_NAME(types, li->type, "unknown"),
                CODE_NAME(subtypes, li->subtype, "unknown"), li->id);
}

/* Without -v all of the datagram is wanted, though none of it is shown. */
static enum part_end put_brief(struct line *line, const struct tl_layer *l)
{
    put_fields(line->out, &l->bcm_li);
    return l->cap < l->len ? part_mark(line, PART_CUT) : PART_END;
}

enum part_end part_bcm_li(struct line *line, const struct tl_layer *l)
{
    line->label = "bcm_li";
    if (l->end == TL_BAD) {
        text_printf(line->out, " (length %u < 4)", l->len);
        return part_invalid(line);
    }
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (line->style.verbose == 0)
        return put_brief(line, l);
    TEXT_LIT(line->out, "\n    ");
    put_fields(line->out, &l->bcm_li);
    TEXT_LIT(line->out, "\n    ");
    if (part_following(line, l)->kind != TL_NONE)
        return PART_NEXT;
    if (CODE_NAME(types, l->bcm_li.type, NULL) == NULL)
        return part_invalid(line);
    if (l->cap == SHIM)
        return part_mark(line, PART_CUT);
    TEXT_LIT(line->out, "unknown payload");
    return PART_END;
}
