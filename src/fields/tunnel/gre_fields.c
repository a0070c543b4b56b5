/*
 * gre_fields.c - generic routing encapsulation (RFC 2784, 2890, 1701) and
 * PPTP's version of it (RFC 2637).
 */
#include "gre.h"

#include "put_fields.h"

static const struct code_name flags[] = {
    {GRE_CHECKSUM >> 3, "checksum"},
    {GRE_ROUTING >> 3, "routing"},
    {GRE_KEY >> 3, "key"},
    {GRE_SEQUENCE >> 3, "sequence number"},
    {GRE_STRICT >> 3, "strict source route"},
    {GRE_ACK >> 3, "acknowledgment"},
};

#define GRE_BIT(word, filter_name, mask)                                       \
    FIELD(0, 2, mask, BIT, word, "gre.flags." filter_name,                     \
          .detail = DETAIL_FULL)

static const struct field fixed[] = {
    FIELD(0, 2, 0xfff8, BITS, "flags", NULL, .detail = DETAIL_BRIEF,
          FIELD_NAMES(flags)),
    GRE_BIT("checksum", "checksum", GRE_CHECKSUM),
    GRE_BIT("routing", "routing", GRE_ROUTING),
    GRE_BIT("key", "key", GRE_KEY),
    GRE_BIT("sequence number", "sequence_number", GRE_SEQUENCE),
    GRE_BIT("strict source route", "strict_source_route", GRE_STRICT),
    FIELD(0, 2, 0x0700, NUMBER, "recursion", "gre.flags.recursion_control",
          .detail = DETAIL_FULL),
    FIELD(0, 2, GRE_VERSION, NUMBER, "version", "gre.flags.version"),
    FIELD(2, 2, 0, NAMED_HEX, "protocol", "gre.proto",
          .name_of = field_ethertype),
};

static const struct field sum = FIELD(0, 0, 0, HEX, "checksum", "gre.checksum");
static const struct field offset =
    FIELD(0, 0, 0, NUMBER, "offset", "gre.offset");
static const struct field key = FIELD(0, 0, 0, HEX, "key", "gre.key");
static const struct field payload =
    FIELD(0, 0, 0, NUMBER, "payload length", "gre.key.payload_length",
          .joined = true);
static const struct field call =
    FIELD(0, 0, 0, NUMBER, "call", "gre.key.call_id", .joined = true);
static const struct field sequence =
    FIELD(0, 0, 0, NUMBER, "sequence number", "gre.sequence_number");
static const struct field ack =
    FIELD(0, 0, 0, NUMBER, "acknowledgment", "gre.ack_number");
static const struct field route = FIELD(0, 0, 0, PLAIN, "route", NULL);

/* Source routes, up to one of family and length 0 (RFC 1701). */
static uint32_t put_routes(struct field_scene *s, uint32_t at)
{
    while (field_room(s, at, GRE_ROUTE_HDR) == GRE_ROUTE_HDR) {
        const uint32_t len = field_number(s, at + 3, 1);
        const bool last = field_number(s, at, 2) == 0 && len == 0;
        if (!put_field(s, &route, at, GRE_ROUTE_HDR + len))
            break;
        at += GRE_ROUTE_HDR + len;
        if (last)
            return at;
    }
    s->cut = true;
    return at;
}

static uint32_t put_halves(struct field_scene *s, uint32_t at,
                           const struct field *first,
                           const struct field *second)
{
    put_field(s, first, at, 2);
    put_field(s, second, at + 2, 2);
    return at + 4;
}

static uint32_t put_word(struct field_scene *s, uint32_t at,
                         const struct field *f)
{
    put_field(s, f, at, 4);
    return at + 4;
}

static uint32_t read_gre(struct field_scene *s, uint32_t off)
{
    enum { HDR = 4 };
    const uint32_t bits = field_number(s, off, 2);
    const uint32_t version = bits & GRE_VERSION;
    uint32_t at = off + HDR;

    PUT_FIELDS(s, fixed, off);
    if (version > 1)
        return HDR;
    if (version == 0 && (bits & (GRE_CHECKSUM | GRE_ROUTING)) != 0)
        at = put_halves(s, at, &sum, &offset);
    if ((bits & GRE_KEY) != 0)
        at = version == 0 ? put_word(s, at, &key)
                          : put_halves(s, at, &payload, &call);
    if ((bits & GRE_SEQUENCE) != 0)
        at = put_word(s, at, &sequence);
    if (version == 0 && (bits & GRE_ROUTING) != 0)
        at = put_routes(s, at);
    if (version == 1 && (bits & GRE_ACK) != 0)
        at = put_word(s, at, &ack);
    return at - off;
}

static const struct field_part gre_parts[] = {
    PART_ONE(sum),  PART_ONE(offset),   PART_ONE(key), PART_ONE(payload),
    PART_ONE(call), PART_ONE(sequence), PART_ONE(ack)};

const struct header header_gre = {
    .title = "GRE",
    .filter = "gre",
    .mark = "gre",
    .fields = fixed,
    .n_fields = COUNT_OF(fixed),
    .read = read_gre,
    HEADER_PARTS(gre_parts),
};
