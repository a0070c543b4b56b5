/*
 * hncp.c - the Home Networking Control Protocol (RFC 7788) over DNCP
 * (RFC 7787): lists of elements, which may hold lists.
 *
 * Each -v opens one more level of them, -vvv all.
 */
#include "hncp.h"

#include "codes.h"
#include "protocol.h"
#include "values.h"

enum { TLV_HDR = 4, ALL_LEVELS = 3, DEEPEST = 64 };

enum {
    REQUEST_NETWORK_STATE = 1,
    REQUEST_NODE_STATE = 2,
    NODE_ENDPOINT = 3,
    NETWORK_STATE = 4,
    NODE_STATE = 5,
    PEER = 8,
    KEEP_ALIVE = 9,
    TRUST_VERDICT = 10,
    VERSION = 32,
    EXTERNAL_CONNECTION = 33,
    DELEGATED_PREFIX = 34,
    ASSIGNED_PREFIX = 35,
    NODE_ADDRESS = 36,
    DHCP4_DATA = 37,
    DHCP6_DATA = 38,
    DNS_ZONE = 39,
    DOMAIN_NAME = 40,
    NODE_NAME = 41,
    MANAGED_PSK = 42,
    PREFIX_POLICY = 43,
};

static const struct code_name names[] = {
    {0, "Reserved"},
    {REQUEST_NETWORK_STATE, "Request network state"},
    {REQUEST_NODE_STATE, "Request node state"},
    {NODE_ENDPOINT, "Node endpoint"},
    {NETWORK_STATE, "Network state"},
    {NODE_STATE, "Node state"},
    {PEER, "Peer"},
    {KEEP_ALIVE, "Keep-alive interval"},
    {TRUST_VERDICT, "Trust-Verdict"},
    {VERSION, "HNCP-Version"},
    {EXTERNAL_CONNECTION, "External-Connection"},
    {DELEGATED_PREFIX, "Delegated-Prefix"},
    {ASSIGNED_PREFIX, "Assigned-Prefix"},
    {NODE_ADDRESS, "Node-Address"},
    {DHCP4_DATA, "DHCPv4-Data"},
    {DHCP6_DATA, "DHCPv6-Data"},
    {DNS_ZONE, "DNS-Delegated-Zone"},
    {DOMAIN_NAME, "Domain-Name"},
    {NODE_NAME, "Node-Name"},
    {MANAGED_PSK, "Managed-PSK"},
    {PREFIX_POLICY, "Prefix-Policy"},
};

/* RFC 7788 section 13: ranges whose types have no names of their own */
static const char *range_name(uint32_t type)
{
    enum { KNOWN_END = 44, LATER = 512, PRIVATE = 768, PRIVATE_END = 1024 };

    if (type >= KNOWN_END && type < LATER)
        return "Unassigned";
    return type >= PRIVATE && type < PRIVATE_END ? "Private use" : "Future use";
}

static const char *name_of(uint32_t type)
{
    const char *name = CODE_NAME(names, type, NULL);

    return name != NULL ? name : range_name(type);
}

static void put_nid(struct printer *pr, const char *what, uint32_t off)
{
    text_printf(pr->out, " %s: %02x:%02x:%02x:%02x", what, printer_u8(pr, off),
                printer_u8(pr, off + 1), printer_u8(pr, off + 2),
                printer_u8(pr, off + 3));
}

/* Milliseconds, as seconds. */
static void put_time(struct printer *pr, const char *what, uint32_t off)
{
    const uint32_t ms = printer_u32(pr, off);

    text_printf(pr->out, "%s %u.%03us", what, ms / 1000, ms % 1000);
}

static void put_epid(struct printer *pr, const char *what, uint32_t off)
{
    text_printf(pr->out, " %s: %08x", what, printer_u32(pr, off));
}

static void put_octets(struct printer *pr, const char *what, uint32_t off,
                       uint32_t n)
{
    text_str(pr->out, what);
    text_hex_bytes(pr->out, pr->base + off, n);
}

static void put_invalid(struct printer *pr)
{
    TEXT_LIT(pr->out, " (invalid)");
}

/*
 * How much of a value stands before a list; NO_LIST without one, NO_MORE when
 * the list around it ends, too.
 */
enum { NO_LIST = UINT32_MAX, NO_MORE = UINT32_MAX - 1 };

static uint32_t print_dncp(struct printer *pr, uint32_t type, struct span v)
{
    const uint32_t off = v.off;

    switch (type) {
    case REQUEST_NETWORK_STATE:
        break;
    case REQUEST_NODE_STATE:
        put_nid(pr, "NID", off);
        break;
    case NODE_ENDPOINT:
        put_nid(pr, "NID", off);
        put_epid(pr, "EPID", off + 4);
        break;
    case NETWORK_STATE:
        put_octets(pr, " hash: ", off, 8);
        break;
    case NODE_STATE:
        put_nid(pr, "NID", off);
        text_printf(pr->out, " seqno: %u", printer_u32(pr, off + 4));
        put_time(pr, "", off + 8);
        put_octets(pr, " hash: ", off + 12, 8);
        return 20;
    case PEER:
        put_nid(pr, "Peer-NID", off);
        put_epid(pr, "Peer-EPID", off + 4);
        put_epid(pr, "Local-EPID", off + 8);
        break;
    case KEEP_ALIVE:
        put_epid(pr, "EPID", off);
        put_time(pr, " Interval:", off + 4);
        break;
    default:
        text_printf(pr->out, " Verdict: %u", printer_u8(pr, off));
        put_octets(pr, " Fingerprint: ", off + 4, 32);
        TEXT_LIT(pr->out, " Common Name: ");
        printer_string(pr, off + 36, v.len - 36);
    }
    return NO_LIST;
}

/* The prefix behind its length at `off`; false when it is none. */
static bool put_prefix(struct printer *pr, uint32_t off, uint32_t len)
{
    enum { MAPPED = 96 };
    static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};
    const uint32_t bits = printer_u8(pr, off), n = (bits + 7) / 8;
    uint8_t addr[16] = {0};

    if (len < 1 || bits > 128 || n > len - 1)
        return false;
    memcpy(addr, pr->base + off + 1, n);
    if (bits % 8 != 0)
        addr[n - 1] &= (uint8_t)(0xff00 >> bits % 8);
    if (bits >= MAPPED && memcmp(addr, mapped, sizeof(mapped)) == 0) {
        text_ip4(pr->out, addr + sizeof(mapped));
        text_printf(pr->out, "/%u", bits - MAPPED);
    } else {
        text_ip6(pr->out, addr);
        text_printf(pr->out, "/%u", bits);
    }
    return true;
}

/* An address, of IPv4 where it is mapped (RFC 4291 section 2.5.5.2). */
static void put_address(struct printer *pr, uint32_t off)
{
    static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};

    if (memcmp(pr->base + off, mapped, sizeof(mapped)) == 0)
        printer_addr4(pr, off + sizeof(mapped));
    else
        printer_addr6(pr, off);
}

static uint32_t print_prefix(struct printer *pr, uint32_t type, struct span v)
{
    const uint32_t at = type == DELEGATED_PREFIX ? 8 : 5;
    const uint32_t end = at + 1 + (printer_u8(pr, v.off + at) + 7U) / 8;

    if (v.len < end) {
        put_invalid(pr);
        return NO_LIST;
    }
    if (type == DELEGATED_PREFIX) {
        put_time(pr, " VLSO:", v.off);
        put_time(pr, " PLSO:", v.off + 4);
    } else {
        put_epid(pr, "EPID", v.off);
        text_printf(pr->out, " Prty: %u", printer_u8(pr, v.off + 4) & 0xfU);
    }
    TEXT_LIT(pr->out, " Prefix: ");
    if (put_prefix(pr, v.off + at, v.len - at))
        return end;
    if (type == DELEGATED_PREFIX)
        TEXT_LIT(pr->out, "(length is invalid)");
    else
        put_invalid(pr);
    return NO_LIST;
}

static uint32_t print_zone(struct printer *pr, struct span v)
{
    const uint8_t flags = printer_u8(pr, v.off + 16);

    TEXT_LIT(pr->out, " IP-Address: ");
    put_address(pr, v.off);
    text_printf(pr->out, " %c%c%c ", flags & 4 ? 'l' : '-',
                flags & 2 ? 'b' : '-', flags & 1 ? 's' : '-');
    const uint32_t n = hncp_put_name(pr, v.off + 17, v.len - 17);
    if (n != 0)
        return 17 + n;
    put_invalid(pr);
    return NO_LIST;
}

static uint32_t print_node_name(struct printer *pr, struct span v)
{
    enum { LONGEST = 63 };
    const uint32_t n = printer_u8(pr, v.off + 16);

    if (v.len < 17 + n) {
        put_invalid(pr);
        return NO_LIST;
    }
    TEXT_LIT(pr->out, " IP-Address: ");
    put_address(pr, v.off);
    TEXT_LIT(pr->out, " Name: ");
    if (n <= LONGEST) {
        text_char(pr->out, '"');
        printer_string(pr, v.off + 17, n);
        text_char(pr->out, '"');
    } else {
        put_invalid(pr);
    }
    return 17 + n;
}

static uint32_t print_policy(struct printer *pr, struct span v)
{
    enum { ANYWHERE = 0, DOMAIN = 129, OPAQUE = 130, ASSIGNMENT = 131 };
    const uint8_t kind = printer_u8(pr, v.off);

    TEXT_LIT(pr->out, " type: ");
    if (kind == ANYWHERE || kind == ASSIGNMENT) {
        if (v.len != 1)
            put_invalid(pr);
        else
            text_str(pr->out, kind == ANYWHERE ? "Internet connectivity"
                                               : "Restrictive assignment");
    } else if (kind < DOMAIN) {
        TEXT_LIT(pr->out, "Dest-Prefix: ");
        if (!put_prefix(pr, v.off, v.len))
            put_invalid(pr);
    } else if (kind == DOMAIN) {
        TEXT_LIT(pr->out, "DNS domain: ");
        (void)hncp_put_name(pr, v.off + 1, v.len - 1);
    } else if (kind == OPAQUE) {
        TEXT_LIT(pr->out, "Opaque UTF-8: ");
        printer_string(pr, v.off + 1, v.len - 1);
    } else {
        text_printf(pr->out, "Unknown (%u)", kind);
    }
    return NO_LIST;
}

static uint32_t print_value(struct printer *pr, uint32_t type, struct span v,
                            unsigned depth)
{
    switch (type) {
    case VERSION:
        text_printf(
            pr->out, " M: %u P: %u H: %u L: %u User-agent: ",
            printer_u8(pr, v.off + 2) >> 4, printer_u8(pr, v.off + 2) & 0xf,
            printer_u8(pr, v.off + 3) >> 4, printer_u8(pr, v.off + 3) & 0xf);
        printer_string(pr, v.off + 4, v.len - 4);
        return NO_LIST;
    case EXTERNAL_CONNECTION:
        return 0;
    case DELEGATED_PREFIX:
    case ASSIGNED_PREFIX:
        return print_prefix(pr, type, v);
    case NODE_ADDRESS:
        put_epid(pr, "EPID", v.off);
        TEXT_LIT(pr->out, " IP Address: ");
        put_address(pr, v.off + 4);
        return 20;
    case DHCP4_DATA:
        if (hncp_print_dhcp4(pr, v, depth + 1))
            return NO_LIST;
        put_invalid(pr);
        return NO_MORE;
    case DHCP6_DATA:
        if (!hncp_print_dhcp6(pr, v, depth + 1))
            put_invalid(pr);
        return NO_LIST;
    case DNS_ZONE:
        return print_zone(pr, v);
    case DOMAIN_NAME:
        TEXT_LIT(pr->out, " Domain: ");
        (void)hncp_put_name(pr, v.off, v.len);
        return NO_LIST;
    case NODE_NAME:
        return print_node_name(pr, v);
    case MANAGED_PSK:
        put_octets(pr, " PSK: ", v.off, 32);
        return 32;
    case PREFIX_POLICY:
        return print_policy(pr, v);
    default:
        return type != 0 && CODE_NAME(names, type, NULL) != NULL
                   ? print_dncp(pr, type, v)
                   : NO_LIST;
    }
}

/* Whether a value may have so many octets. */
static bool fits(uint32_t type, uint32_t len)
{
    static const struct {
        uint16_t type, least, most; /* most 0: any */
    } rows[] = {
        {REQUEST_NETWORK_STATE, 0, 1},
        {REQUEST_NODE_STATE, 4, 4},
        {NODE_ENDPOINT, 8, 8},
        {NETWORK_STATE, 8, 8},
        {NODE_STATE, 20, 0},
        {PEER, 12, 12},
        {KEEP_ALIVE, 8, 0},
        {TRUST_VERDICT, 37, 0},
        {VERSION, 5, 0},
        {DELEGATED_PREFIX, 9, 0},
        {ASSIGNED_PREFIX, 6, 0},
        {NODE_ADDRESS, 20, 0},
        {DHCP4_DATA, 1, 0},
        {DHCP6_DATA, 1, 0},
        {DNS_ZONE, 17, 0},
        {DOMAIN_NAME, 1, 0},
        {NODE_NAME, 17, 0},
        {MANAGED_PSK, 32, 0},
        {PREFIX_POLICY, 1, 0},
    };

    if (type == REQUEST_NETWORK_STATE)
        return len == 0;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (rows[i].type == type)
            return len >= rows[i].least &&
                   (rows[i].most == 0 || len <= rows[i].most);
    return true;
}

static void print_list(struct printer *pr, struct span list, unsigned depth);

static uint32_t rounded(uint32_t n)
{
    return (n + 3) / 4 * 4;
}

/* False where the list ends. */
static bool print_element(struct printer *pr, uint32_t type, struct span v,
                          unsigned depth)
{
    text_str(pr->out, name_of(type));
    if (type == 0 || CODE_NAME(names, type, NULL) == NULL)
        text_printf(pr->out, ": type=%u", type);
    text_printf(pr->out, " (%u)", v.len + TLV_HDR);
    if (!fits(type, v.len)) {
        put_invalid(pr);
        return true;
    }
    const uint32_t before = print_value(pr, type, v, depth);
    if (before == NO_LIST || before == NO_MORE)
        return before == NO_LIST;
    span_skip(&v, rounded(before) < v.len ? rounded(before) : v.len);
    print_list(pr, v, depth);
    return true;
}

/* What of a list is only named: "Reserved (x5), Peer". */
struct tally {
    const char *name; /* the last one, not shown yet */
    unsigned times;
    bool shown; /* another before it */
};

static void put_tally(struct printer *pr, const struct tally *tally,
                      unsigned depth)
{
    if (tally->shown)
        TEXT_LIT(pr->out, ", ");
    else if (depth == 0)
        text_char(pr->out, ' ');
    else
        hncp_put_line(pr, depth + 1);
    text_str(pr->out, tally->name);
    if (tally->times > 1)
        text_printf(pr->out, " (x%u)", tally->times);
}

static void count(struct printer *pr, struct tally *tally, const char *name,
                  unsigned depth)
{
    if (tally->name != NULL && strcmp(tally->name, name) != 0) {
        put_tally(pr, tally, depth);
        tally->shown = true;
        tally->times = 0;
    }
    tally->name = name;
    tally->times++;
}

/*
 * What was counted last is lost where the list breaks off. The oracle opens
 * lists to any depth, which takes time by the square of what is captured.
 */
static void print_list(struct printer *pr, struct span list, unsigned depth)
{
    const bool opened = pr->style->verbose >= ALL_LEVELS
                            ? depth < DEEPEST
                            : pr->style->verbose > depth;
    struct tally tally = {NULL, 0, false};

    while (list.len > 0) {
        if (opened)
            hncp_put_line(pr, depth + 1);
        if (!printer_has(pr, list.off, TLV_HDR)) {
            printer_mark(pr);
            return;
        }
        const uint32_t type = printer_u16(pr, list.off);
        const uint32_t len = printer_u16(pr, list.off + 2);
        if (list.len >= TLV_HDR && !printer_has(pr, list.off + TLV_HDR, len)) {
            printer_mark(pr);
            return;
        }
        if (list.len < TLV_HDR + len) {
            put_invalid(pr);
            return;
        }
        const struct span v = {list.off + TLV_HDR, len};
        if (opened && !print_element(pr, type, v, depth + 1))
            return;
        if (!opened)
            count(pr, &tally, name_of(type), depth);
        const uint32_t whole = TLV_HDR + rounded(len);
        span_skip(&list, whole < list.len ? whole : list.len);
    }
    if (tally.name != NULL)
        put_tally(pr, &tally, depth);
}

static bool print_hncp(struct printer *pr)
{
    pr->label = "hncp";
    text_printf(pr->out, "hncp (%u)", pr->len);
    print_list(pr, (struct span){0, pr->len}, 0);
    return true;
}

const struct protocol protocol_hncp = {.name = "hncp", .print = print_hncp};
