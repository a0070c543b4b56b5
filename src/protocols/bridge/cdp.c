/*
 * cdp.c - the Cisco Discovery Protocol, as Cisco's documents and captures
 * show it.
 */
#include "codes.h"
#include "protocol.h"
#include "span.h"
#include "values.h"

enum { HEADER = 4, ELEMENT_HDR = 4 };

typedef void put_value_fn(struct printer *pr, struct span value);

/* The `n` octets in visible form, line by line. */
static void put_version(struct printer *pr, struct span value)
{
    TEXT_LIT(pr->out, "\n\t  ");
    for (uint32_t i = 0; i < value.len && printer_ok(pr); i++) {
        const uint8_t c = printer_u8(pr, value.off + i);
        if (c == '\n')
            TEXT_LIT(pr->out, "\n\t  ");
        else
            text_visible(pr->out, c);
    }
}

static void put_quoted(struct printer *pr, struct span value)
{
    text_char(pr->out, '\'');
    printer_chars(pr, value.off, value.len);
    text_char(pr->out, '\'');
}

/* Protocol types 1 (NLPID) and 2 (802.2) with the ids of IP. */
static uint8_t ip_version(const struct printer *pr, uint32_t off, uint8_t type,
                          uint8_t proto_len, uint16_t addr_len)
{
    static const uint8_t ip6[] = {0xaa, 0xaa, 0x03, 0, 0, 0, 0x86, 0xdd};
    enum { NLPID = 1, LLC = 2, NLPID_IP = 0xcc };

    if (type == NLPID && proto_len == 1 && pr->base[off] == NLPID_IP &&
        addr_len == 4)
        return 4;
    if (type == LLC && proto_len == sizeof ip6 &&
        memcmp(pr->base + off, ip6, sizeof ip6) == 0 && addr_len == 16)
        return 6;
    return 0;
}

static void put_octets(struct printer *pr, uint32_t off, uint32_t n)
{
    for (uint32_t i = 0; i < n && printer_ok(pr); i++)
        text_printf(pr->out, " %02x", printer_u8(pr, off + i));
}

/* One address of the `left` that are still to come; false at its end. */
static bool put_address(struct printer *pr, struct span *list, uint32_t left)
{
    if (list->len < 2) {
        TEXT_LIT(pr->out, " (not enough space for PT+PL)");
        return false;
    }
    const uint8_t type = printer_u8(pr, list->off);
    const uint8_t proto_len = printer_u8(pr, list->off + 1);
    const uint32_t proto = list->off + 2;
    span_skip(list, 2);
    if (list->len < proto_len + 2u) {
        TEXT_LIT(pr->out, " (not enough space for P+AL)");
        return false;
    }
    const uint16_t addr_len = printer_u16(pr, proto + proto_len);
    if (!printer_need(pr, proto, proto_len + 2u))
        return false;
    span_skip(list, proto_len + 2u);
    const uint8_t version = ip_version(pr, proto, type, proto_len, addr_len);
    if (version == 0) {
        text_printf(pr->out, "pt=0x%02x, pl=%u, pb=", type, proto_len);
        put_octets(pr, proto, proto_len);
        text_printf(pr->out, ", al=%u, a=", addr_len);
    }
    if (list->len < addr_len) {
        TEXT_LIT(pr->out, " (not enough space for A)");
        return false;
    }
    if (version == 0)
        put_octets(pr, list->off, addr_len);
    else if (printer_need(pr, list->off, addr_len)) {
        text_printf(pr->out, "IPv%u (%u) ", version, left);
        if (version == 4)
            printer_addr4(pr, list->off);
        else
            printer_addr6(pr, list->off);
    }
    span_skip(list, addr_len);
    return true;
}

static void put_addresses(struct printer *pr, struct span value)
{
    if (value.len < 4) {
        TEXT_LIT(pr->out, " (not enough space for num)");
        return;
    }
    uint32_t left = printer_u32(pr, value.off);
    span_skip(&value, 4);
    for (; left > 0 && printer_ok(pr); left--) {
        if (!put_address(pr, &value, left))
            return;
        if (left > 1)
            text_char(pr->out, ' ');
    }
    if (value.len > 0)
        text_printf(pr->out, " (%u bytes of stray data)", value.len);
}

static void put_capabilities(struct printer *pr, struct span value)
{
    static const struct code_name names[] = {
        {0x01, "Router"},
        {0x02, "Transparent Bridge"},
        {0x04, "Source Route Bridge"},
        {0x08, "L2 Switch"},
        {0x10, "L3 capable"},
        {0x20, "IGMP snooping"},
        {0x40, "L1 capable"},
    };
    const uint32_t bits = printer_u32(pr, value.off);

    text_printf(pr->out, "(0x%08x): ", bits);
    CODE_PUT_BITS_OR(pr->out, names, bits, ", ", "none");
}

static void put_prefixes(struct printer *pr, struct span value)
{
    enum { PREFIX = 5 };

    if (value.len % PREFIX != 0) {
        text_printf(pr->out, " [length %u is not a multiple of 5]", value.len);
        printer_need(pr, value.off, value.len);
        return;
    }
    text_printf(pr->out, " IPv4 Prefixes (%u):", value.len / PREFIX);
    for (; value.len > 0 && printer_need(pr, value.off, PREFIX);
         span_skip(&value, PREFIX)) {
        printer_text_addr4(pr, " ", value.off);
        text_printf(pr->out, "/%u", printer_u8(pr, value.off + 4));
    }
}

static void put_number(struct printer *pr, struct span value)
{
    text_u32(pr->out, printer_u16(pr, value.off));
}

static void put_duplex(struct printer *pr, struct span value)
{
    text_str(pr->out, printer_u8(pr, value.off) != 0 ? "full" : "half");
}

static void put_voip_vlan(struct printer *pr, struct span value)
{
    if (value.len == 2)
        text_printf(pr->out, "unknown 0x%04x", printer_u16(pr, value.off));
    else if (printer_need(pr, value.off, 3))
        text_printf(pr->out, "app %u, vlan %u", printer_u8(pr, value.off),
                    printer_u16(pr, value.off + 1));
}

/* Milliwatts in one, two or three octets. */
static void put_power(struct printer *pr, struct span value)
{
    uint32_t power = 0;

    for (uint32_t i = 0; i < value.len; i++)
        power = power << 8 | printer_u8(pr, value.off + i);
    text_printf(pr->out, "%1.2fW", power / 1000.0);
}

static void put_mtu(struct printer *pr, struct span value)
{
    text_printf(pr->out, "%u bytes", printer_u32(pr, value.off));
}

static void put_octet(struct printer *pr, struct span value)
{
    text_printf(pr->out, "0x%02x", printer_u8(pr, value.off));
}

static void put_location(struct printer *pr, struct span value)
{
    put_octet(pr, value);
    if (value.len <= 1)
        return;
    text_char(pr->out, '/');
    printer_chars(pr, value.off + 1, value.len - 1);
}

/* Known, but not shown; it must be captured all the same. */
static void put_nothing(struct printer *pr, struct span value)
{
    printer_need(pr, value.off, value.len);
}

enum { DEVICE_ID = 1, ANY_LEN = 0xffff };

/* By type. Without a name the value of a known type is not shown, either. */
static const struct element_kind {
    const char *name;
    put_value_fn *put;
    uint16_t min, max;
} kinds[] = {
    [0x00] = {NULL, put_nothing, 0, ANY_LEN},
    [DEVICE_ID] = {"Device-ID", put_quoted, 0, ANY_LEN},
    [0x02] = {"Address", put_addresses, 0, ANY_LEN},
    [0x03] = {"Port-ID", put_quoted, 0, ANY_LEN},
    [0x04] = {"Capability", put_capabilities, 4, 4},
    [0x05] = {"Version String", put_version, 0, ANY_LEN},
    [0x06] = {"Platform", put_quoted, 0, ANY_LEN},
    [0x07] = {"Prefixes", put_prefixes, 0, ANY_LEN},
    [0x08] = {"Protocol-Hello option", put_nothing, 0, ANY_LEN},
    [0x09] = {"VTP Management Domain", put_quoted, 0, ANY_LEN},
    [0x0a] = {"Native VLAN ID", put_number, 2, 2},
    [0x0b] = {"Duplex", put_duplex, 1, 1},
    [0x0c] = {NULL, put_nothing, 0, ANY_LEN},
    [0x0d] = {NULL, put_nothing, 0, ANY_LEN},
    [0x0e] = {"ATA-186 VoIP VLAN assignment", put_voip_vlan, 3, 3},
    [0x0f] = {"ATA-186 VoIP VLAN request", put_voip_vlan, 2, 3},
    [0x10] = {"power consumption", put_power, 1, 3},
    [0x11] = {"MTU", put_mtu, 4, 4},
    [0x12] = {"AVVID trust bitmap", put_octet, 1, 1},
    [0x13] = {"AVVID untrusted ports CoS", put_octet, 1, 1},
    [0x14] = {"System Name", put_quoted, 0, ANY_LEN},
    [0x15] = {"System Object ID (not decoded)", put_nothing, 0, ANY_LEN},
    [0x16] = {"Management Addresses", put_addresses, 4, ANY_LEN},
    [0x17] = {"Physical Location", put_location, 1, ANY_LEN},
};

static const struct element_kind unknown = {NULL, NULL, 0, ANY_LEN};

static void dump(struct printer *pr, struct span value)
{
    if (value.len > 0 && printer_need(pr, value.off, value.len))
        printer_hex(pr, "\n\t  ", value.off, value.len);
}

static void put_value(struct printer *pr, const struct element_kind *kind,
                      struct span value)
{
    if (value.len < kind->min || value.len > kind->max) {
        TEXT_LIT(pr->out, " (malformed TLV)");
        dump(pr, value);
        return;
    }
    if (pr->style->verbose > 0) {
        if (kind->put != NULL)
            kind->put(pr, value);
        else
            dump(pr, value);
        return;
    }
    if (kind != &kinds[DEVICE_ID]) {
        dump(pr, value);
        return;
    }
    TEXT_LIT(pr->out, ", Device-ID ");
    put_quoted(pr, value);
}

/* False when there is no more to read. What is invalid must be captured. */
static bool print_element(struct printer *pr, struct span *list)
{
    if (list->len < ELEMENT_HDR) {
        text_printf(pr->out, " (remaining packet length %u < 4) (invalid)",
                    list->len);
        printer_need(pr, 0, pr->len);
        return false;
    }
    const uint16_t type = printer_u16(pr, list->off);
    const uint16_t len = printer_u16(pr, list->off + 2);
    if (!printer_ok(pr))
        return false;
    const struct element_kind *kind =
        type < COUNT_OF(kinds) ? &kinds[type] : &unknown;
    const char *name = kind->name != NULL ? kind->name : "unknown field type";
    if (len > list->len) {
        text_printf(pr->out, " (TLV length %u > %u) (invalid)", len, list->len);
        printer_need(pr, 0, pr->len);
        return false;
    }
    const bool too_short = len < ELEMENT_HDR;
    const uint32_t shown = too_short ? len : len - (uint32_t)ELEMENT_HDR;
    if (pr->style->verbose > 0)
        text_printf(pr->out, "\n\t%s (0x%02x), %s length: %u byte%s", name,
                    type, too_short ? "TLV" : "value", shown,
                    shown == 1 ? "" : "s");
    else if (too_short)
        text_printf(pr->out, ", %s TLV length %u too short", name, len);
    if (too_short) {
        text_str(pr->out, pr->style->verbose > 0 ? " (too short) (invalid)"
                                                 : " (invalid)");
        printer_need(pr, 0, pr->len);
        return false;
    }
    if (pr->style->verbose > 0)
        TEXT_LIT(pr->out, ": ");
    put_value(pr, kind, (struct span){list->off + ELEMENT_HDR, shown});
    span_skip(list, len);
    return printer_ok(pr);
}

static bool print_cdp(struct printer *pr)
{
    struct span list = {0, pr->len};

    pr->label = "cdp";
    if (list.len < HEADER) {
        text_printf(pr->out, " (packet length %u < 4) (invalid)", list.len);
        printer_need(pr, 0, pr->len);
        return true;
    }
    const uint8_t version = printer_u8(pr, 0);
    if (printer_need(pr, 0, 2))
        text_printf(pr->out, "CDPv%u, ttl: %us", version, printer_u8(pr, 1));
    if (pr->style->verbose > 0)
        text_printf(pr->out, ", checksum: 0x%04x (unverified), length %u",
                    printer_u16(pr, 2), pr->len);
    else
        printer_need(pr, 2, 2);
    span_skip(&list, HEADER);
    while (list.len > 0)
        if (!print_element(pr, &list))
            return true;
    if (pr->style->verbose == 0)
        text_printf(pr->out, ", length %u", pr->len);
    return true;
}

const struct protocol protocol_cdp = {.name = "cdp", .print = print_cdp};
