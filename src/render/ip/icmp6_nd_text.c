/*
 * icmp6_nd_text.c - neighbour discovery (RFC 4861) and its options, which
 * take -v to be shown.
 */
#include "bytes.h"
#include "hexdump.h"
#include "icmp6.h"

enum {
    SOLICIT_ROUTER = 133,
    ADVERTISE_ROUTER = 134,
    SOLICIT = 135,
    ADVERTISE = 136,
    REDIRECT = 137,
    HOME_AGENTS = 145,
    ADVERTISE_PREFIX = 147,
    OPTION_UNIT = 8,
    PREFIX_INFO = 3,
    PREFIX_LEN = 32, /* whatever length the option gives itself */
};

static const char *option_name(uint8_t type)
{
    switch (type) {
    case 1:
        return "source link-address";
    case 2:
        return "destination link-address";
    case 3:
        return "prefix info";
    case 4:
        return "redirected header";
    case 5:
        return "mtu";
    case 7:
        return "advertisement interval";
    case 8:
        return "homeagent information";
    case 24: /* RFC 4191 */
        return "route info";
    case 25: /* RFC 8106 */
        return "rdnss";
    case 31:
        return "dnssl";
    default:
        return NULL;
    }
}

static void put_lifetime(struct text *out, uint32_t seconds)
{
    if (seconds == UINT32_MAX)
        TEXT_LIT(out, "infinity");
    else
        text_printf(out, "%us", seconds);
}

/* Names of those bits of `flags` that are set, or "none". */
static void put_flags(struct text *out, uint8_t flags, const uint8_t *bits,
                      const char *const *names, unsigned n)
{
    const char *sep = "";

    TEXT_LIT(out, "Flags [");
    for (unsigned i = 0; i < n; i++)
        if (flags & bits[i]) {
            text_printf(out, "%s%s", sep, names[i]);
            sep = ", ";
        }
    text_str(out, *sep == '\0' ? "none]" : "]");
}

static void put_prefix(struct line *line, const uint8_t *p)
{
    static const uint8_t bits[] = {0x80, 0x40, 0x20};
    static const char *const names[] = {"onlink", "auto", "router"};

    put_addr6(line, p + 16);
    text_printf(line->out, "/%u%s, ", p[2],
                p[1] * OPTION_UNIT == PREFIX_LEN ? "" : "badlen");
    put_flags(line->out, p[3], bits, names, 3);
    TEXT_LIT(line->out, ", valid time ");
    put_lifetime(line->out, load_be32(p + 4));
    TEXT_LIT(line->out, ", pref. time ");
    put_lifetime(line->out, load_be32(p + 8));
}

/* RFC 4191: the preference of a route or of a router. */
static const char *preference_name(uint8_t flags)
{
    static const char *const names[] = {"medium", "high", "rsv", "low"};

    return names[flags >> 3 & 3];
}

/* The prefix is as long as the option has room for. */
static void put_route(struct line *line, const uint8_t *p)
{
    uint8_t prefix[ICMP6_ADDR] = {0};
    const uint32_t room = (p[1] - 1U) * OPTION_UNIT;

    memcpy(prefix, p + OPTION_UNIT, room < ICMP6_ADDR ? room : ICMP6_ADDR);
    text_char(line->out, ' ');
    put_addr6(line, prefix);
    text_printf(line->out, "/%u, pref=%s, lifetime=", p[2],
                preference_name(p[3]));
    put_lifetime(line->out, load_be32(p + 4));
}

static void put_servers(struct line *line, const uint8_t *p, uint32_t len)
{
    TEXT_LIT(line->out, " lifetime ");
    text_printf(line->out, "%us,", load_be32(p + 4));
    for (uint32_t at = 8; at + ICMP6_ADDR <= len; at += ICMP6_ADDR) {
        TEXT_LIT(line->out, " addr: ");
        put_addr6(line, p + at);
    }
}

/* RFC 8106: names as in DNS, without compression, zeros behind them. */
static void put_domains(struct line *line, const uint8_t *p, uint32_t len)
{
    uint32_t at = 8;

    text_printf(line->out, " lifetime %us, domain(s):", load_be32(p + 4));
    while (at < len && p[at] != 0) {
        text_char(line->out, ' ');
        while (at < len && p[at] != 0) {
            const uint32_t n = p[at++];
            for (uint32_t i = 0; i < n && at < len; i++)
                text_visible(line->out, p[at++]);
            text_char(line->out, '.');
        }
        at++;
    }
}

static void put_option_data(struct line *line, const uint8_t *p, uint32_t len)
{
    switch (p[0]) {
    case 1:
    case 2:
        text_mac(line->out, p + 2, len - 2); /* never with the vendor */
        break;
    case PREFIX_INFO:
        put_prefix(line, p);
        break;
    case 5:
        text_printf(line->out, " %u", load_be32(p + 4));
        break;
    case 7:
        text_printf(line->out, " %ums", load_be32(p + 4));
        break;
    case 8:
        text_printf(line->out, " preference %u, lifetime %u", load_be16(p + 4),
                    load_be16(p + 6));
        break;
    case 24:
        put_route(line, p);
        break;
    case 25:
        put_servers(line, p, len);
        break;
    case 31:
        put_domains(line, p, len);
        break;
    default:
        break;
    }
}

/* -vv, and for what has no text of its own already at -v. */
static void put_option_bytes(struct line *line, const uint8_t *first,
                             const uint8_t *p, uint32_t len)
{
    enum { REDIRECTED = 4 };

    if (p[0] == REDIRECTED) /* the oracle starts at the first option */
        hexdump_hex(line->out, "\n\t    ", first, len);
    if (option_name(p[0]) == NULL && line->style.verbose < 2)
        hexdump_hex(line->out, "\n\t  ", p + 2, len - 2);
    if (line->style.verbose > 1)
        hexdump_hex(line->out, "\n\t    ", p + 2, len - 2);
}

/*
 * An option that is not whole, or has no length, ends the line in a mark; one
 * that reads past the capture is a cut.
 */
static enum icmp6_body put_options(struct line *line, const struct tl_layer *l,
                                   uint32_t at)
{
    const uint8_t *first = icmp6_at(line, l, at);

    if (line->style.verbose == 0)
        return ICMP6_SHOWN;
    while (at < l->cap) {
        const uint8_t *p = icmp6_at(line, l, at);
        const uint32_t len =
            at + 2 <= l->cap ? (uint32_t)p[1] * OPTION_UNIT : 0;
        if (len == 0 || at + len > l->cap) {
            (void)part_mark(line, PART_END);
            return ICMP6_SHOWN;
        }
        const char *name = option_name(p[0]);
        const bool cut = p[0] == PREFIX_INFO && at + PREFIX_LEN > l->cap;
        text_printf(line->out, "\n\t  %s option (%u), length %u (%u): ",
                    name != NULL ? name : "unknown", p[0], len, p[1]);
        if (cut)
            return ICMP6_CUT;
        put_option_data(line, p, len);
        put_option_bytes(line, first, p, len);
        if (name == NULL && line->style.verbose < 2)
            break; /* the oracle looks no further */
        at += len;
    }
    return ICMP6_SHOWN;
}

static enum icmp6_body put_router(struct line *line, const struct tl_layer *l)
{
    enum { FIXED = 16 };
    static const uint8_t bits[] = {0x80, 0x40, 0x20, 0x02};
    static const char *const names[] = {"managed", "other stateful",
                                        "home agent", "ipv6 only"};
    const uint8_t *p = icmp6_at(line, l, 0);

    if (line->style.verbose == 0)
        return ICMP6_SHOWN;
    if (l->cap < FIXED)
        return ICMP6_CUT;
    text_printf(line->out, "\n\thop limit %u, ", p[4]);
    put_flags(line->out, p[5], bits, names, 4);
    text_printf(line->out,
                ", pref %s, router lifetime %us, reachable time %ums, "
                "retrans timer %ums",
                preference_name(p[5]), load_be16(p + 6), load_be32(p + 8),
                load_be32(p + 12));
    return put_options(line, l, FIXED);
}

static enum icmp6_body put_neighbour(struct line *line,
                                     const struct tl_layer *l)
{
    enum { FIXED = ICMP6_HDR + ICMP6_ADDR };
    static const uint8_t bits[] = {0x80, 0x40, 0x20};
    static const char *const names[] = {"router", "solicited", "override"};
    const bool solicits = l->icmp.type == SOLICIT;

    if (l->cap < FIXED)
        return ICMP6_CUT;
    text_str(line->out, solicits ? ", who has " : ", tgt is ");
    put_addr6(line, icmp6_at(line, l, ICMP6_HDR));
    if (!solicits && line->style.verbose > 0) {
        TEXT_LIT(line->out, ", ");
        put_flags(line->out, *icmp6_at(line, l, 4), bits, names, 3);
    }
    return put_options(line, l, FIXED);
}

static enum icmp6_body put_redirect(struct line *line, const struct tl_layer *l)
{
    enum { FIXED = ICMP6_HDR + 2 * ICMP6_ADDR };

    if (l->cap < FIXED)
        return ICMP6_CUT;
    TEXT_LIT(line->out, ", ");
    put_addr6(line, icmp6_at(line, l, ICMP6_HDR + ICMP6_ADDR));
    TEXT_LIT(line->out, " to ");
    put_addr6(line, icmp6_at(line, l, ICMP6_HDR));
    return put_options(line, l, FIXED);
}

/* RFC 6275: the home agents' addresses; RFC 3963 and options elsewhere. */
static enum icmp6_body put_mobile(struct line *line, const struct tl_layer *l)
{
    enum { ID_END = 6 };
    uint32_t at = ICMP6_HDR;

    if (line->style.verbose == 0)
        return ICMP6_SHOWN;
    if (l->cap < ID_END)
        return ICMP6_CUT;
    text_printf(line->out, ", id 0x%04x", l->icmp.id);
    if (l->icmp.type == ADVERTISE_PREFIX)
        return put_options(line, l, at);
    for (; at < l->cap; at += ICMP6_ADDR) {
        if (at + ICMP6_ADDR > l->cap)
            return ICMP6_CUT;
        TEXT_LIT(line->out, ", ");
        put_addr6(line, icmp6_at(line, l, at));
    }
    return ICMP6_SHOWN;
}

enum icmp6_body put_icmp6_discovery(struct line *line, const struct tl_layer *l)
{
    /* With -v the length stands in front. */
    if (line->style.verbose > 0)
        text_printf(line->out, ", length %u", l->len);
    if (l->cap < 2)
        return ICMP6_CUT;
    switch (l->icmp.type) {
    case SOLICIT_ROUTER:
        return put_options(line, l, ICMP6_HDR);
    case ADVERTISE_ROUTER:
        return put_router(line, l);
    case REDIRECT:
        return put_redirect(line, l);
    case HOME_AGENTS:
    case ADVERTISE_PREFIX:
        return put_mobile(line, l);
    default:
        return put_neighbour(line, l);
    }
}
