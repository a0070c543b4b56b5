/*
 * dvmrp.h - the Distance Vector Multicast Routing Protocol inside IGMP.
 */
#ifndef TCPLINE_PROTOCOLS_DVMRP_H
#define TCPLINE_PROTOCOLS_DVMRP_H

#include "printer.h"

/* Appends the message, IGMP's header of eight bytes first, behind its name. */
void dvmrp_put_message(struct printer *pr);

#endif
