/*
 * tls_fields.h - whether bytes are TLS. Private to fields.
 */
#ifndef TCPLINE_FIELDS_TLS_FIELDS_H
#define TCPLINE_FIELDS_TLS_FIELDS_H

#include "field.h"

/* A record begins at `off`, by all that its header can tell. */
bool tls_begins(const struct field_scene *s, uint32_t off);

#endif
