/*
 * lldp.c - the Link Layer Discovery Protocol (IEEE 802.1AB): the walk over the
 * elements, and those of the standard itself.
 */
#include "lldp.h"

#include "afi.h"
#include "oui.h"
#include "protocol.h"
#include "values.h"

enum {
    END = 0,
    CHASSIS_ID = 1,
    PORT_ID = 2,
    TIME_TO_LIVE = 3,
    PORT_DESCRIPTION = 4,
    SYSTEM_NAME = 5,
    SYSTEM_DESCRIPTION = 6,
    SYSTEM_CAPABILITIES = 7,
    MANAGEMENT_ADDRESS = 8,
    ORGANISATION = 127,
};

static const struct code_name types[] = {
    {END, "End"},
    {CHASSIS_ID, "Chassis ID"},
    {PORT_ID, "Port ID"},
    {TIME_TO_LIVE, "Time to Live"},
    {PORT_DESCRIPTION, "Port Description"},
    {SYSTEM_NAME, "System Name"},
    {SYSTEM_DESCRIPTION, "System Description"},
    {SYSTEM_CAPABILITIES, "System Capabilities"},
    {MANAGEMENT_ADDRESS, "Management Address"},
    {ORGANISATION, "Organization specific"},
};

/* What follows an element: the next, its dump, or the end with a mark. */
enum outcome { KNOWN, DUMP, TOO_SHORT };

enum id_form { ID_UNKNOWN, ID_TEXT, ID_MAC, ID_NETWORK };

struct id_kind {
    const char *name;
    enum id_form form;
};

static const struct id_kind chassis_kinds[] = {
    {"Unknown", ID_UNKNOWN},      {"Chassis component", ID_TEXT},
    {"Interface alias", ID_TEXT}, {"Port component", ID_TEXT},
    {"MAC address", ID_MAC},      {"Network address", ID_NETWORK},
    {"Interface name", ID_TEXT},  {"Local", ID_TEXT},
};

static const struct id_kind port_kinds[] = {
    {"Unknown", ID_UNKNOWN},         {"Interface alias", ID_TEXT},
    {"Port component", ID_TEXT},     {"MAC address", ID_MAC},
    {"Network Address", ID_NETWORK}, {"Interface Name", ID_TEXT},
    {"Agent circuit ID", ID_TEXT},   {"Local", ID_TEXT},
};
_Static_assert(COUNT_OF(chassis_kinds) == COUNT_OF(port_kinds), "both 0 to 7");

/* "AFI IPv4 (1): 192.0.2.1"; false when it is too short for its family. */
static bool put_network_address(struct printer *pr, struct span addr)
{
    enum { AFI_802 = 6 };

    if (addr.len < 1)
        return false;
    const uint8_t afi = printer_u8(pr, addr.off);
    const uint32_t need = afi == AFI_IP4   ? 4
                          : afi == AFI_IP6 ? 16
                          : afi == AFI_802 ? 6
                                           : 0;
    if (addr.len < 1 + need)
        return false;
    TEXT_LIT(pr->out, "AFI ");
    text_printf(pr->out, "%s (%u)", afi_name(afi, "Unknown"), afi);
    if (need == 0) {
        TEXT_LIT(pr->out, ", no AF printer !");
        return true;
    }
    TEXT_LIT(pr->out, ": ");
    if (afi == AFI_IP4)
        printer_addr4(pr, addr.off + 1);
    else if (afi == AFI_IP6)
        printer_addr6(pr, addr.off + 1);
    else
        printer_ether(pr, addr.off + 1);
    return true;
}

static enum outcome put_id(struct printer *pr, const struct id_kind *kinds,
                           struct span value)
{
    if (value.len < 2)
        return TOO_SHORT;
    const uint8_t subtype = printer_u8(pr, value.off);
    const struct id_kind *kind =
        &kinds[subtype < COUNT_OF(chassis_kinds) ? subtype : 0];
    text_printf(pr->out, "\n\t  Subtype %s (%u): ", kind->name, subtype);
    span_skip(&value, 1);
    switch (kind->form) {
    case ID_UNKNOWN:
        return DUMP;
    case ID_TEXT:
        printer_string(pr, value.off, value.len);
        return KNOWN;
    case ID_MAC:
        if (value.len < 6)
            return TOO_SHORT;
        printer_ether(pr, value.off);
        return KNOWN;
    case ID_NETWORK:
        break;
    }
    return put_network_address(pr, value) ? KNOWN : TOO_SHORT;
}

static enum outcome put_time_to_live(struct printer *pr, struct span value)
{
    if (value.len < 2)
        return TOO_SHORT;
    text_printf(pr->out, ": TTL %us", printer_u16(pr, value.off));
    return KNOWN;
}

static void put_capability_bits(struct printer *pr, const char *what,
                                uint16_t bits)
{
    static const struct code_name names[] = {
        {0x01, "Other"},   {0x02, "Repeater"},     {0x04, "Bridge"},
        {0x08, "WLAN AP"}, {0x10, "Router"},       {0x20, "Telephone"},
        {0x40, "Docsis"},  {0x80, "Station Only"},
    };

    text_printf(pr->out, "\n\t  %s Capabilities [", what);
    CODE_PUT_BITS_OR(pr->out, names, bits, ", ", "none");
    text_printf(pr->out, "] (0x%04x)", bits);
}

static enum outcome put_capabilities(struct printer *pr, struct span value)
{
    if (value.len < 4)
        return TOO_SHORT;
    put_capability_bits(pr, "System ", printer_u16(pr, value.off));
    put_capability_bits(pr, "Enabled", printer_u16(pr, value.off + 2));
    return KNOWN;
}

static enum outcome put_management_address(struct printer *pr,
                                           struct span value)
{
    static const struct code_name numberings[] = {{2, "Interface Index"},
                                                  {3, "System Port Number"}};
    enum { NUMBERING_LEN = 5 };

    if (value.len < 1)
        return TOO_SHORT;
    const uint8_t addr_len = printer_u8(pr, value.off);
    span_skip(&value, 1);
    if (addr_len == 0 || value.len < addr_len)
        return TOO_SHORT;
    const size_t before = text_len(pr->out);
    text_printf(pr->out, "\n\t  Management Address length %u, ", addr_len);
    if (!put_network_address(pr, (struct span){value.off, addr_len})) {
        text_truncate(pr->out, before);
        return TOO_SHORT;
    }
    span_skip(&value, addr_len);
    if (value.len < NUMBERING_LEN)
        return TOO_SHORT;
    const uint8_t numbering = printer_u8(pr, value.off);
    text_printf(pr->out, "\n\t  %s Interface Numbering (%u): %u",
                CODE_NAME(numberings, numbering, "Unknown"), numbering,
                printer_u32(pr, value.off + 1));
    span_skip(&value, NUMBERING_LEN);
    if (value.len == 0)
        return KNOWN;
    const uint8_t oid_len = printer_u8(pr, value.off);
    if (value.len < 1u + oid_len)
        return TOO_SHORT;
    if (oid_len > 0) {
        text_printf(pr->out, "\n\t  OID length %u", oid_len);
        printer_string(pr, value.off + 1, oid_len);
    }
    return KNOWN;
}

static enum outcome put_organisation(struct printer *pr, struct span value)
{
    enum { OUI_8021 = 0x0080c2, OUI_8023 = 0x00120f };
    enum { OUI_TIA = 0x0012bb, OUI_DCBX = 0x001b21 };

    if (value.len < 3)
        return TOO_SHORT;
    const uint32_t oui = printer_u24(pr, value.off);
    text_printf(pr->out, ": OUI %s (0x%06x)", oui_name(oui), oui);
    const bool has_subtype = value.len >= LLDP_ORG_HDR;
    switch (oui) {
    case OUI_8021:
        return has_subtype && lldp_put_8021(pr, value) ? DUMP : KNOWN;
    case OUI_8023:
        return has_subtype && lldp_put_8023(pr, value) ? DUMP : KNOWN;
    case OUI_TIA:
        return has_subtype && lldp_put_med(pr, value) ? DUMP : KNOWN;
    case OUI_DCBX:
        return has_subtype && lldp_put_dcbx(pr, value) ? DUMP : KNOWN;
    default:
        return DUMP;
    }
}

static enum outcome put_element(struct printer *pr, uint32_t type,
                                struct span value)
{
    switch (type) {
    case CHASSIS_ID:
        return put_id(pr, chassis_kinds, value);
    case PORT_ID:
        return put_id(pr, port_kinds, value);
    case TIME_TO_LIVE:
        return put_time_to_live(pr, value);
    case PORT_DESCRIPTION:
    case SYSTEM_NAME:
        TEXT_LIT(pr->out, ": ");
        printer_string(pr, value.off, value.len);
        return KNOWN;
    case SYSTEM_DESCRIPTION:
        TEXT_LIT(pr->out, "\n\t  ");
        printer_string(pr, value.off, value.len);
        return KNOWN;
    case SYSTEM_CAPABILITIES:
        return put_capabilities(pr, value);
    case MANAGEMENT_ADDRESS:
        return put_management_address(pr, value);
    case ORGANISATION:
        return put_organisation(pr, value);
    default:
        return DUMP;
    }
}

/* Without -v the name of the system is all that is shown. */
static enum outcome put_name(struct printer *pr, uint32_t type,
                             struct span value)
{
    if (type == SYSTEM_NAME) {
        TEXT_LIT(pr->out, ": ");
        printer_string(pr, value.off, value.len);
    }
    return KNOWN;
}

/* False when it is the last that can be read. */
static bool print_element(struct printer *pr, struct span *list)
{
    if (!printer_has(pr, list->off, 2)) {
        printer_mark(pr);
        return false;
    }
    const uint16_t header = printer_u16(pr, list->off);
    const uint32_t type = header >> 9;
    const uint32_t len = header & 0x1ff;
    const bool verbose = pr->style->verbose > 0;

    span_skip(list, 2);
    if (verbose)
        text_printf(pr->out, "\n\t%s TLV (%u), length %u",
                    CODE_NAME(types, type, "Unknown"), type, len);
    if (type == END || len == 0)
        return false;
    const struct span value = {list->off, len};
    enum outcome outcome = TOO_SHORT;
    if (len <= list->len && printer_has(pr, list->off, len))
        outcome =
            verbose ? put_element(pr, type, value) : put_name(pr, type, value);
    if (outcome == TOO_SHORT) {
        printer_mark(pr);
        return false;
    }
    if (outcome == DUMP || pr->style->verbose > 1)
        printer_hex(pr, "\n\t  ", value.off, len);
    span_skip(list, len);
    return true;
}

static bool print_lldp(struct printer *pr)
{
    struct span list = {0, pr->len};

    pr->label = "lldp";
    text_printf(pr->out, "LLDP, length %u", pr->len);
    while (list.len >= 2 && printer_ok(pr) && print_element(pr, &list))
        ;
    return true;
}

const struct protocol protocol_lldp = {.name = "lldp", .print = print_lldp};
