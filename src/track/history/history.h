/*
 * history.h - connections as the diagnosis knows them.
 *
 * A segment goes through here twice: history_open() finds its connection and
 * what is known of its bytes, and after diagnose has judged it against that,
 * history_advance() makes the connection remember it. What is remembered is
 * what RFC 9293 would have somebody know who stood at this point.
 *
 * Most connections never have a loss: what only matters after one has a place
 * of its own, struct trouble, and there are a million connections in less
 * than a gigabyte.
 */
#ifndef TCPLINE_TRACK_HISTORY_H
#define TCPLINE_TRACK_HISTORY_H

#include <stddef.h>

#include "history_state.h"
#include "tcpline/conn.h"

struct history_table;
struct flow_table;

/*
 * Over the connections of `flows`, which outlives it. NULL when there is no
 * memory.
 */
struct history_table *history_table_new(struct flow_table *flows);
void history_table_free(struct history_table *t);

/*
 * The first segments of a connection are kept as they came, as long as there
 * is nothing to say of them, and told to its history when it is asked for.
 * Whether this segment is one: then that was all, else it is to be opened.
 * Without `diagnose` none is; `go_on` takes those that can the short way, see
 * history_short.h, and answers whether it could.
 */
typedef void history_diagnose_fn(const struct segment *seg,
                                 const struct transit *way,
                                 const struct history_step *step,
                                 struct finding *out);
typedef bool history_go_on_fn(const struct segment *seg,
                              const struct transit *way, struct history *h,
                              struct history_side *mine,
                              struct history_side *theirs);
void history_table_keep_early(struct history_table *t,
                              history_diagnose_fn *diagnose,
                              history_go_on_fn *go_on);
bool history_keep_early(struct history_table *t, const struct segment *seg,
                        const struct transit *way, struct flow flow);

/* `flow`: the segment's. False when there is no memory for a new connection. */
bool history_open(struct history_table *t, const struct segment *seg,
                  struct flow flow, struct history_step *step);

/*
 * Says that the connections of `n` flows are asked for soon: among many their
 * memory is far away, and comes at once what would else come piece by piece.
 */
void history_expect(const struct history_table *t, const struct flow *flows,
                    size_t n);

void history_advance(struct history_table *t, const struct segment *seg,
                     const struct transit *way, struct history_step *step,
                     const struct finding *f);

/*
 * All there is to say of connection `i`, from 0 and below the count; false
 * when the diagnosis has seen nothing of it. `soon`: one that is asked for a
 * few calls later, whose memory may be fetched meanwhile; any number.
 */
uint32_t history_table_count(const struct history_table *t);
bool history_table_sum(struct history_table *t, uint32_t i, uint32_t soon,
                       struct tl_connection_sum *sum);

/* What connections are ranked by, and what a report begins with. */
struct history_glance {
    int64_t first_time;
    int64_t waited; /* ns for the answer to a SYN that none came to */
    int64_t lost;   /* ns of recovery, timers and closed windows */
    uint64_t bytes, unseen;
    uint32_t resent; /* retransmissions */
};

/* The same as the sum would say, without the work of all of it. */
bool history_table_glance(const struct history_table *t, uint32_t i,
                          struct history_glance *out);

/*
 * Calls `fn` with the sum of each that is given up: to keep within the
 * bound, or because its ends are used again.
 */
void history_table_on_forget(struct history_table *t,
                             void (*fn)(void *ctx,
                                        const struct tl_connection_sum *sum),
                             void *ctx);

/* The name a TLS client asks for in a segment of `flow`, opened before. */
void history_name(struct history_table *t, struct flow flow, const char *name,
                  size_t len);

#endif
