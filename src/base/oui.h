/*
 * oui.h - the few organisations that have a name (IEEE numbers them).
 */
#ifndef TCPLINE_BASE_OUI_H
#define TCPLINE_BASE_OUI_H

#include <stdint.h>

/* The name of a 24-bit organisation number; "Unknown" for most. */
const char *oui_name(uint32_t oui);

#endif
