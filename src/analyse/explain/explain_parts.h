/*
 * explain_parts.h - the kinds of notes, one function each. Private to
 * analyse.
 */
#ifndef TCPLINE_ANALYSE_EXPLAIN_PARTS_H
#define TCPLINE_ANALYSE_EXPLAIN_PARTS_H

#include "explain.h"

/* The segment, what is known of both ends before it, and what is said. */
struct telling {
    const struct subject *s;
    const struct segment *seg;
    const struct ends_side *mine, *theirs;
    struct tl_explanation *e;
};

static inline bool telling_has(const struct telling *t, unsigned flags)
{
    return (t->seg->flags & flags) != 0;
}

/* The SYNs of both ends were seen, with what they offer. */
static inline bool telling_shaken(const struct telling *t)
{
    return (t->mine->syn || t->mine->syn_ack) &&
           (t->theirs->syn || t->theirs->syn_ack);
}

/* The packet of an earlier frame came a second time, and nothing else. */
static inline bool telling_copy(const struct telling *t)
{
    const struct tl_diagnosis *d = t->s->d;

    return d->event == TL_EVENT_DUPLICATE && d->certain &&
           ends_same(t->mine, t->seg, d->of);
}

void tell_opening(const struct telling *t);
void tell_bytes(const struct telling *t);
void tell_acks(const struct telling *t);
void tell_congestion(const struct telling *t);
void tell_closing(const struct telling *t);
void tell_capture(const struct telling *t);

#endif
