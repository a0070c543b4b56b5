/*
 * services.h - the names of TCP and UDP ports, from the services database.
 */
#ifndef TCPLINE_NAMES_SERVICES_H
#define TCPLINE_NAMES_SERVICES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct services;

/* Reads the whole database. NULL without memory. */
struct services *services_load(void);
void services_free(struct services *s);

/* NULL when the port has no name; the name listed first otherwise. */
const char *services_find(const struct services *s, bool udp, uint16_t port);

/* The TCP port that services_find() calls so; false when there is none. */
bool services_port(const struct services *s, const char *name, size_t n,
                   uint16_t *port);

#endif
