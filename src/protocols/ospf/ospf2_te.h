/*
 * ospf2_te.h - what opaque advertisements of OSPF carry: traffic engineering
 * (RFC 3630, RFC 4124, RFC 4203), graceful restart (RFC 3623) and what a
 * router can do (RFC 7770).
 */
#ifndef TCPLINE_PROTOCOLS_OSPF2_TE_H
#define TCPLINE_PROTOCOLS_OSPF2_TE_H

#include "printer.h"

/*
 * Each the `len` octets of a body at `off`; false where the list of elements
 * is left before its end.
 */
bool ospf2_put_te(struct printer *pr, uint32_t off, uint32_t len);
bool ospf2_put_grace(struct printer *pr, uint32_t off, uint32_t len);
bool ospf2_put_router_info(struct printer *pr, uint32_t off, uint32_t len);

#endif
