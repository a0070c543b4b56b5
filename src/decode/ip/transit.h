/*
 * transit.h - how a segment travelled: what tells one transmission of the
 * same bytes from another, and two sightings of one transmission.
 */
#ifndef TCPLINE_DECODE_TRANSIT_H
#define TCPLINE_DECODE_TRANSIT_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "bytes.h"
#include "segment.h"
#include "tcpline/packet.h"

/* Each but the TTL is a digest: equal for what is equal. */
struct way {
    uint8_t mac, vlan, port; /* port: the interface and the direction */
    uint8_t ttl;
};

struct transit {
    uint32_t ts;   /* RFC 7323; valid when has_ts */
    uint32_t echo; /* the other side's that its sender knew last; 0 without */
    uint16_t id;   /* of IPv4; 0 is no id, whatever its sender means */
    uint16_t checksum;
    uint16_t mss;     /* RFC 9293 section 3.7.1; 0 not told */
    uint16_t numbers; /* a digest of flags, acknowledgement and window; 0
                         of what has no sequence space */
    bool has_ts;
    bool sack_permitted;
    bool quoted; /* by an ICMP error: it is no segment of its sender's */
    struct way way;
};

/*
 * In one store: a load of all four waits long for what was stored one by one,
 * and they are compared and copied together.
 */
static inline struct way transit_way(uint32_t mac, uint32_t vlan, uint32_t port,
                                     uint32_t ttl)
{
    const uint32_t all =
        (mac & 0xffU) | (vlan & 0xffU) << 8 | (port & 0xffU) << 16 | ttl << 24;
    const uint8_t bytes[] = {(uint8_t)all, (uint8_t)(all >> 8),
                             (uint8_t)(all >> 16), (uint8_t)(all >> 24)};
    struct way way;

    memcpy(&way, bytes, sizeof(way));
    return way;
}

static inline bool is_same_way(const struct way *a, const struct way *b)
{
    return memcmp(a, b, sizeof(*a)) == 0;
}

/* Of what tells the two addresses' hosts apart, together. */
static inline uint8_t transit_mac(const struct tl_ether *eth)
{
    const uint32_t src = load_host32(eth->src + 2);
    const uint32_t dst = load_host32(eth->dst + 2);

    return (uint8_t)(((dst + (src << 16 | src >> 16)) * 0x9e3779b1U) >> 24);
}

/* One that was not told is like no other: it proves no copy. */
static inline uint16_t transit_checksum(const struct tl_packet *pkt,
                                        uint16_t stored)
{
    const struct tl_retold *told = pkt->raw.retold;
    const bool known =
        told == NULL || told->own_bytes || told->cksum != TL_RETOLD_UNCHECKED;

    return known ? stored : (uint16_t)pkt->raw.number;
}

/* A router leaves these alone: copies of one transmission have the same. */
static inline uint16_t transit_numbers(const struct segment *seg)
{
    if (seg->len == 0 && (seg->flags & (TL_SYN | TL_FIN)) == 0)
        return 0;
    const uint32_t sum =
        (seg->ack * 0x9e3779b1U) ^ ((uint32_t)seg->flags << 16 | seg->window);

    return (uint16_t)((sum * 0x85ebca6bU) >> 16);
}

/*
 * Of the segment of a packet that is plain (segment_is_plain()): what
 * transit_of() says.
 */
static inline void transit_of_plain(const struct tl_packet *pkt,
                                    const struct segment *seg,
                                    struct transit *out)
{
    enum { STAMP_AT = 24, ECHO_AT = 28 };
    const struct tl_layer *ip = &pkt->layers[SEGMENT_PLAIN_IP];
    const uint8_t ttl = seg->ip4 ? ip->ip4.ttl : ip->ip6.hop_limit;

    out->has_ts = pkt->tcp.usual_options;
    out->ts = out->has_ts ? load_be32(seg->hdr + STAMP_AT) : 0;
    out->echo = out->has_ts ? load_be32(seg->hdr + ECHO_AT) : 0;
    out->id = seg->ip4 ? ip->ip4.id : 0;
    out->checksum = transit_checksum(pkt, pkt->tcp.checksum);
    out->mss = 0;
    out->numbers = transit_numbers(seg);
    out->sack_permitted = out->quoted = false;
    out->way = transit_way(transit_mac(&pkt->layers[0].ether), 0, 0, ttl);
}

/* Of a segment that lies in `inner`, which `pkt` is or carries. */
void transit_of(const struct tl_packet *pkt, const struct tl_packet *inner,
                const struct segment *seg, struct transit *out);

#endif
