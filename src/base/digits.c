/*
 * digits.c - short numbers, dotted quads and hexadecimal by table.
 */
#include "digits.h"

#define SHORT(s)                                                               \
    {                                                                          \
        s, sizeof(s) - 1                                                       \
    }
#define TEN(p)                                                                 \
    SHORT(p "0"), SHORT(p "1"), SHORT(p "2"), SHORT(p "3"), SHORT(p "4"),      \
        SHORT(p "5"), SHORT(p "6"), SHORT(p "7"), SHORT(p "8"), SHORT(p "9")
#define NINETY(p)                                                              \
    TEN(p "1"), TEN(p "2"), TEN(p "3"), TEN(p "4"), TEN(p "5"), TEN(p "6"),    \
        TEN(p "7"), TEN(p "8"), TEN(p "9")
#define HUNDRED(p) TEN(p "0"), NINETY(p)

const struct digits_short digits_short[DIGITS_SHORT] = {
    TEN(""),      NINETY(""),   HUNDRED("1"), HUNDRED("2"),
    HUNDRED("3"), HUNDRED("4"), HUNDRED("5"), HUNDRED("6"),
    HUNDRED("7"), HUNDRED("8"), HUNDRED("9"),
};

char *digits_long(char *at, uint32_t v)
{
    enum { TEN_TO_8 = 100000000 };

    if (v < TEN_TO_8)
        return digits_upto8(at, v);
    at = digits_u32(at, v / TEN_TO_8); /* one or two: from the table */
    digits_store8(at, digits_split8(v % TEN_TO_8));
    return at + 8;
}

static inline char *put_octet(char *at, uint8_t v)
{
    return digits_u32(at, v);
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
