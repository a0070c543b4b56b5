/*
 * diagnose.h - what really happened to one TCP segment.
 *
 * A pure function of the segment, of how it travelled, and of what its
 * connection remembered before it. Between history_open() and
 * history_advance():
 *
 *     if (history_open(table, seg, &step)) {
 *         diagnose(seg, way, &step, &finding);
 *         history_advance(table, seg, way, &step, &finding);
 *     }
 */
#ifndef TCPLINE_ANALYSE_DIAGNOSE_H
#define TCPLINE_ANALYSE_DIAGNOSE_H

#include "history.h"
#include "history_short.h"
#include "segment.h"
#include "transit.h"

void diagnose(const struct segment *seg, const struct transit *way,
              const struct history_step *step, struct finding *out);

/*
 * Of a segment that goes on (history_short.h): true when there is nothing to
 * say of it, with how its time is split.
 */
bool diagnose_short(const struct segment *seg, const struct transit *way,
                    const struct history_at *at, struct time_split split[2]);

/*
 * Where a capture stands from which it takes this long to the sender and
 * back, and to the receiver and back, at the least; 0 where not known.
 */
enum tl_place place_of(uint32_t to_sender, uint32_t to_receiver);

#endif
