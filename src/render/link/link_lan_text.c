/*
 * link_lan_text.c - local networks other than Ethernet.
 */
#include "codes.h"
#include "ethertype.h"
#include "link_text.h"

static void put_ipoib(struct line *line, const struct tl_layer *l)
{
    const char *name = ethertype_name(l->typed.type);

    if (name == NULL)
        name = "Unknown";
    text_printf(line->out, ", ethertype %s", name);
    if (line->style.quiet == 0)
        text_printf(line->out, " (0x%04x)", l->typed.type);
    put_frame_length(line, l->len);
}

void belated_ipoib(struct line *line, const struct tl_layer *link,
                   const struct tl_layer *unknown)
{
    (void)unknown;
    put_ipoib(line, link);
}

enum part_end part_ipoib(struct line *line, const struct tl_layer *l)
{
    line->label = "ipoib";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (line->style.link_header) {
        TEXT_LIT(line->out, "IPOIB");
        put_ipoib(line, l);
    }
    return PART_NEXT;
}

void belated_ap1394(struct line *line, const struct tl_layer *link,
                    const struct tl_layer *unknown)
{
    enum { ADDR = 8 };

    (void)unknown;
    text_mac(line->out, link->typed.hdr + ADDR, ADDR);
    TEXT_LIT(line->out, " > ");
    text_mac(line->out, link->typed.hdr, ADDR);
    TEXT_LIT(line->out, ", ");
    put_ethertype(line, link->typed.type);
    put_frame_length(line, link->len);
}

enum part_end part_ap1394(struct line *line, const struct tl_layer *l)
{
    line->label = "ap1394";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (line->style.link_header)
        belated_ap1394(line, l, NULL);
    return PART_NEXT;
}

static const struct code_name arcnet_types[] = {
    {0xf0, "oldip"}, {0xf1, "oldarp"}, {0xd4, "ip"},     {0xd5, "arp"},
    {0xd6, "rarp"},  {0xdd, "atalk"},  {0xf7, "banyan"}, {0xfa, "ipx"},
    {0xc4, "ipv6"},  {0x80, "diag"},
};

static void put_arcnet_type(struct line *line, uint8_t type)
{
    CODE_PUT(line->out, arcnet_types, type, "%02x");
}

/* RFC 1201: an odd flag opens a sequence and says how many follow. */
static void put_arcnet_fragment(struct line *line, const struct tl_arcnet *arc)
{
    text_printf(line->out, " seqid %04x", arc->seq);
    if (arc->flag == 0)
        return;
    if ((arc->flag & 1) != 0)
        text_printf(line->out, " (first of %u fragments)", arc->flag / 2 + 2);
    else
        text_printf(line->out, " (fragment %u)", arc->flag / 2 + 1);
}

static void put_arcnet(struct line *line, const struct tl_layer *l)
{
    const struct tl_arcnet *arc = &l->arcnet;
    const bool cut = l->end != TL_WHOLE;

    text_printf(line->out, "%02x %02x ", arc->src, arc->dst);
    if (line->style.quiet == 0) {
        put_arcnet_type(line, arc->type);
        if (arc->has_phds && !cut)
            put_arcnet_fragment(line, arc);
        text_char(line->out, ' ');
    }
    text_printf(line->out, "%u: ", l->len);
    if (cut)
        text_str(line->out, arc->extended ? " phds extended" : " phds");
}

enum part_end part_arcnet(struct line *line, const struct tl_layer *l)
{
    enum { HDR = 3 };

    line->label = "arcnet";
    if (l->cap >= HDR && (line->style.link_header || l->end != TL_WHOLE))
        put_arcnet(line, l);
    return l->end == TL_WHOLE ? PART_NEXT : part_mark_cut(line, l);
}

/* The oracle takes the byte behind the addresses for the type, as in BSD. */
static void put_linux_type(struct line *line, uint8_t byte)
{
    put_arcnet_type(line, byte);
    text_char(line->out, ' ');
}

enum part_end part_arcnet_linux(struct line *line, const struct tl_layer *l)
{
    line->label = "arcnet_linux";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (line->style.link_header) {
        text_printf(line->out, "%02x %02x ", l->arcnet.src, l->arcnet.dst);
        if (line->style.quiet == 0)
            put_linux_type(line, l->arcnet.flag);
        text_printf(line->out, "%u: ", l->len);
    }
    return PART_NEXT;
}
