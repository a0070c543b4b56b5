/*
 * tunnel_fields.c - MPLS (RFC 3032), VXLAN (RFC 7348) with its generic
 * extension, Geneve (RFC 8926).
 */
#include "put_fields.h"

static const struct field label[] = {
    FIELD(0, 4, 0xfffff000, NUMBER, "label", "mpls.label", .list = true),
    FIELD(0, 4, 0x00000e00, NUMBER, "traffic class", "mpls.exp", .list = true),
    FIELD(0, 4, 0x00000100, BIT, "bottom of stack", "mpls.bottom",
          .list = true),
    FIELD(0, 4, 0x000000ff, NUMBER, "time to live", "mpls.ttl", .list = true),
};

/* Entries up to the bottom of the stack. */
static uint32_t read_mpls(struct field_scene *s, uint32_t off)
{
    enum { ENTRY = 4, BOTTOM = 0x100 };
    uint32_t at = off;

    do {
        PUT_FIELDS(s, label, at);
        at += ENTRY;
    } while (!s->cut && field_room(s, at, 1) > 0 &&
             (field_number(s, at - ENTRY, ENTRY) & BOTTOM) == 0);
    return at - off;
}

const struct header header_mpls = {
    .title = "MPLS",
    .filter = "mpls",
    .mark = "mpls",
    .fields = label,
    .n_fields = COUNT_OF(label),
    .read = read_mpls,
};

static const struct code_name vxlan_flags[] = {
    {0x8000, "group policy"},
    {0x0800, "network identifier"},
    {0x0040, "do not learn"},
    {0x0008, "policy applied"},
};

static const struct field vxlan[] = {
    FIELD(0, 2, 0, BITS, "flags", "vxlan.flags", FIELD_NAMES(vxlan_flags)),
    FIELD(2, 2, 0, NUMBER, "group policy", "vxlan.gbp"),
    FIELD(4, 3, 0, NUMBER, "network identifier", "vxlan.vni"),
    FIELD(7, 1, 0, NUMBER, "reserved", "vxlan.reserved8"),
};

const struct header header_vxlan = {
    .title = "VXLAN",
    .filter = "vxlan",
    .mark = "vxlan",
    .fields = vxlan,
    .n_fields = COUNT_OF(vxlan),
};

static const struct code_name gpe_flags[] = {
    {0x08, "network identifier"},
    {0x04, "next protocol"},
    {0x02, "multicast copy"},
    {0x01, "OAM"},
};

static const struct code_name gpe_next[] = {
    {1, "IPv4"}, {2, "IPv6"}, {3, "Ethernet"}, {4, "NSH"}, {5, "MPLS"},
};

static const struct field gpe[] = {
    FIELD(0, 1, 0, BITS, "flags", "vxlan.flags", FIELD_NAMES(gpe_flags)),
    FIELD(1, 2, 0, NUMBER, "reserved", "vxlan.reserved_16"),
    FIELD(3, 1, 0, NAMED, "next protocol", "vxlan.next_proto",
          FIELD_NAMES(gpe_next)),
    FIELD(4, 3, 0, NUMBER, "network identifier", "vxlan.vni"),
    FIELD(7, 1, 0, NUMBER, "reserved", "vxlan.reserved8"),
};

const struct header header_vxlan_gpe = {
    .title = "VXLAN-GPE",
    .filter = "vxlan",
    .mark = "vxlan",
    .fields = gpe,
    .n_fields = COUNT_OF(gpe),
};

static const struct code_name geneve_flags[] = {
    {0x80, "OAM"},
    {0x40, "critical options"},
};

static const struct field geneve[] = {
    FIELD(0, 1, 0xc0, NUMBER, "version", "geneve.version"),
    FIELD(0, 1, 0x3f, WORDS, "options length", "geneve.option.length"),
    FIELD(1, 1, 0, BITS, "flags", "geneve.flags", FIELD_NAMES(geneve_flags)),
    FIELD(2, 2, 0, NAMED_HEX, "protocol", "geneve.proto_type",
          .name_of = field_ethertype),
    FIELD(4, 3, 0, NUMBER, "network identifier", "geneve.vni"),
    FIELD(7, 1, 0, HEX, "reserved", "geneve.reserved"),
};

static void note_option(const struct field_scene *s,
                        const struct field_row *row, struct text *out)
{
    (void)s;
    if (row->len >= 4)
        text_printf(out, "class 0x%04x, type 0x%02x, %u bytes of data",
                    load_be16(row->bytes), row->bytes[2],
                    (row->bytes[3] & 0x1fU) * 4);
}

static const struct field option =
    FIELD(0, 0, 0, PLAIN, "option", "geneve.option", .note = note_option);
static const struct field bad = FIELD(0, 0, 0, PLAIN, "bad option", NULL);

static uint32_t read_geneve(struct field_scene *s, uint32_t off)
{
    enum { HDR = 8, OPTION = 4 };
    const uint32_t end = off + HDR + (field_number(s, off, 1) & 0x3f) * 4;
    uint32_t at = off + HDR;

    PUT_FIELDS(s, geneve, off);
    while (at < end && !s->cut) {
        const uint32_t len =
            OPTION + (field_number(s, at + 3, 1) & 0x1f) * OPTION;
        const bool fits = len <= end - at;
        put_field(s, fits ? &option : &bad, at, fits ? len : end - at);
        at += fits ? len : end - at;
    }
    return end - off;
}

const struct header header_geneve = {
    .title = "Geneve",
    .filter = "geneve",
    .mark = "geneve",
    .fields = geneve,
    .n_fields = COUNT_OF(geneve),
    .read = read_geneve,
};
