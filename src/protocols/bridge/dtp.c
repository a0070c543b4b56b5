/*
 * dtp.c - Cisco's Dynamic Trunking Protocol.
 */
#include "codes.h"
#include "protocol.h"
#include "span.h"
#include "values.h"

enum { ELEMENT_HDR = 4 };
enum { DOMAIN = 1, STATUS = 2, DTP_TYPE = 3, NEIGHBOR = 4 };

static const struct code_name types[] = {
    {DOMAIN, "Domain"},
    {STATUS, "Status"},
    {DTP_TYPE, "DTP type"},
    {NEIGHBOR, "Neighbor"},
};

/* False when its length is wrong. */
static bool put_value(struct printer *pr, uint16_t type, struct span value)
{
    switch (type) {
    case DOMAIN:
        TEXT_LIT(pr->out, ", ");
        printer_string(pr, value.off, value.len);
        return true;
    case STATUS:
    case DTP_TYPE:
        if (value.len == 1 && printer_need(pr, value.off, 1))
            text_printf(pr->out, ", 0x%x", printer_u8(pr, value.off));
        return value.len == 1;
    case NEIGHBOR:
        if (value.len == 6 && printer_need(pr, value.off, 6)) {
            TEXT_LIT(pr->out, ", ");
            printer_ether(pr, value.off);
        }
        return value.len == 6;
    default:
        printer_need(pr, value.off, value.len);
        return true;
    }
}

/* False when a length is wrong; an element of type 0 ends the list. */
static bool print_element(struct printer *pr, struct span *list)
{
    if (list->len < ELEMENT_HDR) {
        text_printf(pr->out, "[%u bytes remaining]", list->len);
        return false;
    }
    if (!printer_need(pr, list->off, ELEMENT_HDR))
        return true;
    const uint16_t type = printer_u16(pr, list->off);
    const uint16_t len = printer_u16(pr, list->off + 2);
    if (type == 0) {
        span_skip(list, list->len);
        return true;
    }
    text_printf(pr->out, "\n\t%s (0x%04x) TLV, length %u",
                CODE_NAME(types, type, "Unknown"), type, len);
    if (len < ELEMENT_HDR || len > list->len) {
        text_printf(pr->out, "[invalid TLV length %u]", len);
        return false;
    }
    const struct span value = {list->off + ELEMENT_HDR,
                               len - (uint32_t)ELEMENT_HDR};
    span_skip(list, len);
    return put_value(pr, type, value);
}

static bool print_dtp(struct printer *pr)
{
    struct span list = {0, pr->len};
    bool valid = list.len > 0;

    pr->label = "dtp";
    if (!valid)
        TEXT_LIT(pr->out, "[zero packet length]");
    else {
        const uint8_t version = printer_u8(pr, 0);
        text_printf(pr->out, "DTPv%u, length %u", version, pr->len);
        if (pr->style->verbose == 0)
            return true;
        span_skip(&list, 1);
    }
    while (valid && list.len > 0 && printer_ok(pr))
        valid = print_element(pr, &list);
    if (!valid && printer_ok(pr)) {
        TEXT_LIT(pr->out, " (invalid)");
        printer_need(pr, 0, pr->len);
    }
    return true;
}

const struct protocol protocol_dtp = {.name = "dtp", .print = print_dtp};
