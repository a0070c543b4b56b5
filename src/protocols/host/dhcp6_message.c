/*
 * dhcp6_message.c - messages and options of DHCPv6 (RFC 8415 and its
 * successors).
 *
 * An option that is too short for what it should hold is shown by a question
 * mark. Options may hold options, and relayed messages with more of them.
 */
#include "dhcp6_message.h"
#include "codes.h"
#include "dhcp6_auth.h"
#include "dns_name.h"
#include "values.h"

enum {
    OPTION_HDR = 4,
    ADDR = 16,
    MOST_ID = 10, /* octets of an opaque identifier that are shown */
};

static void print_options(struct printer *pr, struct span list);

/* A question mark for what is too short or of a wrong length. */
static void put_unknown(struct printer *pr)
{
    TEXT_LIT(pr->out, " ?)");
}

static void put_hex(struct printer *pr, struct span v)
{
    text_hex_bytes(pr->out, pr->base + v.off, v.len);
}

/* " 0102030405060708090a...": the dots stand there always. */
static void put_id(struct printer *pr, struct span v)
{
    text_char(pr->out, ' ');
    if (v.len > MOST_ID)
        v.len = MOST_ID;
    put_hex(pr, v);
    TEXT_LIT(pr->out, "...");
}

/* A form of option: what stands behind its name, the parenthesis included. */
typedef bool put_fn(struct printer *pr, struct span v);

static bool put_nothing(struct printer *pr, struct span v)
{
    (void)v;
    text_char(pr->out, ')');
    return true;
}

/* RFC 8415 section 11 */
static bool put_duid(struct printer *pr, struct span v)
{
    enum { LINK_TIME = 1, ENTERPRISE = 2, LINK = 3 };

    if (v.len < 2) {
        put_unknown(pr);
        return true;
    }
    const uint16_t type = printer_u16(pr, v.off);
    if (type == LINK_TIME && v.len >= 8) {
        text_printf(pr->out, " hwaddr/time type %u time %u ",
                    printer_u16(pr, v.off + 2), printer_u32(pr, v.off + 4));
        span_skip(&v, 8);
        put_hex(pr, v);
    } else if (type == ENTERPRISE && v.len >= 10) {
        TEXT_LIT(pr->out, " vid ");
        put_hex(pr, (struct span){v.off + 2, 8});
    } else if (type == LINK && v.len >= 4) {
        text_printf(pr->out, " hwaddr type %u ", printer_u16(pr, v.off + 2));
        span_skip(&v, 4);
        put_hex(pr, v);
    } else if (type >= LINK_TIME && type <= LINK) {
        TEXT_LIT(pr->out, " ?");
    } else {
        text_printf(pr->out, " type %u", type);
    }
    text_char(pr->out, ')');
    return true;
}

/* The options inside of one, and its end. */
static bool put_inner(struct printer *pr, struct span v)
{
    if (v.len > 0)
        print_options(pr, v);
    text_char(pr->out, ')');
    return true;
}

/* IA_NA and IA_PD */
static bool put_association(struct printer *pr, struct span v)
{
    enum { HDR = 12 };

    if (v.len < HDR) {
        put_unknown(pr);
        return true;
    }
    text_printf(pr->out, " IAID:%u T1:%u T2:%u", printer_u32(pr, v.off),
                printer_u32(pr, v.off + 4), printer_u32(pr, v.off + 8));
    span_skip(&v, HDR);
    return put_inner(pr, v);
}

static bool put_temporary(struct printer *pr, struct span v)
{
    enum { HDR = 4 };

    if (v.len < HDR) {
        put_unknown(pr);
        return true;
    }
    text_printf(pr->out, " IAID:%u", printer_u32(pr, v.off));
    span_skip(&v, HDR);
    return put_inner(pr, v);
}

static bool put_ia_addr(struct printer *pr, struct span v)
{
    enum { HDR = 24 };

    if (v.len < HDR) {
        put_unknown(pr);
        return true;
    }
    text_char(pr->out, ' ');
    printer_addr6(pr, v.off);
    text_printf(pr->out, " pltime:%u vltime:%u", printer_u32(pr, v.off + 16),
                printer_u32(pr, v.off + 20));
    span_skip(&v, HDR);
    return put_inner(pr, v);
}

static bool put_ia_prefix(struct printer *pr, struct span v)
{
    enum { HDR = 25 };

    if (v.len < HDR) {
        put_unknown(pr);
        return true;
    }
    text_char(pr->out, ' ');
    printer_addr6(pr, v.off + 9);
    text_printf(pr->out, "/%u pltime:%u vltime:%u", printer_u8(pr, v.off + 8),
                printer_u32(pr, v.off), printer_u32(pr, v.off + 4));
    span_skip(&v, HDR);
    return put_inner(pr, v);
}

/* A number of one, two or four octets, and nothing else. */
static bool put_number(struct printer *pr, struct span v, uint32_t size)
{
    if (v.len != size) {
        put_unknown(pr);
        return true;
    }
    uint32_t n = printer_u8(pr, v.off);
    if (size == 2)
        n = printer_u16(pr, v.off);
    else if (size == 4)
        n = printer_u32(pr, v.off);
    text_printf(pr->out, " %u)", n);
    return true;
}

static bool put_u8(struct printer *pr, struct span v)
{
    return put_number(pr, v, 1);
}

static bool put_u16(struct printer *pr, struct span v)
{
    return put_number(pr, v, 2);
}

static bool put_u32(struct printer *pr, struct span v)
{
    return put_number(pr, v, 4);
}

static bool put_message(struct printer *pr, struct span v)
{
    TEXT_LIT(pr->out, " (");
    dhcp6_print_message(pr, v);
    text_char(pr->out, ')');
    return true;
}

static bool put_authentication(struct printer *pr, struct span v)
{
    dhcp6_print_authentication(pr, v);
    text_char(pr->out, ')');
    return true;
}

static bool put_status(struct printer *pr, struct span v)
{
    static const struct code_name codes[] = {
        {0, "Success"},       {1, "UnspecFail"},       {2, "NoAddrsAvail"},
        {3, "NoBinding"},     {4, "NotOnLink"},        {5, "UseMulticast"},
        {6, "NoPrefixAvail"}, {7, "UnknownQueryType"}, {8, "MalformedQuery"},
        {9, "NotConfigured"}, {10, "NotAllowed"},
    };

    if (v.len < 2) {
        put_unknown(pr);
        return true;
    }
    const uint16_t code = printer_u16(pr, v.off);
    text_char(pr->out, ' ');
    CODE_PUT(pr->out, codes, code, code > 255 ? "INVALID code" : "code%u");
    text_char(pr->out, ')');
    return true;
}

static bool put_opaque(struct printer *pr, struct span v)
{
    put_id(pr, v);
    text_char(pr->out, ')');
    return true;
}

static bool put_reconfigure(struct printer *pr, struct span v)
{
    static const struct code_name types[] = {
        {5, "for renew)"},
        {11, "for inf-req)"},
    };

    if (v.len != 1) {
        put_unknown(pr);
        return true;
    }
    text_char(pr->out, ' ');
    CODE_PUT(pr->out, types, printer_u8(pr, v.off), "for \?\?\?(%02x))");
    return true;
}

/*
 * Names by RFC 1035 section 3.1; the last may run over the option's end. RFC
 * 8415 rules out pointers; the oracle follows them, from that end on. False,
 * and the mark, where one cannot be read: no more options are.
 */
static bool put_domains(struct printer *pr, struct span v)
{
    const uint32_t end = v.off + v.len;
    uint32_t off = v.off;

    while (off < end) {
        struct dns_message m = {
            .p = pr->base,
            .cap = pr->cap,
            .out = pr->out,
            .pr = pr,
            .walk_left = pr->cap,
        };

        text_char(pr->out, ' ');
        if (!dns_put_name_from(&m, &off, end)) {
            printer_mark(pr);
            return false;
        }
    }
    text_char(pr->out, ')');
    return true;
}

static bool put_addresses(struct printer *pr, struct span v)
{
    if (v.len % ADDR != 0) {
        put_unknown(pr);
        return true;
    }
    for (; v.len > 0; span_skip(&v, ADDR)) {
        text_char(pr->out, ' ');
        printer_addr6(pr, v.off);
    }
    text_char(pr->out, ')');
    return true;
}

static bool put_remote_id(struct printer *pr, struct span v)
{
    if (v.len < 4) {
        put_unknown(pr);
        return true;
    }
    text_printf(pr->out, " %u", printer_u32(pr, v.off));
    span_skip(&v, 4);
    return put_opaque(pr, v);
}

static bool put_text(struct printer *pr, struct span v)
{
    enum { LEAST = 5 };

    if (v.len < LEAST) {
        put_unknown(pr);
        return true;
    }
    text_char(pr->out, ' ');
    printer_string(pr, v.off, v.len);
    text_char(pr->out, ')');
    return true;
}

/* RFC 5007 section 4.1.2.1 */
static bool put_query(struct printer *pr, struct span v)
{
    enum { HDR = 17 };
    static const struct code_name types[] = {{1, "by-address"},
                                             {2, "by-clientID"}};

    if (v.len < HDR) {
        put_unknown(pr);
        return true;
    }
    text_char(pr->out, ' ');
    CODE_PUT(pr->out, types, printer_u8(pr, v.off), "type_%u");
    text_char(pr->out, ' ');
    printer_addr6(pr, v.off + 1);
    span_skip(&v, HDR);
    return put_inner(pr, v);
}

static bool put_relay_data(struct printer *pr, struct span v)
{
    if (v.len < ADDR) {
        put_unknown(pr);
        return true;
    }
    text_char(pr->out, ' ');
    printer_addr6(pr, v.off);
    span_skip(&v, ADDR);
    return put_opaque(pr, v);
}

/* RFC 5908 */
static bool put_ntp(struct printer *pr, struct span v)
{
    enum { SERVER = 1, MULTICAST = 2, NAME = 3 };

    if (v.len < OPTION_HDR) {
        put_unknown(pr);
        return true;
    }
    while (v.len > OPTION_HDR) {
        const uint16_t type = printer_u16(pr, v.off);
        struct span s = {v.off + OPTION_HDR, printer_u16(pr, v.off + 2)};

        span_skip(&v, OPTION_HDR);
        if (s.len > v.len) {
            printer_mark(pr);
            return false;
        }
        span_skip(&v, s.len);
        text_printf(pr->out, " subopt:%u", type);
        if (type == NAME) {
            if (!put_domains(pr, s))
                return false;
            text_truncate(pr->out, text_len(pr->out) - 1);
        } else if ((type == SERVER || type == MULTICAST) && s.len == ADDR) {
            text_char(pr->out, ' ');
            printer_addr6(pr, s.off);
        } else {
            TEXT_LIT(pr->out, " ?");
        }
    }
    text_char(pr->out, ')');
    return true;
}

/* RFC 6334: one name, which stays within the option. */
static bool put_aftr(struct printer *pr, struct span v)
{
    if (v.len < 3) {
        put_unknown(pr);
        return true;
    }
    text_char(pr->out, ' ');
    while (v.len > 0 && printer_u8(pr, v.off) != 0) {
        const uint8_t n = printer_u8(pr, v.off);

        span_skip(&v, 1);
        if (n >= v.len) {
            TEXT_LIT(pr->out, " ?");
            break;
        }
        printer_string(pr, v.off, n);
        span_skip(&v, n);
        if (printer_u8(pr, v.off) != 0)
            text_char(pr->out, '.');
    }
    text_char(pr->out, ')');
    return true;
}

static put_fn put_codes;

struct option {
    uint16_t code;
    const char *name;
    put_fn *put;
};

static const struct option options[] = {
    {1, "client-ID", put_duid},
    {2, "server-ID", put_duid},
    {3, "IA_NA", put_association},
    {4, "IA_TA", put_temporary},
    {5, "IA_ADDR", put_ia_addr},
    {6, "option-request", put_codes},
    {7, "preference", put_u8},
    {8, "elapsed-time", put_u16},
    {9, "relay-message", put_message},
    {11, "authentication", put_authentication},
    {12, "server-unicast", put_nothing},
    {13, "status-code", put_status},
    {14, "rapid-commit", put_nothing},
    {15, "user-class", put_nothing},
    {16, "vendor-class", put_nothing},
    {17, "vendor-specific-info", put_nothing},
    {18, "interface-ID", put_opaque},
    {19, "reconfigure-message", put_reconfigure},
    {20, "reconfigure-accept", put_nothing},
    {21, "SIP-servers-domain", put_domains},
    {22, "SIP-servers-address", put_addresses},
    {23, "DNS-server", put_addresses},
    {24, "DNS-search-list", put_domains},
    {25, "IA_PD", put_association},
    {26, "IA_PD-prefix", put_ia_prefix},
    {27, "NIS-server", put_addresses},
    {28, "NIS+-server", put_addresses},
    {29, "NIS-domain-name", put_nothing},
    {30, "NIS+-domain-name", put_nothing},
    {31, "SNTP-servers", put_addresses},
    {32, "lifetime", put_u32},
    {33, "BCMCS-domain-name", put_nothing},
    {34, "BCMCS-server", put_addresses},
    {36, "Geoconf-Civic", put_nothing},
    {37, "Remote-ID", put_remote_id},
    {38, "Subscriber-ID", put_opaque},
    {39, "Client-FQDN", put_nothing},
    {40, "PANA-agent", put_addresses},
    {41, "POSIX-timezone", put_text},
    {42, "POSIX-tz-database", put_text},
    {43, "Echo-request-option", put_codes},
    {44, "Lease-query", put_query},
    {45, "LQ-client-data", put_inner},
    {46, "Clt-time", put_u32},
    {47, "LQ-relay-data", put_relay_data},
    {48, "LQ-client-link", put_addresses},
    {56, "NTP-server", put_ntp},
    {64, "AFTR-Name", put_aftr},
    {112, "MUD-URL", put_text},
};

static const struct option *find_option(uint16_t code)
{
    for (size_t i = 0; i < COUNT_OF(options); i++)
        if (options[i].code == code)
            return &options[i];
    return NULL;
}

static void put_name(struct text *out, uint16_t code)
{
    const struct option *o = find_option(code);

    if (o != NULL)
        text_str(out, o->name);
    else
        text_printf(out, "opt_%u", code);
}

/* The options that are asked for. */
static bool put_codes(struct printer *pr, struct span v)
{
    if (v.len % 2 != 0) {
        put_unknown(pr);
        return true;
    }
    for (; v.len > 0; span_skip(&v, 2)) {
        text_char(pr->out, ' ');
        put_name(pr->out, printer_u16(pr, v.off));
    }
    text_char(pr->out, ')');
    return true;
}

static void print_options(struct printer *pr, struct span list)
{
    while (list.len > 0) {
        if (list.len < OPTION_HDR) {
            printer_mark(pr);
            return;
        }
        const uint16_t code = printer_u16(pr, list.off);
        const struct span v = {list.off + OPTION_HDR,
                               printer_u16(pr, list.off + 2)};
        span_skip(&list, OPTION_HDR);
        if (v.len > list.len) {
            printer_mark(pr);
            return;
        }
        span_skip(&list, v.len);
        const struct option *o = find_option(code);
        TEXT_LIT(pr->out, " (");
        put_name(pr->out, code);
        if (!(o != NULL ? o->put : put_nothing)(pr, v))
            return;
    }
}

enum { MESSAGE_HDR = 4, RELAY_FORWARD = 12, RELAY_REPLY = 13 };

/* In a relayed message: behind type and hop count. */
enum { LINK_ADDR = 2, PEER_ADDR = 18, RELAY_HDR = 34 };

static const struct code_name message_types[] = {
    {1, "solicit"},      {2, "advertise"},   {3, "request"},
    {4, "confirm"},      {5, "renew"},       {6, "rebind"},
    {7, "reply"},        {8, "release"},     {9, "decline"},
    {10, "reconfigure"}, {11, "inf-req"},    {12, "relay-fwd"},
    {13, "relay-reply"}, {14, "leasequery"}, {15, "leasequery-reply"},
};

static void print_relay(struct printer *pr, struct span m)
{
    if (m.len >= PEER_ADDR) {
        TEXT_LIT(pr->out, "linkaddr=");
        printer_addr6(pr, m.off + LINK_ADDR);
    }
    if (m.len < RELAY_HDR) {
        /* A read beyond what is captured pins; the oracle asks for no length.
         */
        if (printer_need(pr, m.off, RELAY_HDR))
            printer_mark(pr);
        return;
    }
    TEXT_LIT(pr->out, " peeraddr=");
    printer_addr6(pr, m.off + PEER_ADDR);
    span_skip(&m, RELAY_HDR);
    print_options(pr, m);
    text_char(pr->out, ')');
}

void dhcp6_print_message(struct printer *pr, struct span m)
{
    TEXT_LIT(pr->out, "dhcp6");
    if (m.len < MESSAGE_HDR) {
        printer_mark(pr);
        return;
    }
    const uint8_t type = printer_u8(pr, m.off);
    text_char(pr->out, ' ');
    CODE_PUT(pr->out, message_types, type, "msgtype-%u");
    if (pr->style->verbose == 0)
        return;
    TEXT_LIT(pr->out, " (");
    if (type == RELAY_FORWARD || type == RELAY_REPLY) {
        print_relay(pr, m);
        return;
    }
    text_printf(pr->out, "xid=%x", printer_u24(pr, m.off + 1));
    span_skip(&m, MESSAGE_HDR);
    print_options(pr, m);
    text_char(pr->out, ')');
}
