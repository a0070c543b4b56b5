/*
 * ether_fields.c - Ethernet (IEEE 802.3) and VLAN tags (802.1Q, 802.1ad).
 */
#include "put_fields.h"

enum { MOST_LENGTH = 1500, LEAST_TYPE = 1536, TYPE_AT = 12, ETHER_HDR = 14 };

static const struct field addresses[] = {
    FIELD(0, 6, 0, MAC, "destination", "eth.dst"),
    FIELD(6, 6, 0, MAC, "source", "eth.src"),
};

static const struct field type[] = {
    FIELD(12, 2, 0, NAMED_HEX, "type", "eth.type", .name_of = field_ethertype),
};

static const struct field length[] = {
    FIELD(12, 2, 0, NUMBER, "length", "eth.len"),
};

/* Neither a length nor a type: IEEE 802.3 leaves these numbers undefined. */
static const struct field neither[] = {
    FIELD(12, 2, 0, HEX, "length or type", "eth.invalid_lentype"),
};

static uint32_t read_ether(struct field_scene *s, uint32_t off)
{
    const uint32_t number = field_number(s, off + TYPE_AT, 2);

    PUT_FIELDS(s, addresses, off);
    if (number <= MOST_LENGTH)
        PUT_FIELDS(s, length, off);
    else if (number < LEAST_TYPE)
        PUT_FIELDS(s, neither, off);
    else
        PUT_FIELDS(s, type, off);
    return ETHER_HDR;
}

static const struct field_part ether_parts[] = {PART(addresses), PART(type),
                                                PART(length), PART(neither)};

const struct header header_ether = {
    .title = "Ethernet",
    .filter = "eth",
    .mark = "ether",
    .read = read_ether,
    HEADER_PARTS(ether_parts),
};

static const struct field tag[] = {
    FIELD(0, 2, 0xe000, NUMBER, "priority", "vlan.priority"),
    FIELD(0, 2, 0x1000, NUMBER, "drop eligible", "vlan.dei"),
    FIELD(0, 2, 0x0fff, NUMBER, "VLAN", "vlan.id"),
};

static const struct field tag_type[] = {
    FIELD(2, 2, 0, NAMED_HEX, "type", "vlan.etype", .name_of = field_ethertype),
};

static const struct field tag_length[] = {
    FIELD(2, 2, 0, NUMBER, "length", "vlan.len"),
};

/* 802.1ad: a provider's tag, as Wireshark calls its fields. */
static const struct field provider_tag[] = {
    FIELD(0, 2, 0xe000, NUMBER, "priority", "ieee8021ad.priority"),
    FIELD(0, 2, 0x1000, NUMBER, "drop eligible", "ieee8021ad.dei"),
    FIELD(0, 2, 0x0fff, NUMBER, "VLAN", "ieee8021ad.id"),
    FIELD(2, 2, 0, NAMED_HEX, "type", "ieee8021ah.etype",
          .name_of = field_ethertype),
};

/* The type before a tag is the tag's own. */
static bool is_provider(const struct field_scene *s, uint32_t off)
{
    enum { PROVIDER = 0x88a8 };

    return off >= 2 && field_number(s, off - 2, 2) == PROVIDER;
}

static uint32_t read_vlan(struct field_scene *s, uint32_t off)
{
    enum { TAG = 4 };

    if (is_provider(s, off)) {
        PUT_FIELDS(s, provider_tag, off);
        return TAG;
    }
    PUT_FIELDS(s, tag, off);
    if (field_number(s, off + 2, 2) <= MOST_LENGTH)
        PUT_FIELDS(s, tag_length, off);
    else
        PUT_FIELDS(s, tag_type, off);
    return TAG;
}

static const struct field_part vlan_parts[] = {
    PART(tag), PART(tag_type), PART(tag_length), PART(provider_tag)};

const struct header header_vlan = {
    .title = "802.1Q",
    .filter = "vlan",
    .mark = "vlan",
    .read = read_vlan,
    HEADER_PARTS(vlan_parts),
};
