/*
 * rsvp_object.h - RSVP's objects by class and type.
 */
#ifndef TCPLINE_PROTOCOLS_RSVP_OBJECT_H
#define TCPLINE_PROTOCOLS_RSVP_OBJECT_H

#include "rsvp_kit.h"

/* "Session"; "Unknown" */
const char *rsvp_class_name(uint8_t class);

/* "Tunnel IPv4"; "Unknown" */
const char *rsvp_ctype_name(uint8_t class, uint8_t ctype);

/* Puts the value's lines. */
enum rsvp_end rsvp_put_value(const struct rsvp_object *o);

#endif
