/*
 * ends.h - both ends of a connection as somebody knows them who explains it:
 * the states they are in, and what of their past a sentence may speak of.
 *
 * A segment goes through here twice: ends_open() finds its connection, and
 * after explain has spoken about it by what was known before,
 * ends_advance() makes the ends remember it.
 *
 * Of an end two states are kept: the one that its own segments prove, and the
 * one it is in once all that its peer has sent so far has arrived.
 */
#ifndef TCPLINE_TRACK_ENDS_H
#define TCPLINE_TRACK_ENDS_H

#include <stdbool.h>
#include <stdint.h>

#include "segment.h"
#include "tcp_state.h"
#include "tcpline/conn.h"
#include "tcpline/diagnosis.h"
#include "tcpline/verdict.h"

enum { ENDS_SENDINGS = 4, ENDS_RECENT = 8 };

/* What two sightings of one packet have in common. */
struct ends_recent {
    uint64_t frame;
    uint32_t seq, ack, len;
    uint16_t flags, window;
};

struct ends_side {
    struct ends_recent recent[ENDS_RECENT];
    uint64_t syn_frame, fin_frame;
    uint64_t ack_frame;                      /* the first with this `ack` */
    uint64_t ce_frame, ece_frame, cwr_frame; /* the last such */
    uint64_t ece_began;                      /* of a row of them */
    uint64_t first_frame;                    /* of the bytes from sent_seq */
    int64_t first_time;
    uint64_t sent_frame[ENDS_SENDINGS]; /* the last few times */
    int64_t sent_time[ENDS_SENDINGS];
    int64_t syn_time;
    uint32_t isn, fin;           /* numbers of its SYN and FIN */
    uint32_t syn_len;            /* bytes that its SYN carried */
    uint32_t syn_ack_ack;        /* what its SYN acknowledged */
    uint32_t next;               /* highest end of a segment */
    uint32_t low;                /* the first byte of it that was seen */
    uint32_t ack, fin_ack;       /* the highest, and its FIN's own */
    uint32_t last_seq, last_end; /* of the last segment with bytes */
    uint32_t told_syn, told_fin; /* end of its first segment with numbers that
                                    acknowledges the peer's SYN, FIN */
    uint32_t sent_seq, sent_end; /* of what it has sent again */
    uint32_t dup_acks;           /* that its peer has sent in a row, ... */
    uint64_t dup_ack_frame;      /* ... and the last of them */
    uint32_t segments;
    uint16_t window;                 /* field of the last segment */
    uint8_t n_sent;                  /* of sent_frame, sent_time */
    uint8_t factor;                  /* log2, of has_factor */
    uint8_t proved, arriving, shown; /* enum tl_state */
    bool last_fresh : 1;             /* the last of all had bytes */
    bool has_isn : 1;
    bool has_next : 1;
    bool next_of_syn : 1;
    bool has_low : 1;
    bool has_ack : 1;
    bool has_fin : 1;
    bool has_told_syn : 1;
    bool has_told_fin : 1;
    bool has_factor : 1;
    bool syn : 1;     /* sent a SYN without ACK */
    bool syn_ack : 1; /* and one with it */
    bool passive : 1; /* answered a SYN without having sent one */
    bool rst : 1;
    bool got_syn : 1; /* what it is proved to have got */
    bool got_ack_of_syn : 1;
    bool got_fin : 1;
    bool got_ack_of_fin : 1;
    bool ece : 1; /* in its last segment */
    bool offers_ecn : 1;
    bool agrees_ecn : 1;
};

struct ends {
    struct ends_side side[2]; /* by flow_key_make()'s `reverse` */
};

/* One segment on its way through. */
struct ends_step {
    const struct ends_side *mine, *theirs;
    struct ends *owned; /* the ends again, for ends_advance() alone */
};

struct ends_table;
struct flow_table;

/* Of the connections of `flows`. NULL when there is no memory. */
struct ends_table *ends_table_new(struct flow_table *flows);
void ends_table_free(struct ends_table *t);

/* False when there is no memory for a new connection. */
bool ends_open(struct ends_table *t, const struct segment *seg,
               struct flow flow, struct ends_step *step);

/* What is said of the segment; `congested`: its packet has ECN's CE. */
void ends_advance(struct ends_step *step, const struct segment *seg,
                  const struct tl_verdict *v, const struct tl_diagnosis *d,
                  bool congested);

/*
 * The states behind the segment that was just taken in; true when one of them
 * is another one than at the last time.
 */
bool ends_states(struct ends_step *step, const struct segment *seg,
                 struct tl_end_state *sender, struct tl_end_state *receiver);

/*
 * Whether the segment is the very one of that frame, by all that a header says:
 * false for one too long ago.
 */
bool ends_same(const struct ends_side *mine, const struct segment *seg,
               uint64_t frame);

enum tl_roles ends_roles(const struct ends_side *mine,
                         const struct ends_side *theirs);

#endif
