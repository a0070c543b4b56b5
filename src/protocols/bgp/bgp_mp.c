/*
 * bgp_mp.c - the multiprotocol attributes (RFC 4760): which next hops and
 * which entries an address family has.
 */
#include "bgp_mp.h"

#include "afi.h"
#include "bgp_prefix.h"
#include "bgp_vpn.h"
#include "count.h"

/* What a next hop is made of. */
enum hop {
    HOP_IP4,
    HOP_IP6,
    HOP_NSAP,
    HOP_VPN4, /* route distinguisher, then the address */
    HOP_VPN6,
    HOP_VPN_NSAP,
};

struct family {
    uint16_t afi;
    uint8_t safi;
    enum hop hop;
    uint8_t path_bits; /* address size where path identifiers are looked for */
    bgp_nlri_fn *entry;
};

static const struct family families[] = {
    {AFI_IP4, 1, HOP_IP4, 32, bgp_nlri_plain4},
    {AFI_IP4, 2, HOP_IP4, 32, bgp_nlri_plain4},
    {AFI_IP4, 3, HOP_IP4, 32, bgp_nlri_plain4},
    {AFI_IP4, 4, HOP_IP4, 0, bgp_nlri_labelled4},
    {AFI_IP4, 5, HOP_IP4, 0, bgp_nlri_mvpn},
    {AFI_IP4, 66, HOP_IP4, 0, bgp_nlri_mdt},
    {AFI_IP4, 128, HOP_VPN4, 0, bgp_nlri_vpn4},
    {AFI_IP4, 129, HOP_VPN4, 0, bgp_nlri_vpn4},
    {AFI_IP4, 130, HOP_VPN4, 0, bgp_nlri_vpn4},
    {AFI_IP4, 132, HOP_IP4, 0, bgp_nlri_route_target},
    {AFI_IP6, 1, HOP_IP6, 128, bgp_nlri_plain6},
    {AFI_IP6, 2, HOP_IP6, 128, bgp_nlri_plain6},
    {AFI_IP6, 3, HOP_IP6, 128, bgp_nlri_plain6},
    {AFI_IP6, 4, HOP_IP6, 0, bgp_nlri_labelled6},
    {AFI_IP6, 128, HOP_VPN6, 0, bgp_nlri_vpn6},
    {AFI_IP6, 129, HOP_VPN6, 0, bgp_nlri_vpn6},
    {AFI_IP6, 130, HOP_VPN6, 0, bgp_nlri_vpn6},
    {AFI_NSAP, 1, HOP_NSAP, 0, bgp_nlri_nsap},
    {AFI_NSAP, 2, HOP_NSAP, 0, bgp_nlri_nsap},
    {AFI_NSAP, 3, HOP_NSAP, 0, bgp_nlri_nsap},
    {AFI_NSAP, 128, HOP_VPN_NSAP, 0, bgp_nlri_vpn_nsap},
    {AFI_NSAP, 129, HOP_VPN_NSAP, 0, bgp_nlri_vpn_nsap},
    {AFI_NSAP, 130, HOP_VPN_NSAP, 0, bgp_nlri_vpn_nsap},
    {AFI_VPLS, 65, HOP_IP4, 0, bgp_nlri_l2vpn},
    {AFI_L2VPN, 128, HOP_IP4, 0, bgp_nlri_l2vpn},
    {AFI_L2VPN, 129, HOP_IP4, 0, bgp_nlri_l2vpn},
    {AFI_L2VPN, 130, HOP_IP4, 0, bgp_nlri_l2vpn},
};

static const struct family *find_family(uint16_t afi, uint8_t safi)
{
    for (size_t i = 0; i < COUNT_OF(families); i++) {
        if (families[i].afi == afi && families[i].safi == safi)
            return &families[i];
    }
    return NULL;
}

/* The family's line, and its row; NULL when its entries are not decoded. */
static const struct family *print_family(struct printer *pr,
                                         const struct bgp_attr *attr)
{
    const uint16_t afi = printer_u16(pr, attr->off);
    const uint8_t safi = printer_u8(pr, attr->off + 2);
    const struct family *family = find_family(afi, safi);

    text_printf(pr->out, "\n\t    AFI: %s (%u), %sSAFI: %s (%u)",
                afi_name(afi, "Unknown AFI"), afi,
                safi > 128 ? "vendor specific " : "",
                bgp_safi_name(safi, "Unknown SAFI"), safi);
    if (family == NULL) {
        text_printf(pr->out, "\n\t    no AFI %u / SAFI %u decoder", afi, safi);
        if (pr->style->verbose < 2)
            printer_hex(pr, "\n\t    ", attr->off, attr->len);
    }
    return family;
}

/* The entries from `off` to the end of the attribute. */
static bool print_entries(struct printer *pr, const struct family *family,
                          const struct bgp_attr *attr, uint32_t off)
{
    const uint32_t end = attr->off + attr->len;
    struct nlri it = {.off = off, .end = end, .attr_len = attr->len};

    if (family->path_bits > 0 && off < end)
        it.add_path = bgp_guess_add_path(pr, off, end - off, family->path_bits);
    while (it.off < end) {
        const size_t start = text_len(pr->out);
        const enum nlri_end how = family->entry(pr, &it);
        if (text_len(pr->out) > start + BGP_ENTRY_INDENT + BGP_ENTRY_MAX)
            text_truncate(pr->out, start + BGP_ENTRY_INDENT + BGP_ENTRY_MAX);
        if (how == NLRI_ILLEGAL) {
            TEXT_LIT(pr->out, "\n\t    (illegal prefix length)");
            return true;
        }
        if (how == NLRI_CUT)
            return false;
        it.off += it.used;
    }
    return true;
}

/* --- next hops --------------------------------------------------------- */

/* RFC 986 and RFC 1888 put IP addresses into ISO ones. */
static bool print_mapped(struct printer *pr, uint32_t off)
{
    const uint8_t *addr = pr->base + off;

    if (!printer_has(pr, off, 4))
        return false;
    if (load_be32(addr) == 0x47000601) {
        if (!printer_has(pr, off + 4, 4))
            return false;
        printer_text_addr4(pr, " = ", off + 4);
    } else if (load_be24(addr) == 0x350000) {
        if (!printer_has(pr, off + 3, 16))
            return false;
        printer_text_addr6(pr, " = ", off + 3);
    }
    return true;
}

/* Bytes a next hop has at least; ISO addresses take what there is. */
static uint32_t hop_size(enum hop hop)
{
    switch (hop) {
    case HOP_IP4:
        return 4;
    case HOP_IP6:
        return 16;
    case HOP_NSAP:
        return 1;
    case HOP_VPN4:
        return BGP_RD_LEN + 4;
    case HOP_VPN6:
        return BGP_RD_LEN + 16;
    case HOP_VPN_NSAP:
        return BGP_RD_LEN + 1;
    }
    return 0;
}

/* One next hop of captured bytes out of `left`; false when more are missing. */
static bool print_hop(struct printer *pr, enum hop hop, uint32_t off,
                      uint32_t left)
{
    if (hop >= HOP_VPN4) {
        TEXT_LIT(pr->out, "RD: ");
        bgp_put_rd(pr, off);
        TEXT_LIT(pr->out, ", ");
        off += BGP_RD_LEN;
        left -= BGP_RD_LEN;
    }
    switch (hop) {
    case HOP_IP4:
    case HOP_VPN4:
        printer_addr4(pr, off);
        return true;
    case HOP_IP6:
    case HOP_VPN6:
        printer_addr6(pr, off);
        return true;
    case HOP_NSAP:
        bgp_put_nsap(pr->out, pr->base + off, left);
        return true;
    case HOP_VPN_NSAP:
        bgp_put_nsap(pr->out, pr->base + off, left);
        return print_mapped(pr, off);
    }
    return true;
}

static bool print_hops(struct printer *pr, enum hop hop, uint32_t off,
                       uint32_t len)
{
    const uint32_t size = hop_size(hop);
    const bool iso = hop == HOP_NSAP || hop == HOP_VPN_NSAP;

    TEXT_LIT(pr->out, "\n\t    nexthop: ");
    for (uint32_t i = 0; i < len;) {
        if (i > 0)
            TEXT_LIT(pr->out, ", ");
        if (len - i < size) {
            TEXT_LIT(pr->out, "invalid len");
            break;
        }
        if (!print_hop(pr, hop, off + i, len - i))
            return false;
        i = iso ? len : i + size;
    }
    return true;
}

/* --- the attributes ---------------------------------------------------- */

/* Subnetwork points of attachment: historic, only their sizes are shown. */
static bool print_snpas(struct printer *pr, uint32_t *off, uint32_t end)
{
    if (*off >= end)
        return false;
    const uint8_t count = printer_u8(pr, (*off)++);
    if (count == 0)
        TEXT_LIT(pr->out, ", no SNPA");
    else
        text_printf(pr->out, "\n\t    %u SNPA", count);
    for (unsigned i = 0; i < count; i++) {
        if (*off >= end)
            return false;
        const uint8_t len = printer_u8(pr, (*off)++);
        text_printf(pr->out, "\n\t      %u bytes", len);
        if (len > end - *off)
            return false;
        *off += len;
    }
    return true;
}

bool bgp_print_mp_reach(struct printer *pr, const struct bgp_attr *attr)
{
    const uint32_t end = attr->off + attr->len;
    uint32_t off = attr->off + 3;

    if (attr->len < 3)
        return false;
    const struct family *family = print_family(pr, attr);
    if (family == NULL)
        return true;
    if (off >= end)
        return false;
    const uint8_t hop_len = printer_u8(pr, off++);
    if (hop_len > end - off)
        return false;
    if (hop_len > 0 && !print_hops(pr, family->hop, off, hop_len))
        return false;
    text_printf(pr->out, ", nh-length: %u", hop_len);
    off += hop_len;
    return print_snpas(pr, &off, end) && print_entries(pr, family, attr, off);
}

bool bgp_print_mp_unreach(struct printer *pr, const struct bgp_attr *attr)
{
    if (!printer_has(pr, attr->off, 3))
        return false;
    const struct family *family = print_family(pr, attr);
    if (family == NULL)
        return true;
    if (attr->len == 3) {
        TEXT_LIT(pr->out, "\n\t      End-of-Rib Marker (empty NLRI)");
        return true;
    }
    return print_entries(pr, family, attr, attr->off + 3);
}
