/*
 * ends_states.h - what a segment says about the states of both ends. Private
 * to track.
 */
#ifndef TCPLINE_TRACK_ENDS_STATES_H
#define TCPLINE_TRACK_ENDS_STATES_H

#include "ends.h"

/*
 * What `mine` must have got to send this, by its acknowledgement; before the
 * segment itself is remembered.
 */
void ends_states_before(struct ends_side *mine, const struct ends_side *theirs,
                        const struct segment *seg);

/* What it did by sending it, and what follows once it arrives. */
void ends_states_after(struct ends_side *mine, struct ends_side *theirs,
                       const struct segment *seg, bool fin_is_new);

#endif
