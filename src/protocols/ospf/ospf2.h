/*
 * ospf2.h - OSPF version 2.
 */
#ifndef TCPLINE_PROTOCOLS_OSPF2_H
#define TCPLINE_PROTOCOLS_OSPF2_H

#include "printer.h"

/* As struct protocol's print. */
bool ospf2_print(struct printer *pr);

#endif
