/*
 * checksum.h - the Internet checksum (RFC 1071) and what it says of a layer.
 */
#ifndef TCPLINE_DECODE_CHECKSUM_H
#define TCPLINE_DECODE_CHECKSUM_H

#include "tcpline/packet.h"

enum checksum_state { CHECKSUM_UNKNOWN, CHECKSUM_GOOD, CHECKSUM_BAD };

struct checksum_verdict {
    enum checksum_state state;
    uint16_t stored;
    uint16_t expected; /* when bad */
};

/*
 * Of the TCP segment of `pkt`: unknown unless all its bytes are captured and
 * it is no fragment (FORMAT.md, "TCP checksums").
 */
struct checksum_verdict checksum_tcp(const struct tl_packet *pkt);

/* Of the UDP datagram `l`, as for TCP. */
struct checksum_verdict checksum_udp(const struct tl_packet *pkt,
                                     const struct tl_layer *l);

/*
 * Of all bytes of the layer `l`, on top of `sum`: unknown unless they are all
 * captured. `stored` is the checksum among them.
 */
struct checksum_verdict checksum_bytes(const struct tl_packet *pkt,
                                       const struct tl_layer *l, uint64_t sum,
                                       uint16_t stored);

/* Part of a fragmented datagram: the checksum covers what is not here. */
bool checksum_is_partial(const struct tl_packet *pkt, const struct tl_layer *l);

/* Of an IPv4 header that is wholly captured. */
struct checksum_verdict checksum_ip4(const struct tl_packet *pkt,
                                     const struct tl_layer *l);

/*
 * The pseudo-header's sum for the layer `l`, of protocol `proto` and length
 * `len` (RFC 9293 section 3.1, RFC 8200 section 8.1).
 */
uint64_t checksum_pseudo(const struct tl_packet *pkt, const struct tl_layer *l,
                         uint8_t proto, uint32_t len);

#endif
