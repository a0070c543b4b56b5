/*
 * live_report.h - what a live capture says of its numbers, in tcpdump's words.
 */
#ifndef TCPLINE_LIVE_REPORT_H
#define TCPLINE_LIVE_REPORT_H

#include <stdint.h>

struct live_counts;

/* The lines at the end, and a warning when the kernel dropped packets. */
void live_report_end(uint64_t captured, const struct live_counts *n);

/* The line of one of several interfaces, behind those. */
void live_report_of(const char *interface, uint64_t captured,
                    const struct live_counts *n);

/* The one line that answers SIGUSR1. */
void live_report_now(uint64_t captured, const struct live_counts *n);

#endif
