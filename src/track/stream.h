/*
 * stream.h - connections as the analysis knows them.
 *
 * A segment goes through here twice: stream_open() finds its connection, and
 * after analyse has judged it against what was known before,
 * stream_advance() makes the connection remember it. What is remembered, and
 * when, is Wireshark's (tshark 4.0.17); it is not what RFC 9293 would have a
 * host remember.
 */
#ifndef TCPLINE_TRACK_STREAM_H
#define TCPLINE_TRACK_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "segment.h"
#include "stream_side.h"
#include "tcpline/conn.h"
#include "tcpline/verdict.h"

enum {
    STREAM_SYN = 1, /* completeness */
    STREAM_SYN_ACK = 2,
    STREAM_ACK = 4,
    STREAM_DATA = 8,
    STREAM_FIN = 16,
    STREAM_RST = 32,
};

struct stream {
    /*
     * By flow_key_make()'s `reverse`. A host that talks to its own port is
     * always the first; the second stays silent.
     */
    struct stream_side side[2];
    int64_t first_time;
    int64_t handshake; /* the round trip if it is known, else the SYN's time;
                          0 not known, as Wireshark has it */
    uint32_t number;
    uint8_t completeness;
    uint8_t last;   /* enum stream_last */
    uint8_t first;  /* which side was seen first */
    bool known : 1; /* a segment of it has been seen */
    bool round_trip_known : 1;
};

/* Where the time of a connection's last segment is found: its sender's ... */
enum stream_last {
    STREAM_LAST_SIDE_0,
    STREAM_LAST_SIDE_1,
    STREAM_LAST_FIRST, /* the first segment's */
    STREAM_LAST_PASSED /* apart: side[0]'s `passed_time` */
};

/* 0 not known. */
static inline int64_t stream_initial_rtt(const struct stream *s)
{
    return s->round_trip_known ? s->handshake : 0;
}

/* What a segment did. */
struct stream_effect {
    struct acked acked;
    uint32_t closed_frame; /* since which my window is 0; 0: it is open */
    bool in_flight_known;
    uint32_t in_flight, pushed;
};

/* One segment on its way through. */
struct stream_step {
    const struct stream *stream;
    const struct stream_side *mine, *theirs;
    struct stream *owned; /* the stream again, for stream_advance() alone */
    bool from_first;      /* sent by the side that was seen first */
    bool created;         /* nothing was known of these ends */
    bool reused;          /* the ends were known, from another connection */
    bool syn_again;       /* a SYN without ACK, seen before */
    bool options_spoilt;  /* Wireshark gives up the packet in them */
    uint8_t completeness;
    int64_t time_relative, time_delta;
    bool has_oldest; /* my oldest unacknowledged segment */
    struct sighting oldest;

    struct stream_effect effect; /* filled by stream_advance() */
};

struct stream_table;
struct flow_table;

/*
 * Over the connections of `flows`, which outlives it. NULL when there is no
 * memory.
 */
struct stream_table *stream_table_new(struct flow_table *flows);
void stream_table_free(struct stream_table *t);

/* `flow`: the segment's. False when there is no memory for a new connection. */
bool stream_open(struct stream_table *t, const struct segment *seg,
                 struct flow flow, struct stream_step *step);

/* `flags`: the verdict; `unseen`: it acknowledges what was never seen. */
void stream_advance(struct stream_table *t, const struct segment *seg,
                    struct stream_step *step, uint16_t flags, bool unseen);

/* Says that the connections of `n` flows are asked for soon. */
void stream_expect(const struct stream_table *t, const struct flow *flows,
                   size_t n);

/* Segments forgotten to keep within the bounds. */
uint64_t stream_table_unremembered(const struct stream_table *t);

#endif
