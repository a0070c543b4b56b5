/*
 * ip4_fields.c - the IPv4 header (RFC 791; RFC 2474 and RFC 3168 for the
 * second byte).
 */
#include "checksum.h"
#include "ip4_options.h"
#include "put_fields.h"
#include "traffic_class.h"

enum { LEAST = 20, TOTAL_AT = 2 };

static void note_length(const struct field_scene *s,
                        const struct field_row *row, struct text *out)
{
    (void)s;
    if (row->value < LEAST / 4)
        text_printf(out, ", must be %d or more", LEAST);
}

static void note_total(const struct field_scene *s, const struct field_row *row,
                       struct text *out)
{
    const uint32_t hdr = (*field_bytes(s, s->start) & 15) * 4U;

    if (row->value >= hdr)
        text_printf(out, " = %u header + %u", hdr, (unsigned)row->value - hdr);
    else
        text_printf(out, ", less than the header");
}

static const struct code_name flags[] = {
    {4, "reserved bit"},
    {2, "don't fragment"},
    {1, "more fragments"},
};

static void note_sum(const struct field_scene *s, const struct field_row *row,
                     struct text *out)
{
    const uint32_t hdr = s->layer->ip4.hdr_len;

    (void)row;
    if (hdr < LEAST || field_room(s, s->start, hdr) < hdr)
        return;
    const struct checksum_verdict v = checksum_ip4(s->pkt, s->layer);
    if (v.state == CHECKSUM_BAD && v.stored == 0)
        TEXT_LIT(out, ", not filled in yet (offload)");
    else
        note_checksum(s, &v, 0, out);
}

static const struct field fixed[] = {
    FIELD(0, 1, 0xf0, NUMBER, "version", "ip.version"),
    FIELD(0, 1, 0x0f, WORDS, "header length", "ip.hdr_len",
          .note = note_length),
    FIELD(1, 1, 0xfc, NUMBER, "DSCP", "ip.dsfield.dscp", .joined = true,
          .name_of = name_of_dscp),
    FIELD(1, 1, 0x03, NUMBER, "ECN", "ip.dsfield.ecn", .joined = true,
          .name_of = name_of_ecn),
    FIELD(TOTAL_AT, 2, 0, NUMBER, "total length", "ip.len", .note = note_total),
    FIELD(4, 2, 0, NUMBER, "identification", "ip.id"),
    FIELD(6, 2, 0xe000, BITS, "flags", "ip.flags", .detail = DETAIL_BRIEF,
          FIELD_NAMES(flags)),
    FIELD(6, 2, 0x8000, BIT, "reserved", "ip.flags.rb", .joined = true,
          .detail = DETAIL_FULL),
    FIELD(6, 2, 0x4000, BIT, "DF", "ip.flags.df", .joined = true,
          .detail = DETAIL_FULL, .means = "don't fragment"),
    FIELD(6, 2, 0x2000, BIT, "MF", "ip.flags.mf", .joined = true,
          .detail = DETAIL_FULL, .means = "more fragments"),
    FIELD(6, 2, 0x1fff, NUMBER, "fragment offset", "ip.frag_offset",
          .note = note_fragment),
    FIELD(8, 1, 0, NUMBER, "time to live", "ip.ttl"),
    FIELD(9, 1, 0, NAMED, "protocol", "ip.proto", .name_of = field_ip_proto),
    FIELD(10, 2, 0, HEX, "header checksum", "ip.checksum", .note = note_sum),
    FIELD(12, 4, 0, IP4, "source", "ip.src"),
};

static const struct field destination[] = {
    FIELD(16, 4, 0, IP4, "destination", "ip.dst"),
};

/* Of a source route: where it goes in the end is told by the option. */
static const struct field next_hop[] = {
    FIELD(16, 4, 0, IP4, "next hop", "ip.cur_rt"),
};

static bool is_routed(const struct field_scene *s)
{
    const struct tl_layer *l = s->layer;

    return l->end == TL_WHOLE && ip4_final_dst(s->pkt, l) != l->ip4.dst;
}

static uint32_t read_ip4(struct field_scene *s, uint32_t off)
{
    const uint32_t hdr = (field_number(s, off, 1) & 15) * 4;

    if (s->layer->end == TL_BAD && s->layer->ip4.fault == TL_IP4_VERSION)
        return 0;
    PUT_FIELDS(s, fixed, off);
    if (is_routed(s))
        PUT_FIELDS(s, next_hop, off);
    else
        PUT_FIELDS(s, destination, off);
    if (hdr <= LEAST)
        return LEAST;
    put_ip4_option_rows(s, off + LEAST, off + hdr);
    return hdr;
}

static const struct field_part ip4_parts[] = {PART(destination),
                                              PART(next_hop)};

const struct header header_ip4 = {
    .title = "IPv4",
    .filter = "ip",
    .mark = "ip",
    .fields = fixed,
    .n_fields = COUNT_OF(fixed),
    .read = read_ip4,
    HEADER_PARTS(ip4_parts),
};
