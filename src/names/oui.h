/*
 * oui.h - the few vendors that are named behind an Ethernet address.
 */
#ifndef TCPLINE_NAMES_OUI_H
#define TCPLINE_NAMES_OUI_H

#include <stdint.h>

/* The name of a 24-bit organisation number; "Unknown" for most. */
const char *oui_name(uint32_t oui);

#endif
