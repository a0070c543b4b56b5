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

/*
 * The rows as they stand, what hurts most first. What it points to is `c`'s
 * and good until the next call of any function here.
 */
struct conversation_table conversations_table(struct conversations *c);

#endif
