/*
 * flow_table.c - connections by their two ends.
 */
#include "flow_table.h"

#include <stdlib.h>
#include <string.h>

#include "ages.h"
#include "bytes.h"
#include "hash.h"
#include "pages.h"
#include "pool.h"
#include "shortage.h"

enum {
    CHUNK_SHIFT = 18, /* entries per chunk: 262,144 */
    CHUNK_ENTRIES = 1 << CHUNK_SHIFT,
    FIRST_SLOTS = 1024,
    MOVE_PER_INSERT = 8, /* old slots moved with each new entry */
    GUESS_SHIFT = 12,    /* 4,096 guesses of each kind */
    LINE = 64,           /* bytes a processor loads at once */
    LISTENERS = 3,
};

#define ODD 0x9e3779b97f4a7c15U

/*
 * Where a key was found last. The place among the guesses is nobody's secret:
 * who collides with others there sends them through the keyed hash, no more.
 */
struct guess {
    uint64_t sum; /* of the key */
    uint32_t entry;
};

/*
 * The same for a segment over IPv4, by what it has in these fields. Numbers
 * beyond 31 bits are not remembered.
 */
struct sight {
    uint64_t addrs;
    uint32_t ports;
    uint32_t entry : 31;
    uint32_t reverse : 1;
};

/* `entry` is counted from 1; 0 marks a free slot. */
struct slot {
    uint32_t tag, entry;
};

struct index {
    struct slot *slots;
    uint64_t mask;
};

/*
 * The header of an entry; the caller's value follows it. Of a key over IPv6
 * the second word is the number of its addresses, which have a place of their
 * own: so nearly all entries take half of a line.
 */
struct entry {
    uint64_t w[2];
};

struct listener {
    flow_forget_fn *fn;
    void *ctx;
};

struct flow_table {
    size_t entry_size;
    uint32_t max_entries;
    uint32_t limit;   /* when it becomes bounded; 0: never */
    struct ages ages; /* of a bounded table */
    uint32_t count;
    uint64_t forgotten;
    struct index now, old; /* old.slots is NULL when nothing is moving */
    uint64_t moved;        /* slots of `old` already moved */
    uint8_t **chunks;
    uint32_t n_chunks;
    struct pool wide; /* addresses of IPv6, both ends */
    struct guess guesses[1 << GUESS_SHIFT];
    struct sight sights[1 << GUESS_SHIFT];
    struct listener listeners[LISTENERS];
};

static uint32_t load_host32(const uint8_t *p)
{
    uint32_t v;
    memcpy(&v, p, sizeof(v));
    return v;
}

/*
 * Tables are asked for one packet one after the other, so they share a seed,
 * and the hash of the last key is known. Tables live in one thread.
 */
struct last_hash {
    struct hash_key seed;
    uint64_t w[2]; /* an IPv4 key has no more */
    uint64_t hash;
};

static struct last_hash last;

static bool is_ip4(uint64_t first_word)
{
    return (first_word & 0xff) == 4;
}

static uint64_t hash_of(const struct flow_key *key)
{
    if (!is_ip4(key->w[0]))
        return hash_words(&last.seed, key->w, FLOW_KEY_WORDS);
    if (key->w[0] != last.w[0] || key->w[1] != last.w[1]) {
        last.hash = hash_words(&last.seed, key->w, 2);
        memcpy(last.w, key->w, sizeof(last.w));
    }
    return last.hash;
}

/* Made once a run. The key of all zeros is none that a packet has. */
static void make_seed(void)
{
    if (last.seed.k0 == 0 && last.seed.k1 == 0)
        last.seed = hash_key_random();
}

static struct entry *entry_at(const struct flow_table *t, uint32_t id)
{
    const uint32_t i = id - 1;
    return (struct entry *)(void *)(t->chunks[i >> CHUNK_SHIFT] +
                                    (size_t)(i & (CHUNK_ENTRIES - 1)) *
                                        t->entry_size);
}

enum { WIDE = (FLOW_KEY_WORDS - 1) * sizeof(uint64_t) };

static bool has_key(const struct flow_table *t, uint32_t id,
                    const struct flow_key *key)
{
    const struct entry *e = entry_at(t, id);

    if (e->w[0] != key->w[0])
        return false;
    if (is_ip4(e->w[0]))
        return e->w[1] == key->w[1];
    return memcmp(pool_at(&t->wide, (uint32_t)e->w[1]), &key->w[1], WIDE) == 0;
}

/* The second word of an entry with this key; false without memory. */
static bool second_word(struct flow_table *t, const struct flow_key *key,
                        uint64_t *out)
{
    *out = key->w[1];
    if (is_ip4(key->w[0]))
        return true;
    *out = pool_get(&t->wide);
    if (*out == 0)
        return false;
    memcpy(pool_at(&t->wide, (uint32_t)*out), &key->w[1], WIDE);
    return true;
}

static void give_back_word(struct flow_table *t, uint64_t first,
                           uint64_t second)
{
    if (!is_ip4(first))
        pool_put(&t->wide, (uint32_t)second);
}

void flow_table_key(const struct flow_table *t, uint32_t id,
                    struct flow_key *key)
{
    const struct entry *e = entry_at(t, id);

    *key = (struct flow_key){{e->w[0], e->w[1]}};
    if (!is_ip4(e->w[0]))
        memcpy(&key->w[1], pool_at(&t->wide, (uint32_t)e->w[1]), WIDE);
}

static bool index_init(struct index *ix, uint64_t slots)
{
    ix->slots = calloc(slots, sizeof(*ix->slots));
    ix->mask = slots - 1;
    return ix->slots != NULL;
}

struct flow_table *flow_table_new(size_t value_size, uint32_t max_entries)
{
    struct flow_table *t = calloc(1, sizeof(*t));
    uint64_t slots = FIRST_SLOTS;

    if (t == NULL)
        return NULL;
    make_seed();
    t->entry_size = (sizeof(struct entry) + value_size + 7) & ~(size_t)7;
    t->max_entries = max_entries;
    pool_init(&t->wide, WIDE);
    /* A bounded table has its final index at once, so it never moves. */
    while (max_entries != 0 && slots * 3 / 4 <= max_entries)
        slots *= 2;
    if (index_init(&t->now, slots) &&
        (max_entries == 0 || ages_init(&t->ages, max_entries)))
        return t;
    flow_table_free(t);
    return NULL;
}

void flow_table_free(struct flow_table *t)
{
    if (t == NULL)
        return;
    for (uint32_t i = 0; i < t->n_chunks; i++)
        free(t->chunks[i]);
    free(t->chunks);
    pool_release(&t->wide);
    ages_release(&t->ages);
    free(t->now.slots);
    free(t->old.slots);
    free(t);
}

/*
 * The tag is the upper half of the hash; the slot comes from the lower half
 * mixed with it, both kept in 32 bits so that a moving slot needs no key.
 */
static uint64_t home_slot(const struct index *ix, uint32_t tag)
{
    return (tag * (uint64_t)0x9e3779b97f4a7c15U >> 32) & ix->mask;
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

static void index_put(struct index *ix, struct slot s)
{
    uint64_t i = home_slot(ix, s.tag);
    while (ix->slots[i].entry != 0)
        i = (i + 1) & ix->mask;
    ix->slots[i] = s;
}

/* Removes a slot and closes the gap, so that probing needs no tombstones. */
static void index_remove(struct index *ix, uint32_t tag, uint32_t entry)
{
    uint64_t gap = home_slot(ix, tag);
    while (ix->slots[gap].entry != entry)
        gap = (gap + 1) & ix->mask;
    for (uint64_t i = (gap + 1) & ix->mask; ix->slots[i].entry != 0;
         i = (i + 1) & ix->mask) {
        const uint64_t home = home_slot(ix, ix->slots[i].tag);
        if (((i - home) & ix->mask) >= ((i - gap) & ix->mask)) {
            ix->slots[gap] = ix->slots[i];
            gap = i;
        }
    }
    ix->slots[gap] = (struct slot){0, 0};
}

/*
 * Moves some slots of the old index. Copies stay behind there, so that its
 * probe sequences stay whole; lookups ask the new index first.
 */
static void move_some(struct flow_table *t)
{
    if (t->old.slots == NULL)
        return;
    for (int n = 0; n < MOVE_PER_INSERT; n++) {
        if (t->moved > t->old.mask) {
            free(t->old.slots);
            t->old.slots = NULL;
            return;
        }
        const struct slot s = t->old.slots[t->moved++];
        if (s.entry != 0)
            index_put(&t->now, s);
    }
}

/*
 * Doubles the index when three quarters are used. At eight moved slots an
 * insertion the old index is empty long before the new one is that full.
 */
static bool make_room(struct flow_table *t)
{
    struct index bigger;

    if ((uint64_t)t->count * 4 < (t->now.mask + 1) * 3)
        return true;
    if (!index_init(&bigger, (t->now.mask + 1) * 2))
        return false;
    pages_advise_large(bigger.slots, (bigger.mask + 1) * sizeof(*bigger.slots),
                       0);
    t->old = t->now;
    t->now = bigger;
    t->moved = 0;
    return true;
}

/* How many entries the next chunk has: the last need not be a whole one. */
static size_t entries_of_next(const struct flow_table *t)
{
    const size_t most = flow_table_most(t);
    const size_t before = (size_t)t->n_chunks << CHUNK_SHIFT;

    return most == 0 || most - before > CHUNK_ENTRIES ? CHUNK_ENTRIES
                                                      : most - before;
}

static bool add_chunk(struct flow_table *t)
{
    const size_t bytes = entries_of_next(t) * t->entry_size;
    uint8_t **chunks =
        realloc(t->chunks, (t->n_chunks + 1) * sizeof(*t->chunks));
    if (chunks == NULL)
        return false;
    t->chunks = chunks;
    chunks[t->n_chunks] =
        aligned_alloc(LINE, (bytes + LINE - 1) & ~(size_t)(LINE - 1));
    if (chunks[t->n_chunks] == NULL)
        return false;
    pages_advise_large(chunks[t->n_chunks], bytes,
                       t->n_chunks == 0 ? PAGES_LARGE : 0);
    t->n_chunks++;
    return true;
}

static void *value_of(struct entry *e)
{
    return e + 1;
}

void *flow_table_value(const struct flow_table *t, uint32_t id)
{
    return value_of(entry_at(t, id));
}

/* Gives up the entry silent longest; its number is used again. */
static uint32_t reuse_oldest(struct flow_table *t)
{
    bool passed;
    const uint32_t id = ages_take(&t->ages, &passed);
    struct flow_key key;

    while (t->old.slots != NULL) /* entries go from one index alone */
        move_some(t);
    flow_table_key(t, id, &key);
    index_remove(&t->now, (uint32_t)(hash_of(&key) >> 32), id);
    t->forgotten += !passed;
    for (int i = 0; i < LISTENERS; i++)
        if (t->listeners[i].fn != NULL)
            t->listeners[i].fn(t->listeners[i].ctx, &key, id);
    give_back_word(t, key.w[0], entry_at(t, id)->w[1]);
    return id;
}

/*
 * So far nobody has kept who was silent longest: whoever came first is taken
 * for that, until it is heard of again. For which there is time, a quarter of
 * the entries is still to come.
 */
static bool become_bounded(struct flow_table *t)
{
    if (!ages_init(&t->ages, t->limit))
        return false;
    for (uint32_t id = 1; id <= t->count; id++)
        ages_add(&t->ages, id);
    t->max_entries = t->limit;
    return true;
}

/* The number of an entry to fill, 0 when there is no memory for one. */
static uint32_t new_entry(struct flow_table *t)
{
    if (t->max_entries == 0 && t->limit != 0 &&
        t->count >= t->limit - t->limit / 4 && !become_bounded(t)) {
        shortage_note();
        return 0;
    }
    if (t->max_entries != 0 && t->count >= t->max_entries)
        return reuse_oldest(t);
    if (t->count == FLOW_NONE || !make_room(t) ||
        ((t->count >> CHUNK_SHIFT) == t->n_chunks && !add_chunk(t))) {
        shortage_note();
        return 0;
    }
    return ++t->count;
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
    const uint32_t tag = (uint32_t)(hash_of(key) >> 32);
    uint32_t id = index_find(t, &t->now, tag, key);

    if (id == 0 && t->old.slots != NULL)
        id = index_find(t, &t->old, tag, key);
    *created = id == 0;
    if (id != 0) {
        touch(t, id);
        return id;
    }
    uint64_t second;
    if (!second_word(t, key, &second))
        return 0;
    id = new_entry(t);
    if (id == 0) {
        give_back_word(t, key->w[0], second);
        return 0;
    }
    struct entry *e = entry_at(t, id);
    memset(e, 0, t->entry_size);
    *e = (struct entry){{key->w[0], second}};
    index_put(&t->now, (struct slot){tag, id});
    move_some(t);
    if (t->max_entries != 0)
        ages_add(&t->ages, id);
    return id;
}

static uint64_t sum_of(const struct flow_key *key)
{
    uint64_t sum = (key->w[0] ^ key->w[1] * ODD) * ODD;

    if (!is_ip4(key->w[0]))
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

void flow_table_on_forget(struct flow_table *t, flow_forget_fn *fn, void *ctx)
{
    int i = 0;

    while (t->listeners[i].fn != NULL && i < LISTENERS - 1)
        i++;
    t->listeners[i] = (struct listener){fn, ctx};
}

void flow_table_pass(struct flow_table *t, uint32_t id, bool passed)
{
    if (t->max_entries != 0)
        ages_pass(&t->ages, id, passed);
}

uint32_t flow_table_count(const struct flow_table *t)
{
    return t->count;
}

uint64_t flow_table_forgotten(const struct flow_table *t)
{
    return t->forgotten;
}

void flow_table_limit(struct flow_table *t, uint32_t entries)
{
    t->limit = entries;
}

uint32_t flow_table_most(const struct flow_table *t)
{
    return t->max_entries != 0 ? t->max_entries : t->limit;
}
