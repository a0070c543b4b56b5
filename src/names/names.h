/*
 * names.h - names for addresses, ports and vendors.
 *
 * Every function appends to `out`: the name if there is one, the number
 * otherwise.
 */
#ifndef TCPLINE_NAMES_NAMES_H
#define TCPLINE_NAMES_NAMES_H

#include <stdbool.h>
#include <stdint.h>

#include "text.h"

struct names;

void names_addr4(struct names *n, struct text *out, const uint8_t *addr);
void names_addr6(struct names *n, struct text *out, const uint8_t *addr);
void names_port(struct names *n, struct text *out, bool udp, uint16_t port);

/* "02:00:00:00:00:01 (oui Unknown)" */
void names_ether(struct names *n, struct text *out, const uint8_t *addr);

#endif
