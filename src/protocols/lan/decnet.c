/*
 * decnet.c - DECnet phase IV: routing messages, data packets among them.
 */
#include "codes.h"
#include "decnet_nsp.h"
#include "protocol.h"

enum {
    PADDED = 0x80,
    VERSION = 0x40, /* of another phase */
    CONTROL = 0x01,
    FORM = 0x07, /* of a data packet */
    SHORT_FORM = 0x02,
    LONG_FORM = 0x06,
    SHORT_HEAD = 6,
    LONG_HEAD = 21,
};

/* What nobody knows. */
static void put_unknown(struct printer *pr, const char *what, uint32_t off,
                        uint32_t len)
{
    text_str(pr->out, what);
    printer_hex_ascii(pr, "\n\t", off, len);
}

/* "2.1": area and node. */
static void put_node(struct printer *pr, uint16_t node)
{
    text_printf(pr->out, "%u.%u", node >> 10, node & 0x3ffU);
}

/* The kind of a node. */
static void put_node_type(struct printer *pr, uint8_t info)
{
    static const struct code_name types[] = {
        {1, "l2rout"},
        {2, "l1rout"},
        {3, "endnode"},
    };

    text_printf(pr->out, "%s ", CODE_NAME(types, info & 3, "reserved-ntype?"));
}

static void put_bit(struct printer *pr, uint8_t info, uint8_t bit,
                    const char *name)
{
    if ((info & bit) != 0)
        text_str(pr->out, name);
}

/* The three of a version, at `off`. */
static void put_version(struct printer *pr, uint32_t off)
{
    text_printf(pr->out, "vers %u eco %u ueco %u ", printer_u8(pr, off),
                printer_u8(pr, off + 1), printer_u8(pr, off + 2));
}

/* Each of these is given the message from its flags on, `len` octets. */
static void put_init(struct printer *pr, uint32_t off, uint32_t len)
{
    TEXT_LIT(pr->out, "init ");
    if (len < 12) {
        decnet_put_invalid(pr);
        return;
    }
    if (!printer_need(pr, off, 12))
        return;
    const uint8_t info = printer_u8(pr, off + 3);
    put_node_type(pr, info);
    put_bit(pr, info, 0x04, "verif ");
    put_bit(pr, info, 0x08, "blo ");
    TEXT_LIT(pr->out, "src ");
    put_node(pr, decnet_u16(pr, off + 1));
    text_printf(pr->out, "blksize %u ", decnet_u16(pr, off + 4));
    put_version(pr, off + 6);
    text_printf(pr->out, "hello %u", decnet_u16(pr, off + 9));
}

static void put_hello(struct printer *pr, uint32_t off, uint32_t least,
                      uint32_t len)
{
    if (len < least) {
        decnet_put_invalid(pr);
        return;
    }
    if (!printer_need(pr, off, least))
        return;
    const uint8_t info = printer_u8(pr, off + 10);
    put_node_type(pr, info);
    put_bit(pr, info, 0x04, "verif ");
    put_bit(pr, info, 0x20, "nomcast ");
    put_bit(pr, info, 0x40, "blo ");
    put_version(pr, off + 1);
    TEXT_LIT(pr->out, "src ");
    put_node(pr, decnet_u16(pr, off + 8));
    text_printf(pr->out, " blksize %u ", decnet_u16(pr, off + 11));
}

static void put_router_hello(struct printer *pr, uint32_t off, uint32_t len)
{
    enum { LEAST = 18 };

    TEXT_LIT(pr->out, "router-hello ");
    put_hello(pr, off, LEAST, len);
    if (len >= LEAST)
        text_printf(pr->out, "pri %u hello %u", printer_u8(pr, off + 13),
                    decnet_u16(pr, off + 15));
}

static void put_endnode_hello(struct printer *pr, uint32_t off, uint32_t len)
{
    enum { LEAST = 32 };

    TEXT_LIT(pr->out, "endnode-hello ");
    put_hello(pr, off, LEAST, len);
    if (len < LEAST)
        return;
    TEXT_LIT(pr->out, "rtr ");
    put_node(pr, decnet_u16(pr, off + 26));
    text_printf(pr->out, " hello %u data %o", decnet_u16(pr, off + 28),
                printer_u8(pr, off + 31));
}

static bool has_source(struct printer *pr, uint32_t off, uint32_t len)
{
    if (len < 4)
        decnet_put_invalid(pr);
    return len >= 4 && printer_need(pr, off, 4);
}

/* Verification and test: a node and what it says. */
static void put_said(struct printer *pr, uint32_t off, uint32_t len,
                     const char *name, const char *what)
{
    text_printf(pr->out, "%s ", name);
    if (!has_source(pr, off, len))
        return;
    TEXT_LIT(pr->out, "src ");
    put_node(pr, decnet_u16(pr, off + 1));
    text_printf(pr->out, " %s %o", what, printer_u8(pr, off + 3));
}

/* What nodes or areas cost, in runs of one number each. */
static void put_routes(struct printer *pr, uint32_t off, uint32_t len,
                       const char *name, const char *what)
{
    enum { RUN = 6, MOST = 1024 };

    text_printf(pr->out, "%s ", name);
    if (!has_source(pr, off, len))
        return;
    TEXT_LIT(pr->out, "src ");
    put_node(pr, decnet_u16(pr, off + 1));
    text_char(pr->out, ' ');
    off += 4;
    for (len -= 4; len > RUN; len -= RUN, off += RUN) {
        if (!printer_need(pr, off, RUN))
            return;
        const uint32_t count = decnet_u16(pr, off);
        const uint32_t first = decnet_u16(pr, off + 2);
        const uint16_t info = decnet_u16(pr, off + 4);
        if (count > MOST)
            return;
        text_printf(pr->out, "{%s %u-%u cost %u hops %u} ", what, first,
                    first + count, info & 0x1ffU, info >> 10 & 0x1fU);
    }
}

static void put_control(struct printer *pr, uint32_t off, uint32_t len)
{
    enum { TYPE = 0x0f };

    switch (printer_u8(pr, off) & TYPE) {
    case 0x1:
        put_init(pr, off, len);
        break;
    case 0x3:
        put_said(pr, off, len, "verification", "fcnval");
        break;
    case 0x5:
        put_said(pr, off, len, "test", "data");
        break;
    case 0x7:
        put_routes(pr, off, len, "lev-1-routing", "ids");
        break;
    case 0x9:
        put_routes(pr, off, len, "lev-2-routing", "areas");
        break;
    case 0xb:
        put_router_hello(pr, off, len);
        break;
    case 0xd:
        put_endnode_hello(pr, off, len);
        break;
    default:
        /* The oracle's length still counts its own two octets. */
        put_unknown(pr, "unknown control message", off, len);
        (void)printer_need(pr, off, len);
        break;
    }
}

/*
 * A data packet, from its flags on. Of one with a short header the oracle
 * checks no length, and takes what is behind it for very long.
 */
static void put_packet(struct printer *pr, uint32_t off, uint32_t len,
                       bool is_long, uint32_t shown)
{
    const uint32_t head = is_long ? LONG_HEAD : SHORT_HEAD;

    if (is_long && len < head) {
        text_printf(pr->out, " (length %u < %u) (invalid)", len, head);
        return;
    }
    if (!printer_need(pr, off, head))
        return;
    const uint16_t dst = decnet_u16(pr, off + (is_long ? 7 : 1));
    const uint16_t src = decnet_u16(pr, off + (is_long ? 15 : 3));
    const uint32_t visits = printer_u8(pr, off + (is_long ? 18 : 5));
    put_node(pr, src);
    TEXT_LIT(pr->out, " > ");
    put_node(pr, dst);
    text_printf(pr->out, " %u ", shown);
    if (pr->style->verbose > 0) {
        const uint8_t flags = printer_u8(pr, off);
        put_bit(pr, flags, 0x08, "RQR ");
        put_bit(pr, flags, 0x10, "RTS ");
        put_bit(pr, flags, 0x20, "IE ");
        text_printf(pr->out, "%u hops ",
                    is_long ? visits : (visits & 0x3f) + 1);
    }
    decnet_put_nsp(pr, off + head, len - head);
}

/* False, with words, where padding leaves no room; `*off` moves to it. */
static bool skip_padding(struct printer *pr, uint32_t *off, uint32_t len)
{
    const uint8_t flags = printer_u8(pr, 2);
    const uint8_t n = flags & (uint8_t)~PADDED;

    if ((flags & PADDED) == 0)
        return true;
    if (pr->style->verbose > 0)
        text_printf(pr->out, "[pad:%u] ", n);
    if (len < n + 2U) {
        text_printf(pr->out, " (length %u < %u) (invalid)", len, n + 2U);
        return false;
    }
    *off = n;
    return printer_need(pr, 0, n + 3U);
}

static void put_message(struct printer *pr)
{
    enum { LEAST = 6 };

    if (pr->len < LEAST) {
        text_printf(pr->out, " (length %u < %u) (invalid)", pr->len, LEAST);
        return;
    }
    const uint32_t len = decnet_u16(pr, 0);
    if (!printer_ok(pr))
        return;
    if (len < LEAST) {
        text_printf(pr->out, " (pktlen %u < %u) (invalid)", len, LEAST);
        return;
    }
    if (len > pr->len) {
        text_printf(pr->out, " (pktlen %u > %u) (invalid)", len, pr->len);
        return;
    }
    if (!printer_need(pr, 0, 3))
        return;
    uint32_t off = 0; /* two octets before the flags */
    if (!skip_padding(pr, &off, len))
        return;
    const uint8_t flags = printer_u8(pr, off + 2);
    if ((flags & VERSION) != 0) {
        put_unknown(pr, "future-version-decnet", off, len - off);
    } else if ((flags & CONTROL) != 0) {
        put_control(pr, off + 2, len - off);
    } else if ((flags & FORM) == SHORT_FORM || (flags & FORM) == LONG_FORM) {
        put_packet(pr, off + 2, len - off, (flags & FORM) == LONG_FORM, len);
    } else {
        put_unknown(pr, "unknown message flags under mask", off, len - off);
    }
}

static bool print_decnet(struct printer *pr)
{
    pr->label = "decnet";
    put_message(pr);
    return true;
}

const struct protocol protocol_decnet = {"dec_dna", print_decnet};
