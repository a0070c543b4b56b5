/*
 * realtek.c - the protocols of Realtek's switch controllers behind their common
 * ethertype: RRCP, REP, RLDP, switch tags.
 */
#include "codes.h"
#include "protocol.h"
#include "values.h"

enum { RRCP = 1 };
enum { OPCODE = 1, AUTH = 2, REPLY_FLAG = 0x80 };
enum { HELLO = 0, GET = 1, SET = 2 };

static const struct code_name opcodes[] = {
    {HELLO, "hello"}, {GET, "get"}, {SET, "set"}};

/* Addresses and data are little-endian, cookies are not. */
static void put_register(struct printer *pr)
{
    enum { ADDRESS = 4, DATA = 6, COOKIE = 10 };

    if (!printer_need(pr, ADDRESS, 6))
        return;
    text_printf(pr->out, " addr=0x%04x, data=0x%08x, auth=0x%04x",
                load_le16(pr->base + ADDRESS), load_le32(pr->base + DATA),
                printer_u16(pr, AUTH));
    if (printer_need(pr, COOKIE, 8))
        text_printf(pr->out, ", cookie=0x%08x%08x ",
                    printer_u32(pr, COOKIE + 4), printer_u32(pr, COOKIE));
}

static void put_hello_reply(struct printer *pr)
{
    enum { DOWNLINK = 4, UPLINK = 5, UPLINK_MAC = 6, CHIP = 12, VENDOR = 14 };

    if (!printer_need(pr, DOWNLINK, 14))
        return;
    text_printf(pr->out, " downlink_port=%u, uplink_port=%u, uplink_mac=",
                printer_u8(pr, DOWNLINK), printer_u8(pr, UPLINK));
    printer_ether(pr, UPLINK_MAC);
    text_printf(pr->out, ", vendor_id=%08x ,chip_id=%04x ",
                printer_u32(pr, VENDOR), printer_u16(pr, CHIP));
}

static void print_rrcp(struct printer *pr)
{
    pr->label = "rrcp";
    const uint8_t b = printer_u8(pr, OPCODE);
    const uint8_t opcode = b & (uint8_t)~REPLY_FLAG;
    const bool reply = (b & REPLY_FLAG) != 0;

    text_printf(pr->out, "RRCP %s: ", reply ? "reply" : "query");
    CODE_PUT(pr->out, opcodes, opcode, "unknown opcode (0x%02x)");
    if (opcode == GET || opcode == SET) {
        put_register(pr);
        return;
    }
    const uint16_t auth = printer_u16(pr, AUTH);
    text_printf(pr->out, ", auth=0x%04x", auth);
    if (opcode == HELLO && reply)
        put_hello_reply(pr);
}

/* Tags of switches have their type in half an octet. */
static void put_type(struct printer *pr, uint8_t type)
{
    static const struct code_name names[] = {
        {0x02, "REP"},
        {0x03, "RLDP"},
        {0x04, "Realtek 8-byte DSA tag"},
        {0x23, "RLDP"},
        {0x90, "Realtek RTL8306 4-byte DSA tag"},
        {0xa0, "Realtek RTL8366RB 4-byte DSA tag"},
    };
    const uint8_t half = type & 0xf0;
    const uint8_t code = half == 0x90 || half == 0xa0 ? half : type;
    const char *name = CODE_NAME(names, code, NULL);

    if (name != NULL)
        text_str(pr->out, name);
    else
        text_printf(pr->out, "Realtek unknown type 0x%02x", type);
}

static bool print_realtek(struct printer *pr)
{
    pr->label = "rtl";
    if (pr->link_src != NULL) {
        pr->host->ether(pr->host->ctx, pr->out, pr->link_src);
        TEXT_LIT(pr->out, " > ");
        pr->host->ether(pr->host->ctx, pr->out, pr->link_dst);
        TEXT_LIT(pr->out, ", ");
    }
    const uint8_t type = printer_u8(pr, 0);
    if (type == RRCP)
        print_rrcp(pr);
    else
        put_type(pr, type);
    return true;
}

const struct protocol protocol_realtek = {.name = "realtek",
                                          .print = print_realtek};
