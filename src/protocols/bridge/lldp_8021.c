/*
 * lldp_8021.c - LLDP elements of IEEE 802.1: VLANs, link aggregation, data
 * center bridging (802.1Q annex D), edge virtual bridging (802.1Qbg).
 */
#include "lldp.h"

#include "values.h"

enum {
    PORT_VLAN = 1,
    PROTOCOL_VLAN = 2,
    VLAN_NAME = 3,
    PROTOCOL_IDENTITY = 4,
    AGGREGATION = 7,
    CONGESTION = 8,
    ETS_CONFIGURATION = 9,
    ETS_RECOMMENDATION = 10,
    PFC = 11,
    APPLICATION = 12,
    EVB = 13,
    CDCP = 14,
};

static const struct code_name subtypes[] = {
    {PORT_VLAN, "Port VLAN Id"},
    {PROTOCOL_VLAN, "Port and Protocol VLAN ID"},
    {VLAN_NAME, "VLAN name"},
    {PROTOCOL_IDENTITY, "Protocol Identity"},
    {AGGREGATION, "Link aggregation"},
    {CONGESTION, "Congestion Notification"},
    {ETS_CONFIGURATION, "ETS Configuration"},
    {ETS_RECOMMENDATION, "ETS Recommendation"},
    {PFC, "Priority Flow Control Configuration"},
    {APPLICATION, "Application Priority"},
    {EVB, "EVB"},
    {CDCP, "CDCP"},
};

bool lldp_put_subtype(struct printer *pr, const struct code_name *names,
                      size_t n, uint32_t subtype)
{
    const char *name = code_find(names, n, subtype, NULL);

    text_printf(pr->out, "\n\t  %s Subtype (%u)",
                name != NULL ? name : "unknown", subtype);
    return name == NULL;
}

void lldp_put_aggregation(struct printer *pr, uint32_t off)
{
    static const struct code_name names[] = {{1, "supported"}, {2, "enabled"}};

    TEXT_LIT(pr->out, "\n\t    aggregation status [");
    CODE_PUT_BITS_OR(pr->out, names, printer_u8(pr, off), ", ", "none");
    text_printf(pr->out, "], aggregation port ID %u", printer_u32(pr, off + 1));
}

static void put_protocol_vlan(struct printer *pr, uint32_t off)
{
    static const struct code_name names[] = {{2, "supported"}, {4, "enabled"}};
    const uint8_t flags = printer_u8(pr, off);

    text_printf(pr->out, "\n\t    port and protocol vlan id (PPVID): %u, ",
                printer_u16(pr, off + 1));
    TEXT_LIT(pr->out, "flags [");
    CODE_PUT_BITS_OR(pr->out, names, flags, ", ", "none");
    text_printf(pr->out, "] (0x%02x)", flags);
}

/* A string behind its length, shown only when all of it is there. */
static void put_string(struct printer *pr, const char *what, struct span s)
{
    if (s.len == 0)
        return;
    const uint8_t len = printer_u8(pr, s.off);
    if (s.len < 1u + len)
        return;
    text_printf(pr->out, "\n\t    %s: ", what);
    printer_string(pr, s.off + 1, len);
}

static void put_vlan_name(struct printer *pr, struct span value)
{
    if (value.len < 2)
        return;
    text_printf(pr->out, "\n\t    vlan id (VID): %u",
                printer_u16(pr, value.off));
    span_skip(&value, 2);
    put_string(pr, "vlan name", value);
}

/* One bit of each priority, from the lowest on. */
static void put_priority_bits(struct printer *pr, const char *what,
                              uint8_t bits)
{
    text_printf(pr->out,
                "\n\t    %s"
                "\n\t     Priority : 0  1  2  3  4  5  6  7"
                "\n\t     Value    : ",
                what);
    for (unsigned i = 0; i < 8; i++)
        text_printf(pr->out, "%u  ", bits >> i & 1);
}

/* Two priorities in each of four octets, the even one in the high half. */
static uint8_t nibble(struct printer *pr, uint32_t off, unsigned i)
{
    return printer_u8(pr, off + i / 2) >> (i % 2 == 0 ? 4 : 0) & 0xf;
}

static void put_table(struct printer *pr, uint32_t off, bool of_nibbles)
{
    for (unsigned i = 0; i < 8; i++)
        text_printf(pr->out, i == 0 ? "%-3u" : " %-3u",
                    of_nibbles ? nibble(pr, off, i) : printer_u8(pr, off + i));
}

static void put_ets_tables(struct printer *pr, uint32_t off)
{
    TEXT_LIT(pr->out, "\n\t    Priority Assignment Table"
                      "\n\t     Priority : 0   1   2   3   4   5   6   7"
                      "\n\t     Value    : ");
    put_table(pr, off, true);
    TEXT_LIT(pr->out, "\n\t    TC Bandwidth Table"
                      "\n\t     TC%   : 0   1   2   3   4   5   6   7"
                      "\n\t     Value : ");
    put_table(pr, off + 4, false);
    TEXT_LIT(pr->out, "\n\t    TSA Assignment Table"
                      "\n\t     Traffic Class: 0   1   2   3   4   5   6   7"
                      "\n\t     Value        : ");
    put_table(pr, off + 12, false);
}

static void put_ets(struct printer *pr, struct span value, bool recommended)
{
    enum { ETS_LEN = 21 };

    if (value.len < ETS_LEN)
        return;
    const uint8_t b = printer_u8(pr, value.off);
    if (recommended)
        text_printf(pr->out, "\n\t    RES: %u", b);
    else /* the oracle leaves the bit of CBS where it stands */
        text_printf(pr->out, "\n\t    Willing:%u, CBS:%u, RES:%u, Max TCs:%u",
                    b >> 7, b >> 6 & 2, b >> 3 & 7, b & 7);
    put_ets_tables(pr, value.off + 1);
}

static void put_pfc(struct printer *pr, uint32_t off)
{
    const uint8_t b = printer_u8(pr, off);

    text_printf(pr->out, "\n\t    Willing: %u, MBC: %u, RES: %u, PFC cap:%u ",
                b >> 7, b >> 6 & 1, b >> 4 & 3, b & 0xf);
    put_priority_bits(pr, "PFC Enable", printer_u8(pr, off + 1));
}

static void put_applications(struct printer *pr, struct span value)
{
    enum { ENTRY = 3 };

    if (value.len == 0)
        return;
    text_printf(pr->out, "\n\t    RES: %u", printer_u8(pr, value.off));
    span_skip(&value, 1);
    if (value.len == 0 || value.len % ENTRY != 0)
        return;
    TEXT_LIT(pr->out, "\n\t    Application Priority Table");
    for (; value.len > 0; span_skip(&value, ENTRY)) {
        const uint8_t b = printer_u8(pr, value.off);
        text_printf(pr->out,
                    "\n\t      Priority: %u, RES: %u, Sel: %u, Protocol ID: %u",
                    b >> 5, b >> 3 & 3, b & 7, printer_u16(pr, value.off + 1));
    }
}

static void put_evb(struct printer *pr, uint32_t off)
{
    static const char *const modes[] = {"Not Supported", "EVB Bridge",
                                        "EVB Station",
                                        "Reserved for future Standardization"};
    const uint8_t bridge = printer_u8(pr, off);
    const uint8_t station = printer_u8(pr, off + 1);
    const uint8_t retry = printer_u8(pr, off + 2);
    const uint8_t mode = printer_u8(pr, off + 3);
    const uint8_t keep = printer_u8(pr, off + 4);

    text_printf(pr->out,
                "\n\t    EVB Bridge Status"
                "\n\t      RES: %u, BGID: %u, RRCAP: %u, RRCTR: %u",
                bridge >> 3, bridge >> 2 & 1, bridge >> 1 & 1, bridge & 1);
    text_printf(pr->out,
                "\n\t    EVB Station Status"
                "\n\t      RES: %u, SGID: %u, RRREQ: %u,RRSTAT: %u",
                station >> 4, station >> 3 & 1, station >> 2 & 1, station & 3);
    text_printf(pr->out, "\n\t    R: %u, RTE: %u, EVB Mode: %s [%u]",
                retry >> 5, retry & 0x1f, modes[mode >> 6], mode >> 6);
    text_printf(pr->out, "\n\t    ROL: %u, RWD: %u, RES: %u, ROL: %u, RKA: %u",
                mode >> 5 & 1, mode & 0x1f, keep >> 6, keep >> 5 & 1,
                keep & 0x1f);
}

static void put_cdcp(struct printer *pr, struct span value)
{
    enum { HEADER = 4, PAIR = 3 };
    const uint8_t b = printer_u8(pr, value.off);

    text_printf(pr->out, "\n\t    Role: %u, RES: %u, Scomp: %u ChnCap: %u",
                b >> 7, b >> 4 & 7, b >> 3 & 1,
                printer_u16(pr, value.off + 2) & 0xfff);
    span_skip(&value, HEADER);
    if (value.len % PAIR != 0)
        return;
    for (; value.len > 0; span_skip(&value, PAIR)) {
        const uint32_t pair = printer_u24(pr, value.off);
        text_printf(pr->out, "\n\t    SCID: %u, SVID: %u", pair >> 12,
                    pair & 0xfff);
    }
}

static void put_dcb(struct printer *pr, uint8_t subtype, struct span value)
{
    if (subtype == CONGESTION && value.len >= 2) {
        put_priority_bits(pr, "Pre-Priority CNPV Indicator",
                          printer_u8(pr, value.off));
        put_priority_bits(pr, "Pre-Priority Ready Indicator",
                          printer_u8(pr, value.off + 1));
    } else if (subtype == ETS_CONFIGURATION || subtype == ETS_RECOMMENDATION)
        put_ets(pr, value, subtype == ETS_RECOMMENDATION);
    else if (subtype == PFC && value.len >= 2)
        put_pfc(pr, value.off);
    else if (subtype == APPLICATION)
        put_applications(pr, value);
    else if (subtype == EVB && value.len >= 5)
        put_evb(pr, value.off);
    else if (subtype == CDCP && value.len >= 4)
        put_cdcp(pr, value);
}

bool lldp_put_8021(struct printer *pr, struct span value)
{
    const uint8_t subtype = printer_u8(pr, value.off + 3);

    if (lldp_put_subtype(pr, subtypes, COUNT_OF(subtypes), subtype))
        return true;
    span_skip(&value, LLDP_ORG_HDR);
    if (subtype == PORT_VLAN && value.len >= 2)
        text_printf(pr->out, "\n\t    port vlan id (PVID): %u",
                    printer_u16(pr, value.off));
    else if (subtype == PROTOCOL_VLAN && value.len >= 3)
        put_protocol_vlan(pr, value.off);
    else if (subtype == VLAN_NAME)
        put_vlan_name(pr, value);
    else if (subtype == PROTOCOL_IDENTITY)
        put_string(pr, "protocol identity", value);
    else if (subtype == AGGREGATION && value.len >= 5)
        lldp_put_aggregation(pr, value.off);
    else
        put_dcb(pr, subtype, value);
    return false;
}
