/*
 * nd_options.c - the options of neighbour discovery (RFC 4861 section 4.6 and
 * later documents).
 */
#include "nd_options.h"

#include "dns_name.h"

enum {
    UNIT = 8, /* bytes that an option's length counts */
    SOURCE_LINK = 1,
    TARGET_LINK = 2,
    PREFIX = 3,
    REDIRECTED = 4,
    MTU = 5,
    INTERVAL = 7,
    HOME_AGENT = 8,
    ROUTE = 24,
    RDNSS = 25,
    DNSSL = 31,
};

static const struct code_name option_names[] = {
    {SOURCE_LINK, "source link-address"},
    {TARGET_LINK, "destination link-address"},
    {PREFIX, "prefix info"},
    {REDIRECTED, "redirected header"},
    {MTU, "mtu"},
    {INTERVAL, "advertisement interval"},
    {HOME_AGENT, "homeagent information"},
    {ROUTE, "route info"}, /* RFC 4191 */
    {RDNSS, "rdnss"},      /* RFC 8106, as the next */
    {DNSSL, "dnssl"},
};

const char *nd_preference_name(uint8_t flags)
{
    static const char *const names[] = {"medium", "high", "rsv", "low"};

    return names[flags >> 3 & 3];
}

void nd_put_flags(struct text *out, const struct code_name *names, size_t rows,
                  uint8_t flags)
{
    TEXT_LIT(out, "Flags [");
    if (code_put_bits(out, names, rows, flags, ", ") == flags)
        TEXT_LIT(out, "none");
    text_char(out, ']');
}

void nd_put_length(struct printer *pr)
{
    if (pr->style->verbose > 0)
        text_printf(pr->out, ", length %u", pr->len);
}

static void put_lifetime(struct printer *pr, uint32_t off)
{
    const uint32_t seconds = printer_u32(pr, off);

    if (seconds == UINT32_MAX)
        TEXT_LIT(pr->out, "infinity");
    else
        text_printf(pr->out, "%us", seconds);
}

static void put_prefix(struct printer *pr, uint32_t off, uint32_t len)
{
    enum { PREFIX_LEN = 32 }; /* whatever length the option gives itself */
    static const struct code_name flags[] = {
        {0x80, "onlink"}, {0x40, "auto"}, {0x20, "router"}};

    if (!printer_need(pr, off, PREFIX_LEN))
        return;
    printer_addr6(pr, off + 16);
    text_printf(pr->out, "/%u%s, ", printer_u8(pr, off + 2),
                len == PREFIX_LEN ? "" : "badlen");
    ND_PUT_FLAGS(pr->out, flags, printer_u8(pr, off + 3));
    TEXT_LIT(pr->out, ", valid time ");
    put_lifetime(pr, off + 4);
    TEXT_LIT(pr->out, ", pref. time ");
    put_lifetime(pr, off + 8);
}

static void put_mtu(struct printer *pr, uint32_t off, uint32_t len)
{
    text_printf(pr->out, " %u", printer_u32(pr, off + 4));
    if (len != UNIT)
        TEXT_LIT(pr->out, "bad option length");
}

/* The prefix is as long as the option has room for; false: too much room. */
static bool put_route(struct printer *pr, uint32_t off, uint32_t len)
{
    uint8_t prefix[ND_ADDR] = {0};
    const uint32_t room = len - UNIT;

    if (room > ND_ADDR)
        return false;
    if (printer_need(pr, off + UNIT, room))
        memcpy(prefix, pr->base + off + UNIT, room);
    text_char(pr->out, ' ');
    pr->host->addr6(pr->host->ctx, pr->out, prefix);
    text_printf(pr->out, "/%u, pref=%s, lifetime=", printer_u8(pr, off + 2),
                nd_preference_name(printer_u8(pr, off + 3)));
    put_lifetime(pr, off + 4);
    return true;
}

static void put_servers(struct printer *pr, uint32_t off, uint32_t len)
{
    text_printf(pr->out, " lifetime %us,", printer_u32(pr, off + 4));
    for (uint32_t at = UNIT; at + ND_ADDR <= len; at += ND_ADDR)
        printer_text_addr6(pr, " addr: ", off + at);
}

/*
 * RFC 8106 section 5.2: names as in DNS, zeros behind them. It rules out
 * pointers; the oracle follows them, from the first option on, and reads on
 * where the option ends.
 */
static bool put_domains(struct printer *pr, uint32_t first, uint32_t off,
                        uint32_t len)
{
    enum { WALK_SHARE = 8 };
    struct dns_message msg = {
        .p = pr->base + first,
        .cap = pr->cap - first,
        .out = pr->out,
        .pr = pr,
        .walk_left = WALK_SHARE * (pr->cap - off),
    };
    const uint32_t end = off - first + len;
    uint32_t at = off - first + UNIT;

    text_printf(pr->out, " lifetime %us, domain(s):", printer_u32(pr, off + 4));
    while (at < end && printer_u8(pr, first + at) != 0) {
        text_char(pr->out, ' ');
        if (!dns_put_name(&msg, &at))
            return false;
    }
    return true;
}

/* What an option says, of those from `first`; false when it is not sound. */
static bool put_data(struct printer *pr, uint32_t first, uint32_t off,
                     uint32_t len)
{
    switch (printer_u8(pr, off)) {
    case SOURCE_LINK:
    case TARGET_LINK:
        text_mac(pr->out, pr->base + off + 2, len - 2); /* no vendor */
        break;
    case PREFIX:
        put_prefix(pr, off, len);
        break;
    case MTU:
        put_mtu(pr, off, len);
        break;
    case INTERVAL:
        text_printf(pr->out, " %ums", printer_u32(pr, off + 4));
        break;
    case HOME_AGENT:
        text_printf(pr->out, " preference %u, lifetime %u",
                    printer_u16(pr, off + 4), printer_u16(pr, off + 6));
        break;
    case ROUTE:
        return put_route(pr, off, len);
    case RDNSS:
        put_servers(pr, off, len);
        break;
    case DNSSL:
        return put_domains(pr, first, off, len);
    default:
        break;
    }
    return true;
}

/* One option of `len` bytes, all captured; false when it is the last. */
static bool put_option(struct printer *pr, uint32_t first, uint32_t off,
                       uint32_t len)
{
    const uint8_t type = printer_u8(pr, off);
    const char *name = CODE_NAME(option_names, type, NULL);

    text_printf(pr->out, "\n\t  %s option (%u), length %u (%u): ",
                name != NULL ? name : "unknown", type, len, len / UNIT);
    if (!put_data(pr, first, off, len)) {
        printer_mark(pr);
        return false;
    }
    if (type == REDIRECTED) /* the oracle starts at the first option */
        printer_hex(pr, "\n\t    ", first, len);
    if (pr->style->verbose > 1)
        printer_hex(pr, "\n\t    ", off + 2, len - 2);
    else if (name == NULL) { /* and looks no further */
        printer_hex(pr, "\n\t  ", off + 2, len - 2);
        return false;
    }
    return true;
}

void nd_put_options(struct printer *pr, uint32_t first)
{
    if (pr->style->verbose == 0)
        return;
    for (uint32_t off = first, len; off < pr->cap && printer_ok(pr);
         off += len) {
        len = printer_has(pr, off, 2) ? printer_u8(pr, off + 1) * UNIT : 0;
        if (len == 0 || !printer_has(pr, off, len)) {
            printer_mark(pr);
            return;
        }
        if (!put_option(pr, first, off, len))
            return;
    }
}
