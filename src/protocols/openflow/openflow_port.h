/*
 * openflow_port.h - the ports of OpenFlow.
 */
#ifndef TCPLINE_PAYLOAD_OPENFLOW_PORT_H
#define TCPLINE_PAYLOAD_OPENFLOW_PORT_H

#include "openflow_kit.h"

/* "CONTROLLER", "17" */
void of10_put_port(struct printer *pr, uint16_t port);

#endif
