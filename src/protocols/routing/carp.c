/*
 * carp.c - the common address redundancy protocol, which has VRRP's number;
 * only -T says which of the two it is.
 */
#include "protocol.h"

enum {
    VERSION = 2,
    ADVERTISEMENT = 1,
    CHECKSUM = 6,
    COUNTER = 8,
    OWN_TTL = 255,
};

static void put_checksum(struct printer *pr)
{
    if (pr->style->verbose == 0 || !printer_has(pr, 0, pr->len))
        return;
    const uint16_t sum = printer_u16(pr, CHECKSUM);
    if (printer_ok(pr) && printer_checksum(pr, 0, pr->len) != 0)
        text_printf(pr->out, " (bad carp cksum %x!)", sum);
}

static bool print_carp(struct printer *pr)
{
    pr->label = "carp";
    const uint8_t first = printer_u8(pr, 0);
    if (!printer_ok(pr))
        return true;
    const uint8_t version = first >> 4;
    const uint8_t type = first & 15;
    text_printf(pr->out, "CARPv%u-%s %u: ", version,
                type == ADVERTISEMENT ? "advertise" : "unknown", pr->len);
    if (pr->ttl != OWN_TTL)
        text_printf(pr->out, "[ttl=%u!] ", pr->ttl);
    if (version != VERSION || type != ADVERTISEMENT)
        return true;
    if (!printer_need(pr, 0, CHECKSUM))
        return true;
    text_printf(pr->out, "vhid=%u advbase=%u advskew=%u authlen=%u ",
                printer_u8(pr, 1), printer_u8(pr, 5), printer_u8(pr, 2),
                printer_u8(pr, 3));
    put_checksum(pr);
    text_printf(pr->out, "counter=%llu",
                (unsigned long long)printer_u64(pr, COUNTER));
    return true;
}

const struct protocol protocol_carp = {"carp", print_carp};
