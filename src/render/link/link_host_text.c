/*
 * link_host_text.c - the link layers made up by operating systems.
 */
#include <pcap/pcap.h>

#include "codes.h"
#include "link_text.h"

static void put_field(struct line *line, const uint8_t *p, size_t n)
{
    for (size_t i = 0; i < n && p[i] != '\0'; i++)
        text_visible(line->out, p[i]);
}

static void put_pflog(struct line *line, const struct tl_pflog *pf)
{
    static const struct code_name reasons[] = {
        {0, "0(match)"},          {1, "1(bad-offset)"},
        {2, "2(fragment)"},       {4, "3(short)"},
        {5, "5(memory)"},         {6, "6(bad-timestamp)"},
        {7, "7(congestion)"},     {8, "8(ip-option)"},
        {9, "9(proto-cksum)"},    {10, "10(state-mismatch)"},
        {11, "11(state-insert)"}, {12, "12(state-limit)"},
        {13, "13(src-limit)"},    {14, "14(synproxy)"},
    };
    static const struct code_name actions[] = {
        {0, "pass"},  {1, "block"},          {2, "scrub"},   {4, "nat"},
        {5, "nonat"}, {6, "binat"},          {7, "nobinat"}, {8, "rdr"},
        {9, "nordr"}, {10, "synproxy-drop"},
    };
    static const struct code_name directions[] = {
        {0, "in/out"},
        {1, "in"},
        {2, "out"},
    };
    static const char unknown[] = "unkn(%u)";
    const uint32_t none = 0xffffffff;

    text_printf(line->out, "rule %u", pf->rule);
    if (pf->ruleset[0] != '\0' && pf->subrule != none) {
        text_char(line->out, '.');
        put_field(line, pf->ruleset, 16);
        text_printf(line->out, ".%u", pf->subrule);
    } else if (pf->subrule != none) {
        text_printf(line->out, "..%u", pf->subrule);
    }
    text_char(line->out, '/');
    CODE_PUT(line->out, reasons, pf->reason, unknown);
    TEXT_LIT(line->out, ": ");
    CODE_PUT(line->out, actions, pf->action, unknown);
    text_char(line->out, ' ');
    CODE_PUT(line->out, directions, pf->direction, unknown);
    TEXT_LIT(line->out, " on ");
    put_field(line, pf->ifname, 16);
    TEXT_LIT(line->out, ": ");
}

enum part_end part_pflog(struct line *line, const struct tl_layer *l)
{
    line->label = "pflog";
    if (l->end == TL_BAD) {
        TEXT_LIT(line->out, "[pflog: invalid header length!]");
        return PART_END;
    }
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (line->style.link_header)
        put_pflog(line, &l->pflog);
    return PART_NEXT;
}

void belated_pflog(struct line *line, const struct tl_layer *link,
                   const struct tl_layer *unknown)
{
    (void)unknown;
    put_pflog(line, &link->pflog);
}

enum part_end part_enc(struct line *line, const struct tl_layer *l)
{
    enum { CONFIDENTIAL = 0x400, AUTHENTIC = 0x800 };
    uint32_t flags = l->enc.flags;

    line->label = "enc";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (flags == 0)
        TEXT_LIT(line->out, "(unprotected): ");
    else
        text_char(line->out, '(');
    if ((flags & AUTHENTIC) != 0) {
        flags &= ~(uint32_t)AUTHENTIC;
        TEXT_LIT(line->out, "authentic");
        text_str(line->out, flags == 0 ? "): " : ",");
    }
    if ((flags & CONFIDENTIAL) != 0) {
        flags &= ~(uint32_t)CONFIDENTIAL;
        TEXT_LIT(line->out, "confidential");
        text_str(line->out, flags == 0 ? "): " : ",");
    }
    text_printf(line->out, "SPI 0x%08x: ", l->enc.spi);
    return PART_NEXT;
}

static void put_nflog(struct line *line, const struct tl_nflog *nflog,
                      uint32_t len)
{
    static const struct code_name families[] = {{2, "IPv4"}, {10, "IPv6"}};

    text_printf(line->out, "version %u, resource ID %u", nflog->version,
                nflog->resource);
    if (line->style.quiet == 0) {
        text_printf(line->out, ", family %s (%u)",
                    CODE_NAME(families, nflog->family, "Unknown"),
                    nflog->family);
    } else {
        TEXT_LIT(line->out, ", ");
        CODE_PUT(line->out, families, nflog->family, "Unknown NFLOG (0x%02x)");
    }
    put_frame_length(line, len);
}

void belated_nflog(struct line *line, const struct tl_layer *link,
                   const struct tl_layer *unknown)
{
    enum { HDR = 4 };

    put_nflog(line, &link->nflog, unknown->len + HDR);
}

enum part_end part_nflog(struct line *line, const struct tl_layer *l)
{
    enum { HDR = 4 };

    line->label = "nflog";
    if (l->cap < HDR || l->end == TL_CUT_NEEDED)
        return part_mark_cut(line, l);
    if (l->end == TL_BAD) {
        text_printf(line->out, "version %u (unknown)", l->nflog.version);
        return PART_END;
    }
    if (line->style.link_header)
        put_nflog(line, &l->nflog, l->len);
    return l->end == TL_WHOLE ? PART_NEXT : part_mark_cut(line, l);
}

static void put_ipnet(struct line *line, const struct tl_layer *l)
{
    const struct tl_ipnet *ipnet = &l->ipnet;
    static const struct code_name families[] = {{2, "IPv4"}, {26, "IPv6"}};

    text_printf(line->out, "%u > %u", ipnet->src_zone, ipnet->dst_zone);
    if (line->style.quiet == 0) {
        text_printf(line->out, ", family %s (%u)",
                    CODE_NAME(families, ipnet->family, "Unknown"),
                    ipnet->family);
    } else {
        TEXT_LIT(line->out, ", ");
        CODE_PUT(line->out, families, ipnet->family,
                 "Unknown Ethertype (0x%04x)");
    }
    put_frame_length(line, l->len);
}

void belated_ipnet(struct line *line, const struct tl_layer *link,
                   const struct tl_layer *unknown)
{
    (void)unknown;
    put_ipnet(line, link);
}

enum part_end part_ipnet(struct line *line, const struct tl_layer *l)
{
    line->label = "ipnet";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (line->style.link_header)
        put_ipnet(line, l);
    return PART_NEXT;
}

void belated_symantec(struct line *line, const struct tl_layer *link,
                      const struct tl_layer *unknown)
{
    enum { MAX_8023_LENGTH = 1500 };

    (void)unknown;
    if (link->typed.type <= MAX_8023_LENGTH)
        text_printf(line->out, "invalid ethertype %u", link->typed.type);
    else
        put_ethertype(line, link->typed.type);
    put_frame_length(line, link->len);
}

enum part_end part_symantec(struct line *line, const struct tl_layer *l)
{
    line->label = "symantec";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (line->style.link_header)
        belated_symantec(line, l, NULL);
    return PART_NEXT;
}

void belated_dlt(struct line *line, const struct tl_layer *link,
                 const struct tl_layer *unknown)
{
    const struct tl_dlt_link *h = &link->dlt;
    const char *name =
        h->dlt <= INT32_MAX ? pcap_datalink_val_to_name((int)h->dlt) : NULL;

    (void)unknown;
    if (name == NULL)
        name = "UNKNOWN";
    if (line->style.quiet != 0) {
        text_str(line->out, name);
    } else {
        if (link->kind == TL_PPI)
            text_printf(line->out, "V.%u ", h->version);
        text_printf(line->out, "DLT %s (%u) len %u", name, h->dlt, h->hdr_len);
    }
    put_frame_length(line, link->len);
}

enum part_end part_pktap(struct line *line, const struct tl_layer *l)
{
    enum { HDR = 108 };
    const struct tl_dlt_link *h = &l->dlt;

    line->label = "pktap";
    if (l->end == TL_CUT_NEEDED)
        return part_mark_cut(line, l);
    if (l->end == TL_BAD) {
        if (l->len < HDR)
            text_printf(line->out, " (packet too short, %u < %u)", l->len, HDR);
        else if (h->hdr_len < HDR)
            text_printf(line->out, " (pkt_len too small, %u < %u)", h->hdr_len,
                        HDR);
        else
            text_printf(line->out, " (pkt_len too big, %u > %u)", h->hdr_len,
                        l->len);
        return part_invalid(line);
    }
    if (line->style.link_header)
        belated_dlt(line, l, NULL);
    if (h->record == 0)
        TEXT_LIT(line->out, "no data");
    return PART_NEXT;
}

enum part_end part_ppi(struct line *line, const struct tl_layer *l)
{
    line->label = "ppi";
    if (l->end == TL_BAD) {
        text_printf(line->out, " [length %u < 8 or > 65532]", l->dlt.hdr_len);
        return part_invalid(line);
    }
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (line->style.link_header)
        belated_dlt(line, l, NULL);
    return PART_NEXT;
}
