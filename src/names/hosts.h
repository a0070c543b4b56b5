/*
 * hosts.h - host names by address, from the resolver through a cache.
 *
 * The cache has a fixed number of places and a keyed hash, so that a capture
 * full of addresses can neither make it grow nor make it slow.
 */
#ifndef TCPLINE_NAMES_HOSTS_H
#define TCPLINE_NAMES_HOSTS_H

#include <stdbool.h>
#include <stdint.h>

#include "text.h"

enum hosts_family {
    HOSTS_IPV4 = 4, /* 4 bytes */
    HOSTS_IPV6 = 6, /* 16 bytes */
};

struct resolver_address;

/*
 * Asks for the name of one address, once; the answer comes through
 * hosts_heard(), then or later.
 */
typedef void hosts_ask(void *ctx, const struct resolver_address *a);

struct hosts;

/*
 * `short_names`: cut names at their first dot. Until hosts_ask_with() every
 * address stays a number. NULL without memory.
 */
struct hosts *hosts_new(bool short_names);
void hosts_free(struct hosts *h);
void hosts_ask_with(struct hosts *h, hosts_ask *ask, void *ctx);

/* The name of an address; NULL: it has none. `hosts` is a struct hosts. */
void hosts_heard(void *hosts, const struct resolver_address *a,
                 const char *name);

/* Appends the name of an address, or the address when it has none. */
void hosts_put(struct hosts *h, struct text *out, enum hosts_family family,
               const uint8_t *addr);

#endif
