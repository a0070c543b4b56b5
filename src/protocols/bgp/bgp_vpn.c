/*
 * bgp_vpn.c - reachability entries that are more than a prefix: multicast
 * distribution trees, route targets, layer 2 and multicast VPNs.
 */
#include "bgp_vpn.h"

#include "codes.h"
#include "values.h"

/* --- multicast distribution tree (RFC 6037) ---------------------------- */

enum nlri_end bgp_nlri_mdt(struct printer *pr, struct nlri *it)
{
    const uint32_t off = it->off;
    const uint32_t len = BGP_RD_LEN + 4 + 4;

    if (!printer_need(pr, off, 1))
        return NLRI_CUT;
    if (pr->base[off] != len * 8)
        return NLRI_ILLEGAL;
    if (!printer_need(pr, off + 1, len))
        return NLRI_CUT;
    TEXT_LIT(pr->out, "\n\t      RD: ");
    bgp_put_rd(pr, off + 1);
    printer_text_addr4(pr, ", VPN IP Address: ", off + 1 + BGP_RD_LEN);
    printer_text_addr4(pr, ", MC Group Address: ", off + 1 + BGP_RD_LEN + 4);
    it->used = 1 + len;
    return NLRI_OK;
}

/* --- route target (RFC 4684) ------------------------------------------- */

/* "0002 0064 01" */
static void put_groups(struct text *out, const uint8_t *p, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        if (i > 0 && i % 2 == 0)
            text_char(out, ' ');
        text_hex_pad(out, p[i], 2);
    }
}

/* `bits` of a route target, the rest of `target` being zero. */
static void put_target(struct printer *pr, const uint8_t target[8],
                       unsigned bits)
{
    struct text *out = pr->out;
    const uint16_t type = load_be16(target);
    const unsigned n = (bits + 7) / 8;

    if (bits == 0) {
        TEXT_LIT(out, "route-target: 0:0/0");
        return;
    }
    if (bits < 16) {
        TEXT_LIT(out, "route-target: partial-type: (");
        put_groups(out, target, n);
        text_printf(out, "/%u)", bits);
        return;
    }
    switch (type) {
    case 0x0002:
        text_printf(out, "route-target: %u:%u/%u (", load_be16(target + 2),
                    load_be32(target + 4), bits);
        break;
    case 0x0102:
        TEXT_LIT(out, "route-target: ");
        pr->host->addr4(pr->host->ctx, out, target + 2);
        text_printf(out, ":%u/%u (", load_be16(target + 6), bits);
        break;
    case 0x0202:
        TEXT_LIT(out, "route-target: ");
        bgp_put_as(pr, load_be32(target + 2));
        text_printf(out, ":%u/%u (", load_be16(target + 6), bits);
        break;
    default:
        text_printf(out, "route target: unknown-type(%04x) (", type);
        put_groups(out, target, n);
        text_printf(out, "/%u)", bits);
        return;
    }
    put_groups(out, target, n);
    text_char(out, ')');
}

/* The oracle says so itself, indented as an entry, and drops the rest. */
static enum nlri_end illegal_target(struct printer *pr, struct nlri *it)
{
    TEXT_LIT(pr->out, "\n\t      (illegal prefix length)");
    it->used = it->end - it->off;
    return NLRI_OK;
}

enum nlri_end bgp_nlri_route_target(struct printer *pr, struct nlri *it)
{
    const uint32_t off = it->off;
    uint8_t target[8] = {0};

    if (!printer_need(pr, off, 1))
        return NLRI_CUT;
    unsigned bits = pr->base[off];
    it->used = 1 + (bits + 7) / 8;
    if (bits == 0) {
        TEXT_LIT(pr->out, "\n\t      default route target");
        return NLRI_OK;
    }
    if (bits < 32)
        return illegal_target(pr, it);
    bits -= 32;
    if (!printer_need(pr, off + 1, 4))
        return NLRI_CUT;
    if (bits > 64)
        return illegal_target(pr, it);
    if (!printer_masked(pr, off + 5, bits, target))
        return NLRI_CUT;
    TEXT_LIT(pr->out, "\n\t      origin AS: ");
    bgp_put_as(pr, printer_u32(pr, off + 1));
    TEXT_LIT(pr->out, ", ");
    put_target(pr, target, bits);
    return NLRI_OK;
}

/* --- layer 2 VPN (RFC 4761, RFC 6624) ---------------------------------- */

enum {
    L2_AUTODISCOVERY = 12, /* RFC 6074: distinguisher and address */
    L2_LEAST = 18,
};

/*
 * Bits in octets, from `*off`; false when they are not all captured. The
 * oracle stops where its line buffer is full, and takes what follows for the
 * next TLV.
 */
static bool put_status_vector(struct printer *pr, size_t full, uint32_t *off,
                              uint32_t n)
{
    for (; n > 0; n--) {
        if (!printer_has(pr, *off, 1))
            return false;
        if (text_len(pr->out) > full)
            return true;
        text_hex_pad(pr->out, pr->base[(*off)++], 2);
    }
    return true;
}

/*
 * The sub-TLVs. The oracle counts only their values, so that empty ones cost
 * nothing, and does not move past the value of a type it does not know.
 */
static bool put_l2_tlvs(struct printer *pr, size_t full, uint32_t off,
                        uint32_t left)
{
    while (left > 0) {
        if (left < 3) {
            TEXT_LIT(pr->out, "\n\t\tran past the end");
            return true;
        }
        if (!printer_need(pr, off, 3))
            return false;
        const uint8_t type = pr->base[off];
        const uint16_t bits = load_be16(pr->base + off + 1);
        const uint32_t wanted = (bits + 7u) / 8;
        const uint32_t n = wanted < left ? wanted : left;
        off += 3;
        if (type != 1) {
            text_printf(pr->out, "\n\t\tunknown TLV #%u, length: %u", type,
                        bits);
        } else {
            text_printf(pr->out,
                        "\n\t\tcircuit status vector (1) length: %u: 0x", bits);
            if (!put_status_vector(pr, full, &off, n))
                return false;
        }
        if (wanted > left) {
            TEXT_LIT(pr->out, " (ran past the end)");
            return true;
        }
        left -= n;
    }
    return true;
}

static bool put_l2(struct printer *pr, uint32_t off, uint16_t len)
{
    const size_t full = text_len(pr->out) + BGP_ENTRY_MAX;

    if (!printer_has(pr, off, 12))
        return false;
    TEXT_LIT(pr->out, "RD: ");
    bgp_put_rd(pr, off);
    off += BGP_RD_LEN;
    if (len == L2_AUTODISCOVERY) {
        printer_text_addr4(pr, ", BGPNH: ", off);
        return true;
    }
    if (len < L2_LEAST || !printer_has(pr, off, 7))
        return false;
    text_printf(pr->out, ", CE-ID: %u, Label-Block Offset: %u, Label Base %u",
                printer_u16(pr, off), printer_u16(pr, off + 2),
                printer_u24(pr, off + 4) >> 4);
    return put_l2_tlvs(pr, full, off + 7, len - 15u);
}

enum nlri_end bgp_nlri_l2vpn(struct printer *pr, struct nlri *it)
{
    const size_t start = text_len(pr->out);

    if (!printer_has(pr, it->off, 2))
        return NLRI_CUT;
    const uint16_t len = load_be16(pr->base + it->off);
    TEXT_LIT(pr->out, "\n\t      ");
    if (!put_l2(pr, it->off + 2, len)) {
        printer_rewind(pr, start);
        return NLRI_CUT;
    }
    it->used = 2u + len;
    return NLRI_OK;
}

/* --- multicast VPN (RFC 6514, 4) --------------------------------------- */

enum mvpn_type {
    MVPN_INTRA_AS = 1,
    MVPN_INTER_AS = 2,
    MVPN_S_PMSI = 3,
    MVPN_LEAF = 4,
    MVPN_SOURCE_ACTIVE = 5,
    MVPN_SHARED_JOIN = 6,
    MVPN_SOURCE_JOIN = 7,
};

static const struct code_name mvpn_names[] = {
    {MVPN_INTRA_AS, "Intra-AS I-PMSI"},
    {MVPN_INTER_AS, "Inter-AS I-PMSI"},
    {MVPN_S_PMSI, "S-PMSI"},
    {MVPN_LEAF, "Intra-AS Segment-Leaf"},
    {MVPN_SOURCE_ACTIVE, "Source-Active"},
    {MVPN_SHARED_JOIN, "Shared Tree Join"},
    {MVPN_SOURCE_JOIN, "Source Tree Join"},
};

/* An address as long as `bits` says; false when it is not captured. */
static bool put_ip(struct printer *pr, uint32_t off, uint32_t bits)
{
    if (bits != 32 && bits != 128) {
        text_printf(pr->out, "bogus address length %u", bits);
        return true;
    }
    if (!printer_has(pr, off, bits / 8))
        return false;
    if (bits == 32)
        printer_addr4(pr, off);
    else
        printer_addr6(pr, off);
    return true;
}

/*
 * ", Source 10.0.0.1, Group 232.0.0.1"; adds the octets they take. False when
 * a length is not captured; what is not captured of an address is silently
 * missing, and what follows it.
 */
static bool put_source_group(struct printer *pr, uint32_t off, uint32_t *taken)
{
    static const char *const words[] = {", Source ", ", Group "};

    for (unsigned i = 0; i < 2; i++) {
        if (!printer_has(pr, off, 1))
            return false;
        const uint8_t bits = pr->base[off++];
        *taken += 1u + bits / 8;
        if (!printer_has(pr, off, bits / 8))
            return true;
        if (bits > 0) {
            text_str(pr->out, words[i]);
            put_ip(pr, off, bits);
        }
        off += bits / 8;
    }
    return true;
}

static bool put_rd_at(struct printer *pr, uint32_t off)
{
    if (!printer_has(pr, off, BGP_RD_LEN))
        return false;
    TEXT_LIT(pr->out, ", RD: ");
    bgp_put_rd(pr, off);
    return true;
}

static bool put_source_as(struct printer *pr, uint32_t off)
{
    if (!printer_has(pr, off, 4))
        return false;
    TEXT_LIT(pr->out, ", Source-AS ");
    bgp_put_as(pr, printer_u32(pr, off));
    return true;
}

static bool put_originator(struct printer *pr, uint32_t off, uint32_t bits)
{
    TEXT_LIT(pr->out, ", Originator ");
    return put_ip(pr, off, bits);
}

/*
 * The oracle looks for the originator where the source and group are, and
 * takes only their length off the route's.
 */
static bool put_s_pmsi(struct printer *pr, uint32_t off, uint8_t len)
{
    if (!put_rd_at(pr, off))
        return false;
    off += BGP_RD_LEN;
    uint32_t taken = 0;
    if (!put_source_group(pr, off, &taken) ||
        !printer_has(pr, off, len - taken))
        return false;
    return put_originator(pr, off, (len - taken) * 8);
}

static bool put_mvpn_route(struct printer *pr, uint8_t type, uint32_t off,
                           uint8_t len)
{
    const uint32_t behind_rd = off + BGP_RD_LEN;
    uint32_t taken = 0;

    switch ((enum mvpn_type)type) {
    case MVPN_INTRA_AS:
        return put_rd_at(pr, off) &&
               put_originator(pr, behind_rd, (uint32_t)(len - BGP_RD_LEN) * 8);
    case MVPN_INTER_AS:
        return put_rd_at(pr, off) && put_source_as(pr, behind_rd);
    case MVPN_S_PMSI:
        return put_s_pmsi(pr, off, len);
    case MVPN_SOURCE_ACTIVE:
        return put_rd_at(pr, off) && put_source_group(pr, behind_rd, &taken);
    case MVPN_SHARED_JOIN:
    case MVPN_SOURCE_JOIN:
        return put_rd_at(pr, off) && put_source_as(pr, behind_rd) &&
               put_source_group(pr, behind_rd + 4, &taken);
    case MVPN_LEAF:
        return true;
    }
    return true;
}

enum nlri_end bgp_nlri_mvpn(struct printer *pr, struct nlri *it)
{
    const size_t start = text_len(pr->out);
    const uint32_t off = it->off;

    if (!printer_has(pr, off, 2))
        return NLRI_CUT;
    const uint8_t type = pr->base[off];
    const uint8_t len = pr->base[off + 1];
    text_printf(pr->out, "\n\t      Route-Type: %s (%u), length: %u",
                CODE_NAME(mvpn_names, type, "Unknown"), type, len);
    if (!put_mvpn_route(pr, type, off + 2, len)) {
        printer_rewind(pr, start);
        return NLRI_CUT;
    }
    it->used = 2u + len;
    return NLRI_OK;
}
