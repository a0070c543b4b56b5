/*
 * checksum.c - the Internet checksum (RFC 1071) of IPv4, TCP and UDP.
 */
#include "checksum.h"

#include <stddef.h>

#include "inet_sum.h"
#include "ip4_options.h"
#include "ip6_options.h"

uint64_t checksum_pseudo(const struct tl_packet *pkt, const struct tl_layer *l,
                         uint8_t proto, uint32_t len)
{
    const struct tl_layer *ip = &pkt->layers[l->ip];
    const uint64_t sum = (uint64_t)proto + len;

    if (ip->kind == TL_IPV4)
        return inet_sum_add(inet_sum_add(sum, ip->ip4.src, 4),
                            ip4_final_dst(pkt, ip), 4);
    return inet_sum_add(inet_sum_add(sum, ip->ip6.src, 16),
                        ip6_final_dst(pkt, ip, l), 16);
}

bool checksum_is_partial(const struct tl_packet *pkt, const struct tl_layer *l)
{
    const struct tl_layer *ip = &pkt->layers[l->ip];

    if (ip->kind == TL_IPV4)
        return (ip->ip4.frag & TL_IP4_MF) != 0;
    for (const struct tl_layer *ext = ip + 1; ext < l; ext++)
        if (ext->kind == TL_FRAGMENT)
            return true;
    return false;
}

/* A right checksum sums to all ones; zeros alone do not. */
static struct checksum_verdict judge(uint64_t sum, uint16_t stored)
{
    struct checksum_verdict v = {CHECKSUM_GOOD, stored, stored};
    const uint16_t folded = inet_sum_fold(sum);

    if (folded == 0xffff)
        return v;
    v.state = CHECKSUM_BAD;
    const uint16_t rest = inet_sum_fold((uint64_t)folded + (uint16_t)~stored);
    v.expected = rest == 0xffff ? 0xffff : (uint16_t)~rest;
    return v;
}

/* What was told counts: not all the bytes it was found from are here. */
static struct checksum_verdict told_verdict(const struct tl_retold *told,
                                            uint16_t stored)
{
    static const enum checksum_state states[] = {
        [TL_RETOLD_UNCHECKED] = CHECKSUM_UNKNOWN,
        [TL_RETOLD_CORRECT] = CHECKSUM_GOOD,
        [TL_RETOLD_INCORRECT] = CHECKSUM_BAD,
    };

    return (struct checksum_verdict){states[told->cksum], stored,
                                     told->expected};
}

struct checksum_verdict checksum_tcp(const struct tl_packet *pkt)
{
    const struct tl_tcp *tcp = &pkt->tcp;
    const struct tl_layer *l = &pkt->layers[pkt->tcp_layer];
    const struct tl_retold *told = pkt->raw.retold;

    if (told != NULL && !told->own_bytes)
        return told_verdict(told, tcp->checksum);
    if (tcp->seg_cap < tcp->seg_len || checksum_is_partial(pkt, l))
        return (struct checksum_verdict){CHECKSUM_UNKNOWN, 0, 0};
    const uint64_t sum = checksum_pseudo(pkt, l, 6, tcp->seg_len);
    return judge(inet_sum_add(sum, tcp->hdr, tcp->seg_len), tcp->checksum);
}

struct checksum_verdict checksum_udp(const struct tl_packet *pkt,
                                     const struct tl_layer *l)
{
    const uint32_t len = l->udp.udp_len < l->len ? l->udp.udp_len : l->len;

    if (l->cap < len || checksum_is_partial(pkt, l))
        return (struct checksum_verdict){CHECKSUM_UNKNOWN, 0, 0};
    const uint64_t sum = checksum_pseudo(pkt, l, 17, len);
    return judge(inet_sum_add(sum, tl_layer_bytes(pkt, l), len),
                 l->udp.checksum);
}

struct checksum_verdict checksum_bytes(const struct tl_packet *pkt,
                                       const struct tl_layer *l, uint64_t sum,
                                       uint16_t stored)
{
    if (l->cap < l->len)
        return (struct checksum_verdict){CHECKSUM_UNKNOWN, 0, 0};
    return judge(inet_sum_add(sum, tl_layer_bytes(pkt, l), l->len), stored);
}

struct checksum_verdict checksum_ip4(const struct tl_packet *pkt,
                                     const struct tl_layer *l)
{
    return judge(inet_sum_add(0, tl_layer_bytes(pkt, l), l->ip4.hdr_len),
                 l->ip4.checksum);
}
