/*
 * decnet_nsp.h - DECnet's network services protocol, and what it shares with
 * routing.
 */
#ifndef TCPLINE_PROTOCOLS_DECNET_NSP_H
#define TCPLINE_PROTOCOLS_DECNET_NSP_H

#include "printer.h"

/* DECnet sends the low octet first. */
static inline uint16_t decnet_u16(struct printer *pr, uint32_t off)
{
    const uint16_t v = printer_u16(pr, off);

    return (uint16_t)(v << 8 | v >> 8);
}

static inline void decnet_put_invalid(struct printer *pr)
{
    TEXT_LIT(pr->out, " (invalid)");
}

/* The message in the `len` octets from `off`. */
void decnet_put_nsp(struct printer *pr, uint32_t off, uint32_t len);

#endif
