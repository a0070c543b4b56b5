/*
 * tls.c - a look at the first TLS record of a payload (RFC 8446).
 */
#include "tls.h"

#include "bytes.h"

enum {
    RECORD_HDR = 5,
    MAX_RECORD = 16384 + 2048, /* RFC 5246 section 6.2.3 */
    EXT_SERVER_NAME = 0,       /* RFC 6066 section 3 */
    EXT_ALPN = 16,             /* RFC 7301 section 3.1 */
    CLIENT_HELLO = 1,
    NAME_TYPE_HOST = 0,
    RANDOM_BYTES = 32,
};

/*
 * Cuts the next vector, whose length stands before it in `width` bytes. As
 * long as announced, but only as much readable as was captured.
 */
static bool next_vector(struct bytes *b, unsigned width, struct bytes *sub)
{
    uint8_t n8;
    uint16_t n16;

    if (width == 1) {
        if (bytes_u8(b, &n8) != RD_OK)
            return false;
        bytes_carve(b, n8, sub);
        return true;
    }
    if (bytes_u16(b, &n16) != RD_OK)
        return false;
    bytes_carve(b, n16, sub);
    return true;
}

/* A name that was captured to its end. */
static bool whole_name(const struct bytes *b, struct tls_name *out)
{
    if (b->cap < b->len || b->len == 0)
        return false;
    *out = (struct tls_name){(const char *)b->p, (uint16_t)b->len};
    return true;
}

static void read_server_name(struct bytes ext, struct tls_peek *out)
{
    struct bytes list, name;
    uint8_t type;

    if (!next_vector(&ext, 2, &list))
        return;
    while (bytes_u8(&list, &type) == RD_OK && next_vector(&list, 2, &name))
        if (type == NAME_TYPE_HOST && whole_name(&name, &out->sni))
            return;
}

static void read_alpn(struct bytes ext, struct tls_peek *out)
{
    struct bytes list, name;

    if (!next_vector(&ext, 2, &list))
        return;
    while (out->n_alpn < TLS_MAX_ALPN && next_vector(&list, 1, &name) &&
           whole_name(&name, &out->alpn[out->n_alpn]))
        out->n_alpn++;
}

/* Section 4.1.2 */
static void read_client_hello(struct bytes b, struct tls_peek *out)
{
    struct bytes skipped, extensions, ext;
    uint16_t type;

    if (bytes_skip(&b, 2 + RANDOM_BYTES) != RD_OK ||
        !next_vector(&b, 1, &skipped) || /* session id */
        !next_vector(&b, 2, &skipped) || /* cipher suites */
        !next_vector(&b, 1, &skipped) || /* compression methods */
        !next_vector(&b, 2, &extensions))
        return;
    while (bytes_u16(&extensions, &type) == RD_OK &&
           next_vector(&extensions, 2, &ext)) {
        if (type == EXT_SERVER_NAME)
            read_server_name(ext, out);
        else if (type == EXT_ALPN)
            read_alpn(ext, out);
    }
}

/*
 * Any other message is left alone: once the keys have changed, handshake
 * records are encrypted and their first byte says nothing.
 */
static void read_handshake(struct bytes b, struct tls_peek *out)
{
    if (b.cap < 5 || b.p[0] != CLIENT_HELLO || b.p[4] != 3)
        return;
    const uint32_t len = load_be24(b.p + 1);
    out->client_hello = true;
    bytes_advance(&b, 4);
    bytes_limit(&b, len);
    read_client_hello(b, out);
}

bool tls_look(const uint8_t *p, uint32_t cap, struct tls_peek *out)
{
    if (cap < RECORD_HDR || !tls_may_begin(p, cap) || p[1] != 3 || p[2] > 4)
        return false;
    *out = (struct tls_peek){
        .content_type = p[0],
        .version = load_be16(p + 1),
        .length = load_be16(p + 3),
    };
    if (out->length == 0 || out->length > MAX_RECORD)
        return false;
    const uint32_t rest = cap - RECORD_HDR;
    if (out->content_type == TLS_HANDSHAKE)
        read_handshake(bytes_of(p + RECORD_HDR,
                                rest < out->length ? rest : out->length,
                                out->length),
                       out);
    return true;
}
