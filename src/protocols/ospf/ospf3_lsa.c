/*
 * ospf3_lsa.c - link state advertisements of version 3.
 */
#include "ospf3_lsa.h"

#include "ospf2_te.h"
#include "ospf_kit.h"
#include "span.h"

/* A link state type: a function, a scope, and the bit of transit. */
enum {
    FUNCTION = 0x1fff,
    SCOPE = 0x6000,
    TRANSITIVE = 0x8000,
    ROUTER = 0x2001,
    NETWORK = 0x2002,
    INTER_AREA_PREFIX = 0x2003,
    EXTERNAL = 0x4005,
    LINK = 0x0008,
    INTRA_AREA_PREFIX = 0x2009,
    /* RFC 5329, RFC 5187; to the oracle with their scope, a link. */
    TRAFFIC_ENGINEERING = 0x000a,
    GRACE = 0x000b,
};

static const struct code_name functions[] = {
    {1, "Router"},
    {2, "Network"},
    {3, "Inter-Area Prefix"},
    {4, "Inter-Area Router"},
    {5, "External"},
    {6, "Deprecated"},
    {7, "NSSA"},
    {8, "Link"},
    {9, "Intra-Area Prefix"},
    {10, "Intra-Area TE"},
    {11, "Grace"},
    {12, "Router Information"},
    {13, "Inter-AS-TE"},
    {14, "Layer 1 VPN"},
};

static const struct code_name scopes[] = {
    {0x0000, "Link Local"},
    {0x2000, "Area Local"},
    {0x4000, "Domain Wide"},
};

static const struct code_name options[] = {
    {0x001, "V6"},
    {0x002, "External"},
    {0x004, "Deprecated"},
    {0x008, "NSSA"},
    {0x010, "Router"},
    {0x020, "Demand Circuit"},
    {0x100, "AFs Support"},
    {0x200, "LLS"},
    {0x400, "Authentication Trailer"},
};

static const struct code_name router_flags[] = {
    {0x01, "ABR"},
    {0x02, "External"},
    {0x04, "Virtual-Link Endpoint"},
    {0x08, "Deprecated"},
    {0x10, "NSSA Translator"},
};

enum { FORWARDING = 0x02, TAG = 0x01 };

/* The oracle has the bit of the metric's type in another place. */
static const struct code_name external_flags[] = {
    {0x80, "External Type 2"},
    {FORWARDING, "Forwarding"},
    {TAG, "Tag"},
};

static const struct code_name prefix_options[] = {
    {0x01, "No Unicast"}, {0x02, "Local address"}, {0x04, "Deprecated"},
    {0x08, "Propagate"},  {0x10, "Down"},          {0x20, "N-bit"},
};

void ospf3_put_options(struct printer *pr, const char *open, uint32_t bits)
{
    ospf_put_flags(pr, open, options, COUNT_OF(options), bits);
}

/* A label of its own tells this cut from one that a read made. */
static const char given_up[] = "ospf3";

void ospf3_give_up(struct printer *pr)
{
    pr->label = given_up;
    printer_cut(pr);
}

bool ospf3_settle(struct printer *pr)
{
    if (!pr->cut || pr->cut_label != given_up)
        return true;
    printer_finish(pr);
    pr->cut = false;
    return false;
}

/* The type and the id that follows; `name` is where the type stands. */
static void put_name(struct printer *pr, uint32_t off)
{
    const uint16_t type = printer_u16(pr, off);

    text_printf(pr->out, "\n\t    %s LSA (%u), %s Scope%s",
                CODE_NAME(functions, type & FUNCTION, "Unknown"),
                type & FUNCTION, CODE_NAME(scopes, type & SCOPE, "Unknown"),
                type & TRANSITIVE ? ", transitive" : "");
    printer_text_addr4(pr, ", LSA-ID ", off + 2);
}

void ospf3_put_request(struct printer *pr, uint32_t off)
{
    if (!printer_has(pr, off, 12)) {
        ospf3_give_up(pr);
        return;
    }
    printer_text_addr4(pr, "\n\t  Advertising Router ", off + 8);
    put_name(pr, off + 2);
}

void ospf3_put_lsa_header(struct printer *pr, uint32_t off)
{
    if (!printer_need(pr, off, OSPF_LSA_HEADER))
        return;
    /* Less than a header is a very long body to the oracle. */
    const uint64_t len = (uint64_t)printer_u16(pr, off + 18) - OSPF_LSA_HEADER;
    printer_text_addr4(pr, "\n\t  Advertising Router ", off + 8);
    text_printf(pr->out, ", seq 0x%08x, age %us, length ",
                printer_u32(pr, off + 12), printer_u16(pr, off));
    text_u64(pr->out, len);
    put_name(pr, off + 2);
}

/* True when the body has `n` more octets and they are captured. */
static bool holds(struct printer *pr, const struct span *body, uint32_t n)
{
    if (body->len >= n)
        return printer_need(pr, body->off, n);
    ospf3_give_up(pr);
    return false;
}

/* The same where the oracle looks for itself whether they are captured. */
static bool has(struct printer *pr, const struct span *body, uint32_t n)
{
    if (body->len >= n && printer_has(pr, body->off, n))
        return printer_ok(pr);
    ospf3_give_up(pr);
    return false;
}

/* Section A.4.1; false, and pinned, where the body does not hold one. */
static bool put_prefix(struct printer *pr, struct span *body)
{
    if (!has(pr, body, 4))
        return false;
    const uint32_t bits = printer_u8(pr, body->off);
    const uint8_t flags = printer_u8(pr, body->off + 1);
    const uint16_t metric = printer_u16(pr, body->off + 2);
    const uint32_t octets = (bits + 31) / 32 * 4;
    uint8_t addr[16] = {0};

    span_skip(body, 4);
    if (bits > 128) {
        text_printf(pr->out, " bogus prefixlen /%u", bits);
        ospf3_give_up(pr);
        return false;
    }
    if (!holds(pr, body, octets))
        return false;
    memcpy(addr, pr->base + body->off, octets);
    span_skip(body, octets);
    TEXT_LIT(pr->out, "\n\t\t");
    pr->host->addr6(pr->host->ctx, pr->out, addr);
    text_printf(pr->out, "/%u", bits);
    if (flags != 0)
        ospf_put_flags(pr, ", Options [", prefix_options,
                       COUNT_OF(prefix_options), flags);
    text_printf(pr->out, ", metric %u", metric);
    return true;
}

static void put_router(struct printer *pr, struct span *body)
{
    static const char *const words[] = {
        NULL, "\n\t      Neighbor Router-ID ", "\n\t      Neighbor Network-ID ",
        NULL, "\n\t      Virtual Link: Neighbor Router-ID "};

    if (!holds(pr, body, 4))
        return;
    ospf3_put_options(pr, "\n\t      Options [",
                      printer_u24(pr, body->off + 1));
    ospf_put_flags(pr, ", RLA-Flags [", router_flags, COUNT_OF(router_flags),
                   printer_u8(pr, body->off));
    span_skip(body, 4);
    while (body->len > 0 && has(pr, body, 16)) {
        const uint32_t off = body->off;
        const uint8_t type = printer_u8(pr, off);
        if (type >= COUNT_OF(words) || words[type] == NULL) {
            text_printf(pr->out, "\n\t      Unknown Router Links Type 0x%02x",
                        type);
            return;
        }
        printer_text_addr4(pr, words[type], off + 12);
        printer_text_addr4(pr, "\n\t      Neighbor Interface-ID ", off + 8);
        printer_text_addr4(pr, ", Interface ", off + 4);
        text_printf(pr->out, ", metric %u", printer_u16(pr, off + 2));
        span_skip(body, 16);
    }
}

static void put_network(struct printer *pr, struct span *body)
{
    if (!holds(pr, body, 4))
        return;
    ospf3_put_options(pr, "\n\t      Options [",
                      printer_u24(pr, body->off + 1));
    TEXT_LIT(pr->out, "\n\t      Connected Routers:");
    span_skip(body, 4);
    for (; body->len > 0 && holds(pr, body, 4); span_skip(body, 4))
        printer_text_addr4(pr, "\n\t\t", body->off);
}

static void put_inter_area(struct printer *pr, struct span *body)
{
    if (!holds(pr, body, 4))
        return;
    text_printf(pr->out, ", metric %u", printer_u24(pr, body->off + 1));
    span_skip(body, 4);
    while (body->len > 0 && put_prefix(pr, body))
        continue;
}

static void put_external(struct printer *pr, struct span *body)
{
    if (!holds(pr, body, 4))
        return;
    const uint8_t flags = printer_u8(pr, body->off);
    ospf_put_flags(pr, "\n\t     Flags [", external_flags,
                   COUNT_OF(external_flags), flags);
    text_printf(pr->out, " metric %u", printer_u24(pr, body->off + 1));
    span_skip(body, 4);
    const uint32_t prefix = body->off;
    if (!put_prefix(pr, body))
        return;
    if (flags & FORWARDING && holds(pr, body, 16)) {
        printer_text_addr6(pr, " forward ", body->off);
        span_skip(body, 16);
    }
    if (flags & TAG && holds(pr, body, 4)) {
        printer_text_addr4(pr, " tag ", body->off);
        span_skip(body, 4);
    }
    if (printer_u8(pr, prefix + 2) != 0 && holds(pr, body, 4))
        printer_text_addr4(pr, " RefLSID: ", body->off);
}

static void put_link(struct printer *pr, struct span *body)
{
    if (!has(pr, body, 4))
        return;
    ospf3_put_options(pr, "\n\t      Options [",
                      printer_u24(pr, body->off + 1));
    if (!holds(pr, body, 24))
        return;
    text_printf(pr->out, "\n\t      Priority %u", printer_u8(pr, body->off));
    printer_text_addr6(pr, ", Link-local address ", body->off + 4);
    uint32_t n = printer_u32(pr, body->off + 20);
    text_printf(pr->out, ", Prefixes %u:", n);
    span_skip(body, 24);
    while (n-- > 0 && put_prefix(pr, body))
        continue;
}

/* The oracle takes only 6 of the 12 bytes before the prefixes off the length,
 * and so reads prefixes that are no longer of this LSA. */
static void put_intra_area(struct printer *pr, struct span *body)
{
    enum { FIXED = 12, COUNTED = 6 };

    if (body->len < 4 || !printer_has(pr, body->off, FIXED)) {
        ospf3_give_up(pr);
        return;
    }
    const uint16_t n = printer_u16(pr, body->off);
    put_name(pr, body->off + 2);
    if (body->len < COUNTED) {
        ospf3_give_up(pr);
        return;
    }
    text_printf(pr->out, "\n\t      Prefixes %u:", n);
    struct span prefixes = {body->off + FIXED, body->len - COUNTED};
    for (uint32_t i = 0; i < n && put_prefix(pr, &prefixes); i++)
        continue;
}

static void put_body(struct printer *pr, uint16_t type, struct span *body)
{
    switch (type) {
    case ROUTER:
        put_router(pr, body);
        break;
    case NETWORK:
        put_network(pr, body);
        break;
    case INTER_AREA_PREFIX:
        put_inter_area(pr, body);
        break;
    case EXTERNAL:
        put_external(pr, body);
        break;
    case LINK:
        put_link(pr, body);
        break;
    case INTRA_AREA_PREFIX:
        put_intra_area(pr, body);
        break;
    case TRAFFIC_ENGINEERING:
        if (!ospf2_put_te(pr, body->off, body->len))
            ospf3_give_up(pr);
        break;
    case GRACE:
        if (!ospf2_put_grace(pr, body->off, body->len))
            ospf3_give_up(pr);
        break;
    default:
        printer_hex(pr, "\n\t      ", body->off, body->len);
        break;
    }
}

uint32_t ospf3_put_lsa(struct printer *pr, uint32_t off, uint32_t left)
{
    if (left < OSPF_LSA_HEADER) {
        ospf3_give_up(pr);
        return 0;
    }
    ospf3_put_lsa_header(pr, off);
    const uint16_t len = printer_u16(pr, off + 18);
    if (len < OSPF_LSA_HEADER || len > left) {
        ospf3_give_up(pr);
        return 0;
    }
    struct span body = {off + OSPF_LSA_HEADER, len - OSPF_LSA_HEADER};
    put_body(pr, printer_u16(pr, off + 2), &body);
    return len;
}
