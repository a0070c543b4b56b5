/*
 * enterprise.h - names of private enterprise numbers (the IANA registry).
 */
#ifndef TCPLINE_PROTOCOLS_ENTERPRISE_H
#define TCPLINE_PROTOCOLS_ENTERPRISE_H

#include <stdint.h>

/* "Cisco"; "Unknown" */
const char *enterprise_name(uint32_t number);

#endif
