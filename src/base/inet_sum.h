/*
 * inet_sum.h - the one's complement sum that IP, TCP, UDP and many others
 * have for a checksum (RFC 1071).
 */
#ifndef TCPLINE_BASE_INET_SUM_H
#define TCPLINE_BASE_INET_SUM_H

#include <stdint.h>

/* Adds `n` bytes to a running sum, which begins with 0. */
uint64_t inet_sum_add(uint64_t sum, const uint8_t *p, uint32_t n);

/*
 * Folds a running sum to sixteen bits, not complemented: over bytes with a
 * right checksum among them 0xffff.
 */
uint16_t inet_sum_fold(uint64_t sum);

#endif
