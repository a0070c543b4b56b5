/*
 * loopback.c - Ethernet's Configuration Testing Protocol (Ethernet version 2.0,
 * chapter 8). Its numbers are little-endian.
 */
#include "codes.h"
#include "protocol.h"
#include "span.h"
#include "values.h"

enum { REPLY = 1, FORWARD_DATA = 2, MAC_LEN = 6 };

static uint16_t number(struct printer *pr, uint32_t off)
{
    return printer_need(pr, off, 2) ? load_le16(pr->base + off) : 0;
}

static bool put_function(struct printer *pr, struct span message)
{
    if (message.len < 2 || !printer_ok(pr))
        return false;
    const uint16_t function = number(pr, message.off);
    span_skip(&message, 2);
    if (function == REPLY) {
        TEXT_LIT(pr->out, ", Reply");
        if (message.len < 2)
            return false;
        const uint16_t receipt = number(pr, message.off);
        text_printf(pr->out, ", receipt number %u", receipt);
        span_skip(&message, 2);
    } else if (function == FORWARD_DATA) {
        TEXT_LIT(pr->out, ", Forward Data");
        if (message.len < MAC_LEN)
            return false;
        if (printer_need(pr, message.off, MAC_LEN)) {
            TEXT_LIT(pr->out, ", forwarding address ");
            printer_ether(pr, message.off);
        }
        span_skip(&message, MAC_LEN);
    } else {
        text_printf(pr->out, ",  invalid (%u)", function);
        printer_need(pr, message.off, message.len);
        return true;
    }
    text_printf(pr->out, ", data (%u octets)", message.len);
    printer_need(pr, message.off, message.len);
    return true;
}

static bool put_message(struct printer *pr)
{
    struct span message = {0, pr->len};

    if (message.len < 2)
        return false;
    const uint16_t skip = number(pr, 0);
    text_printf(pr->out, ", skipCount %u", skip);
    span_skip(&message, 2);
    if (skip % 8 != 0)
        TEXT_LIT(pr->out, " (bogus)");
    if (skip > message.len)
        return false;
    printer_need(pr, message.off, skip);
    span_skip(&message, skip);
    return put_function(pr, message);
}

static bool print_loopback(struct printer *pr)
{
    pr->label = "loopback";
    TEXT_LIT(pr->out, "Loopback");
    if (!put_message(pr) && printer_ok(pr)) {
        TEXT_LIT(pr->out, " (invalid)");
        printer_need(pr, 0, pr->len);
    }
    return true;
}

const struct protocol protocol_loopback = {.name = "loop",
                                           .print = print_loopback};
