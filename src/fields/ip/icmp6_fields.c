/*
 * icmp6_fields.c - ICMPv6 (RFC 4443) with neighbour discovery (RFC 4861).
 */
#include "checksum.h"
#include "put_fields.h"

enum {
    HDR = 8,
    UNREACHABLE = 1,
    TOO_BIG = 2,
    EXCEEDED = 3,
    PARAMETER = 4,
    ECHO = 128,
    ECHO_REPLY = 129,
    ROUTER_SOLICITATION = 133,
    ROUTER_ADVERTISEMENT = 134,
    NEIGHBOUR_SOLICITATION = 135,
    NEIGHBOUR_ADVERTISEMENT = 136,
    REDIRECT = 137,
};

static const struct code_name types[] = {
    {UNREACHABLE, "unreachable"},
    {TOO_BIG, "packet too big"},
    {EXCEEDED, "time exceeded"},
    {PARAMETER, "parameter problem"},
    {ECHO, "echo request"},
    {ECHO_REPLY, "echo reply"},
    {130, "listener query"},
    {131, "listener report"},
    {132, "listener done"},
    {ROUTER_SOLICITATION, "router solicitation"},
    {ROUTER_ADVERTISEMENT, "router advertisement"},
    {NEIGHBOUR_SOLICITATION, "neighbour solicitation"},
    {NEIGHBOUR_ADVERTISEMENT, "neighbour advertisement"},
    {REDIRECT, "redirect"},
    {143, "listener report v2"},
};

/* Type and code in one number. */
static const struct code_name codes[] = {
    {0x100, "no route"},
    {0x101, "prohibited"},
    {0x102, "beyond the scope of the source"},
    {0x103, "address"},
    {0x104, "port"},
    {0x105, "source failed a policy"},
    {0x106, "route rejected"},
    {0x300, "hop limit"},
    {0x301, "reassembly"},
    {0x400, "header field"},
    {0x401, "next header"},
    {0x402, "option"},
};

static void note_code(const struct field_scene *s, const struct field_row *row,
                      struct text *out)
{
    (void)row;
    note_type_and_code(s, codes, COUNT_OF(codes), out);
}

static void note_sum(const struct field_scene *s, const struct field_row *row,
                     struct text *out)
{
    enum { PROTO_ICMP6 = 58 };
    const struct tl_layer *l = s->layer;

    if (l->depth != 0 || l->ip == TL_NO_LAYER ||
        s->pkt->layers[l->ip].kind != TL_IPV6 || checksum_is_partial(s->pkt, l))
        return;
    const uint64_t pseudo = checksum_pseudo(s->pkt, l, PROTO_ICMP6, l->len);
    const struct checksum_verdict v =
        checksum_bytes(s->pkt, l, pseudo, (uint16_t)row->value);
    note_checksum(s, &v, pseudo, out);
}

static const struct field fixed[] = {
    FIELD(0, 1, 0, NAMED, "type", "icmpv6.type", FIELD_NAMES(types)),
    FIELD(1, 1, 0, NUMBER, "code", "icmpv6.code", .note = note_code),
    FIELD(2, 2, 0, HEX, "checksum", "icmpv6.checksum", .note = note_sum),
};

static const struct field echo[] = {
    FIELD(4, 2, 0, HEX, "identifier", "icmpv6.echo.identifier"),
    FIELD(6, 2, 0, NUMBER, "sequence number", "icmpv6.echo.sequence_number"),
};

static const struct field mtu[] = {
    FIELD(4, 4, 0, NUMBER, "MTU", "icmpv6.mtu"),
};

static const struct field pointer[] = {
    FIELD(4, 4, 0, NUMBER, "pointer", "icmpv6.pointer"),
};

static const struct field reserved[] = {
    FIELD(4, 4, 0, PLAIN, "reserved", NULL),
};

static const struct field advertisement[] = {
    FIELD(4, 1, 0, NUMBER, "hop limit", "icmpv6.nd.ra.cur_hop_limit"),
    FIELD(5, 1, 0x80, BIT, "managed addresses", "icmpv6.nd.ra.flag.m"),
    FIELD(5, 1, 0x40, BIT, "other managed", "icmpv6.nd.ra.flag.o"),
    FIELD(5, 1, 0x20, BIT, "home agent", "icmpv6.nd.ra.flag.h"),
    FIELD(5, 1, 0x18, NUMBER, "preference", "icmpv6.nd.ra.flag.prf"),
    FIELD(5, 1, 0x04, BIT, "proxy", "icmpv6.nd.ra.flag.p"),
    FIELD(5, 1, 0x03, NUMBER, "reserved", "icmpv6.nd.ra.flag.rsv"),
    FIELD(6, 2, 0, NUMBER, "router lifetime", "icmpv6.nd.ra.router_lifetime",
          .means = "seconds"),
    FIELD(8, 4, 0, NUMBER, "reachable time", "icmpv6.nd.ra.reachable_time",
          .means = "ms"),
    FIELD(12, 4, 0, NUMBER, "retransmit after", "icmpv6.nd.ra.retrans_timer",
          .means = "ms"),
};

static const struct field solicited[] = {
    FIELD(4, 4, 0, PLAIN, "reserved", NULL),
    FIELD(8, 16, 0, IP6, "target", "icmpv6.nd.ns.target_address"),
};

static const struct field advertised[] = {
    FIELD(4, 4, 0x80000000, BIT, "router", "icmpv6.nd.na.flag.r"),
    FIELD(4, 4, 0x40000000, BIT, "solicited", "icmpv6.nd.na.flag.s"),
    FIELD(4, 4, 0x20000000, BIT, "override", "icmpv6.nd.na.flag.o"),
    FIELD(8, 16, 0, IP6, "target", "icmpv6.nd.na.target_address"),
};

static const struct field redirected[] = {
    FIELD(4, 4, 0, PLAIN, "reserved", NULL),
    FIELD(8, 16, 0, IP6, "target", "icmpv6.nd.rd.target_address"),
    FIELD(24, 16, 0, IP6, "destination", "icmpv6.rd.na.destination_address"),
};

static const struct code_name options[] = {
    {1, "source link-layer address"},
    {2, "target link-layer address"},
    {3, "prefix"},
    {4, "redirected header"},
    {5, "MTU"},
    {24, "route"},
    {25, "DNS servers"},
    {31, "DNS search list"},
};

/* RFC 4861 section 4.6: what is short enough to be said in a row. */
static void note_option(const struct field_scene *s,
                        const struct field_row *row, struct text *out)
{
    enum { SOURCE = 1, TARGET = 2, PREFIX = 3, MTU = 5, MAC = 6, LEN = 8 };
    const uint8_t *p = row->bytes;

    (void)s;
    CODE_PUT(out, options, p[0], "unknown (%u)");
    TEXT_LIT(out, ", ");
    if ((p[0] == SOURCE || p[0] == TARGET) && row->len == LEN) {
        text_mac(out, p + 2, MAC);
    } else if (p[0] == MTU && row->len == LEN) {
        text_u32(out, load_be32(p + 4));
    } else if (p[0] == PREFIX && row->len == 4 * LEN) {
        text_ip6(out, p + 2 * LEN);
        text_printf(out, "/%u", p[2]);
    } else {
        text_printf(out, "%u bytes", row->len);
    }
}

static const struct field option =
    FIELD(0, 0, 0, PLAIN, "option", "icmpv6.opt", .note = note_option);
static const struct field bad = FIELD(0, 0, 0, PLAIN, "bad option", NULL);

static uint32_t put_options(struct field_scene *s, uint32_t start, uint32_t at)
{
    enum { UNIT = 8 };

    while (!s->cut && field_room(s, at, 1) == 1) {
        const uint32_t len = field_number(s, at + 1, 1) * UNIT;
        if (len == 0) {
            const uint32_t rest = field_room(s, at, UINT32_MAX);
            put_field(s, &bad, at, rest);
            return at + rest - start;
        }
        put_field(s, &option, at, len);
        at += len;
    }
    return at - start;
}

struct message {
    uint8_t type;
    bool has_options; /* behind the fields */
    uint8_t len;
    const struct field *fields;
    size_t n;
};

#define MESSAGE(number, table, length, options_follow)                         \
    {                                                                          \
        (number), (options_follow), (length), (table), COUNT_OF(table)         \
    }

static const struct message messages[] = {
    MESSAGE(UNREACHABLE, reserved, HDR, false),
    MESSAGE(TOO_BIG, mtu, HDR, false),
    MESSAGE(EXCEEDED, reserved, HDR, false),
    MESSAGE(PARAMETER, pointer, HDR, false),
    MESSAGE(ECHO, echo, HDR, false),
    MESSAGE(ECHO_REPLY, echo, HDR, false),
    MESSAGE(ROUTER_SOLICITATION, reserved, HDR, true),
    MESSAGE(ROUTER_ADVERTISEMENT, advertisement, 16, true),
    MESSAGE(NEIGHBOUR_SOLICITATION, solicited, 24, true),
    MESSAGE(NEIGHBOUR_ADVERTISEMENT, advertised, 24, true),
    MESSAGE(REDIRECT, redirected, 40, true),
};

static uint32_t read_icmp6(struct field_scene *s, uint32_t off)
{
    enum { FIXED = 4 };

    if (!PUT_FIELDS(s, fixed, off))
        return FIXED;
    const uint32_t type = field_number(s, off, 1);
    for (size_t i = 0; i < COUNT_OF(messages); i++) {
        const struct message *m = &messages[i];
        if (m->type != type)
            continue;
        put_fields(s, m->fields, m->n, off);
        return m->has_options ? put_options(s, off, off + m->len) : m->len;
    }
    return FIXED;
}

static const struct field_part icmp6_parts[] = {
    PART(echo),      PART(mtu),        PART(pointer),   PART(advertisement),
    PART(solicited), PART(advertised), PART(redirected)};

const struct header header_icmp6 = {
    .title = "ICMPv6",
    .filter = "icmpv6",
    .mark = "icmp6",
    .fields = fixed,
    .n_fields = COUNT_OF(fixed),
    .read = read_icmp6,
    HEADER_PARTS(icmp6_parts),
};
