/*
 * link_tag_text.c - Ethernet with a switch's tag: Broadcom's, Marvell's.
 */
#include "codes.h"
#include "ethertype.h"
#include "link_text.h"
#include "utc.h"

/* Tags that direct a frame into the switch say where it shall go. */
static void put_brcm_ingress(struct line *line, const uint8_t *tag)
{
    static const struct code_name encaps[] = {
        {0, "None"},
        {1, "Untag"},
        {2, "Header"},
        {3, "Reserved"},
    };

    text_printf(line->out, "TC: %u, TE: %s, TS: %u, DST map: 0x%04x, ",
                tag[1] >> 2 & 7, CODE_NAME(encaps, tag[1] & 3, ""), tag[1] >> 7,
                (tag[2] & 1) << 8 | tag[3]);
}

static const struct code_name brcm_reasons[] = {
    {0x01, "mirror"},    {0x02, "MAC learning"}, {0x04, "switching"},
    {0x08, "prot term"}, {0x10, "prot snoop"},   {0x20, "exception"},
};

static void put_brcm_egress(struct line *line, const uint8_t *tag)
{
    text_printf(line->out, "CID: %u, RC: %s, TC: %u, port: %u, ", tag[1],
                CODE_NAME(brcm_reasons, tag[2], "reserved"), tag[3] >> 5,
                tag[3] & 0x1f);
}

static void put_brcm(struct line *line, const uint8_t *tag)
{
    const uint8_t opcode = tag[0] >> 5;

    TEXT_LIT(line->out, "BRCM tag OP: ");
    text_str(line->out, tag[0] == 0 ? "EG, " : "IG, ");
    if ((opcode & 1) != 0)
        put_brcm_ingress(line, tag);
    else
        put_brcm_egress(line, tag);
}

enum part_end part_brcm_prepend(struct line *line, const struct tl_layer *l)
{
    line->label = "brcm-tag-prepend";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (line->style.link_header)
        put_brcm(line, l->typed.hdr);
    return PART_NEXT;
}

/* https://www.tcpdump.org/linktypes/LINKTYPE_DSA_TAG_DSA.html */
enum dsa_mode { DSA_TO_CPU, DSA_FROM_CPU, DSA_TO_SNIFFER, DSA_FORWARD };

struct dsa {
    enum dsa_mode mode;
    uint8_t device, port, code, priority;
    bool tagged, bit; /* a trunk, or a sniffer of what comes in */
    bool cfi;
    uint16_t vlan;
};

static struct dsa dsa_of(const uint8_t *tag)
{
    return (struct dsa){
        .mode = tag[0] >> 6,
        .tagged = (tag[0] & 0x20) != 0,
        .device = tag[0] & 0x1f,
        .port = tag[1] >> 3,
        .bit = (tag[1] & 0x04) != 0,
        .code = (uint8_t)((tag[1] & 0x06) | (tag[2] >> 4 & 1)),
        .cfi = (tag[1] & 0x01) != 0,
        .priority = tag[2] >> 5,
        .vlan = (uint16_t)((tag[2] & 0x0f) << 8 | tag[3]),
    };
}

static void put_dsa_long(struct line *line, const struct dsa *dsa)
{
    static const struct code_name codes[] = {
        {0, "BPDU (MGMT) Trap"}, {1, "Frame2Reg"},  {2, "IGMP/MLD Trap"},
        {3, "Policy Trap"},      {4, "ARP Mirror"}, {5, "Policy Mirror"},
    };
    const unsigned dev = dsa->device, port = dsa->port;

    TEXT_LIT(line->out, "mode ");
    switch (dsa->mode) {
    case DSA_FORWARD:
        text_printf(line->out, "Forward, dev %u, %s %u, ", dev,
                    dsa->bit ? "trunk" : "port", port);
        break;
    case DSA_FROM_CPU:
        text_printf(line->out, "From CPU, target dev %u, port %u, ", dev, port);
        break;
    case DSA_TO_CPU:
        text_printf(line->out, "To CPU, source dev %u, port %u, code %s, ", dev,
                    port, CODE_NAME(codes, dsa->code, "reserved"));
        break;
    case DSA_TO_SNIFFER:
        text_printf(line->out, "To Sniffer, source dev %u, port %u, %s sniff, ",
                    dev, port, dsa->bit ? "ingress" : "egress");
        break;
    }
    text_str(line->out, dsa->tagged ? "tagged, " : "untagged, ");
    if (dsa->cfi)
        TEXT_LIT(line->out, "CFI, ");
    text_printf(line->out, "VID %u, FPri %u, ", dsa->vlan, dsa->priority);
}

static void put_dsa_short(struct line *line, const struct dsa *dsa)
{
    const unsigned dev = dsa->device, port = dsa->port;

    switch (dsa->mode) {
    case DSA_FORWARD:
        text_printf(line->out, "Forward %s %u.%u, ",
                    dsa->bit ? "trunk" : "port", dev, port);
        break;
    case DSA_FROM_CPU:
        text_printf(line->out, "CPU > port %u.%u, ", dev, port);
        break;
    case DSA_TO_CPU:
        text_printf(line->out, "port %u.%u > CPU, ", dev, port);
        break;
    case DSA_TO_SNIFFER:
        text_printf(line->out, "port %u.%u > %s Sniffer, ", dev, port,
                    dsa->bit ? "Rx" : "Tx");
        break;
    }
    text_printf(line->out, "VLAN %u%c, ", dsa->vlan, dsa->tagged ? 't' : 'u');
}

static void put_dsa(struct line *line, const uint8_t *tag)
{
    const struct dsa dsa = dsa_of(tag);

    if (line->style.link_header)
        put_dsa_long(line, &dsa);
    else
        put_dsa_short(line, &dsa);
}

/* Marvell's longer form: an ethertype and two reserved bytes come first. */
static void put_edsa(struct line *line, const uint8_t *tag)
{
    const uint16_t type = (uint16_t)(tag[0] << 8 | tag[1]);
    const char *name = ethertype_name(type);

    if (line->style.link_header)
        text_printf(line->out,
                    "Marvell EDSA ethertype 0x%04x (%s), rsvd %u %u, ", type,
                    name != NULL ? name : "Unknown", tag[2], tag[3]);
    else
        text_printf(line->out, "EDSA 0x%04x, ", type);
    put_dsa(line, tag + 4);
}

static void put_tag(struct line *line, const struct tl_layer *l)
{
    const uint8_t *tag = l->switch_tag.tag;

    switch (l->kind) {
    case TL_BRCM:
        put_brcm(line, tag);
        break;
    case TL_DSA:
        text_str(line->out, line->style.link_header ? "Marvell DSA " : "DSA ");
        put_dsa(line, tag);
        break;
    default:
        put_edsa(line, tag);
    }
}

enum part_end part_switch_tag(struct line *line, const struct tl_layer *l)
{
    line->label = l->kind == TL_BRCM  ? "brcm-tag"
                  : l->kind == TL_DSA ? "dsa"
                                      : "edsa";
    if (l->end == TL_BAD)
        return put_frame_bad(line, l);
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (line->style.link_header)
        put_mac_pair(line, &l->ether);
    put_tag(line, l);
    if (line->style.link_header)
        put_tagged(line, l, l->ether.type);
    return PART_NEXT;
}

/* False where the capture ends within. */
static bool put_stamp(struct line *line, const uint8_t *p, uint32_t cap)
{
    static const struct code_name scales[] = {{0, "TAI"}, {1, "UTC"}};
    static const struct code_name formats[] = {
        {TL_ARISTA_64_BIT, "64-bit"},
        {TL_ARISTA_48_BIT, "48-bit"},
    };
    static const struct code_name hardware[] = {{0, "R/R2"}, {1, "R3"}};
    enum { SCALE = 2, FORMAT = 3, STAMP = 4, NANO = 1000000000 };

    if (cap <= SCALE)
        return false;
    text_printf(line->out, "Timescale %s (%u), ",
                CODE_NAME(scales, p[SCALE], "Unknown"), p[SCALE]);
    if (cap <= FORMAT)
        return false;
    const unsigned format = p[FORMAT] >> 4, made_by = p[FORMAT] & 0xf;
    text_printf(line->out, "Format %s (%u), HwInfo %s (%u), Timestamp ",
                CODE_NAME(formats, format, "Unknown"), format,
                CODE_NAME(hardware, made_by, "Unknown"), made_by);
    if (format == TL_ARISTA_64_BIT && cap >= STAMP + 8) {
        const uint32_t nano = load_be32(p + STAMP + 4);
        utc_put_spaced(line->out, (int64_t)load_be32(p + STAMP) + nano / NANO);
        text_printf(line->out, ".%09u: ", nano % NANO);
    } else if (format == TL_ARISTA_48_BIT && cap >= STAMP + 6) {
        const uint32_t nano = load_be32(p + STAMP + 2);
        text_printf(line->out, "%u.%09u: ", load_be16(p + STAMP) + nano / NANO,
                    nano % NANO);
    }
    return true;
}

/* Its own type is told even without -e, then the one behind it with. */
enum part_end part_arista(struct line *line, const struct tl_layer *l)
{
    const uint8_t *p = tl_layer_bytes(line->pkt, l);

    line->label = "arista";
    if (l->end == TL_CUT_SEEN) {
        TEXT_LIT(line->out, "[|arista]");
        return PART_END;
    }
    const uint16_t subtype = load_be16(p);
    put_ethertype(line, TL_ARISTA_TYPE);
    put_frame_length(line, link_under(line, l)->len);
    text_printf(line->out, "SubType %s (0x%04x), ",
                subtype == TL_ARISTA_STAMP ? "Timestamp" : "Unknown", subtype);
    if (subtype != TL_ARISTA_STAMP)
        return PART_NEXT;
    if (!put_stamp(line, p, l->cap) || l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (line->style.link_header && l->arista.type != TL_ARISTA_TYPE)
        put_tagged(line, l, l->arista.type);
    return PART_NEXT;
}

enum part_end part_netanalyzer(struct line *line, const struct tl_layer *l)
{
    line->label =
        l->kind == TL_NETANALYZER ? "netanalyzer" : "netanalyzer_transparent";
    return l->end == TL_WHOLE ? PART_NEXT : part_mark_cut(line, l);
}
