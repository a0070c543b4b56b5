/*
 * hosts.c - the cache in front of the resolver.
 *
 * Sets of four places; an address belongs to one set, and when that is full
 * the place filled longest ago is given away.
 */
#include "hosts.h"

#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "resolver.h"
#include "shortage.h"
#include "visible.h"

enum {
    WAYS = 4,
    SETS = 8192, /* a power of two */
};

/* A place is free while `family` is 0. */
struct host {
    uint64_t addr[2];
    uint8_t family;
    uint16_t name_len;
    char *name; /* visible; NULL: this address has no name */
};

struct host_set {
    struct host place[WAYS];
    unsigned next; /* the place to give away */
};

struct hosts {
    struct hash_key key;
    bool short_names;
    hosts_ask *ask; /* NULL: there is nobody to ask */
    void *ctx;
    struct host_set sets[SETS];
};

struct hosts *hosts_new(bool short_names)
{
    struct hosts *h = calloc(1, sizeof(*h));

    if (h != NULL) {
        h->key = hash_key_random();
        h->short_names = short_names;
    }
    return h;
}

void hosts_free(struct hosts *h)
{
    if (h == NULL)
        return;
    for (size_t i = 0; i < SETS; i++) {
        for (size_t j = 0; j < WAYS; j++)
            free(h->sets[i].place[j].name);
    }
    free(h);
}

void hosts_ask_with(struct hosts *h, hosts_ask *ask, void *ctx)
{
    h->ask = ask;
    h->ctx = ctx;
}

static struct host_set *set_of(struct hosts *h, enum hosts_family family,
                               const uint64_t addr[2])
{
    const uint64_t words[3] = {addr[0], addr[1], (uint64_t)family};
    return &h->sets[hash_words(&h->key, words, 3) % SETS];
}

static struct host *find(struct host_set *set, enum hosts_family family,
                         const uint64_t addr[2])
{
    for (size_t i = 0; i < WAYS; i++) {
        struct host *host = &set->place[i];
        if (host->addr[0] == addr[0] && host->addr[1] == addr[1] &&
            host->family == family)
            return host;
    }
    return NULL;
}

/* A place without a name: that is how it stays unless an answer comes. */
static struct host *give_place(struct host_set *set, enum hosts_family family,
                               const uint64_t addr[2])
{
    struct host *host = &set->place[set->next++ % WAYS];
    free(host->name);
    *host =
        (struct host){.addr = {addr[0], addr[1]}, .family = (uint8_t)family};
    return host;
}

void hosts_heard(void *hosts, const struct resolver_address *a,
                 const char *name)
{
    struct hosts *h = hosts;
    const enum hosts_family family = a->bytes == 4 ? HOSTS_IPV4 : HOSTS_IPV6;
    uint64_t words[2];

    memcpy(words, a->addr, sizeof(words));
    struct host *host = find(set_of(h, family, words), family, words);
    if (host == NULL || host->name != NULL || name == NULL)
        return;
    const size_t most = h->short_names ? strcspn(name, ".") : strlen(name);
    host->name = visible_copy(name, most < UINT8_MAX ? most : UINT8_MAX);
    if (host->name == NULL) {
        shortage_note();
        return;
    }
    host->name_len = (uint16_t)strlen(host->name);
}

static void ask(struct hosts *h, enum hosts_family family,
                const uint64_t addr[2])
{
    struct resolver_address a = {.bytes = family == HOSTS_IPV4 ? 4 : 16};

    memcpy(a.addr, addr, sizeof(a.addr));
    if (h->ask != NULL)
        h->ask(h->ctx, &a);
}

void hosts_put(struct hosts *h, struct text *out, enum hosts_family family,
               const uint8_t *addr)
{
    uint64_t words[2] = {0};

    memcpy(words, addr, family == HOSTS_IPV4 ? 4 : 16);
    struct host_set *set = set_of(h, family, words);
    struct host *host = find(set, family, words);
    if (host == NULL) {
        host = give_place(set, family, words);
        ask(h, family, words);
    }
    if (host->name != NULL)
        text_put(out, host->name, host->name_len);
    else if (family == HOSTS_IPV4)
        text_ip4(out, addr);
    else
        text_ip6(out, addr);
}
