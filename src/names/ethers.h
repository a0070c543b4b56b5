/*
 * ethers.h - the names /etc/ethers gives to Ethernet addresses.
 */
#ifndef TCPLINE_NAMES_ETHERS_H
#define TCPLINE_NAMES_ETHERS_H

#include <stdint.h>

struct ethers;

/* Reads the file; none is as good as an empty one. NULL without memory. */
struct ethers *ethers_load(const char *path);
void ethers_free(struct ethers *e);

/* NULL when the address has no name; the name listed first otherwise. */
const char *ethers_find(const struct ethers *e, const uint8_t addr[6]);

#endif
