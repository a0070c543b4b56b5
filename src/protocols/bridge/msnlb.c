/*
 * msnlb.c - heartbeats of Microsoft's Network Load Balancing.
 */
#include "protocol.h"

static bool print_msnlb(struct printer *pr)
{
    enum { PRIORITY = 8, CLUSTER = 12, HOST = 16 };

    pr->label = "msnlb";
    TEXT_LIT(pr->out, "MS NLB heartbeat");
    const uint32_t priority =
        printer_need(pr, PRIORITY, 4) ? load_le32(pr->base + PRIORITY) : 0;
    text_printf(pr->out, ", host priority: %u", priority);
    printer_text_addr4(pr, ", cluster IP: ", CLUSTER);
    printer_text_addr4(pr, ", host IP: ", HOST);
    return true;
}

const struct protocol protocol_msnlb = {.name = "msnlb", .print = print_msnlb};
