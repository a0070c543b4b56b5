/*
 * fields.c - the headers of a packet, one after the other.
 */
#include "put_fields.h"
#include "tls_fields.h"

static const struct header *const headers[TL_KIND_COUNT] = {
    [TL_ETHER] = &header_ether,
    [TL_VLAN] = &header_vlan,
    [TL_LLC] = &header_llc,
    [TL_SNAP] = &header_snap,
    [TL_SLL] = &header_sll,
    [TL_SLL2] = &header_sll2,
    [TL_NULL] = &header_null,
    [TL_RAW] = &header_raw,
    [TL_PPPOE] = &header_pppoe,
    [TL_PPP] = &header_ppp,
    [TL_MPLS] = &header_mpls,
    [TL_IPV4] = &header_ip4,
    [TL_IPV6] = &header_ip6,
    [TL_HOPOPT] = &header_hopopt,
    [TL_DSTOPT] = &header_dstopt,
    [TL_ROUTING] = &header_routing,
    [TL_FRAGMENT] = &header_fragment,
    [TL_ARP] = &header_arp,
    [TL_TCP] = &header_tcp,
    [TL_UDP] = &header_udp,
    [TL_ICMP] = &header_icmp,
    [TL_ICMP6] = &header_icmp6,
    [TL_GRE] = &header_gre,
    [TL_VXLAN] = &header_vxlan,
    [TL_VXLAN_GPE] = &header_vxlan_gpe,
    [TL_GENEVE] = &header_geneve,
};

static const struct header *const leaf_headers[LEAF_COUNT] = {
    [LEAF_dns] = &header_dns,  [LEAF_dns_tcp] = &header_dns,
    [LEAF_mdns] = &header_dns, [LEAF_dhcp] = &header_dhcp,
    [LEAF_ntp] = &header_ntp,
};

static const struct header *header_of_layer(const struct tl_layer *l)
{
    return l->kind == TL_LEAF ? leaf_headers[l->leaf.id]
                              : header_of_kind(l->kind);
}

const struct header *header_of_kind(unsigned kind)
{
    return kind < TL_KIND_COUNT ? headers[kind] : NULL;
}

const struct header *header_at(size_t i)
{
    static const struct header *const all[] = {
        &header_ether,  &header_vlan,   &header_llc,     &header_snap,
        &header_sll,    &header_sll2,   &header_null,    &header_pppoe,
        &header_ppp,    &header_mpls,   &header_ip4,     &header_ip6,
        &header_hopopt, &header_dstopt, &header_routing, &header_fragment,
        &header_arp,    &header_udp,    &header_tcp,     &header_icmp,
        &header_icmp6,  &header_gre,    &header_vxlan,   &header_vxlan_gpe,
        &header_geneve, &header_dns,    &header_dhcp,    &header_ntp,
        &header_tls,
    };

    return i < COUNT_OF(all) ? all[i] : NULL;
}

const struct field *header_field(const struct header *h, size_t i)
{
    if (i < h->n_fields)
        return &h->fields[i];
    i -= h->n_fields;
    for (size_t p = 0; p < h->n_parts; p++) {
        const struct field_part *part = &h->parts[p];
        if (i < part->n)
            return (
                const struct field *)(const void *)((const char *)part->first +
                                                    i * part->stride);
        i -= part->n;
    }
    return NULL;
}

/* Carriers that nobody has described: what stands above their bytes. */
static const struct code_name titles[] = {
    {TL_MACSEC, "MACsec"},
    {TL_NSH, "NSH"},
    {TL_CHDLC, "Cisco HDLC"},
    {TL_SLARP, "SLARP"},
    {TL_OSI, "OSI"},
    {TL_FRELAY, "Frame relay"},
    {TL_FRF15, "Frame relay fragment"},
    {TL_MFR, "Multilink frame relay"},
    {TL_SLIP, "SLIP"},
    {TL_SLIP_BSDOS, "SLIP"},
    {TL_PFLOG, "pflog"},
    {TL_ENC, "enc"},
    {TL_NFLOG, "NFLOG"},
    {TL_IPNET, "ipnet"},
    {TL_IPOIB, "IP over InfiniBand"},
    {TL_AP1394, "IP over IEEE 1394"},
    {TL_SYMANTEC, "Symantec"},
    {TL_PKTAP, "pktap"},
    {TL_PPI, "PPI"},
    {TL_ARCNET, "ARCNET"},
    {TL_ARCNET_LINUX, "ARCNET"},
    {TL_TOKEN_RING, "Token Ring"},
    {TL_FDDI, "FDDI"},
    {TL_IPFC, "IP over Fibre Channel"},
    {TL_ATM, "ATM"},
    {TL_CLIP, "Classical IP over ATM"},
    {TL_SUNATM, "SunATM"},
    {TL_LANE, "LAN emulation"},
    {TL_BRCM, "Ethernet with Broadcom tag"},
    {TL_BRCM_PREPEND, "Broadcom tag"},
    {TL_DSA, "Ethernet with DSA tag"},
    {TL_EDSA, "Ethernet with EDSA tag"},
    {TL_ARISTA, "Arista"},
    {TL_NETANALYZER, "netANALYZER"},
    {TL_NETANALYZER_PREAMBLE, "netANALYZER"},
    {TL_PPP_SERIAL, "PPP in HDLC framing"},
    {TL_PPP_ESCAPED, "PPP with escapes"},
    {TL_PPP_BSDOS, "PPP of BSD/OS"},
    {TL_RADIOTAP, "radiotap"},
    {TL_PRISM, "Prism"},
    {TL_AVS, "AVS"},
    {TL_IEEE80211, "802.11"},
    {TL_AH, "AH"},
    {TL_ESP, "ESP"},
    {TL_L2TP, "L2TP"},
    {TL_OTV, "OTV"},
    {TL_BCM_LI, "Lawful interception"},
    {TL_PIM, "PIM"},
    {TL_UDP_ENCAP, "ESP in UDP"},
};

static const char *title_of(unsigned kind)
{
    /* What is left are the pseudowires of one maker. */
    return CODE_NAME(titles, kind, "Juniper");
}

/* Layers that are not carriers: what is in them is payload. */
static bool is_payload(const struct tl_layer *l)
{
    return l->kind == TL_IP_OTHER || l->kind == TL_LATER_FRAGMENT ||
           l->kind == TL_UNDECODED ||
           (l->kind == TL_LEAF && header_of_layer(l) == NULL);
}

static const struct field undescribed = FIELD(0, 0, 0, PLAIN, "bytes", NULL);

/* As long as the next layer is away; its end if there is none. */
static uint32_t undescribed_len(const struct field_scene *s, uint32_t off)
{
    const struct tl_packet *pkt = s->pkt;
    const struct tl_layer *next = s->layer + 1;

    if (next == pkt->layers + pkt->n_layers)
        return s->stop - off;
    return next->off > off ? next->off - off : 0;
}

static uint32_t read_undescribed(struct field_scene *s, uint32_t off)
{
    const uint32_t len = undescribed_len(s, off);

    if (len > 0)
        put_field(s, &undescribed, off, len);
    return len;
}

/* The length of the header that begins at `off`. */
static uint32_t read_header(struct field_scene *s, uint32_t off)
{
    const struct header *h = s->header;

    if (h->read != NULL)
        return h->read(s, off);
    if (h->fields == NULL)
        return 0;
    const struct field *last = &h->fields[h->n_fields - 1];
    put_fields(s, h->fields, h->n_fields, off);
    return (uint32_t)last->at + last->size;
}

/* Answers the place behind the header, which is captured up to there. */
static uint32_t take_header(struct field_scene *s, const struct header *h,
                            uint32_t off)
{
    s->header = h;
    s->cut = false;
    s->taker->begin(s->taker->ctx, h, off);
    const uint32_t len = field_room(s, off, read_header(s, off));
    s->taker->end(s->taker->ctx, s, len);
    s->header = NULL;
    return off + len;
}

static uint32_t take_layer(struct field_scene *s)
{
    const struct tl_layer *l = s->layer;
    const struct header other = {
        .title = title_of(l->kind), .mark = "bytes", .read = read_undescribed};
    const struct header *h = header_of_layer(l);

    return take_header(s, h != NULL ? h : &other, l->off);
}

/* No port tells it: the payload itself does. */
static bool has_tls(const struct field_scene *s, uint32_t done)
{
    const struct tl_packet *pkt = s->pkt;

    if (pkt->tcp_layer == TL_NO_LAYER || pkt->tcp.end != TL_TCP_WHOLE)
        return false;
    const struct tl_layer *l = &pkt->layers[pkt->tcp_layer];
    return l->depth == 0 && done == l->off + pkt->tcp.hdr_len &&
           tls_begins(s, done);
}

uint32_t fields_of_packet(struct field_scene *s)
{
    const struct tl_packet *pkt = s->pkt;
    uint32_t done = 0;

    s->layer = NULL;
    s->stop = pkt->raw.cap_len;
    for (unsigned i = 0; i < pkt->n_layers; i++) {
        const struct tl_layer *l = &pkt->layers[i];
        const uint64_t stop = (uint64_t)l->off + l->cap;
        if (l->off < done)
            break; /* bytes that are shown from further up */
        s->layer = l;
        s->start = l->off;
        s->stop = stop < pkt->raw.cap_len ? (uint32_t)stop : pkt->raw.cap_len;
        if (is_payload(l))
            break;
        done = take_layer(s);
        if (s->cut)
            break;
    }
    return has_tls(s, done) ? take_header(s, &header_tls, done) : done;
}
