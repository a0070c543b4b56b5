/*
 * rsvp_kit.h - what the writers of RSVP's objects share: how far their lines
 * are indented, and how they end.
 */
#ifndef TCPLINE_PROTOCOLS_RSVP_KIT_H
#define TCPLINE_PROTOCOLS_RSVP_KIT_H

#include "printer.h"
#include "span.h"

/* What follows an object's value. */
enum rsvp_end {
    RSVP_DONE,
    RSVP_DUMP,      /* its octets, even without -vv */
    RSVP_SHORT,     /* these end the message: too few octets, */
    RSVP_SUB_SHORT, /* in a part of it, */
    RSVP_TLV_SHORT, /* in a property, */
    RSVP_INVALID,   /* or a length that cannot be */
};

/* An object whose octets are captured. */
struct rsvp_object {
    struct printer *pr;
    uint8_t indent; /* of its first line; more inside of a bundle */
    uint8_t class;
    uint8_t ctype;
    struct span value;
};

/* "\n\t" and blanks: the object's indent, and `more`. */
void rsvp_line(const struct rsvp_object *o, unsigned more);

/* "0.008 Mbps" of the IEEE 754 octets a second at `off` of the value. */
void rsvp_put_rate(const struct rsvp_object *o, uint32_t off);
void rsvp_put_bandwidth(const struct rsvp_object *o, uint32_t off);

/* The same as they are: "2000 bytes". */
void rsvp_put_float(const struct rsvp_object *o, uint32_t off);

/* Fields of the value. */
static inline uint8_t rsvp_u8(const struct rsvp_object *o, uint32_t off)
{
    return printer_u8(o->pr, o->value.off + off);
}

static inline uint16_t rsvp_u16(const struct rsvp_object *o, uint32_t off)
{
    return printer_u16(o->pr, o->value.off + off);
}

static inline uint32_t rsvp_u24(const struct rsvp_object *o, uint32_t off)
{
    return printer_u24(o->pr, o->value.off + off);
}

static inline uint32_t rsvp_u32(const struct rsvp_object *o, uint32_t off)
{
    return printer_u32(o->pr, o->value.off + off);
}

static inline void rsvp_put_addr4(const struct rsvp_object *o, uint32_t off)
{
    printer_addr4(o->pr, o->value.off + off);
}

static inline void rsvp_put_addr6(const struct rsvp_object *o, uint32_t off)
{
    printer_addr6(o->pr, o->value.off + off);
}

#endif
