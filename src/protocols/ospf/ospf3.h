/*
 * ospf3.h - OSPF version 3.
 */
#ifndef TCPLINE_PROTOCOLS_OSPF3_H
#define TCPLINE_PROTOCOLS_OSPF3_H

#include "printer.h"

/* As struct protocol's print. */
bool ospf3_print(struct printer *pr);

#endif
