/*
 * hosts.c - the cache in front of getnameinfo(3).
 *
 * Sets of four places; an address belongs to one set, and when that is full
 * the place filled longest ago is given away.
 */
#include "hosts.h"

#include <netdb.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "hash.h"

enum {
    WAYS = 4,
    SETS = 8192, /* a power of two */
};

/* A place is free while `family` is 0. */
struct host {
    uint64_t addr[2];
    uint8_t family;
    uint8_t name_len;
    char *name; /* NULL: this address has no name */
};

struct host_set {
    struct host place[WAYS];
    unsigned next; /* the place to give away */
};

struct hosts {
    struct hash_key key;
    hosts_resolver *resolver;
    bool short_names;
    struct host_set sets[SETS];
};

struct hosts *hosts_new(hosts_resolver *resolver, bool short_names)
{
    struct hosts *h = calloc(1, sizeof(*h));

    if (h != NULL) {
        h->key = hash_key_random();
        h->resolver = resolver;
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

bool hosts_ask_libc(enum hosts_family family, const void *addr, char *name,
                    size_t size)
{
    struct sockaddr_in in = {.sin_family = AF_INET};
    struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};

    if (family == HOSTS_IPV4) {
        memcpy(&in.sin_addr, addr, sizeof(in.sin_addr));
        return getnameinfo((const struct sockaddr *)&in, sizeof(in), name,
                           (socklen_t)size, NULL, 0, NI_NAMEREQD) == 0;
    }
    memcpy(&in6.sin6_addr, addr, sizeof(in6.sin6_addr));
    return getnameinfo((const struct sockaddr *)&in6, sizeof(in6), name,
                       (socklen_t)size, NULL, 0, NI_NAMEREQD) == 0;
}

/* A name that finds no memory is taken for none. */
static void look_up(const struct hosts *h, struct host *host)
{
    char name[UINT8_MAX + 1]; /* longer than a domain name can be */

    if (!h->resolver((enum hosts_family)host->family, host->addr, name,
                     sizeof(name)))
        return;
    if (h->short_names)
        name[strcspn(name, ".")] = '\0';
    host->name = strdup(name);
    host->name_len = (uint8_t)strlen(name);
}

static const struct host *find(struct hosts *h, enum hosts_family family,
                               const uint64_t addr[2])
{
    const uint64_t words[3] = {addr[0], addr[1], (uint64_t)family};
    struct host_set *set = &h->sets[hash_words(&h->key, words, 3) % SETS];

    for (size_t i = 0; i < WAYS; i++) {
        const struct host *host = &set->place[i];
        if (host->addr[0] == addr[0] && host->addr[1] == addr[1] &&
            host->family == family)
            return host;
    }
    struct host *host = &set->place[set->next++ % WAYS];
    free(host->name);
    *host =
        (struct host){.addr = {addr[0], addr[1]}, .family = (uint8_t)family};
    look_up(h, host);
    return host;
}

void hosts_put(struct hosts *h, struct text *out, enum hosts_family family,
               const uint8_t *addr)
{
    uint64_t words[2] = {0};

    memcpy(words, addr, family == HOSTS_IPV4 ? 4 : 16);
    const struct host *host = find(h, family, words);
    if (host->name != NULL)
        text_put(out, host->name, host->name_len);
    else if (family == HOSTS_IPV4)
        text_ip4(out, addr);
    else
        text_ip6(out, addr);
}
