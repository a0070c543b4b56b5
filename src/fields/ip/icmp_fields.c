/*
 * icmp_fields.c - ICMP (RFC 792, 950, 1191, 1256). The packet that an error
 * quotes follows as headers of its own.
 */
#include "icmp.h"

#include "checksum.h"
#include "put_fields.h"

enum { HDR = 8, CODE_AT = 1 };

static const struct code_name types[] = {
    {ICMP_ECHO_REPLY, "echo reply"},
    {ICMP_UNREACHABLE, "unreachable"},
    {ICMP_QUENCH, "source quench"},
    {ICMP_REDIRECT, "redirect"},
    {ICMP_ECHO, "echo request"},
    {ICMP_ROUTER_ADVERTISEMENT, "router advertisement"},
    {ICMP_ROUTER_SOLICITATION, "router solicitation"},
    {ICMP_EXCEEDED, "time exceeded"},
    {ICMP_PARAMETER, "parameter problem"},
    {ICMP_TIME_STAMP, "time stamp request"},
    {ICMP_TIME_STAMP_REPLY, "time stamp reply"},
    {ICMP_INFORMATION, "information request"},
    {ICMP_INFORMATION_REPLY, "information reply"},
    {ICMP_MASK, "address mask request"},
    {ICMP_MASK_REPLY, "address mask reply"},
};

/* Type and code in one number. */
static const struct code_name codes[] = {
    {0x300, "network"},
    {0x301, "host"},
    {0x302, "protocol"},
    {0x303, "port"},
    {0x304, "fragmentation needed"},
    {0x305, "source route failed"},
    {0x306, "network unknown"},
    {0x307, "host unknown"},
    {0x309, "network prohibited"},
    {0x30a, "host prohibited"},
    {0x30b, "network, for this type of service"},
    {0x30c, "host, for this type of service"},
    {0x30d, "prohibited by a filter"},
    {0x500, "for the network"},
    {0x501, "for the host"},
    {0xb00, "time to live"},
    {0xb01, "reassembly"},
    {0xc00, "pointer names it"},
    {0xc01, "an option is missing"},
    {0xc02, "bad length"},
};

static void note_code(const struct field_scene *s, const struct field_row *row,
                      struct text *out)
{
    (void)row;
    note_type_and_code(s, codes, COUNT_OF(codes), out);
}

static void note_sum(const struct field_scene *s, const struct field_row *row,
                     struct text *out)
{
    const struct tl_layer *l = s->layer;

    if (l->depth != 0 || l->ip == TL_NO_LAYER || checksum_is_partial(s->pkt, l))
        return;
    const struct checksum_verdict v =
        checksum_bytes(s->pkt, l, 0, (uint16_t)row->value);
    note_checksum(s, &v, 0, out);
}

static const struct field fixed[] = {
    FIELD(0, 1, 0, NAMED, "type", "icmp.type", FIELD_NAMES(types)),
    FIELD(CODE_AT, 1, 0, NUMBER, "code", "icmp.code", .note = note_code),
    FIELD(2, 2, 0, HEX, "checksum", "icmp.checksum", .note = note_sum),
};

static const struct field echo[] = {
    FIELD(4, 2, 0, NUMBER, "identifier", "icmp.ident"),
    FIELD(6, 2, 0, NUMBER, "sequence number", "icmp.seq"),
};

static const struct field gateway[] = {
    FIELD(4, 4, 0, IP4, "gateway", "icmp.redir_gw"),
};

static const struct field mtu[] = {
    FIELD(4, 2, 0, PLAIN, "unused", NULL),
    FIELD(6, 2, 0, NUMBER, "next hop's MTU", "icmp.mtu"),
};

static const struct field pointer[] = {
    FIELD(4, 1, 0, NUMBER, "pointer", "icmp.pointer"),
    FIELD(5, 3, 0, PLAIN, "unused", NULL),
};

static const struct field unused[] = {
    FIELD(4, 4, 0, PLAIN, "unused", NULL),
};

static const struct field stamps[] = {
    FIELD(8, 4, 0, NUMBER, "originated", "icmp.originate_timestamp",
          .means = "ms since midnight"),
    FIELD(12, 4, 0, NUMBER, "received", "icmp.receive_timestamp",
          .means = "ms since midnight"),
    FIELD(16, 4, 0, NUMBER, "sent", "icmp.transmit_timestamp",
          .means = "ms since midnight"),
};

static const struct field mask[] = {
    FIELD(8, 4, 0, IP4, "address mask", "icmp.address_mask"),
};

static const struct field routers[] = {
    FIELD(4, 1, 0, NUMBER, "addresses", "icmp.num_addrs"),
    FIELD(5, 1, 0, NUMBER, "words an address", "icmp.addr_entry_size"),
    FIELD(6, 2, 0, NUMBER, "lifetime", "icmp.lifetime", .means = "seconds"),
};

static const struct field router[] = {
    FIELD(0, 4, 0, IP4, "router", "icmp.router_address", .list = true),
    FIELD(4, 4, 0, NUMBER, "preference", "icmp.pref_level", .list = true),
};

static uint32_t put_routers(struct field_scene *s, uint32_t off)
{
    enum { ENTRY = 8 };
    const uint32_t n = field_number(s, off + 4, 1);
    uint32_t at = off + HDR;

    PUT_FIELDS(s, routers, off);
    if (field_number(s, off + 5, 1) != ENTRY / 4)
        return HDR;
    for (uint32_t i = 0; i < n && field_room(s, at, 1) > 0; i++) {
        PUT_FIELDS(s, router, at);
        at += ENTRY;
    }
    return at - off;
}

static uint32_t put_echo_and(struct field_scene *s, uint32_t off,
                             const struct field *more, size_t n, uint32_t len)
{
    PUT_FIELDS(s, echo, off);
    if (field_room(s, off, HDR + 1) <= HDR)
        return HDR;
    put_fields(s, more, n, off);
    return len;
}

static uint32_t read_icmp(struct field_scene *s, uint32_t off)
{
    enum { FRAGMENTATION_NEEDED = 4, STAMPS_END = 20, MASK_END = 12 };
    const uint32_t code = field_number(s, off + CODE_AT, 1);

    if (!PUT_FIELDS(s, fixed, off))
        return HDR;
    switch (field_number(s, off, 1)) {
    case ICMP_ECHO:
    case ICMP_ECHO_REPLY:
    case ICMP_INFORMATION:
    case ICMP_INFORMATION_REPLY:
        PUT_FIELDS(s, echo, off);
        return HDR;
    case ICMP_REDIRECT:
        PUT_FIELDS(s, gateway, off);
        return HDR;
    case ICMP_PARAMETER:
        PUT_FIELDS(s, pointer, off);
        return HDR;
    case ICMP_UNREACHABLE:
        if (code == FRAGMENTATION_NEEDED)
            PUT_FIELDS(s, mtu, off);
        else
            PUT_FIELDS(s, unused, off);
        return HDR;
    case ICMP_TIME_STAMP:
    case ICMP_TIME_STAMP_REPLY:
        return put_echo_and(s, off, stamps, COUNT_OF(stamps), STAMPS_END);
    case ICMP_MASK:
    case ICMP_MASK_REPLY:
        return put_echo_and(s, off, mask, COUNT_OF(mask), MASK_END);
    case ICMP_ROUTER_ADVERTISEMENT:
        return put_routers(s, off);
    default:
        PUT_FIELDS(s, unused, off);
        return HDR;
    }
}

static const struct field_part icmp_parts[] = {
    PART(echo),   PART(gateway), PART(mtu),     PART(pointer),
    PART(stamps), PART(mask),    PART(routers), PART(router)};

const struct header header_icmp = {
    .title = "ICMP",
    .filter = "icmp",
    .mark = "icmp",
    .fields = fixed,
    .n_fields = COUNT_OF(fixed),
    .read = read_icmp,
    HEADER_PARTS(icmp_parts),
};
