/*
 * gre_text.c - the GRE part of a line (RFC 2784, RFC 2890, RFC 1701, RFC
 * 2637).
 */
#include "gre.h"

#include "bytes.h"
#include "codes.h"
#include "ethertype.h"
#include "render.h"

static const struct code_name flag_names[] = {
    {GRE_CHECKSUM, "checksum present"},
    {GRE_ROUTING, "routing present"},
    {GRE_KEY, "key present"},
    {GRE_SEQUENCE, "sequence# present"},
    {GRE_STRICT, "source routing present"},
    {GRE_ACK, "ack present"},
};

/* -v */
static void put_flags(struct line *line, uint16_t flags)
{
    if (line->style.verbose == 0)
        return;
    TEXT_LIT(line->out, ", Flags [");
    CODE_PUT_BITS_OR(line->out, flag_names, flags, ", ", "none");
    text_char(line->out, ']');
}

/* Counts off the optional fields that were captured. */
static bool have(uint32_t *left, uint32_t n)
{
    if (*left < n)
        return false;
    *left -= n;
    return true;
}

/* The hops of a source route, `*` before the next one. */
static void put_hops(struct line *line, const uint8_t *p, uint32_t cap,
                     uint32_t width)
{
    const uint8_t offset = p[2], len = p[3];

    if (offset % width != 0) {
        text_printf(line->out, ", badoffset=%u", offset);
    } else if (len % width != 0) {
        text_printf(line->out, ", badlength=%u", len);
    } else if (offset >= len) {
        text_printf(line->out, ", badoff/len=%u/%u", offset, len);
    } else {
        for (uint32_t at = 0; at + width <= len; at += width) {
            const uint8_t *hop = p + GRE_ROUTE_HDR + at;
            if (at + width > cap)
                return;
            TEXT_LIT(line->out, " ");
            if (at == offset)
                text_char(line->out, '*');
            if (width == 4)
                put_addr4(line, hop);
            else
                text_printf(line->out, "%x", load_be16(hop));
        }
    }
}

/* `cap`: of the hops, captured. */
static void put_route(struct line *line, const uint8_t *p, uint32_t cap)
{
    const uint16_t family = load_be16(p);

    switch (family) {
    case GRE_ROUTE_IP:
        TEXT_LIT(line->out, ", (rtaf=ip");
        put_hops(line, p, cap, 4);
        break;
    case GRE_ROUTE_AS:
        TEXT_LIT(line->out, ", (rtaf=asn");
        put_hops(line, p, cap, 2);
        break;
    default:
        text_printf(line->out, ", (rtaf=0x%x", family);
    }
    text_char(line->out, ')');
}

static void put_routes(struct line *line, const struct tl_layer *l, uint32_t at)
{
    for (;;) {
        const uint8_t *p = tl_layer_bytes(line->pkt, l) + at;
        if (at + GRE_ROUTE_HDR > l->cap || (load_be16(p) == 0 && p[3] == 0))
            return;
        const uint32_t cap = l->cap - at - GRE_ROUTE_HDR;
        put_route(line, p, cap);
        if (cap < p[3])
            return;
        at += GRE_ROUTE_HDR + p[3];
    }
}

static void put_v0_fields(struct line *line, const struct tl_layer *l)
{
    enum { GRE_HDR = 4 };
    const struct tl_gre *gre = &l->gre;
    uint32_t left = gre->fields;

    if (gre->flags & (GRE_CHECKSUM | GRE_ROUTING)) {
        if (!have(&left, 2))
            return;
        if (line->style.verbose > 0)
            text_printf(line->out, ", sum 0x%x", gre->checksum);
        if (!have(&left, 2))
            return;
        text_printf(line->out, ", off 0x%x", gre->offset);
    }
    if (gre->flags & GRE_KEY) {
        if (!have(&left, 4))
            return;
        text_printf(line->out, ", key=0x%x", gre->key);
    }
    if (gre->flags & GRE_SEQUENCE) {
        if (!have(&left, 4))
            return;
        text_printf(line->out, ", seq %u", gre->seq);
    }
    if (gre->flags & GRE_ROUTING)
        put_routes(line, l, GRE_HDR + gre->fields - left);
}

/* RFC 2637: a packet without a sequence number only acknowledges. */
static void put_v1_fields(struct line *line, const struct tl_layer *l)
{
    const struct tl_gre *gre = &l->gre;
    uint32_t left = gre->fields;

    if (gre->flags & GRE_KEY) {
        if (!have(&left, 4))
            return;
        text_printf(line->out, ", call %u", gre->key & 0xffff);
    }
    if (gre->flags & GRE_SEQUENCE) {
        if (!have(&left, 4))
            return;
        text_printf(line->out, ", seq %u", gre->seq);
    }
    if (gre->flags & GRE_ACK) {
        if (!have(&left, 4))
            return;
        text_printf(line->out, ", ack %u", gre->ack);
    }
    if (l->end == TL_WHOLE && (gre->flags & GRE_SEQUENCE) == 0)
        TEXT_LIT(line->out, ", no-payload");
}

static void put_type(struct line *line, uint16_t type)
{
    const char *name = ethertype_name(type);

    if (line->style.link_header)
        text_printf(line->out, ", proto %s (0x%04x)",
                    name != NULL ? name : "unknown", type);
}

enum part_end part_gre(struct line *line, const struct tl_layer *l)
{
    line->label = "gre";
    if (l->cap < 2)
        return part_mark(line, PART_END);
    const unsigned version = l->gre.flags & GRE_VERSION;
    text_printf(line->out, "GREv%u", version);
    if (version > 1) {
        TEXT_LIT(line->out, " ERROR: unknown-version");
        return PART_END;
    }
    put_flags(line, l->gre.flags);
    if (version == 0)
        put_v0_fields(line, l);
    else
        put_v1_fields(line, l);
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    put_type(line, l->gre.type);
    text_printf(line->out, ", length %u", l->len);
    if (part_following(line, l)->kind == TL_NONE)
        return PART_END;
    text_str(line->out, line->style.verbose == 0 ? ": " : "\n\t");
    return PART_NEXT;
}
