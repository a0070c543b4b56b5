/*
 * protocol_names.h - names of IP protocols: NULL where the oracle has none.
 */
#ifndef TCPLINE_FIELDS_PROTOCOL_NAMES_H
#define TCPLINE_FIELDS_PROTOCOL_NAMES_H

#include <stdint.h>

const char *name_of_ip_proto(uint8_t proto);       /* -v, "TCP" */
const char *name_of_ip_proto_short(uint8_t proto); /* "tcp" */

#endif
