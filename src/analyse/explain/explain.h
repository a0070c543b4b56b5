/*
 * explain.h - what there is to say to a learner about one TCP segment.
 *
 * A pure function of the packet, of what analysis and diagnosis say of its
 * segment, and of what both ends remembered before it. Between ends_open()
 * and ends_advance():
 *
 *     if (ends_open(table, seg, &step)) {
 *         explain(&subject, &step, &e);
 *         ends_advance(&step, seg, v, d, explain_congested(pkt));
 *         explain_states(seg, &step, &e);
 *     }
 *
 * A sentence is chosen only if what was captured proves it; where it can be
 * one thing or another, it says both or nothing.
 */
#ifndef TCPLINE_ANALYSE_EXPLAIN_H
#define TCPLINE_ANALYSE_EXPLAIN_H

#include "ends.h"
#include "segment.h"
#include "tcpline/diagnosis.h"
#include "tcpline/explanation.h"
#include "tcpline/packet.h"
#include "tcpline/verdict.h"

struct subject {
    const struct tl_packet *pkt; /* the segment is its own, header whole */
    const struct segment *seg;
    const struct tl_verdict *v;
    const struct tl_diagnosis *d;
    bool tls; /* its payload begins as a TLS record */
};

void explain(const struct subject *s, const struct ends_step *step,
             struct tl_explanation *e);

/* Adds the states, once the ends have taken the segment in. */
void explain_states(const struct segment *seg, struct ends_step *step,
                    struct tl_explanation *e);

/* Whether a router marked the packet: ECN's CE (RFC 3168 section 5). */
bool explain_congested(const struct tl_packet *pkt);

#endif
