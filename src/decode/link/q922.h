/*
 * q922.h - frame relay's addresses (ITU-T Q.922 section 3.3).
 */
#ifndef TCPLINE_DECODE_Q922_H
#define TCPLINE_DECODE_Q922_H

#include "bytes.h"

/*
 * How long the address at the front of `b` is: its last byte has the low bit
 * set. 0 for a length that is not allowed; one more than is captured when that
 * ends before.
 */
uint8_t q922_length(const struct bytes *b);

/* The data link connection of an address of `len` bytes, from 2 to 4. */
uint32_t q922_dlci(const uint8_t *a, uint8_t len);

#endif
