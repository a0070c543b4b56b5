/*
 * openflow13.h - the messages of OpenFlow 1.3.
 */
#ifndef TCPLINE_PROTOCOLS_OPENFLOW13_H
#define TCPLINE_PROTOCOLS_OPENFLOW13_H

#include "openflow_kit.h"

extern const struct of_version openflow13;

#endif
