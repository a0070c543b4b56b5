/*
 * igrp.c - Cisco's interior gateway routing protocol, the one before EIGRP.
 */
#include "codes.h"
#include "protocol.h"
#include "span.h"

enum { HEAD = 12, ROUTE = 14, NETWORK = 3 };

/* How the three octets of a network become four. */
enum kind { INTERIOR, SYSTEM, EXTERIOR };

static void put_network(struct printer *pr, enum kind kind, uint32_t off)
{
    static const char *const formats[] = {
        [INTERIOR] = " *.%u.%u.%u",
        [SYSTEM] = " %u.%u.%u.0",
        [EXTERIOR] = " X%u.%u.%u.0",
    };

    if (printer_need(pr, off, NETWORK))
        text_printf(pr->out, formats[kind], printer_u8(pr, off),
                    printer_u8(pr, off + 1), printer_u8(pr, off + 2));
}

/* Delay and bandwidth make the metric; their units are those of the oracle. */
static void put_route(struct printer *pr, enum kind kind, uint32_t off)
{
    enum { UNREACHABLE = 0xffffff, BANDWIDTH_UNIT = 10000000, DELAY_UNIT = 10 };

    put_network(pr, kind, off);
    if (!printer_need(pr, off, ROUTE))
        return;
    const uint32_t delay = printer_u24(pr, off + 3);
    const uint32_t bandwidth = printer_u24(pr, off + 6);
    const uint32_t metric = delay + bandwidth;
    text_printf(pr->out, " d=%u b=%u r=%u l=%u M=%u mtu=%u in %u hops",
                delay * DELAY_UNIT,
                bandwidth == 0 ? 0 : BANDWIDTH_UNIT / bandwidth,
                printer_u8(pr, off + 11), printer_u8(pr, off + 12),
                metric < UNREACHABLE ? metric : UNREACHABLE,
                printer_u16(pr, off + 9), printer_u8(pr, off + 13));
}

/* False, with words, where the routes are not those that are counted. */
static bool put_routes(struct printer *pr, struct span list, uint32_t left[3])
{
    uint32_t kind = INTERIOR;

    while (list.len >= ROUTE && printer_ok(pr)) {
        while (kind <= EXTERIOR && left[kind] == 0)
            kind++;
        if (kind > EXTERIOR) {
            if (!printer_need(pr, list.off, NETWORK))
                return true;
            text_printf(pr->out, " [extra bytes %u]", list.len);
            return false;
        }
        put_route(pr, (enum kind)kind, list.off);
        left[kind]--;
        span_skip(&list, ROUTE);
    }
    return left[INTERIOR] + left[SYSTEM] + left[EXTERIOR] == 0 && list.len == 0;
}

static bool print_igrp(struct printer *pr)
{
    static const struct code_name operations[] = {
        {1, "update"},
        {2, "request"},
    };

    pr->label = "igrp";
    TEXT_LIT(pr->out, "igrp:");
    if (!printer_need(pr, 0, HEAD - 2))
        return true;
    const uint8_t first = printer_u8(pr, 0);
    uint32_t left[] = {printer_u16(pr, 4), printer_u16(pr, 6),
                       printer_u16(pr, 8)};
    text_char(pr->out, ' ');
    CODE_PUT(pr->out, operations, first & 15U, "op-#%u");
    text_printf(pr->out, " V%u edit=%u AS=%u (%u/%u/%u)", first >> 4,
                printer_u8(pr, 1), printer_u16(pr, 2), left[INTERIOR],
                left[SYSTEM], left[EXTERIOR]);
    const uint16_t sum = printer_u16(pr, 10);
    if (pr->style->verbose > 0)
        text_printf(pr->out, " checksum=0x%04x", sum);
    const struct span list = {HEAD, pr->len > HEAD ? pr->len - HEAD : 0};
    if (!put_routes(pr, list, left))
        TEXT_LIT(pr->out, " (invalid)");
    return true;
}

const struct protocol protocol_igrp = {"igrp", print_igrp};
