/*
 * counts.h - how many packets a device has delivered and dropped.
 *
 * Read from the kernel directly: pcap_stats(3PCAP) keeps 32 bits, and opens
 * a file each time, which the sandbox does not allow.
 */
#ifndef TCPLINE_CAPTURE_COUNTS_H
#define TCPLINE_CAPTURE_COUNTS_H

#include <pcap/pcap.h>

#include "live.h"

enum { COUNTS_DEVICE_FILES = 2 };

struct counts {
    pcap_t *p;
    struct live_counts total;
    struct pcap_stat last; /* where pcap_stats() is all there is */
    /* The device's own counters of packets it dropped, and where they stood. */
    int files[COUNTS_DEVICE_FILES];
    uint64_t start;
};

/* Counts from now on. `device` must still be reachable by its path. */
void counts_open(struct counts *c, pcap_t *p, const char *device);
void counts_close(struct counts *c);

/* Adds what has happened since the last time. */
void counts_update(struct counts *c);

#endif
