/*
 * eap.h - EAP packets (RFC 3748), which EAPOL and RADIUS carry.
 */
#ifndef TCPLINE_PROTOCOLS_EAP_H
#define TCPLINE_PROTOCOLS_EAP_H

#include "printer.h"
#include "span.h"

/*
 * `part` is a packet where its length says so: "Request (1), id 2, len 5", and
 * what it asks in a line of its own. One that is not captured whole is marked.
 * Of a part of a packet nothing is known but that it is one.
 */
void eap_put(struct printer *pr, struct span part);

#endif
