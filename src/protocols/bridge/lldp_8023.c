/*
 * lldp_8023.c - LLDP elements of IEEE 802.3 (802.1AB annex G, 802.3 clause 79).
 */
#include "lldp.h"

enum { MAC_PHY = 1, POWER_MDI = 2, AGGREGATION = 3, MTU = 4 };

static const struct code_name subtypes[] = {
    {MAC_PHY, "MAC/PHY configuration/status"},
    {POWER_MDI, "Power via MDI"},
    {AGGREGATION, "Link aggregation"},
    {MTU, "Max frame size"},
};

/* RFC 3636, RFC 4836: dot3MauType. */
static const char *const mau_types[] = {
    "Unknown",
    "AUI",
    "10BASE_5",
    "FOIRL",
    "10BASE2",
    "10BASET duplex mode unknown",
    "10BASEFP",
    "10BASEFB",
    "10BASEFL duplex mode unknown",
    "10BROAD36",
    "10BASET hdx",
    "10BASET fdx",
    "10BASEFL hdx",
    "10BASEFL fdx",
    "100BASET4",
    "100BASETX hdx",
    "100BASETX fdx",
    "100BASEFX hdx",
    "100BASEFX fdx",
    "100BASET2 hdx",
    "100BASET2 fdx",
    "1000BASEX hdx",
    "1000BASEX fdx",
    "1000BASELX hdx",
    "1000BASELX fdx",
    "1000BASESX hdx",
    "1000BASESX fdx",
    "1000BASECX hdx",
    "1000BASECX fdx",
    "1000BASET hdx",
    "1000BASET fdx",
    "10GBASEX",
    "10GBASELX4",
    "10GBASER",
    "10GBASEER",
    "10GBASELR",
    "10GBASESR",
    "10GBASEW",
    "10GBASEEW",
    "10GBASELW",
    "10GBASESW",
};

static const struct code_name autoneg[] = {{1, "supported"}, {2, "enabled"}};

/* From the highest bit on: ifMauAutoNegCapAdvertisedBits. */
static const struct code_name pmd[] = {
    {0x4000, "10BASE-T hdx"},
    {0x2000, "10BASE-T fdx"},
    {0x1000, "100BASE-T4"},
    {0x0800, "100BASE-TX hdx"},
    {0x0400, "100BASE-TX fdx"},
    {0x0200, "100BASE-T2 hdx"},
    {0x0100, "100BASE-T2 fdx"},
    {0x0080, "Pause for fdx links"},
    {0x0040, "Asym PAUSE for fdx"},
    {0x0020, "Sym PAUSE for fdx"},
    {0x0010, "Asym and Sym PAUSE for fdx"},
    {0x0008, "1000BASE-{X LX SX CX} hdx"},
    {0x0004, "1000BASE-{X LX SX CX} fdx"},
    {0x0002, "1000BASE-T hdx"},
    {0x0001, "1000BASE-T fdx"},
};

static void put_mac_phy(struct printer *pr, uint32_t off)
{
    const uint8_t state = printer_u8(pr, off);
    const uint16_t capability = printer_u16(pr, off + 1);
    const uint16_t mau = printer_u16(pr, off + 3);

    TEXT_LIT(pr->out, "\n\t    autonegotiation [");
    CODE_PUT_BITS_OR(pr->out, autoneg, state, ", ", "none");
    text_printf(pr->out, "] (0x%02x)\n\t    PMD autoneg capability [", state);
    CODE_PUT_BITS_OR(pr->out, pmd, capability, ", ", "unknown");
    text_printf(pr->out, "] (0x%04x)\n\t    MAU type %s (0x%04x)", capability,
                mau < COUNT_OF(mau_types) ? mau_types[mau] : "unknown", mau);
}

static void put_power(struct printer *pr, uint32_t off)
{
    static const struct code_name support[] = {
        {1, "PSE"}, {2, "supported"}, {4, "enabled"}, {8, "can be controlled"}};
    static const struct code_name pairs[] = {{1, "signal"}, {2, "spare"}};
    static const struct code_name classes[] = {{1, "class0"},
                                               {2, "class1"},
                                               {3, "class2"},
                                               {4, "class3"},
                                               {5, "class4"}};

    TEXT_LIT(pr->out, "\n\t    MDI power support [");
    CODE_PUT_BITS_OR(pr->out, support, printer_u8(pr, off), ", ", "none");
    text_printf(pr->out, "], power pair %s, power class %s",
                CODE_NAME(pairs, printer_u8(pr, off + 1), "unknown"),
                CODE_NAME(classes, printer_u8(pr, off + 2), "unknown"));
}

bool lldp_put_8023(struct printer *pr, struct span value)
{
    const uint8_t subtype = printer_u8(pr, value.off + 3);

    if (lldp_put_subtype(pr, subtypes, COUNT_OF(subtypes), subtype))
        return true;
    span_skip(&value, LLDP_ORG_HDR);
    if (subtype == MAC_PHY && value.len >= 5)
        put_mac_phy(pr, value.off);
    else if (subtype == POWER_MDI && value.len >= 3)
        put_power(pr, value.off);
    else if (subtype == AGGREGATION && value.len >= 5)
        lldp_put_aggregation(pr, value.off);
    else if (subtype == MTU && value.len >= 2)
        text_printf(pr->out, "\n\t    MTU size %u", printer_u16(pr, value.off));
    return false;
}
