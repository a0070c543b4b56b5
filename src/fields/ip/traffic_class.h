/*
 * traffic_class.h - names of differentiated services and of congestion
 * marks, which both versions of IP have.
 */
#ifndef TCPLINE_FIELDS_TRAFFIC_CLASS_H
#define TCPLINE_FIELDS_TRAFFIC_CLASS_H

#include <stdint.h>

/* NULL where there is none. */
const char *name_of_dscp(uint32_t dscp);
const char *name_of_ecn(uint32_t ecn);

#endif
