/*
 * link_under.c - what others ask of the link header below a layer.
 */
#include "render.h"

static bool is_shim(enum tl_kind kind)
{
    return kind == TL_VLAN || kind == TL_LLC || kind == TL_SNAP ||
           kind == TL_MACSEC || kind == TL_ARISTA;
}

const struct tl_layer *link_under(const struct line *line,
                                  const struct tl_layer *l)
{
    while (l > line->pkt->layers && is_shim((--l)->kind))
        ;
    return l;
}

bool link_has_stations(const struct tl_layer *link)
{
    switch (link->kind) {
    case TL_ETHER:
    case TL_BRCM:
    case TL_DSA:
    case TL_EDSA:
    case TL_TOKEN_RING:
    case TL_FDDI:
    case TL_IPFC:
    case TL_IEEE80211:
        return true;
    default:
        return false;
    }
}

bool link_dumps_unknown(const struct line *line, const struct tl_layer *link)
{
    switch (link->kind) {
    case TL_JUNIPER_ATM1:
    case TL_JUNIPER_ATM2:
        return false;
    case TL_ARCNET:
    case TL_ARCNET_LINUX:
        return true;
    case TL_FRELAY:
        if (link[1].kind == TL_UNDECODED)
            return line->style.dump != LINE_DUMP_HEX;
        break;
    default:
        break;
    }
    return line->style.quiet == 0 && !line->payload_style.hex_follows;
}
