/*
 * flow_key.c - the two ends of a connection in canonical order.
 */
#include "flow_key.h"

#include <arpa/inet.h>
#include <string.h>

#include "bytes.h"
#include "hash.h"

void flow_key_of(const struct tl_packet *pkt, struct flow_key *key,
                 bool *reverse)
{
    const struct tl_layer *ip = &pkt->layers[pkt->layers[pkt->tcp_layer].ip];
    const bool ip4 = ip->kind == TL_IPV4;
    const struct flow_end from = {ip4 ? ip->ip4.src : ip->ip6.src,
                                  pkt->tcp.sport};
    const struct flow_end to = {ip4 ? ip->ip4.dst : ip->ip6.dst,
                                pkt->tcp.dport};

    flow_key_make(ip4, from, to, key, reverse);
}

/*
 * Which end is the smaller one nobody can predict, so none of this branches:
 * an end is a number, and they change places by a mask.
 */
static void make_ip4(struct flow_end from, struct flow_end to,
                     struct flow_key *key, bool *reverse)
{
    const uint64_t a = (uint64_t)from.port << 32 | load_be32(from.addr);
    const uint64_t b = (uint64_t)to.port << 32 | load_be32(to.addr);
    const uint64_t swap = (a ^ b) & -(uint64_t)(a > b);
    const uint64_t low = a ^ swap, high = b ^ swap;

    *reverse = a > b;
    *key = (struct flow_key){
        {low >> 32 << 32 | high >> 32 << 16 | 4, low << 32 | (uint32_t)high}};
}

static bool is_reverse(struct flow_end from, struct flow_end to)
{
    return from.port != to.port ? from.port > to.port
                                : memcmp(from.addr, to.addr, 16) > 0;
}

void flow_key_make(bool ip4, struct flow_end from, struct flow_end to,
                   struct flow_key *key, bool *reverse)
{
    if (ip4) {
        make_ip4(from, to, key, reverse);
        return;
    }
    *reverse = is_reverse(from, to);
    const struct flow_end low = *reverse ? to : from;
    const struct flow_end high = *reverse ? from : to;
    key->w[0] = (uint64_t)low.port << 32 | (uint64_t)high.port << 16 | 6;
    key->w[1] = load_host64(low.addr);
    key->w[2] = load_host64(low.addr + 8);
    key->w[3] = load_host64(high.addr);
    key->w[4] = load_host64(high.addr + 8);
}

static void store_host64(uint8_t *p, uint64_t v)
{
    memcpy(p, &v, sizeof(v));
}

void flow_key_ends(const struct flow_key *key, uint8_t addr[2][16],
                   uint16_t port[2])
{
    port[0] = (uint16_t)(key->w[0] >> 32);
    port[1] = (uint16_t)(key->w[0] >> 16);
    memset(addr, 0, 2 * 16);
    if ((key->w[0] & 0xff) == 4) {
        const uint32_t low = htonl((uint32_t)(key->w[1] >> 32));
        const uint32_t high = htonl((uint32_t)key->w[1]);
        memcpy(addr[0], &low, sizeof(low));
        memcpy(addr[1], &high, sizeof(high));
        return;
    }
    for (int i = 0; i < 4; i++)
        store_host64(addr[i / 2] + i % 2 * 8, key->w[1 + i]);
}

struct last_hash {
    struct hash_key seed;
    uint64_t w[2]; /* an IPv4 key has no more */
    uint64_t hash;
};

static struct last_hash last;

/* The key of all zeros is none that a packet has. */
void flow_key_seed(void)
{
    if (last.seed.k0 == 0 && last.seed.k1 == 0)
        last.seed = hash_key_random();
}

uint64_t flow_key_hash(const struct flow_key *key)
{
    if (!flow_key_is_ip4(key->w[0]))
        return hash_words(&last.seed, key->w, FLOW_KEY_WORDS);
    if (key->w[0] != last.w[0] || key->w[1] != last.w[1]) {
        last.hash =
            hash_twelve(&last.seed, key->w[1], (uint32_t)(key->w[0] >> 16));
        memcpy(last.w, key->w, sizeof(last.w));
    }
    return last.hash;
}
