/*
 * juniper_text.c - what Juniper routers put before packets: shown with -e,
 * its flags and extensions with -vv.
 */
#include "juniper.h"

#include "bytes.h"
#include "codes.h"
#include "juniper_names.h"
#include "render.h"

struct pic {
    const char *label, *name;
};

static struct pic pic_of(enum tl_kind kind)
{
    switch (kind) {
    case TL_JUNIPER_ETHER:
        return (struct pic){"juniper_ether", NULL};
    case TL_JUNIPER_PPP:
        return (struct pic){"juniper_ppp", NULL};
    case TL_JUNIPER_FRELAY:
        return (struct pic){"juniper_frelay", NULL};
    case TL_JUNIPER_CHDLC:
        return (struct pic){"juniper_chdlc", NULL};
    case TL_JUNIPER_PPPOE:
        return (struct pic){"juniper_pppoe", "PPPoE-PIC"};
    case TL_JUNIPER_PPPOE_ATM:
        return (struct pic){"juniper_pppoe_atm", "PPPoE ATM-PIC"};
    case TL_JUNIPER_MLPPP:
        return (struct pic){"juniper_mlppp", "MLPPP-PIC"};
    case TL_JUNIPER_MLFR:
        return (struct pic){"juniper_mlfr", "MLFR-PIC"};
    case TL_JUNIPER_MFR:
        return (struct pic){"juniper_mfr", "MFR-PIC"};
    case TL_JUNIPER_GGSN:
        return (struct pic){"juniper_ggsn", "GGSN-PIC"};
    case TL_JUNIPER_SERVICES:
        return (struct pic){"juniper_services", "AS-PIC"};
    case TL_JUNIPER_MONITOR:
        return (struct pic){"juniper_monitor", "MONITOR-PIC"};
    case TL_JUNIPER_ES:
        return (struct pic){"juniper_es", "ES-PIC"};
    case TL_JUNIPER_ATM1:
        return (struct pic){"juniper_atm1", "ATM1-PIC"};
    default:
        return (struct pic){"juniper_atm2", "ATM2-PIC"};
    }
}

static void put_flags(struct line *line, uint8_t flags)
{
    static const struct code_name names[] = {
        {0x80, "Ext"},   {0x40, "Filter"}, {0x04, "IIF"},
        {0x02, "no-L2"}, {0x01, "In"},
    };

    TEXT_LIT(line->out, "\n\tJuniper PCAP Flags [");
    CODE_PUT_BITS_OR(line->out, names, flags, ", ", "none");
    text_char(line->out, ']');
}

/*
 * The value; false when it is too long for a number. Of the upper half of the
 * types it is big-endian, else little-endian.
 */
static bool ext_value(const struct juniper_ext *ext, uint32_t *value)
{
    enum { BIG_ENDIAN_TYPES = 0x80 };
    const bool big = ext->type >= BIG_ENDIAN_TYPES;

    *value = 0;
    for (unsigned i = 0; i < ext->len && i < 4; i++)
        *value = big ? *value << 8 | ext->value[i]
                     : *value | (uint32_t)ext->value[i] << (8 * i);
    return ext->len <= 4;
}

static void put_ext(struct line *line, const struct juniper_ext *ext)
{
    uint32_t value;

    text_printf(line->out, "\n\t  %s Extension TLV #%u, length %u, value ",
                juniper_ext_name(ext->type), ext->type, ext->len);
    if (!ext_value(ext, &value))
        return;
    switch (ext->type) {
    case JUNIPER_EXT_NAME:
        break;
    case JUNIPER_EXT_MEDIA:
    case JUNIPER_EXT_TTP_MEDIA:
        text_printf(line->out, "%s (%u)", juniper_media(value), value);
        break;
    case JUNIPER_EXT_ENCAPS:
    case JUNIPER_EXT_TTP_ENCAPS:
        text_printf(line->out, "%s (%u)", juniper_encaps(value), value);
        break;
    default:
        text_u32(line->out, value);
    }
}

/* -vv */
static void put_exts(struct line *line, const struct tl_layer *l)
{
    const struct tl_juniper *j = &l->juniper;
    struct juniper_ext ext;
    uint32_t at = 0, need = 0;

    put_flags(line, j->flags);
    if ((j->flags & JUNIPER_EXTENDED) == 0 || j->stage == JUNIPER_NO_EXT_LEN)
        return;
    text_printf(line->out, ", PCAP Extension(s) total length %u", j->ext_len);
    while (j->ext != NULL && juniper_ext_next(j, &at, &ext, &need))
        put_ext(line, &ext);
    if (j->stage > JUNIPER_EXT)
        TEXT_LIT(line->out, "\n\t-----original packet-----\n\t");
}

static void put_cookie(struct line *line, const struct tl_juniper *j)
{
    if (j->stage < JUNIPER_COOKIE)
        return;
    if (j->cookie_len > 0) {
        TEXT_LIT(line->out, ", cookie 0x");
        text_hex_bytes(line->out, j->cookie, j->cookie_len);
    }
    TEXT_LIT(line->out, ": ");
    if (j->has_control)
        text_printf(line->out, "control-word 0x%08x ", j->control);
    if (j->stage >= JUNIPER_PROTO)
        text_printf(line->out, "hlen %u, proto 0x%04x, ", j->hdr_len, j->proto);
}

/* The bundle of multilink PPP; the longest cookie has twelve bits for it. */
static unsigned bundle_of(const struct tl_juniper *j)
{
    enum { LONGEST = 8, LS_COOKIE = 0x54 };

    if (j->cookie_len == LONGEST)
        return load_be16(j->cookie + 6) >> 3 & 0xfff;
    return j->cookie[0] == LS_COOKIE ? j->cookie[1] : j->cookie[0];
}

/* The longest cookie of a card for frame relay names its protocol. */
static bool has_own_code(const struct tl_layer *l)
{
    enum { AS_COOKIE = 0x47 };

    return l->kind == TL_JUNIPER_MFR && l->juniper.cookie[0] == AS_COOKIE;
}

/* A subscriber's flow through a mobile network's gateway. */
static void put_gateway(struct line *line, const uint8_t *cookie)
{
    static const struct code_name protos[] = {
        {1, "Null"}, {2, "IPv4"}, {6, "IPv6"}};

    text_printf(line->out, "proto %s (%u), vlan %u: ",
                CODE_NAME(protos, cookie[2], "Unknown"), cookie[2],
                load_be16(cookie + 4));
}

/* An encryption card's security association, on a line of its own. */
static void put_association(struct line *line, const uint8_t *p, uint32_t len)
{
    static const struct code_name names[] = {
        {JUNIPER_ES_ENCR_AUTH, "ESP ENCR-AUTH"},
        {JUNIPER_ES_ENCR_AH_AUTH, "ESP ENCR-AH AUTH"},
        {JUNIPER_ES_AUTH, "ESP AUTH"},
        {JUNIPER_ES_AH_AUTH, "AH AUTH"},
        {JUNIPER_ES_ENCR, "ESP ENCR"},
    };
    const uint8_t type = p[JUNIPER_ES_TYPE];
    const uint32_t skip = juniper_es_skip(type);

    text_printf(line->out, "ES SA, index %u, ttl %u type %s (%u)", load_be16(p),
                p[2], CODE_NAME(names, type, ""), type);
    if (skip != 0) {
        text_printf(line->out, ", spi %u, Tunnel ", load_be32(p + 4));
        put_addr4(line, p + 8);
        TEXT_LIT(line->out, " > ");
        put_addr4(line, p + 12);
    }
    text_printf(line->out, ", length %u\n", len - skip);
}

/* What some cards say of the flow a packet belongs to. */
static void put_details(struct line *line, const struct tl_layer *l)
{
    const struct tl_juniper *j = &l->juniper;
    const uint8_t *p = tl_layer_bytes(line->pkt, l) + j->hdr_len;

    switch (l->kind) {
    case TL_JUNIPER_MLPPP:
        if (load_be16(j->cookie) != 0xff03)
            text_printf(line->out, "Bundle-ID %u: ", bundle_of(j));
        break;
    case TL_JUNIPER_MLFR:
    case TL_JUNIPER_MFR:
        if (j->cookie_len > 0 && !has_own_code(l))
            text_printf(line->out, "Bundle-ID %u, ", bundle_of(j));
        break;
    case TL_JUNIPER_GGSN:
        put_gateway(line, j->cookie);
        break;
    case TL_JUNIPER_SERVICES:
        text_printf(line->out,
                    "service-id %u flags 0x%02x service-set-id 0x%04x iif %u: ",
                    p[0], p[1], load_be16(p + 2), load_be24(p + 5));
        break;
    case TL_JUNIPER_MONITOR:
        text_printf(line->out,
                    "service-id %u, iif %u, pkt-type %u: ", load_be32(p + 4),
                    load_be16(p + 2), p[0]);
        break;
    case TL_JUNIPER_ES:
        put_association(line, p, l->len - j->hdr_len);
        break;
    default:
        break;
    }
}

static void put_card(struct line *line, const struct tl_layer *l,
                     const char *name)
{
    const struct tl_juniper *j = &l->juniper;

    if (name == NULL) {
        if (l->end == TL_WHOLE)
            text_printf(line->out, "hlen %u, proto 0x%04x, ", j->hdr_len, 0);
        return;
    }
    /* A cookie of no length is known without reading it. */
    if (j->stage < JUNIPER_COOKIE_LEN)
        return;
    text_printf(line->out, "%s, cookie-len %u", name, j->cookie_len);
    put_cookie(line, j);
    if (j->stage == JUNIPER_ALL)
        put_details(line, l);
}

static void put_header(struct line *line, const struct tl_layer *l,
                       const char *name)
{
    const struct tl_juniper *j = &l->juniper;

    if (j->stage <= JUNIPER_BAD_MAGIC)
        return;
    if (line->style.link_header)
        text_str(line->out, (j->flags & JUNIPER_IN) != 0 ? " In " : "Out ");
    if (line->style.verbose > 1)
        put_exts(line, l);
    if (j->stage <= JUNIPER_EXT || !line->style.link_header)
        return;
    if ((j->flags & JUNIPER_NO_L2) != 0)
        TEXT_LIT(line->out, "no-L2-hdr, ");
    else
        put_card(line, l, name);
}

static enum part_end put_bad(struct line *line, const struct tl_layer *l)
{
    const struct tl_juniper *j = &l->juniper;
    const uint8_t *rest = tl_layer_bytes(line->pkt, l) + j->hdr_len;

    switch (j->stage) {
    case JUNIPER_BAD_MAGIC:
        TEXT_LIT(line->out, "no magic-number found!");
        return PART_END;
    case JUNIPER_EXT:
        text_printf(line->out, " [extension_length %u < %u]", j->ext_left,
                    j->ext_need);
        return part_invalid(line);
    case JUNIPER_COOKIE_LEN:
        return part_invalid(line);
    case JUNIPER_PROTO:
        text_printf(line->out, "ES Invalid type %u, length %u",
                    rest[JUNIPER_ES_TYPE], l->len - j->hdr_len);
        return PART_END;
    default:
        TEXT_LIT(line->out, "no IP-hdr found!");
        return PART_END;
    }
}

/* What the card framed in a way nobody knows. */
static void put_unknown(struct line *line, const struct tl_layer *l)
{
    const struct tl_juniper *j = &l->juniper;

    switch (l->kind) {
    case TL_JUNIPER_PPPOE_ATM:
        text_printf(line->out, "unknown ethertype 0x%04x", j->proto);
        break;
    case TL_JUNIPER_MLFR:
    case TL_JUNIPER_MFR:
        if (!has_own_code(l))
            text_printf(line->out, "unknown protocol 0x%04x, length %u",
                        j->proto, l->len - j->hdr_len);
        break;
    case TL_JUNIPER_GGSN:
        if (!line->style.link_header)
            text_printf(line->out, "unknown GGSN proto (%u)", j->cookie[2]);
        break;
    default:
        break;
    }
}

enum part_end part_juniper(struct line *line, const struct tl_layer *l)
{
    const struct pic pic = pic_of(l->kind);

    line->label = pic.label;
    put_header(line, l, pic.name);
    if (l->end == TL_BAD)
        return put_bad(line, l);
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (part_following(line, l)->kind == TL_NONE)
        put_unknown(line, l);
    return PART_NEXT;
}
