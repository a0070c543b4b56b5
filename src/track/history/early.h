/*
 * early.h - the first segments of a connection, as they came.
 *
 * Among a million connections most are short, and all begin alike: a
 * handshake, and then what follows on it byte for byte. Of such segments there
 * is nothing to say, wherever the capture stands, and what they leave behind
 * can be told to a history when somebody asks for it. Until then they take a
 * third of its room, and no judging.
 */
#ifndef TCPLINE_TRACK_EARLY_H
#define TCPLINE_TRACK_EARLY_H

#include <stdbool.h>
#include <stdint.h>

#include "segment.h"
#include "transit.h"

enum { EARLY_SEGMENTS = 7 };

/* Its numbers follow from the segments before it. */
struct early_segment {
    uint32_t after; /* the first: in us, or in ns where times are so fine */
    uint32_t frame, ts, echo;
    uint16_t id, checksum, window, len;
};

/*
 * As long as what may take its place: struct history_mores. Sides by
 * flow_key_make()'s `reverse`.
 */
struct early {
    int64_t first_time;
    uint32_t number; /* of the connection */
    uint32_t isn[2];
    struct way way[2];
    uint16_t sent[2]; /* bytes behind the SYN */
    uint16_t mss[2];
    uint8_t shift[2];
    uint8_t n;
    bool ip4 : 1, fine : 1;
    uint8_t scales : 2, sack_permitted : 2; /* by side */
    uint8_t flags[EARLY_SEGMENTS];
    uint8_t reversed, stamped; /* by segment */
    struct early_segment at[EARLY_SEGMENTS];
};

/* Whether it may be the first: a SYN like most. Then it begins with it. */
bool early_may_begin(const struct segment *seg, const struct transit *way);
void early_begin(struct early *e, const struct segment *seg,
                 const struct transit *way, bool reverse, uint32_t number);

/* Takes the next segment, if it goes on as nearly all do and there is room. */
bool early_add(struct early *e, const struct segment *seg,
               const struct transit *way, bool reverse);

/* To go through the segments; all zero but `of` at first. */
struct early_reader {
    const struct early *of;
    unsigned at;
    uint32_t edge[2];
};

/*
 * The next segment, as far as a history asks for it (not its header, nor its
 * ends); false behind the last.
 */
bool early_next(struct early_reader *r, struct segment *seg,
                struct transit *way, bool *reverse);

/* When the segment `i` came. */
int64_t early_time(const struct early *e, unsigned i);

#endif
