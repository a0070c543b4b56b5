/*
 * origins.h - sequence numbers as they were on the wire, from those of a text.
 *
 * tcpdump counts from a connection's first segment, and shows that one's own
 * numbers as they are. A text that begins later has lost it, one made with -S
 * never counted. Which it is, the next line of the connection tells: counted
 * in one of the two ways, its numbers go on from the first's.
 */
#ifndef TCPLINE_PASTED_ORIGINS_H
#define TCPLINE_PASTED_ORIGINS_H

#include "draft.h"

struct origins;

struct origins *origins_new(void);
void origins_free(struct origins *o);

/*
 * Fills in `seq`, `ack` and `retold` of `n` drafts in the order of the text.
 * False without memory.
 */
bool origins_settle(struct origins *o, struct draft *drafts, size_t n);

#endif
