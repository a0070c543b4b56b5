/*
 * dns_name.h - DNS names (RFC 1035 section 4.1.4, RFC 2673) inside a message.
 *
 * Everything is bounded by what was captured of the message. A failing
 * function has printed as much as the oracle does; the caller then marks the
 * line and stops.
 */
#ifndef TCPLINE_PROTOCOLS_DNS_NAME_H
#define TCPLINE_PROTOCOLS_DNS_NAME_H

#include "printer.h"

struct dns_message {
    const uint8_t *p; /* the header's first byte */
    uint32_t cap;     /* bytes readable from p */
    struct text *out;
    struct printer *pr; /* for the style, and to pin */
    /*
     * Bytes the names of this message may still walk. Pointers let every
     * record name the same long name again; this keeps the work a hostile
     * message can ask for proportional to its length.
     */
    uint32_t walk_left;
};

static inline bool dns_has(const struct dns_message *m, uint32_t off,
                           uint32_t n)
{
    return off <= m->cap && n <= m->cap - off;
}

/* Moves `*off` behind the name that starts there. */
bool dns_skip_name(const struct dns_message *m, uint32_t *off);

/* Prints the name at `*off` and moves behind it. */
bool dns_put_name(struct dns_message *m, uint32_t *off);

/* The same, with pointers that count from `base` instead of the header. */
bool dns_put_name_from(struct dns_message *m, uint32_t *off, uint32_t base);

/* Up to `n` bytes in visible form; false when the capture ends first. */
bool dns_put_visible(struct dns_message *m, uint32_t off, uint32_t n);

#endif
