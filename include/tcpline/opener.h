/*
 * opener.h - what decoding asks when it meets something sealed (ESP, RFC
 * 4303). Who answers has the keys; decoding has neither keys nor ciphers.
 */
#ifndef TCPLINE_OPENER_H
#define TCPLINE_OPENER_H

#include <stdint.h>

/* A payload that is encrypted, and where it was sent. */
struct tl_sealed {
    uint32_t spi;
    const uint8_t *dst;  /* of the IP packet around it */
    uint8_t dst_len;     /* 4 or 16 */
    const uint8_t *data; /* behind the sequence number */
    uint32_t len;        /* as far as it was captured */
};

enum tl_opened {
    TL_NO_KEY,
    TL_SEALED_SHORT, /* less than what has to stand there */
    TL_SEALED_ODD,   /* not so many blocks; that has been said */
    TL_OPENED,
};

struct tl_opener {
    /*
     * Writes what is inside to `out`, which has room for sealed->len bytes,
     * and their number to `n`, unless it answers otherwise.
     */
    enum tl_opened (*open)(void *ctx, const struct tl_sealed *sealed,
                           uint8_t *out, uint32_t *n);
    void *ctx;
};

#endif
