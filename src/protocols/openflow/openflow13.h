/*
 * openflow13.h - the messages of OpenFlow 1.3.
 */
#ifndef TCPLINE_PAYLOAD_OPENFLOW13_H
#define TCPLINE_PAYLOAD_OPENFLOW13_H

#include "openflow_kit.h"

/* The body of a message. */
void of13_print(struct printer *pr, uint8_t type, struct of_span body);

/* NULL when the number has no name. */
const char *of13_type_name(uint8_t type);

#endif
