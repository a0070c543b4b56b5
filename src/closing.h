/*
 * closing.h - what a live capture says of its numbers, in tcpdump's words.
 */
#ifndef TCPLINE_CLOSING_H
#define TCPLINE_CLOSING_H

#include <stdint.h>

struct live_counts;

/* The lines at the end, and a warning when the kernel dropped packets. */
void closing_counts(uint64_t captured, const struct live_counts *n);

/* The one line that answers SIGUSR1. */
void closing_statistics(uint64_t captured, const struct live_counts *n);

#endif
