/*
 * ip6_ext_fields.c - the extension headers of IPv6 (RFC 8200 section 4).
 */
#include "put_fields.h"

enum { UNIT = 8, IP6_ADDR = 16, PAD1 = 0 };

static void note_units(const struct field_scene *s, const struct field_row *row,
                       struct text *out)
{
    (void)s;
    text_printf(out, "  = %u bytes", ((unsigned)row->value + 1) * UNIT);
}

#define EXT_HEAD(filter_name)                                                  \
    FIELD(0, 1, 0, NAMED, "next header", filter_name ".nxt",                   \
          .name_of = field_ip_proto),                                          \
        FIELD(1, 1, 0, NUMBER, "length", filter_name ".len",                   \
              .note = note_units)

static const struct field hop[] = {EXT_HEAD("ipv6.hopopts")};
static const struct field dst[] = {EXT_HEAD("ipv6.dstopts")};
static const struct field routing[] = {
    EXT_HEAD("ipv6.routing"),
    FIELD(2, 1, 0, NUMBER, "type", "ipv6.routing.type"),
    FIELD(3, 1, 0, NUMBER, "segments left", "ipv6.routing.segleft"),
};

static const struct code_name options[] = {
    {0x00, "Pad1"},
    {0x01, "PadN"},
    {0x04, "encapsulation limit"},
    {0x05, "router alert"},
    {0x07, "CALIPSO"},
    {0x08, "SMF"},
    {0x26, "quick start"},
    {0x63, "RPL"},
    {0x6d, "MPL"},
    {0xc2, "jumbo payload"},
    {0xc9, "home address"},
};

static void note_option(const struct field_scene *s,
                        const struct field_row *row, struct text *out)
{
    (void)s;
    CODE_PUT(out, options, row->bytes[0], "unknown (%u)");
    if (row->bytes[0] != PAD1 && row->len >= 2)
        text_printf(out, ", %u bytes of data", row->bytes[1]);
}

static const struct field option =
    FIELD(0, 0, 0, PLAIN, "option", "ipv6.opt", .note = note_option);
static const struct field bad = FIELD(0, 0, 0, PLAIN, "bad option", NULL);

static void put_options(struct field_scene *s, uint32_t off, uint32_t end)
{
    while (off < end && !s->cut && field_room(s, off, 1) == 1) {
        if (field_number(s, off, 1) == PAD1) {
            put_field(s, &option, off++, 1);
            continue;
        }
        const uint32_t len = field_number(s, off + 1, 1) + 2;
        if (len > end - off) {
            put_field(s, &bad, off, end - off);
            return;
        }
        put_field(s, &option, off, len);
        off += len;
    }
}

static uint32_t length_of(const struct field_scene *s, uint32_t off)
{
    return (field_number(s, off + 1, 1) + 1) * UNIT;
}

static uint32_t read_hop(struct field_scene *s, uint32_t off)
{
    const uint32_t len = length_of(s, off);

    if (PUT_FIELDS(s, hop, off))
        put_options(s, off + 2, off + len);
    return len;
}

static uint32_t read_dst(struct field_scene *s, uint32_t off)
{
    const uint32_t len = length_of(s, off);

    if (PUT_FIELDS(s, dst, off))
        put_options(s, off + 2, off + len);
    return len;
}

static const struct field reserved = FIELD(0, 0, 0, PLAIN, "reserved", NULL);
static const struct field address = FIELD(0, 0, 0, IP6, "address", NULL);
static const struct field rest = FIELD(0, 0, 0, PLAIN, "type-specific", NULL);

/* Types 0 and 2 are a list of addresses (RFC 2460, RFC 6275). */
static uint32_t read_routing(struct field_scene *s, uint32_t off)
{
    const uint32_t len = length_of(s, off);
    const uint32_t type = field_number(s, off + 2, 1);
    uint32_t at = off + sizeof(uint32_t);

    if (!PUT_FIELDS(s, routing, off))
        return len;
    if (type == 0 || type == 2) {
        put_field(s, &reserved, at, 4);
        for (at += 4; at + IP6_ADDR <= off + len; at += IP6_ADDR)
            put_field(s, &address, at, IP6_ADDR);
    }
    if (at < off + len)
        put_field(s, &rest, at, off + len - at);
    return len;
}

static const struct field_part hopopt_parts[] = {PART(hop)};

const struct header header_hopopt = {
    .title = "IPv6 hop-by-hop options",
    .filter = "ipv6.hopopts",
    .mark = "HBH",
    .read = read_hop,
    HEADER_PARTS(hopopt_parts),
};

static const struct field_part dstopt_parts[] = {PART(dst)};

const struct header header_dstopt = {
    .title = "IPv6 destination options",
    .filter = "ipv6.dstopts",
    .mark = "DSTOPT",
    .read = read_dst,
    HEADER_PARTS(dstopt_parts),
};

static const struct field_part routing_parts[] = {PART(routing)};

const struct header header_routing = {
    .title = "IPv6 routing",
    .filter = "ipv6.routing",
    .mark = "srcrt",
    .read = read_routing,
    HEADER_PARTS(routing_parts),
};

static const struct field fragment[] = {
    FIELD(0, 1, 0, NAMED, "next header", "ipv6.fraghdr.nxt",
          .name_of = field_ip_proto),
    FIELD(1, 1, 0, HEX, "reserved", "ipv6.fraghdr.reserved_octet"),
    FIELD(2, 2, 0xfff8, NUMBER, "offset", "ipv6.fraghdr.offset",
          .note = note_fragment),
    FIELD(2, 2, 0x0006, NUMBER, "reserved", "ipv6.fraghdr.reserved_bits"),
    FIELD(2, 2, 0x0001, BIT, "more fragments", "ipv6.fraghdr.more"),
    FIELD(4, 4, 0, HEX, "identification", "ipv6.fraghdr.ident"),
};

const struct header header_fragment = {
    .title = "IPv6 fragment",
    .filter = "ipv6.fraghdr",
    .mark = "frag",
    .fields = fragment,
    .n_fields = COUNT_OF(fragment),
};
