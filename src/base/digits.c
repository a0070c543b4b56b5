/*
 * digits.c - short numbers, dotted quads and hexadecimal by table.
 */
#include "digits.h"

#include <stdbool.h>
#include <stddef.h>

/* What `of` makes of each number's digits, by the ones in front of them. */
#define TEN(of, p)                                                             \
    of(p "0"), of(p "1"), of(p "2"), of(p "3"), of(p "4"), of(p "5"),          \
        of(p "6"), of(p "7"), of(p "8"), of(p "9")
#define NINETY(of, p)                                                          \
    TEN(of, p "1"), TEN(of, p "2"), TEN(of, p "3"), TEN(of, p "4"),            \
        TEN(of, p "5"), TEN(of, p "6"), TEN(of, p "7"), TEN(of, p "8"),        \
        TEN(of, p "9")
#define HUNDRED(of, p) TEN(of, p "0"), NINETY(of, p)
#define NINE_HUNDRED(of)                                                       \
    HUNDRED(of, "1"), HUNDRED(of, "2"), HUNDRED(of, "3"), HUNDRED(of, "4"),    \
        HUNDRED(of, "5"), HUNDRED(of, "6"), HUNDRED(of, "7"),                  \
        HUNDRED(of, "8"), HUNDRED(of, "9")

#define SHORT(s)                                                               \
    {                                                                          \
        s, sizeof(s) - 1                                                       \
    }
const struct digits_short digits_short[DIGITS_SHORT] = {
    TEN(SHORT, ""),
    NINETY(SHORT, ""),
    NINE_HUNDRED(SHORT),
};

#define PADDED(s) s
const char digits_padded[DIGITS_SHORT][4] = {
    HUNDRED(PADDED, "0"),
    NINE_HUNDRED(PADDED),
};

char *digits_long(char *at, uint32_t v)
{
    return digits_long_here(at, v);
}

char *digits_huge(char *at, uint64_t v)
{
    enum { BILLION = 1000000000 };

    if (v <= UINT32_MAX)
        return digits_u32(at, (uint32_t)v);
    at = digits_u64(at, v / BILLION);
    return digits_nine(at, (uint32_t)(v % BILLION));
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

struct zero_run {
    int start, words;
};

/* The longest run of zero words, the first one among equals. */
static struct zero_run longest_zero_run(const uint8_t addr[static 16])
{
    struct zero_run best = {-1, 0}, cur = {-1, 0};

    for (int i = 0; i < 8; i++) {
        if (addr[2 * i] != 0 || addr[2 * i + 1] != 0) {
            cur.words = 0;
            continue;
        }
        if (cur.words++ == 0)
            cur.start = i;
        if (cur.words > best.words)
            best = cur;
    }
    if (best.words < 2)
        best.start = -1;
    return best;
}

/* RFC 4291 section 2.2, form 3, for ::a.b.c.d and ::ffff:a.b.c.d only. */
static bool ends_in_dotted_quad(const uint8_t addr[static 16],
                                struct zero_run run)
{
    return run.start == 0 &&
           (run.words == 6 ||
            (run.words == 5 && addr[10] == 0xff && addr[11] == 0xff));
}

/* One word of an IPv6 address, without leading zeros. */
static char *put_word(char *at, const uint8_t *p)
{
    static const char hex_digits[] = "0123456789abcdef";
    const unsigned v = (unsigned)(p[0] << 8 | p[1]);

    if (v > 0xfff)
        *at++ = hex_digits[v >> 12];
    if (v > 0xff)
        *at++ = hex_digits[v >> 8 & 15];
    if (v > 0xf)
        *at++ = hex_digits[v >> 4 & 15];
    *at++ = hex_digits[v & 15];
    return at;
}

char *digits_ip6(char *at, const uint8_t addr[static 16])
{
    const struct zero_run run = longest_zero_run(addr);
    const int words = ends_in_dotted_quad(addr, run) ? 6 : 8;

    for (int i = 0; i < words; i++) {
        if (i == run.start) {
            *at++ = ':';
            i += run.words - 1;
            continue;
        }
        if (i != 0)
            *at++ = ':';
        at = put_word(at, addr + (size_t)2 * (unsigned)i);
    }
    if (words == 6) {
        *at++ = ':';
        return digits_ip4(at, addr + 12);
    }
    if (run.start >= 0 && run.start + run.words == 8)
        *at++ = ':';
    return at;
}

#define HEX(h)                                                                 \
    h "0" h "1" h "2" h "3" h "4" h "5" h "6" h "7" h "8" h "9" h "a" h "b" h  \
      "c" h "d" h "e" h "f"
const char digits_of_bytes[513] =
    HEX("0") HEX("1") HEX("2") HEX("3") HEX("4") HEX("5") HEX("6") HEX("7")
        HEX("8") HEX("9") HEX("a") HEX("b") HEX("c") HEX("d") HEX("e") HEX("f");
