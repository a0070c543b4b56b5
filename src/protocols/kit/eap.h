/*
 * eap.h - EAP packets (RFC 3748), which EAPOL and RADIUS carry.
 */
#ifndef TCPLINE_PROTOCOLS_EAP_H
#define TCPLINE_PROTOCOLS_EAP_H

#include "printer.h"

/*
 * The packet at `off`: "Request (1), id 2, len 5", and what it asks in a line
 * of its own. A length that goes beyond what is captured is marked.
 */
void eap_put(struct printer *pr, uint32_t off);

#endif
