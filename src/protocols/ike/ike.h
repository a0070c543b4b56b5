/*
 * ike.h - the parts of IKE's leaf.
 *
 * isakmp.c prints the header and walks the payloads, ike1.c prints those of
 * version 1 (RFC 2408), ike2.c those of version 2 (RFC 7296); ike_kit.c has
 * what they share.
 */
#ifndef TCPLINE_PROTOCOLS_IKE_H
#define TCPLINE_PROTOCOLS_IKE_H

#include "ike_kit.h"

/* What lies around a payload. */
struct ike_place {
    unsigned depth;        /* payloads around it, counting itself */
    uint8_t protocol;      /* of the proposal it belongs to, 0 outside */
    bool is_opened;        /* it was encrypted */
    const uint8_t *header; /* of the message */
};

/* A list in version 1: starts with `type` at `off`, ends by itself. */
typedef uint32_t ike_list_fn(struct printer *pr, struct ike_place place,
                             uint8_t type, uint32_t off);

/*
 * The payload's text behind "(". Answers where the next payload starts, or
 * IKE_STOP. `list` walks what lies inside.
 */
uint32_t ike1_put(struct printer *pr, const struct ike_item *item,
                  struct ike_place place, ike_list_fn *list);

/*
 * The same; `depth` indents. Of an encrypted payload only what shows, and
 * IKE_STOP.
 */
uint32_t ike2_put(struct printer *pr, const struct ike_item *item,
                  unsigned depth);

enum { IKE_ROLES = 20 };

/* Who began an exchange, which only its first packets tell. */
struct ike_role {
    uint8_t cookie[8];
    uint8_t initiator[16], responder[16];
    uint8_t addr_len; /* 0: no exchange */
};

/* The latest exchanges, oldest overwritten first; zeroed memory has none. */
struct ike_roles {
    struct ike_role roles[IKE_ROLES];
    unsigned next;
};

#endif
