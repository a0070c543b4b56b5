/*
 * codes.h - names for wire codes: one value's name, and the names of the bits
 * that are set in one.
 *
 * Tables are short and sparse, so they are searched from the front: the first
 * row that fits wins. Rows stand by value.
 */
#ifndef TCPLINE_BASE_CODES_H
#define TCPLINE_BASE_CODES_H

#include <stddef.h>
#include <stdint.h>

#include "count.h"
#include "text.h"

struct code_name {
    uint32_t code; /* a value, or the mask of a bit field */
    const char *name;
};

/* The name of `code`, or `other` (may be NULL) when the table has none. */
const char *code_find(const struct code_name *table, size_t rows, uint32_t code,
                      const char *other);

/*
 * Appends the name of `code`; when the table has none `other`, which is a
 * printf format for the one number, an unsigned: "Unknown (%u)".
 */
void code_put(struct text *out, const struct code_name *table, size_t rows,
              uint32_t code, const char *other)
    __attribute__((format(printf, 5, 0)));

/*
 * Appends the names of the rows that have a bit in common with `bits`, in the
 * table's order, `between` two of them: "SYN, ACK" with ", ". Answers the
 * bits that no row has named.
 */
uint32_t code_put_bits(struct text *out, const struct code_name *table,
                       size_t rows, uint32_t bits, const char *between);

/* The same, or the word `none` when no row has a bit in common. */
void code_put_bits_or(struct text *out, const struct code_name *table,
                      size_t rows, uint32_t bits, const char *between,
                      const char *none);

/* The same over a whole array. */
#define CODE_NAME(table, code, other)                                          \
    code_find((table), COUNT_OF(table), (code), (other))
#define CODE_PUT(out, table, code, other)                                      \
    code_put((out), (table), COUNT_OF(table), (code), (other))
#define CODE_PUT_BITS(out, table, bits, between)                               \
    code_put_bits((out), (table), COUNT_OF(table), (bits), (between))
#define CODE_PUT_BITS_OR(out, table, bits, between, none)                      \
    code_put_bits_or((out), (table), COUNT_OF(table), (bits), (between), (none))

#endif
