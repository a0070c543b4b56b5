/*
 * bgp_community.c - extended communities (RFC 4360 and its registry).
 */
#include "bgp_community.h"

#include "codes.h"

enum { COMMUNITY_LEN = 8 };

/* What the six octets behind the type are. */
enum shape {
    SHAPE_UNKNOWN,
    SHAPE_AS2_NUMBER,  /* AS, 32-bit number: "1:2 (= 0.0.0.2)" */
    SHAPE_AS4_NUMBER,  /* AS, 16-bit number */
    SHAPE_ADDR_NUMBER, /* address, 16-bit number */
    SHAPE_ADDR,
    SHAPE_AS2,
    SHAPE_OSPF_ROUTE,
    SHAPE_ENCAPSULATION,
    SHAPE_BANDWIDTH,
    SHAPE_LAYER2,
};

static const struct community {
    uint16_t type;
    enum shape shape;
    const char *name;
} communities[] = {
    {0x0002, SHAPE_AS2_NUMBER, "target"},
    {0x0003, SHAPE_AS2_NUMBER, "origin"},
    {0x0005, SHAPE_ADDR, "ospf-domain"},
    {0x0009, SHAPE_AS2, "source-AS"},
    {0x000a, SHAPE_AS2_NUMBER, "l2vpn-id"},
    {0x0102, SHAPE_ADDR_NUMBER, "target"},
    {0x0103, SHAPE_ADDR_NUMBER, "origin"},
    {0x0105, SHAPE_ADDR, "ospf-domain"},
    {0x0107, SHAPE_ADDR, "ospf-router-id"},
    {0x010b, SHAPE_ADDR_NUMBER, "vrf-route-import"},
    {0x0202, SHAPE_AS4_NUMBER, "target"},
    {0x0203, SHAPE_AS4_NUMBER, "origin"},
    {0x0205, SHAPE_ADDR, "ospf-domain"},
    {0x0306, SHAPE_OSPF_ROUTE, "ospf-route-type"},
    {0x030c, SHAPE_ENCAPSULATION, "encapsulation"},
    {0x4004, SHAPE_BANDWIDTH, "link-BW"},
    {0x8000, SHAPE_OSPF_ROUTE, "ospf-route-type"},
    {0x8001, SHAPE_ADDR, "ospf-router-id"},
    {0x8005, SHAPE_ADDR, "ospf-domain"},
    {0x800a, SHAPE_LAYER2, "layer2-info"},
    {0x8800, SHAPE_UNKNOWN, "eigrp-general-route (flag, tag)"},
    {0x8801, SHAPE_UNKNOWN, "eigrp-route-metric (AS, delay)"},
    {0x8802, SHAPE_UNKNOWN,
     "eigrp-route-metric (reliability, nexthop, bandwidth)"},
    {0x8803, SHAPE_UNKNOWN, "eigrp-route-metric (load, MTU)"},
    {0x8804, SHAPE_UNKNOWN, "eigrp-external-route (remote-AS, remote-ID)"},
    {0x8805, SHAPE_UNKNOWN,
     "eigrp-external-route (remote-proto, remote-metric)"},
    {0xf10a, SHAPE_ADDR_NUMBER, "l2vpn-id"},
};

static const struct code_name ospf_routes[] = {
    {1, "Router"},   {2, "Network"},       {3, "Summary"},
    {5, "External"}, {7, "NSSA External"}, {129, "MPLS-VPN Sham"},
};

/* RFC 9012, 2 */
static const struct code_name tunnels[] = {
    {1, "L2TPv3 over IP"},
    {2, "GRE"},
    {3, "Transmit Tunnel"},
    {4, "IPsec"},
    {5, "IP in IP with IPsec"},
    {6, "MPLS in IP with IPsec"},
    {7, "IP in IP"},
    {8, "VXLAN"},
    {9, "NVGRE"},
    {10, "MPLS"},
    {11, "MPLS in GRE"},
    {12, "VXLAN GPE"},
    {13, "MPLS in UDP"},
    {14, "IPv6"},
    {15, "SR TE"},
    {16, "Bare"},
    {17, "SR"},
};

/* RFC 4446, 3.2 */
static const struct code_name layer2[] = {
    {0, "Reserved"},
    {1, "Frame Relay"},
    {2, "ATM AAL5 SDU VCC transport"},
    {3, "ATM transparent cell transport"},
    {4, "Ethernet (VLAN) Tagged Mode"},
    {5, "Ethernet Raw Mode"},
    {6, "Cisco HDLC"},
    {7, "PPP"},
    {8, "SONET/SDH Circuit Emulation Service over MPLS"},
    {9, "ATM n-to-one VCC cell transport"},
    {10, "ATM n-to-one VPC cell transport"},
    {11, "IP layer 2 transport"},
    {15, "Frame Relay Port mode"},
    {17, "Structure-agnostic E1 over packet"},
    {18, "Structure-agnostic T1 (DS1) over packet"},
    {19, "VPLS"},
    {20, "Structure-agnostic T3 (DS3) over packet"},
    {21, "Nx64kbit/s Basic Service using Structure-aware"},
    {25, "Frame Relay DLCI"},
    {40, "Structure-agnostic E3 over packet"},
    {41, "Octet-aligned playload for Structure-agnostic DS1 circuits"},
    {42, "E1 Nx64kbit/s with CAS using Structure-aware"},
    {43, "DS1 (ESF) Nx64kbit/s with CAS using Structure-aware"},
    {44, "DS1 (SF) Nx64kbit/s with CAS using Structure-aware"},
};

/* RFC 4577, 4.2.6; only external routes have a metric type. */
static void put_ospf_route(struct text *out, const uint8_t *v)
{
    const uint8_t kind = v[4];

    TEXT_LIT(out, "area:");
    text_ip4(out, v);
    TEXT_LIT(out, ", router-type:");
    CODE_PUT(out, ospf_routes, kind, "unknown (0x%02x)");
    text_printf(out, ", metric-type:%s%s", v[5] & 1 ? "E2" : "",
                kind == 5 || kind == 7 ? "E1" : "");
}

/* An IEEE float of octets a second, shown in megabits. */
static void put_bandwidth(struct text *out, uint32_t bits)
{
    float rate;

    memcpy(&rate, &bits, sizeof(rate));
    text_printf(out, "bandwidth: %.3f Mbps", (double)(rate * 8 / 1000000));
}

/* Six captured octets. */
static void put_value(struct printer *pr, enum shape shape, uint32_t off)
{
    const uint8_t *v = pr->base + off;
    struct text *out = pr->out;

    switch (shape) {
    case SHAPE_UNKNOWN:
        text_hex_bytes(out, v, 6);
        break;
    case SHAPE_AS2_NUMBER:
        text_printf(out, "%u:%u (= ", load_be16(v), load_be32(v + 2));
        text_ip4(out, v + 2);
        text_char(out, ')');
        break;
    case SHAPE_AS4_NUMBER:
        bgp_put_as(pr, load_be32(v));
        text_printf(out, ":%u", load_be16(v + 4));
        break;
    case SHAPE_ADDR_NUMBER:
        printer_addr4(pr, off);
        text_printf(out, ":%u", load_be16(v + 4));
        break;
    case SHAPE_ADDR:
        printer_addr4(pr, off);
        break;
    case SHAPE_AS2:
        text_printf(out, "AS %u", load_be16(v));
        break;
    case SHAPE_OSPF_ROUTE:
        put_ospf_route(out, v);
        break;
    case SHAPE_ENCAPSULATION:
        text_printf(out, "Tunnel type: %s",
                    CODE_NAME(tunnels, load_be16(v + 4), "unknown encaps"));
        break;
    case SHAPE_BANDWIDTH:
        put_bandwidth(out, load_be32(v + 2));
        break;
    case SHAPE_LAYER2:
        text_printf(out, "%s Control Flags [0x%02x]:MTU %u",
                    CODE_NAME(layer2, v[0], "unknown encaps"), v[1],
                    load_be16(v + 2));
        break;
    }
}

static const struct community *find_community(uint16_t type)
{
    for (size_t i = 0; i < COUNT_OF(communities); i++) {
        if (communities[i].type == type)
            return &communities[i];
    }
    return NULL;
}

static void print_community(struct printer *pr, uint32_t off)
{
    static const struct code_name flags[] = {
        {0x80, "vendor-specific"},
        {0x40, "non-transitive"},
    };
    const uint16_t type = printer_u16(pr, off);
    const struct community *known = find_community(type);

    text_printf(pr->out, "\n\t    %s (0x%04x), Flags [",
                known != NULL ? known->name : "unknown extd community typecode",
                type);
    CODE_PUT_BITS_OR(pr->out, flags, type >> 8, ", ", "none");
    TEXT_LIT(pr->out, "]: ");
    put_value(pr, known != NULL ? known->shape : SHAPE_UNKNOWN, off + 2);
}

void bgp_print_ext_communities(struct printer *pr, const struct bgp_attr *attr)
{
    if (attr->len % COMMUNITY_LEN != 0) {
        TEXT_LIT(pr->out, "invalid len");
        return;
    }
    for (uint32_t i = 0; i < attr->len; i += COMMUNITY_LEN) {
        if (!printer_need(pr, attr->off + i, COMMUNITY_LEN))
            return;
        print_community(pr, attr->off + i);
    }
}
