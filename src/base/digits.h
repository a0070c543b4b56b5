/*
 * digits.h - numbers and addresses written at a pointer, without bounds.
 *
 * The inner loop of every line. Each writer stores at `at`, may scribble up
 * to DIGITS_SLACK bytes behind what it wrote, and answers where the text
 * ends; the caller has reserved the room (text_reserve).
 */
#ifndef TCPLINE_BASE_DIGITS_H
#define TCPLINE_BASE_DIGITS_H

#include <stdint.h>
#include <string.h>

enum {
    DIGITS_U32_MAX = 10, /* "4294967295" */
    DIGITS_IP4_MAX = 15, /* "255.255.255.255" */
    DIGITS_IP6_MAX = 39, /* eight words of four digits */
    DIGITS_MAC_MAX = 17,
    DIGITS_SLACK = 8,
};

/* A string literal. */
#define DIGITS_LIT(at, s) digits_mem((at), "" s, sizeof(s) - 1)

static inline char *digits_mem(char *at, const char *s, size_t n)
{
    memcpy(at, s, n);
    return at + n;
}

/* Numbers of up to three digits, as they are written. */
struct digits_short {
    char digits[3];
    uint8_t len;
};
enum { DIGITS_SHORT = 1000 };
extern const struct digits_short digits_short[DIGITS_SHORT];

/* `v` is one of those. */
__attribute__((always_inline)) static inline char *digits_one_short(char *at,
                                                                    uint32_t v)
{
    memcpy(at, &digits_short[v], sizeof(digits_short[v]));
    return at + digits_short[v].len;
}

/* digits_u32() of any number; apart, so that short ones are inlined. */
__attribute__((noinline)) char *digits_long(char *at, uint32_t v);

/*
 * Most numbers of a header are short. Inlined always: gcc grows tired of it in
 * a function that writes many.
 */
__attribute__((always_inline)) static inline char *digits_u32(char *at,
                                                              uint32_t v)
{
    if (v >= DIGITS_SHORT)
        return digits_long(at, v);
    return digits_one_short(at, v);
}

/* The same numbers, zero-padded; the fourth byte is a NUL. */
extern const char digits_padded[DIGITS_SHORT][4];

static inline char *digits_three(char *at, uint32_t v)
{
    memcpy(at, digits_padded[v], sizeof(digits_padded[v]));
    return at + 3;
}

/* Below 65536, without a call: checksums and windows are seldom short. */
__attribute__((always_inline)) static inline char *digits_u16(char *at,
                                                              uint32_t v)
{
    if (v < DIGITS_SHORT)
        return digits_one_short(at, v);
    return digits_three(digits_one_short(at, v / 1000), v % 1000);
}

/* Below a million, all six digits: microseconds. */
static inline char *digits_six(char *at, uint32_t v)
{
    return digits_three(digits_three(at, v / 1000), v % 1000);
}

/* Below a billion, all nine digits: nanoseconds. */
static inline char *digits_nine(char *at, uint32_t v)
{
    return digits_six(digits_three(at, v / 1000000), v % 1000000);
}

/* digits_u64() of any number; apart as well. */
__attribute__((noinline)) char *digits_huge(char *at, uint64_t v);

static inline char *digits_u64(char *at, uint64_t v)
{
    return v < DIGITS_SHORT ? digits_u32(at, (uint32_t)v) : digits_huge(at, v);
}

/* Without a call up to six digits: frames of a capture, counts. */
__attribute__((always_inline)) static inline char *digits_count(char *at,
                                                                uint64_t v)
{
    if (v >= (uint64_t)DIGITS_SHORT * DIGITS_SHORT)
        return digits_huge(at, v);
    const uint32_t low = (uint32_t)v;
    if (low < DIGITS_SHORT)
        return digits_one_short(at, low);
    return digits_three(digits_one_short(at, low / 1000), low % 1000);
}

/*
 * What digits_long() does, of what is not short. By groups of three digits: of
 * the first, no leading zeros. Sequence numbers have nine or ten digits, and
 * nobody foresees which: so no branch asks.
 */
__attribute__((always_inline)) static inline char *digits_long_here(char *at,
                                                                    uint32_t v)
{
    enum { MILLION = 1000000, HUNDRED_MILLION = 100 * MILLION };

    if (v < MILLION)
        return digits_three(digits_one_short(at, v / 1000), v % 1000);
    if (v < HUNDRED_MILLION)
        return digits_six(digits_one_short(at, v / MILLION), v % MILLION);
    at = digits_one_short(at, v / HUNDRED_MILLION);
    memcpy(at, digits_padded[v / MILLION % 100] + 1, 2);
    return digits_six(at + 2, v % MILLION);
}

/* digits_u32() without a call, for who writes several long numbers. */
__attribute__((always_inline)) static inline char *digits_here(char *at,
                                                               uint32_t v)
{
    return v < DIGITS_SHORT ? digits_one_short(at, v) : digits_long_here(at, v);
}

/* One byte in hexadecimal, shortest form. */
static inline char *digits_hex8(char *at, uint8_t v)
{
    static const char hex[] = "0123456789abcdef";

    if (v > 15)
        *at++ = hex[v >> 4];
    *at++ = hex[v & 15];
    return at;
}

/* Two bytes in hexadecimal, all four digits. */
static inline char *digits_hex16(char *at, uint16_t v)
{
    static const char hex[] = "0123456789abcdef";

    *at++ = hex[v >> 12];
    *at++ = hex[v >> 8 & 15];
    *at++ = hex[v >> 4 & 15];
    *at++ = hex[v & 15];
    return at;
}

/* Every byte's two digits, so that a byte costs one load and one store. */
extern const char digits_of_bytes[513];

static inline char *digits_byte(char *at, uint8_t v)
{
    memcpy(at, digits_of_bytes + 2 * v, 2);
    return at + 2;
}

/* "02:00:00:00:00:01": as long as DIGITS_MAC_MAX. */
static inline char *digits_mac(char *at, const uint8_t addr[static 6])
{
    memset(at, ':', DIGITS_MAC_MAX);
    for (unsigned i = 0; i < 6; i++)
        (void)digits_byte(at + 3 * i, addr[i]);
    return at + DIGITS_MAC_MAX;
}

/* Dotted quad. */
char *digits_ip4(char *at, const uint8_t addr[static 4]);

/* Shortest form, the longest row of zero words left out (RFC 4291, 2.2). */
char *digits_ip6(char *at, const uint8_t addr[static 16]);

#endif
