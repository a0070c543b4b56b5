/*
 * pgm.h - what the files of the PGM printer share.
 */
#ifndef TCPLINE_PROTOCOLS_PGM_H
#define TCPLINE_PROTOCOLS_PGM_H

#include "printer.h"

/* Octets of an address of that family; 0 when it is not known. */
uint32_t pgm_addr_len(uint16_t family);

/* The address of `len` octets at `off`, always by number. */
void pgm_put_addr(struct printer *pr, uint32_t off, uint32_t len);

/*
 * The options from `*at`, which moves behind them; false when the packet ends
 * with them.
 */
bool pgm_put_options(struct printer *pr, uint32_t *at);

#endif
