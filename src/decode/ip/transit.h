/*
 * transit.h - how a segment travelled: what tells one transmission of the
 * same bytes from another, and two sightings of one transmission.
 */
#ifndef TCPLINE_DECODE_TRANSIT_H
#define TCPLINE_DECODE_TRANSIT_H

#include <stdbool.h>
#include <stdint.h>

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

/* Of a segment that lies in `inner`, which `pkt` is or carries. */
void transit_of(const struct tl_packet *pkt, const struct tl_packet *inner,
                const struct segment *seg, struct transit *out);

#endif
