/*
 * afi.h - names of address family numbers (the IANA registry that BGP and LDP
 * share).
 */
#ifndef TCPLINE_PROTOCOLS_AFI_H
#define TCPLINE_PROTOCOLS_AFI_H

#include <stdint.h>

#include "text.h"

enum {
    AFI_IP4 = 1,
    AFI_IP6 = 2,
    AFI_NSAP = 3,
    AFI_VPLS = 25,
    AFI_L2VPN = 196,
};

/* `other` when the number has no name. */
const char *afi_name(uint16_t afi, const char *other);

/* Appends the name, or `other`, a printf format for the one number. */
void afi_put(struct text *out, uint16_t afi, const char *other)
    __attribute__((format(printf, 3, 0)));

#endif
