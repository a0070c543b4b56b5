/*
 * dhcp.c - BOOTP and DHCP (RFC 951, RFC 2131); its options are in
 * dhcp_options.c.
 */
#include "dhcp.h"

#include <string.h>

#include "protocol.h"

enum {
    OP = 0,
    HTYPE = 1,
    HLEN = 2,
    HOPS = 3,
    XID = 4,
    SECS = 8,
    FLAGS = 10,
    CLIENT_IP = 12,
    YOUR_IP = 16,
    SERVER_IP = 20,
    GATEWAY_IP = 24,
    HARDWARE = 28,
    SNAME = 44,
    SNAME_LEN = 64,
    FILE_NAME = 108,
    FILE_LEN = 128,
    VENDOR = 236,
    COOKIE_LEN = 4,
};

enum {
    REQUEST = 1,
    REPLY = 2,
    ETHERNET = 1,
    MAC_LEN = 6,
    BROADCAST = 0x8000,
    RFC1048_COOKIE = 0x63825363,
    CMU_COOKIE = 0x434d5500,
};

static const struct code_name ops[] = {
    {REQUEST, "Request"},
    {REPLY, "Reply"},
};

static bool has_mac(struct printer *pr)
{
    const uint8_t type = printer_u8(pr, HTYPE), len = printer_u8(pr, HLEN);

    return type == ETHERNET && len == MAC_LEN;
}

static void put_mac(struct printer *pr)
{
    printer_ether(pr, HARDWARE);
}

static void print_op(struct printer *pr)
{
    const uint8_t op = printer_u8(pr, OP);

    TEXT_LIT(pr->out, "BOOTP/DHCP, ");
    CODE_PUT(pr->out, ops, op, "unknown (0x%02x)");
    if (has_mac(pr) && op == REQUEST) {
        printer_need(pr, HARDWARE, MAC_LEN);
        TEXT_LIT(pr->out, " from ");
        put_mac(pr);
    }
    text_printf(pr->out, ", length %u", pr->len);
}

/* A field that is only shown when it is not the usual value. */
static void print_unusual(struct printer *pr, const char *what, uint32_t value,
                          uint32_t usual)
{
    if (value != usual)
        text_printf(pr->out, ", %s %u", what, value);
}

static void print_flags(struct printer *pr)
{
    const uint16_t flags = printer_u16(pr, FLAGS);

    text_printf(pr->out, ", Flags [%s]",
                flags & BROADCAST ? "Broadcast" : "none");
    if (pr->style->verbose > 1)
        text_printf(pr->out, " (0x%04x)", flags);
}

static void print_address(struct printer *pr, const char *what, uint32_t off)
{
    if (printer_u32(pr, off) == 0)
        return;
    text_printf(pr->out, "\n\t  %s-IP ", what);
    printer_addr4(pr, off);
}

/* A string that must end within its field. */
static void print_string(struct printer *pr, const char *what, uint32_t off,
                         uint32_t n)
{
    uint32_t i = 0;

    if (printer_u8(pr, off) == 0)
        return;
    text_printf(pr->out, "\n\t  %s \"", what);
    while (i < n && printer_has(pr, off + i, 1) && pr->base[off + i] != 0)
        text_visible(pr->out, pr->base[off + i++]);
    text_char(pr->out, '"');
    if (i == n || !printer_has(pr, off + i, 1))
        printer_cut(pr);
}

static void print_cmu_address(struct printer *pr, const char *what,
                              uint32_t off)
{
    if (printer_u32(pr, off) == 0)
        return;
    text_printf(pr->out, " %s:", what);
    printer_addr4(pr, off);
}

/* Carnegie Mellon's extensions, of before RFC 1048. */
static void print_cmu(struct printer *pr)
{
    enum { HAS_MASK = 1, AT_FLAGS = VENDOR + 4, AT_MASK = VENDOR + 8 };
    static const char *const names[] = {"NS1",  "NS2", "IEN1",
                                        "IEN2", "TS1", "TS2"};

    TEXT_LIT(pr->out, " vend-cmu");
    /* The first of four octets. */
    const uint32_t flags = printer_u32(pr, AT_FLAGS) >> 24;
    if ((flags & ~(uint32_t)HAS_MASK) != 0)
        text_printf(pr->out, " F:0x%x", flags);
    print_cmu_address(pr, "DG", AT_MASK + 4);
    print_cmu_address(pr, flags & HAS_MASK ? "SM" : "SM*", AT_MASK);
    for (uint32_t i = 0; i < COUNT_OF(names); i++)
        print_cmu_address(pr, names[i], AT_MASK + 8 + 4 * i);
}

static void print_vendor(struct printer *pr)
{
    const uint32_t cookie = printer_u32(pr, VENDOR);

    if (cookie == RFC1048_COOKIE)
        dhcp_print_options(pr, VENDOR);
    else if (cookie == CMU_COOKIE)
        print_cmu(pr);
    else if (cookie != 0)
        text_printf(pr->out, "\n\t  Vendor-#0x%x", cookie);
}

/* Whether the captured bytes end in the value of an option. */
static bool ends_in_value(const struct printer *pr)
{
    enum { PAD = 0 };

    for (uint32_t off = VENDOR + COOKIE_LEN; off < pr->cap;) {
        if (pr->base[off] == PAD) {
            off++;
            continue;
        }
        if (off + 1 == pr->cap)
            return false;
        off += 2U + pr->base[off + 1];
        if (off > pr->cap)
            return true;
    }
    return false;
}

static bool is_open_string(const struct printer *pr, uint32_t off, uint32_t n)
{
    if (pr->cap <= off)
        return false;
    return memchr(pr->base + off, 0, n < pr->cap - off ? n : pr->cap - off) ==
           NULL;
}

/*
 * Whether the oracle found out by itself that the bytes end: in strings, at
 * the cookie, in values; its other reads fail.
 */
static bool finds_end(const struct printer *pr)
{
    if (is_open_string(pr, SNAME, SNAME_LEN) ||
        is_open_string(pr, FILE_NAME, FILE_LEN))
        return true;
    if (pr->cap < VENDOR + COOKIE_LEN)
        return pr->cap > FILE_NAME;
    return load_be32(pr->base + VENDOR) == CMU_COOKIE || ends_in_value(pr);
}

static bool print_dhcp(struct printer *pr)
{
    pr->label = "bootp";
    print_op(pr);
    if (pr->style->verbose == 0)
        return true;
    const bool mac = has_mac(pr);
    const uint8_t htype = printer_u8(pr, HTYPE);
    if (printer_ok(pr) && !printer_has(pr, SECS, 2)) {
        printer_mark(pr);
        return true;
    }
    print_unusual(pr, "htype", htype, ETHERNET);
    print_unusual(pr, "hlen", printer_u8(pr, HLEN),
                  htype == ETHERNET ? MAC_LEN : UINT32_MAX);
    print_unusual(pr, "hops", printer_u8(pr, HOPS), 0);
    if (printer_u32(pr, XID) != 0)
        text_printf(pr->out, ", xid 0x%x", printer_u32(pr, XID));
    print_unusual(pr, "secs", printer_u16(pr, SECS), 0);
    print_flags(pr);
    print_address(pr, "Client", CLIENT_IP);
    print_address(pr, "Your", YOUR_IP);
    print_address(pr, "Server", SERVER_IP);
    print_address(pr, "Gateway", GATEWAY_IP);
    if (mac && printer_need(pr, HARDWARE, MAC_LEN)) {
        TEXT_LIT(pr->out, "\n\t  Client-Ethernet-Address ");
        put_mac(pr);
    }
    print_string(pr, "sname", SNAME, SNAME_LEN);
    print_string(pr, "file", FILE_NAME, FILE_LEN);
    print_vendor(pr);
    if (pr->cut && finds_end(pr))
        printer_settle(pr);
    return true;
}

const struct protocol protocol_dhcp = {.name = "dhcp", .print = print_dhcp};
