/*
 * ospf2_lsa.c - link state advertisements of version 2.
 */
#include "ospf2_lsa.h"

#include "ospf2_te.h"
#include "ospf_kit.h"

enum {
    ROUTER = 1,
    NETWORK = 2,
    SUMMARY = 3,
    ASBR_SUMMARY = 4,
    EXTERNAL = 5,
    MULTICAST = 6,
    NSSA = 7,
    OPAQUE_LINK = 9,
    OPAQUE_AREA = 10,
    OPAQUE_DOMAIN = 11,
};

enum { INFINITE = 0xffffff };

enum { OPAQUE_TE = 1, OPAQUE_GRACE = 3, OPAQUE_INFO = 4 };

static const struct code_name lsa_types[] = {
    {ROUTER, "Router"},
    {NETWORK, "Network"},
    {SUMMARY, "Summary"},
    {ASBR_SUMMARY, "ASBR Summary"},
    {EXTERNAL, "External"},
    {MULTICAST, "Multicast Group"},
    {NSSA, "NSSA"},
    {OPAQUE_LINK, "Link Local Opaque"},
    {OPAQUE_AREA, "Area Local Opaque"},
    {OPAQUE_DOMAIN, "Domain Wide Opaque"},
};

static const struct code_name opaque_types[] = {
    {OPAQUE_TE, "Traffic Engineering"},
    {OPAQUE_GRACE, "Graceful restart"},
    {OPAQUE_INFO, "Router Information"},
};

static const struct code_name options[] = {
    {0x01, "MultiTopology"}, {0x02, "External"}, {0x04, "Multicast"},
    {0x08, "NSSA"},          {0x10, "LLS"},      {0x20, "Demand Circuit"},
    {0x40, "Opaque"},        {0x80, "Up/Down"},
};

static const struct code_name router_flags[] = {
    {0x01, "ABR"},      {0x02, "ASBR"}, {0x04, "Virtual"},
    {0x08, "Wildcard"}, {0x10, "Nt"},   {0x80, "Host"},
};

/* RFC 4915 */
static const struct code_name topologies[] = {
    {0, "default"},
    {1, "multicast"},
    {2, "management"},
};

void ospf2_put_options(struct printer *pr, const char *open, uint8_t bits)
{
    ospf_put_flags(pr, open, options, COUNT_OF(options), bits);
}

static bool is_opaque(uint32_t type)
{
    return type >= OPAQUE_LINK && type <= OPAQUE_DOMAIN;
}

/* What an advertisement is called; a request's words differ in their colons. */
static void put_name(struct printer *pr, uint32_t type, uint32_t id,
                     const char *colon)
{
    text_printf(pr->out, "%s LSA (%u), ", CODE_NAME(lsa_types, type, "unknown"),
                type);
    if (is_opaque(type))
        text_printf(pr->out, "Opaque-Type%s %s LSA (%u), Opaque-ID%s %u", colon,
                    CODE_NAME(opaque_types, printer_u8(pr, id), "unknown"),
                    printer_u8(pr, id), colon, printer_u24(pr, id + 1));
    else
        printer_text_addr4(pr, "LSA-ID: ", id);
}

void ospf2_put_request(struct printer *pr, uint32_t off)
{
    if (!printer_need(pr, off, 12))
        return;
    printer_text_addr4(pr, "\n\t  Advertising Router: ", off + 8);
    TEXT_LIT(pr->out, ", ");
    put_name(pr, printer_u32(pr, off), off + 4, ":");
}

uint32_t ospf2_put_lsa_header(struct printer *pr, uint32_t off)
{
    if (!printer_need(pr, off, OSPF_LSA_HEADER))
        return 0;
    const uint16_t len = printer_u16(pr, off + 18);
    if (len < OSPF_LSA_HEADER) {
        text_printf(pr->out, "\n\t    Bogus length %u < header (%u)", len,
                    OSPF_LSA_HEADER);
        return 0;
    }
    printer_text_addr4(pr, "\n\t  Advertising Router ", off + 8);
    text_printf(pr->out, ", seq 0x%08x, age %us, length %u\n\t    ",
                printer_u32(pr, off + 12), printer_u16(pr, off),
                len - OSPF_LSA_HEADER);
    put_name(pr, printer_u8(pr, off + 3), off + 4, "");
    ospf2_put_options(pr, "\n\t    Options: [", printer_u8(pr, off + 2));
    return len;
}

static void put_topology(struct printer *pr, uint32_t id)
{
    text_printf(pr->out, "\n\t\ttopology %s (%u)",
                CODE_NAME(topologies, id, "Unknown"), id);
}

/* A link of a router by its type; false when that is unknown. */
static bool put_link(struct printer *pr, uint32_t off)
{
    static const char *const words[][2] = {
        {"\n\t      Neighbor Router-ID: ", ", Interface Address: "},
        {"\n\t      Neighbor Network-ID: ", ", Interface Address: "},
        {"\n\t      Stub Network: ", ", Mask: "},
        {"\n\t      Virtual Link: Neighbor Router-ID: ",
         ", Interface Address: "},
    };
    const uint8_t type = printer_u8(pr, off + 8);

    if (type < 1 || type > COUNT_OF(words)) {
        text_printf(pr->out, "\n\t      Unknown Router Link Type (%u)", type);
        return false;
    }
    printer_text_addr4(pr, words[type - 1][0], off);
    printer_text_addr4(pr, words[type - 1][1], off + 4);
    return true;
}

/* False where the advertisement is given up. */
static bool put_router(struct printer *pr, uint32_t off)
{
    const uint8_t flags = printer_u8(pr, off);

    ospf_put_flags(pr, "\n\t    Router LSA Options: [", router_flags,
                   COUNT_OF(router_flags), flags);
    const uint16_t links = printer_u16(pr, off + 2);
    off += 4;
    if (!printer_need(pr, off, 12)) /* of the first link, be there none */
        return false;
    for (uint32_t i = 0; i < links && printer_need(pr, off, 12); i++) {
        if (!put_link(pr, off))
            return false;
        const uint8_t more = printer_u8(pr, off + 9);
        put_topology(pr, 0);
        text_printf(pr->out, ", metric %u", printer_u16(pr, off + 10));
        off += 12;
        for (uint32_t j = 0; j < more && printer_need(pr, off, 4); j++) {
            put_topology(pr, printer_u8(pr, off));
            text_printf(pr->out, ", metric %u", printer_u16(pr, off + 2));
            off += 4;
        }
    }
    return true;
}

static void put_mask(struct printer *pr, uint32_t off)
{
    printer_text_addr4(pr, "\n\t    Mask ", off);
}

static void put_network(struct printer *pr, uint32_t off, uint32_t end)
{
    put_mask(pr, off);
    TEXT_LIT(pr->out, "\n\t    Connected Routers:");
    for (off += 4; off < end && printer_ok(pr); off += 4)
        printer_text_addr4(pr, "\n\t      ", off);
}

static void put_summary(struct printer *pr, uint32_t off, uint32_t end)
{
    if (!printer_need(pr, off + 4, 4)) /* of the first, be there none */
        return;
    for (off += 4; off < end && printer_need(pr, off, 4); off += 4) {
        put_topology(pr, printer_u8(pr, off) & 0x7f);
        text_printf(pr->out, " metric %u", printer_u24(pr, off + 1));
    }
}

static void put_external(struct printer *pr, uint32_t off, uint32_t end)
{
    put_mask(pr, off);
    if (!printer_need(pr, off + 4, 4))
        return;
    for (off += 4; off < end && printer_need(pr, off, 4); off += 12) {
        const uint8_t first = printer_u8(pr, off);
        put_topology(pr, first & 0x7f);
        text_printf(pr->out, ", type %u, metric ", first & 0x80 ? 2 : 1);
        if (printer_u24(pr, off + 1) == INFINITE)
            TEXT_LIT(pr->out, "infinite");
        else
            text_u32(pr->out, printer_u24(pr, off + 1));
        if (printer_u32(pr, off + 4) != 0)
            printer_text_addr4(pr, ", forward ", off + 4);
        if (printer_u32(pr, off + 8) != 0)
            printer_text_addr4(pr, ", tag ", off + 8);
    }
}

/* RFC 1584 */
static void put_multicast(struct printer *pr, uint32_t off, uint32_t end)
{
    for (; off < end && printer_ok(pr); off += 8) {
        const uint32_t type = printer_u32(pr, off);
        if (type == 1)
            printer_text_addr4(pr, "\n\t    Router Router-ID ", off + 4);
        else if (type == 2)
            printer_text_addr4(pr, "\n\t    Network Designated Router ",
                               off + 4);
        else
            text_printf(pr->out, "\n\t    unknown VertexType (%u)", type);
    }
}

static bool put_opaque(struct printer *pr, uint8_t type, uint32_t off,
                       uint32_t len)
{
    switch (type) {
    case OPAQUE_TE:
        return ospf2_put_te(pr, off, len);
    case OPAQUE_GRACE:
        return ospf2_put_grace(pr, off, len);
    case OPAQUE_INFO:
        return ospf2_put_router_info(pr, off, len);
    default:
        if (pr->style->verbose <= 1)
            printer_hex(pr, "\n\t    ", off, len);
        return true;
    }
}

static bool put_body(struct printer *pr, uint8_t type, uint32_t off,
                     uint32_t len)
{
    switch (type) {
    case ROUTER:
        return put_router(pr, off);
    case NETWORK:
        put_network(pr, off, off + len);
        break;
    case SUMMARY:
        put_mask(pr, off);
        put_summary(pr, off, off + len);
        break;
    case ASBR_SUMMARY:
        put_summary(pr, off, off + len);
        break;
    case EXTERNAL:
    case NSSA:
        put_external(pr, off, off + len);
        break;
    case MULTICAST:
        put_multicast(pr, off, off + len);
        break;
    default:
        if (is_opaque(type))
            return put_opaque(pr, printer_u8(pr, off - 16), off, len);
        break;
    }
    return true;
}

uint32_t ospf2_put_lsa(struct printer *pr, uint32_t off)
{
    const uint32_t len = ospf2_put_lsa_header(pr, off);

    if (len == 0)
        return 0;
    const uint32_t body = off + OSPF_LSA_HEADER;
    if (put_body(pr, printer_u8(pr, off + 3), body, len - OSPF_LSA_HEADER) &&
        pr->style->verbose > 1)
        printer_hex(pr, "\n\t    ", body, len - OSPF_LSA_HEADER);
    return len;
}
