/*
 * ntp_time.h - NTP's timestamps (RFC 5905 section 6), which others use, too.
 */
#ifndef TCPLINE_PROTOCOLS_NTP_TIME_H
#define TCPLINE_PROTOCOLS_NTP_TIME_H

#include "printer.h"

/* 64 bits, fixed point: seconds since 1900 and their fraction. */
struct ntp_time {
    uint32_t sec, frac;
};

struct ntp_time ntp_time_at(struct printer *pr, uint32_t off);

static inline uint32_t ntp_time_nanoseconds(uint32_t frac)
{
    return (uint32_t)((uint64_t)frac * 1000000000 >> 32);
}

/* "3557962838.500000000 (2012-09-30T03:00:38Z)", a date unless zero. */
void ntp_time_put(struct text *out, struct ntp_time t);

#endif
