/*
 * olsr.c - the Optimized Link State Routing Protocol (RFC 3626), with the
 * messages that olsrd adds: link qualities, names, smart gateways.
 *
 * Nearly everything is measured before it is read. Neighbours without a link
 * quality are shown as addresses of four octets, over IPv6 too.
 */
#include "codes.h"
#include "protocol.h"
#include "span.h"
#include "values.h"

enum { HDR = 4 };

enum {
    HELLO = 0x01,
    TC = 0x02,
    MID = 0x03,
    HNA = 0x04,
    POWERINFO = 0x80,
    NAMESERVICE = 0x82,
    HELLO_LQ = 0xc9,
    TC_LQ = 0xca,
};

static const struct code_name messages[] = {
    {HELLO, "Hello"},
    {TC, "TC"},
    {MID, "MID"},
    {HNA, "HNA"},
    {POWERINFO, "Powerinfo"},
    {NAMESERVICE, "Nameservice"},
    {HELLO_LQ, "Hello-LQ"},
    {TC_LQ, "TC-LQ"},
};

static const char *const link_types[] = {"Unspecified", "Asymmetric",
                                         "Symmetric", "Lost"};

static const struct code_name neighbor_types[] = {
    {0, "Not-Neighbor"},
    {1, "Symmetric"},
    {2, "Symmetric-MPR"},
};

/* False, and the line marked, when they are not captured. */
static bool has(struct printer *pr, uint32_t off, uint32_t n)
{
    if (printer_has(pr, off, n))
        return true;
    printer_mark(pr);
    return false;
}

/* The same of the head of `v`, which may also be too short for it. */
static bool holds(struct printer *pr, struct span v, uint32_t n)
{
    if (v.len >= n)
        return has(pr, v.off, n);
    printer_mark(pr);
    return false;
}

static bool invalid(struct printer *pr)
{
    TEXT_LIT(pr->out, " (invalid)");
    return false;
}

/* RFC 3626 section 18.3: a mantissa of four bits, an exponent of four. */
static double seconds(uint8_t code)
{
    const uint32_t sixteenths = 16U + (code >> 4);

    return (double)(sixteenths << (code & 15)) / 256;
}

static void put_addr(struct printer *pr, uint32_t off)
{
    if (pr->addr_len == 16)
        printer_addr6(pr, off);
    else
        printer_addr4(pr, off);
}

static bool put_neighbors(struct printer *pr, struct span v)
{
    TEXT_LIT(pr->out, "\n\t      neighbor\n\t\t");
    for (; v.len >= 4 && printer_ok(pr); span_skip(&v, 4)) {
        printer_addr4(pr, v.off);
        text_char(pr->out, ' ');
    }
    return printer_ok(pr);
}

static double percent(uint8_t quality)
{
    return quality / 2.55;
}

static bool put_qualities(struct printer *pr, struct span v)
{
    const uint32_t size = pr->addr_len + 4U;

    for (; v.len >= size; span_skip(&v, size)) {
        if (!has(pr, v.off, size))
            return false;
        TEXT_LIT(pr->out, "\n\t      neighbor ");
        put_addr(pr, v.off);
        text_printf(pr->out,
                    ", link-quality %.2f%%, neighbor-link-quality %.2f%%",
                    percent(printer_u8(pr, v.off + pr->addr_len)),
                    percent(printer_u8(pr, v.off + pr->addr_len + 1)));
    }
    return true;
}

static bool put_hello(struct printer *pr, struct span v, bool quality)
{
    enum { FIXED = 4, LINK_HDR = 4 };

    if (!holds(pr, v, FIXED))
        return false;
    text_printf(pr->out, "\n\t  hello-time %.3fs, MPR willingness %u",
                seconds(printer_u8(pr, v.off + 2)), printer_u8(pr, v.off + 3));
    span_skip(&v, FIXED);
    while (v.len >= LINK_HDR) {
        if (!has(pr, v.off, LINK_HDR))
            return false;
        const uint8_t code = printer_u8(pr, v.off);
        const uint16_t len = printer_u16(pr, v.off + 2);
        text_printf(pr->out, "\n\t    link-type %s, neighbor-type %s, len %u",
                    link_types[code & 3],
                    CODE_NAME(neighbor_types, code >> 2, "Unknown"), len);
        if (len < LINK_HDR || len > v.len) {
            invalid(pr);
            return true; /* other messages may follow */
        }
        const struct span list = {v.off + LINK_HDR, len - LINK_HDR};
        if (!has(pr, list.off, list.len))
            return false;
        if (!(quality ? put_qualities(pr, list) : put_neighbors(pr, list)))
            return false;
        span_skip(&v, len);
    }
    return true;
}

static bool put_topology(struct printer *pr, struct span v, bool quality)
{
    if (!holds(pr, v, 4))
        return false;
    text_printf(pr->out, "\n\t    advertised neighbor seq 0x%04x",
                printer_u16(pr, v.off));
    span_skip(&v, 4);
    return quality ? put_qualities(pr, v) : put_neighbors(pr, v);
}

static bool put_interfaces(struct printer *pr, struct span v)
{
    for (; v.len >= pr->addr_len; span_skip(&v, pr->addr_len)) {
        if (!has(pr, v.off, pr->addr_len))
            return false;
        TEXT_LIT(pr->out, "\n\t  interface address ");
        put_addr(pr, v.off);
    }
    return true;
}

/* A speed in kbit/s: five bits of a mantissa, three of a decimal exponent. */
static uint32_t speed(uint8_t code)
{
    uint32_t v = code == 0 ? 0 : (code >> 3) + 1U;

    for (unsigned i = code & 7; i > 0; i--)
        v *= 10;
    return v;
}

static void put_gateway(struct printer *pr, uint32_t mask)
{
    static const struct code_name flags[] = {
        {0x01, " LINKSPEED"}, {0x02, " IPV4"},        {0x04, " IPV4-NAT"},
        {0x08, " IPV6"},      {0x10, " IPv6-PREFIX"},
    };

    TEXT_LIT(pr->out, "Smart-Gateway:");
    CODE_PUT_BITS(pr->out, flags, mask >> 16 & 0xff, "");
    const bool known = (mask >> 16 & 1) != 0;
    text_printf(pr->out, " %u/%u", known ? speed(mask >> 8 & 0xff) : 0,
                known ? speed(mask & 0xff) : 0);
}

/* How many bits a mask has; those that are none have all. */
static uint32_t mask_bits(uint32_t mask)
{
    uint32_t n = 0;

    while (n < 32 && (mask << n & 0x80000000U) != 0)
        n++;
    return n < 32 && mask << n != 0 ? UINT32_MAX : n;
}

static bool put_networks4(struct printer *pr, struct span v)
{
    const char *before = "\n\t    ";

    for (; v.len >= 8; span_skip(&v, 8)) {
        if (!has(pr, v.off, 8))
            return false;
        const uint32_t mask = printer_u32(pr, v.off + 4);
        text_str(pr->out, before);
        before = ", ";
        if (printer_u32(pr, v.off) == 0 && mask >> 24 == 0 &&
            (mask >> 16 & 0xff) != 0) {
            put_gateway(pr, mask);
            continue;
        }
        printer_addr4(pr, v.off);
        text_printf(pr->out, "/%u", mask_bits(mask));
    }
    return true;
}

/* Full octets, and the bits of the next one if they are those of a mask. */
static uint32_t mask_bits6(const uint8_t mask[16])
{
    uint32_t n = 0;

    while (n < 16 && mask[n] == 0xff)
        n++;
    const uint32_t bits = n < 16 ? mask_bits((uint32_t)mask[n] << 24) : 0;
    return n * 8 + (bits <= 8 ? bits : 0);
}

/* The oracle never counts them. */
static bool put_networks6(struct printer *pr, struct span v)
{
    for (; v.len >= 32; span_skip(&v, 32)) {
        if (!has(pr, v.off, 32))
            return false;
        TEXT_LIT(pr->out, "\n\t    #0: ");
        printer_addr6(pr, v.off);
        text_printf(pr->out, "/%u", mask_bits6(pr->base + v.off + 16));
    }
    return true;
}

static bool put_networks(struct printer *pr, struct span v)
{
    text_printf(pr->out, "\n\t  Advertised networks (total %u)",
                v.len / (2U * pr->addr_len));
    return pr->addr_len == 16 ? put_networks6(pr, v) : put_networks4(pr, v);
}

static bool put_names(struct printer *pr, struct span v)
{
    const uint32_t fixed = 4U + pr->addr_len;

    if (v.len < 4) {
        printer_mark(pr);
        return false;
    }
    if (!printer_need(pr, v.off, 4))
        return false;
    const uint16_t n = printer_u16(pr, v.off + 2);
    text_printf(pr->out, "\n\t  Version %u, Entries %u", printer_u16(pr, v.off),
                n);
    if (n == 0 || n * fixed > v.len)
        return !invalid(pr); /* other messages may follow */
    span_skip(&v, 4);
    for (uint32_t i = 0; i < n && v.len > 0; i++) {
        if (!printer_need(pr, v.off, 4))
            return false;
        const uint16_t type = printer_u16(pr, v.off);
        const uint16_t len = printer_u16(pr, v.off + 2);
        text_printf(pr->out, "\n\t    #%u: type %#06x, length %u", i, type,
                    len);
        const uint32_t padded = (len + 3U) & ~3U;
        if (len == 0 || v.len < fixed + len)
            return !invalid(pr);
        if (v.len < fixed + padded) {
            printer_mark(pr);
            return false;
        }
        if (!has(pr, v.off, fixed + padded))
            return false;
        TEXT_LIT(pr->out, ", address ");
        put_addr(pr, v.off + 4);
        TEXT_LIT(pr->out, ", name \"");
        span_skip(&v, fixed);
        printer_chars(pr, v.off, len);
        text_char(pr->out, '"');
        span_skip(&v, padded);
    }
    return true;
}

static bool put_body(struct printer *pr, uint8_t type, struct span v)
{
    switch (type) {
    case HELLO:
    case HELLO_LQ:
        return put_hello(pr, v, type == HELLO_LQ);
    case TC:
    case TC_LQ:
        return put_topology(pr, v, type == TC_LQ);
    case MID:
        return put_interfaces(pr, v);
    case HNA:
        return put_networks(pr, v);
    case NAMESERVICE:
        return put_names(pr, v);
    default:
        printer_hex(pr, "\n\t    ", v.off, v.len);
        return true;
    }
}

static void put_messages(struct printer *pr)
{
    const uint32_t hdr = 8U + pr->addr_len;
    struct span rest = {HDR, pr->len - HDR};

    while (rest.len > 0) {
        if (!has(pr, rest.off, hdr))
            return;
        const uint8_t type = printer_u8(pr, rest.off);
        const uint16_t len = printer_u16(pr, rest.off + 2);
        const uint32_t more = rest.off + 4 + pr->addr_len;
        if (type == 0 || len == 0)
            return;
        text_printf(pr->out, "\n\t%s Message (%#04x), originator ",
                    CODE_NAME(messages, type, "Unknown"), type);
        put_addr(pr, rest.off + 4);
        text_printf(pr->out,
                    ", ttl %u, hop %u\n\t  vtime %.3fs, msg-seq 0x%04x, "
                    "length %u",
                    printer_u8(pr, more), printer_u8(pr, more + 1),
                    seconds(printer_u8(pr, rest.off + 1)),
                    printer_u16(pr, more + 2), len);
        if (len < hdr || len > pr->len) {
            invalid(pr);
            return;
        }
        if (!put_body(pr, type, (struct span){rest.off + hdr, len - hdr}))
            return;
        span_skip(&rest, len < rest.len ? len : rest.len);
    }
}

static bool print_olsr(struct printer *pr)
{
    pr->label = "olsr";
    text_printf(pr->out, "OLSRv%u", pr->addr_len == 16 ? 6 : 4);
    if (pr->len < HDR || !printer_has(pr, 0, HDR)) {
        printer_mark(pr);
        return true;
    }
    const uint16_t len = printer_u16(pr, 0);
    if (len < pr->len)
        pr->len = len;
    text_printf(pr->out, ", seq 0x%04x, length %u", printer_u16(pr, 2),
                pr->len);
    if (pr->style->verbose > 0 && pr->len > HDR)
        put_messages(pr);
    return true;
}

const struct protocol protocol_olsr = {"olsr", print_olsr};
