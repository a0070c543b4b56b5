/*
 * conversations.h - what there is to say of each connection at the end.
 *
 * One row a stream number, kept from its first segment on. The rows are
 * bounded: connections beyond CONVERSATIONS_MAX are counted, not listed.
 */
#ifndef TCPLINE_TRACK_CONVERSATIONS_H
#define TCPLINE_TRACK_CONVERSATIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "segment.h"
#include "tcpline/conversation.h"
#include "tcpline/verdict.h"

enum { CONVERSATIONS_MAX = 1 << 20 };

struct conversations;

/* NULL when there is no memory. */
struct conversations *conversations_new(void);
void conversations_free(struct conversations *c);

/* Adds a judged segment to its row. */
void conversations_add(struct conversations *c, const struct segment *seg,
                       const struct tl_verdict *v, int64_t initial_rtt);

/* Puts the rows into order: what hurts most comes first. */
void conversations_sort(struct conversations *c);

/* Rows, and row `i` of them; connections that have none. */
uint32_t conversations_count(const struct conversations *c);
const struct conversation *conversations_at(const struct conversations *c,
                                            uint32_t i);
uint64_t conversations_unlisted(const struct conversations *c);

/* Of the first segment of all, in nanoseconds since 1970. */
int64_t conversations_began(const struct conversations *c);

#endif
