/*
 * flow_find.c - finding a connection: by what was found last, or by the index.
 */
#include "bytes.h"
#include "flow_table_parts.h"
#include "hash.h"

/* Of several entries with this tag the one for `key`, or 0. */
__attribute__((noinline)) static uint32_t
find_among(const struct flow_table *t, const struct flow_key *key, uint32_t tag)
{
    unsigned nth = 0;
    uint32_t id;

    do {
        id = flow_index_next(&t->index, tag, &nth);
    } while (id != 0 && !has_key(t, id, key));
    return id;
}

static void touch(struct flow_table *t, uint32_t id)
{
    if (t->max_entries != 0)
        ages_touch(&t->ages, id);
}

static bool is_entry(const struct flow_table *t, uint32_t id)
{
    return id - 1 < t->count;
}

/* The number of the entry for `key`, 0 when there is none. */
static uint32_t find(const struct flow_table *t, const struct flow_key *key,
                     uint32_t tag)
{
    const uint32_t id = flow_index_likely(&t->index, tag);

    if (id == 0 || (is_entry(t, id) && has_key(t, id, key)))
        return id;
    return find_among(t, key, tag);
}

/* 0 for the same key over IPv4. */
static uint64_t unlike(const struct flow_key *a, const struct flow_key *b)
{
    return (a->w[0] ^ b->w[0]) | (a->w[1] ^ b->w[1]);
}

/*
 * The upper half of its hash, which is known of what was expected; of an
 * earlier packet it is still right.
 */
static uint32_t tag_of(const struct flow_table *t, const struct flow_key *key)
{
    const struct batch *b = t->due;
    unsigned same = 0;

    for (unsigned i = 0; i < FLOW_AHEAD; i++)
        same |= (unsigned)(unlike(&b->of[i].key, key) == 0) << i;
    if (same != 0 && flow_key_is_ip4(key->w[0]))
        return b->of[__builtin_ctz(same)].tag;
    return tag_of_key(key);
}

/* The same, or 0 when there is no memory for one. */
static uint32_t find_or_make(struct flow_table *t, const struct flow_key *key,
                             uint32_t tag)
{
    const uint32_t id = find(t, key, tag);

    if (id == 0)
        return flow_table_add(t, key, tag);
    touch(t, id);
    return id;
}

static uint64_t sum_of(const struct flow_key *key)
{
    const uint64_t sum = hash_quickly(key->w[0], key->w[1]);

    if (flow_key_is_ip4(key->w[0]))
        return sum;
    return sum ^ hash_quickly(key->w[2], hash_quickly(key->w[3], key->w[4]));
}

static uint32_t get(struct flow_table *t, const struct flow_key *key)
{
    const uint64_t sum = sum_of(key);
    struct guess *g = &t->guesses[sum >> (64 - GUESS_SHIFT)];

    if (g->sum != sum || g->entry == 0 || !has_key(t, g->entry, key)) {
        g->sum = sum;
        g->entry = find_or_make(t, key, tag_of(t, key));
        return g->entry;
    }
    touch(t, g->entry);
    return g->entry;
}

static struct sight *sight_at(struct flow_table *t, uint64_t addrs,
                              uint32_t ports, bool *seen)
{
    const uint64_t sum = hash_quickly(ports, addrs);
    struct sight *s = &t->sights[sum >> (64 - GUESS_SHIFT)];

    *seen = s->addrs == addrs && s->ports == ports && s->entry != 0;
    return s;
}

static void remember(struct sight *s, uint64_t addrs, uint32_t ports,
                     struct flow flow)
{
    const uint32_t entry = flow.id <= INT32_MAX ? flow.id : 0;

    *s = (struct sight){addrs, ports, entry & INT32_MAX, flow.reverse};
}

/* By its key. Apart, so that what was seen before needs no frame for it. */
__attribute__((noinline)) static struct flow
find_flow(struct flow_table *t, const struct tl_packet *pkt)
{
    struct flow_key key;
    struct flow flow;

    flow_key_of(pkt, &key, &flow.reverse);
    flow.id = get(t, &key);
    return flow;
}

/* The same over IPv4, in a table that is not bounded. */
__attribute__((noinline)) static struct flow
find_new(struct flow_table *t, const struct tl_packet *pkt, struct sight *s,
         uint64_t addrs, uint32_t ports)
{
    struct flow_key key;
    struct flow flow;

    flow_key_of(pkt, &key, &flow.reverse);
    flow.id = find_or_make(t, &key, tag_of(t, &key));
    remember(s, addrs, ports, flow);
    return flow;
}

/* One that was looked for and not found: it is new, or was a moment ago. */
__attribute__((noinline)) static struct flow
make_expected(struct flow_table *t, const struct expected *x)
{
    return (struct flow){find_or_make(t, &x->key, x->tag), x->reverse};
}

/*
 * What is known of a packet that was expected. They come in the order in which
 * they were seen; for some nobody asks. NULL for any other.
 */
static const struct expected *expected_of(struct flow_table *t, uint64_t addrs,
                                          uint32_t ports)
{
    const struct batch *due = t->due;

    for (size_t i = t->met; i < due->n; i++) {
        const struct expected *x = &due->of[i];
        if (x->addrs == addrs && x->ports == ports) {
            t->met = i + 1;
            return x;
        }
    }
    return NULL;
}

/* Of a plain packet known without a look at other layers. */
static const struct tl_layer *ip_around(const struct tl_packet *pkt)
{
    enum { USUAL = 1 };

    return __builtin_expect(pkt->plain_tcp, true)
               ? &pkt->layers[USUAL]
               : &pkt->layers[pkt->layers[pkt->tcp_layer].ip];
}

struct flow flow_of_packet(struct flow_table *t, const struct tl_packet *pkt)
{
    const struct tl_layer *ip = ip_around(pkt);
    bool seen;

    /* In a bounded table an entry may be another connection's by now. */
    if (ip->kind != TL_IPV4 || t->max_entries != 0)
        return find_flow(t, pkt);
    /* As they lie: a destination is behind its source. */
    const uint64_t addrs = load_host64(ip->ip4.src);
    const uint32_t ports = load_host32(pkt->tcp.hdr);
    const struct expected *x = expected_of(t, addrs, ports);
    if (x != NULL)
        return x->id != 0 ? (struct flow){x->id, x->reverse}
                          : make_expected(t, x);
    struct sight *s = sight_at(t, addrs, ports, &seen);
    return seen ? (struct flow){s->entry, s->reverse}
                : find_new(t, pkt, s, addrs, ports);
}

struct flow flow_of_ends(struct flow_table *t, bool ip4, struct flow_end from,
                         struct flow_end to)
{
    struct flow_key key;
    struct flow flow;

    flow_key_make(ip4, from, to, &key, &flow.reverse);
    flow.id = get(t, &key);
    return flow;
}

bool flow_table_is_large(const struct flow_table *t)
{
    enum { LARGE = 8192 }; /* so many are in the processor's caches */

    return t->count >= LARGE && t->max_entries == 0;
}

static void begin_to_expect(const struct glance *soon, struct expected *x)
{
    const uint8_t *src = soon->addrs, *dst = soon->addrs + 4;
    const uint16_t sport = load_be16(soon->ports);
    const uint16_t dport = load_be16(soon->ports + 2);

    x->addrs = load_host64(soon->addrs);
    x->ports = load_host32(soon->ports);
    flow_key_make(true, (struct flow_end){src, sport},
                  (struct flow_end){dst, dport}, &x->key, &x->reverse);
}

/* By itself: of several hashes a processor reckons some at the same time. */
static void expect_slots(const struct flow_table *t, struct batch *b)
{
    for (size_t i = 0; i < b->n; i++) {
        struct expected *x = &b->of[i];
        x->tag = tag_of_key(&x->key);
        flow_index_expect(&t->index, x->tag);
    }
}

/* It may lie in two lines. Inlined always, as all that only prefetches. */
__attribute__((always_inline)) static inline void
expect_entry(const struct flow_table *t, uint32_t id)
{
    const char *e = (const char *)entry_at(t, id);

    __builtin_prefetch(e, 1);
    __builtin_prefetch(e + t->entry_size - 1, 1);
}

/*
 * The slots have come meanwhile; the entries are on their way from here on.
 * Whether there is one nobody can predict: where there is none, the last one
 * is as good.
 */
static void expect_entries(const struct flow_table *t, struct batch *b)
{
    for (size_t i = 0; i < b->n && t->count > 0; i++) {
        struct expected *x = &b->of[i];
        x->id = flow_index_likely(&t->index, x->tag);
        expect_entry(t, is_entry(t, x->id) ? x->id : t->count);
    }
}

/* The entry has come meanwhile, and tells whether it is the one. */
static struct flow expected_flow(const struct flow_table *t, struct expected *x)
{
    if (x->id != 0 && (!is_entry(t, x->id) || !has_key(t, x->id, &x->key)))
        x->id = find(t, &x->key, x->tag);
    return (struct flow){x->id, x->reverse};
}

size_t flow_table_expect(struct flow_table *t, const struct glance *soon,
                         size_t n, struct flow *flows)
{
    struct batch *far = &t->soon[t->turn % FLOW_STEPS];
    struct batch *near = &t->soon[(t->turn + FLOW_STEPS - 1) % FLOW_STEPS];
    struct batch *next = &t->soon[(t->turn + 1) % FLOW_STEPS];

    t->turn++;
    t->due = next;
    t->met = 0;
    expect_entries(t, near);
    for (size_t i = 0; i < next->n; i++)
        flows[i] = expected_flow(t, &next->of[i]);
    far->n = n;
    for (size_t i = 0; i < n; i++)
        begin_to_expect(&soon[i], &far->of[i]);
    expect_slots(t, far);
    return next->n;
}
