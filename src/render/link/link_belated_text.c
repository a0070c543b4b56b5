/*
 * link_belated_text.c - link headers that get their text only when nobody
 * knows what they carry: without -e nothing has been said of them yet.
 */
#include <string.h>

#include "link_text.h"

enum { SLL_HDR = 16, SLL2_HDR = 20, MAX_8023_LENGTH = 1500 };

static void belated_ether(struct line *line, const struct tl_layer *link,
                          const struct tl_layer *unknown)
{
    put_mac_pair(line, &link->ether);
    put_ethertype(line, announced_type(unknown - 1));
    put_frame_length(line, link->len);
}

static void belated_null(struct line *line, const struct tl_layer *link,
                         const struct tl_layer *unknown)
{
    (void)unknown;
    put_family(line, link);
}

/* Behind a tag the length is what the tag's contents would have alone. */
static void belated_sll(struct line *line, const struct tl_layer *link,
                        const struct tl_layer *unknown)
{
    const uint32_t hdr_len = link->kind == TL_SLL ? SLL_HDR : SLL2_HDR;

    if (announced_type(unknown - 1) > MAX_8023_LENGTH)
        put_sll_header(line, link, unknown->len + hdr_len);
}

static belated_fn *const belated[TL_KIND_COUNT] = {
    [TL_ETHER] = belated_ether,      [TL_NULL] = belated_null,
    [TL_SLL] = belated_sll,          [TL_SLL2] = belated_sll,
    [TL_FRELAY] = belated_frelay,    [TL_NFLOG] = belated_nflog,
    [TL_IPNET] = belated_ipnet,      [TL_IPOIB] = belated_ipoib,
    [TL_AP1394] = belated_ap1394,    [TL_SYMANTEC] = belated_symantec,
    [TL_PKTAP] = belated_dlt,        [TL_PPI] = belated_dlt,
    [TL_PFLOG] = belated_pflog,      [TL_BRCM] = belated_ether,
    [TL_DSA] = belated_ether,        [TL_EDSA] = belated_ether,
    [TL_TOKEN_RING] = belated_token, [TL_FDDI] = belated_token,
};

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

void put_link_belated(struct line *line, const struct tl_layer *l)
{
    const struct tl_layer *link = link_under(line, l);

    if (belated[link->kind] != NULL)
        belated[link->kind](line, link, l);
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

void put_link_src(struct line *line, const struct tl_layer *link)
{
    enum { ADDR = 6, ROUTED = 0x80 };
    uint8_t src[ADDR];

    memcpy(src, link->ether.src, ADDR);
    if (link->kind == TL_TOKEN_RING)
        src[0] &= (uint8_t)~ROUTED;
    put_mac(line, src);
}
