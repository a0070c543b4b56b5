/*
 * auto_rp.c - Cisco's Auto-RP: which routers are rendezvous points of PIM, for
 * which groups.
 */
#include "codes.h"
#include "printer.h"
#include "protocol.h"
#include "values.h"

enum { HDR = 8, OFF_COUNT = 1, OFF_HOLD = 2 };

enum { ROUTER = 6, GROUP = 6 };

/* What the length has no room for is marked; what is not captured pins. */
static bool has(struct printer *pr, uint32_t off, uint32_t n)
{
    if (off <= pr->len && n <= pr->len - off)
        return printer_need(pr, off, n);
    printer_mark(pr);
    return false;
}

static bool put_group(struct printer *pr, uint32_t off, char before)
{
    enum { NEGATIVE = 1, BIDIRECTIONAL = 2, RESERVED = 0xfc };

    if (!has(pr, off, GROUP))
        return false;
    const uint8_t bits = printer_u8(pr, off);
    text_char(pr->out, before);
    if (bits & NEGATIVE)
        text_char(pr->out, '!');
    printer_addr4(pr, off + 2);
    text_printf(pr->out, "/%u", printer_u8(pr, off + 1));
    if (bits & BIDIRECTIONAL)
        TEXT_LIT(pr->out, " bidir");
    if (bits & RESERVED)
        text_printf(pr->out, "[rsvd=0x%02x]", bits & RESERVED);
    return true;
}

/* Moves `*off` behind the router and its groups; false where they end. */
static bool print_router(struct printer *pr, uint32_t *off)
{
    static const struct code_name versions[] = {
        {0, "PIMv?"}, {1, "PIMv1"}, {2, "PIMv2"}, {3, "PIMv1+2"}};
    enum { VERSION = 0x03, RESERVED = 0xfc };

    if (!has(pr, *off, 4))
        return false;
    printer_text_addr4(pr, " RP ", *off);
    if (!has(pr, *off + 4, 1))
        return false;
    const uint8_t bits = printer_u8(pr, *off + 4);
    text_printf(pr->out, " %s", CODE_NAME(versions, bits & VERSION, ""));
    if (bits & RESERVED)
        text_printf(pr->out, " [rsvd=0x%02x]", bits & RESERVED);
    if (!has(pr, *off + 5, 1))
        return false;
    const uint32_t n = printer_u8(pr, *off + 5);
    *off += ROUTER;
    for (uint32_t i = 0; i < n; i++, *off += GROUP)
        if (!put_group(pr, *off, i == 0 ? ' ' : ','))
            return false;
    return true;
}

static bool print_auto_rp(struct printer *pr)
{
    static const struct code_name types[] = {{0x11, "candidate-advert"},
                                             {0x12, "mapping"}};

    pr->label = "cisco_autorp";
    if (pr->len < HDR) {
        printer_mark(pr);
        return true;
    }
    TEXT_LIT(pr->out, " auto-rp ");
    const uint8_t type = printer_u8(pr, 0);
    CODE_PUT(pr->out, types, type, "type-0x%02x");
    const uint32_t n = printer_u8(pr, OFF_COUNT);
    TEXT_LIT(pr->out, " Hold ");
    const uint16_t hold = printer_u16(pr, OFF_HOLD);
    if (hold != 0)
        duration_put(pr->out, hold);
    else
        TEXT_LIT(pr->out, "FOREVER");
    uint32_t off = HDR;
    for (uint32_t i = 0; i < n; i++)
        if (!print_router(pr, &off))
            break;
    return true;
}

const struct protocol protocol_auto_rp = {.name = "auto_rp",
                                          .print = print_auto_rp};
