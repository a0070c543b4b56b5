/*
 * told.h - what one line of tcpdump's text says of a segment: the contract
 * between the scanners and whoever makes a packet of it.
 *
 * Numbers are as they stand there: whether they are counted from somewhere,
 * the line alone cannot tell.
 */
#ifndef TCPLINE_PASTED_TOLD_H
#define TCPLINE_PASTED_TOLD_H

#include <stdint.h>

#include "scan.h"

enum {
    TOLD_FIN = 0x01,
    TOLD_SYN = 0x02,
    TOLD_RST = 0x04,
    TOLD_ACK = 0x10,
    TOLD_OPTION_BYTES = 40,
};

/* The kinds of time stamp that look different. */
enum told_time {
    TOLD_NO_TIME,
    TOLD_CLOCK, /* -ttt and -ttttt look like it, too */
    TOLD_DATE,
    TOLD_EPOCH,
};

struct told_stamp {
    enum told_time kind;
    bool negative;
    bool zoned;           /* a date with `offset`, that of its zone */
    int offset;           /* seconds east of Greenwich */
    int year, month, day; /* of TOLD_DATE */
    int64_t sec;          /* of the day, or since 1970 */
    uint32_t ns;
};

/* -e */
struct told_link {
    bool there;
    uint8_t src[6], dst[6];
    uint8_t n_tags;
    uint16_t tags[4];  /* VLAN ... */
    uint16_t types[4]; /* ... and the ethertype before each */
    uint32_t len;      /* of the frame; 0: not said */
};

struct told_ip {
    bool v6;
    bool verbose; /* what follows was said */
    uint8_t tos;
    uint8_t ttl;
    uint16_t id;
    uint16_t frag;  /* flags and offset as in the header */
    uint32_t flow;  /* IPv6 */
    uint32_t len;   /* of the packet, in IPv6 of the payload; 0: not said */
    uint32_t cksum; /* a bad one; above 16 bits: right */
};

/* One end: what stands before its last dot, and behind. */
struct told_end {
    struct span host;
    struct span port;
};

enum told_cksum { TOLD_UNCHECKED, TOLD_CORRECT, TOLD_INCORRECT };

struct told_segment {
    bool quiet; /* -q: only the length is known */
    uint8_t flags;
    bool has_seq, has_end, has_len;
    uint32_t seq, seq_end;
    uint32_t ack;
    uint32_t win;
    uint32_t urg;
    uint32_t len;
    enum told_cksum cksum;
    uint16_t stored, expected;
    uint8_t options[TOLD_OPTION_BYTES];
    unsigned n_options;  /* bytes */
    unsigned n_captured; /* of them, before a [|tcp] */
    unsigned sack_at;    /* where edges are, counted as the line's numbers */
    unsigned n_edges;
    bool inexact;     /* the bytes are not all that was said ... */
    struct span said; /* ... which is this, with the brackets */
    bool cut;         /* the line ends with them */
};

struct told {
    struct told_stamp stamp;
    struct told_link link;
    struct told_ip ip;
    struct told_end ends[2];
    struct told_segment seg;
    struct span tail; /* behind the length: what it says of the payload */
};

enum told_state {
    TOLD_NOTHING, /* no segment */
    TOLD_PART,    /* it may become one with more text behind it */
    TOLD_WHOLE,
};

/*
 * What stands in `s`: a logical line, without what a web page or a terminal
 * made of it. Spans point into it.
 */
enum told_state told_scan(struct scan s, struct told *out);

/* A time stamp and the blank behind it. */
bool told_scan_stamp(struct scan *s, struct told_stamp *out);

/* "Flags [S.], ..." of 4.x, "S 1:1(0) ..." of 3.x, "tcp 0" of -q. */
enum told_state told_scan_segment(struct scan *s, struct told_segment *out);

/* Options up to the bracket `close`, behind the opening one. */
bool told_scan_options(struct scan *s, char close, struct told_segment *out);

#endif
