/*
 * pgm_kit.c - the addresses of PGM (RFC 3208 section 8).
 */
#include "pgm.h"

uint32_t pgm_addr_len(uint16_t family)
{
    enum { IP4 = 1, IP6 = 2 };

    return family == IP4 ? 4 : family == IP6 ? 16 : 0;
}

void pgm_put_addr(struct printer *pr, uint32_t off, uint32_t len)
{
    if (!printer_need(pr, off, len))
        return;
    if (len == 4)
        text_ip4(pr->out, pr->base + off);
    else
        text_ip6(pr->out, pr->base + off);
}
