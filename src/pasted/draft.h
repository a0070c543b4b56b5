/*
 * draft.h - a segment on its way from text to bytes.
 */
#ifndef TCPLINE_PASTED_DRAFT_H
#define TCPLINE_PASTED_DRAFT_H

#include "tcpline/retold.h"
#include "told.h"
#include "told_ends.h"

struct draft {
    struct told_stamp stamp;
    int64_t skipped; /* for the calendar */
    struct told_link link;
    struct told_ip ip;
    struct told_segment seg;
    struct end_place ends[2];
    size_t said, said_len; /* of the options, in the batch's text */
    size_t tail, tail_len; /* likewise */
    size_t dump, dump_len; /* of -x, likewise; none if the length is 0 */
    uint32_t seq, ack;     /* on the wire, as far as that can be told */
    struct tl_retold retold;
    uint32_t next; /* of its connection in the batch: place, 0 for none */
};

enum {
    DRAFT_HEAD_BYTES = 14 + 16 + 40 + 60, /* the most that is made */
};

/*
 * The packet's headers, in `out` of DRAFT_HEAD_BYTES; Ethernet's too if `link`.
 * Answers how many bytes are captured; `wire_len` is how many there were.
 */
uint32_t draft_build(const struct draft *d, bool link, uint8_t *out,
                     uint32_t *wire_len);

#endif
