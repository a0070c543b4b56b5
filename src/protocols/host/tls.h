/*
 * tls.h - a look at the first TLS record of a payload: enough to tell who is
 * asked for.
 */
#ifndef TCPLINE_PROTOCOLS_TLS_H
#define TCPLINE_PROTOCOLS_TLS_H

#include <stdbool.h>
#include <stdint.h>

/* RFC 8446 section 5.1 */
enum {
    TLS_CHANGE_CIPHER_SPEC = 20,
    TLS_ALERT = 21,
    TLS_HANDSHAKE = 22,
    TLS_APPLICATION_DATA = 23,
    TLS_HEARTBEAT = 24, /* RFC 6520 */
};

enum { TLS_MAX_ALPN = 8 };

struct tls_name {
    const char *p; /* in the packet, not terminated */
    uint16_t len;
};

struct tls_peek {
    uint8_t content_type;
    uint16_t version;    /* 0x0303 for TLS 1.2 and 1.3 */
    uint16_t length;     /* of the record, by its header */
    bool client_hello;   /* a handshake record that begins with one */
    struct tls_name sni; /* p is NULL without */
    uint8_t n_alpn;
    struct tls_name alpn[TLS_MAX_ALPN];
};

/*
 * Whether the `cap` captured bytes at `p` may begin with one, by the first of
 * them. Inline, for who asks that of each payload: few do.
 */
static inline bool tls_may_begin(const uint8_t *p, uint32_t cap)
{
    return cap > 0 && p[0] >= TLS_CHANGE_CIPHER_SPEC && p[0] <= TLS_HEARTBEAT;
}

/*
 * Whether the `cap` captured bytes at `p` begin with a TLS record header.
 * Server name and protocols are those of a ClientHello, as far as captured.
 */
bool tls_look(const uint8_t *p, uint32_t cap, struct tls_peek *out);

#endif
