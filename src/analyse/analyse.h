/*
 * analyse.h - the verdict on one TCP segment.
 *
 * Pure functions of the segment and of what its connection remembered before
 * it and did with it: the table is track's alone. Between the two calls
 * belongs stream_advance():
 *
 *     if (stream_open(table, seg, &step)) {
 *         analyse_before(seg, &step, &v, &unseen);
 *         stream_advance(table, seg, &step, v.flags, unseen);
 *         analyse_after(seg, step.stream, &step.effect, &v);
 *     }
 *
 * The rules, and the order they are asked in, are those of Wireshark (tshark
 * 4.0.17), found by comparing with its output: see tests/analysis/README.md.
 */
#ifndef TCPLINE_ANALYSE_ANALYSE_H
#define TCPLINE_ANALYSE_ANALYSE_H

#include "segment.h"
#include "stream.h"
#include "tcpline/verdict.h"

/*
 * Judges `seg` by what was known before it. `*unseen`: it acknowledges data
 * that was never seen, whether or not that is worth a flag.
 */
void analyse_before(const struct segment *seg, const struct stream_step *step,
                    struct tl_verdict *v, bool *unseen);

/* Adds what is known only once the connection has taken the segment in. */
void analyse_after(const struct segment *seg, const struct stream *s,
                   const struct stream_effect *effect, struct tl_verdict *v);

/* The same for a segment that had no effect. */
static inline void analyse_without(const struct stream *s, struct tl_verdict *v)
{
    if (v->has_record)
        v->initial_rtt = stream_initial_rtt(s);
}

#endif
