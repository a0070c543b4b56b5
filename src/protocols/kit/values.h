/*
 * values.h - what many protocols show alike: strings, hardware addresses and
 * prefixes. Every function appends its text and pins the output where octets
 * are missing, as reads do.
 */
#ifndef TCPLINE_PROTOCOLS_VALUES_H
#define TCPLINE_PROTOCOLS_VALUES_H

#include "printer.h"

/*
 * The `n` octets from `off` in visible form, as far as they are captured
 * (printer_visible() shows nothing of what is cut).
 */
void printer_chars(struct printer *pr, uint32_t off, uint32_t n);

/* The same up to a zero octet; those behind it need not be captured. */
void printer_string(struct printer *pr, uint32_t off, uint32_t n);

/* "02:00:00:00:00:01" */
void printer_mac(struct printer *pr, uint32_t off);

/*
 * "10.0.0.0/8" of as many octets as `bits` take, at most 32 or 128; bits
 * behind the prefix are not shown.
 */
void printer_prefix4(struct printer *pr, uint32_t off, unsigned bits);
void printer_prefix6(struct printer *pr, uint32_t off, unsigned bits);

/*
 * Copies the first `bits` of a prefix to `addr`, which is zeroed and has room;
 * false, and the output pinned, when they are not captured.
 */
bool printer_masked(struct printer *pr, uint32_t off, unsigned bits,
                    uint8_t *addr);

/* "1w2d3h4m5s", without the units of which there are none; "0s". */
void duration_put(struct text *out, uint32_t seconds);

#endif
