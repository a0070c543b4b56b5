/*
 * ldp_kit.h - what the files of the LDP printer share (RFC 5036).
 */
#ifndef TCPLINE_PROTOCOLS_LDP_KIT_H
#define TCPLINE_PROTOCOLS_LDP_KIT_H

#include "printer.h"
#include "span.h"

/*
 * Whether a TLV's value still has `n` octets; says so in the text when it has
 * not, and nothing more of the value is to be printed then.
 */
bool ldp_has(struct printer *pr, const struct span *value, unsigned n);

#endif
