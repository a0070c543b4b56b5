/*
 * openflow_bsn.h - what Big Switch Networks adds to OpenFlow: the body of a
 * message, and of an action.
 */
#ifndef TCPLINE_PROTOCOLS_OPENFLOW_BSN_H
#define TCPLINE_PROTOCOLS_OPENFLOW_BSN_H

#include "openflow_kit.h"

void of_print_bsn_message(struct printer *pr, struct span s);
void of_print_bsn_action(struct printer *pr, struct span s);

#endif
