/*
 * explanation.h - what there is to say to somebody who learns TCP about one
 * segment: the contract between analyse and render.
 *
 * A note is here only if the packets prove it. Numbers are as on the wire; a
 * member is valid with the notes that use it, and 0 otherwise.
 */
#ifndef TCPLINE_EXPLANATION_H
#define TCPLINE_EXPLANATION_H

#include <stdbool.h>
#include <stdint.h>

/* RFC 9293 section 3.3.2; UNKNOWN: nothing proves it. */
enum tl_state {
    TL_STATE_UNKNOWN,
    TL_STATE_CLOSED,
    TL_STATE_LISTEN,
    TL_STATE_SYN_SENT,
    TL_STATE_SYN_RECEIVED,
    TL_STATE_ESTABLISHED,
    TL_STATE_FIN_WAIT_1,
    TL_STATE_FIN_WAIT_2,
    TL_STATE_CLOSE_WAIT,
    TL_STATE_CLOSING,
    TL_STATE_LAST_ACK,
    TL_STATE_TIME_WAIT,
    TL_STATE_COUNT,
};

/* In the order they are said. */
enum tl_note {
    /* opening */
    TL_NOTE_REUSED,
    TL_NOTE_SYN,
    TL_NOTE_SYN_AGAIN,
    TL_NOTE_SYN_UNANSWERED,
    TL_NOTE_SYN_BOTH,
    TL_NOTE_SYN_DATA,
    TL_NOTE_SYN_ACK,
    TL_NOTE_SYN_ACK_DATA,
    TL_NOTE_SYN_ACK_ALONE,
    TL_NOTE_SYN_ACK_BOTH,
    TL_NOTE_SYN_ACK_AGAIN,
    TL_NOTE_ISN,
    TL_NOTE_OFFERS,
    TL_NOTE_ECN_OFFER,
    TL_NOTE_ECN_AGREED,
    TL_NOTE_OPEN,
    TL_NOTE_COUNT_FROM, /* the first relative numbers, and what is behind */
    TL_NOTE_FIRST_ACK,  /* the same under -S */
    TL_NOTE_COUNT_BEHIND_DATA, /* of a SYN */
    TL_NOTE_ODD_COUNT,         /* numbers that count from no SYN */
    TL_NOTE_SCALE,
    TL_NOTE_SCALE_UNKNOWN,
    /* bytes */
    TL_NOTE_GAP,
    TL_NOTE_GAP_UNSHOWN, /* the line has no number for it */
    TL_NOTE_COPY,
    TL_NOTE_CAPTURED_TWICE,
    TL_NOTE_LATE,         /* the first transmission, overtaken */
    TL_NOTE_LATE_OR_LOST, /* that, or another one: nothing tells */
    TL_NOTE_AGAIN,        /* bytes that an earlier frame carried */
    TL_NOTE_FILLS_GAP,    /* bytes that were sent again, but seen only now */
    TL_NOTE_AGAIN_FRAME,
    TL_NOTE_UNACKED, /* no ACK for them since that frame */
    TL_NOTE_PARTLY_AGAIN,
    TL_NOTE_FAST,
    TL_NOTE_BACKOFF,
    TL_NOTE_TAIL_PROBE,
    TL_NOTE_SPURIOUS,
    TL_NOTE_KEEP_ALIVE,
    TL_NOTE_PROBE,
    TL_NOTE_SENDS,
    TL_NOTE_TLS,
    TL_NOTE_WRAPS,
    TL_NOTE_ENDS_BEFORE,
    TL_NOTE_PUSH,
    TL_NOTE_URGENT,
    TL_NOTE_WINDOW_FULL,
    /* acknowledgements */
    TL_NOTE_HAS,
    TL_NOTE_HAS_AFTER,
    TL_NOTE_HAS_UNSEEN,
    TL_NOTE_DUPLICATE_ACK,
    TL_NOTE_BEHIND_GAP,
    TL_NOTE_NOTHING_NEW,
    TL_NOTE_SACK,
    TL_NOTE_DSACK,
    TL_NOTE_REVISION,
    TL_NOTE_KEEP_ALIVE_ACK,
    TL_NOTE_ZERO_WINDOW,
    TL_NOTE_STILL_ZERO,
    TL_NOTE_WINDOW_OPENS,
    TL_NOTE_WINDOW_UPDATE,
    /* congestion */
    TL_NOTE_CE,
    TL_NOTE_ECE,
    TL_NOTE_CWR,
    TL_NOTE_ECE_ENDS,
    /* closing */
    TL_NOTE_FIN_FIRST,
    TL_NOTE_FIN,
    TL_NOTE_FIN_SECOND,
    TL_NOTE_FIN_THREE,
    TL_NOTE_FIN_CROSSED,
    TL_NOTE_FIN_AGAIN,
    TL_NOTE_FIN_ACKED,
    TL_NOTE_FIN_ACKED_CROSSED,
    TL_NOTE_CLOSED,
    TL_NOTE_CLOSED_BOTH,
    TL_NOTE_REFUSED,
    TL_NOTE_RESET,
    /* the capture, and what --diagnose found */
    TL_NOTE_LOST_BEFORE,
    TL_NOTE_LOST_AFTER,
    TL_NOTE_UNNECESSARY,
    TL_NOTE_OFFLOAD,
    TL_NOTE_ONE_DIRECTION,
    TL_NOTE_INTERFACE,
    TL_NOTE_TTL,
    TL_NOTE_DONT_FRAGMENT,
    TL_NOTES,
};

enum { TL_NOTE_WORDS = (TL_NOTES + 63) / 64, TL_WAITS = 4 };

/* Which of the two sent the SYN: that is the client. */
enum tl_roles { TL_ROLES_UNKNOWN, TL_CLIENT_SENDS, TL_SERVER_SENDS };

struct tl_end_state {
    uint8_t state;   /* enum tl_state */
    bool on_arrival; /* of what its peer has sent so far */
};

/* What a SYN offers; 0 and false for what it does not. */
struct tl_offers {
    uint16_t mss;
    uint16_t factor; /* windows are multiplied by it */
    bool sack, time_stamps;
};

struct tl_explanation {
    uint64_t notes[TL_NOTE_WORDS]; /* bits of enum tl_note */
    uint8_t roles;                 /* enum tl_roles */
    bool states_change;
    bool has_isn, has_peer_isn;
    bool due_is_first;       /* none of its bytes were seen before */
    bool counts_behind_data; /* tcpdump's numbers: a SYN carried some */
    bool certain;            /* of what --diagnose found */
    struct tl_end_state sender, receiver;
    struct tl_offers offers;
    uint32_t isn, peer_isn;
    uint32_t due;    /* the byte that was expected */
    uint32_t scaled; /* the window, and ... */
    uint32_t factor; /* ... what it was multiplied by */
    uint32_t sack_left, sack_right;
    uint32_t duplicate_acks;
    uint32_t missing_bytes;
    uint64_t frame;          /* that a note about bytes speaks of */
    uint64_t ack_frame;      /* the ACK it speaks of */
    uint64_t acks_frame;     /* whose bytes the segment acknowledges exactly */
    uint64_t mark_frame;     /* of a step of ECN, or a needless sending */
    uint64_t cwr_mark_frame; /* the ECE that CWR answers */
    uint64_t fin_frame;
    int64_t span;     /* nanoseconds since `frame` */
    int64_t ack_span; /* since acks_frame */
    unsigned n_waits; /* of a retransmission timer, each twice the last */
    uint64_t wait_frame[TL_WAITS];
    int64_t wait[TL_WAITS]; /* [i]: from frame [i] to frame [i + 1] */
};

static inline void tl_note_add(struct tl_explanation *e, enum tl_note note)
{
    e->notes[note / 64] |= UINT64_C(1) << note % 64;
}

static inline bool tl_note_has(const struct tl_explanation *e,
                               enum tl_note note)
{
    return (e->notes[note / 64] >> note % 64 & 1) != 0;
}

#endif
