/*
 * ifnames.h - the names of this host's network interfaces by index.
 *
 * Read once, before the sandbox closes the door; an interface that comes
 * later is asked for with a socket that is open already.
 */
#ifndef TCPLINE_NAMES_IFNAMES_H
#define TCPLINE_NAMES_IFNAMES_H

#include <stdint.h>

struct ifnames;

/* NULL when the system does not tell. Free with ifnames_free(). */
struct ifnames *ifnames_load(void);
void ifnames_free(struct ifnames *n);

/* The interface's name until the next call; "?" when unknown or `n` NULL. */
const char *ifnames_find(struct ifnames *n, uint32_t ifindex);

#endif
