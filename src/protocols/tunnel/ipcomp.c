/*
 * ipcomp.c - compressed payloads of IP (RFC 3173), which stay compressed.
 */
#include "protocol.h"

static bool print_ipcomp(struct printer *pr)
{
    enum { CPI = 2 };

    pr->label = "ipcomp";
    text_printf(pr->out, "IPComp(cpi=0x%04x)", printer_u16(pr, CPI));
    return true;
}

const struct protocol protocol_ipcomp = {.name = "ipcomp",
                                         .print = print_ipcomp};
