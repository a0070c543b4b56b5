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

void put_link_belated(struct line *line, const struct tl_layer *l)
{
    const struct tl_layer *link = link_under(line, l);

    if (belated[link->kind] != NULL)
        belated[link->kind](line, link, l);
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
