/*
 * zmtp1.h - ZMTP 1.0 where a reliable multicast carries it.
 */
#ifndef TCPLINE_PROTOCOLS_ZMTP1_H
#define TCPLINE_PROTOCOLS_ZMTP1_H

#include "printer.h"

/*
 * The datagram of `len` announced bytes at `off`: where its first frame
 * begins, the rest of the one before, and frames.
 */
void zmtp1_put_datagram(struct printer *pr, uint32_t off, uint32_t len);

#endif
