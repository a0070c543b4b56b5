/*
 * oam.c - operations, administration and maintenance of Ethernet links (IEEE
 * 802.3 clause 57), one of the slow protocols.
 */
#include "codes.h"
#include "oui.h"
#include "slow.h"

enum { INFORMATION = 0, EVENT = 1, LOOPBACK = 4 };
enum { INFO_LEN = 16, EVENT_LEN = 40 };

static const struct code_name codes[] = {
    {INFORMATION, "Information"},   {EVENT, "Event Notification"},
    {2, "Variable Request"},        {3, "Variable Response"},
    {LOOPBACK, "Loopback Control"}, {0xfe, "Vendor Private"},
};

static const struct code_name flag_names[] = {
    {0x01, "Link Fault"},     {0x02, "Dying Gasp"},
    {0x04, "Critical Event"}, {0x08, "Local Evaluating"},
    {0x10, "Local Stable"},   {0x20, "Remote Evaluating"},
    {0x40, "Remote Stable"},
};

static const struct code_name info_types[] = {
    {0, "End of TLV marker"},
    {1, "Local"},
    {2, "Remote"},
    {0xfe, "Organization specific"},
};

static const struct code_name event_types[] = {
    {0, "End of TLV marker"},
    {1, "Errored Symbol Period Event"},
    {2, "Errored Frame Event"},
    {3, "Errored Frame Period Event"},
    {4, "Errored Frame Seconds Summary Event"},
    {0xfe, "Organization specific"},
};

static void put_info(struct printer *pr, uint32_t off)
{
    static const char *const actions[] = {"forwarding", "looping back",
                                          "discarding", "reserved"};
    static const struct code_name configs[] = {
        {0x01, "Active"},
        {0x02, "Unidirectional"},
        {0x04, "Remote-Loopback"},
        {0x08, "Link-Events"},
        {0x10, "Variable-Retrieval"},
    };
    const uint8_t state = printer_u8(pr, off + 5);
    const uint32_t oui = printer_u24(pr, off + 9);

    text_printf(pr->out,
                "\n\t    OAM-Version %u, Revision %u"
                "\n\t    State-Parser-Action %s, State-MUX-Action %s"
                "\n\t    OAM-Config Flags [",
                printer_u8(pr, off + 2), printer_u16(pr, off + 3),
                actions[state & 3], actions[state >> 1 & 2]);
    CODE_PUT_BITS_OR(pr->out, configs, printer_u8(pr, off + 6), ", ", "none");
    text_printf(pr->out,
                "], OAM-PDU-Config max-PDU size %u"
                "\n\t    OUI %s (0x%06x), Vendor-Private 0x%08x",
                printer_u16(pr, off + 7) & 0x7ff, oui_name(oui), oui,
                printer_u32(pr, off + 12));
}

static void put_event(struct printer *pr, uint32_t off)
{
    static const char *const counters[] = {
        ", Errored Window ", "\n\t    Errored Threshold ", "\n\t    Errors ",
        "\n\t    Error Running Total "};

    text_printf(pr->out, "\n\t    Timestamp %u ms",
                printer_u16(pr, off + 2) * 100u);
    for (uint32_t i = 0; i < COUNT_OF(counters); i++) {
        text_str(pr->out, counters[i]);
        text_u64(pr->out, printer_u64(pr, off + 4 + 8 * i));
    }
    text_printf(pr->out, "\n\t    Event Running Total %u",
                printer_u32(pr, off + 36));
}

/* False when it is the last. */
static bool print_element(struct printer *pr, uint8_t code, struct span *list)
{
    if (!slow_has(pr, list, SLOW_ELEMENT_HDR))
        return false;
    const uint8_t type = printer_u8(pr, list->off);
    const uint8_t len = printer_u8(pr, list->off + 1);
    const bool events = code == EVENT;
    text_printf(pr->out, "\n\t  %s %s Type (%u), length %u",
                events ? CODE_NAME(event_types, type, "Reserved")
                       : CODE_NAME(info_types, type, "Reserved"),
                events ? "Link Event" : "Information", type, len);
    if (type == 0)
        return false;
    if (!slow_has_element(pr, list, len))
        return false;
    const bool known = type <= (events ? 4 : 2);
    const uint32_t right = events ? EVENT_LEN : INFO_LEN;
    const bool wrong = known && len != right;
    if (wrong)
        text_printf(pr->out, "\n\t    ERROR: illegal length - should be %u",
                    right);
    else if (known && events)
        put_event(pr, list->off);
    else if (known)
        put_info(pr, list->off);
    if (!known || wrong || pr->style->verbose > 1)
        printer_hex(pr, "\n\t  ", list->off, len);
    span_skip(list, len);
    return true;
}

static void put_loopback(struct printer *pr, struct span pdu)
{
    static const struct code_name commands[] = {
        {1, "Enable OAM Remote Loopback"}, {2, "Disable OAM Remote Loopback"}};

    if (pdu.len < 1) {
        slow_put_too_short(pr);
        return;
    }
    const uint8_t command = printer_u8(pr, pdu.off);
    if (printer_ok(pr))
        text_printf(pr->out, "\n\t  Command %s (%u)",
                    CODE_NAME(commands, command, "Unknown"), command);
}

void oam_print(struct printer *pr, struct span pdu)
{
    enum { FLAGS_AND_CODE = 3 };

    if (pdu.len < FLAGS_AND_CODE) {
        slow_put_too_short(pr);
        return;
    }
    if (!printer_need(pr, pdu.off, FLAGS_AND_CODE))
        return;
    const uint16_t flags = printer_u16(pr, pdu.off);
    const uint8_t code = printer_u8(pr, pdu.off + 2);
    TEXT_LIT(pr->out, "\n\tCode ");
    CODE_PUT(pr->out, codes, code, "Unknown (%u)");
    TEXT_LIT(pr->out, " OAM PDU, Flags [");
    CODE_PUT_BITS_OR(pr->out, flag_names, flags, ", ", "none");
    text_char(pr->out, ']');
    span_skip(&pdu, FLAGS_AND_CODE);
    if (code == LOOPBACK) {
        put_loopback(pr, pdu);
        return;
    }
    if (code == EVENT) {
        if (pdu.len < 2) {
            slow_put_too_short(pr);
            return;
        }
        const uint16_t number = printer_u16(pr, pdu.off);
        text_printf(pr->out, "\n\t  Sequence Number %u", number);
        span_skip(&pdu, 2);
    }
    if (code == INFORMATION || code == EVENT)
        while (pdu.len > 0 && print_element(pr, code, &pdu))
            ;
    else if (pr->style->verbose == 1)
        printer_hex(pr, "\n\t  ", pdu.off, pdu.len);
}
