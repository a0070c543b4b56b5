/*
 * inet_sum.c - the one's complement sum of RFC 1071.
 */
#include "inet_sum.h"

#include "bytes.h"

uint64_t inet_sum_add(uint64_t sum, const uint8_t *p, uint32_t n)
{
    for (; n >= 4; n -= 4, p += 4)
        sum += load_be32(p);
    if (n >= 2) {
        sum += (uint64_t)load_be16(p) << 16;
        p += 2;
    }
    if (n % 2 != 0)
        sum += (uint64_t)p[0] << (n == 1 ? 24 : 8);
    return sum;
}

uint16_t inet_sum_fold(uint64_t sum)
{
    while (sum > 0xffff)
        sum = (sum & 0xffff) + (sum >> 16);
    return (uint16_t)sum;
}
