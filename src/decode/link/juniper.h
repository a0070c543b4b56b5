/*
 * juniper.h - Juniper's link-layer types: which PIC (physical interface card)
 * captured, and the extensions of their header.
 */
#ifndef TCPLINE_DECODE_JUNIPER_H
#define TCPLINE_DECODE_JUNIPER_H

#include "tcpline/packet.h"

enum juniper_flag {
    JUNIPER_IN = 0x01,
    JUNIPER_NO_L2 = 0x02,
    JUNIPER_EXTENDED = 0x80,
};

/* How much of the header there is. */
enum juniper_stage {
    JUNIPER_NO_FLAGS, /* not even these */
    JUNIPER_BAD_MAGIC,
    JUNIPER_NO_EXT_LEN,
    JUNIPER_EXT,        /* the extensions are cut or too long */
    JUNIPER_HEADER,     /* all of it, but not what follows at least */
    JUNIPER_COOKIE_LEN, /* the length of the PIC's cookie is known */
    JUNIPER_COOKIE,     /* and the cookie */
    JUNIPER_PROTO,      /* and two bytes behind it */
    JUNIPER_ALL,
};

enum { JUNIPER_EXT_HDR = 2 };

/* One extension of the header: type, length, value. */
struct juniper_ext {
    uint8_t type, len;
    const uint8_t *value;
};

/*
 * The extension at `at`, which moves behind it; false when there is none
 * whole. `*need` tells how many bytes it claims.
 */
bool juniper_ext_next(const struct tl_juniper *j, uint32_t *at,
                      struct juniper_ext *ext, uint32_t *need);

#endif
