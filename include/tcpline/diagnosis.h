/*
 * diagnosis.h - what really happened to one TCP segment, and where the time
 * of its connection went: the contract between analyse and render.
 *
 * Unlike verdict.h these are not Wireshark's words: they follow from what the
 * packets prove (IP ids, time stamps, SACK, what passed here before, and on
 * which side of the round trip the capture stands). A member that a segment
 * does not have is 0.
 */
#ifndef TCPLINE_DIAGNOSIS_H
#define TCPLINE_DIAGNOSIS_H

#include <stdbool.h>
#include <stdint.h>

enum tl_event {
    TL_EVENT_NONE, /* a normal segment, or one nothing is known of */
    TL_EVENT_RETRANSMISSION,
    TL_EVENT_REORDERED, /* the first transmission, overtaken on its way */
    TL_EVENT_DUPLICATE, /* one transmission, seen here twice */
    TL_EVENT_GAP,       /* bytes before it have not come by */
    TL_EVENT_UNSEEN,    /* acknowledges what the capture has not seen */
    TL_EVENT_KEEP_ALIVE,
    TL_EVENT_WINDOW_PROBE,
    TL_EVENT_REVISION, /* tells that an earlier retransmission was not needed */
    TL_EVENT_LATE,     /* reordered, but what overtook it had not a byte */
    TL_EVENT_COUNT,
};

/* Why the bytes of a retransmission had to be sent again. */
enum tl_cause {
    TL_CAUSE_NONE,
    TL_CAUSE_LOST_BEFORE, /* between the sender and this point */
    TL_CAUSE_LOST_AFTER,  /* between this point and the receiver */
    TL_CAUSE_UNNECESSARY, /* the receiver had them */
    TL_CAUSE_UNKNOWN,
    TL_CAUSE_COUNT,
};

/* What made the sender send them again. */
enum tl_trigger {
    TL_TRIGGER_NONE,
    TL_TRIGGER_SYN_TIMER,
    TL_TRIGGER_TIMER,      /* RFC 6298 */
    TL_TRIGGER_FAST,       /* duplicate ACKs or SACK: RFC 5681, 6675, 8985 */
    TL_TRIGGER_TAIL_PROBE, /* RFC 8985 section 7 */
    TL_TRIGGER_UNKNOWN,
    TL_TRIGGER_COUNT,
};

/* Where the capture stands, seen from the sender of the segment. */
enum tl_place {
    TL_PLACE_UNKNOWN,
    TL_PLACE_SENDER,
    TL_PLACE_MIDDLE,
    TL_PLACE_RECEIVER,
};

/* Bits, in the order they are said. */
enum tl_evidence {
    TL_E_SAME_ID = 1 << 0,
    TL_E_SAME_TIME_STAMP = 1 << 1,
    TL_E_SAME_CHECKSUM = 1 << 2,
    TL_E_OTHER_TTL = 1 << 3,
    TL_E_OTHER_MAC = 1 << 4,
    TL_E_OTHER_VLAN = 1 << 5,
    TL_E_OTHER_INTERFACE = 1 << 6,
    TL_E_OLDER_TIME_STAMP = 1 << 7,
    TL_E_NEWER_TIME_STAMP = 1 << 8,
    TL_E_OLDER_ID = 1 << 9,
    TL_E_NEWER_ID = 1 << 10,
    TL_E_MISSING_IDS = 1 << 11,   /* more than the missing bytes explain */
    TL_E_SEEN_BEFORE = 1 << 12,   /* the same bytes came by before */
    TL_E_ACKED_BEFORE = 1 << 13,  /* by an ACK seen before the segment */
    TL_E_SACKED_BEFORE = 1 << 14, /* the same by a SACK option */
    TL_E_DSACK = 1 << 15,         /* RFC 2883 */
    TL_E_DUPLICATE_ACKS = 1 << 16,
    TL_E_SACK = 1 << 17,        /* names bytes above it */
    TL_E_SILENCE = 1 << 18,     /* of the sender, as long as its timer */
    TL_E_NO_FEEDBACK = 1 << 19, /* nothing told the sender of the hole */
    TL_E_FEEDBACK = 1 << 20,    /* the sender can have been told */
    TL_E_AT_SENDER = 1 << 21,   /* the capture stands there */
    TL_E_LAST_SENT = 1 << 22,   /* it ends the bytes sent so far */
    TL_E_AT_RECEIVER = 1 << 23, /* what came by here has arrived */
    TL_E_NOT_PUSHED = 1 << 24,  /* more was to follow what came before */
};
enum { TL_EVIDENCE_COUNT = 25 };

struct tl_diagnosis {
    uint8_t event;   /* enum tl_event */
    uint8_t cause;   /* enum tl_cause, of a retransmission or revision */
    uint8_t trigger; /* enum tl_trigger, of a retransmission */
    uint8_t place;   /* enum tl_place */
    bool certain;
    bool captured_twice; /* a duplicate that the path has not made */
    uint32_t evidence;   /* bits of enum tl_evidence */
    uint32_t duplicate_acks;
    uint32_t missing_bytes; /* that should have come by before it */
    uint32_t unseen_bytes;  /* that it acknowledges */
    uint64_t of;            /* frame it repeats, or that overtook it */
    bool of_all;            /* it repeats nothing but what `of` carried */
    int64_t after;          /* nanoseconds since that frame; of a hole filled,
                               since the hole showed */
};

/* Where the time of one direction went, in nanoseconds. */
enum tl_share {
    TL_SHARE_OPENING,
    TL_SHARE_APPLICATION, /* the sender had nothing to send */
    TL_SHARE_RECEIVER,    /* the window was full */
    TL_SHARE_RECOVERY,    /* from the sign of a loss to its ACK */
    TL_SHARE_STALLED,     /* waiting for a timer */
    TL_SHARE_PATH,        /* congestion window, bandwidth, round trip */
    TL_SHARE_CLOSING,
    TL_SHARE_COUNT,
};

/* What one side did, told by what was seen of it. Times: nanoseconds. */
struct tl_sender_sum {
    uint64_t bytes;  /* of data, each counted once */
    uint64_t resent; /* of data sent again */
    uint64_t unseen; /* acknowledged by the peer, never captured */
    int64_t share[TL_SHARE_COUNT];
    int64_t window_closed; /* how long this side offered no window */
    int64_t latest;        /* of the reordered: how late at most */
    uint32_t segments;
    uint32_t retransmissions; /* SYN and FIN included */
    uint32_t trigger[TL_TRIGGER_COUNT];
    uint32_t cause[TL_CAUSE_COUNT];
    uint32_t reordered, duplicates, captured_twice;
    uint32_t revised;      /* of the retransmissions: a DSACK says they were
                              unnecessary */
    uint32_t least_window; /* that this side offered */
    uint64_t least_window_frame;
    uint32_t rtts; /* round trips from here to this side, by Karn's rule */
    uint32_t rtt_least, rtt_median, rtt_95; /* microseconds */
    uint32_t forgotten; /* ranges of bytes given up to keep within bounds */
    bool fin;
};

struct tl_connection_sum {
    struct tl_sender_sum side[2]; /* the sender of the first segment, and the
                                     other one */
    uint8_t addr[2][16];          /* IPv4 in the first four bytes */
    uint16_t port[2];
    bool ip4;
    bool syn, syn_ack, established, reset;
    bool unreachable;            /* an ICMP error quoted one of its segments */
    uint8_t reset_by, closed_by; /* side; valid with reset, with a FIN */
    char *server_name; /* a TLS client asked for it; NULL: none seen */
    uint8_t place;     /* enum tl_place, seen from side 0 */
    int64_t first_time, last_time;
    uint32_t number;
};

enum tl_ending {
    TL_ENDING_OPEN,
    TL_ENDING_HALF,        /* one side has sent a FIN */
    TL_ENDING_CLOSED,      /* both have */
    TL_ENDING_RESET,       /* after it was open */
    TL_ENDING_REFUSED,     /* a SYN was answered by a RST */
    TL_ENDING_UNREACHABLE, /* ... by an ICMP error */
    TL_ENDING_UNANSWERED,  /* ... by nothing */
    TL_ENDING_COUNT,
};

static inline enum tl_ending tl_ending_of(const struct tl_connection_sum *sum)
{
    if (sum->syn && !sum->syn_ack) {
        if (sum->reset && sum->reset_by == 1)
            return TL_ENDING_REFUSED;
        if (!sum->established)
            return sum->unreachable ? TL_ENDING_UNREACHABLE
                                    : TL_ENDING_UNANSWERED;
    }
    if (sum->reset)
        return TL_ENDING_RESET;
    if (sum->side[0].fin && sum->side[1].fin)
        return TL_ENDING_CLOSED;
    return sum->side[0].fin || sum->side[1].fin ? TL_ENDING_HALF
                                                : TL_ENDING_OPEN;
}

/* What a report of connections begins with. */
struct tl_report {
    uint64_t connections;
    uint64_t unseen;     /* bytes acknowledged that the capture never saw ... */
    uint64_t incomplete; /* ... in so many of the connections */
    uint64_t dropped;    /* packets, by the kernel for want of buffer ... */
    uint64_t if_dropped; /* ... and by the device */
    int64_t began;       /* the first segment of all */
};

#endif
