/*
 * judge.h - what is concluded of a packet: the verdict on its segment, the
 * sums of its connection, what its payload shows of TLS.
 *
 * In: a decoded packet. Out: the judged part of its record. All tables of the
 * analysis are behind it, bounded.
 */
#ifndef TCPLINE_JUDGE_H
#define TCPLINE_JUDGE_H

#include "ends.h"
#include "examine.h"
#include "reassembly.h"
#include "segment.h"
#include "stream.h"
#include "tcpline/record.h"
#include "tls.h"

struct judge_wants {
    bool verdicts;    /* Wireshark's */
    bool only_words;  /* of them, without numbers and what proves them */
    bool diagnosis;   /* of each segment */
    bool connections; /* also of connections that are over */
    bool tls;         /* a look into payloads */
    bool explanation; /* of each segment, for a learner */
    /*
     * The most connections remembered, by a table of the judge's own that
     * gives up first what is over or was never answered. 0: those of the
     * lines.
     */
    uint32_t apart;
};

struct judge {
    bool looks_into_tls;
    struct flow_table *flows;
    struct flow_table *own;       /* which `flows` is, or NULL: the lines' */
    struct stream_table *streams; /* NULL: nobody wants verdicts */
    struct reassembly *fragments;
    struct ends_table *ends; /* NULL: nobody wants explanations */
    struct examiner examiner;
    bool examines;            /* for whatever reason */
    bool diagnoses;           /* and says so */
    bool looks_further;       /* than the verdict */
    bool predicts;            /* verdicts, of the lines' connections */
    bool only_words;          /* `now` may have no more */
    struct reassembled whole; /* the header of the last segment put together */
    struct tl_packet *inner;  /* a packet that another one carries */

    int64_t clock;       /* when the last packet came; INT64_MAX: none has */
    uint64_t clock_left; /* how far it may go from there */
    uint64_t too_far;    /* packets whose time was not believed */

    /* On the packet at hand. */
    struct segment seg;
    struct flow flow;
    struct tl_judgement now;
    struct tl_explanation explanation;
    struct tls_peek tls;
};

/*
 * What is judged is remembered by the connections of `flows`, which outlives
 * `j`, unless `wants` has them apart. False when there is no memory, and
 * nothing to free then. `j` must stay where it is.
 */
bool judge_init(struct judge *j, const struct judge_wants *wants,
                struct flow_table *flows);

/* Also of one that is all zero. */
void judge_free(struct judge *j);

/* Says that the connections of `n` flows are asked for soon. */
void judge_expect(const struct judge *j, const struct flow *flows, size_t n);

/*
 * Fills in what can be said of the packet of `rec`. Pointers are good until
 * the next packet. Where only words are wanted, the judgement has what
 * analyse_words() fills in, and no segment.
 */
void judge_record(struct judge *j, struct record *rec);

/* What the bounds made the analysis forget; none if it is all zero. */
struct judge_losses {
    uint64_t connections; /* of `apart` those that were not over */
    uint64_t segments;    /* unacknowledged ones */
    uint64_t fragments;   /* of segments not yet complete */
    uint64_t times;       /* of packets, too far apart to be reckoned with */
};

struct judge_losses judge_losses(const struct judge *j);

#endif
