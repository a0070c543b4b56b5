/*
 * link_atm_text.c - ATM and the LANs that go on with LLC.
 */
#include "codes.h"
#include "link_text.h"
#include "next.h"

enum part_end part_atm(struct line *line, const struct tl_layer *l)
{
    const uint8_t *p = l->typed.hdr;

    line->label = "atm";
    if (p != NULL && line->style.link_header) {
        text_hex_bytes(line->out, p, 8);
        text_char(line->out, ' ');
        text_hex_bytes(line->out, p + 8, 8);
        text_char(line->out, ' ');
    }
    return l->end == TL_WHOLE ? PART_NEXT : part_mark_cut(line, l);
}

enum part_end part_clip(struct line *line, const struct tl_layer *l)
{
    line->label = "cip";
    if (line->style.link_header)
        text_printf(line->out, "%u: ", l->len);
    return l->end == TL_WHOLE ? PART_NEXT : part_mark_cut(line, l);
}

enum part_end part_sunatm(struct line *line, const struct tl_layer *l)
{
    enum { SENT = 0x80 };
    static const struct code_name circuits[] = {
        {ATM_META, "meta: "},
        {ATM_BROADCAST, "broadcast sig: "},
        {ATM_ILMI, "ilmi: "},
    };
    const struct tl_atm *atm = &l->atm;

    line->label = "sunatm";
    if (line->style.link_header && l->cap > 0)
        text_str(line->out, (atm->flags & SENT) != 0 ? "Tx: " : "Rx: ");
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (line->style.link_header)
        text_printf(line->out, "VPI:%u VCI:%u ", atm->vpi, atm->vci);
    if (atm->vpi == 0)
        text_str(line->out, CODE_NAME(circuits, atm->vci, ""));
    return PART_NEXT;
}

enum part_end part_lane(struct line *line, const struct tl_layer *l)
{
    line->label = "lane";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (part_following(line, l)->end == TL_WHOLE)
        text_printf(line->out, "lecid:%x ", l->atm.lecid);
    return PART_NEXT;
}

/* FDDI's frame control byte. */
static void put_fddi_control(struct line *line, uint8_t fc)
{
    static const struct code_name classes[] = {
        {0x4, "smt"}, {0x5, "async"}, {0x6, "imp_async"},
        {0xc, "mac"}, {0xd, "sync"},  {0xe, "imp_sync"},
    };
    static const struct code_name names[] = {
        {0x40, "void"}, {0x41, "info"},   {0x4f, "nsa"},   {0x80, "nrt"},
        {0xc0, "rt"},   {0xc2, "beacon"}, {0xc3, "claim"},
    };

    const char *class = CODE_NAME(classes, fc >> 4, NULL);

    if (class == NULL || CODE_NAME(names, fc, NULL) != NULL)
        CODE_PUT(line->out, names, fc, "%02x");
    else
        text_printf(line->out, "%s%x", class, fc & 15);
}

void belated_token(struct line *line, const struct tl_layer *link,
                   const struct tl_layer *unknown)
{
    const struct tl_token_link *token = &link->token;

    (void)unknown;
    if (line->style.quiet == 0 && link->kind == TL_TOKEN_RING)
        text_printf(line->out, "%02x %02x ", token->access, token->control);
    if (line->style.quiet == 0 && link->kind == TL_FDDI) {
        put_fddi_control(line, token->control);
        text_char(line->out, ' ');
    }
    put_link_src(line, link);
    TEXT_LIT(line->out, " > ");
    put_mac(line, token->dst);
    put_frame_length(line, link->len);
}

/* -v: "Single-route Forward [1:2] [1:3]", else "rt = c6c0:12:13" */
static void put_bridges(struct line *line, const struct tl_token_link *token)
{
    static const struct code_name casts[] = {
        {0, "Non-Broadcast"},
        {1, "Non-Broadcast"},
        {2, "All-routes"},
        {3, "Single-route"},
    };
    const bool words = line->style.verbose > 0;
    const uint8_t *p = token->route;

    if (words)
        text_printf(line->out, "%s %s", CODE_NAME(casts, p[0] >> 6, ""),
                    (p[1] & 0x80) != 0 ? "Backward" : "Forward");
    else
        text_printf(line->out, "rt = %x", p[0] << 8 | p[1]);
    for (unsigned i = 1; i <= token->route_segments; i++) {
        const unsigned segment = (unsigned)(p[2 * i] << 8 | p[2 * i + 1]);
        if (words)
            text_printf(line->out, " [%u:%u]", segment >> 4, segment & 15);
        else
            text_printf(line->out, ":%x", segment);
    }
}

static void put_route(struct line *line, const struct tl_token_link *token)
{
    static const struct code_name largest[] = {
        {0, "516"},  {1, "1500"},  {2, "2052"},  {3, "4472"},
        {4, "8144"}, {5, "11407"}, {6, "17800"},
    };

    put_bridges(line, token);
    text_printf(line->out, " (%s) ",
                CODE_NAME(largest, token->route[1] >> 4 & 7, "??"));
}

enum part_end part_token_ring(struct line *line, const struct tl_layer *l)
{
    enum { HDR = 14 };

    line->label = "token-ring";
    if (line->style.link_header && l->cap >= HDR)
        belated_token(line, l, NULL);
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (l->token.routed)
        put_route(line, &l->token);
    return PART_NEXT;
}

enum part_end part_fddi(struct line *line, const struct tl_layer *l)
{
    line->label = "fddi";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (line->style.link_header)
        belated_token(line, l, NULL);
    if (part_following(line, l)->kind != TL_NONE)
        return PART_NEXT;
    TEXT_LIT(line->out, "<SMT printer not yet implemented>");
    return PART_END;
}

enum part_end part_ipfc(struct line *line, const struct tl_layer *l)
{
    line->label = "ipfc";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (line->style.link_header)
        belated_token(line, l, NULL);
    return PART_NEXT;
}
