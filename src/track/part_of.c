/*
 * part_of.c - packets parted by their ends.
 */
#include "part_of.h"

#include <stdbool.h>
#include <string.h>

#include "flow_table.h"
#include "hash.h"

/* No secret: parts must come out alike everywhere. */
static const struct hash_key no_key;

static bool is_ip(const struct tl_layer *l)
{
    return (l->kind == TL_IPV4 && l->ip4.src != NULL && l->ip4.dst != NULL) ||
           (l->kind == TL_IPV6 && l->ip6.src != NULL && l->ip6.dst != NULL);
}

/* The innermost one. NULL: there is none. */
static const struct tl_layer *last_ip(const struct tl_packet *pkt)
{
    for (unsigned i = pkt->n_layers; i > 0; i--)
        if (is_ip(&pkt->layers[i - 1]))
            return &pkt->layers[i - 1];
    return NULL;
}

/*
 * Ports of a TCP segment that lies in `ip`, 0 where it is something else: what
 * is said over UDP changes ports in the middle of it, as IKE does.
 */
static void ports_of(const struct tl_packet *pkt, const struct tl_layer *ip,
                     uint16_t *from, uint16_t *to)
{
    const bool tcp = pkt->tcp_layer != TL_NO_LAYER &&
                     &pkt->layers[pkt->layers[pkt->tcp_layer].ip] == ip;

    *from = tcp ? pkt->tcp.sport : 0;
    *to = tcp ? pkt->tcp.dport : 0;
}

static const uint8_t *address(const struct tl_layer *ip, bool source)
{
    if (ip->kind == TL_IPV4)
        return source ? ip->ip4.src : ip->ip4.dst;
    return source ? ip->ip6.src : ip->ip6.dst;
}

static uint64_t hash_of_ends(const struct tl_layer *ip, uint16_t from,
                             uint16_t to)
{
    struct flow_key key;
    bool reverse;

    flow_key_make(ip->kind == TL_IPV4,
                  (struct flow_end){address(ip, true), from},
                  (struct flow_end){address(ip, false), to}, &key, &reverse);
    return hash_words(&no_key, key.w, FLOW_KEY_WORDS);
}

/* What the fragments of one datagram share; 0: it is whole. */
static uint64_t datagram_of(const struct tl_packet *pkt,
                            const struct tl_layer *ip, bool *first)
{
    uint64_t words[2] = {hash_of_ends(ip, 0, 0), 0};

    if (ip->kind == TL_IPV4) {
        *first = (ip->ip4.frag & TL_IP4_OFFSET) == 0;
        words[1] = (uint64_t)ip->ip4.id << 8 | ip->ip4.proto;
        return (ip->ip4.frag & (TL_IP4_MF | TL_IP4_OFFSET)) == 0
                   ? 0
                   : hash_words(&no_key, words, 2) | 1;
    }
    for (unsigned i = 0; i < pkt->n_layers; i++) {
        const struct tl_layer *l = &pkt->layers[i];

        if (l->kind != TL_FRAGMENT || &pkt->layers[l->ip] != ip)
            continue;
        *first = l->ext.frag_offset == 0;
        words[1] = l->ext.frag_id;
        return hash_words(&no_key, words, 2) | 1;
    }
    return 0;
}

/* The hash of its datagram's first fragment, if that came by. */
static uint64_t fragment_hash(struct parter *p, uint64_t datagram, bool first,
                              uint64_t ends)
{
    const unsigned at = (unsigned)(datagram >> 1) % PARTER_FRAGMENTS;

    if (first) {
        p->fragments[at].datagram = datagram;
        p->fragments[at].ends = ends;
    }
    return p->fragments[at].datagram == datagram ? p->fragments[at].ends : ends;
}

struct tl_ends ends_of(struct parter *p, const struct tl_packet *pkt)
{
    const struct tl_layer *ip = last_ip(pkt);
    struct tl_ends ends = {.known = ip != NULL};
    uint16_t from, to;
    bool first = false;

    if (ip == NULL)
        return ends;
    ports_of(pkt, ip, &from, &to);
    ends.ip4 = ip->kind == TL_IPV4;
    const bool turned = to > from;
    memcpy(ends.addr[turned], address(ip, true), ends.ip4 ? 4 : 16);
    memcpy(ends.addr[!turned], address(ip, false), ends.ip4 ? 4 : 16);
    ends.port[turned] = from;
    ends.port[!turned] = to;
    ends.hash = hash_of_ends(ip, from, to);
    const uint64_t datagram = datagram_of(pkt, ip, &first);
    if (datagram != 0)
        ends.hash = fragment_hash(p, datagram, first, ends.hash);
    return ends;
}

unsigned part_of(struct parter *p, const struct tl_packet *pkt, unsigned parts)
{
    return (unsigned)(ends_of(p, pkt).hash % parts);
}
