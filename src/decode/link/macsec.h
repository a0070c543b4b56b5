/*
 * macsec.h - the bits of a MACsec security tag.
 */
#ifndef TCPLINE_DECODE_MACSEC_H
#define TCPLINE_DECODE_MACSEC_H

#include "tcpline/packet.h"

enum {
    MACSEC_VERSION = 0x80,
    MACSEC_END_STATION = 0x40,
    MACSEC_SCI = 0x20,
    MACSEC_BROADCAST = 0x10,
    MACSEC_ENCRYPTED = 0x08,
    MACSEC_CHANGED = 0x04,
    MACSEC_AN = 0x03,
    MACSEC_MAX_SHORT = 0x3f,
};

/* What it protects is encrypted or changed. */
static inline bool macsec_hides(const struct tl_layer *l)
{
    return (l->macsec.tci & (MACSEC_ENCRYPTED | MACSEC_CHANGED)) != 0;
}

#endif
