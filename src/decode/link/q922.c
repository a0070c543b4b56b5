/*
 * q922.c - frame relay's addresses, on the wire and in ARP.
 */
#include "q922.h"

#include "tcpline/links.h"

uint8_t q922_length(const struct bytes *b)
{
    if (b->cap > 0 && (b->p[0] & 1) != 0)
        return 0;
    for (unsigned n = 2; n <= TL_Q922_MAX; n++)
        if (b->cap < n || (b->p[n - 1] & 1) != 0)
            return (uint8_t)n;
    return 0;
}

uint32_t q922_dlci(const uint8_t *a, uint8_t len)
{
    uint32_t dlci = (uint32_t)(a[0] & 0xfc) << 2 | a[1] >> 4;

    if (len == 4)
        dlci = dlci << 7 | a[2] >> 1;
    if (len > 2)
        dlci = dlci << 6 | a[len - 1] >> 2;
    return dlci;
}
