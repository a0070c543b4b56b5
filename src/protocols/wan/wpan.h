/*
 * wpan.h - what the files that print frames of IEEE 802.15.4 share. Private
 * to this folder.
 */
#ifndef TCPLINE_PROTOCOLS_WAN_WPAN_H
#define TCPLINE_PROTOCOLS_WAN_WPAN_H

#include "printer.h"

enum { WPAN_BEACON = 0, WPAN_COMMAND = 3, WPAN_MULTIPURPOSE = 5 };

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

/*
 * Prints the frame of `len` octets at `off`, of which all need not be
 * captured. False when it had to stop, and has said why, but for a cut.
 */
bool wpan_print(struct printer *pr, uint32_t off, uint32_t len);

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

/*
 * The parts of a frame behind its addresses. Each is false when it had to
 * stop, and has then said why.
 */
bool wpan_put_security(struct wpan *w);
bool wpan_take_mic(struct wpan *w);
void wpan_put_mic(const struct wpan *w);
bool wpan_put_elements(struct wpan *w);

/* Bodies of frames: what is wrong with them does not count against these. */
void wpan_put_command(struct wpan *w);
void wpan_put_beacon(struct wpan *w);

#endif
