/*
 * told_ends.h - host and port of an end, from text to numbers and back.
 *
 * Names of hosts become addresses kept for documentation (RFC 5737, RFC 3849),
 * in the order they appear; names of ports are the services database's. What a
 * text calls by a name is shown by it, and everything else as a number.
 */
#ifndef TCPLINE_PASTED_TOLD_ENDS_H
#define TCPLINE_PASTED_TOLD_ENDS_H

#include "told.h"

struct told_ends;
struct services;

struct end_place {
    uint8_t addr[16]; /* IPv4: the first four */
    uint16_t port;
};

/* Borrows `services`. NULL without memory. */
struct told_ends *told_ends_new(const struct services *services);
void told_ends_free(struct told_ends *e);

/* False for what cannot be an end, such as an address cut in two. */
bool told_ends_resolve(struct told_ends *e, const struct told_end *end, bool v6,
                       struct end_place *out);

/* The text's own name, NULL where it has a number. */
const char *told_ends_host_name(const struct told_ends *e, bool v6,
                                const uint8_t *addr);
const char *told_ends_port_name(const struct told_ends *e, uint16_t port);

#endif
