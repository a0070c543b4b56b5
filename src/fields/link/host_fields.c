/*
 * host_fields.c - what a host puts before a packet when it captures: Linux
 * cooked capture v1 and v2, BSD loopback.
 */
#include "put_fields.h"

enum { ADDRESS_ROOM = 8 };

static const struct code_name packet_types[] = {
    {0, "to us"},           {1, "broadcast"}, {2, "multicast"},
    {3, "to another host"}, {4, "from us"},
};

/* https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL.html */
static const struct field cooked[] = {
    FIELD(0, 2, 0, NUMBER, "packet type", "sll.pkttype",
          FIELD_NAMES(packet_types)),
    FIELD(2, 2, 0, NUMBER, "hardware", "sll.hatype"),
    FIELD(4, 2, 0, NUMBER, "address length", "sll.halen"),
};

static const struct field cooked_type[] = {
    FIELD(14, 2, 0, NAMED_HEX, "protocol", "sll.etype",
          .name_of = field_ethertype),
};

/* https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL2.html */
static const struct field cooked2[] = {
    FIELD(0, 2, 0, NAMED_HEX, "protocol", "sll.etype",
          .name_of = field_ethertype),
    FIELD(2, 2, 0, PLAIN, "reserved", NULL),
    FIELD(4, 4, 0, NUMBER, "interface", "sll.ifindex"),
    FIELD(8, 2, 0, NUMBER, "hardware", "sll.hatype"),
    FIELD(10, 1, 0, NUMBER, "packet type", "sll.pkttype",
          FIELD_NAMES(packet_types)),
    FIELD(11, 1, 0, NUMBER, "address length", "sll.halen"),
};

static const struct field mac = FIELD(0, 6, 0, MAC, "source", "sll.src.eth");
static const struct field ip4 = FIELD(0, 4, 0, IP4, "source", "sll.src.ipv4");
static const struct field other =
    FIELD(0, 0, 0, BYTES, "source", "sll.src.other");
static const struct field unused =
    FIELD(0, 0, 0, BYTES, "unused", "sll.unused");

/* Its length says what kind of address it is. */
static void put_address(struct field_scene *s, uint32_t off, uint32_t len)
{
    if (len > ADDRESS_ROOM)
        len = ADDRESS_ROOM;
    if (len == mac.size)
        put_field(s, &mac, off, len);
    else if (len == ip4.size)
        put_field(s, &ip4, off, len);
    else if (len > 0)
        put_field(s, &other, off, len);
    if (len < ADDRESS_ROOM)
        put_field(s, &unused, off + len, ADDRESS_ROOM - len);
}

static uint32_t read_sll(struct field_scene *s, uint32_t off)
{
    enum { LENGTH = 4, ADDRESS = 6, HDR = 16 };

    PUT_FIELDS(s, cooked, off);
    put_address(s, off + ADDRESS, field_number(s, off + LENGTH, 2));
    PUT_FIELDS(s, cooked_type, off);
    return HDR;
}

static uint32_t read_sll2(struct field_scene *s, uint32_t off)
{
    enum { LENGTH = 11, ADDRESS = 12, HDR = 20 };

    PUT_FIELDS(s, cooked2, off);
    put_address(s, off + ADDRESS, field_number(s, off + LENGTH, 1));
    return HDR;
}

static const struct field_part sll_parts[] = {
    PART(cooked),  PART(cooked_type), PART_ONE(mac),
    PART_ONE(ip4), PART_ONE(other),   PART_ONE(unused)};

const struct header header_sll = {
    .title = "Linux cooked capture",
    .filter = "sll",
    .mark = "sll",
    .read = read_sll,
    HEADER_PARTS(sll_parts),
};

static const struct field_part sll2_parts[] = {PART(cooked2)};

const struct header header_sll2 = {
    .title = "Linux cooked capture v2",
    .filter = "sll",
    .mark = "sll2",
    .read = read_sll2,
    HEADER_PARTS(sll2_parts),
};

/* Numbers differ among the BSDs where it is IPv6. */
static const struct code_name families[] = {
    {2, "IPv4"},  {7, "OSI"},   {10, "IPv6"}, {23, "IPX"},
    {24, "IPv6"}, {28, "IPv6"}, {30, "IPv6"},
};

static const struct field family_little[] = {
    FIELD(0, 4, 0, NAMED, "family", "null.family", .little = true,
          FIELD_NAMES(families)),
};

static const struct field family_big[] = {
    FIELD(0, 4, 0, NAMED, "family", "null.family", FIELD_NAMES(families)),
};

/* A family fits 16 bits: that shows the order of the host that wrote it. */
static uint32_t read_null(struct field_scene *s, uint32_t off)
{
    enum { HDR = 4 };

    if (field_number(s, off, 2) == 0)
        PUT_FIELDS(s, family_big, off);
    else
        PUT_FIELDS(s, family_little, off);
    return HDR;
}

static const struct field_part null_parts[] = {PART(family_big)};

const struct header header_null = {
    .title = "BSD loopback",
    .filter = "null",
    .mark = "null",
    .read = read_null,
    HEADER_PARTS(null_parts),
};

/* Nothing stands before the IP header. */
static uint32_t read_raw(struct field_scene *s, uint32_t off)
{
    (void)s;
    (void)off;
    return 0;
}

const struct header header_raw = {
    .title = "Raw IP",
    .filter = "raw",
    .mark = "raw",
    .read = read_raw,
};
