/*
 * carried.h - packets inside packets that the line does not look into.
 *
 * tcpdump stops at an ICMPv6 error, at GTP and at ERSPAN; Wireshark goes on,
 * and so does the analysis.
 */
#ifndef TCPLINE_DECODE_CARRIED_H
#define TCPLINE_DECODE_CARRIED_H

#include <stdbool.h>

#include "tcpline/packet.h"

/*
 * Decodes what `outer` carries into `inner`, whose bytes and number are those
 * of `outer`. False when it carries nothing of the kind. `*quoted`: an error
 * message quotes it, so it is no packet on its way.
 */
bool carried_packet(const struct tl_packet *outer, struct tl_packet *inner,
                    bool *quoted);

#endif
