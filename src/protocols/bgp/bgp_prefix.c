/*
 * bgp_prefix.c - reachability entries that are an address prefix, bare or
 * behind a label and a route distinguisher (RFC 4271, 8277, 4364).
 */
#include "bgp_prefix.h"

#include "values.h"

enum {
    LABEL_LEN = 3,
    PATH_ID_LEN = 4,
    NSAP_MAX = 19,
};

enum addr { ADDR_IP4, ADDR_IP6, ADDR_NSAP };

static unsigned addr_bits(enum addr kind)
{
    switch (kind) {
    case ADDR_IP4:
        return 32;
    case ADDR_IP6:
        return 128;
    case ADDR_NSAP:
        return NSAP_MAX * 8;
    }
    return 0;
}

static void put_nsap_prefix(struct printer *pr, uint32_t off, unsigned bits)
{
    uint8_t addr[NSAP_MAX] = {0};

    if (!printer_masked(pr, off, bits, addr))
        return;
    bgp_put_nsap(pr->out, addr, (bits + 7) / 8);
    text_printf(pr->out, "/%u", bits);
}

/* The address' first `bits`, and "/24". */
static void put_prefix(struct printer *pr, enum addr kind, uint32_t off,
                       unsigned bits)
{
    switch (kind) {
    case ADDR_IP4:
        printer_prefix4(pr, off, bits);
        break;
    case ADDR_IP6:
        printer_prefix6(pr, off, bits);
        break;
    case ADDR_NSAP:
        put_nsap_prefix(pr, off, bits);
        break;
    }
}

/* --- path identifiers -------------------------------------------------- */

/* Whether the list can be read as path identifiers and prefixes. */
static bool fits_with_ids(struct printer *pr, uint32_t off, uint32_t len,
                          unsigned max_bits)
{
    uint32_t i = 0;

    while (i < len) {
        i += PATH_ID_LEN;
        if (!printer_has(pr, off + i, 1))
            break;
        const uint8_t bits = pr->base[off + i];
        if (bits > max_bits)
            return false;
        i += 1 + (bits + 7u) / 8;
    }
    return i <= len;
}

/*
 * Whether it can be read as prefixes alone. A default route among others is
 * taken for the first octet of a small path identifier.
 */
static bool fits_without_ids(struct printer *pr, uint32_t off, uint32_t len,
                             unsigned max_bits)
{
    uint32_t i = 0;

    while (i < len) {
        if (!printer_has(pr, off + i, 1))
            return false;
        const uint8_t bits = pr->base[off + i];
        if (bits == 0 || bits > max_bits)
            return false;
        i += 1 + (bits + 7u) / 8;
    }
    return i <= len;
}

bool bgp_guess_add_path(struct printer *pr, uint32_t off, uint32_t len,
                        unsigned max_bits)
{
    return len > PATH_ID_LEN && fits_with_ids(pr, off, len, max_bits) &&
           !fits_without_ids(pr, off, len, max_bits);
}

/* --- bare prefixes ----------------------------------------------------- */

/* An entry's text goes behind this; the update's own list is less indented. */
static void plain_text(struct printer *pr, const char *indent, enum addr kind,
                       const struct nlri *it, uint32_t at)
{
    text_str(pr->out, indent);
    put_prefix(pr, kind, at + 1, pr->base[at]);
    if (it->add_path)
        text_printf(pr->out, "   Path Id: %u", printer_u32(pr, it->off));
}

enum nlri_end bgp_nlri_update(struct printer *pr, struct nlri *it)
{
    uint32_t at = it->off;

    if (it->add_path)
        at += PATH_ID_LEN;
    if (at >= it->end)
        return NLRI_CUT;
    const unsigned bits = pr->base[at];
    if (bits > 32)
        return NLRI_ILLEGAL;
    if ((bits + 7) / 8 > it->end - at - 1)
        return NLRI_CUT;
    plain_text(pr, "\n\t    ", ADDR_IP4, it, at);
    it->used = at + 1 + (bits + 7) / 8 - it->off;
    return NLRI_OK;
}

static enum nlri_end plain(struct printer *pr, struct nlri *it, enum addr kind)
{
    uint32_t at = it->off;

    if (it->add_path)
        at += PATH_ID_LEN;
    if (!printer_need(pr, at, 1))
        return NLRI_CUT;
    const unsigned bits = pr->base[at];
    if (bits > addr_bits(kind))
        return NLRI_ILLEGAL;
    if (1 + (bits + 7) / 8 > it->attr_len)
        return NLRI_CUT;
    if (!printer_need(pr, at + 1, (bits + 7) / 8))
        return NLRI_CUT;
    plain_text(pr, "\n\t      ", kind, it, at);
    it->used = at + 1 + (bits + 7) / 8 - it->off;
    return NLRI_OK;
}

enum nlri_end bgp_nlri_plain4(struct printer *pr, struct nlri *it)
{
    return plain(pr, it, ADDR_IP4);
}

enum nlri_end bgp_nlri_plain6(struct printer *pr, struct nlri *it)
{
    return plain(pr, it, ADDR_IP6);
}

/* The oracle takes the address from three octets too far on. */
enum nlri_end bgp_nlri_nsap(struct printer *pr, struct nlri *it)
{
    if (!printer_need(pr, it->off, 1))
        return NLRI_CUT;
    const unsigned bits = pr->base[it->off];
    if (bits > addr_bits(ADDR_NSAP))
        return NLRI_ILLEGAL;
    if (!printer_need(pr, it->off, 4 + (bits + 7) / 8))
        return NLRI_CUT;
    TEXT_LIT(pr->out, "\n\t      ");
    put_prefix(pr, ADDR_NSAP, it->off + 4, bits);
    it->used = 1 + (bits + 7) / 8;
    return NLRI_OK;
}

/* --- labelled prefixes ------------------------------------------------- */

/* ", label:100 (bottom)" */
static void put_label(struct printer *pr, uint32_t off)
{
    const uint32_t label = printer_u24(pr, off);

    text_printf(pr->out, ", label:%u %s", label >> 4,
                label & 1 ? "(bottom)" : "(BOGUS: Bottom of Stack NOT set!)");
}

static enum nlri_end labelled(struct printer *pr, struct nlri *it,
                              enum addr kind)
{
    const uint32_t off = it->off;

    if (!printer_need(pr, off, 1))
        return NLRI_CUT;
    unsigned bits = pr->base[off];
    if (!printer_need(pr, off, 4))
        return NLRI_CUT;
    if (bits < LABEL_LEN * 8)
        return NLRI_ILLEGAL;
    bits -= LABEL_LEN * 8;
    if (bits > addr_bits(kind))
        return NLRI_ILLEGAL;
    if (kind == ADDR_IP4 && 4 + (bits + 7) / 8 > it->attr_len) {
        it->used = it->end - off; /* the list ends without a word */
        return NLRI_OK;
    }
    if (!printer_need(pr, off + 4, (bits + 7) / 8))
        return NLRI_CUT;
    TEXT_LIT(pr->out, "\n\t      ");
    put_prefix(pr, kind, off + 4, bits);
    put_label(pr, off + 1);
    it->used = 4 + (bits + 7) / 8;
    return NLRI_OK;
}

enum nlri_end bgp_nlri_labelled4(struct printer *pr, struct nlri *it)
{
    return labelled(pr, it, ADDR_IP4);
}

enum nlri_end bgp_nlri_labelled6(struct printer *pr, struct nlri *it)
{
    return labelled(pr, it, ADDR_IP6);
}

/* --- VPN prefixes ------------------------------------------------------ */

static enum nlri_end vpn(struct printer *pr, struct nlri *it, enum addr kind)
{
    const unsigned before = (LABEL_LEN + BGP_RD_LEN) * 8;
    const uint32_t addr = it->off + 1 + LABEL_LEN + BGP_RD_LEN;

    if (!printer_need(pr, it->off, 1))
        return NLRI_CUT;
    unsigned bits = pr->base[it->off];
    if (bits < before || bits - before > addr_bits(kind))
        return NLRI_ILLEGAL;
    bits -= before;
    if (!printer_need(pr, it->off, 1 + LABEL_LEN + BGP_RD_LEN + (bits + 7) / 8))
        return NLRI_CUT;
    TEXT_LIT(pr->out, "\n\t      RD: ");
    bgp_put_rd(pr, it->off + 1 + LABEL_LEN);
    TEXT_LIT(pr->out, ", ");
    put_prefix(pr, kind, addr, bits);
    put_label(pr, it->off + 1);
    it->used = 1 + LABEL_LEN + BGP_RD_LEN + (bits + 7) / 8;
    return NLRI_OK;
}

enum nlri_end bgp_nlri_vpn4(struct printer *pr, struct nlri *it)
{
    return vpn(pr, it, ADDR_IP4);
}

enum nlri_end bgp_nlri_vpn6(struct printer *pr, struct nlri *it)
{
    return vpn(pr, it, ADDR_IP6);
}

enum nlri_end bgp_nlri_vpn_nsap(struct printer *pr, struct nlri *it)
{
    return vpn(pr, it, ADDR_NSAP);
}
