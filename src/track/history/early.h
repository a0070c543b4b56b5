/*
 * early.h - the first segments of a connection, as they came.
 *
 * Among a million connections most are short, and all begin alike: a
 * handshake or a refusal, what follows on it byte for byte, and an end.
 * Of such segments there is nothing to say, wherever the capture stands, and
 * what they leave behind can be told to a history when somebody asks for it.
 * Until then they take a fraction of its room, and no judging.
 */
#ifndef TCPLINE_TRACK_EARLY_H
#define TCPLINE_TRACK_EARLY_H

#include <stdbool.h>
#include <stdint.h>

#include "early_log.h"
#include "segment.h"
#include "transit.h"

/* Marks of one; of each side, two bits. */
enum {
    EARLY_IP4 = 0x01,
    EARLY_FINE = 0x02, /* times are in ns, else in us */
    EARLY_SCALES = 0x04,
    EARLY_SACKS = 0x10,  /* it permits SACK */
    EARLY_STAMPS = 0x40, /* its last segment has a time stamp */
    EARLY_CLOSED = 0x100,
    EARLY_RESET = 0x400,     /* one mark: the last segment is a RST ... */
    EARLY_RESET_ACK = 0x800, /* ... that acknowledges */
};

/* Sides by flow_key_make()'s `reverse`. What numbers follow is not kept. */
struct early {
    struct early_log log;
    int64_t first_time;
    uint32_t number;      /* of the connection */
    uint32_t first_frame; /* the log's are from there on */
    uint32_t isn[2];
    struct way way[2];
    uint16_t sent[2]; /* bytes behind the SYN */
    uint16_t mss[2];
    uint8_t shift[2];
    uint8_t room[EARLY_BLOCK_BYTES - EARLY_HEAD_BYTES]; /* the log's */
};

/* Whether it may be the first: a SYN like most. Then it begins with it. */
bool early_may_begin(const struct segment *seg, const struct transit *way);
void early_begin(struct early *e, const struct segment *seg,
                 const struct transit *way, bool reverse, uint32_t number);

/*
 * Takes the next segment, if it goes on as nearly all do and there is room,
 * also in `blocks`, which `e` is one of.
 */
bool early_add(struct pool *blocks, struct early *e, const struct segment *seg,
               const struct transit *way, bool reverse);

/* To go through the segments; all zero but `of` and `blocks` at first. */
struct early_reader {
    const struct early *of;
    const struct pool *blocks;
    struct early_walk walk;
    unsigned n; /* told so far */
    uint32_t edge[2];
};

/*
 * The next segment, as far as a history asks for it (not its header, nor its
 * ends); false behind the last.
 */
bool early_next(struct early_reader *r, struct segment *seg,
                struct transit *way, bool *reverse);

/* How long the opener waited for the answer that it was refused, in ns. */
int64_t early_waited(const struct pool *blocks, const struct early *e);

#endif
