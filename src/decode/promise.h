/*
 * promise.h - what everybody who gets a decoded packet relies on.
 */
#ifndef TCPLINE_DECODE_PROMISE_H
#define TCPLINE_DECODE_PROMISE_H

#include <stdbool.h>

#include "tcpline/packet.h"

/*
 * Whether the bytes of each layer, of the TCP header and of its options were
 * captured as the packet says. For assertions.
 */
bool promise_kept(const struct tl_packet *pkt);

#endif
