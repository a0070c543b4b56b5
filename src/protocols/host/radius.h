/*
 * radius.h - what the files of RADIUS share: the attributes and the words of
 * their values.
 */
#ifndef TCPLINE_PROTOCOLS_RADIUS_H
#define TCPLINE_PROTOCOLS_RADIUS_H

#include "printer.h"
#include "span.h"

/* The value of attribute `type`, which is not empty. */
typedef void radius_put_fn(struct printer *pr, struct span v, uint8_t type);

struct radius_attribute {
    const char *name;   /* NULL: has none */
    radius_put_fn *put; /* NULL: its value is not shown */
};

enum { RADIUS_ATTRIBUTES = 130 };

extern const struct radius_attribute radius_attributes[RADIUS_ATTRIBUTES];

/*
 * False when the `n` octets from `off` are not captured. The text says so, but
 * attributes behind may still be shown.
 */
bool radius_has(struct printer *pr, uint32_t off, uint32_t n);

/* Chapters of their own: RFC 5580, and RFC 3162 with its followers. */
radius_put_fn radius_put_operator, radius_put_location_info,
    radius_put_location_data, radius_put_location_rules;

/* The name of the number in attribute `type`, "#7" when it has none. */
void radius_put_word(struct text *out, uint8_t type, uint32_t number);

#endif
