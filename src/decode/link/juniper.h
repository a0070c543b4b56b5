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

/* The types of security associations an encryption card knows. */
enum juniper_es_type {
    JUNIPER_ES_ENCR_AUTH = 1,
    JUNIPER_ES_ENCR_AH_AUTH,
    JUNIPER_ES_AUTH,
    JUNIPER_ES_AH_AUTH,
    JUNIPER_ES_ENCR,
};

/* Before packets of an encryption card, all of it or its beginning. */
enum { JUNIPER_ES_HDR = 16, JUNIPER_ES_TYPE = 3 };

/* The bytes of it that stand before IP; the first two types have none. */
static inline uint32_t juniper_es_skip(uint8_t type)
{
    return type >= JUNIPER_ES_AUTH ? JUNIPER_ES_HDR : 0;
}

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
