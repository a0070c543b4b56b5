/*
 * bgp_open.c - the open message and its capabilities (RFC 4271, 5492).
 */
#include "bgp_open.h"

#include "bgp_kit.h"
#include "codes.h"

enum { OPEN_LEN = 29 };

static const struct code_name option_names[] = {
    {1, "Authentication Information"},
    {2, "Capabilities Advertisement"},
};

static const struct code_name capability_names[] = {
    {1, "Multiprotocol Extensions"},
    {2, "Route Refresh"},
    {3, "Cooperative Route Filtering"},
    {4, "Multiple Routes to a Destination"},
    {5, "Extended Next Hop Encoding"},
    {8, "Multiple Labels"},
    {64, "Graceful Restart"},
    {65, "32-Bit AS Number"},
    {67, "Dynamic Capability"},
    {68, "Multisession BGP"},
    {69, "Multiple Paths"},
    {70, "Enhanced Route Refresh"},
    {71, "Long-lived Graceful Restart"},
    {128, "Route Refresh (Cisco)"},
};

/* RFC 4724, 3 */
static void print_graceful_restart(struct printer *pr, uint32_t off,
                                   uint32_t len)
{
    struct text *out = pr->out;
    const uint16_t word = printer_u16(pr, off);

    text_printf(out, "\n\t\tRestart Flags: [%s], Restart Time %us",
                word & 0x8000 ? "R" : "none", word & 0x0fff);
    for (uint32_t i = 2; i + 4 <= len; i += 4) {
        TEXT_LIT(out, "\n\t\t  ");
        bgp_put_family(pr, printer_u16(pr, off + i),
                       printer_u8(pr, off + i + 2));
        text_printf(out, ", Forwarding state preserved: %s",
                    printer_u8(pr, off + i + 3) & 0x80 ? "yes" : "no");
    }
}

/* RFC 8277, 2.1 */
static void print_multiple_labels(struct printer *pr, uint32_t off,
                                  uint32_t len)
{
    for (uint32_t i = 0; i + 4 <= len; i += 4) {
        TEXT_LIT(pr->out, "\n\t\t");
        bgp_put_family(pr, printer_u16(pr, off + i),
                       printer_u8(pr, off + i + 2));
        text_printf(pr->out, ", Count: %u", printer_u8(pr, off + i + 3));
    }
}

/* RFC 7911, 4 */
static void print_add_path(struct printer *pr, uint32_t off, uint32_t len)
{
    static const struct code_name directions[] = {
        {1, "Receive"},
        {2, "Send"},
        {3, "Both"},
    };
    struct text *out = pr->out;

    if (len == 0) {
        TEXT_LIT(out, " (bogus)");
        return;
    }
    for (; len >= 4; off += 4, len -= 4) {
        const uint8_t how = printer_u8(pr, off + 3);
        TEXT_LIT(out, "\n\t\t");
        bgp_put_family(pr, printer_u16(pr, off), printer_u8(pr, off + 2));
        TEXT_LIT(out, ", Send/Receive: ");
        CODE_PUT(out, directions, how, "Bogus (0x%02x)");
    }
    if (len > 0)
        TEXT_LIT(out, " (invalid)");
}

/* Octets a capability's value has at least. */
static unsigned capability_least(uint8_t code)
{
    switch (code) {
    case 1:
    case 65:
        return 4;
    case 64:
        return 2;
    default:
        return 0;
    }
}

/* The capability's value, which is all captured and long enough. */
static void print_capability(struct printer *pr, uint8_t code, uint32_t off,
                             uint8_t len)
{
    struct text *out = pr->out;

    switch (code) {
    case 1:
        TEXT_LIT(out, "\n\t\t");
        bgp_put_family(pr, printer_u16(pr, off), printer_u8(pr, off + 3));
        break;
    case 2:   /* route refresh */
    case 71:  /* long-lived graceful restart */
    case 128: /* route refresh, before RFC 2918 */
        break;
    case 8:
        print_multiple_labels(pr, off, len);
        break;
    case 64:
        print_graceful_restart(pr, off, len);
        break;
    case 65:
        TEXT_LIT(out, "\n\t\t 4 Byte AS ");
        bgp_put_as(pr, printer_u32(pr, off));
        break;
    case 69:
        print_add_path(pr, off, len);
        break;
    default:
        text_printf(out, "\n\t\tno decoder for Capability %u", code);
        if (pr->style->verbose < 2)
            printer_hex(pr, "\n\t\t", off, len);
        break;
    }
    if (pr->style->verbose > 1)
        printer_hex(pr, "\n\t\t", off, len);
}

/*
 * The last capability may run past its option: the oracle holds header and
 * value to what is captured alone.
 */
static bool print_capabilities(struct printer *pr, uint32_t off, uint8_t len)
{
    for (uint32_t i = 0; i < len;) {
        if (!printer_has(pr, off + i, 2))
            return false;
        const uint8_t code = printer_u8(pr, off + i);
        const uint8_t cap_len = printer_u8(pr, off + i + 1);
        text_printf(pr->out, "\n\t      %s (%u), length: %u",
                    CODE_NAME(capability_names, code, "Unknown"), code,
                    cap_len);
        i += 2;
        if (!printer_has(pr, off + i, cap_len))
            return false;
        const unsigned least = capability_least(code);
        if (cap_len < least) {
            text_printf(pr->out, " (too short, < %u)", least);
            return true;
        }
        print_capability(pr, code, off + i, cap_len);
        i += cap_len;
    }
    return true;
}

/*
 * `left` octets of the message stand behind the fixed part. An option's header
 * is held to them, its value to the length of all options.
 */
static bool print_options(struct printer *pr, uint32_t off, uint32_t left,
                          uint8_t opt_len)
{
    struct text *out = pr->out;

    for (uint32_t i = 0; i < opt_len;) {
        const uint32_t at = off + i;
        if (i + 2 > left)
            return false;
        const uint8_t type = printer_u8(pr, at);
        const uint8_t len = printer_u8(pr, at + 1);
        if (i + 2 + len > opt_len) {
            text_printf(out,
                        "\n\t     Option %u, length: %u, goes past the end of "
                        "the options",
                        type, len);
            return true;
        }
        text_printf(out, "\n\t    Option %s (%u), length: %u",
                    CODE_NAME(option_names, type, "Unknown"), type, len);
        if (type != 2)
            text_printf(out, "\n\t      no decoder for option %u", type);
        else if (!print_capabilities(pr, at + 2, len))
            printer_mark(pr); /* and the next option is printed */
        i += 2u + len;
    }
    return true;
}

bool bgp_print_open(struct printer *pr, uint32_t off, uint32_t len)
{
    if (len < OPEN_LEN)
        return false;
    text_printf(pr->out, "\n\t  Version %u, my AS %u, Holdtime %us, ID ",
                printer_u8(pr, off + 19), printer_u16(pr, off + 20),
                printer_u16(pr, off + 22));
    text_ip4(pr->out, pr->base + off + 24);
    const uint8_t opt_len = printer_u8(pr, off + 28);
    text_printf(pr->out, "\n\t  Optional parameters, length: %u", opt_len);
    return print_options(pr, off + OPEN_LEN, len - OPEN_LEN, opt_len);
}
