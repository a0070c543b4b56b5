/*
 * snmp_ber.h - the elements of ASN.1's basic encoding, as SNMP uses them.
 */
#ifndef TCPLINE_PROTOCOLS_SNMP_BER_H
#define TCPLINE_PROTOCOLS_SNMP_BER_H

#include "printer.h"
#include "span.h"

enum ber_type {
    BER_OCTETS, /* of a type that is not looked into */
    BER_INTEGER,
    BER_STRING,
    BER_NULL,
    BER_OID,
    BER_SEQUENCE,
    BER_ADDRESS,
    BER_UNSIGNED, /* counters, gauges and ticks alike */
    BER_COUNTER64,
    BER_PDU,
    BER_NO_VALUE, /* RFC 3416 section 3: why a binding has none */
};

struct ber {
    enum ber_type type;
    uint8_t id;
    struct span value; /* captured wholly */
    int32_t number;    /* of an integer */
};

/*
 * Reads the element at the head of `list` and moves behind it. False when
 * there is none that could be read; the text then says why, or the output is
 * pinned; `value` is then empty unless it is what is not captured. The name of
 * a type that is not looked into is appended at once.
 */
bool ber_next(struct printer *pr, struct span *list, struct ber *e);

/* As ber_next(), and says "[what]" and shows the element when of another type.
 */
bool ber_expect(struct printer *pr, struct span *list, enum ber_type type,
                const char *what, struct ber *e);

/* Appends the value. */
void ber_put(struct printer *pr, const struct ber *e);

#endif
