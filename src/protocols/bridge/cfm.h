/*
 * cfm.h - what the files of connectivity fault management share.
 */
#ifndef TCPLINE_PROTOCOLS_CFM_H
#define TCPLINE_PROTOCOLS_CFM_H

#include "printer.h"
#include "span.h"

/* "\n\t\t packet is too short" */
void cfm_put_too_short(struct printer *pr);

/* The elements in `list`, to the end of the message. */
void cfm_put_elements(struct printer *pr, struct span list);

#endif
