/*
 * ldp_kit.h - what the files of the LDP printer share (RFC 5036).
 */
#ifndef TCPLINE_PAYLOAD_LDP_KIT_H
#define TCPLINE_PAYLOAD_LDP_KIT_H

#include "printer.h"

/* A TLV's value; `left` octets of it have not been taken yet. */
struct ldp_value {
    uint32_t off;
    uint32_t left;
};

/*
 * Whether the value still has `n` octets; says so in the text when it has
 * not, and nothing more of the value is to be printed then.
 */
bool ldp_value_has(struct printer *pr, const struct ldp_value *v, unsigned n);

static inline void ldp_value_skip(struct ldp_value *v, uint32_t n)
{
    v->off += n;
    v->left -= n;
}

#endif
