/*
 * draft.c - headers made of what a text says (RFC 791, RFC 8200, RFC 9293).
 *
 * What it does not say is zero; a time to live is 64.
 */
#include "draft.h"

#include <string.h>

#include "inet_sum.h"

enum {
    MOST_WIRE = 262144,
    IP4_BYTES = 20,
    IP6_BYTES = 40,
    TCP_BYTES = 20,
    TCP = 6
};

static uint8_t *put16(uint8_t *at, uint32_t v)
{
    at[0] = (uint8_t)(v >> 8);
    at[1] = (uint8_t)v;
    return at + 2;
}

static uint8_t *put32(uint8_t *at, uint32_t v)
{
    return put16(put16(at, v >> 16), v);
}

static uint8_t *put_link(const struct draft *d, uint8_t *at)
{
    memcpy(at, d->link.dst, 6);
    memcpy(at + 6, d->link.src, 6);
    at += 12;
    for (unsigned i = 0; i < d->link.n_tags; i++)
        at = put16(put16(at, d->link.types[i]), d->link.tags[i]);
    return put16(at, d->ip.v6 ? 0x86dd : 0x0800);
}

static uint8_t *put_ip4(const struct draft *d, uint8_t *at, uint32_t tcp_len)
{
    uint8_t *const ip = at;

    *at++ = 0x45;
    *at++ = d->ip.tos;
    at = put16(at, IP4_BYTES + tcp_len);
    at = put16(put16(at, d->ip.id), d->ip.frag);
    *at++ = d->ip.verbose ? d->ip.ttl : 64;
    *at++ = TCP;
    at = put16(at, 0);
    memcpy(at, d->ends[0].addr, 4);
    memcpy(at + 4, d->ends[1].addr, 4);
    const uint32_t sum =
        ~(uint32_t)inet_sum_fold(inet_sum_add(0, ip, IP4_BYTES));
    (void)put16(ip + 10, d->ip.cksum <= UINT16_MAX ? d->ip.cksum : sum);
    return ip + IP4_BYTES;
}

static uint8_t *put_ip6(const struct draft *d, uint8_t *at, uint32_t tcp_len)
{
    at = put32(at, 6U << 28 | (uint32_t)d->ip.tos << 20 | d->ip.flow);
    at = put16(at, tcp_len);
    *at++ = TCP;
    *at++ = d->ip.verbose ? d->ip.ttl : 64;
    memcpy(at, d->ends[0].addr, 16);
    memcpy(at + 16, d->ends[1].addr, 16);
    return at + 32;
}

/* How many bytes of options there were: the IP header's length tells. */
static uint32_t room_of_options(const struct draft *d)
{
    const uint32_t told = (d->seg.n_options + 3) & ~3U;
    const uint32_t others =
        (d->ip.v6 ? 0U : (uint32_t)IP4_BYTES) + TCP_BYTES + d->seg.len;

    if (d->ip.len > others + told && d->ip.len <= others + TOLD_OPTION_BYTES &&
        (d->ip.len - others) % 4 == 0)
        return d->ip.len - others;
    return told;
}

/* The header's bytes, options padded; the checksum is zero. */
static uint32_t put_tcp(const struct draft *d, uint8_t *at)
{
    const uint32_t options = room_of_options(d);
    uint8_t *const tcp = at;

    at = put16(put16(at, d->ends[0].port), d->ends[1].port);
    at = put32(put32(at, d->seq), d->ack);
    *at++ = (uint8_t)((TCP_BYTES + options) / 4 << 4);
    *at++ = d->seg.flags;
    at = put16(put16(at, d->seg.win), 0);
    at = put16(at, d->seg.urg);
    memset(at, 0, options);
    memcpy(at, d->seg.options, d->seg.n_options);
    return (uint32_t)(at + options - tcp);
}

static uint16_t checksum_of(const struct draft *d, const uint8_t *tcp,
                            uint32_t len)
{
    const uint32_t n = d->ip.v6 ? 16 : 4;
    uint8_t rest[4];

    (void)put16(put16(rest, TCP), len);
    uint64_t sum = inet_sum_add(0, rest, sizeof(rest));
    sum = inet_sum_add(sum, d->ends[0].addr, n);
    sum = inet_sum_add(sum, d->ends[1].addr, n);
    return (uint16_t)~inet_sum_fold(inet_sum_add(sum, tcp, len));
}

/*
 * The one the text has. Where it has none and there is no payload, the right
 * one. Where it has a right one, it shows whether a bare ACK's own number was
 * the one before the next, as in a keep-alive.
 */
static void put_checksum(const struct draft *d, uint8_t *tcp, uint32_t len)
{
    const bool told = d->seg.cksum != TOLD_UNCHECKED;

    if (d->seg.len > 0 || d->seg.cut) {
        (void)put16(tcp + 16, told ? d->seg.stored : 0);
        return;
    }
    const uint16_t right = checksum_of(d, tcp, len);
    if (d->seg.cksum == TOLD_CORRECT && right != d->seg.stored &&
        !d->seg.has_seq) {
        (void)put32(tcp + 4, d->seq - 1);
        if (checksum_of(d, tcp, len) != d->seg.stored)
            (void)put32(tcp + 4, d->seq);
    }
    (void)put16(tcp + 16, told ? d->seg.stored : right);
}

uint32_t draft_build(const struct draft *d, bool link, uint8_t *out,
                     uint32_t *wire_len)
{
    uint8_t *const ip = link ? put_link(d, out) : out;
    uint8_t *const tcp = ip + (d->ip.v6 ? IP6_BYTES : IP4_BYTES);
    const uint32_t tcp_head = put_tcp(d, tcp);
    const uint32_t tcp_len = tcp_head + d->seg.len;

    put_checksum(d, tcp, tcp_head);
    (void)(d->ip.v6 ? put_ip6(d, ip, tcp_len) : put_ip4(d, ip, tcp_len));
    *wire_len = (uint32_t)(tcp - out) + tcp_len;
    if (link && d->link.len > *wire_len && d->link.len <= MOST_WIRE)
        *wire_len = d->link.len;
    if (d->seg.cut)
        return (uint32_t)(tcp - out) + TCP_BYTES + d->seg.n_captured;
    return (uint32_t)(tcp - out) + tcp_head;
}
