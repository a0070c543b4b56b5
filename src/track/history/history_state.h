/*
 * history_state.h - what is remembered of a connection and of its two sides.
 */
#ifndef TCPLINE_TRACK_HISTORY_STATE_H
#define TCPLINE_TRACK_HISTORY_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ranges.h"
#include "rtts.h"
#include "segment.h"
#include "sent_order.h"
#include "tcpline/diagnosis.h"
#include "transit.h"

enum { HISTORY_NO_SHIFT = 0xff, HISTORY_RECENT = 2, TROUBLE_SACKED = 3 };

/* A packet without sequence space, to know its copy by. */
struct recent {
    uint32_t frame, ts;
    uint16_t id, checksum;
    struct way way;
};

/*
 * Up to where a side has offered window, and when: a sender that is far away
 * learns of it a while later. What was offered within half of the way there
 * is one span.
 */
enum { HISTORY_OFFERS = 3 };
struct offer {
    uint32_t us; /* of the time, the low 32 bits */
    uint32_t edge;
    uint32_t ts; /* the time stamp of the packet */
};
struct offer_span {
    struct offer first, last;
};
struct offers {
    uint32_t n; /* ever begun; the last at (n - 1) % HISTORY_OFFERS */
    struct offer_span span[HISTORY_OFFERS];
};

static inline const struct offer *last_offer(const struct offers *o)
{
    return &o->span[(o->n - 1) % HISTORY_OFFERS].last;
}

/* Of those that are remembered. */
static inline const struct offer *oldest_offer(const struct offers *o)
{
    return &o->span[o->n > HISTORY_OFFERS ? o->n % HISTORY_OFFERS : 0].first;
}

/* Of a side's windows: what it offers, and how it fills the other one's. */
struct windows {
    struct offers offers;
    uint32_t since_full; /* us of path since it filled the window last ... */
    uint32_t first_full; /* ... and between, where it did so more than once */
    uint32_t full_at;    /* us, low 32 bits: when it filled it in this round */
    uint32_t pace;       /* us from segment to segment where none was awaited */
    uint32_t full_rounds; /* round trips one after the other that filled it */
};

/* Shares that a side without trouble has nothing of. */
enum {
    SHARE_SELDOM = TL_SHARE_RECOVERY,
    SHARES_SELDOM = TL_SHARE_STALLED + 1 - TL_SHARE_RECOVERY,
};

/*
 * Holes that a sender was told of were filled by what came late: it may have
 * repaired them for nothing.
 */
struct late_fills {
    int64_t last;    /* when; 0 never */
    uint32_t n;      /* in one round trip, whose repair has not come by */
    uint32_t lowest; /* where the lowest of them starts */
};

/* Times are in nanoseconds since 1970, 0 means never; spans in microseconds. */
struct trouble {
    int64_t sign_first; /* of the ACKs and SACKs that tell of a hole, of one */
    int64_t sign_last;  /* row of them */
    struct late_fills late_fills;
    int64_t doubted;    /* ns of recovery or path: loss or lateness tells */
    int64_t shut_since; /* its window is closed */
    int64_t window_closed, latest; /* see struct tl_sender_sum */
    int64_t share[SHARES_SELDOM];
    uint64_t resent, unseen;
    int64_t clock_time;  /* to measure the clock of its stamps by: when the */
    uint32_t clock_ts;   /* side's newest stamp was this; 0: none yet */
    int64_t unseen_time; /* when bytes were acknowledged last that never came */
    struct sack_block sacked[TROUBLE_SACKED]; /* by the other side, last */
    uint32_t sack_high; /* highest byte the other side has named */
    uint32_t recover;   /* acknowledging it ends the recovery */
    uint32_t repaired;  /* where its last repair began */
    uint32_t retransmissions, reordered, duplicates, captured_twice, revised;
    uint32_t by_trigger[TL_TRIGGER_COUNT], by_cause[TL_CAUSE_COUNT];
    uint16_t owed_ids;     /* lost packets whose bytes have not come again */
    uint16_t lost_repairs; /* and missing ones that may have been repairs, since
                              the last acknowledgement of new bytes */
    uint8_t n_sacked;
    uint8_t trigger; /* that began the recovery */
    uint8_t cause;   /* of its last repair */
    bool recovering, resent_since;
};

/* What short connections without trouble need not. */
struct history_more {
    struct trouble *trouble;
    struct windows windows;
    uint32_t id; /* of this in its pool */
};

/*
 * What every segment asks of both sides comes first, then what it asks of its
 * sender's: see history_expect().
 */
struct history_side {
    uint32_t edge;  /* behind its highest byte */
    uint32_t acked; /* by the other side */
    int64_t acked_time;
    int64_t data_time; /* of its last new or repeated byte */
    int64_t undecided; /* ns of application or path: the next data tell */
    int64_t path, application; /* shares of time: see history_share() */
    uint32_t window;           /* that it offers */
    uint16_t mss;
    bool has_edge : 1, has_isn : 1, has_acked : 1;
    bool sack_permitted : 1, unscaled : 1; /* by its SYN */
    bool mss_told : 1; /* mss is the other side's, not the longest seen */
    bool troubled : 1; /* more->trouble is something */
    /* In one byte what is asked for together: two would be loaded as one,
       which waits where one of them was just stored. */
    bool windowed : 1; /* more->windows are in use */
    bool offered : 1;  /* window_edge is the last of their offers */
    bool pushed : 1;   /* its last data were pushed ... */
    bool partial : 1;  /* ... less than a whole segment ... */
    bool filled : 1;   /* ... and filled the window */
    bool fin : 1;
    bool syn_cut : 1; /* not all options of its SYN are known */
    struct rtts rtts; /* from here to this side and back, by Karn's rule */

    int64_t newest_time;
    uint32_t newest_frame, newest_ts; /* the packet it sent last */
    uint32_t segments;
    uint32_t window_edge; /* up to where it offers window */
    uint32_t least_window, least_window_frame;
    uint16_t newest_id;
    uint16_t duplicate_acks; /* in a row, by the other side */
    uint8_t newest_packets;  /* that one stands for, with offloading */
    uint8_t shift;           /* of its window */
    uint8_t n_recent;
    struct id_habit ids;
    uint32_t isn;
    struct recent recent[HISTORY_RECENT];

    struct ranges sent;
    struct history_more *more;
    uint64_t bytes;
    int64_t opening, receiver, closing; /* shares as well */
};

/* The window that a segment of this side offers, which is no SYN (RFC 7323). */
static inline uint32_t history_window(const struct history_side *s,
                                      const struct segment *seg)
{
    const unsigned shift = s->shift == HISTORY_NO_SHIFT ? 0 : s->shift;

    return (uint32_t)seg->window << shift;
}

/*
 * Eight lines of a processor's cache: among a million each is far away, and a
 * usual segment asks for five.
 */
struct history {
    int64_t first_time, last_time;
    char *server_name; /* NULL: none seen */
    uint32_t number;
    bool opener : 1, reset_by : 1, fin_by : 1; /* the second side? */
    bool ip4 : 1, syn : 1, syn_ack : 1, established : 1, reset : 1;
    bool unreachable : 1;
    bool closes : 1;             /* a FIN or RST has been seen */
    bool calm : 1;               /* open, and nothing of it to be repaired */
    struct history_side side[2]; /* by flow_key_make()'s `reverse` */
};

struct history_step {
    const struct history *connection;
    const struct history_side *mine, *theirs;
    const struct trouble *my_trouble, *their_trouble; /* never NULL */
    const struct range *found; /* what is known of its first byte, or NULL */
    struct history *owned;     /* the connection and its sides once more, */
    struct history_side *own_mine, *own_theirs; /* for history_advance() */
    uint32_t end;  /* behind its last byte, SYN and FIN included */
    bool troubled; /* either side has had trouble */
};

/* Where nanoseconds went that a later segment decides on. */
enum { SPLIT_UNDECIDED = TL_SHARE_COUNT, SPLIT_DOUBTED, SPLIT_COUNT };

/*
 * Of the time since the connection's last segment: how much went to the path,
 * how much to another share, and what the time undecided or doubted so far
 * turns out to be; TL_SHARE_COUNT while that stays open. Less than nothing of
 * the path: what it has had before was the other's.
 */
struct time_split {
    int64_t path, rest;
    uint8_t rest_to; /* enum tl_share, or one of the above */
    uint8_t undecided_was, doubted_was;
    uint32_t pace; /* us between two segments that its sender had at once; 0 */
};

/* The pace that a side keeps is asked for where there are no time stamps. */
static inline bool history_needs_pace(const struct transit *way,
                                      const struct time_split *split)
{
    return split->pace != 0 && way->echo == 0;
}

/* What is to be remembered of a judged segment. */
struct finding {
    struct tl_diagnosis d;
    struct time_split split[2];   /* of its sender's time, and of the other
                                     side's; of a quoted segment there is none */
    struct late_fills late_fills; /* see struct trouble */
    int64_t idle_before_loss;     /* ns of split[0].rest that were no stall: its
                                     program had not yet written what was lost */
    uint16_t owed_ids, lost_repairs; /* the same */
    bool twice_sent; /* its bytes have passed, or were lost, before */
};

/* NULL when it had none. */
static inline struct trouble *trouble_in(const struct history_side *s)
{
    return s->troubled ? s->more->trouble : NULL;
}

/* One of a side's usual shares, to add to. */
static inline int64_t *history_share(struct history_side *s, unsigned what)
{
    switch (what) {
    case TL_SHARE_PATH:
        return &s->path;
    case TL_SHARE_APPLICATION:
        return &s->application;
    case TL_SHARE_RECEIVER:
        return &s->receiver;
    case TL_SHARE_OPENING:
        return &s->opening;
    default:
        return &s->closing;
    }
}

static inline bool is_seldom_share(unsigned what)
{
    return what >= SHARE_SELDOM && what < SHARE_SELDOM + SHARES_SELDOM;
}

/* Whether a side's bytes are all acknowledged. */
static inline bool history_idle(const struct history_side *s)
{
    return !s->has_edge || (s->has_acked && s->acked == s->edge);
}

#endif
