/*
 * groups.h - what IGMPv3 (RFC 3376) and MLDv2 (RFC 3810) have in common, but
 * for the size of an address: sources, group records, times.
 */
#ifndef TCPLINE_PROTOCOLS_GROUPS_H
#define TCPLINE_PROTOCOLS_GROUPS_H

#include "printer.h"

struct group_kind {
    uint32_t addr_len;  /* 4 or 16 */
    const char *report; /* names a record of unknown type: "v3-report" */
};

/* A time of one byte: above 127 a mantissa of four bits and an exponent. */
static inline uint32_t group_time8(uint8_t code)
{
    return code < 0x80 ? code : ((code & 15U) | 16U) << ((code >> 4 & 7) + 3);
}

/* A time of two bytes: above 32767 a mantissa of twelve bits. */
static inline uint32_t group_time16(uint16_t code)
{
    return code < 0x8000
               ? code
               : ((code & 0xfffU) | 0x1000U) << ((code >> 12 & 7) + 3);
}

/* The `n` sources at `off`: how many, or with -vv which. */
void group_put_sources(struct printer *pr, const struct group_kind *kind,
                       uint32_t off, uint32_t n);

/* ", 2 group record(s)" and, with -v, the `n` records at `off`. */
void group_put_records(struct printer *pr, const struct group_kind *kind,
                       uint32_t off, uint32_t n);

#endif
