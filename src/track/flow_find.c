/*
 * flow_find.c - finding a connection: by what was found last, or by the index.
 */
#include <string.h>

#include "flow_table_parts.h"

#define ODD 0x9e3779b97f4a7c15U

static uint32_t load_host32(const uint8_t *p)
{
    uint32_t v;
    memcpy(&v, p, sizeof(v));
    return v;
}

static uint32_t index_find(const struct flow_table *t, const struct index *ix,
                           uint32_t tag, const struct flow_key *key)
{
    for (uint64_t i = home_slot(ix, tag);; i = (i + 1) & ix->mask) {
        const struct slot *s = &ix->slots[i];
        if (s->entry == 0)
            return 0;
        if (s->tag == tag && has_key(t, s->entry, key))
            return s->entry;
    }
}

static void touch(struct flow_table *t, uint32_t id)
{
    if (t->max_entries != 0)
        ages_touch(&t->ages, id);
}

/* The number of the entry for `key`, 0 when there is no memory for one. */
static uint32_t find_or_make(struct flow_table *t, const struct flow_key *key,
                             bool *created)
{
    const uint32_t tag = (uint32_t)(flow_key_hash(key) >> 32);
    uint32_t id = index_find(t, &t->now, tag, key);

    if (id == 0 && t->old.slots != NULL)
        id = index_find(t, &t->old, tag, key);
    *created = id == 0;
    if (id == 0)
        return flow_table_add(t, key, tag);
    touch(t, id);
    return id;
}

static uint64_t sum_of(const struct flow_key *key)
{
    uint64_t sum = (key->w[0] ^ key->w[1] * ODD) * ODD;

    if (!flow_key_is_ip4(key->w[0]))
        sum ^= (key->w[2] ^ (key->w[3] ^ key->w[4] * ODD) * ODD) * ODD;
    return sum;
}

static uint32_t get(struct flow_table *t, const struct flow_key *key,
                    bool *created)
{
    const uint64_t sum = sum_of(key);
    struct guess *g = &t->guesses[sum >> (64 - GUESS_SHIFT)];

    if (g->sum != sum || g->entry == 0 || !has_key(t, g->entry, key)) {
        g->sum = sum;
        g->entry = find_or_make(t, key, created);
        return g->entry;
    }
    *created = false;
    touch(t, g->entry);
    return g->entry;
}

void *flow_table_get(struct flow_table *t, const struct flow_key *key,
                     bool *created)
{
    const uint32_t id = get(t, key, created);

    return id != 0 ? value_of(entry_at(t, id)) : NULL;
}

static struct sight *sight_of(struct flow_table *t, const struct tl_packet *pkt,
                              bool *seen)
{
    const struct tl_layer *ip = &pkt->layers[pkt->layers[pkt->tcp_layer].ip];
    const uint32_t ports = (uint32_t)pkt->tcp.sport << 16 | pkt->tcp.dport;

    *seen = false;
    /* In a bounded table an entry may be another connection's by now. */
    if (ip->kind != TL_IPV4 || t->max_entries != 0)
        return NULL;
    const uint64_t addrs =
        (uint64_t)load_host32(ip->ip4.src) << 32 | load_host32(ip->ip4.dst);
    const uint64_t sum = (addrs * ODD ^ ports) * ODD;
    struct sight *s = &t->sights[sum >> (64 - GUESS_SHIFT)];
    *seen = s->addrs == addrs && s->ports == ports && s->entry != 0;
    s->addrs = addrs;
    s->ports = ports;
    return s;
}

/* By its key. Apart, so that what was seen before needs no frame for it. */
__attribute__((noinline)) static struct flow
find_flow(struct flow_table *t, const struct tl_packet *pkt, struct sight *s)
{
    struct flow_key key;
    struct flow flow;
    bool created;

    flow_key_of(pkt, &key, &flow.reverse);
    flow.id =
        s != NULL ? find_or_make(t, &key, &created) : get(t, &key, &created);
    if (s != NULL) {
        s->entry = flow.id <= INT32_MAX ? flow.id & INT32_MAX : 0;
        s->reverse = flow.reverse;
    }
    return flow;
}

struct flow flow_of_packet(struct flow_table *t, const struct tl_packet *pkt)
{
    bool seen;
    struct sight *s = sight_of(t, pkt, &seen);

    return seen ? (struct flow){s->entry, s->reverse} : find_flow(t, pkt, s);
}

struct flow flow_of_ends(struct flow_table *t, bool ip4, struct flow_end from,
                         struct flow_end to)
{
    struct flow_key key;
    struct flow flow;
    bool created;

    flow_key_make(ip4, from, to, &key, &flow.reverse);
    flow.id = get(t, &key, &created);
    return flow;
}
