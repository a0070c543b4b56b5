/*
 * pim1.h - PIM version 1, which was a message of IGMP.
 */
#ifndef TCPLINE_PROTOCOLS_PIM1_H
#define TCPLINE_PROTOCOLS_PIM1_H

#include "printer.h"

/* " Query Sparse-mode" and so on behind "igmp". */
void pim1_put_message(struct printer *pr);

#endif
