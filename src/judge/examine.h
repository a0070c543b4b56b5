/*
 * examine.h - a packet's way through the diagnosis, and what there is to say
 * of connections at the end.
 */
#ifndef TCPLINE_JUDGE_EXAMINE_H
#define TCPLINE_JUDGE_EXAMINE_H

#include <stdbool.h>
#include <stdint.h>

#include "fuzzing.h"
#include "history.h"
#include "segment.h"
#include "tcpline/diagnosis.h"
#include "tcpline/packet.h"

/* Connections that are over, kept to be told of with the others. */
enum { EXAMINER_OVER = UNLESS_FUZZING(8192, 4) };

typedef void connection_fn(void *ctx, const struct tl_connection_sum *sum);

struct examiner {
    struct history_table *histories;
    struct tl_connection_sum *over; /* NULL: nobody wants them */
    uint32_t n_over;
    bool keeps;
    connection_fn *fn; /* is told of what there is no room for */
    void *ctx;
    struct finding last; /* of the segment at hand */
};

/*
 * Over the connections of `flows`; `keeps`: also those that are given up, to
 * keep within their bound or because their ends are used again. False when
 * there is no memory. `e` must stay where it is.
 */
bool examiner_init(struct examiner *e, struct flow_table *flows, bool keeps);
void examiner_free(struct examiner *e);

/* Who is told at once of what has no room to be kept. */
void examiner_on_overflow(struct examiner *e, connection_fn *fn, void *ctx);

/* Fills in what a report begins with. */
struct tl_report examiner_report(const struct examiner *e);

/*
 * Calls `fn` for each connection, those that lost most time first; in the
 * order of first sight when there is no memory to sort.
 */
void examiner_each(const struct examiner *e, connection_fn *fn, void *ctx);

/*
 * Diagnoses and remembers a segment that goes on, of which there is nothing to
 * say. False: nothing was done, and it takes more. Apart, so that the places
 * of connection and sides stay in registers.
 */
__attribute__((noinline)) bool examine_short(const struct segment *seg,
                                             const struct transit *way,
                                             struct history *h,
                                             struct history_side *mine,
                                             struct history_side *theirs);

/*
 * Diagnoses the segment that lies in `inner`, which `pkt` is or carries.
 * NULL when there is no memory for its connection; else good until the next.
 */
const struct tl_diagnosis *examine(struct examiner *e,
                                   const struct tl_packet *pkt,
                                   const struct tl_packet *inner,
                                   const struct segment *seg,
                                   const struct flow *flow);

#endif
