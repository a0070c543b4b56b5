/*
 * hex_bytes.h - bytes written in hexadecimal, blanks and comments free.
 */
#ifndef TCPLINE_TESTS_HEX_BYTES_H
#define TCPLINE_TESTS_HEX_BYTES_H

#include <ctype.h>
#include <stddef.h>
#include <stdint.h>

static inline unsigned hex_digit(char c)
{
    return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* Bytes of `hex` ("4500 0028") into `out`; answers how many. */
static inline size_t hex_bytes(const char *hex, uint8_t *out)
{
    size_t n = 0;

    for (; *hex != '\0'; hex++) {
        if (!isxdigit((unsigned char)*hex))
            continue;
        out[n++] = (uint8_t)(hex_digit(hex[0]) << 4 | hex_digit(hex[1]));
        hex++;
    }
    return n;
}

#endif
