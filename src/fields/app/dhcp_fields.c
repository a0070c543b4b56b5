/*
 * dhcp_fields.c - DHCP and BOOTP (RFC 951, RFC 2131, RFC 2132).
 */
#include "put_fields.h"

enum { HDR = 236, OPTIONS = 240, MAC = 6, COOKIE = 0x63825363 };

static const struct code_name operations[] = {{1, "request"}, {2, "reply"}};

static const struct code_name hardware[] = {{1, "Ethernet"}, {6, "IEEE 802"}};

static const struct field fixed[] = {
    FIELD(0, 1, 0, NAMED, "operation", "dhcp.type", FIELD_NAMES(operations)),
    FIELD(1, 1, 0, NAMED_HEX, "hardware", "dhcp.hw.type",
          FIELD_NAMES(hardware)),
    FIELD(2, 1, 0, NUMBER, "hardware length", "dhcp.hw.len"),
    FIELD(3, 1, 0, NUMBER, "hops", "dhcp.hops"),
    FIELD(4, 4, 0, HEX, "transaction", "dhcp.id"),
    FIELD(8, 2, 0, NUMBER, "trying for", "dhcp.secs", .means = "seconds"),
    FIELD(10, 2, 0x8000, BIT, "broadcast", "dhcp.flags.bc"),
    FIELD(10, 2, 0x7fff, HEX, "reserved", "dhcp.flags.reserved"),
    FIELD(12, 4, 0, IP4, "client has", "dhcp.ip.client"),
    FIELD(16, 4, 0, IP4, "client gets", "dhcp.ip.your"),
    FIELD(20, 4, 0, IP4, "next server", "dhcp.ip.server"),
    FIELD(24, 4, 0, IP4, "relay", "dhcp.ip.relay"),
};

static const struct field client_mac =
    FIELD(28, 6, 0, MAC, "client", "dhcp.hw.mac_addr");
static const struct field client_other =
    FIELD(28, 16, 0, BYTES, "client", "dhcp.hw.addr");
static const struct field padding =
    FIELD(34, 10, 0, BYTES, "padding", "dhcp.hw.addr_padding");

/* Text up to its first zero. */
static void note_string(const struct field_scene *s,
                        const struct field_row *row, struct text *out)
{
    (void)s;
    for (uint32_t i = 0; i < row->len && row->bytes[i] != 0; i++)
        text_visible(out, row->bytes[i]);
}

static const struct field names[] = {
    FIELD(44, 64, 0, SAID, "server name", "dhcp.server", .note = note_string),
    FIELD(108, 128, 0, SAID, "boot file", "dhcp.file", .note = note_string),
};

static const struct field cookie[] = {
    FIELD(HDR, 4, 0, IP4, "magic cookie", "dhcp.cookie"),
};

static const struct code_name kinds[] = {
    {1, "subnet mask"},      {3, "routers"},         {6, "name servers"},
    {12, "host name"},       {15, "domain name"},    {26, "MTU"},
    {28, "broadcast"},       {42, "time servers"},   {43, "vendor's"},
    {50, "wanted address"},  {51, "lease"},          {53, "message"},
    {54, "server"},          {55, "wanted options"}, {56, "text"},
    {57, "largest message"}, {58, "renew after"},    {59, "rebind after"},
    {60, "vendor class"},    {61, "client"},         {66, "boot server"},
    {67, "boot file"},       {77, "user class"},     {81, "client's name"},
    {82, "relay agent's"},   {119, "domain search"}, {121, "routes"},
};

static const struct code_name messages[] = {
    {1, "discover"}, {2, "offer"}, {3, "request"}, {4, "decline"},
    {5, "ack"},      {6, "nak"},   {7, "release"}, {8, "inform"},
};

/* What the data of an option is. */
enum data { DATA_BYTES, DATA_ADDRESSES, DATA_SECONDS, DATA_TEXT, DATA_MESSAGE };

static enum data data_of(uint8_t kind, uint32_t len)
{
    switch (kind) {
    case 1:
    case 3:
    case 6:
    case 28:
    case 42:
    case 50:
    case 54:
        return len % 4 == 0 ? DATA_ADDRESSES : DATA_BYTES;
    case 51:
    case 58:
    case 59:
        return len == 4 ? DATA_SECONDS : DATA_BYTES;
    case 12:
    case 15:
    case 56:
    case 60:
    case 66:
    case 67:
        return DATA_TEXT;
    case 53:
        return len == 1 ? DATA_MESSAGE : DATA_BYTES;
    default:
        return DATA_BYTES;
    }
}

static void put_addresses(struct text *out, const uint8_t *p, uint32_t len)
{
    for (uint32_t i = 0; i + 4 <= len; i += 4) {
        if (i > 0)
            TEXT_LIT(out, ", ");
        text_ip4(out, p + i);
    }
}

/* "message (53), discover"; kind and length stand before the data. */
static void note_option(const struct field_scene *s,
                        const struct field_row *row, struct text *out)
{
    const uint8_t *p = row->bytes;
    const char *name = CODE_NAME(kinds, p[0], NULL);

    (void)s;
    if (name != NULL)
        text_printf(out, "%s (%u)", name, p[0]);
    else
        text_u32(out, p[0]);
    if (row->len <= 2)
        return;
    const uint32_t len = row->len - 2;
    TEXT_LIT(out, ", ");
    switch (data_of(p[0], len)) {
    case DATA_ADDRESSES:
        put_addresses(out, p + 2, len);
        break;
    case DATA_SECONDS:
        text_printf(out, "%u seconds", load_be32(p + 2));
        break;
    case DATA_TEXT:
        for (uint32_t i = 0; i < len; i++)
            text_visible(out, p[2 + i]);
        break;
    case DATA_MESSAGE:
        CODE_PUT(out, messages, p[2], "%u");
        break;
    case DATA_BYTES:
        text_printf(out, "%u bytes", len);
        break;
    }
}

static const struct field option =
    FIELD(0, 0, 0, PLAIN, "option", "dhcp.option.type", .note = note_option);
static const struct field pad =
    FIELD(0, 0, 0, PLAIN, "padding", "dhcp.option.padding");
static const struct field end_mark =
    FIELD(0, 0, 0, NUMBER, "end of options", "dhcp.option.end");
static const struct field bad = FIELD(0, 0, 0, PLAIN, "bad option", NULL);

/* Zeros up to anything else, in one row. */
static uint32_t put_padding(struct field_scene *s, uint32_t at, uint32_t rest)
{
    uint32_t n = 1;

    while (n < rest && field_number(s, at + n, 1) == 0)
        n++;
    put_field(s, &pad, at, n);
    return n;
}

/* Answers the place behind the options: padding is as long as it goes. */
static uint32_t put_options(struct field_scene *s, uint32_t at)
{
    enum { PAD = 0, END = 255 };

    while (!s->cut && field_room(s, at, 1) == 1) {
        const uint32_t kind = field_number(s, at, 1);
        const uint32_t rest = field_room(s, at, UINT32_MAX);
        if (kind == PAD) {
            at += put_padding(s, at, rest);
            continue;
        }
        if (kind == END) {
            put_field(s, &end_mark, at, 1);
            return at + 1;
        }
        const uint32_t len = field_number(s, at + 1, 1) + 2;
        if (rest < 2 || len > rest) {
            put_field(s, &bad, at, rest);
            return at + rest;
        }
        put_field(s, &option, at, len);
        at += len;
    }
    return at;
}

static uint32_t read_dhcp(struct field_scene *s, uint32_t off)
{
    PUT_FIELDS(s, fixed, off);
    if (field_number(s, off + 2, 1) == MAC) {
        put_field(s, &client_mac, off + client_mac.at, client_mac.size);
        put_field(s, &padding, off + padding.at, padding.size);
    } else {
        put_field(s, &client_other, off + client_other.at, client_other.size);
    }
    if (!PUT_FIELDS(s, names, off) || field_number(s, off + HDR, 4) != COOKIE ||
        !PUT_FIELDS(s, cookie, off))
        return HDR;
    return put_options(s, off + OPTIONS) - off;
}

static const struct field_part dhcp_parts[] = {
    PART_ONE(client_mac), PART_ONE(client_other), PART_ONE(padding),
    PART(names),          PART(cookie),           PART_ONE(end_mark)};

const struct header header_dhcp = {
    .title = "DHCP",
    .filter = "dhcp",
    .mark = "bootp",
    .fields = fixed,
    .n_fields = COUNT_OF(fixed),
    .read = read_dhcp,
    HEADER_PARTS(dhcp_parts),
};
