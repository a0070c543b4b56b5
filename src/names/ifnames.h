/*
 * ifnames.h - the names of this host's network interfaces by index.
 *
 * Asked for when a packet first shows one: few link types do. All that is
 * needed for that before the sandbox closes the door is a socket.
 */
#ifndef TCPLINE_NAMES_IFNAMES_H
#define TCPLINE_NAMES_IFNAMES_H

#include <stdint.h>

struct ifnames;

/* NULL when there is no memory. Free with ifnames_free(). */
struct ifnames *ifnames_open(void);
void ifnames_free(struct ifnames *n);

/* The interface's name until the next call; "?" when unknown or `n` NULL. */
const char *ifnames_find(struct ifnames *n, uint32_t ifindex);

#endif
