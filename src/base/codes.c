/*
 * codes.c - searching tables of names.
 */
#include "codes.h"

const char *code_find(const struct code_name *table, size_t rows, uint32_t code,
                      const char *other)
{
    for (size_t i = 0; i < rows; i++)
        if (table[i].code == code)
            return table[i].name;
    return other;
}

void code_put(struct text *out, const struct code_name *table, size_t rows,
              uint32_t code, const char *other)
{
    const char *name = code_find(table, rows, code, NULL);

    if (name != NULL)
        text_str(out, name);
    else
        text_printf(out, other, code);
}

uint32_t code_put_bits(struct text *out, const struct code_name *table,
                       size_t rows, uint32_t bits, const char *between)
{
    const char *before = "";
    uint32_t unnamed = bits;

    for (size_t i = 0; i < rows; i++) {
        if ((bits & table[i].code) == 0)
            continue;
        text_str(out, before);
        text_str(out, table[i].name);
        before = between;
        unnamed &= ~table[i].code;
    }
    return unnamed;
}

void code_put_bits_or(struct text *out, const struct code_name *table,
                      size_t rows, uint32_t bits, const char *between,
                      const char *none)
{
    const size_t before = text_len(out);

    (void)code_put_bits(out, table, rows, bits, between);
    if (text_len(out) == before)
        text_str(out, none);
}
