/*
 * counts.c - packet counters that do not wrap.
 */
#include "counts.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/if_packet.h>
#endif

/* The counters libpcap adds up as "dropped by interface". */
static const char *const device_counters[COUNTS_DEVICE_FILES] = {
    "rx_missed_errors", "rx_fifo_errors"};

static uint64_t number_in(int fd)
{
    char text[32];
    const ssize_t n = fd < 0 ? 0 : pread(fd, text, sizeof(text) - 1, 0);
    text[n > 0 ? n : 0] = '\0';
    return strtoull(text, NULL, 10);
}

static uint64_t device_drops(const struct counts *c)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < COUNTS_DEVICE_FILES; i++)
        sum += number_in(c->files[i]);
    return sum;
}

void counts_open(struct counts *c, pcap_t *p, const char *device)
{
    char path[256];
    *c = (struct counts){.p = p};
    for (size_t i = 0; i < COUNTS_DEVICE_FILES; i++) {
        (void)snprintf(path, sizeof(path), "/sys/class/net/%s/statistics/%s",
                       device, device_counters[i]);
        c->files[i] = open(path, O_RDONLY | O_CLOEXEC);
    }
    c->start = device_drops(c);
}

void counts_close(struct counts *c)
{
    for (size_t i = 0; i < COUNTS_DEVICE_FILES; i++)
        if (c->files[i] >= 0)
            (void)close(c->files[i]);
}

/* Reading the kernel's counters sets them to zero. False: it has none. */
static bool add_socket_counts(struct counts *c)
{
#ifdef PACKET_STATISTICS
    struct tpacket_stats_v3 s = {0};
    socklen_t size = sizeof(s);
    if (getsockopt(pcap_fileno(c->p), SOL_PACKET, PACKET_STATISTICS, &s,
                   &size) != 0)
        return false;
    c->total.received += s.tp_packets;
    c->total.dropped += s.tp_drops;
    return true;
#else
    (void)c;
    return false;
#endif
}

/* Differences modulo 2^32 add up to the whole. */
static void add_library_counts(struct counts *c)
{
    struct pcap_stat s;
    if (pcap_stats(c->p, &s) != 0)
        return;
    c->total.received += s.ps_recv - c->last.ps_recv;
    c->total.dropped += s.ps_drop - c->last.ps_drop;
    c->last = s;
}

void counts_update(struct counts *c)
{
    if (!add_socket_counts(c))
        add_library_counts(c);
    const uint64_t now = device_drops(c);
    c->total.if_dropped = now > c->start ? now - c->start : 0;
}
