/*
 * isis_tlv.c - the elements of an IS-IS packet.
 *
 * An element that cannot be right ends where that shows, and the next one
 * follows; only those with lists of neighbours and prefixes end everything.
 */
#include <string.h>

#include "isis_tlv.h"

#include "codes.h"
#include "isis_narrow.h"
#include "isis_reach.h"
#include "isis_segments.h"
#include "isis_spb.h"
#include "osi_kit.h"
#include "oui.h"
#include "span.h"
#include "values.h"

enum {
    AREAS = 1,
    IS_REACH = 2,
    ES_NEIGHBORS = 3,
    PARTITION = 4,
    PREFIX_NEIGHBORS = 5,
    IS_NEIGHBORS = 6,
    INSTANCE = 7,
    PADDING = 8,
    LSP_ENTRIES = 9,
    AUTH = 10,
    CHECKSUM = 12,
    PURGE = 13,
    BUFFER_SIZE = 14,
    EXT_IS_REACH = 22,
    IS_ALIAS = 24,
    IP_INTERNAL = 128,
    PROTOCOLS = 129,
    IP_EXTERNAL = 130,
    INTER_DOMAIN = 131,
    IP_ADDRESSES = 132,
    TE_ROUTER = 134,
    EXT_IP = 135,
    HOSTNAME = 137,
    RISK_GROUP = 138,
    PORT_CAPABILITY = 143,
    MT_CAPABILITY = 144,
    RESTART = 211,
    MT_IS_REACH = 222,
    TOPOLOGIES = 229,
    IP6_ADDRESSES = 232,
    MT_IP = 235,
    IP6_REACH = 236,
    MT_IP6 = 237,
    ADJACENCY = 240,
    HELLO_SEQUENCE = 241,
    CAPABILITY = 242,
    VENDOR = 250,
};

static const struct code_name types[] = {
    {AREAS, "Area address(es)"},
    {IS_REACH, "IS Reachability"},
    {ES_NEIGHBORS, "ES Neighbor(s)"},
    {PARTITION, "Partition DIS"},
    {PREFIX_NEIGHBORS, "Prefix Neighbors"},
    {IS_NEIGHBORS, "IS Neighbor(s)"},
    {INSTANCE, "Instance Identifier"},
    {PADDING, "Padding"},
    {LSP_ENTRIES, "LSP entries"},
    {AUTH, "Authentication"},
    {CHECKSUM, "Checksum"},
    {PURGE, "Purge Originator Identifier"},
    {BUFFER_SIZE, "LSP Buffersize"},
    {EXT_IS_REACH, "Extended IS Reachability"},
    {IS_ALIAS, "IS Alias ID"},
    {42, "DECnet Phase IV"},
    {66, "Lucent Proprietary"},
    {IP_INTERNAL, "IPv4 Internal Reachability"},
    {PROTOCOLS, "Protocols supported"},
    {IP_EXTERNAL, "IPv4 External Reachability"},
    {INTER_DOMAIN, "Inter-Domain Information Type"},
    {IP_ADDRESSES, "IPv4 Interface address(es)"},
    {133, "IPv4 authentication (deprecated)"},
    {TE_ROUTER, "Traffic Engineering Router ID"},
    {EXT_IP, "Extended IPv4 Reachability"},
    {HOSTNAME, "Hostname"},
    {RISK_GROUP, "Shared Risk Link Group"},
    {PORT_CAPABILITY, "Multi-Topology-Aware Port Capability"},
    {MT_CAPABILITY, "Multi-Topology Capability"},
    {176, "Nortel Proprietary"},
    {177, "Nortel Proprietary"},
    {RESTART, "Restart Signaling"},
    {MT_IS_REACH, "Multi Topology IS Reachability"},
    {TOPOLOGIES, "Multi Topology"},
    {IP6_ADDRESSES, "IPv6 Interface address(es)"},
    {MT_IP, "Multi-Topology IPv4 Reachability"},
    {IP6_REACH, "IPv6 reachability"},
    {MT_IP6, "Multi-Topology IP6 Reachability"},
    {ADJACENCY, "Point-to-point Adjacency State"},
    {HELLO_SEQUENCE, "Hello PDU Sequence Number"},
    {CAPABILITY, "IS-IS Router Capability"},
    {VENDOR, "Vendor Private"},
};

/* What follows a value. */
enum after { NEXT, MARKED, OVER };

static void put_systems(struct printer *pr, const char *before, struct span v)
{
    for (; v.len >= 6 && printer_ok(pr); span_skip(&v, 6)) {
        osi_put_named(pr, before, v.off, 6);
    }
}

static void put_instance(struct printer *pr, struct span v)
{
    if (v.len < 4)
        return;
    const uint32_t n = (v.len - 2) / 2;
    text_printf(pr->out, "\n\t      Instance ID: %u, ITIDs(%u)%s",
                printer_u16(pr, v.off), n, n > 0 ? ": " : "");
    for (uint32_t i = 0; i < n && printer_ok(pr); i++)
        text_printf(pr->out, "%u%s", printer_u16(pr, v.off + 2 + 2 * i),
                    i + 1 < n ? ", " : "");
}

static void put_lsp_entries(struct printer *pr, struct span v)
{
    for (; v.len >= 16 && printer_ok(pr); span_skip(&v, 16)) {
        isis_need(pr, v.off, 10);
        osi_put_named(pr, "\n\t      lsp-id: ", v.off + 2, 8);
        text_printf(pr->out, ", seq: 0x%08x", printer_u32(pr, v.off + 10));
        text_printf(pr->out, ", lifetime: %5us", printer_u16(pr, v.off));
        text_printf(pr->out, ", chksum: 0x%04x", printer_u16(pr, v.off + 14));
    }
}

static void put_auth(struct printer *pr, struct span v)
{
    enum { SIMPLE = 1, GENERIC = 3, MD5 = 54, PRIVATE = 255 };
    static const struct code_name kinds[] = {
        {SIMPLE, "simple text password"},
        {GENERIC, "Generic Crypto key-id"},
        {MD5, "HMAC-MD5 password"},
        {PRIVATE, "Routing Domain private password"},
    };

    if (v.len == 0)
        return;
    const uint8_t kind = printer_u8(pr, v.off);
    TEXT_LIT(pr->out, "\n\t      ");
    CODE_PUT(pr->out, kinds, kind, "unknown Authentication type 0x%02x");
    TEXT_LIT(pr->out, ": ");
    span_skip(&v, 1);
    switch (kind) {
    case SIMPLE:
        printer_string(pr, v.off, v.len);
        break;
    case MD5:
        for (uint32_t i = 0; i < v.len && printer_ok(pr); i++)
            text_printf(pr->out, "%02x", printer_u8(pr, v.off + i));
        if (v.len != 16)
            TEXT_LIT(pr->out, ", (invalid subTLV) ");
        TEXT_LIT(pr->out, " (unchecked)");
        break;
    case GENERIC:
        if (v.len < 2)
            break;
        text_printf(pr->out, "%u, password: ", printer_u16(pr, v.off));
        for (uint32_t i = 2; i < v.len && printer_ok(pr); i++)
            text_printf(pr->out, "%02x", printer_u8(pr, v.off + i));
        break;
    default:
        printer_hex(pr, "\n\t\t  ", v.off, v.len);
        break;
    }
}

/* RFC 6232 */
static void put_purge(struct printer *pr, struct span v)
{
    if (v.len < 1)
        return;
    const uint8_t n = printer_u8(pr, v.off);
    if (printer_ok(pr) && n == 0)
        TEXT_LIT(pr->out, " No system IDs supplied");
    if (n == 0 || v.len < 1 + 6 || !isis_need(pr, v.off + 1, 6))
        return;
    span_skip(&v, 1);
    osi_put_named(pr, "\n\t      Purge Originator System-ID: ", v.off, 6);
    span_skip(&v, 6);
    /* The oracle wants as many again, and one more, to be there. */
    if (n > 1 && v.len >= 6 && isis_need(pr, v.off, 2 * 6 + 1))
        osi_put_named(pr, "\n\t      Received from System-ID: ", v.off, 6);
}

static void put_topology(struct printer *pr, uint32_t off)
{
    static const struct code_name names[] = {
        {0, "IPv4 unicast"},
        {1, "In-Band Management"},
        {2, "IPv6 unicast"},
        {3, "Multicast"},
        {4095, "Development, Experimental or Proprietary"},
    };
    static const struct code_name flags[] = {
        {0x4000, "ATT bit set"},
        {0x8000, "Overload bit set"},
    };
    const uint16_t id = printer_u16(pr, off);

    if (!printer_ok(pr))
        return;
    text_printf(pr->out, "\n\t      %s Topology (0x%03x), Flags: [",
                CODE_NAME(names, id & 0xfff, "Reserved for IETF Consensus"),
                id & 0xfff);
    CODE_PUT_BITS_OR(pr->out, flags, id, ", ", "none");
    text_char(pr->out, ']');
}

static void put_topologies(struct printer *pr, struct span v)
{
    for (; v.len > 0 && printer_ok(pr); span_skip(&v, 2)) {
        if (v.len == 1) {
            TEXT_LIT(pr->out, "\n\t      invalid MT-ID");
            return;
        }
        put_topology(pr, v.off);
    }
}

/* Neighbours or prefixes until the value ends. */
static enum after put_reach(struct printer *pr, uint8_t type, struct span v)
{
    const bool topology =
        type == MT_IS_REACH || type == MT_IP || type == MT_IP6;

    if (topology) {
        if (v.len < 2)
            return MARKED;
        put_topology(pr, v.off);
        span_skip(&v, 2);
    }
    while (v.len > 0 && printer_ok(pr)) {
        uint32_t used;
        if (type == EXT_IS_REACH || type == MT_IS_REACH || type == IS_ALIAS)
            used = isis_put_neighbor(pr, v.off, v.len, type != IS_ALIAS);
        else if (type == EXT_IP || type == MT_IP)
            used = isis_put_prefix4(pr, v.off, v.len);
        else
            used = isis_put_prefix6(pr, v.off, v.len);
        if (used == 0)
            return MARKED;
        if (used == ISIS_LAST)
            return NEXT;
        if (used > v.len) {
            text_printf(pr->out, " [remaining tlv length %u < %u] (invalid)",
                        v.len, used);
            return NEXT;
        }
        span_skip(&v, used);
    }
    return NEXT;
}

static void put_protocols(struct printer *pr, struct span v)
{
    TEXT_LIT(pr->out, "\n\t      NLPID(s): ");
    for (; v.len > 0 && printer_ok(pr); span_skip(&v, 1)) {
        const uint8_t id = printer_u8(pr, v.off);
        const char *name = osi_nlpid_name(id);
        text_printf(pr->out, "%s (0x%02x)%s", name != NULL ? name : "unknown",
                    id, v.len > 1 ? ", " : "");
    }
}

static void put_inter_domain(struct printer *pr, struct span v)
{
    static const struct code_name kinds[] = {
        {0, "Reserved"},
        {1, "Routing-Domain Specific"},
        {2, "AS Number Tag"},
    };

    if (v.len < 1)
        return;
    const uint8_t kind = printer_u8(pr, v.off);
    TEXT_LIT(pr->out, "\n\t      Inter-Domain Information Type: ");
    CODE_PUT(pr->out, kinds, kind, "Unknown (0x%02x)");
    span_skip(&v, 1);
    if (kind == 2) {
        if (v.len >= 2)
            text_printf(pr->out, "AS Number: %u", printer_u16(pr, v.off));
    } else {
        printer_hex(pr, "\n\t      ", v.off, v.len);
    }
}

/* RFC 5307 section 1.4 */
static void put_risk_group(struct printer *pr, struct span v)
{
    if (v.len < 7 || !isis_need(pr, v.off, 7))
        return;
    osi_put_named(pr, "\n\t      IS Neighbor: ", v.off, 7);
    span_skip(&v, 7);
    if (v.len < 1)
        return;
    text_printf(pr->out, ", Flags: [%s]",
                printer_u8(pr, v.off) & 1 ? "numbered" : "unnumbered");
    span_skip(&v, 1);
    if (v.len < 4)
        return;
    printer_text_addr4(pr, "\n\t      IPv4 interface address: ", v.off);
    span_skip(&v, 4);
    if (v.len < 4)
        return;
    printer_text_addr4(pr, "\n\t      IPv4 neighbor address: ", v.off);
    span_skip(&v, 4);
    for (; v.len >= 4 && printer_ok(pr); span_skip(&v, 4))
        text_printf(pr->out, "\n\t      Link-ID: 0x%08x",
                    printer_u32(pr, v.off));
}

/* RFC 5306 */
static void put_restart(struct printer *pr, struct span v)
{
    static const struct code_name flags[] = {
        {1, "Restart Request"},
        {2, "Restart Acknowledgement"},
        {4, "Suppress adjacency advertisement"},
    };

    if (v.len == 0)
        return;
    const uint8_t bits = printer_u8(pr, v.off);
    TEXT_LIT(pr->out, "\n\t      Flags [");
    CODE_PUT_BITS_OR(pr->out, flags, bits, ", ", "none");
    text_char(pr->out, ']');
    span_skip(&v, 1);
    if (v.len < 2)
        return;
    text_printf(pr->out, ", Remaining holding time %us",
                printer_u16(pr, v.off));
    span_skip(&v, 2);
    if (v.len == 6) {
        osi_put_named(pr, ", for ", v.off, 6);
    }
}

/* RFC 5303 */
static void put_adjacency(struct printer *pr, struct span v)
{
    static const struct code_name states[] = {
        {0, "Up"},
        {1, "Initializing"},
        {2, "Down"},
    };
    enum { CIRCUIT = 4, SYSTEM = 6 };

    if (v.len < 1)
        return;
    const uint8_t state = printer_u8(pr, v.off);
    text_printf(pr->out, "\n\t      Adjacency State: %s (%u)",
                CODE_NAME(states, state, "unknown"), state);
    span_skip(&v, 1);
    /* The oracle goes past each field whether it was there or not, and looks
     * for the last one even behind the element's end. */
    uint32_t left = v.len;
    if (left > CIRCUIT) {
        text_printf(pr->out, "\n\t      Extended Local circuit-ID: 0x%08x",
                    printer_u32(pr, v.off));
        left -= CIRCUIT;
    }
    if (left >= SYSTEM && isis_need(pr, v.off + CIRCUIT, SYSTEM)) {
        osi_put_named(pr, "\n\t      Neighbor System-ID: ", v.off + CIRCUIT,
                      SYSTEM);
        left -= SYSTEM;
    }
    if (left >= CIRCUIT)
        text_printf(pr->out,
                    "\n\t      Neighbor Extended Local circuit-ID: 0x%08x",
                    printer_u32(pr, v.off + CIRCUIT + SYSTEM));
}

/* RFC 7981 */
static void put_capability(struct printer *pr, struct span v)
{
    enum { SEGMENTS = 2 };
    static const struct code_name flags[] = {{1, "S bit"}, {2, "D bit"}};

    if (v.len < 5) {
        text_printf(pr->out, " [object length %u < 5] (invalid)", v.len);
        return;
    }
    printer_text_addr4(pr, "\n\t      Router-ID ", v.off);
    const uint8_t bits = printer_u8(pr, v.off + 4);
    TEXT_LIT(pr->out, ", Flags [");
    CODE_PUT_BITS_OR(pr->out, flags, bits, ", ", "none");
    text_char(pr->out, ']');
    span_skip(&v, 5);
    while (v.len >= 2 && printer_ok(pr)) {
        const uint8_t type = printer_u8(pr, v.off);
        const uint8_t n = printer_u8(pr, v.off + 1);
        text_printf(pr->out, "\n\t\t%s subTLV #%u, length: %u",
                    type == SEGMENTS ? "SR-Capabilities" : "unknown", type, n);
        span_skip(&v, 2);
        if (n > v.len || !printer_has(pr, v.off, n))
            return;
        if (type == SEGMENTS)
            isis_put_segments(pr, (struct span){v.off, n});
        else
            printer_hex(pr, "\n\t\t", v.off, n);
        span_skip(&v, n);
    }
}

static void put_vendor(struct printer *pr, struct span v)
{
    if (v.len < 3)
        return;
    const uint32_t oui = printer_u24(pr, v.off);
    text_printf(pr->out, "\n\t      Vendor: %s (%u)", oui_name(oui), oui);
    span_skip(&v, 3);
    printer_hex(pr, "\n\t\t", v.off, v.len);
}

static void put_partition(struct printer *pr, struct span v)
{
    put_systems(pr, "\n\t      ", v);
}

static void put_is_neighbors(struct printer *pr, struct span v)
{
    put_systems(pr, "\n\t      SNPA: ", v);
}

static void put_checksum(struct printer *pr, struct span v, struct span pdu)
{
    if (v.len < 2)
        return;
    text_printf(pr->out, "\n\t      checksum: 0x%04x ", printer_u16(pr, v.off));
    osi_put_checksum(pr, pdu.off, pdu.len < pr->len ? pdu.len : pr->len, v.off);
}

static void put_buffer_size(struct printer *pr, struct span v)
{
    if (v.len >= 2)
        text_printf(pr->out, "\n\t      LSP Buffersize: %u",
                    printer_u16(pr, v.off));
}

static void put_addresses4(struct printer *pr, struct span v)
{
    for (; v.len >= 4 && printer_ok(pr); span_skip(&v, 4))
        printer_text_addr4(pr, "\n\t      IPv4 interface address: ", v.off);
}

static void put_addresses6(struct printer *pr, struct span v)
{
    for (; v.len >= 16 && printer_ok(pr); span_skip(&v, 16))
        printer_text_addr6(pr, "\n\t      IPv6 interface address: ", v.off);
}

static void put_te_router(struct printer *pr, struct span v)
{
    if (v.len >= 4)
        printer_text_addr4(pr,
                           "\n\t      Traffic Engineering Router ID: ", v.off);
}

static void put_hostname(struct printer *pr, struct span v)
{
    TEXT_LIT(pr->out, "\n\t      Hostname: ");
    printer_string(pr, v.off, v.len);
}

static void put_hello_sequence(struct printer *pr, struct span v)
{
    if (v.len >= 4)
        text_printf(pr->out, "\n\t      Sequence number: %u",
                    printer_u32(pr, v.off));
}

/* Elements after which, whatever they say, the next one comes. */
static const struct writer {
    uint8_t type;
    void (*put)(struct printer *pr, struct span v);
} writers[] = {
    {AREAS, isis_put_areas},
    {IS_REACH, isis_put_is_reach},
    {ES_NEIGHBORS, isis_put_es_neighbors},
    {PARTITION, put_partition},
    {PREFIX_NEIGHBORS, isis_put_prefix_neighbors},
    {IS_NEIGHBORS, put_is_neighbors},
    {INSTANCE, put_instance},
    {LSP_ENTRIES, put_lsp_entries},
    {AUTH, put_auth},
    {PURGE, put_purge},
    {BUFFER_SIZE, put_buffer_size},
    {PROTOCOLS, put_protocols},
    {INTER_DOMAIN, put_inter_domain},
    {IP_ADDRESSES, put_addresses4},
    {TE_ROUTER, put_te_router},
    {HOSTNAME, put_hostname},
    {RISK_GROUP, put_risk_group},
    {RESTART, put_restart},
    {TOPOLOGIES, put_topologies},
    {IP6_ADDRESSES, put_addresses6},
    {ADJACENCY, put_adjacency},
    {HELLO_SEQUENCE, put_hello_sequence},
    {CAPABILITY, put_capability},
    {VENDOR, put_vendor},
};

static void put_simple(struct printer *pr, uint8_t type, struct span v)
{
    for (size_t i = 0; i < COUNT_OF(writers); i++)
        if (writers[i].type == type) {
            writers[i].put(pr, v);
            return;
        }
    if (type != PADDING && pr->style->verbose <= 1)
        printer_hex(pr, "\n\t\t", v.off, v.len);
}

static enum after put_value(struct printer *pr, uint8_t type, struct span v,
                            struct span pdu)
{
    switch (type) {
    case CHECKSUM:
        put_checksum(pr, v, pdu);
        return NEXT;
    case EXT_IS_REACH:
    case IS_ALIAS:
    case EXT_IP:
    case MT_IS_REACH:
    case MT_IP:
    case IP6_REACH:
    case MT_IP6:
        return put_reach(pr, type, v);
    case IP_INTERNAL:
    case IP_EXTERNAL:
        return isis_put_ip_reach(pr, v) ? NEXT : OVER;
    case PORT_CAPABILITY:
    case MT_CAPABILITY:
        if (!isis_put_capability(pr, v, type == PORT_CAPABILITY))
            printer_mark(pr);
        return NEXT;
    default:
        put_simple(pr, type, v);
        return NEXT;
    }
}

/* Whether the oracle mostly looks for an element's octets before it reads. */
static bool looks_first(uint8_t type)
{
    static const uint8_t such[] = {ES_NEIGHBORS, PARTITION,    IS_NEIGHBORS,
                                   CHECKSUM,     EXT_IS_REACH, IS_ALIAS,
                                   RESTART};

    return memchr(such, type, sizeof such) != NULL;
}

void isis_put_tlvs(struct printer *pr, uint32_t off, uint32_t len, uint32_t pdu)
{
    struct span list = {off, len};

    while (list.len > 0 && printer_ok(pr)) {
        if (list.len < 2) {
            printer_mark(pr);
            return;
        }
        const uint8_t type = printer_u8(pr, list.off);
        const uint8_t n = printer_u8(pr, list.off + 1);
        if (!printer_ok(pr))
            return;
        text_printf(pr->out, "\n\t    %s TLV #%u, length: %u",
                    CODE_NAME(types, type, "unknown"), type, n);
        span_skip(&list, 2);
        if (n > list.len) {
            printer_mark(pr);
            return;
        }
        const struct span value = {list.off, n};
        pr->label = looks_first(type) ? "isis" : isis_pinned;
        const enum after after =
            put_value(pr, type, value, (struct span){0, pdu});
        pr->label = "isis";
        if (after == MARKED)
            printer_mark(pr);
        if (after != NEXT)
            return;
        if (pr->style->verbose > 1)
            printer_hex(pr, "\n\t      ", value.off, n);
        span_skip(&list, n);
    }
}
