/*
 * minimal_ip.c - minimal encapsulation within IP (RFC 2004): the header, and
 * nothing of the packet behind it.
 */
#include "protocol.h"

static bool print_minimal_ip(struct printer *pr)
{
    enum { FLAGS = 1, SUM = 2, DESTINATION = 4, SOURCE = 8, SHORT = 8 };
    enum { LONG = 12, HAS_SOURCE = 0x80 };

    pr->label = "mobile";
    if (printer_need(pr, 0, LONG)) {
        const bool source = (printer_u8(pr, FLAGS) & HAS_SOURCE) != 0;
        text_printf(pr->out, "mobile: [%s] ", source ? "S" : "");
        if (pr->style->verbose > 0) {
            if (source) {
                printer_addr4(pr, SOURCE);
                text_char(pr->out, ' ');
            }
            printer_text_addr4(pr, "> ", DESTINATION);
            text_printf(pr->out, " (oproto=%u)", printer_u8(pr, 0));
        }
        if (printer_checksum(pr, 0, source ? LONG : SHORT) != 0)
            text_printf(pr->out, " (bad checksum %u)", printer_u16(pr, SUM));
    }
    printer_settle(pr);
    return true;
}

const struct protocol protocol_minimal_ip = {.name = "mobileip",
                                             .print = print_minimal_ip};
