/*
 * ip6_fields.c - the IPv6 header (RFC 8200 section 3).
 */
#include "put_fields.h"
#include "traffic_class.h"

static void note_class(const struct field_scene *s, const struct field_row *row,
                       struct text *out)
{
    const unsigned value = (unsigned)row->value;

    (void)s;
    text_printf(out, "DSCP %u, ECN %u", value >> 2, value & 3);
}

static const struct field fixed[] = {
    FIELD(0, 4, 0xf0000000, NUMBER, "version", "ipv6.version"),
    FIELD(0, 4, 0x0ff00000, PLAIN, "traffic class", "ipv6.tclass",
          .detail = DETAIL_BRIEF, .note = note_class),
    FIELD(0, 4, 0x0fc00000, NUMBER, "DSCP", "ipv6.tclass.dscp", .joined = true,
          .detail = DETAIL_FULL, .name_of = name_of_dscp),
    FIELD(0, 4, 0x00300000, NUMBER, "ECN", "ipv6.tclass.ecn", .joined = true,
          .detail = DETAIL_FULL, .name_of = name_of_ecn),
    FIELD(0, 4, 0x000fffff, HEX, "flow label", "ipv6.flow"),
    FIELD(4, 2, 0, NUMBER, "payload length", "ipv6.plen"),
    FIELD(6, 1, 0, NAMED, "next header", "ipv6.nxt", .name_of = field_ip_proto),
    FIELD(7, 1, 0, NUMBER, "hop limit", "ipv6.hlim"),
    FIELD(8, 16, 0, IP6, "source", "ipv6.src"),
    FIELD(24, 16, 0, IP6, "destination", "ipv6.dst"),
};

const struct header header_ip6 = {
    .title = "IPv6",
    .filter = "ipv6",
    .mark = "ip6",
    .fields = fixed,
    .n_fields = COUNT_OF(fixed),
};
