/*
 * history_parts.h - what a segment leaves behind in one side of its
 * connection. Private to track.
 */
#ifndef TCPLINE_TRACK_HISTORY_PARTS_H
#define TCPLINE_TRACK_HISTORY_PARTS_H

#include "history.h"
#include "history_state.h"

/* How its ids go on; and whether the segment is the one sent last. */
void history_learn_ids(struct history_side *mine, const struct segment *seg,
                       const struct transit *way);

/* The longest segment that the other side takes, as its SYN says. */
void history_told_mss(struct history_side *theirs, uint16_t mss);

/* As how many packets it goes out, where they are still together here. */
unsigned history_packets(const struct history_side *mine,
                         const struct segment *seg);

/* Its bytes, and how they travelled. */
void history_take_bytes(struct history_side *mine,
                        const struct history_side *theirs,
                        const struct segment *seg, const struct transit *way,
                        const struct history_step *step,
                        const struct finding *f);

/* Its SACK option, and that it repeats an acknowledgement. */
void history_heed_sack(struct history_side *theirs, struct trouble *tr,
                       const struct segment *seg, bool repeated);

/* Its acknowledgement: round trips, and the end of a recovery. */
void history_take_ack(struct history_side *mine, struct history_side *theirs,
                      struct trouble *tr, const struct segment *seg,
                      const struct finding *f);

/* Its DSACK: the bytes were resent for nothing. */
void history_note_revised(struct history_side *theirs,
                          const struct segment *seg);

/* RFC 7323 section 2.2: both sides scale their windows, or neither. */
void history_settle_scale(struct history_side *mine,
                          struct history_side *theirs,
                          const struct segment *seg);

/* Its window; whether it is closed, or was. */
bool history_take_window(struct history_side *mine, const struct segment *seg);

/* An offer of window at `now`, stamped `ts`; `reach` of who is to learn of it.
 */
void history_note_offer(struct offers *o, uint32_t reach, uint32_t edge,
                        int64_t now, uint32_t ts);

/*
 * What a sender knew that is `reach` away, and whose segment has this `echo`,
 * or 0; `otherwise` without an offer.
 */
uint32_t history_offered(const struct offers *o, uint32_t reach,
                         uint32_t otherwise, int64_t now, uint32_t echo);

/* All there is to say of a connection but its ends. */
void history_sum(const struct history *h, const struct trouble *first,
                 const struct trouble *second, struct tl_connection_sum *sum);
struct history_glance history_glance_of(const struct history *h,
                                        const struct trouble *first,
                                        const struct trouble *second);
void history_sum_swap_ends(struct tl_connection_sum *sum);

#endif
