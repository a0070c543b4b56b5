/*
 * ppp_text.c - PPPoE (RFC 2516) and PPP: the latter says nothing without
 * -e.
 */
#include "codes.h"
#include "ppp_kit.h"
#include "render.h"

static const struct code_name pppoe_codes[] = {
    {0x00, ""}, /* session data */
    {0x07, "PADO"}, {0x09, "PADI"}, {0x19, "PADR"},
    {0x65, "PADS"}, {0xa7, "PADT"},
};

static void put_pppoe_header(struct line *line, const struct tl_layer *l)
{
    enum { HDR = 6, PADI = 0x09, PADI_MAX = 1478 };
    const struct tl_pppoe *oe = &l->pppoe;

    if (oe->version != 1)
        text_printf(line->out, " [ver %u]", oe->version);
    if (oe->type != 1)
        text_printf(line->out, " [type %u]", oe->type);
    TEXT_LIT(line->out, "PPPoE ");
    CODE_PUT(line->out, pppoe_codes, oe->code, "PAD-%x");
    if (oe->code == PADI && oe->length > PADI_MAX)
        text_printf(line->out, " [len %u!]", oe->length);
    if (oe->length > l->len - HDR)
        text_printf(line->out, " [len %u > %u!]", oe->length, l->len - HDR);
    if (oe->session != 0)
        text_printf(line->out, " [ses 0x%x]", oe->session);
}

enum part_end part_pppoe(struct line *line, const struct tl_layer *l)
{
    line->label = "pppoe";
    if (l->end == TL_BAD) {
        text_printf(line->out, " (length %u < 6)", l->len);
        return part_invalid(line);
    }
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    put_pppoe_header(line, l);
    if (l->pppoe.code == 0)
        text_char(line->out, ' ');
    return PART_NEXT;
}

/* "IP: ", with -e "ff 03 44 IP: " */
enum part_end part_ppp_serial(struct line *line, const struct tl_layer *l)
{
    const struct tl_hdlc *hdlc = &l->hdlc;

    line->label = "ppp_hdlc";
    if (l->end == TL_CUT_SEEN)
        return part_mark_cut(line, l);
    if (part_following(line, l)->kind == TL_CHDLC)
        return PART_NEXT;
    if (line->style.link_header)
        text_printf(line->out, "%02x %02x %u ", hdlc->address, hdlc->control,
                    l->len);
    if (l->end == TL_BAD) {
        const uint8_t *p = tl_layer_bytes(line->pkt, l);
        text_printf(line->out, "unknown addr %02x; ctrl %02x", p[2], p[3]);
        return PART_END;
    }
    const char *name = ppp_name(hdlc->proto);
    if (name != NULL)
        text_str(line->out, name);
    else
        text_printf(line->out, "unknown PPP protocol (0x%04x)", hdlc->proto);
    TEXT_LIT(line->out, ": ");
    return PART_NEXT;
}

/* Its label is that of the frame it is escaped in. */
enum part_end part_ppp_escaped(struct line *line, const struct tl_layer *l)
{
    if (l->end == TL_BAD) {
        text_printf(line->out, "(protocol 0x%04x invalid)", l->ppp.proto);
        return PART_END;
    }
    return l->end == TL_WHOLE ? PART_NEXT : part_mark_cut(line, l);
}

enum part_end part_ppp_bsdos(struct line *line, const struct tl_layer *l)
{
    (void)line;
    (void)l;
    return PART_END;
}

/* -e: "In  IP (0x0021), length 44: " */
static void put_direction(struct line *line, uint8_t direction)
{
    if (direction == 0)
        TEXT_LIT(line->out, "In  ");
    else if (direction == 1)
        TEXT_LIT(line->out, "Out ");
}

enum part_end part_ppp(struct line *line, const struct tl_layer *l)
{
    const char *name = ppp_name(l->ppp.proto);

    line->label = "ppp";
    if (l->ppp.announced) {
        if (l->len == 0)
            return PART_END;
        TEXT_LIT(line->out, ": ");
    }
    if (line->style.link_header)
        put_direction(line, l->ppp.direction);
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (!line->style.link_header)
        return PART_NEXT;
    text_printf(line->out, "%s (0x%04x), length %u",
                name != NULL ? name : "unknown", l->ppp.proto, l->len);
    if (name == NULL)
        return PART_END;
    TEXT_LIT(line->out, ": ");
    return PART_NEXT;
}
