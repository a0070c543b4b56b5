/*
 * reassembly.c - which fragments of a TCP segment have gone by.
 */
#include "reassembly.h"

#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "shortage.h"

enum {
    SETS = 256,
    WAYS = 4,
    MAX_RANGES = 32,
    KEY_WORDS = 5,
    MAX_DATAGRAM = 65535,
};

struct range {
    uint32_t from, to; /* [from, to) */
};

/* A datagram some fragments of which are still missing. */
struct pending {
    uint64_t key[KEY_WORDS];
    uint64_t since;      /* counts additions; 0: free */
    uint64_t header_has; /* bit n: byte n of the header is there */
    uint32_t len;        /* 0 until the last fragment is known */
    uint32_t n_ranges;
    struct range ranges[MAX_RANGES]; /* ascending, never touching */
    uint8_t header[REASSEMBLY_HEADER];
};

struct reassembly {
    struct hash_key seed;
    uint64_t now, forgotten;
    struct pending (*slots)[WAYS]; /* NULL until a fragment comes */
};

struct reassembly *reassembly_new(void)
{
    struct reassembly *r = calloc(1, sizeof(*r));

    if (r != NULL)
        r->seed = hash_key_random();
    return r;
}

void reassembly_free(struct reassembly *r)
{
    if (r != NULL)
        free(r->slots);
    free(r);
}

uint64_t reassembly_forgotten(const struct reassembly *r)
{
    return r->forgotten;
}

/* Most captures have no fragments: those need none of this memory. */
static bool has_slots(struct reassembly *r)
{
    if (r->slots == NULL)
        r->slots = calloc(SETS, sizeof(*r->slots));
    if (r->slots == NULL)
        shortage_note();
    return r->slots != NULL;
}

static void make_key(const struct fragment *f, uint64_t key[KEY_WORDS])
{
    uint8_t addresses[32] = {0};
    const size_t n = f->ip4 ? 4 : 16;

    memcpy(addresses, f->src, n);
    memcpy(addresses + 16, f->dst, n);
    memcpy(key, addresses, sizeof(addresses));
    key[4] = (uint64_t)f->id << 8 | (f->ip4 ? 4 : 6);
}

/* The entry of the fragment's datagram, begun when there is none. */
static struct pending *find(struct reassembly *r, const struct fragment *f)
{
    uint64_t key[KEY_WORDS];

    make_key(f, key);
    struct pending *set = r->slots[hash_words(&r->seed, key, KEY_WORDS) % SETS];
    struct pending *oldest = set;
    for (int i = 0; i < WAYS; i++) {
        if (set[i].since != 0 && memcmp(set[i].key, key, sizeof(key)) == 0)
            return &set[i];
        if (set[i].since < oldest->since)
            oldest = &set[i];
    }
    r->forgotten += oldest->since != 0;
    memset(oldest, 0, sizeof(*oldest));
    memcpy(oldest->key, key, sizeof(key));
    oldest->since = ++r->now;
    return oldest;
}

/* The bytes that came first stay. */
static void keep_header(struct pending *p, const struct fragment *f)
{
    for (uint32_t i = f->offset;
         i < REASSEMBLY_HEADER && i < f->offset + f->len; i++) {
        if ((p->header_has >> i & 1) == 0)
            p->header[i] = f->data[i - f->offset];
        p->header_has |= UINT64_C(1) << i;
    }
}

/* False when there are more gaps than a datagram may have. */
static bool add_range(struct pending *p, struct range new)
{
    uint32_t kept = 0, at = 0;
    struct range merged[MAX_RANGES + 1];

    for (uint32_t i = 0; i < p->n_ranges; i++) {
        const struct range old = p->ranges[i];
        if (old.to < new.from || old.from > new.to) {
            at += old.to < new.from;
            merged[kept++] = old;
            continue;
        }
        new.from = old.from < new.from ? old.from : new.from;
        new.to = old.to > new.to ? old.to : new.to;
    }
    if (kept == MAX_RANGES)
        return false;
    memmove(merged + at + 1, merged + at, (kept - at) * sizeof(merged[0]));
    merged[at] = new;
    p->n_ranges = kept + 1;
    memcpy(p->ranges, merged, p->n_ranges * sizeof(merged[0]));
    return true;
}

bool reassembly_add(struct reassembly *r, const struct fragment *f,
                    struct reassembled *out)
{
    if (f->offset + f->len > MAX_DATAGRAM || !has_slots(r))
        return false;
    struct pending *p = find(r, f);
    keep_header(p, f);
    if (!f->more)
        p->len = f->offset + f->len;
    if (!add_range(p, (struct range){f->offset, f->offset + f->len})) {
        p->since = 0;
        r->forgotten++;
        return false;
    }
    if (p->len == 0 || p->ranges[0].from != 0 || p->ranges[0].to < p->len)
        return false;
    memcpy(out->header, p->header, sizeof(out->header));
    out->len = p->len;
    p->since = 0;
    return true;
}
