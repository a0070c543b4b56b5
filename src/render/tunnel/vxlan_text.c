/*
 * vxlan_text.c - VXLAN, OTV and VXLAN-GPE (RFC 7348). The first two break
 * the line at every verbosity.
 */
#include "codes.h"
#include "render.h"

enum { INSTANCE = 0x08, GPE_VERSION = 0x30 };

enum part_end part_vxlan(struct line *line, const struct tl_layer *l)
{
    line->label = "vxlan";
    TEXT_LIT(line->out, "VXLAN");
    if (l->len < 8)
        return part_invalid(line);
    if (l->cap < 1)
        return part_mark(line, PART_CUT);
    text_printf(line->out, ", flags [%s] (0x%02x), ",
                l->vxlan.flags & INSTANCE ? "I" : "invalid", l->vxlan.flags);
    if (l->cap < 7)
        return part_mark(line, PART_CUT);
    text_printf(line->out, "vni %u\n", l->vxlan.vni);
    if (l->end != TL_WHOLE)
        return part_mark(line, PART_CUT);
    return PART_NEXT;
}

enum part_end part_otv(struct line *line, const struct tl_layer *l)
{
    line->label = "otv";
    TEXT_LIT(line->out, "OTV, ");
    if (l->len < 8) {
        text_printf(line->out, "[length %u < 8]", l->len);
        const enum part_end end = part_invalid(line);
        /* Of these three it alone wants the rest captured. */
        return l->cap < l->len ? part_mark(line, PART_CUT) : end;
    }
    if (l->cap < 1)
        return part_mark(line, PART_CUT);
    text_printf(line->out, "flags [%s] (0x%02x), ",
                l->vxlan.flags & INSTANCE ? "I" : ".", l->vxlan.flags);
    if (l->cap < 4)
        return part_mark(line, PART_CUT);
    text_printf(line->out, "overlay %u, ", l->vxlan.overlay);
    if (l->cap < 7)
        return part_mark(line, PART_CUT);
    text_printf(line->out, "instance %u\n", l->vxlan.vni);
    if (l->end != TL_WHOLE)
        return part_mark(line, PART_CUT);
    return PART_NEXT;
}

static const struct code_name gpe_letters[] = {
    {0x08, "I"}, {0x04, "P"}, {0x02, "B"}, {0x01, "O"}};

enum part_end part_vxlan_gpe(struct line *line, const struct tl_layer *l)
{
    line->label = "vxlan_gpe";
    TEXT_LIT(line->out, "VXLAN-GPE, ");
    if (l->len < 8) {
        text_printf(line->out, " (len %u < 8)", l->len);
        return part_invalid(line);
    }
    if (l->cap < 1)
        return part_mark(line, PART_CUT);
    TEXT_LIT(line->out, "flags [");
    CODE_PUT_BITS_OR(line->out, gpe_letters, l->vxlan.flags, "", "none");
    TEXT_LIT(line->out, "], ");
    if (l->end != TL_WHOLE)
        return part_mark(line, PART_CUT);
    text_printf(line->out, "vni %u", l->vxlan.vni);
    text_str(line->out, line->style.verbose == 0 ? ": " : "\n    ");
    if (part_following(line, l)->kind != TL_NONE)
        return PART_NEXT;
    TEXT_LIT(line->out, "ERROR: unknown-next-protocol");
    return part_invalid(line);
}
