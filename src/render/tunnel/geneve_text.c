/*
 * geneve_text.c - the Geneve part of a line (RFC 8926).
 */
#include "bytes.h"
#include "codes.h"
#include "ethertype.h"
#include "render.h"

/* RFC 8926: oam, critical options, and six reserved bits. */
static const struct code_name flag_names[] = {
    {0x80, "O"},  {0x40, "C"},  {0x20, "R1"}, {0x10, "R2"},
    {0x08, "R3"}, {0x04, "R4"}, {0x02, "R5"}, {0x01, "R6"},
};

static const char *class_name(uint16_t class)
{
    static const struct code_name names[] = {
        {0x0100, "Linux"},
        {0x0101, "Open vSwitch"},
        {0x0102, "Open Virtual Networking (OVN)"},
        {0x0103, "In-band Network Telemetry (INT)"},
        {0x0104, "VMware"},
    };

    if (class <= 0x00ff)
        return "Standard";
    return CODE_NAME(names, class,
                     class >= 0xfff0 ? "Experimental" : "Unknown");
}

/* -vv: the data, in words. */
static void put_option_data(struct text *out, const uint8_t *p, uint32_t n)
{
    TEXT_LIT(out, " data");
    for (uint32_t at = 0; at < n; at += 4) {
        text_char(out, ' ');
        text_hex_pad(out, load_be32(p + at), 8);
    }
}

static void put_options(struct line *line, const uint8_t *p, uint32_t n)
{
    enum { OPTION_HDR = 4, CRITICAL = 0x80 };
    const char *sep = "";

    while (n >= OPTION_HDR) {
        const uint32_t len = OPTION_HDR + (p[3] & 0x1fU) * 4;

        text_printf(line->out, "%sclass %s (0x%x) type 0x%x%s len %u", sep,
                    class_name(load_be16(p)), load_be16(p), p[2],
                    p[2] & CRITICAL ? "(C)" : "", len);
        if (len > n) {
            TEXT_LIT(line->out, " [bad length]");
            return;
        }
        if (line->style.verbose > 1 && len > OPTION_HDR)
            put_option_data(line->out, p + OPTION_HDR, len - OPTION_HDR);
        sep = ", ";
        p += len;
        n -= len;
    }
}

static void put_option_area(struct line *line, const struct tl_layer *l)
{
    enum { HDR = 8 };

    if (l->geneve.options_len == 0)
        return;
    TEXT_LIT(line->out, ", options [");
    if (line->style.verbose == 0)
        text_printf(line->out, "%u bytes", l->geneve.options_len);
    else
        put_options(line, tl_layer_bytes(line->pkt, l) + HDR,
                    l->geneve.options_len);
    text_char(line->out, ']');
}

static enum part_end put_fault(struct line *line, const struct tl_layer *l)
{
    enum { HDR = 8 };

    if (l->len < HDR) {
        text_printf(line->out, " [length %u < %u]", l->len, HDR);
        return part_invalid(line);
    }
    if (l->geneve.version != 0)
        text_printf(line->out, " ERROR: unknown-version %u", l->geneve.version);
    else
        text_printf(line->out, " truncated-geneve - %u bytes missing",
                    l->geneve.options_len + HDR - l->len);
    return PART_END;
}

static void put_header(struct line *line, const struct tl_geneve *geneve)
{
    const char *name = ethertype_name(geneve->type);

    TEXT_LIT(line->out, ", Flags [");
    CODE_PUT_BITS_OR(line->out, flag_names, geneve->flags, "", "none");
    text_char(line->out, ']');
    text_printf(line->out, ", vni 0x%x", geneve->vni);
    if (geneve->reserved != 0)
        text_printf(line->out, ", rsvd 0x%x", geneve->reserved);
    if (line->style.link_header)
        text_printf(line->out, ", proto %s (0x%04x)",
                    name != NULL ? name : "unknown", geneve->type);
}

enum part_end part_geneve(struct line *line, const struct tl_layer *l)
{
    enum { HDR = 8 };

    line->label = "geneve";
    TEXT_LIT(line->out, "Geneve");
    if (l->len < HDR || (l->end == TL_BAD && l->geneve.version != 0))
        return put_fault(line, l);
    if (l->cap < HDR)
        return part_mark(line, PART_END);
    put_header(line, &l->geneve);
    if (l->end == TL_BAD)
        return put_fault(line, l);
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    put_option_area(line, l);
    text_str(line->out, line->style.verbose == 0 ? ": " : "\n\t");
    return PART_NEXT;
}
