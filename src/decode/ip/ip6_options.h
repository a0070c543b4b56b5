/*
 * ip6_options.h - the options of a hop-by-hop or destination options header
 * (RFC 8200 section 4.2), one after the other.
 */
#ifndef TCPLINE_DECODE_IP6_OPTIONS_H
#define TCPLINE_DECODE_IP6_OPTIONS_H

#include "tcpline/packet.h"

enum ip6_option_end {
    IP6_OPTION_WHOLE,
    IP6_OPTION_NO_ROOM, /* it does not fit into its header */
    IP6_OPTION_BAD,     /* the wrong length for its type */
};

enum {
    IP6_OPTION_PAD1 = 0,
    IP6_OPTION_PADN = 1,
    IP6_OPTION_ALERT = 5,        /* RFC 2711 */
    IP6_OPTION_JUMBO = 0xc2,     /* RFC 2675 */
    IP6_OPTION_HOME_ADDR = 0xc9, /* RFC 6275 */
};

struct ip6_option {
    enum ip6_option_end end;
    uint8_t type, len; /* len: of the data */
    uint16_t left;     /* bytes of the header from the option's type on */
    const uint8_t *data;
};

/*
 * The option at offset *pos of the header `l`, which is wholly captured, and
 * moves *pos behind it; start with 2. False behind the last one, which is any
 * that is not whole.
 */
bool ip6_option_next(const struct tl_packet *pkt, const struct tl_layer *l,
                     uint32_t *pos, struct ip6_option *out);

/*
 * The same for what an early draft of mobile IPv6 put behind the address of a
 * home address option that is whole; start with 0.
 */
bool ip6_suboption_next(const struct ip6_option *opt, uint32_t *pos,
                        struct ip6_option *out);

/* The length by the jumbo payload option of the header `l`, 0 without one. */
uint32_t ip6_jumbo_len(const struct tl_packet *pkt, const struct tl_layer *l);

/* Where the packet is bound in the end: the routing headers have a say. */
const uint8_t *ip6_final_dst(const struct tl_packet *pkt,
                             const struct tl_layer *ip,
                             const struct tl_layer *payload);

#endif
