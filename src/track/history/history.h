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

#include "history_state.h"

struct history_table;

/* `max_connections` 0 means unbounded. NULL when there is no memory. */
struct history_table *history_table_new(uint32_t max_connections);
void history_table_free(struct history_table *t);

/* False when there is no memory for a new connection. */
bool history_open(struct history_table *t, const struct segment *seg,
                  struct history_step *step);

void history_advance(struct history_table *t, const struct segment *seg,
                     const struct transit *way, struct history_step *step,
                     const struct finding *f);

/* All there is to say of connection `i`, from 0 and below the count. */
uint32_t history_table_count(const struct history_table *t);
void history_table_sum(const struct history_table *t, uint32_t i,
                       struct tl_connection_sum *sum);

/*
 * Calls `fn` with the same of each that is given up: to keep within the
 * bound, or because its ends are used again.
 */
void history_table_on_forget(struct history_table *t,
                             void (*fn)(void *ctx,
                                        const struct tl_connection_sum *sum),
                             void *ctx);

/* The name a TLS client asks for in `seg`, which has been opened before. */
void history_name(struct history_table *t, const struct segment *seg,
                  const char *name, size_t len);
uint64_t history_table_forgotten(const struct history_table *t);

#endif
