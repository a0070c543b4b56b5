/*
 * eigrp.c - Cisco's Enhanced Interior Gateway Routing Protocol (RFC 7868).
 */
#include "codes.h"
#include "protocol.h"

enum {
    HEADER = 20,
    GENERAL = 0x0001,
    SOFTWARE = 0x0004,
    IP_INTERNAL = 0x0102,
    IP_EXTERNAL = 0x0103,
    AT_INTERNAL = 0x0202,
    AT_EXTERNAL = 0x0203,
    AT_CABLE = 0x0204,
};

static const struct code_name opcodes[] = {
    {1, "Update"}, {3, "Query"},   {4, "Reply"},
    {5, "Hello"},  {6, "IPX SAP"}, {7, "Probe"},
};

static const struct code_name flags[] = {
    {1, "Init"},
    {2, "Conditionally Received"},
    {4, "Restart"},
    {8, "End-of-Table"},
};

/* What an element is called, and the least octets of its value. */
static const struct tlv_kind {
    uint16_t type;
    uint8_t least;
    const char *name;
} kinds[] = {
    {GENERAL, 8, "General Parameters"},
    {0x0002, 0, "Authentication"},
    {0x0003, 0, "Sequence"},
    {SOFTWARE, 4, "Software Version"},
    {0x0005, 0, "Next Multicast Sequence"},
    {IP_INTERNAL, 22, "IP Internal routes"},
    {IP_EXTERNAL, 42, "IP External routes"},
    {AT_INTERNAL, 24, "AppleTalk Internal routes"},
    {AT_EXTERNAL, 40, "AppleTalk External routes"},
    {AT_CABLE, 8, "AppleTalk Cable setup"},
    {0x0302, 0, "IPX Internal routes"},
    {0x0303, 0, "IPX External routes"},
};

static const struct code_name protocols[] = {
    {1, "IGRP"},  {2, "EIGRP"}, {3, "Static"},     {4, "RIP"},
    {5, "Hello"}, {6, "OSPF"},  {7, "IS-IS"},      {8, "EGP"},
    {9, "BGP"},   {10, "IDRP"}, {11, "Connected"},
};

static const struct tlv_kind *kind_of(uint16_t type)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (kinds[i].type == type)
            return &kinds[i];
    return NULL;
}

static void put_metric(struct printer *pr, uint32_t off)
{
    text_printf(pr->out,
                "\n\t      delay %u ms, bandwidth %u Kbps, mtu %u, hop %u, "
                "reliability %u, load %u",
                printer_u32(pr, off) / 100, printer_u32(pr, off + 4),
                printer_u24(pr, off + 8), printer_u8(pr, off + 11),
                printer_u8(pr, off + 12), printer_u8(pr, off + 13));
}

/* The protocol a route comes from and its flags, at `off`. */
static void put_origin(struct printer *pr, uint32_t off)
{
    text_printf(pr->out, ", origin-proto %s, flags [0x%02x]",
                CODE_NAME(protocols, printer_u8(pr, off), "unknown"),
                printer_u8(pr, off + 1));
}

/* False when the width cannot be right. */
static bool put_prefix(struct printer *pr, uint32_t off, uint32_t nexthop)
{
    enum { WIDTH = 15 };
    const uint8_t bits = printer_u8(pr, off);
    const uint32_t octets = (bits + 7U) / 8;
    uint8_t addr[4] = {0};

    if (bits > 32) {
        text_printf(pr->out, "\n\t    illegal prefix length %u", bits);
        return false;
    }
    if (!printer_need(pr, off + 1, octets))
        return false;
    memcpy(addr, pr->base + off + 1, octets);
    TEXT_LIT(pr->out, "\n\t    IPv4 prefix: ");
    const size_t before = text_len(pr->out);
    text_ip4(pr->out, addr);
    const size_t n = text_len(pr->out) - before;
    text_truncate(pr->out, before);
    text_fill(pr->out, ' ', n < WIDTH ? WIDTH - n : 0);
    text_ip4(pr->out, addr);
    text_printf(pr->out, "/%u, nexthop: ", bits);
    if (printer_u32(pr, nexthop) == 0)
        TEXT_LIT(pr->out, "self");
    else
        printer_addr4(pr, nexthop);
    return true;
}

static void put_ip_external(struct printer *pr, uint32_t off)
{
    if (!put_prefix(pr, off + 40, off))
        return;
    printer_text_addr4(pr, "\n\t      origin-router ", off + 4);
    text_printf(pr->out, ", origin-as %u", printer_u32(pr, off + 8));
    put_origin(pr, off + 22);
    text_printf(pr->out, ", tag 0x%08x, metric %u", printer_u32(pr, off + 12),
                printer_u32(pr, off + 16));
    put_metric(pr, off + 24);
}

static void put_cables(struct printer *pr, uint32_t off, uint32_t nexthop)
{
    text_printf(pr->out,
                "\n\t     Cable-Range: %u-%u, nexthop: ", printer_u16(pr, off),
                printer_u16(pr, off + 2));
    if (printer_u32(pr, nexthop) == 0)
        TEXT_LIT(pr->out, "self");
    else
        text_printf(pr->out, "%u.%u", printer_u16(pr, nexthop),
                    printer_u16(pr, nexthop + 2));
}

static void put_value(struct printer *pr, uint16_t type, uint32_t off,
                      uint32_t len)
{
    switch (type) {
    case GENERAL:
        text_printf(pr->out,
                    "\n\t    holdtime: %us, k1 %u, k2 %u, k3 %u, k4 %u, k5 %u",
                    printer_u16(pr, off + 6), printer_u8(pr, off),
                    printer_u8(pr, off + 1), printer_u8(pr, off + 2),
                    printer_u8(pr, off + 3), printer_u8(pr, off + 4));
        break;
    case SOFTWARE:
        text_printf(pr->out, "\n\t    IOS version: %u.%u, EIGRP version %u.%u",
                    printer_u8(pr, off), printer_u8(pr, off + 1),
                    printer_u8(pr, off + 2), printer_u8(pr, off + 3));
        break;
    case IP_INTERNAL:
        if (put_prefix(pr, off + 20, off))
            put_metric(pr, off + 4);
        break;
    case IP_EXTERNAL:
        put_ip_external(pr, off);
        break;
    case AT_INTERNAL:
        put_cables(pr, off + 20, off);
        put_metric(pr, off + 4);
        break;
    case AT_EXTERNAL:
        put_cables(pr, off + 36, off);
        text_printf(pr->out, "\n\t      origin-router %u, origin-as %u",
                    printer_u32(pr, off + 4), printer_u32(pr, off + 8));
        put_origin(pr, off + 16);
        text_printf(pr->out, ", tag 0x%08x, metric %u",
                    printer_u32(pr, off + 12), printer_u16(pr, off + 18));
        put_metric(pr, off + 20);
        break;
    case AT_CABLE:
        text_printf(pr->out, "\n\t    Cable-range: %u-%u, Router-ID %u",
                    printer_u16(pr, off), printer_u16(pr, off + 2),
                    printer_u32(pr, off + 4));
        break;
    default:
        if (pr->style->verbose <= 1)
            printer_hex(pr, "\n\t    ", off, len);
        break;
    }
}

static void put_tlvs(struct printer *pr)
{
    enum { HEAD = 4 };
    uint32_t off = HEADER, left = pr->len - HEADER;

    while (left > 0 && printer_need(pr, off, HEAD)) {
        const uint16_t type = printer_u16(pr, off);
        const uint16_t len = printer_u16(pr, off + 2);
        if (len < HEAD || len > left) {
            printer_hex(pr, "\n\t    ", off + HEAD,
                        left > HEAD ? left - HEAD : 0);
            return;
        }
        const struct tlv_kind *kind = kind_of(type);
        text_printf(pr->out, "\n\t  %s TLV (0x%04x), length: %u",
                    kind != NULL ? kind->name : "Unknown", type, len);
        const uint32_t value = len - (uint32_t)HEAD;
        if (!printer_need(pr, off + HEAD, value))
            return;
        if (kind != NULL && value < kind->least)
            text_printf(pr->out, " (too short, < %u)", kind->least + HEAD);
        else
            put_value(pr, type, off + HEAD, value);
        if (pr->style->verbose > 1)
            printer_hex(pr, "\n\t    ", off + HEAD, value);
        off += len;
        left -= len;
    }
}

static bool print_eigrp(struct printer *pr)
{
    pr->label = "eigrp";
    if (!printer_has(pr, 0, HEADER)) {
        printer_mark(pr);
        return true;
    }
    const uint8_t version = printer_u8(pr, 0);
    const uint8_t opcode = printer_u8(pr, 1);
    if (version != 2) {
        text_printf(pr->out, "EIGRP version %u packet not supported", version);
        return true;
    }
    if (pr->style->verbose == 0) {
        TEXT_LIT(pr->out, "EIGRP ");
        CODE_PUT(pr->out, opcodes, opcode, "unknown (%u)");
        text_printf(pr->out, ", length: %u", pr->len);
        return true;
    }
    text_printf(pr->out, "\n\tEIGRP v%u, opcode: ", version);
    CODE_PUT(pr->out, opcodes, opcode, "unknown, type: %u");
    text_printf(pr->out, " (%u), chksum: 0x%04x, Flags: [", opcode,
                printer_u16(pr, 2));
    CODE_PUT_BITS_OR(pr->out, flags, printer_u32(pr, 4), ", ", "none");
    text_printf(pr->out,
                "]\n\tseq: 0x%08x, ack: 0x%08x, VRID: %u, AS: %u, length: %u",
                printer_u32(pr, 8), printer_u32(pr, 12), printer_u16(pr, 16),
                printer_u16(pr, 18), pr->len - HEADER);
    put_tlvs(pr);
    /* The oracle finds out by itself that a packet is cut. */
    if (printer_finish(pr))
        pr->cut = false;
    return true;
}

const struct protocol protocol_eigrp = {"eigrp", print_eigrp};
