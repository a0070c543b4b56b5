/*
 * link_host_text.c - the link layers made up by operating systems.
 */
#include <pcap/pcap.h>

#include "count.h"
#include "link_text.h"

static void put_field(struct line *line, const uint8_t *p, size_t n)
{
    for (size_t i = 0; i < n && p[i] != '\0'; i++)
        text_visible(line->out, p[i]);
}

static void put_named(struct line *line, const char *const *names, size_t n,
                      uint8_t value)
{
    if (value < n && names[value] != NULL)
        text_str(line->out, names[value]);
    else
        text_printf(line->out, "unkn(%u)", value);
}

#define PUT_NAMED(line, names, value)                                          \
    put_named(line, names, COUNT_OF(names), value)

static void put_pflog(struct line *line, const struct tl_pflog *pf)
{
    static const char *const reasons[] = {
        "0(match)",           "1(bad-offset)",
        "2(fragment)",        NULL,
        "3(short)",           "5(memory)",
        "6(bad-timestamp)",   "7(congestion)",
        "8(ip-option)",       "9(proto-cksum)",
        "10(state-mismatch)", "11(state-insert)",
        "12(state-limit)",    "13(src-limit)",
        "14(synproxy)",
    };
    static const char *const actions[] = {
        "pass",  "block",   "scrub", "unkn(3)", "nat",           "nonat",
        "binat", "nobinat", "rdr",   "nordr",   "synproxy-drop",
    };
    static const char *const directions[] = {"in/out", "in", "out"};
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
    PUT_NAMED(line, reasons, pf->reason);
    TEXT_LIT(line->out, ": ");
    PUT_NAMED(line, actions, pf->action);
    text_char(line->out, ' ');
    PUT_NAMED(line, directions, pf->direction);
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
    const char *name = nflog->family == 2    ? "IPv4"
                       : nflog->family == 10 ? "IPv6"
                                             : NULL;

    text_printf(line->out, "version %u, resource ID %u", nflog->version,
                nflog->resource);
    if (line->style.quiet == 0)
        text_printf(line->out, ", family %s (%u)",
                    name != NULL ? name : "Unknown", nflog->family);
    else if (name != NULL)
        text_printf(line->out, ", %s", name);
    else
        text_printf(line->out, ", Unknown NFLOG (0x%02x)", nflog->family);
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
    const char *name = ipnet->family == 2    ? "IPv4"
                       : ipnet->family == 26 ? "IPv6"
                                             : NULL;

    text_printf(line->out, "%u > %u", ipnet->src_zone, ipnet->dst_zone);
    if (line->style.quiet == 0)
        text_printf(line->out, ", family %s (%u)",
                    name != NULL ? name : "Unknown", ipnet->family);
    else if (name != NULL)
        text_printf(line->out, ", %s", name);
    else
        text_printf(line->out, ", Unknown Ethertype (0x%04x)", ipnet->family);
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
