/*
 * slow.c - the slow protocols of IEEE 802.3: link aggregation control and its
 * marker (802.1AX), OAM.
 */
#include "slow.h"

#include "codes.h"
#include "protocol.h"
#include "values.h"

enum { LACP = 1, MARKER = 2, OAM = 3, VERSION = 1 };
enum { TERMINATOR = 0, ACTOR = 1, PARTNER = 2, COLLECTOR = 3, MARKER_INFO = 1 };
enum { SYSTEM_LEN = 20, COLLECTOR_LEN = 16, MARKER_LEN = 16 };

static const struct code_name subtypes[] = {
    {LACP, "LACP"}, {MARKER, "MARKER"}, {OAM, "OAM"}};

static const struct code_name lacp_types[] = {
    {TERMINATOR, "Terminator"},
    {ACTOR, "Actor Information"},
    {PARTNER, "Partner Information"},
    {COLLECTOR, "Collector Information"},
};

static const struct code_name marker_types[] = {
    {TERMINATOR, "Terminator"}, {MARKER_INFO, "Marker Information"}};

/* All of an element is captured when it is printed. */
static void put_system(struct printer *pr, uint32_t off)
{
    static const struct code_name states[] = {
        {0x01, "Activity"},        {0x02, "Timeout"},    {0x04, "Aggregation"},
        {0x08, "Synchronization"}, {0x10, "Collecting"}, {0x20, "Distributing"},
        {0x40, "Default"},         {0x80, "Expired"},
    };
    enum { PRIORITY = 0, SYSTEM = 2, KEY = 8, PORT_PRIORITY = 10, PORT = 12 };
    enum { STATE = 14 };

    TEXT_LIT(pr->out, "\n\t  System ");
    printer_ether(pr, off + SYSTEM);
    text_printf(
        pr->out, ", System Priority %u, Key %u, Port %u, Port Priority %u",
        printer_u16(pr, off + PRIORITY), printer_u16(pr, off + KEY),
        printer_u16(pr, off + PORT), printer_u16(pr, off + PORT_PRIORITY));
    TEXT_LIT(pr->out, "\n\t  State Flags [");
    CODE_PUT_BITS_OR(pr->out, states, printer_u8(pr, off + STATE), ", ",
                     "none");
    text_char(pr->out, ']');
}

static void put_marker(struct printer *pr, uint32_t off)
{
    TEXT_LIT(pr->out, "\n\t  Request System ");
    printer_ether(pr, off + 2);
    text_printf(pr->out, ", Request Port %u, Request Transaction ID 0x%08x",
                printer_u16(pr, off), printer_u32(pr, off + 8));
}

/* The length that an element of this kind must have; 0: any. */
static uint32_t right_length(uint8_t subtype, uint8_t type)
{
    if (subtype == MARKER)
        return type == MARKER_INFO ? MARKER_LEN : 0;
    if (type == ACTOR || type == PARTNER)
        return SYSTEM_LEN;
    return type == COLLECTOR ? COLLECTOR_LEN : 0;
}

static void put_value(struct printer *pr, uint8_t subtype, uint8_t type,
                      uint32_t off)
{
    if (subtype == MARKER)
        put_marker(pr, off);
    else if (type == COLLECTOR)
        text_printf(pr->out, "\n\t  Max Delay %u", printer_u16(pr, off));
    else
        put_system(pr, off);
}

/* False when it is the last. */
static bool print_element(struct printer *pr, uint8_t subtype,
                          struct span *list)
{
    if (!slow_has(pr, list, SLOW_ELEMENT_HDR))
        return false;
    const uint8_t type = printer_u8(pr, list->off);
    const uint8_t len = printer_u8(pr, list->off + 1);
    const char *name = subtype == LACP
                           ? CODE_NAME(lacp_types, type, "Unknown")
                           : CODE_NAME(marker_types, type, "Unknown");
    text_printf(pr->out, "\n\t%s TLV (0x%02x), length %u", name, type, len);
    if (type == TERMINATOR)
        return false;
    if (!slow_has_element(pr, list, len))
        return false;
    const struct span value = {list->off + SLOW_ELEMENT_HDR,
                               len - (uint32_t)SLOW_ELEMENT_HDR};
    const uint32_t right = right_length(subtype, type);
    if (right != 0 && len != right)
        text_printf(pr->out, "\n\t    ERROR: illegal length - should be %u",
                    right);
    else if (right != 0)
        put_value(pr, subtype, type, value.off);
    if (right == 0 || pr->style->verbose > 1)
        printer_hex(pr, "\n\t  ", value.off, value.len);
    span_skip(list, len);
    return true;
}

static bool print_slow(struct printer *pr)
{
    struct span list = {0, pr->len};

    pr->label = "slow";
    if (list.len < 1) {
        slow_put_too_short(pr);
        return true;
    }
    const uint8_t subtype = printer_u8(pr, 0);
    const char *name = CODE_NAME(subtypes, subtype, NULL);
    if (!printer_ok(pr))
        return true;
    if (subtype == LACP || subtype == MARKER) {
        if (list.len < 2) {
            slow_put_too_short(pr);
            return true;
        }
        const uint8_t version = printer_u8(pr, 1);
        if (!printer_ok(pr))
            return true;
        if (version != VERSION) {
            text_printf(pr->out, "%s version %u packet not supported", name,
                        version);
            return true;
        }
        text_printf(pr->out, "%sv%u, length %u", name, version, pr->len);
    } else if (subtype == OAM)
        text_printf(pr->out, "OAM, length %u", pr->len);
    else
        text_printf(pr->out, "unknown (%u), length %u", subtype, pr->len);
    if (name == NULL) {
        printer_hex(pr, "\n\t", 0, pr->len);
        return true;
    }
    if (pr->style->verbose == 0)
        return true;
    span_skip(&list, subtype == OAM ? 1 : 2);
    if (subtype == OAM)
        oam_print(pr, list);
    else
        while (list.len > 0 && print_element(pr, subtype, &list))
            ;
    return true;
}

const struct protocol protocol_slow = {.name = "slow", .print = print_slow};
