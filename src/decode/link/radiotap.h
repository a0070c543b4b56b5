/*
 * radiotap.h - walking the fields of a radiotap header
 * (https://www.radiotap.org/).
 */
#ifndef TCPLINE_DECODE_RADIOTAP_H
#define TCPLINE_DECODE_RADIOTAP_H

#include <stdbool.h>
#include <stdint.h>

enum {
    RADIOTAP_FLAGS = 1,
    RADIOTAP_CHANNEL = 3,
    RADIOTAP_XCHANNEL = 18,
    RADIOTAP_MCS = 19,
    RADIOTAP_FLAG_FCS = 0x10,
    RADIOTAP_FLAG_PAD = 0x20,
};

struct radiotap_walk {
    const uint8_t *hdr;   /* length and fields checked against hdr_len */
    uint32_t hdr_len, at; /* the field to read next */
    uint32_t word;        /* offset of the presence word */
    uint32_t present;     /* its bits not yet visited */
    unsigned first_bit;   /* number of its lowest bit */
    bool vendor;          /* its fields are another standard's */
    bool ended;           /* by a field that cannot be read */
};

enum radiotap_end {
    RADIOTAP_FIELD,
    RADIOTAP_UNKNOWN, /* a bit whose field's size nobody knows */
    RADIOTAP_CUT,     /* the header ends inside the field */
    RADIOTAP_DONE,
};

struct radiotap_field {
    unsigned bit;
    uint32_t present; /* the presence word it stands in */
    const uint8_t *p;
};

/*
 * Starts at the first field behind the presence words; false when the header
 * is too short for these.
 */
bool radiotap_start(struct radiotap_walk *w, const uint8_t *hdr,
                    uint32_t hdr_len);

/* To be called until it says RADIOTAP_DONE. */
enum radiotap_end radiotap_next(struct radiotap_walk *w,
                                struct radiotap_field *field);

#endif
