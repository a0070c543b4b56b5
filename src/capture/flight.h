/*
 * flight.h - the flight recorder: the last packets in memory, and files of
 * those that led up to trouble and followed it.
 *
 * In: every packet, the connection it belongs to, and whether it is trouble.
 * The memory is one block of a size given; files are bounded in number and
 * size. Connections are told apart by a hash of their ends.
 */
#ifndef TCPLINE_CAPTURE_FLIGHT_H
#define TCPLINE_CAPTURE_FLIGHT_H

#include <pcap/pcap.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tcpline/ends.h"

struct dump_head;
struct err;
struct packing;

enum {
    FLIGHT_OPEN = 64, /* recordings that go on at the same time */
    FLIGHT_NAME = 512,
};

struct flight_config {
    size_t bytes;        /* of memory for packets gone by */
    int64_t before;      /* nanoseconds; 0: as many as there is room for */
    int64_t after;       /* nanoseconds, from the last trouble on */
    bool all;            /* not the troubled connection alone */
    unsigned files;      /* the most that are made */
    uint64_t file_bytes; /* the most of one */
    const struct packing *packing; /* NULL: as they are */
    /*
     * Creates the file of a recording: its descriptor, and its name of
     * FLIGHT_NAME bytes; -1 with errno. `slot` is below FLIGHT_OPEN and free.
     */
    int (*create)(void *ctx, unsigned slot, const struct tl_ends *ends,
                  char *name);
    /* The file of `slot` is complete. */
    void (*complete)(void *ctx, unsigned slot);
    void *ctx;
    /* Tells of a file, and of what could not be recorded. */
    void (*tell)(const char *text);
};

struct flight;

/* `config` is copied. NULL with `e` filled. */
struct flight *flight_new(const struct flight_config *config, struct err *e);
void flight_free(struct flight *f);

/* Before the first packet: what every file begins with. */
void flight_begin(struct flight *f, const struct dump_head *head);

/*
 * One packet, captured at `now` (nanoseconds since 1970), the `number`th.
 * False with `e` filled when a file cannot be written.
 */
bool flight_packet(struct flight *f, const struct pcap_pkthdr *h,
                   const uint8_t *data, int64_t now, uint64_t number,
                   const struct tl_ends *ends, bool trouble, struct err *e);

/* Ends recordings whose time is over, packets or not. */
bool flight_tick(struct flight *f, int64_t now, struct err *e);

bool flight_flush(struct flight *f, struct err *e);

/* Ends all recordings. */
bool flight_finish(struct flight *f, struct err *e);

#endif
