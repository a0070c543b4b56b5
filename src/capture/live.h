/*
 * live.h - packets from a device.
 *
 * Opened with privileges; afterwards reading, waiting and counting ask the
 * kernel for nothing that a sandbox could not allow: no path is opened, no
 * new socket is made.
 */
#ifndef TCPLINE_CAPTURE_LIVE_H
#define TCPLINE_CAPTURE_LIVE_H

#include <pcap/pcap.h>
#include <stdbool.h>
#include <stdint.h>

struct err;

enum { LIVE_UNSET = -1 };

struct live_config {
    const char *device; /* -i: a name or a number; NULL: the first */
    int snaplen;        /* -s; 0: the most the device may deliver */
    int buffer_bytes;   /* -B; 0: LIVE_BUFFER_BYTES */
    int wait_ms;        /* the longest a packet may wait to be seen */
    bool promiscuous;   /* not -p */
    bool monitor;       /* -I */
    bool immediate;     /* --immediate-mode */
    bool nanoseconds;   /* --nano */
    bool nanoseconds_if_possible;
    int tstamp_type;                /* -j, or LIVE_UNSET */
    int direction;                  /* -Q, or LIVE_UNSET */
    void (*warn)(const char *text); /* for what is no failure */
};

/*
 * Without -B. tcpdump's 2 MiB hold 30 ms of small packets at a million a
 * second, less than one time slice of a busy machine.
 */
enum { LIVE_BUFFER_BYTES = 32 << 20 };

/* 64 bits wide, where the kernel counts to 2^32 and starts over. */
struct live_counts {
    uint64_t received;   /* by the filter */
    uint64_t dropped;    /* by the kernel, for want of buffer */
    uint64_t if_dropped; /* by the device */
};

struct live;

/* NULL with `e` filled. Nothing is read yet. */
struct live *live_open(const struct live_config *config, struct err *e);
void live_close(struct live *l);

/* For compiling a filter, and describing; owned by `l`. */
pcap_t *live_pcap(const struct live *l);
const char *live_device(const struct live *l);

/*
 * Captures with link type `asked` (-y), or with a better one than the
 * device's own if that is LIVE_UNSET. `chosen` is LIVE_UNSET when the
 * device's own stays.
 */
bool live_choose_link_type(struct live *l, int asked, int *chosen,
                           struct err *e);

/* The IPv4 network of the device in network order, zeros if it has none. */
bpf_u_int32 live_network(const struct live *l);
bpf_u_int32 live_netmask(const struct live *l);

/* Readable when packets are there; -1: nothing says so. */
int live_fd(const struct live *l);

/*
 * Whether live_read() waits for a packet: until pcap_breakloop(3PCAP), which a
 * signal handler may call. So it is with devices that have no other way.
 */
bool live_waits(const struct live *l);

/* Whether packets come from a packet(7) socket, as those of interfaces do. */
bool live_is_packet_socket(const struct live *l);

/*
 * Hands at most `most` waiting packets to `handler`, and does not wait for
 * more (see live_waits()). How many there were, or negative with `e` filled:
 * the device is gone.
 */
int live_read(struct live *l, int most, pcap_handler handler, void *user,
              struct err *e);

/* The counts so far; to be asked at least once every 2^32 packets. */
const struct live_counts *live_count(struct live *l);

/*
 * Prints the lists of -L and -J. `knows` says whether packets of a link type
 * can be printed.
 */
bool live_print_link_types(struct live *l, bool monitor,
                           bool (*knows)(int link_type), struct err *e);
bool live_print_tstamp_types(const char *device, struct err *e);

#endif
