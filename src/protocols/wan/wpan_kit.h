/*
 * wpan_kit.h - what the files that print frames of IEEE 802.15.4 share. Private
 * to this folder.
 */
#ifndef TCPLINE_PROTOCOLS_WAN_WPAN_KIT_H
#define TCPLINE_PROTOCOLS_WAN_WPAN_KIT_H

#include "printer.h"

/* A frame, and how far it has been printed. */
struct wpan {
    struct printer *pr;
    uint32_t start;   /* offset of the frame */
    uint32_t at, end; /* what is left: offsets, without FCS and MIC */
    unsigned type, version;
    unsigned dst, src; /* modes of addressing */
    bool compressed, dst_pan, src_pan;
    bool secured, encrypted, elements;
    uint32_t fcs, crc;
    uint32_t mic, mic_at; /* its length and place */
};

/* A number of two octets, the lesser first. */
uint16_t wpan_u16(struct printer *pr, uint32_t off);

/* An address of eight octets; `n` octets in hex, `between` behind each. */
void wpan_put_long(struct printer *pr, uint32_t off);
void wpan_put_octets(struct printer *pr, uint32_t off, uint32_t n,
                     const char *between);

/* True when `n` octets are left; complains otherwise. */
bool wpan_left(struct wpan *w, uint32_t n, const char *complaint);

/* What is left as octets, unless -q, -x or -X. */
void wpan_put_rest(const struct wpan *w);

#endif
