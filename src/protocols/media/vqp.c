/*
 * vqp.c - Cisco's VLAN Query Protocol, by which a switch asks for the VLAN of
 * a station.
 */
#include "codes.h"
#include "protocol.h"
#include "values.h"

enum { HDR = 8, OBJECT_HDR = 6, VERSION = 1 };

static const struct code_name messages[] = {
    {1, "Request, Join Port"},
    {2, "Response, VLAN"},
    {3, "Request, Reconfirm"},
    {4, "Response, Reconfirm"},
};

static const struct code_name errors[] = {
    {0, "No error"},
    {3, "Access denied"},
    {4, "Shutdown port"},
    {5, "Wrong VTP domain"},
};

enum {
    CLIENT_IP = 0xc01,
    PORT_NAME = 0xc02,
    VLAN_NAME = 0xc03,
    VTP_DOMAIN = 0xc04,
    ETHERNET_PACKET = 0xc05,
    MAC_NULL = 0xc06,
    MAC_ADDRESS = 0xc08,
};

static const struct code_name objects[] = {
    {CLIENT_IP, "Client IP Address"},
    {PORT_NAME, "Port Name"},
    {VLAN_NAME, "VLAN Name"},
    {VTP_DOMAIN, "VTP Domain"},
    {ETHERNET_PACKET, "Ethernet Packet"},
    {MAC_NULL, "MAC Null"},
    {MAC_ADDRESS, "MAC Address"},
};

static bool invalid(struct printer *pr)
{
    TEXT_LIT(pr->out, " (invalid)");
    return false;
}

static bool put_value(struct printer *pr, uint32_t type, uint32_t off,
                      uint32_t len)
{
    switch (type) {
    case CLIENT_IP:
        if (len != 4)
            return invalid(pr);
        text_ip4(pr->out, pr->base + off);
        text_printf(pr->out, " (0x%08x)", printer_u32(pr, off));
        break;
    case PORT_NAME:
    case VLAN_NAME:
    case VTP_DOMAIN:
    case ETHERNET_PACKET:
        printer_string(pr, off, len);
        break;
    case MAC_NULL:
    case MAC_ADDRESS:
        if (len != 6)
            return invalid(pr);
        printer_ether(pr, off);
        break;
    default:
        if (pr->style->verbose <= 1)
            printer_hex(pr, "\n\t    ", off, len);
        break;
    }
    return true;
}

static void put_objects(struct printer *pr, uint32_t n)
{
    uint32_t off = HDR;

    for (; n > 0 && off < pr->len; n--) {
        if (!printer_need(pr, off, OBJECT_HDR))
            return;
        const uint32_t type = printer_u32(pr, off);
        const uint32_t len = printer_u16(pr, off + 4);
        off += OBJECT_HDR;
        text_printf(pr->out, "\n\t  %s Object (0x%08x), length %u, value: ",
                    CODE_NAME(objects, type, "Unknown"), type, len);
        if (type == 0 || len == 0)
            return;
        if (!printer_need(pr, off, len) || !put_value(pr, type, off, len))
            return;
        off += len;
    }
}

static bool print_vqp(struct printer *pr)
{
    pr->label = "vqp";
    if (!printer_need(pr, 0, HDR))
        return true;
    const uint8_t version = printer_u8(pr, 0);
    if (version != VERSION) {
        text_printf(pr->out, "VQP version %u packet not supported", version);
        return true;
    }
    const char *message = CODE_NAME(messages, printer_u8(pr, 1), NULL);
    const uint8_t error = printer_u8(pr, 2);
    text_str(pr->out, pr->style->verbose > 0 ? "\n\tVQPv1, " : "VQPv1 ");
    if (message != NULL)
        text_str(pr->out, message);
    else
        text_printf(pr->out, "unknown (%u)", printer_u8(pr, 1));
    text_printf(pr->out, " Message, error-code ");
    CODE_PUT(pr->out, errors, error, "unknown (%u)");
    if (CODE_NAME(errors, error, NULL) != NULL)
        text_printf(pr->out, " (%u)", error);
    if (pr->style->verbose > 0)
        text_printf(pr->out, ", seq 0x%08x, items %u", printer_u32(pr, 4),
                    printer_u8(pr, 3));
    text_printf(pr->out, ", length %u", pr->len);
    if (pr->style->verbose > 0)
        put_objects(pr, printer_u8(pr, 3));
    return true;
}

const struct protocol protocol_vqp = {"vqp", print_vqp};
