/*
 * arp_fields.c - ARP (RFC 826) and its relatives.
 */
#include "put_fields.h"

enum { FIXED = 8, MAC = 6, IP4 = 4 };

static const struct code_name hardware[] = {
    {1, "Ethernet"},     {6, "IEEE 802"},   {7, "ARCNET"},
    {15, "frame relay"}, {24, "IEEE 1394"}, {32, "InfiniBand"},
};

static const struct code_name operations[] = {
    {1, "request"},       {2, "reply"},           {3, "reverse request"},
    {4, "reverse reply"}, {8, "inverse request"}, {9, "inverse reply"},
    {10, "NAK"},
};

static const struct field fixed[] = {
    FIELD(0, 2, 0, NAMED, "hardware", "arp.hw.type", FIELD_NAMES(hardware)),
    FIELD(2, 2, 0, NAMED_HEX, "protocol", "arp.proto.type",
          .name_of = field_ethertype),
    FIELD(4, 1, 0, NUMBER, "hardware length", "arp.hw.size"),
    FIELD(5, 1, 0, NUMBER, "protocol length", "arp.proto.size"),
    FIELD(6, 2, 0, NAMED, "operation", "arp.opcode", FIELD_NAMES(operations)),
};

/* One end: its names depend on what kind of addresses it has. */
struct arp_end {
    struct field mac, hardware, ip4, protocol;
};

static const struct arp_end sender = {
    .mac = FIELD(0, MAC, 0, MAC, "sender hardware", "arp.src.hw_mac"),
    .hardware = FIELD(0, 0, 0, BYTES, "sender hardware", "arp.src.hw"),
    .ip4 = FIELD(0, IP4, 0, IP4, "sender", "arp.src.proto_ipv4"),
    .protocol = FIELD(0, 0, 0, BYTES, "sender", "arp.src.proto"),
};

static const struct arp_end target = {
    .mac = FIELD(0, MAC, 0, MAC, "target hardware", "arp.dst.hw_mac"),
    .hardware = FIELD(0, 0, 0, BYTES, "target hardware", "arp.dst.hw"),
    .ip4 = FIELD(0, IP4, 0, IP4, "target", "arp.dst.proto_ipv4"),
    .protocol = FIELD(0, 0, 0, BYTES, "target", "arp.dst.proto"),
};

static uint32_t put_end(struct field_scene *s, const struct arp_end *end,
                        uint32_t off, uint32_t hln, uint32_t pln)
{
    const uint32_t type = field_number(s, s->start, 2);
    const bool is_mac = hln == MAC && (type == 1 || type == 6);
    const bool is_ip4 =
        pln == IP4 && field_number(s, s->start + 2, 2) == 0x0800;

    if (hln > 0)
        put_field(s, is_mac ? &end->mac : &end->hardware, off, hln);
    if (pln > 0)
        put_field(s, is_ip4 ? &end->ip4 : &end->protocol, off + hln, pln);
    return off + hln + pln;
}

static uint32_t read_arp(struct field_scene *s, uint32_t off)
{
    const uint32_t hln = field_number(s, off + 4, 1);
    const uint32_t pln = field_number(s, off + 5, 1);

    PUT_FIELDS(s, fixed, off);
    const uint32_t next = put_end(s, &sender, off + FIXED, hln, pln);
    return put_end(s, &target, next, hln, pln) - off;
}

static const struct field_part arp_parts[] = {PART(fixed),
                                              PART_ONE(sender.mac),
                                              PART_ONE(sender.hardware),
                                              PART_ONE(sender.ip4),
                                              PART_ONE(sender.protocol),
                                              PART_ONE(target.mac),
                                              PART_ONE(target.hardware),
                                              PART_ONE(target.ip4),
                                              PART_ONE(target.protocol)};

const struct header header_arp = {
    .title = "ARP",
    .filter = "arp",
    .mark = "arp",
    .read = read_arp,
    HEADER_PARTS(arp_parts),
};
