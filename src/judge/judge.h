/*
 * judge.h - a packet's way through the analysis: segment, connection,
 * verdict.
 */
#ifndef TCPLINE_JUDGE_H
#define TCPLINE_JUDGE_H

#include "reassembly.h"
#include "segment.h"
#include "stream.h"
#include "tcpline/packet.h"
#include "tcpline/verdict.h"

struct judge {
    struct stream_table *streams;
    struct reassembly *fragments;
    struct reassembled whole; /* the header of the last segment put together */
    struct tl_packet *inner;  /* a packet that another one carries */
};

struct judgement {
    bool has_segment;                 /* otherwise none of these counts */
    const struct tl_packet *found_in; /* the packet, or one it carries */
    struct segment seg;
    struct tl_verdict verdict;
    int64_t initial_rtt; /* of the connection; 0 not known */
};

/* `max_connections` 0 means unbounded. False when there is no memory. */
bool judge_init(struct judge *j, uint32_t max_connections);
void judge_free(struct judge *j);

/*
 * Judges the TCP segment of `pkt`, if it has one that counts. Pointers in
 * `out` are good until the next packet.
 */
void judge_packet(struct judge *j, const struct tl_packet *pkt,
                  struct judgement *out);

#endif
