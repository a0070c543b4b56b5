/*
 * rotate.h - the savefiles of -w, and when the next one begins.
 *
 * -C begins a file when the one before has grown past a size, -G with the first
 * packet after some seconds, -W bounds their number. Standard output can be the
 * first of them: what follows -C's has a number.
 */
#ifndef TCPLINE_CAPTURE_ROTATE_H
#define TCPLINE_CAPTURE_ROTATE_H

#include <pcap/pcap.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "file_names.h"

struct dump_head;
struct packing;
struct err;

struct rotate_config {
    const char *name;              /* -w; "-" is standard output */
    int64_t max_bytes;             /* -C, 0: none */
    int seconds;                   /* -G, 0: none */
    int files;                     /* -W, 0: no bound */
    const struct packing *packing; /* NULL: as they are */
    bool each_packet;              /* -U: every record is written at once */
    /*
     * Creates the one file that is written, in place of this process: its
     * descriptor, or -1 with errno. NULL where this process may do so.
     */
    int (*create)(void *ctx);
    /*
     * Creates the next of many, in place of this process, and names it; with
     * errno 0 it is standard output. NULL as before.
     */
    int (*next)(void *ctx, enum file_step step, char *name);
    void *create_ctx; /* of either */
    /*
     * Called with a file's name once it is complete and was not the last, or
     * the last that -W allows; may be NULL.
     */
    void (*complete)(void *ctx, const char *name);
    void *ctx;
};

enum rotate_end {
    ROTATE_GOES_ON,
    ROTATE_LIMIT,  /* -W files are full: this packet is not taken, and the
                      capture is over */
    ROTATE_FAILED, /* the reason is in the struct err */
};

struct rotate;

/*
 * `config` is copied. Opens the directory it needs, but no file yet. NULL with
 * `e` filled when there is no memory.
 */
struct rotate *rotate_new(const struct rotate_config *config, struct err *e);

/* Releases it, and whatever file is still open, without writing. */
void rotate_free(struct rotate *r);

/* True when further files will be opened while packets come. */
bool rotate_opens_files(const struct rotate *r);

/* What the names of its files are made from. */
struct file_names rotate_names(const struct rotate_config *config);

/* Begins the first file, at `now`. Its descriptor, or -1. */
int rotate_begin(struct rotate *r, const struct dump_head *head, time_t now,
                 struct err *e);

/* One packet more, rotating before it where that is due. */
enum rotate_end rotate_put(struct rotate *r, const struct pcap_pkthdr *h,
                           const uint8_t *data, time_t now, struct err *e);

/* Whether rotate_put() looks at its `now`. */
bool rotate_asks_clock(const struct rotate *r);

/* Ends the last period -W allows when its time is over, packet or not. */
enum rotate_end rotate_tick(struct rotate *r, time_t now, struct err *e);

/* When rotate_tick() has something to do; 0: nothing is known of yet. */
time_t rotate_due(const struct rotate *r);

bool rotate_flush(struct rotate *r, struct err *e);

/* Completes the last file. */
bool rotate_finish(struct rotate *r, struct err *e);

/* Packets that were put but are in no file. */
uint64_t rotate_lost(const struct rotate *r);

/* Name of the file being written, or written last. */
const char *rotate_name(const struct rotate *r);

#endif
