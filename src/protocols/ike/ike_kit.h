/*
 * ike_kit.h - what both versions of IKE share: payloads, their names, data
 * attributes and bytes in hexadecimal.
 *
 * Payloads are found by walking: each says what the next one is. A printer of
 * one answers where the next starts, which need not be where its own length
 * says; IKE_STOP ends all walking, because something was not there.
 */
#ifndef TCPLINE_PROTOCOLS_IKE_KIT_H
#define TCPLINE_PROTOCOLS_IKE_KIT_H

#include "printer.h"

enum {
    IKE_HEADER = 4, /* next payload, flags, length */
    IKE_CRITICAL = 0x80,
    /* Nested deeper than this is not followed; RFC 2408 needs three. */
    IKE_DEPTH_MAX = 40,
};

enum ike_payload_type {
    IKE_NONE = 0,
    IKE_SA = 1,
    IKE_PROPOSAL = 2,
    IKE_TRANSFORM = 3,
    IKE_KE = 4,
    IKE_ID = 5,
    IKE_CERT = 6,
    IKE_CERT_REQUEST = 7,
    IKE_HASH = 8,
    IKE_SIGNATURE = 9,
    IKE_NONCE = 10,
    IKE_NOTIFY = 11,
    IKE_DELETE = 12,
    IKE_VENDOR = 13,
    IKE2_SA = 33,
    IKE2_KE = 34,
    IKE2_ID_I = 35,
    IKE2_ID_R = 36,
    IKE2_CERT = 37,
    IKE2_CERT_REQUEST = 38,
    IKE2_AUTH = 39,
    IKE2_NONCE = 40,
    IKE2_NOTIFY = 41,
    IKE2_DELETE = 42,
    IKE2_VENDOR = 43,
    IKE2_TS_I = 44,
    IKE2_TS_R = 45,
    IKE2_ENCRYPTED = 46,
    IKE2_CONFIG = 47,
    IKE2_EAP = 48,
};

/* Security protocols (RFC 2407 section 4.4.1). */
enum {
    IKE_PROTO_ISAKMP = 1,
    IKE_PROTO_AH = 2,
    IKE_PROTO_ESP = 3,
    IKE_PROTO_IPCOMP = 4,
};

#define IKE_STOP UINT32_MAX

/* One payload; all its `len` bytes are captured. */
struct ike_item {
    uint8_t type;
    uint8_t flags;
    uint32_t off; /* of its header */
    uint32_t len; /* with the header */
};

static inline uint32_t ike_item_end(const struct ike_item *item)
{
    return item->off + item->len;
}

void ike_put_type(struct text *out, uint8_t type);
void ike_put_protocol(struct text *out, uint8_t protocol);
void ike_put_group(struct text *out, uint16_t group);
void ike_put_esp(struct text *out, uint16_t id);

/* " [|name]" of the payload type; the output is not pinned. */
void ike_mark(struct printer *pr, uint8_t type);

/* A line of its own, indented for payloads `depth` deep, and "(". */
void ike_open(struct printer *pr, unsigned depth);

/* The `n` bytes from `off` as digits, nothing between. */
void ike_put_raw(struct printer *pr, uint32_t off, uint32_t n);

/* " " and the `n` bytes of data behind the first `skip` of the payload. */
void ike_put_body(struct printer *pr, const struct ike_item *item,
                  uint32_t skip);

/*
 * "data=(0102...0304)": the first ten bytes from `off`, and the last twenty of
 * the message rather than of the payload.
 */
void ike_put_short(struct printer *pr, uint32_t off);

/* The attributes of one kind of transform, by type. */
struct ike_attribute {
    const char *name;
    const struct code_name *values;
    size_t value_count;
};

struct ike_attributes {
    const struct ike_attribute *rows;
    size_t count;
};

extern const struct ike_attributes ike_phase1_attributes;

/* What is known of transforms of a version 1 `protocol`. */
struct ike_attributes ike_attributes_of(uint8_t protocol);

/*
 * Attributes from `off` up to `end`, "(type=hash value=sha1)(...)". Answers
 * where they end: behind `end` when the last one does not fit.
 */
uint32_t ike_put_attributes(struct printer *pr, struct ike_attributes known,
                            uint32_t off, uint32_t end);

#endif
