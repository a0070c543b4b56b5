/*
 * undecoded_text.c - bytes that nobody knows, behind a layer that said so.
 */
#include "hexdump.h"
#include "macsec.h"
#include "ppp_kit.h"
#include "render.h"

/* What of it is there: captured, and within a length that was declared. */
static uint32_t there(const struct tl_layer *l)
{
    return l->cap < l->len ? l->cap : l->len;
}

static enum part_end put_bytes(struct line *line, const struct tl_layer *l)
{
    const struct tl_layer *link = link_under(line, l);

    if (!link_dumps_unknown(line, link))
        return PART_END;
    hexdump_hex_ascii(line->out, "\n\t", tl_layer_bytes(line->pkt, l),
                      there(l));
    /* These want what they dump to be whole. */
    const bool strict = link->kind == TL_FRELAY || l[-1].kind == TL_MPLS;
    if (strict && l->cap < l->len)
        return part_mark(line, PART_CUT);
    return PART_END;
}

static void put_behind_ppp(struct line *line, const struct tl_layer *l)
{
    const uint16_t proto =
        l[-1].kind == TL_PPP_SERIAL ? l[-1].hdlc.proto : l[-1].ppp.proto;
    const char *name = ppp_name(proto);

    if (name == NULL)
        text_printf(line->out, "unknown PPP protocol (0x%04x) ", proto);
    else
        text_printf(line->out, "%s ", name);
    hexdump_hex(line->out, "\n\t", tl_layer_bytes(line->pkt, l), there(l));
}

/* The stations of a frame whose LLC header leads nowhere. */
static const struct tl_layer *stations(const struct line *line,
                                       const struct tl_layer *l)
{
    const struct tl_layer *link = link_under(line, l);

    return link_has_stations(link) ? link : NULL;
}

/*
 * What stations tell of themselves (802.2 section 5.4.1.1.2); false when it is
 * something else.
 */
static bool put_xid(struct line *line, const struct tl_layer *l)
{
    enum { HEAD = 3, XID = 0xaf, POLL = 0x10, BASIC = 0x81, LEAST = 3 };
    const uint8_t *info = tl_layer_bytes(line->pkt, l) + HEAD;

    if ((l[-1].llc.control & ~POLL) != XID || l->cap < HEAD)
        return false;
    if (l->len == HEAD)
        return true;
    if (l->cap > HEAD && info[0] != BASIC)
        return false;
    if (l->cap >= HEAD + LEAST) {
        text_printf(line->out, ": %02x %02x", info[1], info[2]);
    } else {
        (void)part_mark(line, PART_END);
        hexdump_hex_ascii(line->out, "\n\t", info, l->cap - HEAD);
    }
    return true;
}

/* What there is of a cut LLC header is shown whatever the options. */
static enum part_end put_behind_llc(struct line *line, const struct tl_layer *l)
{
    if (l[-1].end != TL_WHOLE)
        hexdump_hex_ascii(line->out, "\n\t", tl_layer_bytes(line->pkt, l),
                          there(l));
    else if (put_llc_belated(line, stations(line, l), l - 1) &&
             !put_xid(line, l))
        return put_bytes(line, l);
    return PART_END;
}

/* Encrypted, or of a type nobody knows. */
static void put_behind_macsec(struct line *line, const struct tl_layer *l)
{
    const struct tl_layer *ether = stations(line, l);

    if (line->style.link_header)
        return;
    if (!macsec_hides(l - 1)) {
        put_link_belated(line, l);
        return;
    }
    if (ether != NULL) {
        put_mac(line, ether->ether.src);
        TEXT_LIT(line->out, " > ");
        put_mac(line, ether->ether.dst);
        text_char(line->out, ' ');
    }
    TEXT_LIT(line->out, "802.1AE MACsec, ");
    put_macsec(line, l - 1);
}

/* The oracle takes SNAP for part of the Q.922 header, and dumps that, too. */
static enum part_end put_behind_frelay_snap(struct line *line,
                                            const struct tl_layer *l)
{
    if (!line->style.link_header)
        put_link_belated(line, l);
    return put_bytes(line, l);
}

enum part_end part_undecoded(struct line *line, const struct tl_layer *l)
{
    const struct tl_layer *before = l - 1;

    switch (before->kind) {
    case TL_GRE:
        text_printf(line->out, "gre-proto-0x%x", before->gre.type);
        return PART_END;
    case TL_GENEVE:
        text_printf(line->out, "geneve-proto-0x%x", before->geneve.type);
        return PART_END;
    case TL_PPP:
    case TL_PPP_SERIAL:
    case TL_PPP_ESCAPED:
        put_behind_ppp(line, l);
        return PART_END;
    case TL_MPLS:
        break;
    case TL_LLC:
        return put_behind_llc(line, l);
    case TL_SNAP:
        put_snap_belated(line, stations(line, l), before);
        if (before[-1].kind == TL_FRELAY)
            return put_behind_frelay_snap(line, l);
        break;
    case TL_MACSEC:
        put_behind_macsec(line, l);
        break;
    default:
        if (!line->style.link_header)
            put_link_belated(line, l);
    }
    return put_bytes(line, l);
}
