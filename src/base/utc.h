/*
 * utc.h - a time in UTC as protocols print it, without the C library's time
 * zones, which may want files.
 */
#ifndef TCPLINE_BASE_UTC_H
#define TCPLINE_BASE_UTC_H

#include <stdint.h>

#include "text.h"

/* "2004-09-27T03:18:04": `sec` seconds since 1970, of the years 0 to 9999. */
void utc_put(struct text *out, int64_t sec);

/* The same with a blank for the T. */
void utc_put_spaced(struct text *out, int64_t sec);

#endif
