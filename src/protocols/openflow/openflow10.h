/*
 * openflow10.h - the messages of OpenFlow 1.0.
 */
#ifndef TCPLINE_PROTOCOLS_OPENFLOW10_H
#define TCPLINE_PROTOCOLS_OPENFLOW10_H

#include "openflow_kit.h"

extern const struct of_version openflow10;

#endif
