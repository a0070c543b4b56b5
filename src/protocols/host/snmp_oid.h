/*
 * snmp_oid.h - object identifiers by name: "system.sysDescr.0".
 */
#ifndef TCPLINE_PROTOCOLS_SNMP_OID_H
#define TCPLINE_PROTOCOLS_SNMP_OID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text.h"

/* An identifier that is being written. */
struct snmp_oid {
    size_t start; /* of its text */
    size_t node;  /* the last one that has a name, in the tree */
    uint32_t arcs;
    bool bare; /* no dot stands before the next arc */
};

void snmp_oid_begin(struct snmp_oid *oid, struct text *out);

/* Appends the next arc; a short form may take the place of those before. */
void snmp_oid_put(struct snmp_oid *oid, struct text *out, uint32_t arc);

#endif
