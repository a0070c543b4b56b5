/*
 * lives.h - several devices at once, the earliest packet first.
 *
 * A device is opened twice, for what comes in and for what goes out: the
 * kernel knows which is which, and a packet does not tell. Of each of the two
 * one packet is pending, copied, while the others stay in the kernel's memory.
 * A packet is given when no device can have an earlier one any more: when all
 * have one pending, or when it is older than a packet may wait unseen in the
 * kernel.
 */
#ifndef TCPLINE_CAPTURE_LIVES_H
#define TCPLINE_CAPTURE_LIVES_H

#include "live.h"
#include "tcpline/packet.h"

struct lives;
struct pollfd;

enum {
    LIVES_MOST = 32,             /* devices */
    LIVES_TAPS = 2 * LIVES_MOST, /* what they are read from */
};

/* `hold_ms` is how long a packet may be unseen. NULL: no memory. */
struct lives *lives_new(int hold_ms);
void lives_free(struct lives *l);

/*
 * One more device, in both directions or in that of the config. False with `e`
 * filled, also for what is no network interface of its own, or there already.
 */
bool lives_add(struct lives *l, const struct live_config *config,
               struct err *e);

size_t lives_devices(const struct lives *l);
const struct tl_via *lives_via(const struct lives *l, size_t device);

/* What a device is read from; those of one device follow one another. */
size_t lives_taps(const struct lives *l);
struct live *lives_tap(const struct lives *l, size_t tap);
size_t lives_device_of(const struct lives *l, size_t tap);

/* Packets of the tap's direction that `code` lets through. */
bool lives_filter(struct lives *l, size_t tap, struct bpf_program *code,
                  struct err *e);

struct lives_packet {
    size_t tap;
    const struct tl_via *via; /* where it came from */
    const struct pcap_pkthdr *head;
    const u_char *data;
};

/* Takes a packet, which is gone afterwards. False when that was the last. */
typedef bool lives_take(void *user, const struct lives_packet *p);

/*
 * Gives at most `most` packets, and does not wait for more. How many there
 * were, or negative with `e` filled: a device is gone.
 */
int lives_read(struct lives *l, int most, lives_take *take, void *user,
               struct err *e);

/* From now on no packet waits for those of other devices: it is the end. */
void lives_drain(struct lives *l);

/* What to wait for; how many of `fds`, which has room for LIVES_TAPS. */
size_t lives_poll(const struct lives *l, struct pollfd *fds);

/* ... and for how many milliseconds at most; `most` if nothing is pending. */
int lives_wait(const struct lives *l, int most);

/* The counts so far: of a device, and of all together. */
struct live_counts lives_count(struct lives *l, size_t device);
const struct live_counts *lives_count_all(struct lives *l);
uint64_t lives_captured(const struct lives *l, size_t device);

#endif
