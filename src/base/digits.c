/*
 * digits.c - dotted quads and hexadecimal by table.
 */
#include "digits.h"

struct octet {
    char digits[3];
    uint8_t len;
};

#define OCTET(s)                                                               \
    {                                                                          \
        s, sizeof(s) - 1                                                       \
    }
#define SIX(p)                                                                 \
    OCTET(p "0"), OCTET(p "1"), OCTET(p "2"), OCTET(p "3"), OCTET(p "4"),      \
        OCTET(p "5")
#define TEN(p) SIX(p), OCTET(p "6"), OCTET(p "7"), OCTET(p "8"), OCTET(p "9")

static const struct octet octets[256] = {
    TEN(""),   TEN("1"),  TEN("2"),  TEN("3"),  TEN("4"),  TEN("5"),  TEN("6"),
    TEN("7"),  TEN("8"),  TEN("9"),  TEN("10"), TEN("11"), TEN("12"), TEN("13"),
    TEN("14"), TEN("15"), TEN("16"), TEN("17"), TEN("18"), TEN("19"), TEN("20"),
    TEN("21"), TEN("22"), TEN("23"), TEN("24"), SIX("25"),
};

static inline char *put_octet(char *at, uint8_t v)
{
    memcpy(at, &octets[v], sizeof(octets[v]));
    return at + octets[v].len;
}

char *digits_ip4(char *at, const uint8_t addr[static 4])
{
    at = put_octet(at, addr[0]);
    *at++ = '.';
    at = put_octet(at, addr[1]);
    *at++ = '.';
    at = put_octet(at, addr[2]);
    *at++ = '.';
    return put_octet(at, addr[3]);
}

#define HEX(h)                                                                 \
    h "0" h "1" h "2" h "3" h "4" h "5" h "6" h "7" h "8" h "9" h "a" h "b" h  \
      "c" h "d" h "e" h "f"
const char digits_of_bytes[513] =
    HEX("0") HEX("1") HEX("2") HEX("3") HEX("4") HEX("5") HEX("6") HEX("7")
        HEX("8") HEX("9") HEX("a") HEX("b") HEX("c") HEX("d") HEX("e") HEX("f");
