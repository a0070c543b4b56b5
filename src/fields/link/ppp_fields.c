/*
 * ppp_fields.c - PPPoE (RFC 2516) and PPP (RFC 1661, RFC 1662).
 */
#include "put_fields.h"

static const struct code_name codes[] = {
    {0x00, "session"}, {0x07, "PADO"}, {0x09, "PADI"},
    {0x19, "PADR"},    {0x65, "PADS"}, {0xa7, "PADT"},
};

static const struct field pppoe[] = {
    FIELD(0, 1, 0xf0, NUMBER, "version", "pppoe.version"),
    FIELD(0, 1, 0x0f, NUMBER, "type", "pppoe.type"),
    FIELD(1, 1, 0, NAMED_HEX, "code", "pppoe.code", FIELD_NAMES(codes)),
    FIELD(2, 2, 0, HEX, "session", "pppoe.session_id"),
    FIELD(4, 2, 0, NUMBER, "payload length", "pppoe.payload_length"),
};

const struct header header_pppoe = {
    .title = "PPPoE",
    .filter = "pppoe",
    .mark = "pppoe",
    .fields = pppoe,
    .n_fields = COUNT_OF(pppoe),
};

static const struct code_name protocols[] = {
    {0x0021, "IPv4"},   {0x0057, "IPv6"}, {0x0281, "MPLS"}, {0x8021, "IPCP"},
    {0x8057, "IPV6CP"}, {0xc021, "LCP"},  {0xc023, "PAP"},  {0xc025, "LQR"},
    {0xc223, "CHAP"},   {0xc227, "EAP"},
};

static const struct field framing[] = {
    FIELD(0, 1, 0, HEX, "address", "ppp.address"),
    FIELD(1, 1, 0, HEX, "control", "ppp.control"),
};

static const struct field protocol = FIELD(
    0, 2, 0, NAMED_HEX, "protocol", "ppp.protocol", FIELD_NAMES(protocols));

/* The framing is there if the decoder found it; an odd byte is one's all. */
static uint32_t read_ppp(struct field_scene *s, uint32_t off)
{
    enum { CONTROL = 3, ALL = 0xff };
    uint32_t at = off;

    const uint32_t first = field_number(s, off, 1);
    if (field_number(s, off + 1, 1) == CONTROL &&
        (first == ALL || first <= 1)) {
        PUT_FIELDS(s, framing, off);
        at += 2;
    }
    const uint32_t width = (field_number(s, at, 1) & 1) != 0 ? 1 : 2;
    put_field(s, &protocol, at, width);
    return at + width - off;
}

static const struct field_part ppp_parts[] = {PART(framing),
                                              PART_ONE(protocol)};

const struct header header_ppp = {
    .title = "PPP",
    .filter = "ppp",
    .mark = "ppp",
    .read = read_ppp,
    HEADER_PARTS(ppp_parts),
};
