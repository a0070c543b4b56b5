/*
 * codes.h - names for wire codes.
 *
 * Tables are short and sparse, so they are searched from the front.
 */
#ifndef TCPLINE_PAYLOAD_CODES_H
#define TCPLINE_PAYLOAD_CODES_H

#include <stddef.h>
#include <stdint.h>

struct code_name {
    uint32_t code;
    const char *name;
};

/* The name of `code`, or `other` when the table does not have it. */
static inline const char *code_find(const struct code_name *table, size_t rows,
                                    uint32_t code, const char *other)
{
    for (size_t i = 0; i < rows; i++) {
        if (table[i].code == code)
            return table[i].name;
    }
    return other;
}

/* code_find() over a whole array. */
#define CODE_NAME(table, code, other)                                          \
    code_find((table), sizeof(table) / sizeof((table)[0]), (code), (other))

#endif
