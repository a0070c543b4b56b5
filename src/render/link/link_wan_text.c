/*
 * link_wan_text.c - serial lines: Cisco HDLC and SLARP, frame relay and its
 * fragmentation, SLIP, ISO 9577 identifiers.
 */
#include "codes.h"
#include "ethertype.h"
#include "hexdump.h"
#include "link_text.h"
#include "osi_kit.h"
#include "slip_header.h"

enum part_end part_chdlc(struct line *line, const struct tl_layer *l)
{
    enum { CHDLC_HDR = 4 };
    static const struct code_name addresses[] = {{0x0f, "unicast"},
                                                 {0x8f, "bcast"}};
    const struct tl_chdlc *hdlc = &l->chdlc;

    line->label = "chdlc";
    if (l->end != TL_WHOLE && !(l->cap >= CHDLC_HDR && hdlc->cut_inside))
        return part_mark_cut(line, l);
    if (line->style.link_header) {
        const char *name = ethertype_name(hdlc->protocol);
        CODE_PUT(line->out, addresses, hdlc->address, "0x%02x");
        text_printf(line->out, ", ethertype %s (0x%04x), length %u: ",
                    name != NULL ? name : "Unknown", hdlc->protocol, l->len);
    }
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (part_following(line, l)->kind != TL_NONE)
        return PART_NEXT;
    if (!line->style.link_header)
        text_printf(line->out, "unknown CHDLC protocol (0x%04x)",
                    hdlc->protocol);
    return PART_END;
}

static void put_uptime(struct line *line, uint32_t ms)
{
    const uint32_t s = ms / 1000;

    text_printf(line->out, ", link uptime=%ud%uh%um%us", s / 86400,
                s / 3600 % 24, s / 60 % 60, s % 60);
}

/* What -v and -vv add; `known` bytes have been shown. */
static enum part_end put_slarp_rest(struct line *line, const struct tl_layer *l,
                                    uint32_t known)
{
    enum { KEEPALIVE_LEN = 18 };

    if (line->style.verbose > 0 && l->len > KEEPALIVE_LEN)
        text_printf(line->out, ", (trailing junk: %u bytes)",
                    l->len - KEEPALIVE_LEN);
    if (line->style.verbose > 1)
        hexdump_hex(line->out, "\n\t", tl_layer_bytes(line->pkt, l) + known,
                    l->cap - known);
    return PART_END;
}

static enum part_end put_keepalive(struct line *line, const struct tl_layer *l)
{
    const struct tl_slarp *slarp = &l->slarp;

    text_printf(line->out,
                "keepalive: mineseen=0x%08x, yourseen=0x%08x, "
                "reliability=0x%04x",
                slarp->mine, slarp->yours, slarp->reliability);
    if (slarp->uptime_cut)
        return part_mark(line, PART_CUT);
    if (slarp->has_uptime)
        put_uptime(line, slarp->uptime);
    return put_slarp_rest(line, l, slarp->has_uptime ? 18 : 4);
}

enum part_end part_slarp(struct line *line, const struct tl_layer *l)
{
    enum { CODE_LEN = 4 };
    const struct tl_slarp *slarp = &l->slarp;

    line->label = "chdlc_slarp";
    text_printf(line->out, "SLARP (length: %u), ", l->len);
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    switch (slarp->code) {
    case 0:
        TEXT_LIT(line->out, "request");
        break;
    case 1:
        TEXT_LIT(line->out, "reply ");
        put_addr4(line, slarp->addr);
        text_char(line->out, '/');
        put_addr4(line, slarp->addr + 4);
        break;
    case 2:
        return put_keepalive(line, l);
    default:
        text_printf(line->out, "0x%02x unknown", slarp->code);
        if (line->style.verbose <= 1)
            hexdump_hex(line->out, "\n\t",
                        tl_layer_bytes(line->pkt, l) + CODE_LEN,
                        l->cap - CODE_LEN);
    }
    return put_slarp_rest(line, l, CODE_LEN);
}

enum part_end part_osi(struct line *line, const struct tl_layer *l)
{
    const uint8_t nlpid = l->osi.nlpid;
    const char *name = osi_nlpid_name(nlpid);

    line->label = "isoclns";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (line->style.link_header)
        text_printf(line->out,
                    "OSI NLPID %s (0x%02x): ", name != NULL ? name : "Unknown",
                    nlpid);
    if (part_following(line, l)->kind != TL_NONE)
        return PART_NEXT;
    if (!line->style.link_header && nlpid == 0)
        TEXT_LIT(line->out, ", ");
    else if (!line->style.link_header)
        text_printf(line->out, "OSI NLPID 0x%02x unknown, ", nlpid);
    text_printf(line->out, "length: %u", l->len);
    if (nlpid != 0 && l->len > 1)
        hexdump_hex(line->out, "\n\t", tl_layer_bytes(line->pkt, l),
                    l->cap < l->len ? l->cap : l->len);
    return PART_END;
}

/* The flags lie in the first two bytes and, of longer headers, the last. */
static void put_q922_flags(struct line *line, const uint8_t *a, uint8_t len)
{
    enum { LAST = 16 };
    static const struct code_name names[] = {
        {0x0200, "C!"},
        {0x0002, "DE"},
        {0x0004, "BECN"},
        {0x0008, "FECN"},
        {0x02U << LAST, "sdlcore"},
    };
    uint32_t bits = (uint32_t)a[0] << 8 | a[1];

    if (len > 2)
        bits |= (uint32_t)a[len - 1] << LAST;
    TEXT_LIT(line->out, "Flags [");
    CODE_PUT_BITS_OR(line->out, names, bits, ", ", "none");
    TEXT_LIT(line->out, "], ");
}

/*
 * The header with what stands behind it: an NLPID, or something wider, which
 * is an ethertype then.
 */
static void put_frelay_header(struct line *line, const struct tl_layer *l,
                              uint16_t type, uint32_t hdr_len)
{
    const struct tl_frelay *fr = &l->frelay;
    const bool wide = type > UINT8_MAX;
    const char *name =
        wide ? ethertype_name(type) : osi_nlpid_name((uint8_t)type);

    TEXT_LIT(line->out, "Q.922, ");
    if (line->style.quiet == 0)
        text_printf(line->out, "hdr-len %u, ", hdr_len);
    text_printf(line->out, "DLCI %u, ", fr->dlci);
    if (line->style.quiet == 0) {
        put_q922_flags(line, fr->address, fr->addr_len);
        text_str(line->out, wide ? "cisco-ethertype " : "NLPID ");
        text_str(line->out, name != NULL ? name : "unknown");
        text_printf(line->out, wide ? " (0x%04x), " : " (0x%02x), ", type);
    }
    text_printf(line->out, "length %u: ", l->len);
}

void belated_frelay(struct line *line, const struct tl_layer *link,
                    const struct tl_layer *unknown)
{
    const bool in_snap = unknown[-1].kind == TL_SNAP;

    put_frelay_header(line, link, link->frelay.nlpid,
                      in_snap ? unknown[-1].off - link->off
                              : link->frelay.addr_len);
}

enum part_end part_frelay(struct line *line, const struct tl_layer *l)
{
    const struct tl_frelay *fr = &l->frelay;
    static const struct code_name pads[] = {{TL_FR_PAD, "Pad! "},
                                            {TL_FR_NO_PAD, "No pad! "}};
    const uint8_t tried = TL_FR_ETHERTYPE | TL_FR_ETHERTYPE_ODD;

    line->label = "fr";
    if (l->end == TL_BAD) {
        TEXT_LIT(line->out, "Q.922, invalid address");
        return PART_END;
    }
    if (line->style.link_header && (fr->marks & tried) != 0)
        put_frelay_header(line, l, fr->ethertype, fr->addr_len);
    if ((fr->marks & TL_FR_ETHERTYPE) != 0)
        return PART_NEXT;
    if ((fr->marks & TL_FR_NOT_UI) != 0)
        text_printf(line->out, "UI %02x! ", fr->control);
    (void)CODE_PUT_BITS(line->out, pads, fr->marks, "");
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (line->style.link_header)
        put_frelay_header(line, l, fr->nlpid, fr->addr_len);
    return PART_NEXT;
}

static void put_frf_flags(struct line *line, uint8_t flags)
{
    static const struct code_name names[] = {
        {0x80, "Begin"}, {0x40, "End"}, {0x20, "Control"}};

    TEXT_LIT(line->out, "Flags [");
    CODE_PUT_BITS_OR(line->out, names, flags, ", ", "none");
    text_char(line->out, ']');
}

enum part_end part_frf15(struct line *line, const struct tl_layer *l)
{
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    text_printf(line->out, "FRF.15, seq 0x%03x, ", l->frf.seq);
    put_frf_flags(line, l->frf.flags);
    text_printf(line->out, ",%s Fragmentation, length %u",
                (l->frf.flags & 0x01) != 0 ? "Interface" : "End-to-End",
                l->len);
    return PART_END;
}

static const struct code_name mfr_messages[] = {
    {1, "Add Link"},  {2, "Add Link ACK"}, {3, "Add Link Reject"}, {4, "Hello"},
    {5, "Hello ACK"}, {6, "Remove Link"},  {7, "Remove Link ACK"},
};

enum part_end part_mfr(struct line *line, const struct tl_layer *l)
{
    const uint8_t *p = tl_layer_bytes(line->pkt, l);

    line->label = "mfr";
    if (l->end == TL_BAD) {
        text_printf(line->out, "[length %u < 4]", l->len);
        return part_invalid(line);
    }
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if ((p[0] & 0xe0) == 0xe0 && p[1] == 0) {
        TEXT_LIT(line->out, "FRF.16 Control, ");
        put_frf_flags(line, l->frf.flags);
        TEXT_LIT(line->out, ", ");
        CODE_PUT(line->out, mfr_messages, l->frf.message,
                 "Unknown Message (0x%02x)");
        text_printf(line->out, ", length %u", l->len);
        return PART_NEXT;
    }
    text_printf(line->out, "FRF.16 Frag, seq %u, ", l->frf.seq);
    put_frf_flags(line, l->frf.flags);
    if (part_following(line, l)->kind != TL_NONE) {
        TEXT_LIT(line->out, ", ");
        return PART_NEXT;
    }
    hexdump_hex(line->out, "\n\t", p, l->cap);
    return PART_END;
}

/* -e; false when it was cut, and marked as such. */
static bool put_slip_header(struct line *line, const struct tl_layer *l)
{
    struct printer pr;
    part_printer(line, l, &pr);

    slip_header_print(&pr);
    return !printer_finish(&pr);
}

enum part_end part_slip(struct line *line, const struct tl_layer *l)
{
    line->label = "slip";
    if (l->cap >= 16 && line->style.link_header && !put_slip_header(line, l))
        return PART_CUT;
    if (l->end == TL_CUT_NEEDED)
        return part_mark_cut(line, l);
    if (l->end == TL_BAD) {
        text_printf(line->out, "ip v%u", tl_layer_bytes(line->pkt, l)[16] >> 4);
        return PART_END;
    }
    return PART_NEXT;
}

enum part_end part_slip_bsdos(struct line *line, const struct tl_layer *l)
{
    line->label = "slip_bsdos";
    return l->end == TL_WHOLE ? PART_NEXT : part_mark_cut(line, l);
}
