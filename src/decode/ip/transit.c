/*
 * transit.c - how a segment travelled.
 */
#include "transit.h"

#include "bytes.h"

enum {
    OPT_NOP = 1,
    OPT_MSS = 2,
    MSS_LEN = 4,
    OPT_SACK_PERMITTED = 4,
    OPT_TIME_STAMPS = 8,
    TIME_STAMPS_LEN = 10,
    CHECKSUM_AT = 16,
};

/* What nearly every segment has: two NOPs and the time stamps. */
static bool usual_time_stamps(const struct segment *seg)
{
    static const uint32_t usual = (uint32_t)OPT_NOP << 24 | OPT_NOP << 16 |
                                  OPT_TIME_STAMPS << 8 | TIME_STAMPS_LEN;

    return seg->hdr_len >= SEGMENT_HEADER + 12 &&
           seg->hdr_cap >= SEGMENT_HEADER + 12 &&
           load_be32(seg->hdr + SEGMENT_HEADER) == usual;
}

static void take_time_stamps(const uint8_t *data, struct transit *out)
{
    out->has_ts = true;
    out->ts = load_be32(data);
    out->echo = load_be32(data + 4);
}

static void read_options(const struct segment *seg, struct transit *out)
{
    struct segment_option opt;
    uint32_t at = SEGMENT_HEADER;

    if (usual_time_stamps(seg)) {
        take_time_stamps(seg->hdr + SEGMENT_HEADER + 4, out);
        return;
    }
    while (segment_option_next(seg, &at, &opt)) {
        if (opt.kind == OPT_TIME_STAMPS && opt.len == TIME_STAMPS_LEN)
            take_time_stamps(opt.data, out);
        out->sack_permitted |= opt.kind == OPT_SACK_PERMITTED;
        if (opt.kind == OPT_MSS && opt.len == MSS_LEN)
            out->mss = load_be16(opt.data);
    }
}

static uint8_t mix(uint32_t sum, uint32_t n)
{
    return (uint8_t)(((n ^ sum) * 0x9e3779b1U) >> 24);
}

/* The digests of struct way. */
struct digests {
    uint32_t mac, vlan, port;
};

static void add_layer(struct digests *way, const struct tl_layer *l)
{
    if (l->end != TL_WHOLE)
        return;
    if (l->kind == TL_ETHER) {
        way->mac = transit_mac(&l->ether);
    } else if (l->kind == TL_VLAN) {
        way->vlan = mix(way->vlan, l->vlan.tci & 0xfffU);
    } else if (l->kind == TL_SLL || l->kind == TL_SLL2) {
        way->mac =
            mix(mix(0, load_be32(l->sll.addr)), load_be32(l->sll.addr + 4));
        way->port = mix(way->port, l->sll.ifindex << 3 | l->sll.packet_type);
    } else if (l->kind != TL_LLC && l->kind != TL_SNAP) {
        way->port = mix(way->port, l->kind);
    }
}

/* The first `n` layers lie below the IP header that the segment lies in. */
static void read_way(const struct tl_packet *pkt, unsigned n, uint32_t ttl,
                     struct way *way)
{
    struct digests sum = {0};

    for (unsigned i = 0; i < n; i++)
        add_layer(&sum, &pkt->layers[i]);
    *way = transit_way(sum.mac, sum.vlan, sum.port, ttl);
}

void transit_of(const struct tl_packet *pkt, const struct tl_packet *inner,
                const struct segment *seg, struct transit *out)
{
    *out = (struct transit){0};
    if (seg->hdr_cap >= CHECKSUM_AT + 2)
        out->checksum =
            transit_checksum(pkt, load_be16(seg->hdr + CHECKSUM_AT));
    out->numbers = transit_numbers(seg);
    if (seg->hdr_len > SEGMENT_HEADER)
        read_options(seg, out);
    const unsigned ip = inner->tcp_layer != TL_NO_LAYER
                            ? inner->layers[inner->tcp_layer].ip
                            : inner->n_layers - 1U;
    const struct tl_layer *l = &inner->layers[ip];
    out->quoted = l->depth != 0;
    uint32_t ttl = 0;
    if (l->kind == TL_IPV4) {
        out->id = l->ip4.id;
        ttl = l->ip4.ttl;
    } else if (l->kind == TL_IPV6) {
        ttl = l->ip6.hop_limit;
    }
    read_way(pkt, inner == pkt ? ip : pkt->n_layers, ttl, &out->way);
}
