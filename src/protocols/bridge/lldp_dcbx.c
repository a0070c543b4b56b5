/*
 * lldp_dcbx.c - the DCB Capability Exchange Protocol, before IEEE 802.1Qaz took
 * it over: "CEE" in LLDP elements of its own organisation.
 */
#include "lldp.h"

enum { REVISION_1 = 1, REVISION_1_01 = 2 };
enum { CONTROL = 1, PRIORITY_GROUP = 2, FLOW_CONTROL = 3, APPLICATION = 4 };
enum { FEATURE_HDR = 4, APPLICATION_ENTRY = 6 };

static const struct code_name subtypes[] = {
    {REVISION_1, "DCB Capability Exchange Protocol Rev 1"},
    {REVISION_1_01, "DCB Capability Exchange Protocol Rev 1.01"},
};

static const struct element_kind {
    const char *name;
    uint8_t len; /* at least */
} kinds[] = {
    [CONTROL] = {"Control - Protocol Control", 10},
    [PRIORITY_GROUP] = {"Feature - Priority Group", 17},
    [FLOW_CONTROL] = {"Feature - Priority Flow Control", 6},
    [APPLICATION] = {"Feature - Application", 4},
};

static void put_versions(struct printer *pr, uint32_t off)
{
    text_printf(pr->out, "\n\t      Oper_Version: %u\n\t      Max_Version: %u",
                printer_u8(pr, off), printer_u8(pr, off + 1));
}

static void put_feature(struct printer *pr, uint32_t off)
{
    const uint8_t flags = printer_u8(pr, off + 2);

    put_versions(pr, off);
    text_printf(pr->out,
                "\n\t      Info block(0x%02X): Enable bit: %u, "
                "Willing bit: %u, Error Bit: %u"
                "\n\t      SubType: %u",
                flags, flags >> 7, flags >> 6 & 1, flags >> 5 & 1,
                printer_u8(pr, off + 3));
}

static void put_priority_group(struct printer *pr, uint32_t off)
{
    TEXT_LIT(pr->out, "\n\t      Priority Allocation");
    for (unsigned i = 0; i < 8; i++) {
        const uint8_t pair = printer_u8(pr, off + i / 2);
        text_printf(pr->out, "\n\t          PgId_%u: %u", i,
                    i % 2 == 0 ? pair >> 4 : pair & 0xf);
    }
    TEXT_LIT(pr->out, "\n\t      Priority Group Allocation");
    for (unsigned i = 0; i < 8; i++)
        text_printf(pr->out, "\n\t          Pg percentage[%u]: %u", i,
                    printer_u8(pr, off + 4 + i));
    text_printf(pr->out, "\n\t      NumTCsSupported: %u",
                printer_u8(pr, off + 12));
}

static void put_flow_control(struct printer *pr, uint32_t off)
{
    const uint8_t bits = printer_u8(pr, off);

    text_printf(pr->out, "\n\t      PFC Config (0x%02X)", bits);
    for (unsigned i = 0; i < 8; i++)
        text_printf(pr->out, "\n\t          Priority Bit %u: %s", i,
                    bits >> i & 1 ? "Enabled" : "Disabled");
    text_printf(pr->out, "\n\t      NumTCPFCSupported: %u",
                printer_u8(pr, off + 1));
}

static void put_application(struct printer *pr, uint32_t off)
{
    const uint32_t oui = printer_u24(pr, off + 2);
    const unsigned sf = oui >> 22;

    text_printf(pr->out,
                "\n\t      Application Value"
                "\n\t          Application Protocol ID: 0x%04x"
                "\n\t          SF (0x%x) Application Protocol ID is %s"
                "\n\t          OUI: 0x%06x"
                "\n\t          User Priority Map: 0x%02x",
                printer_u16(pr, off), sf,
                sf != 0 ? "Socket Number" : "L2 EtherType", oui & 0x3fffff,
                printer_u8(pr, off + 5));
}

static void put_element(struct printer *pr, uint32_t type, struct span value)
{
    text_printf(pr->out, "\n\t    %s (type 0x%x, length %u)", kinds[type].name,
                type, value.len);
    if (type == CONTROL) {
        put_versions(pr, value.off);
        text_printf(pr->out,
                    "\n\t      Sequence Number: %u"
                    "\n\t      Acknowledgement Number: %u",
                    printer_u32(pr, value.off + 2),
                    printer_u32(pr, value.off + 6));
        return;
    }
    put_feature(pr, value.off);
    span_skip(&value, FEATURE_HDR);
    if (type == PRIORITY_GROUP)
        put_priority_group(pr, value.off);
    else if (type == FLOW_CONTROL)
        put_flow_control(pr, value.off);
    else
        for (; value.len >= APPLICATION_ENTRY;
             span_skip(&value, APPLICATION_ENTRY))
            put_application(pr, value.off);
}

/* True when the last of them is unknown. */
static bool put_elements(struct printer *pr, struct span list)
{
    bool dump = false;

    while (list.len >= 2 && printer_ok(pr)) {
        const uint16_t header = printer_u16(pr, list.off);
        const uint32_t type = header >> 9;
        const struct span value = {list.off + 2, header & 0x1ff};
        span_skip(&list, 2);
        if (type == 0 || value.len == 0 || value.len > list.len)
            return false;
        span_skip(&list, value.len);
        dump = type >= COUNT_OF(kinds);
        if (!dump && value.len < kinds[type].len)
            return false;
        if (!dump)
            put_element(pr, type, value);
        if (dump || pr->style->verbose > 1)
            printer_hex(pr, "\n\t    ", value.off, value.len);
    }
    return dump;
}

bool lldp_put_dcbx(struct printer *pr, struct span value)
{
    const uint8_t subtype = printer_u8(pr, value.off + 3);

    lldp_put_subtype(pr, subtypes, COUNT_OF(subtypes), subtype);
    if (subtype == REVISION_1)
        return true;
    span_skip(&value, LLDP_ORG_HDR);
    return put_elements(pr, value);
}
