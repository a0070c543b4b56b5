/*
 * hosts.h - host names by address, from libc's resolver through a cache.
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

/* Asks for the name of one address; false when it has none. */
typedef bool hosts_resolver(enum hosts_family family, const void *addr,
                            char *name, size_t size);

/* The one to use: getnameinfo(3). */
hosts_resolver hosts_ask_libc;

struct hosts;

/* `short_names`: cut names at their first dot. NULL without memory. */
struct hosts *hosts_new(hosts_resolver *resolver, bool short_names);
void hosts_free(struct hosts *h);

/* Appends the name of an address, or the address when it has none. */
void hosts_put(struct hosts *h, struct text *out, enum hosts_family family,
               const uint8_t *addr);

#endif
