/*
 * opener.h - what decoding asks when it meets something sealed (ESP, RFC
 * 4303), and printing for what IKE seals. Who answers has the keys; those who
 * ask have neither keys nor ciphers.
 */
#ifndef TCPLINE_OPENER_H
#define TCPLINE_OPENER_H

#include <stdbool.h>
#include <stdint.h>

/* A payload that is encrypted, and where it was sent. */
struct tl_sealed {
    uint32_t spi;
    const uint8_t *dst;  /* of the IP packet around it */
    uint8_t dst_len;     /* 4 or 16 */
    const uint8_t *data; /* behind the sequence number */
    uint32_t len;        /* as far as it was captured */
};

/* An encrypted payload of IKEv2 (RFC 7296 section 3.14). */
struct tl_sealed_payload {
    const uint8_t *spis; /* 16 bytes: the initiator's and the responder's */
    bool by_initiator;   /* as the header's flag says */
    bool inside;         /* it lies in what was opened last */
    const uint8_t *data; /* behind the payload's header */
    uint16_t len;        /* all captured */
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
    /*
     * To be called before anything of a message of IKE is shown, with keys for
     * it or not. Afterwards `is_over` counts.
     */
    void (*ask)(void *ctx);
    /*
     * The `n` bytes inside, padding and all, until the next payload is opened;
     * NULL when they remain sealed.
     */
    const uint8_t *(*open_payload)(void *ctx,
                                   const struct tl_sealed_payload *sealed,
                                   uint32_t *n);
    bool is_over; /* the program is to end: the line gets no longer */
    void *ctx;
};

#endif
