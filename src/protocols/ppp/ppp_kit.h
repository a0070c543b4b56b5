/*
 * ppp_kit.h - what the protocols beside PPP's data share.
 */
#ifndef TCPLINE_PROTOCOLS_PPP_KIT_H
#define TCPLINE_PROTOCOLS_PPP_KIT_H

#include <stdint.h>

/* The name of a PPP protocol number; NULL when it has none. */
const char *ppp_name(uint16_t protocol);

#endif
