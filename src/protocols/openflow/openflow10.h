/*
 * openflow10.h - the messages of OpenFlow 1.0.
 */
#ifndef TCPLINE_PAYLOAD_OPENFLOW10_H
#define TCPLINE_PAYLOAD_OPENFLOW10_H

#include "openflow_kit.h"

/* The body of a message. */
void of10_print(struct printer *pr, uint8_t type, struct of_span body);

/* NULL when the number has no name. */
const char *of10_type_name(uint8_t type);

#endif
