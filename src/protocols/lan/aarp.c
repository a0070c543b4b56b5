/*
 * aarp.c - AppleTalk's address resolution: who has a node, on Ethernet.
 */
#include "protocol.h"
#include "values.h"

enum {
    LEN = 28,
    FROM_HARDWARE = 8,
    FROM = 14,
    FOR = 24,
    REQUEST = 1,
    REPLY = 2,
    PROBE = 3,
};

/* "65280.11": behind an octet of zero a network and a node, if not all. */
static void put_node(struct printer *pr, uint32_t off)
{
    const uint8_t node = printer_u8(pr, off + 3);

    text_u32(pr->out, printer_u16(pr, off + 1));
    if (node != 255)
        text_printf(pr->out, ".%u", node);
}

static void put_question(struct printer *pr, const char *what)
{
    text_str(pr->out, what);
    put_node(pr, FOR);
    TEXT_LIT(pr->out, " tell ");
    put_node(pr, FROM);
}

static void put_other(struct printer *pr, uint16_t op)
{
    text_printf(pr->out, "len %u op %u htype %u ptype ", pr->len, op,
                printer_u16(pr, 0));
    text_hex_alt(pr->out, printer_u16(pr, 2));
    text_printf(pr->out, " halen %u palen %u", printer_u8(pr, 4),
                printer_u8(pr, 5));
}

static bool print_aarp(struct printer *pr)
{
    pr->label = "aarp";
    TEXT_LIT(pr->out, "aarp ");
    if (!printer_has(pr, 0, LEN)) {
        printer_mark(pr);
        return true;
    }
    const uint16_t op = printer_u16(pr, 6);
    const bool ethernet = printer_u16(pr, 0) == 1 &&
                          printer_u16(pr, 2) == 0x809b &&
                          printer_u8(pr, 4) == 6 && printer_u8(pr, 5) == 4;
    switch (ethernet ? op : 0) {
    case REQUEST:
        put_question(pr, "who-has ");
        break;
    case REPLY:
        TEXT_LIT(pr->out, "reply ");
        put_node(pr, FROM);
        TEXT_LIT(pr->out, " is-at ");
        printer_ether(pr, FROM_HARDWARE);
        break;
    case PROBE:
        put_question(pr, "probe ");
        break;
    default:
        put_other(pr, op);
        break;
    }
    return true;
}

const struct protocol protocol_aarp = {"aarp", print_aarp};
