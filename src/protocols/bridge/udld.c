/*
 * udld.c - Cisco's Unidirectional Link Detection (RFC 5171).
 */
#include "cisco_kit.h"
#include "codes.h"
#include "protocol.h"
#include "span.h"
#include "values.h"

enum { HEADER = 4 };
enum {
    DEVICE_ID = 1,
    PORT_ID = 2,
    ECHO = 3,
    MESSAGE_INTERVAL = 4,
    TIMEOUT_INTERVAL = 5,
    DEVICE_NAME = 6,
    SEQUENCE_NUMBER = 7,
};

static const struct code_name opcodes[] = {
    {1, "Probe message"}, {2, "Echo message"}, {3, "Flush message"}};

static const struct code_name flag_names[] = {
    {0x01, "RT"},    {0x02, "RSY"},   {0x04, "MBZ-2"}, {0x08, "MBZ-3"},
    {0x10, "MBZ-4"}, {0x20, "MBZ-5"}, {0x40, "MBZ-6"}, {0x80, "MBZ-7"},
};

static const struct code_name types[] = {
    {DEVICE_ID, "Device-ID TLV"},
    {PORT_ID, "Port-ID TLV"},
    {ECHO, "Echo TLV"},
    {MESSAGE_INTERVAL, "Message Interval TLV"},
    {TIMEOUT_INTERVAL, "Timeout Interval TLV"},
    {DEVICE_NAME, "Device Name TLV"},
    {SEQUENCE_NUMBER, "Sequence Number TLV"},
};

/* False when its length is wrong. */
static bool put_value(struct printer *pr, uint16_t type, struct span value)
{
    switch (type) {
    case DEVICE_ID:
    case PORT_ID:
    case DEVICE_NAME:
        TEXT_LIT(pr->out, ", ");
        printer_string(pr, value.off, value.len);
        return true;
    case ECHO:
        TEXT_LIT(pr->out, ", ");
        printer_chars(pr, value.off, value.len);
        return true;
    case MESSAGE_INTERVAL:
    case TIMEOUT_INTERVAL:
        if (value.len == 1 && printer_need(pr, value.off, 1))
            text_printf(pr->out, ", %us", printer_u8(pr, value.off));
        return value.len == 1;
    case SEQUENCE_NUMBER:
        if (value.len == 4 && printer_need(pr, value.off, 4))
            text_printf(pr->out, ", %u", printer_u32(pr, value.off));
        return value.len == 4;
    default:
        printer_need(pr, value.off, value.len);
        return true;
    }
}

/* An element without a value is wrong, too. */
static bool print_element(struct printer *pr, struct span *list)
{
    struct tlv t;
    const enum tlv_fit fit = tlv_next(pr, &cisco_elements, list, &t);

    if (fit == TLV_NONE || fit == TLV_CUT)
        return fit == TLV_CUT;
    cisco_put_head(pr, types, COUNT_OF(types), &t);
    return fit == TLV_FITS && t.value.len > 0 &&
           put_value(pr, (uint16_t)t.type, t.value);
}

static bool print_udld(struct printer *pr)
{
    struct span list = {0, pr->len};
    bool valid = list.len >= HEADER;

    pr->label = "udld";
    if (valid) {
        const uint8_t b = printer_u8(pr, 0);
        const uint8_t flags = printer_u8(pr, 1);
        if (!printer_ok(pr))
            return true;
        text_printf(pr->out, "UDLDv%u, Code %s (%x), Flags [", b >> 5,
                    CODE_NAME(opcodes, b & 0x1f, "Reserved"), b & 0x1f);
        CODE_PUT_BITS_OR(pr->out, flag_names, flags, ", ", "none");
        text_printf(pr->out, "] (0x%02x), length %u", flags, pr->len);
        if (pr->style->verbose == 0) {
            printer_need(pr, 0, pr->len);
            return true;
        }
        const uint16_t sum = printer_u16(pr, 2);
        text_printf(pr->out, "\n\tChecksum 0x%04x (unverified)", sum);
        span_skip(&list, HEADER);
    }
    while (valid && list.len > 0 && printer_ok(pr))
        valid = print_element(pr, &list);
    cisco_put_end(pr, valid);
    return true;
}

const struct protocol protocol_udld = {.name = "udld", .print = print_udld};
