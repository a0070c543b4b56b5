/*
 * aoe.c - ATA over Ethernet (Coraid's AoEr11).
 */
#include "codes.h"
#include "protocol.h"
#include "span.h"
#include "values.h"

enum { VERSION = 1, HEADER = 10, FLAG_ERROR = 4 };
enum { ATA = 0, CONFIG = 1, MAC_MASK = 2, RESERVE = 3, MAC_LEN = 6 };

static const struct code_name commands[] = {
    {ATA, "Issue ATA Command"},
    {CONFIG, "Query Config Information"},
    {MAC_MASK, "MAC Mask List"},
    {RESERVE, "Reserve/Release"},
};

static const struct code_name flag_names[] = {
    {8, "Response"}, {4, "Error"}, {2, "MBZ-1"}, {1, "MBZ-0"}};

static const struct code_name errors[] = {
    {1, "Unrecognized command code"}, {2, "Bad argument parameter"},
    {3, "Device unavailable"},        {4, "Config string present"},
    {5, "Unsupported version"},       {6, "Target is reserved"},
};

/* An octet, and its text before it is known whether more follow. */
static void put_octet(struct printer *pr, const char *before, uint32_t off)
{
    const uint8_t b = printer_u8(pr, off);

    text_printf(pr->out, "%s%u", before, b);
}

static bool put_ata(struct printer *pr, struct span args)
{
    static const struct code_name names[] = {
        {0x80, "MBZ-7"}, {0x40, "Ext48"}, {0x20, "MBZ-5"}, {0x10, "Device"},
        {0x08, "MBZ-3"}, {0x04, "MBZ-2"}, {0x02, "Async"}, {0x01, "Write"},
    };
    enum { FIXED = 12 };

    if (args.len < FIXED)
        return false;
    const uint8_t flags = printer_u8(pr, args.off);
    TEXT_LIT(pr->out, "\n\tAFlags: [");
    CODE_PUT_BITS_OR(pr->out, names, flags, ", ", "none");
    text_char(pr->out, ']');
    put_octet(pr, ", Err/Feature: ", args.off + 1);
    put_octet(pr, ", Sector Count: ", args.off + 2);
    put_octet(pr, ", Cmd/Status: ", args.off + 3);
    for (uint32_t i = 0; i < 6 && printer_ok(pr); i++) {
        const uint8_t lba = printer_u8(pr, args.off + 4 + i);
        text_printf(pr->out, "%slba%u: %u", i == 0 ? "\n\t" : ", ", i, lba);
    }
    printer_need(pr, args.off + 10, 2);
    span_skip(&args, FIXED);
    if (args.len > 0)
        text_printf(pr->out, "\n\tData: %u bytes", args.len);
    return true;
}

static bool put_config(struct printer *pr, struct span args)
{
    static const struct code_name names[] = {
        {0, "read config string"},        {1, "test config string"},
        {2, "test config string prefix"}, {3, "set config string"},
        {4, "force set config string"},
    };
    enum { FIXED = 8, STRING_MAX = 1024 };

    if (args.len < FIXED)
        return false;
    const uint16_t buffers = printer_u16(pr, args.off);
    text_printf(pr->out, "\n\tBuffer Count: %u", buffers);
    const uint16_t firmware = printer_u16(pr, args.off + 2);
    text_printf(pr->out, ", Firmware Version: %u", firmware);
    put_octet(pr, ", Sector Count: ", args.off + 4);
    const uint8_t b = printer_u8(pr, args.off + 5);
    text_printf(pr->out, ", AoE: %u, CCmd: ", b >> 4);
    CODE_PUT(pr->out, names, b & 0xf, "Unknown (0x02x)");
    const uint16_t len = printer_u16(pr, args.off + 6);
    span_skip(&args, FIXED);
    if (len > STRING_MAX || len > args.len)
        return false;
    if (len > 0) {
        text_printf(pr->out, "\n\tConfig String (length %u): ", len);
        printer_chars(pr, args.off, len);
    }
    return true;
}

static bool put_mac_mask(struct printer *pr, struct span args)
{
    static const struct code_name list_commands[] = {{0, "Read Mac Mask List"},
                                                     {1, "Edit Mac Mask List"}};
    static const struct code_name list_errors[] = {
        {1, "Unspecified Error"},
        {2, "Bad DCmd directive"},
        {3, "Mask list full"},
    };
    static const struct code_name directives[] = {
        {0, "No Directive"},
        {1, "Add mac address to mask list"},
        {2, "Delete mac address from mask list"},
    };
    enum { FIXED = 4, ENTRY = 8 };

    if (args.len < FIXED)
        return false;
    printer_need(pr, args.off, 2);
    TEXT_LIT(pr->out, "\n\tMCmd: ");
    CODE_PUT(pr->out, list_commands, printer_u8(pr, args.off + 1),
             "Unknown (0x%02x)");
    const uint8_t error = printer_u8(pr, args.off + 2);
    TEXT_LIT(pr->out, ", MError: ");
    CODE_PUT(pr->out, list_errors, error, "Unknown (0x%02x)");
    const uint8_t count = printer_u8(pr, args.off + 3);
    text_printf(pr->out, ", Dir Count: %u", count);
    span_skip(&args, FIXED);
    if (count * ENTRY > args.len)
        return false;
    for (unsigned i = 0; i < count && printer_ok(pr); i++) {
        printer_need(pr, args.off, 2);
        TEXT_LIT(pr->out, "\n\t DCmd: ");
        CODE_PUT(pr->out, directives, printer_u8(pr, args.off + 1),
                 "Unknown (0x%02x)");
        printer_need(pr, args.off + 2, MAC_LEN);
        TEXT_LIT(pr->out, ", Ethernet Address: ");
        printer_ether(pr, args.off + 2);
        span_skip(&args, ENTRY);
    }
    return true;
}

static bool put_reserve(struct printer *pr, struct span args)
{
    static const struct code_name names[] = {
        {0, "Read reserve list"},
        {1, "Set reserve list"},
        {2, "Force set reserve list"},
    };
    enum { FIXED = 2 };

    if (args.len < FIXED || (args.len - FIXED) % MAC_LEN != 0)
        return false;
    const uint8_t command = printer_u8(pr, args.off);
    TEXT_LIT(pr->out, "\n\tRCmd: ");
    CODE_PUT(pr->out, names, command, "Unknown (0x%02x)");
    const uint8_t count = printer_u8(pr, args.off + 1);
    text_printf(pr->out, ", NMacs: %u", count);
    span_skip(&args, FIXED);
    if (count * MAC_LEN != args.len)
        return false;
    for (unsigned i = 0; i < count; i++, span_skip(&args, MAC_LEN)) {
        if (!printer_need(pr, args.off, MAC_LEN))
            break;
        text_printf(pr->out, "\n\tEthernet Address %u: ", i);
        printer_ether(pr, args.off);
    }
    return true;
}

static bool put_arguments(struct printer *pr, uint8_t command, struct span args)
{
    switch (command) {
    case ATA:
        return put_ata(pr, args);
    case CONFIG:
        return put_config(pr, args);
    case MAC_MASK:
        return put_mac_mask(pr, args);
    case RESERVE:
        return put_reserve(pr, args);
    default:
        return true;
    }
}

static bool put_header(struct printer *pr)
{
    if (pr->len < 1)
        return false;
    const uint8_t b = printer_u8(pr, 0);
    text_printf(pr->out, ", Ver %u", b >> 4);
    if (b >> 4 != VERSION)
        return true;
    if (pr->len < HEADER)
        return false;
    TEXT_LIT(pr->out, ", Flags: [");
    CODE_PUT_BITS_OR(pr->out, flag_names, b & 0xf, ", ", "none");
    text_char(pr->out, ']');
    if (pr->style->verbose == 0)
        return true;
    const uint8_t error = printer_u8(pr, 1);
    if ((b & FLAG_ERROR) != 0) {
        TEXT_LIT(pr->out, "\n\tError: ");
        CODE_PUT(pr->out, errors, error, "Invalid (%u)");
    }
    const uint16_t major = printer_u16(pr, 2);
    text_printf(pr->out, "\n\tMajor: 0x%04x", major);
    const uint8_t minor = printer_u8(pr, 4);
    text_printf(pr->out, ", Minor: 0x%02x", minor);
    const uint8_t command = printer_u8(pr, 5);
    TEXT_LIT(pr->out, ", Command: ");
    CODE_PUT(pr->out, commands, command, "Unknown (0x%02x)");
    const uint32_t tag = printer_u32(pr, 6);
    text_printf(pr->out, ", Tag: 0x%08x", tag);
    return put_arguments(pr, command, (struct span){HEADER, pr->len - HEADER});
}

static bool print_aoe(struct printer *pr)
{
    pr->label = "aoe";
    text_printf(pr->out, "AoE length %u", pr->len);
    if (!put_header(pr) && printer_ok(pr)) {
        TEXT_LIT(pr->out, " (invalid)");
        printer_need(pr, 0, pr->len);
    }
    return true;
}

const struct protocol protocol_aoe = {.name = "aoe", .print = print_aoe};
