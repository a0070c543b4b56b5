/*
 * verdict.h - what analysis concluded about one TCP segment: the contract
 * between analyse and render.
 *
 * The words and the numbers are Wireshark's (tshark 4.0.17, one pass). A
 * value that the segment does not have is 0, which none of them can be.
 */
#ifndef TCPLINE_VERDICT_H
#define TCPLINE_VERDICT_H

#include <stdbool.h>
#include <stdint.h>

/* In the order they are written, left to right. */
enum tl_verdict_flag {
    TL_V_ZERO_WINDOW_PROBE_ACK = 1 << 0,
    TL_V_ZERO_WINDOW = 1 << 1,
    TL_V_ZERO_WINDOW_PROBE = 1 << 2,
    TL_V_DUPLICATE_ACK = 1 << 3,
    TL_V_KEEP_ALIVE_ACK = 1 << 4,
    TL_V_KEEP_ALIVE = 1 << 5,
    TL_V_WINDOW_FULL = 1 << 6,
    TL_V_WINDOW_UPDATE = 1 << 7,
    TL_V_ACK_LOST_SEGMENT = 1 << 8, /* "ACKed unseen segment" */
    TL_V_LOST_SEGMENT = 1 << 9,     /* "Previous segment not captured" */
    TL_V_OUT_OF_ORDER = 1 << 10,
    TL_V_SPURIOUS_RETRANSMISSION = 1 << 11,
    TL_V_FAST_RETRANSMISSION = 1 << 12,
    TL_V_RETRANSMISSION = 1 << 13, /* set beside the two above as well */
    TL_V_REUSED_PORTS = 1 << 14,
};
enum { TL_VERDICT_COUNT = 15 };

enum tl_window_scale { TL_SCALE_UNKNOWN = -1, TL_SCALE_UNUSED = -2 };

/* How much of the segment Wireshark gets to show. */
enum tl_judged {
    TL_NOT_JUDGED,     /* no TCP segment, or fewer than 16 bytes of it */
    TL_JUDGED_NUMBERS, /* seq and len alone: its header length is below 20 */
    TL_JUDGED_WINDOW,  /* numbers and window; the rest was cut or is bad */
    TL_JUDGED_HEADER,  /* all but the verdicts: the options were cut */
    TL_JUDGED_WHOLLY,
};

struct tl_verdict {
    uint8_t judged;       /* enum tl_judged */
    uint8_t completeness; /* bits of 1 SYN, 2 SYN+ACK, 4 ACK, 8 data, 16 FIN,
                             32 RST, before this segment */
    bool len_known;       /* numbers are relative, len and next_seq valid */
    bool has_record;      /* Wireshark shows a [SEQ/ACK analysis] */
    bool from_first;      /* by the end whose segment was seen first */
    int8_t window_shift;  /* or one of enum tl_window_scale */
    uint16_t flags;       /* of enum tl_verdict_flag */
    uint32_t stream;
    uint32_t seq, ack, next_seq, len;
    uint32_t expected; /* its next number, as on the wire; 0 not known */
    uint32_t seq_base, ack_base;       /* what seq and SACK edges count from */
    uint32_t window;                   /* scaled where the scale is known */
    int64_t time_relative, time_delta; /* nanoseconds */

    uint32_t duplicate_ack_num;
    uint32_t bytes_in_flight, push_bytes_sent;
    uint64_t duplicate_ack_frame; /* may be 0 with a number */
    uint64_t rto_frame, acks_frame;
    uint64_t closed_frame; /* of a zero window: the first of them, earlier */
    int64_t rto, ack_rtt, initial_rtt; /* nanoseconds */
};

struct segment;
struct tl_packet;

/* The verdict with what it was passed on. */
struct tl_judgement {
    const struct tl_packet *found_in; /* the packet, or one it carries */
    const struct segment *seg;
    struct tl_verdict verdict; /* all zero: nobody asked */
    int64_t initial_rtt;       /* of the connection; 0 not known */
    uint8_t completeness;      /* as the verdict's, with this segment */
};

#endif
