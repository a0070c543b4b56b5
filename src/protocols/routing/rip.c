/*
 * rip.c - RIP, versions 1 and 2 (RFC 1058, RFC 2453, RFC 4822).
 */
#include "codes.h"
#include "printer.h"
#include "protocol.h"

enum { HDR = 4, ENTRY = 20, REQUEST = 1, RESPONSE = 2, POLL = 5 };

enum {
    FAMILY_NONE = 0,
    FAMILY_IP = 2,
    FAMILY_AUTH = 0xffff,
    AUTH_TRAILER = 1,
    AUTH_PASSWORD = 2,
    AUTH_CRYPTOGRAPHIC = 3,
};

static const struct code_name commands[] = {
    {1, "Request"},   {2, "Response"}, {3, "Trace on"},
    {4, "Trace off"}, {5, "Poll"},     {6, "Poll Entry"},
};

/* The BSDs' address families, as far as the oracle names them. */
static const struct code_name families[] = {
    {6, "NS"},    {7, "ISO"},   {16, "Appletalk"}, {23, "IPX"},
    {24, "IPv6"}, {28, "IPv6"}, {30, "IPv6"},
};

static void dump(struct printer *pr, uint32_t off, uint32_t n)
{
    printer_hex(pr, "\n\t  ", off, n);
}

static bool is_zero(struct printer *pr, uint32_t off, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (printer_u8(pr, off + i) != 0)
            return false;
    return true;
}

static void print_entry1(struct printer *pr, uint32_t off)
{
    const uint16_t family = printer_u16(pr, off);

    if (family != FAMILY_NONE && family != FAMILY_IP) {
        TEXT_LIT(pr->out, "\n\t AFI ");
        CODE_PUT(pr->out, families, family, "Unknown (%u)");
        TEXT_LIT(pr->out, ", ");
        dump(pr, off + 4, ENTRY - 4);
        return;
    }
    /* What RFC 1058 wants to be zero shows a later version's entry. */
    if (!is_zero(pr, off + 2, 2) || !is_zero(pr, off + 8, 8)) {
        dump(pr, off, ENTRY);
        return;
    }
    if (family == FAMILY_NONE) {
        text_printf(pr->out, "\n\t  AFI 0, ");
        printer_addr4(pr, off + 4);
    } else {
        TEXT_LIT(pr->out, "\n\t  ");
        printer_addr4(pr, off + 4);
    }
    text_printf(pr->out, ", metric: %u", printer_u32(pr, off + 16));
}

/* The width of a mask, -1 where its ones do not stand together. */
static int mask_width(uint32_t mask)
{
    int width = 0;

    while (mask & 0x80000000) {
        mask <<= 1;
        width++;
    }
    return mask == 0 ? width : -1;
}

static void print_password(struct printer *pr, uint32_t off)
{
    TEXT_LIT(pr->out, "\n\t  Simple Text Authentication data: ");
    for (uint32_t i = 4; i < ENTRY && printer_u8(pr, off + i) != 0; i++)
        printer_visible(pr, off + i, 1);
}

/* RFC 4822 section 2.1 */
static void print_auth_header(struct printer *pr, uint32_t off)
{
    TEXT_LIT(pr->out, "\n\t  Auth header:");
    text_printf(pr->out, " Packet Len %u", printer_u16(pr, off + 4));
    text_printf(pr->out, ", Key-ID %u", printer_u8(pr, off + 6));
    text_printf(pr->out, ", Auth Data Len %u", printer_u8(pr, off + 7));
    text_printf(pr->out, ", SeqNo %u", printer_u32(pr, off + 8));
    text_printf(pr->out, ", MBZ %u", printer_u32(pr, off + 12));
    text_printf(pr->out, ", MBZ %u", printer_u32(pr, off + 16));
}

/* False where the entries end: at the trailer, or cut (`left` is too short) */
static bool print_auth(struct printer *pr, uint32_t off, uint32_t left)
{
    const uint16_t kind = printer_u16(pr, off + 2);

    switch (kind) {
    case AUTH_TRAILER:
        TEXT_LIT(pr->out, "\n\t  Auth trailer:");
        dump(pr, off + 4, left - 4);
        return false;
    case AUTH_PASSWORD:
        print_password(pr, off);
        return true;
    case AUTH_CRYPTOGRAPHIC:
        if (left < ENTRY) {
            printer_mark(pr);
            return false;
        }
        print_auth_header(pr, off);
        return true;
    default:
        text_printf(pr->out, "\n\t  Unknown (%u) Authentication data:", kind);
        dump(pr, off + 4, left - 4);
        return false;
    }
}

static void put_padded_addr(struct printer *pr, uint32_t off)
{
    enum { WIDTH = 15 };
    const size_t before = text_len(pr->out);

    if (!printer_need(pr, off, 4))
        return;
    text_ip4(pr->out, pr->base + off);
    const size_t n = text_len(pr->out) - before;
    text_truncate(pr->out, before);
    text_fill(pr->out, ' ', n < WIDTH ? WIDTH - n : 0);
    text_ip4(pr->out, pr->base + off);
}

static void print_route2(struct printer *pr, uint32_t off, bool ip)
{
    TEXT_LIT(pr->out, "\n\t  AFI ");
    text_str(pr->out, ip ? "IPv4" : "0");
    TEXT_LIT(pr->out, ", ");
    put_padded_addr(pr, off + 4);
    text_printf(pr->out, "/%-2d", mask_width(printer_u32(pr, off + 8)));
    text_printf(pr->out, ", tag 0x%04x", printer_u16(pr, off + 2));
    text_printf(pr->out, ", metric: %u", printer_u32(pr, off + 16));
    TEXT_LIT(pr->out, ", next-hop: ");
    if (printer_u32(pr, off + 12) != 0)
        printer_addr4(pr, off + 12);
    else
        TEXT_LIT(pr->out, "self");
}

/* Of `left` captured octets; false when no more entries are looked at. */
static bool print_entry2(struct printer *pr, uint32_t off, uint32_t left)
{
    if (left < 4) {
        printer_mark(pr);
        return false;
    }
    const uint16_t family = printer_u16(pr, off);
    if (family == FAMILY_AUTH) {
        if (!print_auth(pr, off, left))
            return false;
    } else if (family != FAMILY_IP && family != FAMILY_NONE) {
        TEXT_LIT(pr->out, "\n\t  AFI ");
        CODE_PUT(pr->out, families, family, "Unknown (%u)");
        dump(pr, off + 4, left < ENTRY ? left - 4 : ENTRY - 4);
    } else if (left < ENTRY) {
        printer_mark(pr);
        return false;
    } else {
        print_route2(pr, off, family == FAMILY_IP);
    }
    if (left >= ENTRY)
        return true;
    text_printf(pr->out, " [remaining entries length %u < %u] (invalid)", left,
                ENTRY);
    return false;
}

static void print_routes(struct printer *pr, uint8_t version)
{
    const uint32_t end = pr->len < pr->cap ? pr->len : pr->cap;

    text_printf(pr->out, ", routes: %u", pr->len / ENTRY);
    if (version == 2)
        TEXT_LIT(pr->out, " or less");
    for (uint32_t off = HDR; printer_ok(pr) && off < end; off += ENTRY) {
        const uint32_t left = end - off;
        if (version == 2) {
            if (!print_entry2(pr, off, left))
                return;
        } else if (left < ENTRY) {
            printer_mark(pr);
            return;
        } else {
            print_entry1(pr, off);
        }
    }
}

static void print_message(struct printer *pr, uint8_t version)
{
    const uint8_t command = printer_u8(pr, 0);
    const char *name = CODE_NAME(commands, command, NULL);

    if (name != NULL)
        text_printf(pr->out, ", %s", name);
    else
        text_printf(pr->out, ", unknown command (%u)", command);
    text_printf(pr->out, ", length: %u", pr->len);
    if (pr->style->verbose == 0)
        return;
    if (command == REQUEST || command == RESPONSE) {
        if (version > 2)
            TEXT_LIT(pr->out, ", unknown version");
        else
            print_routes(pr, version);
    } else if (command == 3 || name == NULL) {
        if (pr->style->verbose == 1)
            printer_hex(pr, "\n\t", 0, pr->len);
    }
    if (pr->style->verbose > 1)
        printer_hex(pr, "\n\t", 0, pr->len);
}

static bool print_rip(struct printer *pr)
{
    pr->label = "rip";
    if (pr->len < HDR || !printer_has(pr, 0, HDR)) {
        printer_mark(pr);
        return true;
    }
    const uint8_t version = printer_u8(pr, 1);
    text_printf(pr->out, "%sRIPv%u", pr->style->verbose > 0 ? "\n\t" : "",
                version);
    if (version == 0)
        printer_hex(pr, "\n\t", 0, pr->len);
    else
        print_message(pr, version);
    return true;
}

const struct protocol protocol_rip = {.name = "rip", .print = print_rip};
