/*
 * vrrp.c - VRRP, versions 2 and 3 (RFC 3768, RFC 5798).
 */
#include "codes.h"
#include "printer.h"
#include "protocol.h"
#include "values.h"

enum {
    ADVERTISEMENT = 1,
    VRID = 1,
    PRIORITY = 2,
    COUNT = 3,
    AUTH_TYPE = 4,
    INTERVAL = 5,
    CHECKSUM = 6,
    HDR = 8,
    OWN_TTL = 255,
    SIMPLE_AUTH = 1,
    AUTH_LEN = 8,
};

/* Version 3 covers the pseudo-header, too. */
static void print_checksum(struct printer *pr, uint8_t version)
{
    if (!printer_has(pr, 0, pr->len))
        return;
    const uint16_t wrong =
        version == 2 ? printer_checksum(pr, 0, pr->len)
                     : printer_checksum_ip(pr, pr->ip_proto, 0, pr->len);

    if (wrong == 0)
        return;
    const uint16_t stored = printer_u16(pr, CHECKSUM);
    text_printf(pr->out, ", (bad vrrp cksum %x)", stored);
}

static uint32_t print_addresses(struct printer *pr)
{
    const uint32_t width = pr->addr_len == 16 ? 16 : 4;
    const uint8_t n = printer_u8(pr, COUNT);
    uint32_t off = HDR;

    TEXT_LIT(pr->out, ", addrs");
    if (n > 1)
        text_printf(pr->out, "(%u)", n);
    text_char(pr->out, ':');
    for (uint8_t i = 0; i < n && printer_ok(pr); i++, off += width) {
        if (!printer_need(pr, off, width))
            break;
        text_char(pr->out, i == 0 ? ' ' : ',');
        if (width == 16)
            printer_addr6(pr, off);
        else
            printer_addr4(pr, off);
    }
    return off;
}

/* The fields in the order in which the oracle reads them. */
static void print_advertisement(struct printer *pr, uint8_t version)
{
    static const struct code_name auth_types[] = {
        {0, "none"}, {SIMPLE_AUTH, "simple"}, {2, "ah"}};
    const uint8_t vrid = printer_u8(pr, VRID);
    const uint8_t priority = printer_u8(pr, PRIORITY);
    uint8_t auth = 0;

    text_printf(pr->out, ", vrid %u, prio %u", vrid, priority);
    if (version == 2) {
        auth = printer_u8(pr, AUTH_TYPE);
        TEXT_LIT(pr->out, ", authtype ");
        CODE_PUT(pr->out, auth_types, auth, "#%u");
        text_printf(pr->out, ", intvl %us, length %u", printer_u8(pr, INTERVAL),
                    pr->len);
    } else {
        text_printf(pr->out, ", intvl %ucs, length %u",
                    printer_u16(pr, AUTH_TYPE) & 0x0fffU, pr->len);
    }
    if (pr->style->verbose == 0)
        return;
    print_checksum(pr, version);
    const uint32_t off = print_addresses(pr);
    if (auth != SIMPLE_AUTH)
        return;
    TEXT_LIT(pr->out, " auth \"");
    printer_string(pr, off, AUTH_LEN);
    text_char(pr->out, '"');
}

static bool print_vrrp(struct printer *pr)
{
    static const struct code_name types[] = {{ADVERTISEMENT, "Advertisement"}};

    pr->label = "vrrp";
    TEXT_LIT(pr->out, "VRRP");
    const uint8_t first = printer_u8(pr, 0);
    const uint8_t version = first >> 4, type = first & 15;
    text_printf(pr->out, "v%u, ", version);
    CODE_PUT(pr->out, types, type, "unknown type (%u)");
    if (pr->ttl != OWN_TTL)
        text_printf(pr->out, ", (ttl %u)", pr->ttl);
    if ((version == 2 || version == 3) && type == ADVERTISEMENT)
        print_advertisement(pr, version);
    return true;
}

const struct protocol protocol_vrrp = {.name = "vrrp", .print = print_vrrp};
