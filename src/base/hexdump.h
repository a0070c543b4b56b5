/*
 * hexdump.h - rows of hexadecimal, in tcpdump's three layouts.
 *
 * Each row opens with `indent` (as a rule a newline and a tab), then
 * "0x0000: " and groups of two bytes, sixteen bytes a row. An indent has at
 * most 256 characters, and a dump at most a packet's bytes.
 */
#ifndef TCPLINE_BASE_HEXDUMP_H
#define TCPLINE_BASE_HEXDUMP_H

#include "text.h"

/* -x: hexadecimal only, no padding. */
void hexdump_hex(struct text *t, const char *indent, const uint8_t *p,
                 size_t n);

/* -X: padded to forty columns, then the graphic characters. */
void hexdump_hex_ascii(struct text *t, const char *indent, const uint8_t *p,
                       size_t n);

/* -A: a newline and the bytes as text; carriage returns are seldom shown. */
void hexdump_ascii(struct text *t, const uint8_t *p, size_t n);

#endif
