/*
 * carried.c - packets inside packets that the line does not look into.
 */
#include "carried.h"

#include <pcap/dlt.h>

#include "bytes.h"
#include "decode.h"

enum {
    ICMP6_HDR = 8,
    ICMP6_LAST_QUOTING = 4, /* RFC 4443: errors 1 to 4 */
    UDP_HDR = 8,
    GTP_PORT = 2152, /* 3GPP TS 29.281 */
    GTP_HDR = 8,
    GTP_USER_DATA = 0xff,
    GTP_HAS_EXTENSION = 4,
    GTP_HAS_MORE = 7, /* any of extension, sequence and N-PDU number */
    GRE_ERSPAN = 0x88be,
    GRE_ARUBA = 0x8200, /* to 0x82f0: the third digit is a priority */
    GRE_ARUBA_MASK = 0xff0f,
    GRE_HAS_SEQUENCE = 0x1000,
    ERSPAN_HDR = 8, /* type II; type I has none, nor a sequence number */
};

/* A datagram that IP has cut up: what it carries is not all here. */
static bool in_pieces(const struct tl_packet *pkt, const struct tl_layer *l)
{
    const struct tl_layer *ip = &pkt->layers[l->ip];

    if (ip->kind == TL_IPV4)
        return (ip->ip4.frag & TL_IP4_MF) != 0;
    for (const struct tl_layer *at = ip; at < l; at++)
        if (at->kind == TL_FRAGMENT && at->ext.more_fragments)
            return true;
    return false;
}

/* Hands `b` on as a record; its bytes lie inside the outer packet's. */
static struct tl_raw record_of(const struct tl_packet *outer,
                               const struct bytes *b, int link_type)
{
    return (struct tl_raw){
        .data = b->p,
        .cap_len = b->cap,
        .wire_len = b->len,
        .link_type = link_type,
        .number = outer->raw.number,
    };
}

static bool decode_ip(const struct tl_packet *outer, const struct bytes *b,
                      struct tl_packet *inner)
{
    const struct tl_raw raw = record_of(outer, b, DLT_RAW);

    if (b->cap == 0)
        return false;
    switch (b->p[0] >> 4) {
    case 4:
        decode_ip4_packet(&raw, inner);
        return true;
    case 6:
        decode_ip6_packet(&raw, inner);
        return true;
    default:
        return false;
    }
}

static struct bytes bytes_of_layer(const struct tl_packet *pkt,
                                   const struct tl_layer *l)
{
    return bytes_of(tl_layer_bytes(pkt, l), l->cap, l->len);
}

/* Section 5.2.1: each extension header ends with the type of the next. */
static bool skip_gtp_extensions(struct bytes *b, uint8_t next)
{
    uint8_t words;

    while (next != 0) {
        if (bytes_have(b, 4) != RD_OK)
            return false;
        words = b->p[0];
        if (words == 0 || bytes_have(b, words * 4U) != RD_OK)
            return false;
        next = b->p[words * 4U - 1];
        bytes_advance(b, words * 4U);
    }
    return true;
}

/* Section 5.1: version 1, protocol type GTP. */
static bool skip_gtp(struct bytes *b)
{
    enum { VERSION_AND_TYPE = 0xf0, GTP1 = 0x30, MORE = 4 };

    if (bytes_have(b, GTP_HDR) != RD_OK)
        return false;
    const uint8_t flags = b->p[0];
    if ((flags & VERSION_AND_TYPE) != GTP1 || b->p[1] != GTP_USER_DATA)
        return false;
    bytes_advance(b, GTP_HDR);
    if ((flags & GTP_HAS_MORE) == 0)
        return true;
    if (bytes_have(b, MORE) != RD_OK)
        return false;
    const uint8_t next = (flags & GTP_HAS_EXTENSION) != 0 ? b->p[3] : 0;
    bytes_advance(b, MORE);
    return skip_gtp_extensions(b, next);
}

static bool in_gtp(const struct tl_packet *outer, const struct tl_layer *l,
                   struct tl_packet *inner)
{
    struct bytes b = bytes_of_layer(outer, l);

    if (l->end != TL_WHOLE || in_pieces(outer, l) ||
        (l->udp.sport != GTP_PORT && l->udp.dport != GTP_PORT))
        return false;
    return bytes_skip(&b, UDP_HDR) == RD_OK && skip_gtp(&b) &&
           decode_ip(outer, &b, inner);
}

static bool in_icmp6(const struct tl_packet *outer, const struct tl_layer *l,
                     struct tl_packet *inner)
{
    struct bytes b = bytes_of_layer(outer, l);

    if (l->end != TL_WHOLE || l->icmp.type == 0 ||
        l->icmp.type > ICMP6_LAST_QUOTING)
        return false;
    return bytes_skip(&b, ICMP6_HDR) == RD_OK && decode_ip(outer, &b, inner);
}

/* Mirrored Ethernet frames, and an access point's 802.11 frames. */
static bool in_gre(const struct tl_packet *outer, const struct tl_layer *l,
                   struct tl_packet *inner)
{
    const struct tl_gre *gre = &l[-1].gre;
    struct bytes b = bytes_of_layer(outer, l);

    if (l == outer->layers || l[-1].kind != TL_GRE)
        return false;
    const bool erspan = gre->type == GRE_ERSPAN;
    if (!erspan && (gre->type & GRE_ARUBA_MASK) != GRE_ARUBA)
        return false;
    if (erspan && (gre->flags & GRE_HAS_SEQUENCE) != 0 &&
        bytes_skip(&b, ERSPAN_HDR) != RD_OK)
        return false;
    const struct tl_raw raw =
        record_of(outer, &b, erspan ? DLT_EN10MB : DLT_IEEE802_11);
    decode_packet(&raw, inner);
    return true;
}

bool carried_packet(const struct tl_packet *outer, struct tl_packet *inner,
                    bool *quoted)
{
    if (outer->n_layers == 0)
        return false;
    const struct tl_layer *last = &outer->layers[outer->n_layers - 1];
    if (last->kind == TL_LEAF && last > outer->layers)
        last--;
    *quoted = last->kind == TL_ICMP6;
    switch (last->kind) {
    case TL_UDP:
        return in_gtp(outer, last, inner);
    case TL_ICMP6:
        return in_icmp6(outer, last, inner);
    case TL_UNDECODED:
        return in_gre(outer, last, inner);
    default:
        return false;
    }
}
