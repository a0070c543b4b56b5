/*
 * ip4_options.h - the options of an IPv4 header (RFC 791 section 3.1), one
 * after the other.
 */
#ifndef TCPLINE_DECODE_IP4_OPTIONS_H
#define TCPLINE_DECODE_IP4_OPTIONS_H

#include "tcpline/packet.h"

enum ip4_option_end {
    IP4_OPTION_WHOLE,
    IP4_OPTION_NO_KIND,   /* not even its first byte was captured */
    IP4_OPTION_NO_LENGTH, /* its length byte was not captured */
    IP4_OPTION_BAD,       /* length below 2 or beyond the header */
    IP4_OPTION_CUT,       /* the snapshot ends inside it */
};

enum {
    IP4_OPTION_EOL = 0,
    IP4_OPTION_NOP = 1,
    IP4_OPTION_RR = 7,
    IP4_OPTION_TIMESTAMP = 68,
    IP4_OPTION_TRACEROUTE = 82, /* RFC 1393 */
    IP4_OPTION_SECURITY = 130,
    IP4_OPTION_LSRR = 131,
    IP4_OPTION_SSRR = 137,
    IP4_OPTION_ALERT = 148, /* RFC 2113 */
};

struct ip4_option {
    enum ip4_option_end end;
    uint8_t kind, len;
    const uint8_t *p; /* from the kind byte */
    uint32_t cap;     /* readable from p; reaches behind the header */
};

/*
 * The option at offset *pos of the header `l`, and moves *pos behind it; start
 * with 20. False behind the last one, which is any that is not whole.
 */
bool ip4_option_next(const struct tl_packet *pkt, const struct tl_layer *l,
                     uint32_t *pos, struct ip4_option *out);

/* The last hop of a source route, else the header's destination. */
const uint8_t *ip4_final_dst(const struct tl_packet *pkt,
                             const struct tl_layer *l);

#endif
