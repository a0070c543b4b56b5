/*
 * dtp.c - Cisco's Dynamic Trunking Protocol.
 */
#include "cisco_kit.h"
#include "codes.h"
#include "protocol.h"
#include "span.h"
#include "values.h"

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
    struct tlv t;
    const enum tlv_fit fit = tlv_next(pr, &cisco_elements, list, &t);

    if (fit == TLV_NONE) {
        text_printf(pr->out, "[%u bytes remaining]", list->len);
        return false;
    }
    if (fit == TLV_CUT)
        return true;
    if (t.type == 0) {
        span_skip(list, list->len);
        return true;
    }
    cisco_put_head(pr, types, COUNT_OF(types), &t);
    if (fit == TLV_FITS)
        return put_value(pr, (uint16_t)t.type, t.value);
    text_printf(pr->out, "[invalid TLV length %u]", t.length);
    return false;
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
    cisco_put_end(pr, valid);
    return true;
}

const struct protocol protocol_dtp = {.name = "dtp", .print = print_dtp};
